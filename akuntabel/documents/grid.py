"""Where the cells of a table stand, and how."""

from __future__ import annotations

from collections.abc import Iterator

from akuntabel.documents.tree import Align, Cell, Row, RowKind, Table


def placed(table: Table) -> Iterator[tuple[Row, list[int]]]:
    """Each row with the column in which each of its cells begins."""
    carry = [0] * len(table.columns)
    for row in table.rows:
        columns: list[int] = []
        column = 0
        for cell in row.cells:
            while column < len(carry) and carry[column]:
                carry[column] -= 1
                column += 1
            columns.append(column)
            for covered in range(column, min(column + cell.colspan, len(carry))):
                carry[covered] = cell.rowspan - 1
            column += cell.colspan
        for rest in range(column, len(carry)):
            carry[rest] = max(carry[rest] - 1, 0)
        yield row, columns


def aligned(table: Table, row: Row, cell: Cell, column: int) -> Align:
    """How a cell stands; the words that name a group or a total begin at the left."""
    if cell.align is not None:
        return cell.align
    if column == 0 and cell.colspan > 1 and row.kind in {RowKind.GROUP, RowKind.TOTAL}:
        return Align.LEFT
    return table.columns[column].align if column < len(table.columns) else Align.LEFT
