"""Tables whose own rows show how their columns hang together; budgets above all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from akuntabel.checker.claims import Claims
from akuntabel.checker.claims.headers import Role
from akuntabel.checker.claims.numbers import HUNDRED, Fit, Number, fit, show, show_like
from akuntabel.checker.claims.relations import Form, Relation, Support, learn
from akuntabel.checker.claims.rows import TableClaim, ValueRow, at
from akuntabel.checker.findings import Finding, Kind, Severity
from akuntabel.checker.rules.common import ERROR, NOTE, WARNING, finding
from akuntabel.core.errors import gettext_noop

PERCENT: Final = gettext_noop(
    "{part} dari {whole} adalah {expected}, bukan {stated}; baris lain dalam tabel ini dihitung demikian."
)
DIFFERENCE: Final = gettext_noop(
    "{whole} dikurangi {part} adalah {expected}, bukan {stated}; baris lain dalam tabel ini dihitung demikian."
)
SUM: Final = gettext_noop(
    "Jumlah {whole} sampai {part} adalah {expected}, bukan {stated}; baris lain dalam tabel ini dihitung demikian."
)
SHARE: Final = gettext_noop("{part} dari {whole} adalah {expected}, bukan {stated}.")
REMAINDER: Final = gettext_noop("{whole} dikurangi {part} adalah {expected}, bukan {stated}.")
ROUNDING: Final = gettext_noop(
    "{part} dari {whole} adalah {expected}; {stated} terpotong atau terbulatkan lain."
)
MANY = 3  # rows that keep a relation before the one that breaks it is provably wrong
_MESSAGES = {Form.PERCENT: PERCENT, Form.DIFFERENCE: DIFFERENCE, Form.SUM: SUM}
_KINDS = {Form.PERCENT: Kind.PERCENTAGE, Form.DIFFERENCE: Kind.SUM, Form.SUM: Kind.SUM}


def learned_relations(claims: Claims) -> Iterable[Finding]:
    """A row does not keep what the other rows of its table keep: the share, the remainder, the sum."""
    for table in claims.tables:
        measured = table.index(Role.TARGET) is not None and table.index(Role.ACHIEVEMENT) is not None
        for width in sorted({len(row.values) for row in table.rows if len(row.values) >= 3}):
            rows = [row for row in table.rows if len(row.values) == width and not row.is_average]
            for support in _without_echoes(learn([row.values for row in rows])):
                if measured and table.index(Role.ACHIEVEMENT) in _places(support):
                    continue  # the rules of achievements know more
                yield from _broken(rows, support)
                yield from _broken_totals(table, width, support)


def _places(support: Support) -> set[int]:
    return {*support.relation.inputs, support.relation.result}


def _broken_totals(table: TableClaim, width: int, support: Support) -> Iterable[Finding]:
    """The same for a total with fewer numbers than the rows above it, as far as its columns go."""
    for row in table.rows:
        if row.is_total and not table.grid and max(_places(support)) < len(row.values) < width:
            stated, exact = row.values[support.relation.result], support.relation.expected(row.values)
            if stated is not None and exact is not None and fit(stated, exact) is Fit.NO:
                yield _finding(row, support.relation, stated, exact, WARNING)


def wide_rows(claims: Claims) -> Iterable[Finding]:
    """Rows of flattened tables whose empty months are gone: target, parts, their sum, the achievement.

    The rows have unequally many numbers, so only the first and the last ones can be compared.
    """
    rows = [
        row
        for table in claims.tables
        if not table.grid
        for row in table.rows
        if len(row.numbers) == len(row.values) >= 4
    ]
    if len({len(row.values) for row in rows}) < 2:
        return
    for form, expected in _WIDE:
        held = [(row, *expected(row.numbers)) for row in rows]
        judged = [
            (row, stated, exact, fit(stated, exact)) for row, stated, exact in held if exact is not None
        ]
        failing = [item for item in judged if item[3] is Fit.NO]
        holding = len(judged) - len(failing)
        if holding < 2 or len(failing) * 3 > holding * 2:
            continue
        for row, stated, exact, _ in failing:
            whole, part = (
                (row.numbers[0], row.numbers[-2])
                if form is Form.PERCENT
                else (row.numbers[1], row.numbers[-3])
            )
            yield finding(
                _KINDS[form], ERROR if holding >= MANY and len(failing) == 1 else WARNING, stated.place, subject=row.name,
                stated=stated.text, expected=_expected(stated, exact), message=_MESSAGES[form],
                params={"whole": whole.text, "part": part.text},
            )  # fmt: skip


def _wide_share(numbers: Sequence[Number]) -> tuple[Number, Decimal | None]:
    whole, part = numbers[0].value, numbers[-2].value
    return numbers[-1], part / whole * HUNDRED if whole > 0 else None


def _wide_sum(numbers: Sequence[Number]) -> tuple[Number, Decimal | None]:
    return numbers[-2], sum((number.value for number in numbers[1:-2]), Decimal(0)) if len(
        numbers
    ) >= 4 else None


_WIDE = ((Form.PERCENT, _wide_share), (Form.SUM, _wide_sum))


def _without_echoes(supports: Sequence[Support]) -> list[Support]:
    """A difference a − b = c also says a − c = b; the result is what stands last."""
    kept: list[Support] = []
    for support in sorted(supports, key=lambda s: -s.relation.result):
        places = {*support.relation.inputs, support.relation.result}
        additive = support.relation.form is not Form.PERCENT
        same = [
            other for other in kept
            if additive and other.relation.form is not Form.PERCENT
            and places == {*other.relation.inputs, other.relation.result}
        ]  # fmt: skip
        if not same:
            kept.append(support)
    return kept


def _broken(rows: Sequence[ValueRow], support: Support) -> Iterable[Finding]:
    for index, row in enumerate(rows):
        stated = row.values[support.relation.result]
        exact = support.relation.expected(row.values)
        failing = index in support.failing
        coarse = not failing and support.holding >= MANY and support.relation.holds(row.values) is Fit.COARSE
        if (
            stated is None
            or exact is None
            or not (failing or coarse)
            or _nothing_happened(row, support.relation, stated)
        ):
            continue
        severity = _severity(support, exact, stated) if failing else WARNING
        yield _finding(row, support.relation, stated, exact, severity)


def _severity(support: Support, exact: Decimal, stated: Number) -> Severity:
    sure = support.holding >= MANY and len(support.failing) * 3 <= support.holding
    if support.relation.form is Form.PERCENT and exact > HUNDRED * 2:
        return WARNING
    return ERROR if sure and stated.value >= 0 else WARNING


def _nothing_happened(row: ValueRow, relation: Relation, stated: Number) -> bool:
    """A share of 0 (or 100) where nothing was spent, or an empty base, says nothing wrong."""
    values = [number.value for index in relation.inputs if (number := row.values[index]) is not None]
    return relation.form is Form.PERCENT and (
        not values[0] or (values[1] == 0 and stated.value in (0, HUNDRED))
    )


def _finding(
    row: ValueRow, relation: Relation, stated: Number, exact: Decimal, severity: Severity
) -> Finding:
    first, last = row.values[relation.inputs[0]], row.values[relation.inputs[-1]]
    return finding(
        _KINDS[relation.form],
        severity,
        stated.place,
        subject=row.name,
        stated=stated.text,
        expected=_expected(stated, exact),
        message=_MESSAGES[relation.form],
        params={"whole": first.text if first else "", "part": last.text if last else ""},
    )


def _expected(stated: Number, exact: Decimal) -> str:
    return (
        show_like(stated, exact) if stated.percent or stated.money else show(exact, max(stated.decimals, 2))
    )


# ---------------------------------------------------------------- rows whose columns the head names


def named_columns(claims: Claims) -> Iterable[Finding]:
    """Share and remainder of a budget row, where the head names pagu, realisasi, sisa and %."""
    for table in claims.tables:
        if not table.has(Role.BUDGET, Role.SPENT):
            continue
        width = sum(column.role is not Role.CATEGORY for column in table.columns)
        rows = [row for row in table.rows if len(row.values) == width]
        learnt = (
            {support.relation.result for support in learn([row.values for row in rows])}
            if width >= 3
            else set()
        )
        for row in rows:
            if table.index(Role.SHARE) not in learnt:
                yield from _share(table, row)
            if not learnt & {table.index(role) for role in (Role.BUDGET, Role.SPENT, Role.REMAINDER)}:
                yield from _remainder(table, row)


def _share(table: TableClaim, row: ValueRow) -> Iterable[Finding]:
    whole, part = at(row, table.index(Role.BUDGET)), at(row, table.index(Role.SPENT))
    share = at(row, table.index(Role.SHARE))
    if whole is None or part is None or share is None or whole.value <= 0 or share.value > 1000:
        return
    exact = part.value / whole.value * HUNDRED
    fits = fit(share, exact)
    if fits is not Fit.EXACT:
        kind, level, message = {
            Fit.NO: (Kind.PERCENTAGE, ERROR if table.grid else WARNING, SHARE),
            Fit.COARSE: (Kind.PERCENTAGE, WARNING, SHARE),
            Fit.ROUNDING: (Kind.ROUNDING, NOTE, ROUNDING),
        }[fits]
        yield finding(
            kind, level, share.place, subject=row.name, stated=share.text, expected=_expected(share, exact),
            message=message, params={"whole": whole.text, "part": part.text},
        )  # fmt: skip


def _remainder(table: TableClaim, row: ValueRow) -> Iterable[Finding]:
    whole, part = at(row, table.index(Role.BUDGET)), at(row, table.index(Role.SPENT))
    remainder = at(row, table.index(Role.REMAINDER))
    if whole is None or part is None or remainder is None:
        return
    exact = whole.value - part.value
    if abs(exact - remainder.value) > 1 and remainder.value != -exact:
        yield finding(
            Kind.SUM, ERROR if table.grid else WARNING, remainder.place, subject=row.name, stated=remainder.text,
            expected=_expected(remainder, exact), message=REMAINDER, params={"whole": whole.text, "part": part.text},
        )  # fmt: skip
