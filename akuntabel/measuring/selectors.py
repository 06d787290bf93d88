"""A year measured: from the office's records, targets and policy to achievements."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from akuntabel.core import measure as core
from akuntabel.core.achievement import Achievement
from akuntabel.core.averages import Averages
from akuntabel.core.measurement import Measurement, Row
from akuntabel.core.periods import Period
from akuntabel.core.policy import Policy
from akuntabel.core.value import State, Value
from akuntabel.measuring.counting import Window, counted, current_actuals, grounds_of, records_of, work_out
from akuntabel.measuring.drift import Change, drift_of, met_of, moved_target
from akuntabel.measuring.models import Actual, Standing
from akuntabel.offices.models import Office
from akuntabel.packs.loader import Pack
from akuntabel.planning.models import Agreement, Indicator, Objective, ReportingYear
from akuntabel.planning.models import Target as AgreedTarget

__all__ = ["MeasuredIndicator", "MeasuredYear", "measure_year", "records_of"]


@dataclass(frozen=True)
class MeasuredIndicator:
    """An indicator of the year with its target, actual, achievement and proof.

    ``row`` is the approved figure where there is one, else what is typed by hand or counted;
    ``live`` is what is counted now. ``drift`` says what of an approved figure is no longer so, by the
    records and the plan, ``moved`` that its target is another one since.
    """

    indicator: Indicator
    target: AgreedTarget | None
    row: Row
    live: core.Measured
    actual_row: Actual | None = None
    drift: Change | None = None
    moved: Change | None = None

    @property
    def drifted(self) -> bool:
        """Whether an approved figure is no longer what records and plan give."""
        return self.drift is not None

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
    def standing(self) -> Standing | None:
        """How far the actual of the year is; None while nobody has stated one."""
        return Standing(self.actual_row.standing) if self.actual_row else None

    @property
    def approved(self) -> bool:
        """Whether the actual is approved, and not opened again."""
        return self.actual_row is not None and self.actual_row.in_force

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

    @property
    def unapproved(self) -> list[MeasuredIndicator]:
        """The indicators whose actual is not approved, or opened again: their figures are drafts."""
        return [item for item in self.indicators if not item.approved]

    def with_state(self, state: State) -> list[MeasuredIndicator]:
        """The indicators whose actual is in ``state``."""
        return [item for item in self.indicators if item.actual.state is state]


def measure_year(office: Office, year: int, *, as_of: dt.date | None = None) -> MeasuredYear:
    """Measure ``office`` in ``year``; ``as_of`` decides what is not due yet.

    Approved actuals stand as they were frozen, and the averages and the share of met targets follow
    them. Everything else is counted from the records now, or as typed by hand.

    Raises:
        NotThere: the office keeps no books for the year, or has signed no agreement.
    """
    period = Period(year)
    grounds = grounds_of(office, period)
    window = Window(period, records_of(office, year, grounds.pack, grounds.registers))
    live = counted(grounds, window, today=as_of)
    actuals = {code: row for (_period, code), row in current_actuals(office, [period]).items()}
    worked = work_out(grounds, live, actuals, approved_only=True)
    items, others = [], met_of(worked.measurement)
    for indicator, row in zip(grounds.indicators, worked.measurement.rows, strict=True):
        actual, now = actuals.get(indicator.code), worked.live[indicator.code]
        frozen = actual if actual is not None and actual.in_force else None
        items.append(
            MeasuredIndicator(
                indicator=indicator,
                target=grounds.targets.get(indicator.pk),
                row=row,
                live=now,
                actual_row=actual,
                drift=drift_of(frozen, indicator, row.spec, now, others=others) if frozen else None,
                moved=moved_target(frozen, indicator, row.spec) if frozen else None,
            )
        )
    return MeasuredYear(
        office=office,
        year=year,
        reporting_year=grounds.reporting_year,
        agreement=grounds.agreement,
        pack=grounds.pack,
        policy=grounds.policy,
        indicators=tuple(items),
        measurement=worked.measurement,
    )
