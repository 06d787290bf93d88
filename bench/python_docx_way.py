"""The same document with python-docx, as its users write it.

Headings, paragraphs with bold and italic runs, lists, every table with the same rows, cells and
merges, alignment of cells, signature lines, sections with their orientation, a field for each list
of contents. Left out: charts (only their captions are written), bookmarks, links, page numbers,
running heads, shades and rules of cells. All that is left out is work that our renderer does.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

import docx as python_docx
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from akuntabel.documents.tree import (
    Align,
    Break,
    Cell,
    Chart,
    Contents,
    Document,
    Heading,
    Inlines,
    ItemList,
    ListKind,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Section,
    Signature,
    Table,
    Text,
)

Placed = tuple[Row, Cell, int, int]  # row, cell, and where it stands

_ALIGN = {
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    Align.DECIMAL: WD_ALIGN_PARAGRAPH.RIGHT,
}


def usual(document: Document) -> bytes:
    """Every cell by ``table.cell(r, c)``: the way of the documentation and of nearly all code."""
    return _write(document, _by_cell)


def careful(document: Document) -> bytes:
    """The cells of a row taken once by ``row.cells``: the way of one who has measured."""
    return _write(document, _by_row)


def placed(table: Table) -> list[list[Placed]]:
    """For each row its cells with their places on the grid."""
    taken: set[tuple[int, int]] = set()
    answer: list[list[Placed]] = []
    for r, row in enumerate(table.rows):
        column = 0
        line: list[Placed] = []
        for cell in row.cells:
            while (r, column) in taken:
                column += 1
            line.append((row, cell, r, column))
            if cell.rowspan > 1:
                taken.update(
                    (r + below, column + right)
                    for below in range(1, cell.rowspan)
                    for right in range(cell.colspan)
                )
            column += cell.colspan
        answer.append(line)
    return answer


def plain(content: Inlines) -> str:
    """The words of ``content``."""
    return "".join("\n" if isinstance(inline, Break) else inline.text for inline in content)


def cell_text(cell: Cell) -> str:
    """The words of a cell; lists and paragraphs in it become lines."""
    if not cell.blocks:
        return plain(cell.content)
    lines: list[str] = []
    for block in cell.blocks:
        if isinstance(block, Paragraph):
            lines.append(plain(block.content))
        else:
            lines.extend(f"{n}. {plain(item.content)}" for n, item in enumerate(block.items, start=1))
    return "\n".join(lines)


def cell_align(table: Table, row: Row, cell: Cell, column: int) -> WD_ALIGN_PARAGRAPH | None:
    """How a cell stands; None for left."""
    if row.kind is RowKind.GROUP:
        return None
    return _ALIGN.get(cell.align or table.columns[column].align)


# ---------------------------------------------------------------- the whole


def _write(document: Document, fill: Callable[[DocxTable, Table], None]) -> bytes:
    docx = python_docx.Document()
    core = docx.core_properties
    core.title, core.author, core.subject = document.title, document.author, document.subject
    if document.cover:
        for line in (*document.cover.office, *document.cover.title, document.cover.year):
            docx.add_paragraph(line, style="Title")
    for section in document.sections:
        _section(docx, section)
        for block in section.blocks:
            _block(docx, block, fill)
    buffer = io.BytesIO()
    docx.save(buffer)
    return buffer.getvalue()


def _section(docx: DocxDocument, section: Section) -> None:
    new = docx.add_section(WD_SECTION.NEW_PAGE)
    orient = WD_ORIENT.LANDSCAPE if section.landscape else WD_ORIENT.PORTRAIT
    if new.orientation != orient:
        new.orientation = orient
        new.page_width, new.page_height = new.page_height, new.page_width


def _block(docx: DocxDocument, block: object, fill: Callable[[DocxTable, Table], None]) -> None:
    match block:
        case Heading():
            docx.add_heading(f"{block.number} {block.text}".strip(), level=min(block.level, 4))
        case Paragraph():
            _runs(docx.add_paragraph(), block.content)
        case ItemList():
            _items(docx, block)
        case Table():
            if block.caption:
                docx.add_paragraph(f"Tabel. {block.caption}", style="Caption")
            _table(docx, block, fill)
            docx.add_paragraph(plain(block.note))
        case Chart():
            docx.add_paragraph(f"Gambar. {block.title}", style="Caption")
        case Signature():
            _signature(docx, block)
        case Contents():
            _field(docx.add_paragraph(), 'TOC \\o "1-2" \\h \\z')
        case PageBreak():
            docx.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _runs(paragraph: DocxParagraph, content: Inlines) -> None:
    for inline in content:
        run = paragraph.add_run("\n" if isinstance(inline, Break) else inline.text)
        if isinstance(inline, Text):
            run.bold, run.italic = inline.bold or None, inline.italic or None


def _items(docx: DocxDocument, block: ItemList, level: int = 1) -> None:
    base = "List Bullet" if block.kind is ListKind.BULLET else "List Number"
    style = base if level == 1 else f"{base} {min(level, 3)}"
    for item in block.items:
        _runs(docx.add_paragraph(style=style), item.content)
        if item.children is not None:
            _items(docx, item.children, level + 1)


def _signature(docx: DocxDocument, block: Signature) -> None:
    docx.add_paragraph(f"{block.place}, {block.date}")
    for one in block.signatories:
        for line in (one.role, *one.position, one.name, one.nip):
            if line:
                docx.add_paragraph(line)


def _field(paragraph: DocxParagraph, code: str) -> None:
    run = paragraph.add_run()
    for kind in ("begin", "end"):
        mark = OxmlElement("w:fldChar")
        mark.set(_W + "fldCharType", kind)
        run._r.append(mark)
        if kind == "begin":
            words = OxmlElement("w:instrText")
            words.text = code
            run._r.append(words)


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


# ---------------------------------------------------------------- tables


def _table(docx: DocxDocument, block: Table, fill: Callable[[DocxTable, Table], None]) -> None:
    table = docx.add_table(rows=len(block.rows), cols=len(block.columns))
    if block.ruled:
        table.style = "Table Grid"
    fill(table, block)


def _by_cell(table: DocxTable, block: Table) -> None:
    for line in placed(block):
        for row, cell, r, c in line:
            _say(table.cell(r, c), block, row, cell, c)
            if cell.colspan > 1 or cell.rowspan > 1:
                table.cell(r, c).merge(table.cell(r + cell.rowspan - 1, c + cell.colspan - 1))


def _by_row(table: DocxTable, block: Table) -> None:
    rows = [row.cells for row in table.rows]
    for line in placed(block):
        for row, cell, r, c in line:
            own = rows[r][c]
            _say(own, block, row, cell, c)
            if cell.colspan > 1 or cell.rowspan > 1:
                own.merge(rows[r + cell.rowspan - 1][c + cell.colspan - 1])


def _say(own: _Cell, block: Table, row: Row, cell: Cell, column: int) -> None:
    own.text = cell_text(cell)
    align = cell_align(block, row, cell, column)
    if align is not None:
        own.paragraphs[0].alignment = align
    if cell.bold or row.kind is not RowKind.BODY:
        _embolden(own.paragraphs)


def _embolden(paragraphs: Iterable[DocxParagraph]) -> None:
    for paragraph in paragraphs:
        for run in paragraph.runs:
            run.bold = True
