"""The people of an office: who holds which role there or above, who is invited."""

from __future__ import annotations

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from akuntabel.offices.access import Ability
from akuntabel.offices.deeds.reach import BY_ADMINISTRATOR, signs_where
from akuntabel.offices.models import Invitation, Membership, Office, Person, Role, SecondFactor
from akuntabel.web.place import OfficePlace

_ORDER = {role: place for place, role in enumerate(Role)}


@dataclass(frozen=True)
class PersonRow:
    """A person with roles: here when ``at`` is None, else those of the office ``at`` above."""

    person: Person
    roles: tuple[str, ...]
    at: Office | None
    second_factor: bool


@dataclass(frozen=True)
class PeopleScreen:
    """Those of the office itself, those of the offices above it, and those who are invited."""

    here: tuple[PersonRow, ...]
    above: tuple[PersonRow, ...]
    invitations: tuple[Invitation, ...]


def people_screen(place: OfficePlace) -> PeopleScreen:
    """The people of the office at ``place``; invitations only for those who manage people."""
    offices = {office.pk: office for office in place.path}
    rows = Membership.objects.filter(office__in=offices).select_related("person")
    held: dict[tuple[int, int], list[Membership]] = {}
    for row in rows:
        held.setdefault((row.office_id, row.person_id), []).append(row)
    protected = set(
        SecondFactor.objects.filter(
            person__in={row.person_id for row in rows}, confirmed_at__isnull=False
        ).values_list("person", flat=True)
    )
    found = [
        PersonRow(
            person=group[0].person,
            roles=tuple(
                str(Role(row.role).label) for row in sorted(group, key=lambda row: _ORDER[Role(row.role)])
            ),
            at=None if office == place.office.pk else offices[office],
            second_factor=person in protected,
        )
        for (office, person), group in held.items()
    ]
    found.sort(key=lambda row: (not row.person.is_active, str(row.person).lower()))
    may_manage = Ability.MANAGE_PEOPLE in place.may
    waiting = (
        Invitation.objects.waiting().filter(office=place.office) if may_manage else Invitation.objects.none()
    )
    return PeopleScreen(
        here=tuple(row for row in found if row.at is None),
        above=tuple(sorted((row for row in found if row.at), key=lambda row: row.at.path if row.at else "")),
        invitations=tuple(waiting.select_related("invited_by", "office")),
    )


@dataclass(frozen=True)
class PersonScreen:
    """A person of an office: the roles there, those at other offices that the reader may see, what is offered.

    ``takeable`` are the roles that the reader may take away.
    """

    person: Person
    here: tuple[Membership, ...]
    elsewhere: tuple[Membership, ...]
    second_factor: bool
    is_self: bool
    takeable: frozenset[str]
    may_let_in: bool
    may_close: bool


def person_screen(place: OfficePlace, reader: Person, person: Person) -> PersonScreen:
    """What ``reader`` sees of ``person`` at ``place``."""
    visible = Office.objects.visible_to(reader)
    rows = Membership.objects.filter(person=person, office__in=visible).select_related("office", "person")
    ordered = sorted(rows, key=lambda row: (row.office.path, _ORDER[Role(row.role)]))
    rules = Ability.MANAGE_OFFICES in place.may
    return PersonScreen(
        person=person,
        here=tuple(row for row in ordered if row.office_id == place.office.pk),
        elsewhere=tuple(row for row in ordered if row.office_id != place.office.pk),
        second_factor=SecondFactor.objects.filter(person=person, confirmed_at__isnull=False).exists(),
        is_self=person.pk == reader.pk,
        takeable=frozenset(Role.values) - (frozenset() if rules else frozenset(BY_ADMINISTRATOR)),
        may_let_in=Ability.LET_IN in place.may and not signs_where(reader, person, place.office).exists(),
        may_close=rules or not any(row.role in BY_ADMINISTRATOR for row in ordered),
    )


def find_colleague(place: OfficePlace, key: int) -> Person:
    """The person ``key`` if they hold a role at the office of ``place`` itself.

    Raises:
        Http404: nobody such there.
    """
    return get_object_or_404(Person.objects.filter(memberships__office=place.office).distinct(), pk=key)
