"""What a person owes, and the offices and years they can see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from akuntabel.duties.calendar import Mark, calendar_of
from akuntabel.duties.selectors import open_years, owed_by
from akuntabel.duties.words import distance
from akuntabel.offices.access import Ability, reach
from akuntabel.offices.models import Office, Person
from akuntabel.web.screens.duties import DutyGroup, groups_of

MOST = 100  # rows; a longer list is narrowed by searching


@dataclass(frozen=True)
class OfficeRow:
    """An office with the years it keeps books for, newest first; ``depth`` is its place in the tree.

    ``may_open`` says whether the reader may open its first year.
    """

    office: Office
    years: tuple[int, ...]
    depth: int
    may_open: bool = False


@dataclass(frozen=True)
class Next:
    """The next date that an office has to keep."""

    title: str
    day: dt.date
    distance: str
    office: Office
    year: int


@dataclass(frozen=True)
class HomeScreen:
    """What is owed, in groups, and below it the list of offices.

    ``works``: whether the person does anything anywhere, so that "nothing to do" is worth saying;
    ``next`` is then the next date of their offices. ``left_out`` counts offices that were not asked.
    ``behind`` are the offices and years whose late things the person answers for.
    ``bare`` is the single office when it keeps no year yet and the reader may open one.
    """

    rows: tuple[OfficeRow, ...]
    total: int
    search: str
    groups: tuple[DutyGroup, ...]
    works: bool
    left_out: int
    next: Next | None
    bare: Office | None = None
    behind: tuple[tuple[Office, int], ...] = ()

    @property
    def searchable(self) -> bool:
        """Whether the list is long enough for a search field."""
        return self.total > 10 or bool(self.search)


def home_screen(person: Person, today: dt.date, search: str = "") -> HomeScreen:
    """What ``person`` sees first; every word of ``search`` must occur in the office's names."""
    visible = Office.objects.visible_to(person)
    alone = visible.count() == 1
    found = visible
    for word in search.split():
        found = found.filter(Q(name__icontains=word) | Q(body__icontains=word) | Q(code__icontains=word))
    offices = list(found.prefetch_related("years")[:MOST])
    keeps = tuple(reach(person, Ability.KEEP_OFFICE))
    begins = alone and not search and offices and not offices[0].years.all()
    owes = owed_by(person, today)
    top = min((office.depth for office in offices), default=1)
    return HomeScreen(
        rows=tuple(
            OfficeRow(
                office,
                tuple(sorted((each.year for each in office.years.all()), reverse=True)),
                min(office.depth - top, 3),
                not office.years.all() and office.path.startswith(keeps),
            )
            for office in offices
        ),
        total=found.count(),
        search=search,
        groups=groups_of(owes.duties, today),
        works=owes.works,
        left_out=owes.left_out,
        next=_next(owes.offices, today) if not owes.duties else None,
        behind=owes.behind,
        bare=offices[0] if begins and offices[0].path.startswith(keeps) else None,
    )


def _next(offices: Sequence[Office], today: dt.date) -> Next | None:
    """The nearest date that comes, of all open years of ``offices``."""
    found = [
        (entry.day, entry.title, office, year)
        for office in offices
        for year in open_years(office)
        for entry in calendar_of(office, year, today)
        if entry.mark is Mark.COMING and not entry.happens
    ]
    if not found:
        return None
    day, title, office, year = min(found, key=lambda each: (each[0], each[1]))
    return Next(title, day, distance(day, today), office, year)
