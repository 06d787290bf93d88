"""A second opinion from pdfplumber, for the few grids whose words do not stay in their cells.

Our grid is thirteen times faster and as a rule no less exact; where a word reaches over the side
of its cell a line may be missing, and then pdfplumber is asked about that one page.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from akuntabel.checker.readers.build import DraftCell, DraftRow
from akuntabel.checker.readers.limits import Clock
from akuntabel.checker.readers.pdf.tables import Found
from akuntabel.checker.readers.shape import clean

_MOST_PAGES = 4  # asked about in one document; each costs as much as ten of ours
_SECONDS_LEFT = 10.0  # with less time than this nobody is asked
UNSURE = "Tabel di halaman {page} mungkin tidak terbaca tepat; periksa juga dengan mata."


def consult(data: bytes, tables: Sequence[Found], clock: Clock) -> list[str]:
    """Mend the tables that are in doubt; notes about those that stay so."""
    doubtful = [table for table in tables if table.unsure]
    pages = list(dict.fromkeys(table.page for table in doubtful))[:_MOST_PAGES]
    if not pages or clock.left() < _SECONDS_LEFT:
        return [UNSURE.format(page=table.page) for table in doubtful]
    import pdfplumber

    notes = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for table in doubtful:
                clock.check()
                asked = table.page in pages
                if not asked or not _agrees(table, document.pages[table.page - 1]):
                    notes.append(UNSURE.format(page=table.page))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, AssertionError):
        return [UNSURE.format(page=table.page) for table in doubtful]
    return notes


def _agrees(table: Found, page: Any) -> bool:
    """Whether pdfplumber reads the same rows, or has seen more columns; then its rows are taken."""
    for other in page.find_tables():
        left, top, right, bottom = other.bbox
        wide = min(right, table.right) - max(left, table.left)
        high = min(bottom, table.bottom) - max(top, table.top)
        if wide < 0.8 * (table.right - table.left) or high < 0.8 * (table.bottom - table.top):
            continue
        rows = [[clean(text or "") for text in row] for row in other.extract()]
        rows = [row for row in rows if any(row)]
        mine = [[cell.text for cell in row.cells if cell.text] for row in table.rows]
        if [[text for text in row if text] for row in rows] == mine:
            return True
        if len(rows) == len(table.rows) and _columns(rows) > max(len(row.cells) for row in table.rows):
            table.rows = [_row(texts, old) for texts, old in zip(rows, table.rows, strict=True)]
            return True
    return False


def _columns(rows: Sequence[Sequence[str]]) -> int:
    return max(sum(map(bool, row)) for row in rows)


def _row(texts: Sequence[str], old: DraftRow) -> DraftRow:
    cells = [DraftCell(text, column, box=old.box, page=old.page) for column, text in enumerate(texts)]
    return DraftRow(cells, old.head, old.page, old.box)
