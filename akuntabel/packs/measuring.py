"""Until when actuals are handed in after their period has ended: ``measuring.toml``."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from akuntabel.core.calendar import Calendar, IfHoliday
from akuntabel.core.errors import gettext_noop
from akuntabel.core.periods import Period
from akuntabel.packs.reading import PackError, Reader, read_file

FILE = "measuring.toml"
BAD_DAY = gettext_noop('{place}: "{found}" bukan bulan dan tanggal; tulis seperti "01-31"')
IF_HOLIDAY: tuple[IfHoliday, ...] = ("previous", "next", "keep")
_LONGEST = 366  # days
_DAY = re.compile(r"(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class ActualsDue:
    """When actuals are due: days after a ``quarter`` or ``month``, ``year`` a (month, day) of the next year.

    ``if_holiday`` says where a day off goes. The defaults are a proposal, no rule.
    """

    quarter: int = 10
    month: int = 5
    year: tuple[int, int] = (1, 31)
    if_holiday: IfHoliday = "next"

    def on(self, period: Period, calendar: Calendar) -> dt.date:
        """The last day on which the actuals of ``period`` are on time."""
        nominal = self.nominal(period)
        match self.if_holiday:
            case "previous":
                return calendar.previous_working_day(nominal)
            case "next":
                return calendar.next_working_day(nominal)
        return nominal

    def nominal(self, period: Period) -> dt.date:
        """That day by the rule alone, before a day off moves it."""
        if period.quarter is None and period.month is None:
            return dt.date(period.year + 1, *self.year)
        return period.end + dt.timedelta(days=self.quarter if period.quarter is not None else self.month)


def read_actuals_due(folder: Path) -> ActualsDue:
    """The due dates in the pack's folder; the proposal when it has no such file.

    Raises:
        PackError: something in it is wrong.
    """
    if not (folder / FILE).exists():
        return ActualsDue()
    file = read_file(folder, FILE)
    table = file.table("due")
    moved = {word: word for word in IF_HOLIDAY}[table.word("if_holiday", IF_HOLIDAY)]  # type: ignore[index]
    found = ActualsDue(
        quarter=table.integer("quarter", least=0, most=_LONGEST),
        month=table.integer("month", least=0, most=_LONGEST),
        year=_month_and_day(table, "year"),
        if_holiday=moved,
    )
    table.finish()
    file.finish()
    return found


def _month_and_day(table: Reader, key: str) -> tuple[int, int]:
    written = table.text(key)
    match = _DAY.fullmatch(written)
    try:
        if match is None:
            raise ValueError(written)
        day = dt.date(2023, int(match[1]), int(match[2]))  # no 29 February: it is not there every year
    except ValueError:
        raise PackError(BAD_DAY, place=table.place.key(key), found=written) from None
    return day.month, day.day
