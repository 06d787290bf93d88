"""Tables for the template: rows by their kind, and figures with what hangs behind their comma."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from akuntabel.documents.grid import aligned, placed
from akuntabel.documents.plain import split_decimal, words_of
from akuntabel.documents.svg import width_of
from akuntabel.documents.tree import Align, Cell, ItemList, Paragraph, Row, RowKind, Style, Table

if TYPE_CHECKING:
    from akuntabel.documents.pdf.encode import Encoder

Data = dict[str, Any]

_POINTS_PER_MM = 72 / 25.4
INSET_PT = 4.0  # left and right of a cell's words
_TALL = 24  # lines; a taller row may break over pages
_SPAN = 3  # rows; a cell that covers more of them does not keep them on one page
_SMALLER_PT = 1.75  # words in tables than words in paragraphs


def _all_words(block: Paragraph | ItemList) -> Iterator[str]:
    """The paragraphs of a block in a cell."""
    if isinstance(block, Paragraph):
        yield words_of(block.content)
        return
    for item in block.items:
        yield words_of(item.content)
        if item.children is not None:
            yield from _all_words(item.children)


def table_size(style: Style) -> float:
    """The size of words in tables."""
    return style.size_pt - _SMALLER_PT


def _lines(table: Table, row: Row, width: float, size: float) -> int:
    """About how many lines the highest cell of ``row`` has, never far too few."""
    total = sum(column.width for column in table.columns) or 1.0
    narrow = min((column.width for column in table.columns), default=1.0)
    most = 1
    for n, cell in enumerate(row.cells):
        alone = len(row.cells) == len(table.columns) and cell.colspan == 1
        share = (table.columns[n].width if alone else narrow * cell.colspan) / total
        room = max(share * width - 2 * INSET_PT, size)
        texts = [words_of(cell.content)]
        for block in cell.blocks:
            texts += _all_words(block)
        most = max(most, sum(math.ceil(width_of(text, size) / room) or 1 for text in texts))
    return most


def encode_table(table: Table, encoder: Encoder, *, width_mm: float) -> Data:
    """``table`` as runs of rows of one kind, in order."""
    total = sum(column.width for column in table.columns) or 1.0
    width = width_mm * _POINTS_PER_MM
    runs: list[Data] = []
    for row, columns in placed(table):
        data = _row(table, row, columns, encoder, width)
        if runs and runs[-1]["kind"] == row.kind.value:
            runs[-1]["rows"].append(data)
        else:
            runs.append({"kind": row.kind.value, "rows": [data]})
    return {
        "k": "table",
        "ruled": table.ruled,
        "layout": not table.caption and not any(row.kind is RowKind.HEAD for row in table.rows),
        "widths": [column.width / total for column in table.columns],
        "room": [column.width / total * width - 2 * INSET_PT for column in table.columns],
        "runs": runs,
        "note": encoder.inlines(table.note),
        "caption": "",
        "number": "",
    }


def _row(table: Table, row: Row, columns: list[int], encoder: Encoder, width: float) -> list[Data]:
    """The cells of one row; ``columns`` tells where each begins."""
    tall = _lines(table, row, width, table_size(encoder.document.style)) > _TALL
    label = encoder.label(row.anchor)
    cells = []
    for cell, column in zip(row.cells, columns, strict=True):
        data = _cell(cell, aligned(table, row, cell, column), row, encoder)
        cells.append(data | {"x": column, "breakable": tall or cell.rowspan > _SPAN})
    if cells:
        cells[0]["label"] = label
    return cells


def _cell(cell: Cell, align: Align, row: Row, encoder: Encoder) -> Data:
    decimal = None
    if align is Align.DECIMAL:
        if row.kind not in {RowKind.HEAD, RowKind.GROUP} and not cell.blocks:
            decimal = split_decimal(words_of(cell.content), encoder.document.labels.decimal_mark)
        align = Align.CENTRE if decimal is None else align
    return {
        "c": encoder.inlines(cell.content, within=row.anchor),
        "blocks": [_inner(block, encoder) for block in cell.blocks],
        "colspan": cell.colspan,
        "rowspan": cell.rowspan,
        "align": align.value,
        "bold": cell.bold or row.kind is not RowKind.BODY,
        "tone": cell.tone,
        "whole": decimal[0] if decimal else None,
        "tail": decimal[1] if decimal else None,
        "label": "",
    }


def _inner(block: Paragraph | ItemList, encoder: Encoder) -> Data:
    return encoder.paragraph(block) if isinstance(block, Paragraph) else encoder.items(block)
