"""Tagged PDFs say themselves what is a table, a row and a cell; Word, Chromium and Typst write tags.

A table's place in the tree of tags is the same on every page that it reaches, so a table broken
over pages, and even a cell cut in two, comes together without guessing.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from akuntabel.checker.readers.build import DraftCell, DraftRow
from akuntabel.checker.readers.pdf.parts import Word, box_of, text_of, unbroken

_DEEPEST = 48  # tags inside each other
_MOST_TAGS = 40_000  # on one page
_MOST_SPAN = 200  # columns or rows
Path = tuple[int, ...]


@dataclass
class TagCell:
    """A cell, with its words by page."""

    head: bool = False
    colspan: int = 1
    rowspan: int = 1
    words: dict[int, list[Word]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Its text over all pages."""
        text = ""
        for page in sorted(self.words):
            text = unbroken(text, text_of(self.words[page]))
        return text


@dataclass
class TagTable:
    """A table: rows and cells by their places in the tree."""

    rows: dict[Path, dict[int, TagCell]] = field(default_factory=dict)

    def words(self) -> list[Word]:
        """All its words."""
        return [
            word
            for row in self.rows.values()
            for cell in row.values()
            for page in cell.words.values()
            for word in page
        ]

    def first_page(self) -> int:
        """The page where it begins."""
        return min(page for row in self.rows.values() for cell in row.values() for page in cell.words)

    def head_words(self) -> set[str]:
        """The words of its head rows."""
        return {
            word.text
            for row in self.rows.values()
            if all(cell.head for cell in row.values())
            for cell in row.values()
            for page in cell.words.values()
            for word in page
        }

    def is_table(self) -> bool:
        """Whether several rows hold several texts; tags are also used for mere layout."""
        filled = [sum(bool(cell.words) for cell in row.values()) for row in self.rows.values()]
        return sum(count > 1 for count in filled) > 1 and bool(self.words())

    def drafts(self) -> list[DraftRow]:
        """The rows in order, their cells in the grid."""
        drafts = []
        below: dict[int, int] = {}  # column → rows that a cell from above still covers
        columns = max((sum(cell.colspan for cell in row.values()) for row in self.rows.values()), default=0)
        for path in sorted(self.rows):
            known = self.rows[path]
            row = [known.get(n) or TagCell(colspan=0) for n in range(min(max(known) + 1, _MOST_SPAN))]
            covered = {column for column, left in below.items() if left > 0}
            below = {column: left - 1 for column, left in below.items() if left > 1}
            drafts.append(_draft(row, covered, below, columns))
        return [draft for draft in drafts if any(cell.text for cell in draft.cells)]


def _draft(row: Sequence[TagCell], covered: set[int], below: dict[int, int], columns: int) -> DraftRow:
    cells = []
    column = 0
    for cell in row:
        while column in covered:
            column += 1
        if cell.colspan == 0:  # a cell without words, of which the page knows only that it is there
            column += 1
            continue
        text = cell.text
        page = min(cell.words, default=None)
        alone = len(row) == 1 and not covered and columns > 1
        colspan = columns if alone else cell.colspan
        box = box_of(cell.words[page]) if page is not None else None
        cells.append(DraftCell(text, column, colspan, cell.rowspan, box, page))
        if cell.rowspan > 1:
            below.update(dict.fromkeys(range(column, column + colspan), cell.rowspan - 1))
        column += colspan
    first = min((cell.page for cell in cells if cell.page is not None), default=None)
    words = [word for cell in row for word in cell.words.get(first or 0, [])]
    head = len(cells) > 1 and all(cell.head for cell in row if cell.colspan)
    return DraftRow(cells, head, first, box_of(words))


@dataclass
class PageTags:
    """Which cell each piece of marked content of a page belongs to."""

    cells: dict[int, tuple[Path, Path, int]] = field(default_factory=dict)  # mark → table, row, cell
    specs: dict[tuple[Path, Path, int], TagCell] = field(default_factory=dict)
    seen: int = 0

    def collect(self, tables: dict[Path, TagTable], words: Iterable[Word], page: int) -> list[Path]:
        """Put the words into their cells; the tables that got some."""
        touched: dict[Path, None] = {}
        for word in words:
            place = self.cells.get(word.mark)
            if place is None:
                continue
            touched[place[0]] = None
            self._cell(tables, place).words.setdefault(page, []).append(word)
        for place in self.specs:
            if place[0] in touched:
                self._cell(tables, place)  # empty cells keep their column
        return list(touched)

    def _cell(self, tables: dict[Path, TagTable], place: tuple[Path, Path, int]) -> TagCell:
        row = tables.setdefault(place[0], TagTable()).rows.setdefault(place[1], {})
        if place[2] not in row:
            spec = self.specs[place]
            row[place[2]] = TagCell(spec.head, spec.colspan, spec.rowspan)
        return row[place[2]]


def read_tags(raw: Any) -> PageTags:
    """The table tags of a loaded page; nothing where it has none."""
    tags = PageTags()
    tree = pdfium.FPDF_StructTree_GetForPage(raw)
    if not tree:
        return tags
    try:
        for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            _walk(tags, pdfium.FPDF_StructTree_GetChildAtIndex(tree, at), (at,), _Where())
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    return tags


@dataclass(frozen=True, slots=True)
class _Where:
    """The table, row and cell that a tag is in so far."""

    table: Path = ()
    row: Path = ()
    cell: int = -1

    def inside(self, kind: str, path: Path) -> _Where:
        """Where the children of a tag of this kind are; tables inside a cell belong to the cell."""
        if kind == "Table" and not self.table:
            return _Where(path)
        if kind == "TR" and self.table and not self.row:
            return _Where(self.table, path)
        if kind in {"TD", "TH"} and self.row and self.cell < 0:
            return _Where(self.table, self.row, path[-1])
        return self


def _walk(tags: PageTags, element: Any, path: Path, above: _Where) -> None:
    """Note the marks under ``element``."""
    tags.seen += 1
    if not element or len(path) > _DEEPEST or tags.seen > _MOST_TAGS:
        return
    kind = _kind(element)
    where = above.inside(kind, path)
    if where.cell >= 0 and above.cell < 0:
        colspan, rowspan = _spans(element)
        tags.specs[where.table, where.row, where.cell] = TagCell(kind == "TH", colspan, rowspan)
    for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            _walk(tags, child, (*path, at), where)
        elif where.cell >= 0:
            mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, at)
            if mark >= 0:
                tags.cells[mark] = (where.table, where.row, where.cell)


def _kind(element: Any) -> str:
    buffer = ctypes.create_string_buffer(64)
    length = pdfium.FPDF_StructElement_GetType(element, buffer, 64)
    return buffer.raw[: max(0, length - 2)].decode("utf-16-le", "replace") if 2 < length <= 64 else ""


def _spans(element: Any) -> tuple[int, int]:
    """Column and row span of a cell."""
    found = {"ColSpan": 1, "RowSpan": 1}
    for at in range(min(pdfium.FPDF_StructElement_GetAttributeCount(element), 8)):
        attributes = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, at)
        for name in found:
            value = pdfium.FPDF_StructElement_Attr_GetValue(attributes, name.encode()) if attributes else None
            number = ctypes.c_float()
            if value and pdfium.FPDF_StructElement_Attr_GetNumberValue(value, number):
                found[name] = min(max(int(number.value), 1), _MOST_SPAN)
    return found["ColSpan"], found["RowSpan"]
