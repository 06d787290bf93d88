"""Tables: merged cells, heads that repeat, figures that stand under each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil

from akuntabel.documents.docx.context import Context
from akuntabel.documents.docx.inline import MARK, inline_runs, plain_text
from akuntabel.documents.docx.lists import item_list
from akuntabel.documents.docx.markup import bookmark_name, escape, paragraph
from akuntabel.documents.tones import GROUP, TONES
from akuntabel.documents.tree import Align, Cell, Document, ItemList, Row, RowKind, Table

PADDING = 85  # twips left and right of the words of a cell
_BOLD = 1.08  # how much wider bold words are
_RULE = 'w:val="single" w:sz="6" w:space="0" w:color="000000"'
_THIN_RULE = 'w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"'
_JUSTIFY = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right", Align.DECIMAL: "right"}
_STYLES = {
    RowKind.HEAD: "TableHead",
    RowKind.GROUP: "TableGroup",
    RowKind.BODY: "TableText",
    RowKind.TOTAL: "TableTotal",
}
# The whole part of a figure, "Rp" or a sign before it, by the sign that parts off its decimals.
_WHOLE_PARTS = {",": re.compile(r"\s*\D{0,3}\d[\d.]*"), ".": re.compile(r"\s*\D{0,3}\d[\d,]*")}


@dataclass(frozen=True, slots=True)
class Place:
    """A cell where it stands: ``covered`` is a part of a cell that began in a row above."""

    cell: Cell
    column: int
    covered: bool = False
    ends: bool = True  # the cell ends in this row


@dataclass
class Grid:
    """A table with its measures, while it is written."""

    table: Table
    widths: tuple[int, ...]
    tails: dict[int, int] = field(default_factory=dict)  # right indent of figures, without their own tail


def table_xml(context: Context, table: Table, anchor: str = "") -> str:
    """The table itself, without caption and note; ``anchor`` is its bookmark if nothing else bears it."""
    if not table.rows:
        return ""  # Word takes a table without rows for a broken file
    widths = column_widths(table, context.width)
    grid = Grid(table, _roomy(table, widths, table_points(context.document) * 20))
    grid.tails = _tails(context, grid)
    rows = "".join(
        _row(context, grid, number, tuple(places), anchor if number == 0 else "")
        for number, places in enumerate(walk(table))
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid.widths)
    return f"<w:tbl>{_properties(table, sum(grid.widths))}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def column_widths(table: Table, total: int) -> tuple[int, ...]:
    """The widths of the columns in twips; together they are ``total``."""
    shares = [max(column.width, 0.01) for column in table.columns]
    edges = [round(total * sum(shares[:n]) / sum(shares)) for n in range(len(shares) + 1)]
    return tuple(right - left for left, right in pairwise(edges))


def _roomy(table: Table, widths: tuple[int, ...], size: float) -> tuple[int, ...]:
    """``widths`` with room for the longest word of every column, so that no amount breaks inside.

    What a column lacks comes from those that have some to spare; where all lack, nothing changes.
    ``size`` is that of the words, in twips.
    """
    needs = [0.0] * len(widths)
    for row, places in zip(table.rows, walk(table), strict=True):
        for place in places:
            if place.covered or place.cell.colspan > 1:
                continue
            strong = _BOLD if place.cell.bold or row.kind is not RowKind.BODY else 1
            words = plain_text(place.cell.content).split()
            need = max((text_width(word) for word in words), default=0.0) * size * strong + 2 * PADDING
            needs[place.column] = max(needs[place.column], need)
    lacks = [max(0, ceil(need) - width) for need, width in zip(needs, widths, strict=True)]
    spare = [max(0, width - ceil(need)) for need, width in zip(needs, widths, strict=True)]
    wanted, free = sum(lacks), sum(spare)
    if not wanted or wanted > free:
        return widths
    edges = [round(wanted * sum(spare[:n]) / free) for n in range(len(spare) + 1)]
    given = [right - left for left, right in pairwise(edges)]
    return tuple(width + lack - give for width, lack, give in zip(widths, lacks, given, strict=True))


def walk(table: Table) -> Iterator[list[Place]]:
    """For each row its places from left to right, those covered from above included."""
    count = len(table.columns)
    open_cells: dict[int, tuple[Cell, int]] = {}  # column -> cell, rows that it still covers
    for row in table.rows:
        cells = iter(row.cells)
        places: list[Place] = []
        column = 0
        while column < count:
            if column in open_cells:
                cell, left = open_cells.pop(column)
                place = Place(cell, column, covered=True, ends=left == 1)
            else:
                cell = next(cells, Cell())
                left = cell.rowspan
                place = Place(cell, column, ends=left <= 1)
            if left > 1:
                open_cells[column] = (cell, left - 1)
            places.append(place)
            column += max(cell.colspan, 1)
        yield places


def _properties(table: Table, width: int) -> str:
    style = "ReportTable" if table.ruled else "LayoutTable"
    words = f'<w:tblCaption w:val="{escape(table.caption)}"/>' if table.caption else ""
    head = "1" if any(row.kind is RowKind.HEAD for row in table.rows) else "0"
    look = f'<w:tblLook w:val="{"0020" if head == "1" else "0000"}" w:firstRow="{head}" w:lastRow="0" '
    return (
        f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        f'{look}w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{words}</w:tblPr>'
    )


def _row(context: Context, grid: Grid, number: int, places: tuple[Place, ...], anchor: str) -> str:
    rows = grid.table.rows
    row = rows[number]
    following = rows[number + 1] if number + 1 < len(rows) else None
    properties = "<w:cantSplit/>"
    if row.kind is RowKind.HEAD and all(before.kind is RowKind.HEAD for before in rows[:number]):
        properties += "<w:tblHeader/>"
    writer = _RowWriter(
        context,
        grid,
        number,
        last_head=row.kind is RowKind.HEAD and (following is None or following.kind is not RowKind.HEAD),
        keep=any(not place.ends for place in places)
        or _keeps_with(row, following, noted=bool(grid.table.note)),
        names=tuple(bookmark_name(name) for name in (anchor, row.anchor) if name),
    )
    cells = "".join(writer.cell(place) for place in places)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _keeps_with(row: Row, following: Row | None, *, noted: bool) -> bool:
    """Whether ``row`` stays on the page of what follows it."""
    if following is None:
        return noted
    return row.kind in {RowKind.HEAD, RowKind.GROUP} or following.kind is RowKind.TOTAL


@dataclass
class _RowWriter:
    """Writes the cells of one row."""

    context: Context
    grid: Grid
    number: int
    last_head: bool
    keep: bool
    names: tuple[str, ...]

    @property
    def row(self) -> Row:
        """The row as the tree has it."""
        return self.grid.table.rows[self.number]

    @property
    def style(self) -> str:
        """The paragraph style of its cells."""
        if not self.grid.table.ruled and self.row.kind is RowKind.BODY:
            return "LayoutText"
        return _STYLES[self.row.kind]

    def cell(self, place: Place) -> str:
        """One cell with its paragraphs."""
        content = paragraph(self.style, "", **self._keep()) if place.covered else self._content(place)
        return f"<w:tc>{self._cell_properties(place)}{content}</w:tc>"

    def _cell_properties(self, place: Place) -> str:
        cell = place.cell
        end = place.column + max(cell.colspan, 1)
        parts = [f'<w:tcPr><w:tcW w:w="{sum(self.grid.widths[place.column : end])}" w:type="dxa"/>']
        if cell.colspan > 1:
            parts.append(f'<w:gridSpan w:val="{cell.colspan}"/>')
        if cell.rowspan > 1:
            parts.append("<w:vMerge/>" if place.covered else '<w:vMerge w:val="restart"/>')
        if rule := self._rule(place):
            parts.append(f"<w:tcBorders><w:bottom {rule}/></w:tcBorders>")
        if shade := self._shade(cell):
            parts.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>')
        if self.row.kind is RowKind.HEAD:
            parts.append('<w:vAlign w:val="center"/>')
        return "".join(parts) + "</w:tcPr>"

    def _rule(self, place: Place) -> str:
        """The rule under a cell of the head: all along its last row, and under what joins columns."""
        if self.row.kind is not RowKind.HEAD or not self.grid.table.ruled:
            return ""
        rows_left = place.cell.rowspan > 1 and not place.covered
        if self.last_head or (rows_left and self._reaches_last_head(place.cell)):
            return _RULE
        return _THIN_RULE if place.cell.colspan > 1 and place.ends else ""

    def _reaches_last_head(self, cell: Cell) -> bool:
        heads = sum(row.kind is RowKind.HEAD for row in self.grid.table.rows)
        return self.number + cell.rowspan >= heads

    def _shade(self, cell: Cell) -> str:
        if self.row.kind is RowKind.GROUP:
            return GROUP
        return TONES.get(cell.tone, "")

    def _keep(self) -> dict[str, str]:
        return {"keepNext": "1"} if self.keep else {}

    def _content(self, place: Place) -> str:
        cell = place.cell
        if cell.blocks:
            return self._blocks(cell)
        runs = self._anchored(inline_runs(self.context, cell.content, bold=cell.bold))
        return paragraph(self.style, runs, **self._keep(), **self._alignment(place))

    def _blocks(self, cell: Cell) -> str:
        parts = []
        for block in cell.blocks:
            if isinstance(block, ItemList):
                parts.append(item_list(self.context, block, small=True))
                continue
            runs = self._anchored(inline_runs(self.context, block.content, bold=cell.bold))
            align = {"jc": _JUSTIFY[cell.align]} if cell.align else {}
            parts.append(paragraph(self.style, runs, **self._keep(), **align))
        return "".join(parts)

    def _anchored(self, runs: str) -> str:
        for name in self.names:
            runs = self.context.bookmark(name, runs)
        self.names = ()
        return runs

    def _alignment(self, place: Place) -> dict[str, str]:
        cell = place.cell
        align = cell.align or self.grid.table.columns[place.column].align
        if self.row.kind is RowKind.GROUP and cell.align is None:
            align = Align.LEFT
        if align is Align.DECIMAL:
            tail = figure_tail(plain_text(cell.content), self.context.document.labels.decimal_mark)
            if tail is None or cell.colspan > 1 or self.row.kind is RowKind.HEAD:
                return {"jc": "center"}
            indent = self.grid.tails.get(place.column, 0) - self._twips(tail)
            return {"ind": f'w:right="{max(indent, 0)}"', "jc": "right"}
        return {} if align is Align.LEFT else {"jc": _JUSTIFY[align]}

    def _twips(self, ems: float) -> int:
        return round(ems * table_points(self.context.document) * 20)


def table_points(document: Document) -> float:
    """The size of words in tables, in points."""
    return max(8.0, document.style.size_pt - 1.5)


def figure_tail(text: str, decimal_mark: str = ",") -> float | None:
    """How wide (in em) what follows the whole part of a figure is; None for what is no figure."""
    found = _WHOLE_PARTS[decimal_mark].match(text)
    return None if found is None else text_width(text[found.end() :])


def text_width(text: str) -> float:
    """The width of ``text`` in em, digits and commas exactly as in Arial and its kin."""
    return sum(_sign_width(sign) for sign in text)


def _sign_width(sign: str) -> float:
    if sign.isdigit():
        return 0.556
    if sign in ",. ":
        return 0.278
    if sign == MARK:
        return 0.32
    return {"%": 0.889, "i": 0.222, "l": 0.222, "m": 0.833}.get(sign, 0.53)


def _tails(context: Context, grid: Grid) -> dict[int, int]:
    """For each decimal column the indent that lets its widest figure stand in the middle."""
    size = table_points(context.document) * 20
    found: dict[int, list[tuple[float, float]]] = {}
    for column, text in _figures(grid.table):
        tail = figure_tail(text, context.document.labels.decimal_mark)
        if tail is not None:
            found.setdefault(column, []).append((text_width(text) - tail, tail))
    answer = {}
    for column, figures in found.items():
        whole, tail = (max(part) * size for part in zip(*figures, strict=True))
        free = grid.widths[column] - 2 * PADDING - whole - tail
        answer[column] = round(tail + max(0.0, free / 2))
    return answer


def _figures(table: Table) -> Iterator[tuple[int, str]]:
    """The cells that are to stand on the decimal comma: column and words."""
    if all(column.align is not Align.DECIMAL for column in table.columns):
        return
    for row, places in zip(table.rows, walk(table), strict=True):
        if row.kind is RowKind.HEAD:
            continue
        for place in places:
            align = place.cell.align or table.columns[place.column].align
            if align is Align.DECIMAL and not place.covered and place.cell.colspan == 1:
                yield place.column, plain_text(place.cell.content)
