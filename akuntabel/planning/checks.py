"""Checks of a plan and an agreement: pure functions from rows to findings, each with its place.

An error is refused at signing; a warning says what somebody should weigh; a note only informs.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from akuntabel.core.errors import gettext_noop
from akuntabel.core.indonesian import format_date, format_money, format_quantity
from akuntabel.core.policy import HUNDRED, Polarity

NO_OBJECTIVE = gettext_noop("Rencana ini belum punya sasaran.")
NO_INDICATOR = gettext_noop("Sasaran {code} belum punya indikator.")
NO_MEASURE = gettext_noop(
    "Indikator {code} belum punya cara ukur. Pilih register yang dihitungnya, atau isian tangan."
)
NO_TARGET = gettext_noop("Target indikator {code} dalam perjanjian belum diisi.")
NO_PLANNED = gettext_noop("Target indikator {code} dalam {plan} belum diisi.")
NO_UPPER = gettext_noop("Target indikator {code} berupa rentang, tetapi batas atasnya belum diisi.")
DIFFERS = gettext_noop("Target indikator {code} dalam perjanjian {target}, dalam {plan} {other}.")
DIFFERS_WITHIN = gettext_noop("Target indikator {code} {target}, dalam {plan} {other}.")
END_TARGET = gettext_noop("Target akhir indikator {code} dalam {plan} {other}; tahun ini {target}.")
UNIT_DIFFERS = gettext_noop("Satuan indikator {code} “{unit}”, dalam {plan} “{other}”.")
BELOW = gettext_noop("Target indikator {code} {target} di bawah target {whose} {national}.")
ABOVE = gettext_noop(
    "Target indikator {code} {target} di atas target {whose} {national}, padahal makin kecil makin baik."
)
NOT_SAME = gettext_noop("Target indikator {code} {target} tidak sama dengan target {whose} {national}.")
OUTSIDE = gettext_noop("Rentang target indikator {code} {target} tidak memuat target {whose} {national}.")
OVER_HUNDRED = gettext_noop("Target indikator {code} {target}: sebuah bagian tidak dapat lebih dari 100%.")
ODD_GIVEN = gettext_noop("Indikator {codes} bernama “Jumlah …” dengan satuan %, seperti dalam paket.")
ODD_PERCENT = gettext_noop("Indikator {code} bernama “Jumlah …”, tetapi satuannya %.")
WEIGHTS = gettext_noop("Jumlah bobot indikator {total}, seharusnya 100.")
NO_WEIGHT = gettext_noop("Indikator {code} belum berbobot, sedangkan yang lain sudah.")
NO_DEFINITION = gettext_noop("Indikator {code} belum punya definisi operasional.")
NO_PARTY = gettext_noop("Nama {party} belum diisi.")
SAME_PARTY = gettext_noop("Pihak pertama dan pihak kedua bernama sama: {name}.")
NO_STATEMENT = gettext_noop("Pernyataan perjanjian masih kosong.")
NO_PLACE = gettext_noop("Tempat tanda tangan belum diisi.")
OUTSIDE_YEAR = gettext_noop("Tanggal perjanjian {day} di luar tahun {year}.")
LATE = gettext_noop(
    "Perjanjian ditandatangani {day}; batasnya satu bulan sesudah dokumen anggaran disahkan. "
    "Pastikan tanggal pengesahannya."
)
NO_BUDGET = gettext_noop("Anggaran perjanjian belum diisi.")
BUDGET_DIFFERS = gettext_noop("Jumlah anggaran perjanjian {promised}, sedangkan {version} {other}.")
NEWER_PLAN = gettext_noop(
    "{plan} sudah punya versi {version}, tetapi perjanjian ini masih memakai versi {used}."
)

FIRST_PARTY, SECOND_PARTY = gettext_noop("pihak pertama"), gettext_noop("pihak kedua")
NATIONAL = gettext_noop("nasional")
LATE_MONTH = 1  # a budget document is usually approved before the year begins (PermenPANRB 53/2014)
SAME_CODE_RATIO = 0.6  # two plans may number differently: the same code needs a name that is not far off
SAME_NAME_RATIO = 0.88
_SHARES = ("ratio", "share_met")


class Severity(StrEnum):
    """How bad it is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """Something a check found. ``place`` is the indicator's or objective's code, "" for the whole."""

    severity: Severity
    place: str
    template: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.params)


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator as the checks see it: ``planned`` by the plan, ``target`` by the agreement."""

    code: str
    name: str
    unit: str
    polarity: str
    decimals: int = 0
    measure: Mapping[str, Any] = field(default_factory=dict)
    definition: str = ""
    weight: Decimal | None = None
    planned: Decimal | None = None
    planned_upper: Decimal | None = None
    target: Decimal | None = None
    target_upper: Decimal | None = None
    national: Decimal | None = None
    whose: str = NATIONAL  # whose target ``national`` is
    as_given: bool = False  # name and unit stand as the pack has them

    def text(self, number: Decimal, upper: Decimal | None = None) -> str:
        """A target of this indicator as people write it."""
        low = format_quantity(_tidy(number), self.unit)
        return low if upper is None else f"{low} s.d. {format_quantity(_tidy(upper), self.unit)}"


@dataclass(frozen=True)
class ObjectiveRow:
    """An objective with its indicators."""

    code: str
    name: str
    indicators: Sequence[IndicatorRow] = ()


@dataclass(frozen=True)
class OtherPlan:
    """Another plan that states targets; ``ends_later`` when they are those of a year to come."""

    name: str
    indicators: Sequence[IndicatorRow]
    ends_later: bool = False


@dataclass(frozen=True)
class AgreementRow:
    """An agreement as the checks see it; amounts in rupiah."""

    year: int
    first_name: str
    second_name: str
    statement: str
    place: str
    plan_name: str
    plan_version: int = 1
    newest_plan: int = 1
    signed_on: dt.date | None = None
    is_revision: bool = False
    promised: Decimal | None = None
    budget: Decimal | None = None
    budget_name: str = ""


def check_plan(
    objectives: Sequence[ObjectiveRow], *, plan: str, others: Sequence[OtherPlan] = ()
) -> list[Finding]:
    """What is to be said about a plan by itself, about ``others`` and the national targets."""
    found = list(_shape(objectives))
    rows = [row for objective in objectives for row in objective.indicators]
    found += [*_weights(rows), *_odd_as_given(rows)]
    for row in rows:
        found += _meaning(row)
        if row.planned is None:
            found.append(_say(Severity.WARNING, NO_PLANNED, row, plan=plan))
            continue
        found += _number(row, row.planned, row.planned_upper)
        found += _against(row, row.planned, row.planned_upper, others)
    return found


def check_agreement(
    agreement: AgreementRow, objectives: Sequence[ObjectiveRow], *, others: Sequence[OtherPlan] = ()
) -> list[Finding]:
    """What is to be said about an agreement over the plan that holds ``objectives``."""
    found = [*_parties(agreement), *_shape(objectives)]
    rows = [row for objective in objectives for row in objective.indicators]
    found += [*_weights(rows), *_odd_as_given(rows)]
    for row in rows:
        found += _meaning(row)
        if row.target is None:
            found.append(_say(Severity.ERROR, NO_TARGET, row))
            continue
        found += _number(row, row.target, row.target_upper)
        if row.planned is None:
            found.append(_say(Severity.WARNING, NO_PLANNED, row, plan=agreement.plan_name))
        elif (row.target, row.target_upper) != (row.planned, row.planned_upper):
            found.append(
                _say(
                    Severity.WARNING, DIFFERS, row, plan=agreement.plan_name,
                    target=row.text(row.target, row.target_upper),
                    other=row.text(row.planned, row.planned_upper),
                )
            )  # fmt: skip
        found += _against(row, row.target, row.target_upper, others)
    found += _dates(agreement)
    found += _money(agreement)
    return found


# ---------------------------------------------------------------- one indicator


def _shape(objectives: Sequence[ObjectiveRow]) -> Iterator[Finding]:
    if not objectives:
        yield Finding(Severity.ERROR, "", NO_OBJECTIVE)
    for objective in objectives:
        if not objective.indicators:
            yield Finding(Severity.ERROR, objective.code, NO_INDICATOR, {"code": objective.code})


def _meaning(row: IndicatorRow) -> Iterator[Finding]:
    if not row.measure:
        yield _say(Severity.ERROR, NO_MEASURE, row)
    if _odd(row) and not row.as_given:
        yield _say(Severity.WARNING, ODD_PERCENT, row)
    if not row.definition.strip():
        yield _say(Severity.NOTE, NO_DEFINITION, row)


def _odd(row: IndicatorRow) -> bool:
    """Whether it is called a number but is a share."""
    return row.unit.strip() == "%" and row.name.strip().lower().startswith("jumlah ")


def _odd_as_given(rows: Sequence[IndicatorRow]) -> Iterator[Finding]:
    """One note for all that the pack itself names so: no office can mend those alone."""
    codes = [row.code for row in rows if row.as_given and _odd(row)]
    if codes:
        yield Finding(Severity.NOTE, "", ODD_GIVEN, {"codes": ", ".join(codes)})


def is_share(unit: str, measure: Mapping[str, Any]) -> bool:
    """Whether a target is surely a part of a whole, so that more than 100% cannot be."""
    return unit.strip() == "%" and any(kind in measure for kind in _SHARES)


def _number(row: IndicatorRow, number: Decimal, upper: Decimal | None) -> Iterator[Finding]:
    """What is wrong with a target by itself, and against the national one."""
    if row.polarity == Polarity.RANGE and upper is None:
        yield _say(Severity.ERROR, NO_UPPER, row)
    if row.unit.strip() == "%" and max(number, upper or number) > HUNDRED:
        severity = Severity.ERROR if is_share(row.unit, row.measure) else Severity.WARNING
        yield _say(severity, OVER_HUNDRED, row, target=row.text(number, upper))
    template = _misses(row, number, upper)
    if template and row.national is not None:
        yield _say(
            Severity.WARNING, template, row, target=row.text(number, upper),
            national=row.text(row.national), whose=Word(row.whose),
        )  # fmt: skip


def _misses(row: IndicatorRow, number: Decimal, upper: Decimal | None) -> str:
    """How a target falls short of the national one, minding which way is better; "" when it does not."""
    if row.national is None:
        return ""
    match row.polarity:
        case Polarity.LOWER:
            return ABOVE if number > row.national else ""
        case Polarity.EXACT:
            return NOT_SAME if number != row.national else ""
        case Polarity.RANGE:
            return "" if number <= row.national <= (upper if upper is not None else number) else OUTSIDE
        case _:
            return BELOW if number < row.national else ""


def _against(
    row: IndicatorRow, number: Decimal, upper: Decimal | None, others: Sequence[OtherPlan]
) -> Iterator[Finding]:
    for plan in others:
        other = counterpart(row, plan.indicators)
        if other is None or other.planned is None:
            continue
        if other.unit.strip().lower() != row.unit.strip().lower():
            yield _say(Severity.WARNING, UNIT_DIFFERS, row, unit=row.unit, other=other.unit, plan=plan.name)
        elif (other.planned, other.planned_upper) != (number, upper):
            severity = Severity.NOTE if plan.ends_later else Severity.WARNING
            template = END_TARGET if plan.ends_later else DIFFERS_WITHIN
            yield _say(
                severity, template, row, target=row.text(number, upper), plan=plan.name,
                other=other.text(other.planned, other.planned_upper),
            )  # fmt: skip


def counterpart(row: IndicatorRow, others: Sequence[IndicatorRow]) -> IndicatorRow | None:
    """The same indicator in another plan: by its code when the names are not far apart, else by name."""
    for other in others:
        if other.code == row.code and _alike(row.name, other.name) >= SAME_CODE_RATIO:
            return other
    near = max(others, key=lambda other: _alike(row.name, other.name), default=None)
    return near if near is not None and _alike(row.name, near.name) >= SAME_NAME_RATIO else None


def _alike(left: str, right: str) -> float:
    """How alike two names are, 0 to 1, whatever their capitals and signs."""
    return SequenceMatcher(None, _plain(left), _plain(right), autojunk=False).ratio()


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.lower()))


def _weights(rows: Sequence[IndicatorRow]) -> Iterator[Finding]:
    weights = [row.weight for row in rows if row.weight is not None]
    if not weights:
        return
    for row in rows:
        if row.weight is None:
            yield _say(Severity.WARNING, NO_WEIGHT, row)
    total = sum(weights, Decimal(0))
    if total != HUNDRED:
        yield Finding(Severity.WARNING, "", WEIGHTS, {"total": format_quantity(_tidy(total), "")})


# ---------------------------------------------------------------- the whole agreement


def _parties(agreement: AgreementRow) -> Iterator[Finding]:
    first, second = agreement.first_name.strip(), agreement.second_name.strip()
    for name, party in ((first, FIRST_PARTY), (second, SECOND_PARTY)):
        if not name:
            yield Finding(Severity.ERROR, "", NO_PARTY, {"party": Word(party)})
    if first and first.lower() == second.lower():
        yield Finding(Severity.ERROR, "", SAME_PARTY, {"name": first})
    if not agreement.statement.strip():
        yield Finding(Severity.ERROR, "", NO_STATEMENT)
    if not agreement.place.strip():
        yield Finding(Severity.WARNING, "", NO_PLACE)
    if agreement.newest_plan > agreement.plan_version:
        params = {
            "plan": agreement.plan_name,
            "version": agreement.newest_plan,
            "used": agreement.plan_version,
        }
        yield Finding(Severity.WARNING, "", NEWER_PLAN, params)


def _dates(agreement: AgreementRow) -> Iterator[Finding]:
    day = agreement.signed_on
    if day is None:
        return
    params = {"day": format_date(day), "year": agreement.year}
    if day.year != agreement.year:
        yield Finding(Severity.WARNING, "", OUTSIDE_YEAR, params)
    elif day.month > LATE_MONTH and not agreement.is_revision:
        yield Finding(Severity.NOTE, "", LATE, params)


def _money(agreement: AgreementRow) -> Iterator[Finding]:
    if not agreement.promised:
        yield Finding(Severity.WARNING, "", NO_BUDGET)
    elif agreement.budget is not None and agreement.budget != agreement.promised:
        params = {
            "promised": format_money(agreement.promised, cents=False),
            "version": agreement.budget_name,
            "other": format_money(agreement.budget, cents=False),
        }
        yield Finding(Severity.WARNING, "", BUDGET_DIFFERS, params)


# ---------------------------------------------------------------- helpers


@dataclass(frozen=True)
class Word:
    """A word inside a sentence that a door translates as well."""

    template: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.params) if self.params else self.template


def _say(severity: Severity, template: str, row: IndicatorRow, **params: Any) -> Finding:
    return Finding(severity, row.code, template, {"code": row.code, **params})


def _tidy(number: Decimal) -> Decimal:
    """``number`` without trailing zeros, never as an exponent."""
    return Decimal(f"{number.normalize():f}")
