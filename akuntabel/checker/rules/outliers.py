"""Achievements so far from the others that they carry the average, and targets so far from what happens."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from akuntabel.checker.claims import Claims
from akuntabel.checker.claims.measures import MeasureRow
from akuntabel.checker.claims.numbers import HUNDRED, show
from akuntabel.checker.findings import Finding, Kind
from akuntabel.checker.rules.common import NOTE, WARNING, finding
from akuntabel.core.averages import mean, median
from akuntabel.core.errors import gettext_noop

CARRIES: Final = gettext_noop(
    "{stated} menyumbang {points} poin dari rata-rata {mean}. Tanpa baris ini rata-ratanya {expected}; "
    "dengan batas 120% {capped}; mediannya {median}."
)
IN_LIST: Final = gettext_noop("{stated} jauh di atas yang lain ({expected}) dan menentukan rata-ratanya.")
FAR: Final = gettext_noop(
    "Capaian {stated} menandakan target {target} tidak mengikuti kenyataan; periksa dasar targetnya."
)
_FAR_ABOVE, _MOVES = 300, 15  # an achievement in %, and the points by which it moves the mean


def carrying_rows(claims: Claims) -> Iterable[Finding]:
    """One row moves the average by many points."""
    done: set[str] = set()
    for table in sorted({row.table for row in claims.table_measures}):
        rows = [row for row in claims.rows_of(table) if row.achievement is not None]
        values = [row.achievement.value for row in rows if row.achievement is not None]
        whole = mean(values)
        if len(values) < 4 or whole is None:
            continue
        top = max(rows, key=lambda row: row.achievement.value if row.achievement else 0)
        if top.achievement is None or top.key in done:
            continue
        rest = mean(row.achievement.value for row in rows if row.achievement is not None and row is not top)
        if rest is not None and top.achievement.value >= _FAR_ABOVE and whole - rest >= _MOVES:
            done.add(top.key)
            capped = mean(min(value, Decimal(120)) for value in values)
            yield finding(
                Kind.OUTLIER, WARNING, top.achievement.place, subject=top.name, stated=top.achievement.text,
                expected=f"{show(rest)}%", message=CARRIES, params={
                    "points": show(top.achievement.value / len(values)), "mean": f"{show(whole)}%",
                    "capped": f"{show(capped or whole)}%", "median": f"{show(median(values) or whole)}%",
                }, others=[row.place for row in claims.table_measures if row.key == top.key and row is not top],
            )  # fmt: skip


def carrying_items(claims: Claims) -> Iterable[Finding]:
    """One percentage of a list is several times all the others."""
    told = {row.achievement.value for row in claims.table_measures if row.achievement is not None}
    for table in claims.tables:
        if table.columns:
            continue
        rows = [
            row
            for row in table.rows
            if len(row.numbers) == 1 and row.numbers[0].percent and len(row.name.split()) >= 2
        ]
        if not 3 <= len(rows) <= 40:
            continue
        top = max(rows, key=lambda row: row.numbers[0].value)
        rest = [row.numbers[0] for row in rows if row is not top]
        highest = max(rest, key=lambda number: number.value)
        if (
            top.numbers[0].value not in told
            and top.numbers[0].value >= _FAR_ABOVE
            and top.numbers[0].value >= 2 * highest.value
        ):
            yield finding(
                Kind.OUTLIER, WARNING, top.numbers[0].place, subject=top.name, stated=top.numbers[0].text,
                expected=highest.text, message=IN_LIST,
            )  # fmt: skip


def far_from_target(claims: Claims) -> Iterable[Finding]:
    """A target that was passed many times over, or missed by half."""
    done: set[str] = set()
    for row in claims.table_measures:
        if row.achievement is None or row.target is None or row.key in done or not row.measured:
            continue
        if row.achievement.value >= 2 * HUNDRED or row.achievement.value * 2 < HUNDRED:
            done.add(row.key)
            yield _far(row)


def _far(row: MeasureRow) -> Finding:
    assert row.achievement is not None
    assert row.target is not None
    return finding(
        Kind.OUTLIER, NOTE, row.achievement.place, subject=row.name, stated=row.achievement.text, expected="",
        message=FAR, params={"target": row.target.text},
    )  # fmt: skip
