"""Tables for the template: rows by their kind, and figures with what hangs behind their comma."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from akuntabel.documents.grid import aligned, placed
from akuntabel.documents.plain import MARK, split_decimal, words_of
from akuntabel.documents.svg import OWN_FONT, width_of
from akuntabel.documents.tree import (
    Align,
    Cell,
    Cite,
    Inline,
    ItemList,
    Paragraph,
    Row,
    RowKind,
    Style,
    Table,
    Text,
)

if TYPE_CHECKING:
    from akuntabel.documents.pdf.encode import Encoder

Data = dict[str, Any]

_POINTS_PER_MM = 72 / 25.4
INSET_PT = 4.0  # left and right of a cell's words
_TALL = 24  # lines; a taller row may break over pages
_SPAN = 3  # rows; a cell that covers more of them does not keep them on one page
_SMALLER_PT = 1.75  # words in tables than words in paragraphs
_MARK_SIZE = 0.62  # of the words it stands behind, as the template has it
_SURE = 0.97  # of the room: words that need less stand on one line
_FRAMING = frozenset({RowKind.HEAD, RowKind.GROUP})  # rows that name others
_SIDES = {Align.LEFT: "left", Align.CENTRE: "centre", Align.RIGHT: "right", Align.DECIMAL: "right"}


def _all_words(block: Paragraph | ItemList) -> Iterator[str]:
    """The paragraphs of a block in a cell."""
    if isinstance(block, Paragraph):
        yield words_of(block.content)
        return
    for item in block.items:
        yield words_of(item.content)
        for child in item.children:
            yield from _all_words(child)


def table_size(style: Style) -> float:
    """The size of words in tables."""
    return style.size_pt - _SMALLER_PT


class _Figure(NamedTuple):
    """How wide a figure is before its comma, and from the comma on with its mark."""

    whole: float
    tail: float


class _Sheet:
    """One table on its way into the template."""

    def __init__(self, table: Table, encoder: Encoder, width_mm: float) -> None:
        self.table = table
        self.encoder = encoder
        self.size = table_size(encoder.document.style)
        self.width = width_mm * _POINTS_PER_MM
        total = sum(column.width for column in table.columns) or 1.0
        self.shares = [column.width / total for column in table.columns]
        self.sides = [_SIDES[column.align] for column in table.columns]
        self.layout = not table.caption and not any(row.kind is RowKind.HEAD for row in table.rows)
        self.rows = list(placed(table))
        self.figures: dict[tuple[int, int], _Figure] = {}  # by row and column
        self.widest: dict[int, _Figure] = {}  # by column
        if any(column.align is Align.DECIMAL for column in table.columns):
            self._measure()

    def runs(self) -> list[Data]:
        """The rows, those of one kind together."""
        runs: list[Data] = []
        for y, (row, columns) in enumerate(self.rows):
            kind = row.kind.value
            if not runs or runs[-1]["kind"] != kind:
                runs.append({"kind": kind, "rows": []})
            runs[-1]["rows"].append({"cells": self._row(y, row, columns)})
        return runs

    def flat(self) -> list[bool]:
        """For each row whether it is surely one line high, so that nobody has to try it out."""
        if self.encoder.document.style.table_font != OWN_FONT:
            return [False] * len(self.rows)
        return [self._flat(row, columns) for row, columns in self.rows]

    def _flat(self, row: Row, columns: list[int]) -> bool:
        if sum(cell.colspan for cell in row.cells) != len(self.shares):  # a cell from above reaches into it
            return False
        for cell, x in zip(row.cells, columns, strict=True):
            text = words_of(cell.content)
            simple = cell.rowspan == 1 and not cell.blocks and text.replace("–", "").isascii()
            room = _SURE * self._room(cell, x)
            if not simple or width_of(text, self.size, bold=_bold(row, cell)) > room:
                return False
            if any(self._curved(inline, row) for inline in cell.content):
                return False
        return True

    def _curved(self, inline: Inline, row: Row) -> bool:
        """Whether an inline is more than upright words on one line."""
        match inline:
            case Text():
                return inline.italic
            case Cite():
                return self.encoder.marked(inline, row.anchor)
            case _:
                return True

    # ------------------------------------------------------------ figures

    def _measure(self) -> None:
        for y, (row, columns) in enumerate(self.rows):
            for cell, x in zip(row.cells, columns, strict=True):
                figure = self._figure(row, cell, x)
                if figure is not None:
                    self.figures[y, x] = figure
                    widest = self.widest.get(x, figure)
                    self.widest[x] = _Figure(max(widest.whole, figure.whole), max(widest.tail, figure.tail))

    def _figure(self, row: Row, cell: Cell, x: int) -> _Figure | None:
        """The figure in a cell, where it is one and stands on its comma."""
        if row.kind in _FRAMING or cell.blocks or aligned(self.table, row, cell, x) is not Align.DECIMAL:
            return None
        split = split_decimal(words_of(cell.content), self.encoder.document.labels.decimal_mark)
        if split is None:
            return None
        bold = _bold(row, cell)
        whole, tail = (width_of(part, self.size, bold=bold) for part in split)
        if any(isinstance(one, Cite) and self.encoder.marked(one, row.anchor) for one in cell.content):
            tail += width_of(MARK, self.size * _MARK_SIZE, bold=bold)
        return _Figure(whole, tail)

    def _pad(self, cell: Cell, x: int, figure: _Figure) -> float | None:
        """What stays free on the right of a figure, so that its comma stands below the others."""
        widest = self.widest[x]
        free = self._room(cell, x) - widest.whole - widest.tail
        return round(INSET_PT + free / 2 + widest.tail - figure.tail, 2) if free >= 0 else None

    # ------------------------------------------------------------ cells

    def _room(self, cell: Cell, x: int) -> float:
        """The width for the words of a cell."""
        return sum(self.shares[x : x + cell.colspan]) * self.width - 2 * INSET_PT

    def _row(self, y: int, row: Row, columns: list[int]) -> list[Data | str]:
        tall = any(self._lines(cell, x) > _TALL for cell, x in zip(row.cells, columns, strict=True))
        label = self.encoder.label(row.anchor)
        return [self._cell(y, n, "" if n else label, tall) for n in range(len(columns))]

    def _cell(self, y: int, n: int, label: str, tall: bool) -> Data | str:
        """The ``n``-th cell of a row; one that has nothing of its own but plain words is only these."""
        row, columns = self.rows[y]
        cell, x = row.cells[n], columns[n]
        figure = self.figures.get((y, x))
        align = aligned(self.table, row, cell, x)
        if align is Align.DECIMAL and figure is None:
            align = Align.CENTRE
        body, framing = row.kind is RowKind.BODY, row.kind in _FRAMING
        usual = not (self.layout or framing) and x < len(self.sides) and _SIDES[align] == self.sides[x]
        words = self.encoder.inlines(cell.content, within=row.anchor)
        pad = self._pad(cell, x, figure) if figure is not None else None
        more: Data = {}
        if cell.colspan > 1:
            more["colspan"] = cell.colspan
        if cell.rowspan > 1:
            more |= {"rowspan": cell.rowspan, "breakable": cell.rowspan > _SPAN}
        if tall:
            more["breakable"] = True
        own = label or cell.blocks or cell.tone or more or pad is not None or (cell.bold and body)
        if usual and not own and isinstance(words, str):
            return words
        return {
            "c": words,
            "blocks": [self._inner(block) for block in cell.blocks],
            "bold": cell.bold or not body,
            "side": "" if usual else _SIDES[align],
            "pad": pad,
            "tone": cell.tone,
            "more": more,
            "label": label,
        }

    def _inner(self, block: Paragraph | ItemList) -> Data:
        return self.encoder.paragraph(block) if isinstance(block, Paragraph) else self.encoder.items(block)

    def _lines(self, cell: Cell, x: int) -> int:
        """About how many lines a cell has, never far too few."""
        room = max(self._room(cell, x), self.size)
        texts = [words_of(cell.content)]
        for block in cell.blocks:
            texts += _all_words(block)
        most = sum(int(len(text) * self.size / room) + 1 for text in texts)
        if most <= _TALL:  # however wide its signs are
            return most
        return sum(math.ceil(width_of(text, self.size) / room) or 1 for text in texts)


def _bold(row: Row, cell: Cell) -> bool:
    return cell.bold or row.kind is not RowKind.BODY


def encode_table(table: Table, encoder: Encoder, *, width_mm: float) -> Data:
    """``table`` as runs of rows of one kind, in order."""
    sheet = _Sheet(table, encoder, width_mm)
    return {
        "k": "table",
        "ruled": table.ruled,
        "layout": sheet.layout,
        "widths": sheet.shares,
        "sides": sheet.sides,
        "flat": sheet.flat(),
        "runs": sheet.runs(),
        "note": encoder.inlines(table.note),
        "caption": "",
        "number": "",
    }
