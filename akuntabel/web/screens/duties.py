"""What is owed, as pages show it: in groups by when, by person, and as a number in the header."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akuntabel.duties.actuals import joined
from akuntabel.duties.duty import Duty, When, in_order
from akuntabel.duties.selectors import duties_in, duties_of
from akuntabel.duties.words import distance
from akuntabel.measuring.models import IndicatorOwner
from akuntabel.offices.access import WORDS, Ability, holders
from akuntabel.offices.models import LogEntry, Membership, Person
from akuntabel.planning.models import Indicator
from akuntabel.planning.selectors import agreement_in_force, indicators_of
from akuntabel.web.place import Place

GROUPS = {
    When.LATE: gettext_lazy("Terlambat"),
    When.SOON: gettext_lazy("Minggu ini"),
    When.LATER: gettext_lazy("Nanti"),
}
SIGNS = {When.LATE: "note", When.SOON: "info", When.LATER: "down"}
REMEMBERED = 60  # seconds that the number in the header may be behind what others did
# Where a page is only for whoever does the deed, others are led to the one that everybody may read.
READABLE = {"agreement_sign": "agreement"}


@dataclass(frozen=True)
class DutyLine:
    """A duty in words: what, by when, and where it is done; ``where`` names the office or year if need be."""

    title: str
    detail: str
    when: str
    due: dt.date | None
    late: bool
    address: str
    where: str = ""


@dataclass(frozen=True)
class DutyGroup:
    """Duties that are equally near."""

    when: When
    name: str
    sign: str
    lines: tuple[DutyLine, ...]


@dataclass(frozen=True)
class Debtor:
    """Somebody who owes: a person with their roles in ``people``, or all who hold an ability, with their names;
    ``nobody`` when no one holds it."""

    name: str
    people: str
    lines: tuple[DutyLine, ...]
    late: int
    nobody: bool = False


@dataclass(frozen=True)
class OwesScreen:
    """Who owes what in an office and year, and the indicators that nobody answers for."""

    debtors: tuple[Debtor, ...]
    late: int
    total: int
    unowned: tuple[Indicator, ...]


def line_of(duty: Duty, today: dt.date, *, where: str = "", reads_only: bool = False) -> DutyLine:
    """``duty`` in words; ``reads_only``: for somebody who only looks on."""
    name = READABLE.get(duty.url_name, duty.url_name) if reads_only else duty.url_name
    address = reverse(name, kwargs=duty.url_kwargs) + duty.query
    return DutyLine(duty.title, duty.detail, distance(duty.due, today), duty.due, duty.late, address, where)


def groups_of(duties: Collection[Duty], today: dt.date) -> tuple[DutyGroup, ...]:
    """``duties`` in groups: late, this week, later; those that are empty are left out."""
    offices, years = {duty.office.pk for duty in duties}, {duty.year for duty in duties}
    found: dict[When, list[DutyLine]] = {when: [] for when in GROUPS}
    for duty in duties:
        parts = [duty.office.short_name] if len(offices) > 1 else []
        parts += [str(duty.year)] if len(years) > 1 else []
        found[duty.when(today)].append(line_of(duty, today, where=", ".join(parts)))
    return tuple(
        DutyGroup(when, str(GROUPS[when]), SIGNS[when], tuple(lines))
        for when, lines in found.items()
        if lines
    )


def owes_screen(place: Place, person: Person, today: dt.date) -> OwesScreen:
    """Who owes what at ``place``, whoever is latest first, as ``person`` sees it."""
    duties = duties_in(place.office, place.year, today)
    named: dict[Person, list[Duty]] = {}
    shared: list[tuple[str, str, list[Duty]]] = []
    for (who, ability, not_for), lot in _lots(duties).items():
        people = [who] if who else _holders(place, ability, not_for)
        if len(people) == 1:  # the only one who can is as good as named
            named.setdefault(people[0], []).extend(lot)
        else:
            title = _("Siapa pun yang dapat {deed}").format(deed=WORDS[ability]) if ability else ""
            shared.append((title, ", ".join(map(str, people)), lot))
    roles = _roles(place)
    groups = [
        (str(who), roles.get(who.pk, ""), joined(lot, own=who == person), False) for who, lot in named.items()
    ]
    groups += [(title, people, lot, not people) for title, people, lot in shared]
    debtors = [
        Debtor(
            name, people,
            tuple(
                line_of(duty, today, reads_only=not duty.belongs_to(person, place.may)) for duty in in_order(lot)
            ),
            sum(duty.late for duty in lot), nobody,
        )
        for name, people, lot, nobody in groups
    ]  # fmt: skip
    debtors.sort(key=lambda each: -each.late)
    late, total = sum(each.late for each in debtors), sum(len(each.lines) for each in debtors)
    return OwesScreen(tuple(debtors), late, total, _unowned(place))


def _lots(
    duties: Collection[Duty],
) -> dict[tuple[Person | None, Ability | None, frozenset[int]], list[Duty]]:
    """``duties`` by whose they are: somebody named, or all who can apart from some."""
    found: dict[tuple[Person | None, Ability | None, frozenset[int]], list[Duty]] = {}
    for duty in duties:
        found.setdefault((duty.person, duty.ability, duty.not_for), []).append(duty)
    return found


def _holders(place: Place, ability: Ability | None, not_for: frozenset[int]) -> list[Person]:
    if ability is None:
        return []
    people = holders(ability, place.office).exclude(pk__in=not_for)
    return list(people.order_by("first_name", "username"))


def _roles(place: Place) -> dict[int, str]:
    """The roles at the office itself of each person, in words."""
    found: dict[int, list[str]] = {}
    for row in Membership.objects.filter(office=place.office).order_by("pk"):
        found.setdefault(row.person_id, []).append(row.get_role_display())
    return {person: ", ".join(roles) for person, roles in found.items()}


def _unowned(place: Place) -> tuple[Indicator, ...]:
    agreement = agreement_in_force(place.office, place.year)
    if agreement is None:
        return ()
    owned = set(
        IndicatorOwner.objects.filter(office=place.office, year=place.year).values_list("code", flat=True)
    )
    return tuple(each for each in indicators_of(agreement) if each.code not in owned)


def pressing_count(person: Person) -> int:
    """How many things are late or due within a week for ``person``, for the header of every page.

    One query: the number is remembered until the person does something, a minute at most.
    """
    today = timezone.localdate()
    last = LogEntry.objects.filter(actor=person).order_by("-pk").values_list("pk", flat=True).first()
    key = f"pressing:{person.pk}:{person.session_epoch}:{today}:{last}"
    found: int | None = cache.get(key)
    if found is None:
        found = sum(duty.when(today) is not When.LATER for duty in duties_of(person, today))
        cache.set(key, found, REMEMBERED)
    return found
