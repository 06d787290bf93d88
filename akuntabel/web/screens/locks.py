"""The periods of a year with what locks them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from akuntabel.core.measure import registers_of
from akuntabel.core.periods import Period
from akuntabel.evidence.deeds import day_counted, locked_periods
from akuntabel.evidence.models import PeriodLock, PeriodOpening, Record
from akuntabel.evidence.registers import pack_of
from akuntabel.measuring.models import Actual
from akuntabel.offices.models import Office
from akuntabel.packs.loader import parse_measure


@dataclass(frozen=True)
class PeriodRow:
    """A period: its own lock, if any, a locked period that holds it, and how many records lie in it."""

    period: Period
    depth: int
    lock: PeriodLock | None
    above: Period | None
    records: int


@dataclass(frozen=True)
class Gap:
    """A register left open in a locked period for the figure ``code`` ("" when it is not found any more)."""

    opening: PeriodOpening
    register: str
    code: str


@dataclass(frozen=True)
class LocksScreen:
    """The year, its quarters and months; the locks that were opened again, and the gaps for one figure."""

    rows: tuple[PeriodRow, ...]
    opened: tuple[PeriodLock, ...]
    gaps: tuple[Gap, ...]
    closed_gaps: tuple[Gap, ...]
    undated: int  # records without a date: they belong to the year and to no part of it

    @property
    def whole(self) -> PeriodRow:
        """The row of the year."""
        return self.rows[0]


@dataclass(frozen=True)
class LockLine:
    """What is locked, said in one line on the pages where records are written."""

    whole: bool  # the year: nothing can be added to it
    periods: tuple[Period, ...]


def lock_line(office: Office, year: int, register: str = "") -> LockLine | None:
    """The line for ``office`` in ``year``, on a page of ``register``; None while nothing is locked."""
    locks = locked_periods(office, year, register)
    outer = [
        each
        for each in locks
        if not any(
            each != other and other.contains(each.start) and other.contains(each.end) for other in locks
        )
    ]
    outer.sort(key=lambda each: each.start)
    return LockLine(Period(year) in outer, tuple(outer)) if outer else None


def locks_screen(office: Office, year: int) -> LocksScreen:
    """The locks of ``office`` over ``year``."""
    mine = PeriodLock.objects.filter(office=office, period__startswith=f"{year:04d}")
    locks = list(mine.select_related("locked_by", "opened_by"))
    held = {lock.period: lock for lock in locks if lock.opened_at is None}
    by_day = Record.objects.of_year(office, year).order_by().values("date").annotate(rows=Count("pk"))
    days: dict[dt.date, int] = {}
    undated = 0
    for day, count in by_day.values_list("date", "rows"):
        if day is None:
            undated = count
        else:
            counted_on = day_counted(Record(year=year, date=day)) or day
            days[counted_on] = days.get(counted_on, 0) + count
    rows = []
    for period, depth in _tree(year):
        inside = sum(count for day, count in days.items() if period.contains(day))
        if depth == 0:
            inside += undated
        above = _locked_above(period, held)
        rows.append(PeriodRow(period, depth, held.get(period.code), above, inside))
    opened = sorted((lock for lock in locks if lock.opened_at), key=lambda lock: -lock.pk)
    gaps = _gaps(office, year)
    return LocksScreen(
        rows=tuple(rows),
        opened=tuple(opened),
        gaps=tuple(gap for gap in gaps if gap.opening.closed_at is None),
        closed_gaps=tuple(gap for gap in gaps if gap.opening.closed_at is not None),
        undated=undated,
    )


def _gaps(office: Office, year: int) -> list[Gap]:
    """The gaps of ``year``, the newest first, each with the figure for which it was opened."""
    openings = PeriodOpening.objects.filter(office=office, period__startswith=f"{year:04d}").order_by("-pk")
    openings = openings.select_related("asked_by", "opened_by")
    if not openings:
        return []
    registers = pack_of(office).registers
    granted = Actual.objects.filter(office=office, year=year, reopened_at__isnull=False)
    actuals = list(granted.select_related("indicator").defer("evidence").order_by("pk"))
    found = []
    for opening in openings:
        register = registers.get(opening.register)
        name = register.name if register else opening.register
        found.append(Gap(opening, name, _figure_of(opening, actuals)))
    return found


def _figure_of(opening: PeriodOpening, actuals: Iterable[Actual]) -> str:
    """The figure that was granted together with ``opening``: asked and granted by the same people, for the
    same reason, and it reads the register; of several the one granted nearest to it."""
    fits = [
        (abs(row.reopened_at - opening.opened_at), row.code)
        for row in actuals
        if row.reopened_at is not None
        and (row.period, row.reopen_reason) == (opening.period, opening.reason)
        and (row.reopen_asked_by_id, row.reopened_by_id) == (opening.asked_by_id, opening.opened_by_id)
        and opening.register in registers_of(parse_measure(row.indicator.measure, place=row.code))
    ]
    return min(fits)[1] if fits else ""


def _tree(year: int) -> list[tuple[Period, int]]:
    whole = Period(year)
    found = [(whole, 0)]
    for quarter in whole.children():
        found.append((quarter, 1))
        found.extend((month, 2) for month in quarter.children())
    return found


def _locked_above(period: Period, held: dict[str, PeriodLock]) -> Period | None:
    above = period.parent
    while above is not None and above.code not in held:
        above = above.parent
    return above
