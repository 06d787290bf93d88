"""DOCX, straight from its XML: paragraphs, tables, notes, headers and text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from akuntabel.checker.blocks import Source
from akuntabel.checker.readers.archive import Archive
from akuntabel.checker.readers.build import Builder, DraftCell, DraftRow
from akuntabel.checker.readers.docx import locate
from akuntabel.checker.readers.docx.names import Element, P, W, is_on
from akuntabel.checker.readers.docx.numbering import read_numbering
from akuntabel.checker.readers.docx.styles import Style, combined, read_styles, said
from akuntabel.checker.readers.docx.words import is_bold, words
from akuntabel.checker.readers.limits import DAMAGED, CannotRead, Clock, Limits
from akuntabel.checker.readers.shape import Shape, clean, shape, split_item, without_markup

_PAGE = re.compile(r"\d{1,4}|[ivxlc]{1,7}|…|", re.I)
_LONGEST_BOLD = 240
_PROPERTIES = f"{W}pPr"
_CHAPTER_ALONE = re.compile(r"BAB\s+(?:[IVXLC]+|\d+)", re.I)


def read_docx(data: bytes, file: str, *, limits: Limits, clock: Clock) -> Source:
    """The report in the DOCX ``data``: the body first, then notes, then headers and footers."""
    archive = Archive(data, "DOCX", limits)
    root = archive.xml(main_part(archive))
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise CannotRead(DAMAGED, kind="DOCX")
    reader = _Reader(archive, Builder(file, "docx", limits, clock))
    reader.blocks_of(body)
    reader.notes()
    reader.margins()
    return reader.builder.source(name="DOCX")


def main_part(archive: Archive) -> str:
    """The name of the part that holds the body."""
    relations = archive.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


class _Reader:
    """Reads one document part after another into the builder."""

    def __init__(self, archive: Archive, builder: Builder) -> None:
        self.archive = archive
        self.builder = builder
        self.styles = read_styles(archive.xml("word/styles.xml"))
        self.plain = self.styles.get("", Style())
        self.numbering = read_numbering(archive.xml("word/numbering.xml"))

    def blocks_of(self, body: Element) -> None:
        for spot in locate.walk(body):
            if spot.table is not None:
                self.builder.table(list(self._rows(spot.element)), number=spot.table)
            else:
                self.builder.paragraph(self._shape(spot.element), paragraph=spot.paragraph)

    def notes(self) -> None:
        """Footnotes and endnotes, without the lines that part them from the text."""
        for part in ("word/footnotes.xml", "word/endnotes.xml"):
            root = self.archive.xml(part)
            for note in root if root is not None else ():
                if note.get(f"{W}type") is None:
                    text = clean(" ".join(words(paragraph) for paragraph in note.iter(P)))
                    self.builder.paragraph(Shape(text, kind="footnote"))

    def margins(self) -> None:
        """Headers and footers, each wording once."""
        seen: set[str] = set()
        for name in sorted(self.archive.names()):
            root = self.archive.xml(name) if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name) else None
            for paragraph in root.iter(P) if root is not None else ():
                text = clean(words(paragraph))
                if text and text not in seen:
                    seen.add(text)
                    self.builder.paragraph(Shape(text, kind="header"))

    def _style(self, paragraph: Element) -> Style:
        properties = paragraph.find(_PROPERTIES)
        if properties is None:
            return self.plain
        direct = said(properties)
        style = self.styles.get(direct.name) or self.plain
        if direct.level is None and not direct.list_id and direct.depth is None:
            return style
        return combined(direct, style)

    def _item(self, style: Style) -> str:
        if not style.list_id or style.list_id == "0":
            return ""
        return self.numbering.next(style.list_id, min(max(style.depth or 0, 0), 8))

    def _shape(self, paragraph: Element) -> Shape:
        """What a paragraph of the body is, by its style first and by its looks second."""
        raw = words(paragraph)
        style = self._style(paragraph)
        if not raw.strip():
            return Shape("", item=self._item(style) if style.heading else "")
        if style.kind == "contents":
            return Shape(_without_page(raw), kind="contents")
        text = without_markup(raw)
        item = self._item(style)
        if style.kind == "caption":
            return Shape(text, kind="caption")
        bold = len(text) <= _LONGEST_BOLD and is_bold(paragraph, bool(style.bold))
        found = Shape(text) if item else shape(text, bold=bold and not style.heading)
        if style.heading and found.kind == "body":
            found = _heading(found, text, style.heading)
        elif found.kind == "contents":
            found = replace(found, text=_without_page(raw) if "\t" in raw else found.text)
        return replace(found, item=item) if item else found

    def _rows(self, table: Element) -> Iterator[DraftRow]:
        """The rows of a table; a merged cell grows while the rows below are read."""
        open_cells: dict[int, DraftCell] = {}
        for element, cells in zip(locate.table_rows(table), locate.rows(table), strict=False):
            drafts = []
            for cell in cells:
                above = open_cells.get(cell.column)
                if cell.below and above is not None:
                    above.rowspan += 1
                    continue
                draft = DraftCell(self._cell_text(cell.element), cell.column, cell.colspan)
                drafts.append(draft)
                if cell.opens:
                    open_cells[cell.column] = draft
                else:
                    open_cells.pop(cell.column, None)
            head = bool(is_on(element.find(f"{W}trPr"), "tblHeader"))
            yield DraftRow(drafts, head=head)

    def _cell_text(self, cell: Element) -> str:
        """The paragraphs of a cell on one line, each after its list number."""
        parts = []
        for block in locate.cell_blocks(cell):
            if block.tag == P:
                item = self._item(self._style(block))
                text = without_markup(words(block))
                parts.append(f"{item} {text}".strip())
        return " ".join(part for part in parts if part)


def _without_page(raw: str) -> str:
    """An entry of the contents without the page number after its last tab."""
    title, tab, page = raw.strip().rpartition("\t")
    return clean(title if tab and _PAGE.fullmatch(page.strip()) else raw)


def _heading(found: Shape, text: str, level: int) -> Shape:
    """A heading by style; a number that was typed before it is parted from the words."""
    chapter = _CHAPTER_ALONE.match(text)
    if chapter and not found.item and len(text) > len(chapter[0]):
        return Shape(text[chapter.end() :].lstrip(" .:-–"), level=level, item=chapter[0])
    item, rest = (found.item, found.text) if found.item else split_item(text)
    return Shape(rest, level=level, item=item)
