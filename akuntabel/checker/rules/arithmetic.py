"""Target, actual and achievement of one row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims import Claims
from akuntabel.checker.claims.measures import Layout, MeasureRow
from akuntabel.checker.claims.numbers import HUNDRED, Fit, Number, fit, rounded, show, show_like
from akuntabel.checker.findings import Finding, Kind, Severity
from akuntabel.checker.rules.common import ERROR, NOTE, WARNING, finding, short
from akuntabel.checker.rules.formulas import Judgement, Verdict, judge
from akuntabel.core.errors import gettext_noop

WRONG: Final = gettext_noop("{actual} terhadap target {target} adalah {expected}, bukan {stated}.")
SWAPPED: Final = gettext_noop(
    "{actual} terhadap target {target} adalah {expected}, bukan {stated}; "
    "realisasi {neighbour} di baris {line} cocok dengan baris ini."
)
CAPPED: Final = gettext_noop(
    "{actual} terhadap target {target} adalah {expected}, tertulis {stated}. "
    "Bila capaian memang dibatasi {cap}%, sebutkan aturannya dalam laporan."
)
COARSE: Final = gettext_noop(
    "{actual} terhadap target {target} adalah {expected}, tertulis {stated}; "
    "selisihnya hanya wajar bila realisasi yang tercetak sudah dibulatkan."
)
UNKNOWN_METHOD: Final = gettext_noop(
    "{actual} terhadap target {target} adalah {expected}, tertulis {stated}; "
    "sebagian besar baris tabel ini tidak mengikuti rumus capaian yang lazim. Sebutkan rumusnya."
)
ROUNDING: Final = gettext_noop(
    "{actual} terhadap target {target} adalah {expected}; {stated} terpotong atau terbulatkan lain."
)
FEWER_DECIMALS: Final = gettext_noop(
    "{stated} dibulatkan lebih kasar daripada capaian lain dalam tabel yang sama ({expected})."
)
_CAP = re.compile(  # a rule as a report states it
    r"\b(?:batas(?: atas| maksimal)? capaian\W+(?:[a-z]+ ){0,3}|paling tinggi |maksimal |maksimum )(\d{3})\s?%"
)


def row_achievement(claims: Claims) -> Iterable[Finding]:
    """The achievement of a row is not what its target and actual give, by any accepted formula."""
    for _, group in groupby(claims.measures, key=lambda row: row.table):
        rows = list(group)
        judged = [(row, judgement) for row in rows if (judgement := judge(row)) is not None]
        strange = _strange(judged)
        for row, judgement in judged:
            found = _arithmetic(claims, row, judgement, rows, strange=strange)
            if found is not None:
                yield found


def _strange(judged: Sequence[tuple[MeasureRow, Judgement]]) -> bool:
    """Whether most rows of a table follow no known formula: then it is the method that is unknown."""
    wrong = sum(judgement.verdict is Verdict.WRONG for _, judgement in judged)
    return wrong >= 3 and wrong * 2 > len(judged)


def _arithmetic(
    claims: Claims, row: MeasureRow, judgement: Judgement, rows: Sequence[MeasureRow], *, strange: bool
) -> Finding | None:
    if judgement.verdict is Verdict.WRONG:
        if strange:
            return _finding(row, judgement, WARNING, UNKNOWN_METHOD)
        return _wrong(claims, row, judgement, rows)
    if judgement.verdict is Verdict.CAPPED and not _cap_is_known(claims, judgement, rows):
        return _finding(row, judgement, WARNING, CAPPED, cap=show(judgement.cap or HUNDRED))
    if judgement.verdict is Verdict.COARSE:
        return _finding(row, judgement, WARNING, COARSE)
    return None


def _wrong(claims: Claims, row: MeasureRow, judgement: Judgement, rows: Sequence[MeasureRow]) -> Finding:
    severity = WARNING if row.layout is Layout.LINES or _years_differ(row) else ERROR
    elsewhere = [other.place for other in claims.measures if other.key == row.key and other is not row]
    neighbour = _neighbour(row, rows)
    if neighbour is None or neighbour.actual is None:
        return _finding(row, judgement, severity, WRONG, elsewhere=elsewhere)
    return _finding(
        row, judgement, severity, SWAPPED, elsewhere=[neighbour.place, *elsewhere],
        neighbour=_printed(neighbour.actual), line=neighbour.place.line,
    )  # fmt: skip


def _years_differ(row: MeasureRow) -> bool:
    return bool(row.target_year and row.actual_year and row.target_year != row.actual_year)


def _neighbour(row: MeasureRow, rows: Sequence[MeasureRow]) -> MeasureRow | None:
    """A row right above or below whose actual gives this row's achievement."""
    place = rows.index(row)
    for other in (*rows[max(place - 2, 0) : place], *rows[place + 1 : place + 3]):
        if other.actual is None or row.target is None or row.achievement is None or row.actual is None:
            continue
        if other.actual.value == row.actual.value or not row.target.value:
            continue
        if fit(row.achievement, other.actual.value / row.target.value * HUNDRED) is not Fit.NO:
            return other
    return None


def _cap_is_known(claims: Claims, judgement: Judgement, rows: Sequence[MeasureRow]) -> bool:
    """Whether the report says that it caps, or two rows are capped alike and none goes beyond."""
    cap = judgement.cap
    if cap is None or any(
        word in claims.text for word in ("capaian maksimal", "dibatasi", "batas maksimal", "maksimum capaian")
    ):
        return True
    if any(Decimal(said[1]) == cap for said in _CAP.finditer(claims.text)):
        return True
    alike = sum(found is not None and found.cap == cap for found in map(judge, rows))
    above = any(row.achievement is not None and row.achievement.value > cap for row in rows)
    return cap > HUNDRED and alike >= 2 and not above


def _finding(
    row: MeasureRow,
    judgement: Judgement,
    severity: Severity,
    message: str,
    *,
    kind: Kind = Kind.ARITHMETIC,
    elsewhere: Iterable[Place] = (),
    **params: object,
) -> Finding:
    assert row.target is not None
    assert row.actual is not None
    assert row.achievement is not None
    return finding(
        kind,
        severity,
        row.achievement.place,
        subject=row.name,
        stated=row.achievement.text,
        expected=show_like(row.achievement, judgement.expected),
        message=message,
        params={"actual": _printed(row.actual), "target": _printed(row.target), **params},
        others=elsewhere,
    )


def _printed(number: Number) -> str:
    return number.text if number.unit in ("", "%", "Rp") else f"{number.text} {number.unit}"


# ---------------------------------------------------------------- style


def row_rounding(claims: Claims) -> Iterable[Finding]:
    """An achievement that was cut off instead of rounded, or rounded more coarsely than the others."""
    seen: set[tuple[str, str]] = set()
    for _, group in groupby(claims.table_measures, key=lambda row: row.table):
        rows = list(group)
        finest = max((row.achievement.decimals for row in rows if row.achievement is not None), default=0)
        for row in rows:
            found = _rounding(row, finest)
            if found is not None and (short(row.name), found.stated) not in seen:
                seen.add((short(row.name), found.stated))
                yield found


def _rounding(row: MeasureRow, finest: int) -> Finding | None:
    judgement = judge(row)
    if judgement is None or row.achievement is None:
        return None
    if judgement.verdict is Verdict.ROUNDED:
        return _finding(row, judgement, NOTE, ROUNDING, kind=Kind.ROUNDING)
    coarser = row.achievement.decimals < finest
    if (
        judgement.verdict is Verdict.RIGHT
        and coarser
        and fit(row.achievement, judgement.expected) is Fit.EXACT
    ) and rounded(judgement.expected, finest) != row.achievement.value:
        return _finding(row, judgement, NOTE, FEWER_DECIMALS, kind=Kind.ROUNDING)
    return None
