"""Deeds about indicators: adding, changing and removing one, and choosing what it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from akuntabel.core.entry import Problem
from akuntabel.core.errors import gettext_noop
from akuntabel.core.measure import Count, Ratio, ShareMet
from akuntabel.core.policy import Polarity
from akuntabel.core.register import Register
from akuntabel.offices.models import Person
from akuntabel.offices.trail import facts, log
from akuntabel.packs.loader import PackError, parse_measure
from akuntabel.packs.pack import Aggregation
from akuntabel.planning.deeds.contents import CODE_TAKEN, NAME, OTHER_PLAN, renumber, targets_of, wrong_code
from akuntabel.planning.deeds.plans import INDICATOR
from akuntabel.planning.deeds.shared import empty_fields, fill, opened_plan, refuse, still_there, touch
from akuntabel.planning.models import Indicator, Objective, Plan
from akuntabel.planning.release import release_from_cascade

NEGATIVE = gettext_noop("Target tidak dapat kurang dari nol.")
RANGE_TURNED = gettext_noop("Batas atas {upper} lebih kecil daripada batas bawah {lower}.")
NO_OPTION = gettext_noop("Pilih salah satu.")
TOO_MANY_PLACES = gettext_noop("Tulis 0 sampai 6 angka di belakang koma.")
PERCENT_MEASURE = gettext_noop("Cara ukur ini menghasilkan persen, jadi satuannya %.")
COUNT_MEASURE = gettext_noop("Cara ukur ini menghitung banyaknya, jadi satuannya bukan %.")
BAD_MEASURE = gettext_noop("Cara ukur belum dapat dipakai. {why}")
MEASURE_SPOT = "measure"
MOST_PLACES = 6


@dataclass(frozen=True)
class IndicatorFields:
    """An indicator without its measure; ``planned`` and ``national`` are targets in its unit."""

    objective: Objective
    code: str
    name: str
    unit: str
    polarity: str = Polarity.HIGHER
    aggregation: str = Aggregation.YEAR
    decimals: int = 0
    definition: str = ""
    weight: Decimal | None = None
    planned: Decimal | None = None
    planned_upper: Decimal | None = None
    national: Decimal | None = None


@transaction.atomic
def save_indicator(
    *, plan: Plan, touched: int, fields: IndicatorFields, by: Person, row: Indicator | None = None
) -> Indicator:
    """Add an indicator to ``plan``, measured by hand until one chooses what it counts, or change ``row``.

    Raises:
        Refused, CannotDo, ChangedMeanwhile: as :func:`~akuntabel.planning.deeds.shared.opened_plan`.
        WrongFields: a field is wrong.
    """
    current = opened_plan(plan, by, touched)
    refuse(_wrong(current, fields, row))
    if row is None:
        held = Indicator(objective=fields.objective, sequence=10_000, measure={"manual": {}})
        before: dict[str, Any] = {}
    else:
        held = Indicator.objects.get(pk=row.pk, objective__plan=current)
        before = facts(held, ("objective", *INDICATOR))
    values = {name: value for name, value in vars(fields).items() if name != "objective"}
    fill(held, values)
    held.objective = fields.objective
    if held.polarity != Polarity.RANGE:
        held.planned_upper = None
    held.save()
    renumber(current)
    held.refresh_from_db()
    touch(current, by)
    deed = "indicator.add" if row is None else "indicator.change"
    after = facts(held, ("objective", *INDICATOR))
    log(by=by, office=current.office, deed=deed, target=held, before=before, after=after)
    return held


def _wrong(plan: Plan, fields: IndicatorFields, row: Indicator | None) -> list[Problem]:
    problems = empty_fields(vars(fields), {**NAME, "unit": gettext_noop("Satuan")})
    problems += wrong_code(fields.code)
    rows = Indicator.objects.filter(objective__plan=plan, code=fields.code.strip())
    if rows.exclude(pk__in=[row.pk] if row else []).exists():
        problems.append(Problem("code", CODE_TAKEN, {"code": fields.code.strip()}))
    if fields.objective.plan_id != plan.pk:
        problems.append(Problem("objective", OTHER_PLAN, {}))
    if fields.polarity not in [*Polarity]:
        problems.append(Problem("polarity", NO_OPTION, {}))
    if fields.aggregation not in [*Aggregation]:
        problems.append(Problem("aggregation", NO_OPTION, {}))
    if not 0 <= fields.decimals <= MOST_PLACES:
        problems.append(Problem("decimals", TOO_MANY_PLACES, {}))
    problems += wrong_numbers(
        {"planned": fields.planned, "national": fields.national, "weight": fields.weight}
    )
    problems += wrong_range("planned_upper", fields.planned, fields.planned_upper)
    if row is not None:
        problems += _wrong_unit(fields.unit.strip(), row.measure)
    return problems


def wrong_numbers(numbers: Mapping[str, Decimal | None]) -> list[Problem]:
    """A problem for each number below zero."""
    return [Problem(name, NEGATIVE, {}) for name, value in numbers.items() if value is not None and value < 0]


def wrong_range(name: str, lower: Decimal | None, upper: Decimal | None) -> list[Problem]:
    """A problem when ``upper`` lies below ``lower``."""
    if lower is None or upper is None or upper >= lower:
        return []
    return [Problem(name, RANGE_TURNED, {"lower": lower, "upper": upper})]


def _wrong_unit(unit: str, data: Mapping[str, Any]) -> list[Problem]:
    try:
        measure = parse_measure(data, place=MEASURE_SPOT)
    except PackError:
        return []  # said where the measure is chosen
    if isinstance(measure, Ratio | ShareMet) and unit != "%":
        return [Problem("unit", PERCENT_MEASURE, {})]
    if isinstance(measure, Count) and unit == "%":
        return [Problem("unit", COUNT_MEASURE, {})]
    return []


@transaction.atomic
def choose_measure(
    *, indicator: Indicator, touched: int, measure: Mapping[str, Any], registers: Mapping[str, Register],
    by: Person,
) -> Indicator:  # fmt: skip
    """Say what ``indicator`` counts: ``measure`` as packs write one, checked against ``registers``.

    A share takes the unit %, and a measure that stays as it is is not checked again.

    Raises:
        Refused, CannotDo, ChangedMeanwhile: as :func:`~akuntabel.planning.deeds.shared.opened_plan`.
        WrongFields: the measure names what does not exist, or its unit does not fit.
    """
    current = opened_plan(indicator.objective.plan, by, touched)
    held = Indicator.objects.get(pk=indicator.pk)
    data = dict(measure)
    if data == held.measure:
        return held
    try:
        parse_measure(data, place=MEASURE_SPOT, registers=registers)
    except PackError as error:
        refuse([Problem("measure", BAD_MEASURE, {"why": error})])
    refuse(_wrong_unit(held.unit, data))
    before = facts(held, ("measure",))
    held.measure = data
    held.save(update_fields=["measure"])
    touch(current, by)
    log(
        by=by, office=current.office, deed="indicator.measure", target=held, before=before,
        after=facts(held, ("measure",)),
    )  # fmt: skip
    return held


@transaction.atomic
def remove_indicator(*, indicator: Indicator, by: Person) -> None:
    """Take ``indicator`` out of its plan, and its target out of a draft agreement.

    Raises:
        Refused, CannotDo: as :func:`~akuntabel.planning.deeds.shared.opened_plan`.
    """
    current = opened_plan(indicator.objective.plan, by)
    indicator = still_there(indicator)
    before = facts(indicator, ("objective", *INDICATOR))
    for target in targets_of(indicator):  # of drafts only: the plan is open
        touch(target.agreement, by)
        log(
            by=by, office=current.office, deed="target.remove", target=target,
            before=facts(target, ("number", "upper")),
        )  # fmt: skip
        target.delete()
    touch(current, by)
    release_from_cascade(by=by, indicators=[indicator])
    log(by=by, office=current.office, deed="indicator.remove", target=indicator, before=before)
    indicator.delete()
    renumber(current)
