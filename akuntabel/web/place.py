"""Where a page stands: which office and year, and whether the reader may see them.

Everything a view shows of an office starts here, so that no view can forget the question.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from akuntabel.offices.access import Ability, abilities
from akuntabel.offices.models import Office, Person
from akuntabel.planning.selectors import NotThere
from akuntabel.reporting.book import YearBook, open_book
from akuntabel.web.screens.planning import next_step


class Request(HttpRequest):
    """A request of somebody who has signed in."""

    user: Person
    htmx: HtmxDetails


@dataclass
class OfficePlace:
    """An office that the reader may see; ``path`` leads down to it, ``may`` is what the reader may do."""

    office: Office
    years: list[int]
    path: list[Office]
    may: frozenset[Ability]

    @property
    def tabs_year(self) -> int | None:
        """The year that the tabs lead to: the newest, on a page that belongs to none."""
        return max(self.years, default=None)


@dataclass
class Place(OfficePlace):
    """An office and a year that the reader may see."""

    year: int

    @property
    def tabs_year(self) -> int:
        """The year that the tabs lead to: the page's own."""
        return self.year

    @cached_property
    def book(self) -> YearBook:
        """The figures of the year, worked out once for the page."""
        return open_book(self.office, self.year)

    @property
    def earlier(self) -> int | None:
        """The year before, if the office keeps books for one."""
        return max((year for year in self.years if year < self.year), default=None)

    @property
    def later(self) -> int | None:
        """The year after, if the office keeps books for one."""
        return min((year for year in self.years if year > self.year), default=None)


def find_office_place(person: Person, code: str) -> OfficePlace:
    """The office ``code``, if ``person`` may see it.

    Raises:
        Http404: no such office for this person.
    """
    office = Office.objects.visible_to(person).filter(code=code).first()
    if office is None:
        raise Http404(_("Kantor ini tidak ada, atau Anda belum diberi peran untuk melihatnya."))
    years = list(office.years.values_list("year", flat=True))
    path = [*Office.objects.get_ancestors(office), office]
    return OfficePlace(office, years, path, abilities(person, office))


def find_place(person: Person, code: str, year: int) -> Place:
    """The office ``code`` in ``year``, if ``person`` may see it.

    Raises:
        Http404: no such office for this person, or no books for the year.
    """
    at = find_office_place(person, code)
    if year not in at.years:
        known = ", ".join(map(str, at.years)) or _("belum ada")
        raise Http404(
            _("{office} belum punya data tahun {year}. Tahun yang ada: {years}.").format(
                office=at.office.name, year=year, years=known
            )
        )
    return Place(at.office, at.years, at.path, at.may, year)


View = Callable[..., HttpResponseBase]


def in_place(view: View) -> View:
    """Give ``view`` the :class:`Place` instead of a code and a year.

    A year that cannot be measured yet is answered with a page that says what is missing.
    """

    @wraps(view)
    def answer(request: Request, office: str, year: int, **rest: Any) -> HttpResponseBase:
        place = find_place(request.user, office, year)
        tab = "report" if request.resolver_match and request.resolver_match.url_name == "report" else "year"
        try:
            return view(request, place, **rest)
        except NotThere as error:
            return render(
                request,
                "akuntabel/not_yet.html",
                {"place": place, "why": str(error), "next": next_step(place), "tab": tab},
            )

    return answer


def in_office(view: View) -> View:
    """Give ``view`` the :class:`OfficePlace` instead of a code, for pages that belong to no year."""

    @wraps(view)
    def answer(request: Request, office: str, **rest: Any) -> HttpResponseBase:
        return view(request, find_office_place(request.user, office), **rest)

    return answer
