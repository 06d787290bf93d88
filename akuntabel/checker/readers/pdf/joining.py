"""Tables over several pages: one table again, repeated heads dropped, cut cells made whole."""

from __future__ import annotations

from collections.abc import Sequence

from akuntabel.checker.readers import rows as judge
from akuntabel.checker.readers.build import DraftCell, DraftRow, hull, mark_heads
from akuntabel.checker.readers.pdf.tables import Found

_SAME = 8.0  # points; sides of the two parts of a table


def columns_of(rows: Sequence[DraftRow]) -> int:
    """The number of grid columns."""
    return max((cell.column + cell.colspan for row in rows for cell in row.cells), default=0)


def fits(above: Found, below: Found) -> bool:
    """Whether ``below``, first on its page, can be the rest of ``above``, last on the page before."""
    if below.page != above.page + 1 or columns_of(above.rows) != columns_of(below.rows):
        return False
    return abs(above.left - below.left) <= _SAME or abs(above.right - below.right) <= _SAME


def heads_of(rows: Sequence[DraftRow]) -> list[list[str]]:
    """The texts of the head rows."""
    columns = columns_of(rows)
    if not any(row.head for row in rows):
        mark_heads(rows, columns)
    return [row.texts(columns) for row in rows if row.head]


def is_rest(above: Found, below: Found) -> bool:
    """Whether ``below`` goes on with ``above``: its head is the same, or it has none."""
    if not fits(above, below):
        return False
    mine, other = heads_of(above.rows), heads_of(below.rows)
    return not other or other == mine[: len(other)]


def join(above: Found, below: Found) -> None:
    """Put the rows of ``below`` under those of ``above``."""
    columns = columns_of(above.rows)
    heads = heads_of(above.rows)
    rows = [row for row in below.rows if not (heads and row.texts(columns) in heads)]
    if rows and _is_cut(above.rows, rows[0], columns):
        _mend(above.rows[-1], rows.pop(0))
    above.rows += rows
    above.words += below.words
    above.page = below.page
    above.unsure = above.unsure or below.unsure


def _is_cut(rows: Sequence[DraftRow], first: DraftRow, columns: int) -> bool:
    above = rows[-1]
    same = [(cell.column, cell.colspan) for cell in above.cells] == [
        (c.column, c.colspan) for c in first.cells
    ]
    if same and len(first.cells) > 1 and _is_rest(above, first):
        return True
    return judge.continues([row.texts(columns) for row in rows[-judge.NEAR :]], first.texts(columns))


def _is_rest(above: DraftRow, first: DraftRow) -> bool:
    """Whether a row of a grid leaves empty every cell in which the row above has a figure."""
    pairs = [(one.text, two.text) for one, two in zip(above.cells, first.cells, strict=True)]
    figures = [two for one, two in pairs[1:] if one and judge.is_value(one)]
    return (
        bool(figures)
        and not any(figures)
        and all(one or not two for one, two in pairs)
        and not any(two and judge.is_value(two) for _, two in pairs)
    )


def _mend(row: DraftRow, rest: DraftRow) -> None:
    """Add the rest of a cut row to its cells."""
    by_column: dict[int, DraftCell] = {cell.column: cell for cell in row.cells}
    for cell in rest.cells:
        whole = by_column.get(cell.column)
        if whole is not None and cell.text:
            whole.text = f"{whole.text} {cell.text}".strip()
            if whole.page == cell.page:
                whole.box = hull(box for box in (whole.box, cell.box) if box)
