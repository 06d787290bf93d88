"""The owners of all indicators of a year in one table, as they are and as somebody chose them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from akuntabel.measuring.models import IndicatorOwner
from akuntabel.offices.models import Person
from akuntabel.planning.action_plan import find_agreement
from akuntabel.planning.models import Indicator
from akuntabel.planning.selectors import indicators_of
from akuntabel.web.place import Place


@dataclass(frozen=True)
class OwnersRow:
    """An indicator: who is chosen now (keys, "" for nobody), what the page showed, and what is kept."""

    indicator: Indicator
    first: str
    second: str
    shown: str
    kept: str
    now_words: str
    error: str = ""

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.indicator.code

    @property
    def changed(self) -> bool:
        """Whether another choice was made than the page showed."""
        return f"{self.first},{self.second}" != self.shown

    @property
    def moved(self) -> bool:
        """Whether somebody else has changed it since the page was opened."""
        return self.shown != self.kept


@dataclass(frozen=True)
class OwnersScreen:
    """All that the table shows; ``people`` can be chosen."""

    rows: tuple[OwnersRow, ...]
    people: tuple[tuple[str, str], ...]
    by_key: Mapping[str, Person]

    @property
    def refused(self) -> int:
        """How many rows could not be saved."""
        return sum(1 for row in self.rows if row.error)

    def person(self, key: str) -> Person | None:
        """Whom ``key`` means; None for nobody."""
        return self.by_key.get(key)

    def refusing(self, problems: Mapping[str, str]) -> OwnersScreen:
        """The same with what is wrong, by code; saving again then counts as knowing what is kept."""
        rows = tuple(replace(row, error=problems.get(row.code, ""), shown=row.kept) for row in self.rows)
        return replace(self, rows=rows)


def owners_screen(place: Place, data: Mapping[str, str] | None) -> OwnersScreen:
    """The table of ``place``; ``data`` is what was chosen in it.

    Raises:
        NotThere: the year has no agreement, not even a draft.
    """
    here = Person.objects.filter(is_active=True, memberships__office=place.office).distinct()
    owners = IndicatorOwner.objects.filter(office=place.office, year=place.year).select_related("person")
    named: dict[str, list[Person]] = {}
    for owner in owners.order_by("code", "place"):
        named.setdefault(owner.code, []).append(owner.person)
    people = {str(each.pk): each for each in here.order_by("first_name", "username")}
    for lot in named.values():  # somebody who has left stays to be seen until another is chosen
        people |= {str(each.pk): each for each in lot if str(each.pk) not in people}
    agreement = find_agreement(place.office, place.year)
    rows = tuple(_row(each, named.get(each.code, []), data) for each in indicators_of(agreement))
    return OwnersScreen(rows, tuple((key, str(each)) for key, each in people.items()), people)


def _row(indicator: Indicator, named: list[Person], data: Mapping[str, str] | None) -> OwnersRow:
    keys = [*(str(each.pk) for each in named), "", ""][:2]
    kept = ",".join(keys)
    chosen = keys
    if data is not None:
        places = ("first", "second")
        chosen = [data.get(f"{name}-{indicator.code}", old) for name, old in zip(places, keys, strict=True)]
    return OwnersRow(
        indicator=indicator,
        first=chosen[0],
        second=chosen[1],
        shown=kept if data is None else data.get(f"shown-{indicator.code}", kept),
        kept=kept,
        now_words=_(" dan ").join(map(str, named)) or _("belum ditunjuk"),
    )
