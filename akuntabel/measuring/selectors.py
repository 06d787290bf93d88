"""A year measured: from the office's records, targets and policy to achievements."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace

from akuntabel.core import measure as core
from akuntabel.core.achievement import Achievement, Target
from akuntabel.core.averages import Averages
from akuntabel.core.measurement import IndicatorSpec, Measurement, Row, measure
from akuntabel.core.policy import Polarity, Policy
from akuntabel.core.value import NOT_DUE, State, Value
from akuntabel.evidence.models import Record
from akuntabel.evidence.registers import pack_of
from akuntabel.measuring.models import Actual
from akuntabel.offices.models import Office
from akuntabel.packs.loader import Pack, parse_measure
from akuntabel.planning.models import Agreement, Indicator, Objective, ReportingYear
from akuntabel.planning.models import Target as AgreedTarget
from akuntabel.planning.selectors import find_year, indicators_of, require_agreement


@dataclass(frozen=True)
class MeasuredIndicator:
    """An indicator of the year with its target, actual, achievement and proof."""

    indicator: Indicator
    target: AgreedTarget | None
    row: Row

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.indicator.code

    @property
    def objective(self) -> Objective:
        """The objective it serves."""
        return self.indicator.objective

    @property
    def actual(self) -> Value:
        """What was reached, in the indicator's unit."""
        return self.row.measured.value

    @property
    def measured(self) -> core.Measured:
        """The value with numerator, denominator, records and basis."""
        return self.row.measured

    @property
    def achievement(self) -> Achievement:
        """The achievement in %."""
        return self.row.achievement

    @property
    def record_ids(self) -> list[int]:
        """Primary keys of the records behind the actual."""
        return [int(key) for key in self.row.measured.records]


@dataclass(frozen=True)
class MeasuredYear:
    """A year of an office measured under its policy."""

    office: Office
    year: int
    reporting_year: ReportingYear
    agreement: Agreement
    pack: Pack
    policy: Policy
    indicators: tuple[MeasuredIndicator, ...]
    measurement: Measurement

    @property
    def averages(self) -> Averages:
        """The averages over the counted indicators."""
        return self.measurement.averages

    def by_objective(self) -> list[tuple[Objective, list[MeasuredIndicator]]]:
        """The indicators grouped under their objectives, in order."""
        groups: dict[int, tuple[Objective, list[MeasuredIndicator]]] = {}
        for item in self.indicators:
            groups.setdefault(item.objective.pk, (item.objective, []))[1].append(item)
        return list(groups.values())

    def indicator(self, code: str) -> MeasuredIndicator:
        """The measured indicator with ``code``.

        Raises:
            KeyError: there is none.
        """
        for item in self.indicators:
            if item.code == code:
                return item
        raise KeyError(code)

    def with_state(self, state: State) -> list[MeasuredIndicator]:
        """The indicators whose actual is in ``state``."""
        return [item for item in self.indicators if item.actual.state is state]


def measure_year(office: Office, year: int, *, as_of: dt.date | None = None) -> MeasuredYear:
    """Measure ``office`` in ``year`` from its records; ``as_of`` decides what is not due yet.

    Raises:
        NotThere: the office keeps no books for the year, or has signed no agreement.
    """
    reporting_year = find_year(office, year)
    agreement = require_agreement(office, year)
    pack = pack_of(office)
    policy = pack.policies[reporting_year.policy]
    indicators = indicators_of(agreement)
    targets = {target.indicator_id: target for target in agreement.targets.all()}
    measurement = measure(
        [_spec(indicator, targets.get(indicator.pk)) for indicator in indicators],
        records_of(office, year, pack),
        policy,
        entered=_entered(indicators, str(year)),
    )
    if as_of is not None and as_of <= dt.date(year, 12, 31):
        measurement = _not_yet_due(measurement)
    return MeasuredYear(
        office=office,
        year=year,
        reporting_year=reporting_year,
        agreement=agreement,
        pack=pack,
        policy=policy,
        indicators=tuple(
            MeasuredIndicator(indicator, targets.get(indicator.pk), row)
            for indicator, row in zip(indicators, measurement.rows, strict=True)
        ),
        measurement=measurement,
    )


def records_of(office: Office, year: int, pack: Pack) -> dict[str, list[core.Record]]:
    """The records of a year by register, as the arithmetic sees them; incomplete rows do not count."""
    found: dict[str, list[core.Record]] = defaultdict(list)
    for record in Record.objects.of_year(office, year):
        register = pack.registers.get(record.register)
        if register is None or not (record.is_aggregate or register.counts(record.data)):
            continue
        found[record.register].append(
            core.Record(
                id=str(record.pk),
                register=record.register,
                data=record.data,
                quantity=record.quantity,
                stated_percent=record.stated_percent,
                date=record.date.isoformat() if record.date else "",
                asserted=frozenset(record.asserted),
            )
        )
    return found


def _spec(indicator: Indicator, target: AgreedTarget | None) -> IndicatorSpec:
    return IndicatorSpec(
        code=indicator.code,
        objective=indicator.objective.code,
        polarity=Polarity(indicator.polarity),
        measure=parse_measure(indicator.measure, place=indicator.code),
        target=Target(target.number, target.upper) if target else None,
        weight=indicator.weight,
    )


def _entered(indicators: list[Indicator], period: str) -> dict[str, Value]:
    latest: dict[str, Value] = {}
    rows = Actual.objects.filter(indicator__in=indicators, period=period).select_related("indicator")
    for actual in rows.order_by("pk"):
        latest[actual.indicator.code] = actual.value()
    return latest


def _not_yet_due(measurement: Measurement) -> Measurement:
    """While the year runs, an actual that nobody has given is not due, which is not missing."""

    def waiting(row: Row) -> Row:
        if row.measured.value.state is not State.MISSING:
            return row
        return replace(
            row,
            measured=replace(row.measured, value=NOT_DUE),
            achievement=replace(row.achievement, raw=NOT_DUE, capped=NOT_DUE),
        )

    return replace(measurement, rows=tuple(waiting(row) for row in measurement.rows))
