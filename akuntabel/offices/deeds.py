"""Deeds about people: making an account, and letting somebody in once by a link."""

from __future__ import annotations

from django.contrib.auth.models import update_last_login
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.utils.translation import gettext as _

from akuntabel.core.errors import AkuntabelError
from akuntabel.offices.models import Membership, Office, Person, Role


class NoSuchPerson(AkuntabelError):
    """A person who does not exist or may not sign in."""


LINK_AGE = 24 * 60 * 60  # seconds a one-time link is good for


class _LinkToken(PasswordResetTokenGenerator):
    """A token that dies with the next sign-in, since it is made of the last one."""

    key_salt = "akuntabel.offices.deeds.link"


_tokens = _LinkToken()
_signer = TimestampSigner(salt="akuntabel.offices.deeds.link")


@transaction.atomic
def add_person(*, username: str, name: str, office: Office, role: Role) -> Person:
    """Make (or find) the account ``username`` without a password, with ``role`` at ``office``."""
    person, made = Person.objects.get_or_create(username=username, defaults={"first_name": name})
    if made:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    Membership.objects.get_or_create(person=person, office=office, role=role)
    return person


def sign_in_address(username: str, base: str) -> str:
    """The one-time sign-in address of ``username`` on the application at ``base``.

    Raises:
        NoSuchPerson: nobody has that name.
    """
    try:
        person = Person.objects.get(username=username, is_active=True)
    except Person.DoesNotExist:
        raise NoSuchPerson(_("Tidak ada pengguna aktif bernama “{name}”."), name=username) from None
    return f"{base.rstrip('/')}/masuk/{sign_in_token(person)}/"


def sign_in_token(person: Person) -> str:
    """A token that lets ``person`` in once, within a day."""
    return _signer.sign(f"{person.pk}:{_tokens.make_token(person)}")


@transaction.atomic
def sign_in_with_link(token: str) -> Person | None:
    """The person that ``token`` lets in, whose token is then used up; None when it is no good."""
    try:
        key, _colon, inner = _signer.unsign(token, max_age=LINK_AGE).partition(":")
        person = Person.objects.select_for_update().get(pk=int(key), is_active=True)
    except (BadSignature, Person.DoesNotExist, ValueError):
        return None
    if not _tokens.check_token(person, inner):
        return None
    update_last_login(type(person), person)
    return person
