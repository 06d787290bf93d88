"""Letting somebody in once by a link."""

from __future__ import annotations

from fnmatch import fnmatchcase

from django.contrib.auth.models import AbstractBaseUser, update_last_login
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from akuntabel.core.errors import AkuntabelError, CannotDo
from akuntabel.offices.access import Ability
from akuntabel.offices.deeds.people import INACTIVE
from akuntabel.offices.deeds.reach import home_of, refuse_where_one_signs, require_whole_reach
from akuntabel.offices.locks import lock_person
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import log


class NoSuchPerson(AkuntabelError):
    """A person who does not exist or may not sign in."""


LINK_AGE = 24 * 60 * 60  # seconds a one-time link is good for


class _LinkToken(PasswordResetTokenGenerator):
    """A token that dies with the next sign-in, since it is made of the last one."""

    key_salt = "akuntabel.offices.deeds.link"

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        assert isinstance(user, Person)
        return f"{super()._make_hash_value(user, timestamp)}{user.session_epoch}"


_tokens = _LinkToken()
_signer = TimestampSigner(salt="akuntabel.offices.deeds.link")


def find_person(username: str) -> Person:
    """The active person called ``username``.

    Raises:
        NoSuchPerson: nobody has that name.
    """
    try:
        person = Person.objects.get_by_natural_key(username)
    except Person.DoesNotExist:
        person = None
    if person is None or not person.is_active:
        raise NoSuchPerson(_("Tidak ada pengguna aktif bernama “{name}”."), name=username)
    return person


def usernames_like(pattern: str) -> list[str]:
    """The user names of active people that fit ``pattern``, in which * stands for anything."""
    names = Person.objects.filter(is_active=True).order_by("pk").values_list("username", flat=True)
    return [name for name in names if fnmatchcase(name, pattern)]


@transaction.atomic
def sign_in_address(username: str, base: str) -> str:
    """The one-time sign-in address of ``username`` on the application at ``base``, for a command on the server.

    Raises:
        NoSuchPerson: nobody has that name.
    """
    person = find_person(username)
    log(by=None, office=home_of(person), deed="person.link", target=person)
    return f"{base.rstrip('/')}/masuk/{sign_in_token(person)}/"


@transaction.atomic
def make_link(*, person: Person, office: Office, by: Person) -> str:
    """A token that lets ``person`` in once, made by an administrator at ``office``.

    Raises:
        Refused: ``by`` is no administrator over all roles of the person, or signs where they hold one.
        CannotDo: the person is not active.
    """
    require_whole_reach(by, Ability.LET_IN, person, office)
    refuse_where_one_signs(by, person, office)
    someone = lock_person(person)
    if not someone.is_active:
        raise CannotDo(INACTIVE, person=str(someone))
    log(by=by, office=office, deed="person.link", target=someone)
    return sign_in_token(someone)


def sign_in_token(person: Person) -> str:
    """A token that lets ``person`` in once, within a day."""
    return _signer.sign(f"{person.pk}:{_tokens.make_token(person)}")


@transaction.atomic
def sign_in_with_link(token: str) -> Person | None:
    """The person that ``token`` lets in, whose token is then used up; None when it is no good."""
    person = _holder(token, Person.objects.select_for_update(no_key=True))
    if person is not None:
        update_last_login(type(person), person)
    return person


def whose_link(token: str) -> Person | None:
    """The person that ``token`` would let in, without using it up; None when it is no good."""
    return _holder(token, Person.objects.all())


def _holder(token: str, people: QuerySet[Person]) -> Person | None:
    try:
        key, _colon, inner = _signer.unsign(token, max_age=LINK_AGE).partition(":")
        person = people.get(pk=int(key), is_active=True)
    except (BadSignature, Person.DoesNotExist, ValueError):
        return None
    return person if _tokens.check_token(person, inner) else None
