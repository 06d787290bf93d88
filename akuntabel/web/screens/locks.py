"""The periods of a year with what locks them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count

from akuntabel.core.periods import Period
from akuntabel.evidence.deeds import day_counted, locked_periods
from akuntabel.evidence.models import PeriodLock, Record
from akuntabel.offices.models import Office


@dataclass(frozen=True)
class PeriodRow:
    """A period: its own lock, if any, a locked period that holds it, and how many records lie in it."""

    period: Period
    depth: int
    lock: PeriodLock | None
    above: Period | None
    records: int


@dataclass(frozen=True)
class LocksScreen:
    """The year, its quarters and months; and the locks that were opened again."""

    rows: tuple[PeriodRow, ...]
    opened: tuple[PeriodLock, ...]
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
    return LocksScreen(tuple(rows), tuple(opened), undated)


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
