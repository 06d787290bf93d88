"""A year, quarter or month measured: what is counted now, what was stated, and how far it is."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from akuntabel.core import measure as core
from akuntabel.core.achievement import Achievement
from akuntabel.core.measurement import Row
from akuntabel.core.periods import Period
from akuntabel.core.policy import Policy
from akuntabel.core.value import Value
from akuntabel.evidence.registers import calendar_of
from akuntabel.measuring.counting import (
    HANDED_IN,
    Grounds,
    Records,
    Window,
    counted,
    current_actuals,
    grounds_of,
    known_in,
    records_of,
    work_out,
)
from akuntabel.measuring.drift import Change, Met, drift_of, met_of, moved_target
from akuntabel.measuring.frozen import exact_value
from akuntabel.measuring.models import Actual, IndicatorOwner, Standing
from akuntabel.measuring.notes import why_note
from akuntabel.offices.clock import today_at
from akuntabel.offices.models import Office, Person
from akuntabel.packs.loader import Pack, load_pack
from akuntabel.planning.models import Agreement, Indicator, Objective
from akuntabel.planning.selectors import NotThere


@dataclass(frozen=True)
class MeasuredRow:
    """An indicator in a period.

    ``target`` is the period's own (the agreement's for a year, the action plan's for a quarter, None
    for a month), in the indicator's unit, as far as ``upper`` for a range. ``live`` is what is counted
    now, ``row`` what stands: frozen once it is handed in, else typed by hand, else live. ``actual`` is
    its newest version, ``drift`` what of it is no longer as it was handed in, by the records and the
    plan, ``moved`` that the period promises another target since. ``last_year`` is the same period of
    the year before, ``why_note`` says why a note is demanded, "" when none is. ``looked_at`` holds the
    records by register that count in the period.
    """

    indicator: Indicator
    period: Period
    row: Row
    live: core.Measured
    actual: Actual | None
    drift: Change | None
    moved: Change | None
    last_year: Decimal | None
    why_note: str
    owners: list[Person]
    looked_at: Records = field(repr=False)

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.indicator.code

    @property
    def objective(self) -> Objective:
        """The objective it serves."""
        return self.indicator.objective

    @property
    def target(self) -> Decimal | None:
        """What the period promises, in the indicator's unit; of a range its lower end."""
        return self.row.spec.target.number if self.row.spec.target else None

    @property
    def upper(self) -> Decimal | None:
        """The upper end of the target, for a range."""
        return self.row.spec.target.upper if self.row.spec.target else None

    @property
    def drifted(self) -> bool:
        """Whether what was handed in is no longer what records and plan give."""
        return self.drift is not None

    @property
    def measured(self) -> core.Measured:
        """The value that stands, with numerator, denominator, records and basis."""
        return self.row.measured

    @property
    def value(self) -> Value:
        """What was reached: frozen, typed by hand, or counted now."""
        return self.row.measured.value

    @property
    def achievement(self) -> Achievement:
        """The achievement of the value against the period's target, in %."""
        return self.row.achievement

    @property
    def standing(self) -> Standing | None:
        """How far the actual is; None while nobody has stated one."""
        return Standing(self.actual.standing) if self.actual else None

    @property
    def is_due(self) -> bool:
        """Whether the indicator has an actual in such a period; some are only known for the year."""
        return known_in(self.indicator, self.period)

    @property
    def in_force(self) -> bool:
        """Whether the value is approved, and not opened again."""
        return self.actual is not None and self.actual.in_force


@dataclass(frozen=True)
class MeasuredPeriod:
    """A period of an office measured under its policy, by the agreement in force; ``due`` is its last day."""

    office: Office
    period: Period
    agreement: Agreement
    pack: Pack
    policy: Policy
    rows: tuple[MeasuredRow, ...]
    due: dt.date

    @property
    def opens(self) -> dt.date:
        """The first day on which its actuals can be handed in."""
        return opens_on(self.period)

    def row(self, code: str) -> MeasuredRow:
        """The row of ``code``.

        Raises:
            KeyError: there is none.
        """
        for row in self.rows:
            if row.code == code:
                return row
        raise KeyError(code)

    def with_standing(self, *standings: Standing | None) -> list[MeasuredRow]:
        """The rows that are due and stand at one of ``standings``; None asks for those nobody stated."""
        return [row for row in self.rows if row.is_due and row.standing in standings]

    @property
    def complete(self) -> bool:
        """Whether every indicator that is due in the period is approved and in force."""
        return all(row.in_force for row in self.rows if row.is_due)

    def by_objective(self) -> list[tuple[Objective, list[MeasuredRow]]]:
        """The rows grouped under their objectives, in order."""
        groups: dict[int, tuple[Objective, list[MeasuredRow]]] = {}
        for row in self.rows:
            groups.setdefault(row.objective.pk, (row.objective, []))[1].append(row)
        return list(groups.values())


def measure_period(office: Office, period: Period, *, today: dt.date | None = None) -> MeasuredPeriod:
    """Measure ``office`` in ``period`` by the agreement in force; ``today`` is today at the office.

    Increments ("sum") and means count the records dated inside the period; positions ("latest", "max",
    "pooled") those from 1 January to its end. An undated record counts in the whole year only, as
    does an indicator that is only known for the year.

    Raises:
        NotThere: the office keeps no books for the year, or has signed no agreement.
    """
    grounds = grounds_of(office, period)
    window = Window(period, records_of(office, period.year, grounds.pack, grounds.registers))
    live = counted(grounds, window, today=today or today_at(office))
    before = Period(period.year - 1, period.quarter, period.month)
    kept = current_actuals(office, [period, before])
    actuals = {code: row for (where, code), row in kept.items() if where == period.code}
    worked = work_out(grounds, live, actuals, approved_only=False)
    earlier = {code: row for (where, code), row in kept.items() if where == before.code}
    last_year = _numbers_of(office, before, earlier, [each.code for each in grounds.indicators])
    owners, others = _owners(office, period.year), met_of(worked.measurement)
    return MeasuredPeriod(
        office=office,
        period=period,
        agreement=grounds.agreement,
        pack=grounds.pack,
        policy=grounds.policy,
        rows=tuple(
            _row(
                indicator, row, grounds, window,
                live=worked.live[indicator.code],
                actual=actuals.get(indicator.code),
                last_year=last_year.get(indicator.code),
                owners=owners[indicator.code],
                others=others,
            )
            for indicator, row in zip(grounds.indicators, worked.measurement.rows, strict=True)
        ),
        due=grounds.pack.actuals_due.on(period, calendar_of(office)),
    )  # fmt: skip


def opens_on(period: Period) -> dt.date:
    """The first day on which the actuals of ``period`` can be handed in: its last."""
    return period.end


def due_on(office: Office, period: Period) -> dt.date:
    """The last day on which the actuals of ``period`` are on time, by the office's pack."""
    return load_pack(office.pack).actuals_due.on(period, calendar_of(office))


def due_by_rule(office: Office, period: Period) -> dt.date:
    """The day that the rule alone names, which :func:`due_on` moves where it is a day off."""
    return load_pack(office.pack).actuals_due.nominal(period)


def _row(
    indicator: Indicator,
    row: Row,
    grounds: Grounds,
    window: Window,
    *,
    live: core.Measured,
    actual: Actual | None,
    last_year: Decimal | None,
    owners: list[Person],
    others: Met,
) -> MeasuredRow:
    frozen = actual if actual is not None and actual.standing in HANDED_IN else None
    return MeasuredRow(
        indicator=indicator,
        period=grounds.period,
        row=row,
        live=live,
        actual=actual,
        drift=drift_of(frozen, indicator, row.spec, live, others=others) if frozen else None,
        moved=moved_target(frozen, indicator, row.spec) if frozen else None,
        last_year=last_year,
        why_note=why_note(
            indicator=indicator,
            spec=row.spec,
            value=row.measured.value,
            by_hand=actual is not None and actual.by_hand,
            achievement=row.achievement,
            last_year=last_year,
        ),
        owners=owners,
        looked_at=window.of(indicator),
    )


def _numbers_of(
    office: Office, period: Period, actuals: Mapping[str, Actual], codes: Sequence[str]
) -> dict[str, Decimal]:
    """The numbers of ``period`` by code: approved ones, else as counted where the office keeps books."""
    approved = {code: exact_value(row) for code, row in actuals.items() if row.in_force}
    found = {code: value.number for code, value in approved.items() if value.number is not None}
    if all(code in approved for code in codes):
        return found
    try:
        grounds = grounds_of(office, period)
    except NotThere:
        return found
    window = Window(period, records_of(office, period.year, grounds.pack, grounds.registers))
    live = counted(grounds, window, today=None)
    rows = work_out(grounds, live, actuals, approved_only=True).measurement.rows
    counted_then = {row.spec.code: row.measured.value.number for row in rows}
    return {code: number for code, number in counted_then.items() if number is not None} | found


def _owners(office: Office, year: int) -> defaultdict[str, list[Person]]:
    found: defaultdict[str, list[Person]] = defaultdict(list)
    rows = IndicatorOwner.objects.filter(office=office, year=year).select_related("person")
    for row in rows.order_by("code", "place"):
        found[row.code].append(row.person)
    return found
