"""The offices and years a person can see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from akuntabel.offices.access import Ability, reach
from akuntabel.offices.models import Office, Person
from akuntabel.planning.models import ReportingYear

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
class HomeScreen:
    """The list; ``only`` is the single year of the single office there is, if that is all.

    ``bare`` is the single office when it keeps no year yet and the reader may open one.
    """

    rows: tuple[OfficeRow, ...]
    total: int
    search: str
    only: ReportingYear | None
    bare: Office | None = None

    @property
    def searchable(self) -> bool:
        """Whether the list is long enough for a search field."""
        return self.total > 10 or bool(self.search)


def home_screen(person: Person, search: str = "") -> HomeScreen:
    """What ``person`` sees first; every word of ``search`` must occur in the office's names."""
    visible = Office.objects.visible_to(person)
    alone = visible.count() == 1
    first_two = list(ReportingYear.objects.filter(office__in=visible).select_related("office")[:2])
    found = visible
    for word in search.split():
        found = found.filter(Q(name__icontains=word) | Q(body__icontains=word) | Q(code__icontains=word))
    offices = list(found.prefetch_related("years")[:MOST])
    keeps = tuple(reach(person, Ability.KEEP_OFFICE))
    begins = alone and not first_two and not search and offices and offices[0].path.startswith(keeps)
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
        only=first_two[0] if alone and len(first_two) == 1 and not search else None,
        bare=offices[0] if begins else None,
    )
