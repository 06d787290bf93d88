"""Totals: of a table's rows, of the parts that a sentence names, and the shares beside the parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from akuntabel.checker.claims import Claims
from akuntabel.checker.claims.headers import Role
from akuntabel.checker.claims.numbers import HUNDRED, Fit, Number, fit, show, show_like
from akuntabel.checker.claims.relations import learn
from akuntabel.checker.claims.rows import TableClaim, ValueRow, at, present
from akuntabel.checker.findings import Finding, Kind, Severity
from akuntabel.checker.rules.common import ERROR, WARNING, finding
from akuntabel.checker.rules.nesting import known_parts, readings
from akuntabel.core.errors import gettext_noop

TOTAL: Final = gettext_noop(
    "Jumlah {count} baris di atasnya adalah {expected}, bukan {stated} (selisih {gap})."
)
CELL: Final = gettext_noop(
    "Dengan {expected} baris ini cocok dengan hitungannya sendiri dan dengan jumlah tabel; tertulis {stated}."
)
PARENT: Final = gettext_noop(
    "Jumlah {count} baris di bawahnya adalah {expected}, bukan {stated} (selisih {gap}); kolom lain cocok."
)
_NOT_ADDED = (Role.ACHIEVEMENT, Role.SHARE, Role.CATEGORY)
_LONGEST_GROUP = 40  # rows below a parent that are tried
_TOLERANCE = Decimal(1)  # rupiah; sums of printed amounts may have lost cents


def table_totals(claims: Claims) -> Iterable[Finding]:
    """A row "Jumlah" is not the sum of the rows above it."""
    for table in claims.tables:
        for index, row in enumerate(table.rows):
            if row.is_total:
                yield from _total(table, index, row)


def _total(table: TableClaim, index: int, row: ValueRow) -> Iterable[Finding]:
    above = [other for other in table.rows[:index] if not other.is_average]
    alike = [other for other in above if len(other.values) == len(row.values)]
    if not table.grid and len(row.values) == 1:
        above = alike = _run_on(alike, row)
    elif not table.grid and not alike:
        alike = [
            replace(other, values=other.values[: len(row.values)])
            for other in above
            if len(other.values) > len(row.values)
        ]
    columns = [column for column in range(len(row.values)) if _adds(table, alike, column)]
    ways = _ways(table, alike)
    if not ways or not columns:
        return
    best = max(ways, key=lambda way: sum(_fits(row.values[c], _sum(way, c)) for c in columns))
    matched = sum(_fits(row.values[column], _sum(best, column)) for column in columns)
    for column in columns:
        levels = None if matched else known_parts([each for each in alike if not each.is_total], column)
        leaves = best if matched else ways[0] if levels is None else levels[0]
        stated, exact = row.values[column], _sum(leaves, column)
        if stated is not None and any(
            n.percent != stated.percent for n in present(r.values[column] for r in leaves)
        ):
            continue
        if (
            stated is None
            or exact is None
            or _fits(stated, exact)
            or len(present(r.values[column] for r in leaves)) < 2
        ):
            continue
        gap = stated.value - exact
        cell = _wrong_cell(leaves, column, gap) or _cell_by_share(leaves, row, column, gap)
        if cell is not None:
            yield cell
            continue
        yield _wrong_total(
            row,
            stated,
            exact,
            len(leaves),
            severity=_severity(table, leaves, above, alike, matched) if levels is None else _sure(levels[1]),
            message=TOTAL,
        )


def _run_on(rows: Sequence[ValueRow], total: ValueRow) -> list[ValueRow]:
    """The amounts right before a total in running text: those on its line, or on the lines just above."""
    kept: list[ValueRow] = []
    line = total.place.line
    for row in reversed(rows):
        number = row.numbers[0] if row.numbers else None
        if number is None or number.percent or line - row.place.line > 2 or row.is_total:
            break
        if kept and row.place.line != total.place.line and kept[-1].place.line == total.place.line:
            break
        kept.append(row)
        line = row.place.line
    return kept[::-1]


def _wrong_cell(rows: Sequence[ValueRow], column: int, gap: Decimal) -> Finding | None:
    """The one cell that breaks its row and the total alike, and mends both when the gap is added."""
    supports = learn([row.values for row in rows])
    for index, row in enumerate(rows):
        broken = [
            s.relation
            for s in supports
            if index in s.failing and column in (*s.relation.inputs, s.relation.result)
        ]
        number = row.values[column]
        if not broken or number is None:
            continue
        mended = list(row.values)
        mended[column] = replace(number, value=number.value + gap, other=None)
        if all(relation.holds(mended) in (Fit.EXACT, Fit.ROUNDING) for relation in broken):
            right = number.value + gap
            return finding(
                Kind.SUM, ERROR, number.place, subject=row.name, stated=number.text,
                expected=show_like(number, right) if number.money else show(right, number.decimals), message=CELL,
            )  # fmt: skip
    return None


def _cell_by_share(rows: Sequence[ValueRow], total: ValueRow, column: int, gap: Decimal) -> Finding | None:
    """The one number whose printed share is right only when the gap is added."""
    whole = total.values[column]
    shares = [
        c
        for c in range(len(total.values))
        if all((n := at(row, c)) is not None and n.percent for row in rows)
    ]
    if whole is None or not shares or not whole.value:
        return None
    wrong = []
    for row in rows:
        number, share = row.values[column], row.values[shares[-1]]
        if number is None or share is None:
            return None
        if fit(share, number.value / whole.value * HUNDRED) is Fit.NO:
            wrong.append(
                (row, number, fit(share, (number.value + gap) / whole.value * HUNDRED) is not Fit.NO)
            )
    if len(wrong) != 1 or not wrong[0][2]:
        return None
    row, number, _ = wrong[0]
    return finding(
        Kind.SUM, ERROR, number.place, subject=row.name, stated=number.text, expected=show(number.value + gap,
        number.decimals),
        message=CELL,
    )  # fmt: skip


def _severity(
    table: TableClaim,
    leaves: Sequence[ValueRow],
    above: Sequence[ValueRow],
    alike: Sequence[ValueRow],
    matched: int,
) -> Severity:
    """An error where the rows added are surely all: other columns agree, or the table is plain."""
    if matched:
        return ERROR
    plain = len(leaves) == len(alike) == len([row for row in above if len(row.values) > 1 or table.grid])
    return ERROR if plain and (table.grid or len(leaves) >= 3) and not _nested(leaves) else WARNING


def _sure(known: bool) -> Severity:
    return ERROR if known else WARNING


def _nested(rows: Sequence[ValueRow]) -> bool:
    """Whether the markers of the rows speak of more than one level."""
    kinds = {"digit" if row.marker.isdigit() else "letter" if row.marker.isalpha() else "" for row in rows}
    return len(kinds) > 1


def _adds(table: TableClaim, rows: Sequence[ValueRow], column: int) -> bool:
    """Whether the numbers of a column can be added up: no percentages, no achievements."""
    if column < len(table.columns) and table.columns[column].role in _NOT_ADDED:
        return False
    numbers = present(row.values[column] for row in rows)
    if all(number.percent for number in numbers):
        return abs(sum((number.value for number in numbers), Decimal(0)) - HUNDRED) <= 1 and len(numbers) >= 2
    return (
        bool(numbers)
        and not any(number.percent for number in numbers)
        and not all(number.decimals and number.value < 1000 for number in numbers)
    )


def _ways(table: TableClaim, rows: Sequence[ValueRow]) -> list[list[ValueRow]]:
    """The sets of rows that a total may add: the leaves since the last total, all, the subtotals, the top."""
    since = next((i + 1 for i in range(len(rows) - 1, -1, -1) if rows[i].is_total), 0)
    leaves = [row for row in rows if not row.is_total]
    ways = [
        [row for row in rows[since:] if not row.is_total],
        leaves,
        [row for row in rows if row.is_total],
        _without_parents(leaves),
        _without_parents([row for row in rows[since:] if not row.is_total]),
        [row for row in leaves if row.marker.isdigit() or row.name.isupper()],
        [row for row in leaves if row.marker.isalpha() and row.marker.isupper()],
        *readings(leaves),
    ]
    return [way for way in ways if len(way) >= 2 or (way and way is not ways[2])]


def _without_parents(rows: Sequence[ValueRow]) -> list[ValueRow]:
    """The rows that are not themselves the sum of the rows that follow them."""
    kept = []
    for index, row in enumerate(rows):
        if not any(
            _is_parent(row, rows[index + 1 : index + 1 + count])
            for count in range(1, min(len(rows) - index, _LONGEST_GROUP))
        ):
            kept.append(row)
    return kept


def _is_parent(row: ValueRow, children: Sequence[ValueRow]) -> bool:
    columns = [c for c, v in enumerate(row.values) if v is not None and not v.percent and v.value > 0]
    columns = [c for c in columns if (v := row.values[c]) is not None and v.value > 1000] or columns
    compared = [c for c in columns if _comparable(children, c)]
    return bool(compared) and all(_fits(row.values[c], _sum(children, c)) for c in compared)


def _comparable(rows: Sequence[ValueRow], column: int) -> bool:
    return all(column < len(row.values) for row in rows) and any(
        row.values[column] is not None for row in rows
    )


def _sum(rows: Sequence[ValueRow], column: int) -> Decimal | None:
    numbers = present(row.values[column] if column < len(row.values) else None for row in rows)
    return sum((number.value for number in numbers), Decimal(0)) if numbers else None


def _fits(stated: Number | None, exact: Decimal | None) -> bool:
    if stated is None or exact is None:
        return False
    if stated.percent and abs(stated.value - HUNDRED) <= 1 and abs(exact - HUNDRED) <= 1:
        return True  # shares that were rounded one by one
    return any(abs(value - exact) <= (_TOLERANCE if exact > 1000 else 0) for value in stated.readings) or (
        fit(stated, exact) in (Fit.EXACT, Fit.ROUNDING) and stated.decimals > 0
    )


def _wrong_total(
    row: ValueRow, stated: Number, exact: Decimal, count: int, *, severity: Severity, message: str
) -> Finding:
    return finding(
        Kind.SUM,
        severity,
        stated.place,
        subject=row.name,
        stated=stated.text,
        expected=show_like(stated, exact) if stated.money else show(exact, stated.decimals),
        message=message,
        params={"count": count, "gap": show(abs(stated.value - exact), stated.decimals)},
    )


def parent_rows(claims: Claims) -> Iterable[Finding]:
    """A row is the sum of the rows below it in most columns, but not in one."""
    for table in claims.tables:
        rows = [row for row in table.rows if not row.is_total and not row.is_average]
        for index, row in enumerate(rows):
            yield from _parent(rows, index, row)


def _parent(rows: Sequence[ValueRow], index: int, row: ValueRow) -> Iterable[Finding]:
    columns = [
        c
        for c, value in enumerate(row.values)
        if value is not None and not value.percent and value.value > 1000
    ]
    for count in range(2, min(len(rows) - index, 13)):
        below = rows[index + 1 : index + 1 + count]
        comparable = [
            c
            for c in columns
            if all(len(r.values) == len(row.values) for r in below) and _comparable(below, c)
        ]
        fitting = [c for c in comparable if _fits(row.values[c], _sum(below, c))]
        if len(fitting) >= 2 and len(fitting) == len(comparable) - 1:
            [column] = set(comparable) - set(fitting)
            stated, exact = row.values[column], _sum(below, column)
            if stated is not None and exact is not None:
                yield _wrong_total(
                    row,
                    stated,
                    exact,
                    count,
                    severity=ERROR if len(fitting) >= 3 else WARNING,
                    message=PARENT,
                )
            return
