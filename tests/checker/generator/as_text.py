"""A document as plain text, for the checker's reader of text files."""

from __future__ import annotations

from collections.abc import Iterator

from akuntabel.documents.anchors import listed, numbered, outline
from akuntabel.documents.grid import placed
from akuntabel.documents.plain import words_of
from akuntabel.documents.tree import (
    Block,
    Chart,
    Contents,
    Document,
    Heading,
    ItemList,
    Paragraph,
    Signature,
    Table,
)


def text_of(tree: Document) -> str:
    """``tree`` as plain text: a paragraph a line, the cells of a table parted by tabs."""
    lines = [
        "LAPORAN KINERJA",
        "",
        *(tree.cover.office if tree.cover else ()),
        "",
        tree.cover.year if tree.cover else "",
        "",
    ]
    entries = iter(outline(tree))
    for section in tree.sections:
        for block in section.blocks:
            label = next(entries).label if numbered(block) else ""
            lines += [*_lines(tree, block, label), ""]
    return "\n".join(lines) + "\n"


def _lines(tree: Document, block: Block, label: str) -> Iterator[str]:
    match block:
        case Heading() | Chart():
            yield label
        case Paragraph(content=content):
            yield words_of(content)
        case ItemList(items=items):
            for number, item in enumerate(items, 1):
                yield f"{number}. {words_of(item.content)}"
                for child in item.children:
                    yield f"- {_words_of_block(child)}"
        case Table():
            yield from _table_lines(block, label)
        case Contents():
            yield from (f"{entry.label} ........ {page}" for page, entry in enumerate(listed(tree, block), 1))
        case Signature(place=place, date=date, signatories=signatories):
            yield f"{place}, {date}"
            for who in signatories:
                yield from (*who.position, "", who.name)


def _words_of_block(block: Paragraph | ItemList) -> str:
    if isinstance(block, Paragraph):
        return words_of(block.content)
    return "; ".join(words_of(item.content) for item in block.items)


def _table_lines(table: Table, label: str) -> Iterator[str]:
    if label:
        yield label
    for row, places in placed(table):
        cells = [""] * len(table.columns)
        for cell, place in zip(row.cells, places, strict=True):
            cells[place] = words_of(cell.content) or " ".join(_words_of_block(block) for block in cell.blocks)
        yield "\t".join(cells)
    if table.note:
        yield ""
        yield words_of(table.note)
