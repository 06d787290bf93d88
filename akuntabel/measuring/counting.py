"""Counting a period from evidence: which agreement binds, which records count in it, and what they give."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import TextField
from django.db.models.functions import Cast

from akuntabel.core import measure as core
from akuntabel.core.achievement import Target
from akuntabel.core.action_plan import Rule, rule_of
from akuntabel.core.measure import Basis, Manual, Measured, ShareMet, evaluate, registers_of
from akuntabel.core.measurement import IndicatorSpec, Measurement, measure
from akuntabel.core.periods import Period
from akuntabel.core.policy import Polarity, Policy
from akuntabel.core.value import MISSING, NOT_DUE, State
from akuntabel.evidence.models import Record
from akuntabel.evidence.registers import pack_of
from akuntabel.measuring.frozen import frozen_measured
from akuntabel.measuring.models import Actual, Standing
from akuntabel.offices.models import Office
from akuntabel.packs.loader import Pack, parse_measure
from akuntabel.planning.action_plan import parts_of
from akuntabel.planning.models import Agreement, Indicator, ReportingYear
from akuntabel.planning.models import Target as AgreedTarget
from akuntabel.planning.selectors import find_year, indicators_of, require_agreement

Records = Mapping[str, Sequence[core.Record]]  # by register code

HANDED_IN = frozenset({Standing.SUBMITTED, Standing.VERIFIED, Standing.APPROVED})
_COLUMNS = ("pk", "register", "data_text", "quantity", "stated_percent", "date", "asserted_text")
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Grounds:
    """What a period of an office is measured by.

    ``targets`` are those of the agreement, by indicator; the targets in ``specs`` are the period's own.
    """

    office: Office
    period: Period
    reporting_year: ReportingYear
    agreement: Agreement
    pack: Pack
    policy: Policy
    indicators: tuple[Indicator, ...]
    targets: Mapping[int, AgreedTarget]
    specs: tuple[IndicatorSpec, ...]

    @property
    def registers(self) -> frozenset[str]:
        """The registers that the measures read."""
        return frozenset[str]().union(*(registers_of(spec.measure) for spec in self.specs))


def grounds_of(office: Office, period: Period) -> Grounds:
    """What ``office`` is measured by in ``period``: the agreement in force, with the period's targets.

    Raises:
        NotThere: the office keeps no books for the year, or has signed no agreement.
    """
    reporting_year = find_year(office, period.year)
    agreement = require_agreement(office, period.year)
    pack = pack_of(office)
    indicators = indicators_of(agreement)
    kept = agreement.targets.prefetch_related("quarters") if period.quarter else agreement.targets
    targets = {target.indicator_id: target for target in kept.all()}
    return Grounds(
        office=office,
        period=period,
        reporting_year=reporting_year,
        agreement=agreement,
        pack=pack,
        policy=pack.policies[reporting_year.policy],
        indicators=tuple(indicators),
        targets=targets,
        specs=tuple(_spec(each, targets.get(each.pk), period) for each in indicators),
    )


def _spec(indicator: Indicator, target: AgreedTarget | None, period: Period) -> IndicatorSpec:
    return IndicatorSpec(
        code=indicator.code,
        objective=indicator.objective.code,
        polarity=Polarity(indicator.polarity),
        measure=parse_measure(indicator.measure, place=indicator.code),
        target=_target_in(target, period) if target else None,
        weight=indicator.weight,
    )


def _target_in(target: AgreedTarget, period: Period) -> Target | None:
    """The target of the year, or what the action plan promises of it in a quarter; a month has none."""
    if is_whole(period):
        return Target(target.number, target.upper)
    part = parts_of(target)[period.quarter - 1] if period.quarter else None
    if part is None:
        return None
    # A quarter has one number; of a range that is its lower end, as far as the year's upper end.
    return Target(part, target.upper if target.upper is not None and target.upper >= part else None)


def is_whole(period: Period) -> bool:
    """Whether ``period`` is a year."""
    return period.quarter is None and period.month is None


def known_in(indicator: Indicator, period: Period) -> bool:
    """Whether ``indicator`` has an actual in ``period``; some are only known for the year."""
    return is_whole(period) or rule_of(indicator.aggregation) is not Rule.YEAR_END


def records_of(
    office: Office, year: int, pack: Pack, registers: Collection[str] | None = None
) -> dict[str, list[core.Record]]:
    """The records of a year by register, as the arithmetic sees them; incomplete rows do not count.

    With ``registers`` only those of these, in one query of the columns that count.
    """
    rows = Record.objects.of_year(office, year)
    if registers is not None:
        rows = rows.filter(register__in=registers)
    # JSON as text: most rows assert nothing, which need not be parsed for each of them.
    rows = rows.annotate(data_text=Cast("data", TextField()), asserted_text=Cast("asserted", TextField()))
    found: dict[str, list[core.Record]] = defaultdict(list)
    for pk, code, data_text, quantity, percent, day, asserted_text in (
        rows.order_by("register", "date", "pk").values_list(*_COLUMNS).iterator(chunk_size=5000)
    ):
        register = pack.registers.get(code)
        if register is None:
            continue
        data = json.loads(data_text)
        if quantity == 1 and percent is None and not register.counts(data):
            continue
        found[code].append(
            core.Record(
                id=str(pk),
                register=code,
                data=data,
                quantity=quantity,
                stated_percent=percent,
                date=day.isoformat() if day else "",
                asserted=_NOTHING if asserted_text == "[]" else frozenset(json.loads(asserted_text)),
            )
        )
    return found


class Window:
    """The records of a year, as far as they count in one of its periods.

    A record counts on its date, or on the edge of the year nearest to it
    (``evidence.deeds.periods.day_counted``); an undated one in the whole year only. Increments and
    means look at the period alone, positions at the year up to the period's end.
    """

    def __init__(self, period: Period, records: Records) -> None:
        self.period = period
        self._records = records
        self._found: dict[bool, Records] = {}

    def of(self, indicator: Indicator) -> Records:
        """The records that count for ``indicator``."""
        if is_whole(self.period):
            return self._records
        to_date = rule_of(indicator.aggregation) is Rule.POSITION
        if to_date not in self._found:
            self._found[to_date] = self._cut(to_date=to_date)
        return self._found[to_date]

    def _cut(self, *, to_date: bool) -> Records:
        whole = Period(self.period.year)
        first, last = whole.start.isoformat(), whole.end.isoformat()
        start = first if to_date else self.period.start.isoformat()
        end = self.period.end.isoformat()
        return {
            code: [row for row in rows if row.date and start <= min(max(row.date, first), last) <= end]
            for code, rows in self._records.items()
        }


def counted(grounds: Grounds, window: Window, *, today: dt.date | None) -> dict[str, Measured]:
    """What the records give for every indicator that counts some, by code; MISSING for a manual one.

    What nobody has said yet is not due before the day after the period's end, given ``today``.
    """
    waiting = today is not None and today <= grounds.period.end
    found = {}
    for indicator, spec in zip(grounds.indicators, grounds.specs, strict=True):
        if not known_in(indicator, grounds.period):
            found[spec.code] = Measured(NOT_DUE)
        elif isinstance(spec.measure, Manual):
            found[spec.code] = Measured(NOT_DUE if waiting else MISSING)
        elif not isinstance(spec.measure, ShareMet):
            measured = evaluate(spec.measure, window.of(indicator), grounds.policy)
            missing = measured.value.state is State.MISSING
            found[spec.code] = replace(measured, value=NOT_DUE) if waiting and missing else measured
    return found


@dataclass(frozen=True)
class Worked:
    """A period worked out: ``live`` is what is counted now, ``measurement`` what stands."""

    live: Mapping[str, Measured]
    measurement: Measurement


def work_out(
    grounds: Grounds, live: Mapping[str, Measured], actuals: Mapping[str, Actual], *, approved_only: bool
) -> Worked:
    """Put what was stated over what is counted; averages and the share of met targets follow it.

    What was handed in stands as it was frozen (``approved_only``: only once it is approved), a draft
    that was typed by hand as it was typed, anything else as it is counted.
    """

    def stated(spec: IndicatorSpec) -> Measured | None:
        actual = actuals.get(spec.code)
        if actual is None:
            return None
        if actual.in_force or (not approved_only and actual.standing in HANDED_IN):
            return frozen_measured(actual)
        return typed(actual) if actual.by_hand else None

    said = {spec.code: found for spec in grounds.specs if (found := stated(spec)) is not None}
    shares = {spec.code for spec in grounds.specs if isinstance(spec.measure, ShareMet)} - live.keys()
    settled = {**live, **said}
    others = {code: measured for code, measured in settled.items() if code not in shares}
    first = measure(grounds.specs, {}, grounds.policy, settled=others)
    now = {**live, **{code: first.row(code).measured for code in shares}}
    if not shares & said.keys():
        return Worked(now, first)
    return Worked(now, measure(grounds.specs, {}, grounds.policy, settled=settled))


def typed(actual: Actual) -> Measured:
    """What people gave ``actual`` by hand."""
    value = actual.value()
    basis = Basis.ENTERED if value.is_reported else Basis.NONE
    return Measured(value, numerator=actual.numerator, denominator=actual.denominator, basis=basis)


def current_actuals(
    office: Office, periods: Iterable[Period], *, codes: Iterable[str] | None = None
) -> dict[tuple[str, str], Actual]:
    """The newest version of each actual in ``periods``, by (period, code)."""
    rows = Actual.objects.filter(office=office, period__in=[period.code for period in periods])
    if codes is not None:
        rows = rows.filter(code__in=list(codes))
    rows = rows.select_related("created_by", "submitted_by", "verified_by", "approved_by", "returned_by")
    rows = rows.select_related("reopen_asked_by", "reopened_by", "replaces")
    return {(row.period, row.code): row for row in rows.order_by("period", "code", "version")}
