"""Deeds about people: their roles, and whether they may come in at all. Nobody is ever deleted."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.offices.access import Ability
from akuntabel.offices.deeds.reach import (
    refuse_last_administrator,
    refuse_naming_other_party,
    refuse_signing_for_oneself,
    refuse_where_one_signs,
    require_role_reach,
    require_whole_reach,
)
from akuntabel.offices.locks import lock_person
from akuntabel.offices.models import (
    Membership,
    Office,
    Person,
    RecoveryCode,
    Role,
    SecondFactor,
)
from akuntabel.offices.trail import log

ALREADY = gettext_noop("{person} sudah menjadi {role} di {office}.")
GONE = gettext_noop("Peran ini sudah diambil.")
INACTIVE = gettext_noop("Akun {person} tidak aktif. Aktifkan dulu.")
ALREADY_INACTIVE = gettext_noop("Akun {person} sudah tidak aktif.")
ALREADY_ACTIVE = gettext_noop("Akun {person} sudah aktif.")
NOT_ONESELF = gettext_noop("Anda tidak dapat menonaktifkan akun sendiri. Minta orang lain melakukannya.")
NO_FACTOR = gettext_noop("{person} tidak memakai faktor kedua.")


@transaction.atomic
def add_person(*, username: str, name: str, office: Office, role: Role) -> Person:
    """Make (or find) the account ``username`` without a password, with ``role`` at ``office``.

    For the program itself: loading the demo, and a command on the server.
    """
    person, made = Person.objects.get_or_create(username=username, defaults={"first_name": name})
    if made:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    membership, given = Membership.objects.get_or_create(person=person, office=office, role=role)
    if given:
        log_role(membership, by=None, given=True)
    return person


@transaction.atomic
def grant_role(*, person: Person, role: Role, office: Office, by: Person) -> Membership:
    """Give ``person`` the ``role`` at ``office`` and, through it, at the offices below.

    Raises:
        Refused: ``by`` does not reach that far, would make himself one who signs, or names the party
            that he signs a paper with.
        CannotDo: the person has it already, or is not active.
    """
    require_role_reach(by, role, office)
    refuse_signing_for_oneself(by, person, role)
    refuse_naming_other_party(by, role, office)
    someone = lock_person(person)
    if not someone.is_active:
        raise CannotDo(INACTIVE, person=str(someone))
    membership, given = Membership.objects.get_or_create(person=someone, office=office, role=role)
    if not given:
        raise CannotDo(ALREADY, person=str(someone), role=role.label, office=office.name)
    log_role(membership, by=by, given=True)
    return membership


@transaction.atomic
def take_role(*, membership: Membership, by: Person) -> None:
    """Take a role away.

    Raises:
        Refused: ``by`` does not reach that far.
        CannotDo: it is gone already, or the last administrator would go.
    """
    role, office = Role(membership.role), membership.office
    require_role_reach(by, role, office)
    row = Membership.objects.select_for_update().filter(pk=membership.pk).first()
    if row is None:
        raise CannotDo(GONE)
    if role == Role.ADMINISTRATOR and row.person.is_active:
        refuse_last_administrator(row.person, [office])
    log_role(row, by=by, given=False)
    row.delete()


@transaction.atomic
def deactivate(*, person: Person, office: Office, by: Person) -> None:
    """Let ``person`` in no more; running sessions of theirs end at once.

    Invitations that they gave fall too, since accepting asks again whether the giver may.

    Raises:
        Refused: the person has a role beyond the reach of ``by``.
        CannotDo: not active any more, oneself, or the last administrator.
    """
    require_whole_reach(by, Ability.MANAGE_PEOPLE, person, office)
    someone = lock_person(person)
    if someone.pk == by.pk:
        raise CannotDo(NOT_ONESELF)
    if not someone.is_active:
        raise CannotDo(ALREADY_INACTIVE, person=str(someone))
    ruled = someone.memberships.filter(role=Role.ADMINISTRATOR).select_related("office")
    refuse_last_administrator(someone, [membership.office for membership in ruled])
    set_active(someone, False, office, by)


@transaction.atomic
def activate(*, person: Person, office: Office, by: Person) -> None:
    """Let ``person`` in again, with the roles held before; old sessions stay ended.

    Raises:
        Refused: the person has a role beyond the reach of ``by``.
        CannotDo: active already.
    """
    require_whole_reach(by, Ability.MANAGE_PEOPLE, person, office)
    someone = lock_person(person)
    if someone.is_active:
        raise CannotDo(ALREADY_ACTIVE, person=str(someone))
    set_active(someone, True, office, by)


@transaction.atomic
def reset_second_factor(*, person: Person, office: Office, by: Person) -> None:
    """Take away the second factor of somebody who lost it; running sessions of theirs end.

    Raises:
        Refused: ``by`` is no administrator over all roles of the person, or signs where they hold one.
        CannotDo: there is none.
    """
    require_whole_reach(by, Ability.LET_IN, person, office)
    refuse_where_one_signs(by, person, office)
    forget_second_factor(person=person, office=office, by=by)
    end_sessions(person)


def forget_second_factor(*, person: Person, office: Office | None, by: Person | None) -> None:
    """Delete secret and recovery codes, and log it; whoever calls has asked whether ``by`` may.

    Raises:
        CannotDo: there is none.
    """
    factor = SecondFactor.objects.select_for_update().filter(person=person).first()
    if factor is None or factor.confirmed_at is None:
        raise CannotDo(NO_FACTOR, person=str(person))
    factor.delete()
    RecoveryCode.objects.filter(person=person).delete()
    log(
        by=by,
        office=office,
        deed="person.totp_off",
        target=person,
        before={"second_factor": True},
        after={"second_factor": False},
    )


def end_sessions(person: Person) -> None:
    """End every session of ``person``, and every link that waits for them."""
    Person.objects.filter(pk=person.pk).update(session_epoch=F("session_epoch") + 1)


def set_active(person: Person, active: bool, office: Office, by: Person | None) -> None:
    """Let ``person`` in, or in no more, and log it; whoever calls has asked whether ``by`` may."""
    person.is_active = active
    person.session_epoch += 1
    person.save(update_fields=["is_active", "session_epoch"])
    log(
        by=by,
        office=office,
        deed="person.activate" if active else "person.deactivate",
        target=person,
        before={"is_active": not active},
        after={"is_active": active},
    )


def log_role(membership: Membership, *, by: Person | None, given: bool) -> None:
    """Log that ``membership`` was given, or will be taken in the same transaction."""
    held = {"role": membership.role}
    log(
        by=by,
        office=membership.office,
        deed="role.grant" if given else "role.take",
        target=membership.person,
        before={} if given else held,
        after=held if given else {},
    )
