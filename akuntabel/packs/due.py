"""When what an office does once a year is due, and how long a second person has: ``duties_due.toml``.

What no regulation was found for is marked ``verified = false`` and shown as such.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from akuntabel.core.calendar import Calendar, DueRule, IfHoliday
from akuntabel.core.periods import Period
from akuntabel.packs.reading import Reader, read_file, refuse_twice

FILE = "duties_due.toml"
IF_HOLIDAY: tuple[IfHoliday, ...] = ("previous", "next", "keep")


@dataclass(frozen=True, slots=True)
class YearlyDue:
    """A day of the year ``years_after`` the one it is about; ``letters`` name the day of single years."""

    years_after: int
    month: int
    rule: DueRule
    basis: str
    verified: bool
    letters: Mapping[int, dt.date] = field(hash=False, default_factory=dict)

    def on(self, year: int, calendar: Calendar) -> dt.date:
        """The last day for ``year``: what a letter says, else by the rule."""
        if year in self.letters:
            return self.letters[year]
        return self.rule.due_date(Period(year + self.years_after, month=self.month), calendar)


@dataclass(frozen=True, slots=True)
class DueDates:
    """The due dates of a pack beyond its registers: agreement, action plan, report, spending of a month, and
    the working days that verifying and approving have after an actual is due."""

    agreement: YearlyDue
    action_plan: YearlyDue
    report: YearlyDue
    spending: DueRule
    verify_working_days: int
    approve_working_days: int


def read_due_dates(folder: Path) -> DueDates | None:
    """The due dates of the pack in ``folder``; None when it has no such file.

    Raises:
        PackError: something in it is wrong.
    """
    if not (folder / FILE).exists():
        return None
    file = read_file(folder, FILE)
    actuals = file.table("actuals")
    found = DueDates(
        agreement=_yearly(file.table("agreement")),
        action_plan=_yearly(file.table("action_plan")),
        report=_yearly(file.table("report")),
        spending=_monthly(file.table("spending")),
        verify_working_days=actuals.integer("verify_working_days", least=0, most=60),
        approve_working_days=actuals.integer("approve_working_days", least=0, most=60),
    )
    _basis(actuals)
    actuals.finish()
    file.finish()
    return found


def _yearly(table: Reader) -> YearlyDue:
    letters = table.tables("letter") if table.has("letter") else []
    basis, verified = _basis(table)
    found = YearlyDue(
        years_after=table.integer("years_after", least=0, most=2),
        month=table.integer("month", least=1, most=12),
        rule=_rule(table, 0),
        basis=basis,
        verified=verified,
        letters={each.integer("year", least=2000, most=2100): each.date("date") for each in letters},
    )
    refuse_twice((str(each.data["year"]), each.place.key("year")) for each in letters)
    for each in (*letters, table):
        each.finish()
    return found


def _monthly(table: Reader) -> DueRule:
    rule = _rule(table, table.integer("months_after", least=0, most=12))
    _basis(table)
    table.finish()
    return rule


def _rule(table: Reader, months_after: int) -> DueRule:
    """The rule of ``table``; day 0 is the last day of the month."""
    day = table.integer("day", least=0, most=31)
    moved = {word: word for word in IF_HOLIDAY}[table.word("if_holiday", IF_HOLIDAY)]  # type: ignore[index]
    return DueRule(months_after, day or None, moved)


def _basis(table: Reader) -> tuple[str, bool]:
    return table.text("basis"), table.boolean("verified")
