"""Deeds about invitations: a role that waits, behind a link, for a person without an account."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.offices.access import Ability, may
from akuntabel.offices.deeds.accounts import clean_name, clean_username, make_account, refuse_taken
from akuntabel.offices.deeds.reach import BY_ADMINISTRATOR, refuse_naming_other_party, require_role_reach
from akuntabel.offices.deeds.sentences import WrongValue
from akuntabel.offices.models import Invitation, Membership, Office, Person, Role
from akuntabel.offices.trail import facts, log

AGE = dt.timedelta(days=7)
_LOGGED = ("role", "name", "username", "email")

NO_ROUTE = gettext_noop("Isi nama pengguna atau alamat surel, supaya jelas siapa yang diundang.")
INVITED = gettext_noop("“{username}” sudah diundang dan belum menjawab. Buat tautan baru atau cabut.")
OVER = gettext_noop("Undangan ini sudah diterima atau dicabut.")
NO_GOOD = gettext_noop(
    "Undangan ini tidak berlaku lagi. Minta undangan baru kepada yang mengundang Anda, atau masuk bila "
    "Anda sudah punya akun."
)


@transaction.atomic
def invite(
    *, office: Office, role: Role, name: str, username: str = "", email: str = "", by: Person
) -> tuple[Invitation, str]:
    """Invite ``name`` to be ``role`` at ``office``; returns the invitation and the token of its link.

    The token is not kept, only its hash: it can be shown or sent now, and never again.

    Raises:
        Refused: ``by`` does not reach that far.
        WrongValue: neither user name nor e-mail, or the user name is taken.
    """
    require_role_reach(by, role, office)
    refuse_naming_other_party(by, role, office)
    username = clean_username(username) if username.strip() else ""
    email = email.strip()
    if not (username or email):
        raise WrongValue("username", NO_ROUTE)
    if username:
        refuse_taken(username)
        if Invitation.objects.waiting().filter(username=username, expires_at__gt=timezone.now()).exists():
            raise WrongValue("username", INVITED, username=username)
    token, now = secrets.token_urlsafe(32), timezone.now()
    row = Invitation.objects.create(
        office=office,
        role=role,
        name=clean_name(name),
        username=username,
        email=email,
        token_hash=_hashed(token),
        invited_by=by,
        invited_at=now,
        expires_at=now + AGE,
    )
    log(by=by, office=office, deed="person.invite", target=row, name=row.name, after=facts(row, _LOGGED))
    return row, token


@transaction.atomic
def resend_invitation(*, invitation: Invitation, by: Person) -> str:
    """Give the invitation a new link, good for another week; the old one is dead.

    Raises:
        Refused: ``by`` does not reach that far.
        CannotDo: it was accepted or revoked.
    """
    row = _waiting(invitation, by)
    refuse_naming_other_party(by, Role(row.role), row.office)
    before = row.expires_at
    token, now = secrets.token_urlsafe(32), timezone.now()
    row.token_hash, row.invited_by, row.invited_at, row.expires_at = _hashed(token), by, now, now + AGE
    row.save()
    log(
        by=by,
        office=row.office,
        deed="person.invite",
        target=row,
        name=row.name,
        before={"expires_at": before},
        after={"expires_at": row.expires_at},
    )
    return token


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: Person) -> None:
    """Take the invitation back.

    Raises:
        Refused: ``by`` does not reach that far.
        CannotDo: it was accepted or revoked.
    """
    row = _waiting(invitation, by)
    row.revoked_at = timezone.now()
    row.save(update_fields=["revoked_at"])
    log(
        by=by,
        office=row.office,
        deed="person.revoke",
        target=row,
        name=row.name,
        before=facts(row, _LOGGED),
    )


def find_invitation(token: str) -> Invitation | None:
    """The invitation behind ``token`` if it still holds: not used, revoked or over, its giver still may."""
    row = (
        Invitation.objects.waiting()
        .filter(token_hash=_hashed(token), expires_at__gt=timezone.now())
        .select_related("office", "invited_by")
        .first()
    )
    return row if row is not None and _still_given(row) else None


@transaction.atomic
def accept_invitation(*, token: str, name: str, username: str, password: str) -> Person:
    """Make the account of whoever holds ``token``, with the role that waited; the token is used up.

    Raises:
        CannotDo: the token is no good.
        WrongValue: the name or user name is none, or taken.
        WeakPassword: the password breaks a rule.
    """
    Invitation.objects.select_for_update().filter(token_hash=_hashed(token)).first()
    row = find_invitation(token)
    if row is None:
        raise CannotDo(NO_GOOD)
    person = make_account(name=name, username=username, password=password, email=row.email)
    Membership.objects.create(person=person, office=row.office, role=row.role)
    row.accepted_at, row.person = timezone.now(), person
    row.save(update_fields=["accepted_at", "person"])
    log(
        by=person,
        office=row.office,
        deed="person.accept",
        target=person,
        after={"name": person.first_name, "username": person.username, "role": row.role},
    )
    return person


def _waiting(invitation: Invitation, by: Person) -> Invitation:
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    require_role_reach(by, Role(row.role), row.office)
    if row.accepted_at or row.revoked_at:
        raise CannotDo(OVER)
    return row


def _still_given(row: Invitation) -> bool:
    needed = Ability.MANAGE_OFFICES if row.role in BY_ADMINISTRATOR else Ability.MANAGE_PEOPLE
    return may(row.invited_by, needed, row.office)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
