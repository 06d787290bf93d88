"""Working days and due dates.

Which days are holidays is data and comes from outside: the yearly joint decree of three
ministers (SKB 3 Menteri) on holidays and collective leave. A working week is Monday to Friday.
A due date that falls on a holiday moves as its rule says; the treasurer's report (PMK 162/2013),
for one, is due on the 10th of the next month or the working day before.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

from akuntabel.core.errors import InvalidValueError, gettext_noop
from akuntabel.core.periods import Period

IfHoliday = Literal["previous", "next", "keep"]

BEYOND_CALENDAR = gettext_noop(
    "Tanggal melewati batas kalender (tahun 1 sampai 9999). Periksa tahun dan jumlah harinya."
)
BAD_MONTHS = gettext_noop("Tenggat tidak dapat {months} bulan sesudah periode. Pakai 0 atau lebih.")
BAD_DAY = gettext_noop(
    "Tidak ada tanggal {day}. Pakai 1 sampai 31, atau kosongkan untuk hari terakhir bulan itu."
)
BAD_IF_HOLIDAY = gettext_noop('Aturan hari libur "{rule}" tidak dikenal. Pakai previous, next, atau keep.')

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days, given the ``holidays``: each date with its name."""

    holidays: Mapping[dt.date, str] = field(hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "holidays", MappingProxyType(dict(self.holidays)))

    def knows(self, year: int) -> bool:
        """Whether any holiday of ``year`` was given; if not, its due dates are only provisional."""
        return any(day.year == year for day in self.holidays)

    def is_working_day(self, day: dt.date) -> bool:
        """Whether ``day`` is a Monday to Friday and no holiday."""
        return day.weekday() < 5 and day not in self.holidays

    def next_working_day(self, day: dt.date) -> dt.date:
        """``day`` itself if it is a working day, else the first one after it.

        Raises InvalidValueError beyond the year 9999.
        """
        return self._nearest(day, _DAY)

    def previous_working_day(self, day: dt.date) -> dt.date:
        """``day`` itself if it is a working day, else the last one before it.

        Raises InvalidValueError before the year 1.
        """
        return self._nearest(day, -_DAY)

    def add_working_days(self, day: dt.date, count: int) -> dt.date:
        """The ``count``-th working day after ``day``, which itself does not count.

        A negative ``count`` counts backwards; 0 is ``day`` as it is. Raises InvalidValueError
        outside the years 1 to 9999.
        """
        step = _DAY if count > 0 else -_DAY
        for _ in range(abs(count)):
            day = self._nearest(_moved(day, step), step)
        return day

    def _nearest(self, day: dt.date, step: dt.timedelta) -> dt.date:
        while not self.is_working_day(day):
            day = _moved(day, step)
        return day


@dataclass(frozen=True, slots=True)
class DueRule:
    """When something about a period is due.

    ``day`` of the month that lies ``months_after`` (0 or more) the period's last month; None, and
    a day that month lacks (30 February), mean its last day. ``if_holiday`` says where a due date
    on a day off goes: to the "previous" or "next" working day, or nowhere ("keep").
    Raises InvalidValueError for anything else.
    """

    months_after: int
    day: int | None
    if_holiday: IfHoliday

    def __post_init__(self) -> None:
        if self.months_after < 0:
            raise InvalidValueError(BAD_MONTHS, months=self.months_after)
        if self.day is not None and not 1 <= self.day <= 31:
            raise InvalidValueError(BAD_DAY, day=self.day)
        if self.if_holiday not in get_args(IfHoliday):
            raise InvalidValueError(BAD_IF_HOLIDAY, rule=self.if_holiday)

    def due_date(self, period: Period, calendar: Calendar) -> dt.date:
        """The last day on which it is still on time. Raises InvalidValueError beyond the year 9999."""
        years, month = divmod(period.end.month - 1 + self.months_after, 12)
        year = period.end.year + years
        if year > dt.MAXYEAR:
            raise InvalidValueError(BEYOND_CALENDAR)
        last = monthrange(year, month + 1)[1]
        due = dt.date(year, month + 1, last if self.day is None else min(self.day, last))
        if self.if_holiday == "previous":
            return calendar.previous_working_day(due)
        return calendar.next_working_day(due) if self.if_holiday == "next" else due


def is_on_time(submitted: dt.date | None, due: dt.date) -> bool | None:
    """Whether it was submitted on the due date or before; None when unknown (not submitted yet).

    Both are plain dates in the office's own time zone.
    """
    return None if submitted is None else submitted <= due


def _moved(day: dt.date, step: dt.timedelta) -> dt.date:
    try:
        return day + step
    except OverflowError:
        raise InvalidValueError(BEYOND_CALENDAR) from None
