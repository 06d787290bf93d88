"""Making an account: the name, the user name and the password of somebody new."""

from __future__ import annotations

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from akuntabel.core.errors import gettext_noop
from akuntabel.offices.deeds.sentences import WrongValue
from akuntabel.offices.models import Person
from akuntabel.offices.passwords import check_password

NO_NAME = gettext_noop("Tulis nama lengkapnya.")
NO_USERNAME = gettext_noop("Nama pengguna hanya boleh huruf, angka, dan tanda . _ - + @, tanpa spasi.")
USERNAME_TAKEN = gettext_noop("Nama pengguna “{username}” sudah dipakai. Pilih yang lain.")
NAME_LENGTH = USERNAME_LENGTH = 150  # characters, as AbstractUser has them


def clean_username(text: str) -> str:
    """``text`` as a user name: small letters, no space around.

    Raises:
        WrongValue: it has other signs in it, or is empty.
    """
    username = text.strip().lower()
    try:
        UnicodeUsernameValidator()(username)
    except ValidationError:
        raise WrongValue("username", NO_USERNAME) from None
    if len(username) > USERNAME_LENGTH:
        raise WrongValue("username", NO_USERNAME)
    return username


def clean_name(text: str) -> str:
    """``text`` as the name of a person.

    Raises:
        WrongValue: it is empty.
    """
    name = " ".join(text.split())[:NAME_LENGTH]
    if not name:
        raise WrongValue("name", NO_NAME)
    return name


def refuse_taken(username: str) -> None:
    """Let a user name pass that nobody has, in capitals or not.

    Raises:
        WrongValue: somebody has it.
    """
    if Person.objects.filter(username__iexact=username).exists():
        raise WrongValue("username", USERNAME_TAKEN, username=username)


def make_account(*, name: str, username: str, password: str, email: str = "") -> Person:
    """A new person; whoever calls has asked whether there may be one.

    Raises:
        WrongValue: the name or user name is none, or taken.
        WeakPassword: the password breaks a rule.
    """
    person = Person(username=clean_username(username), first_name=clean_name(name), email=email)
    refuse_taken(person.username)
    check_password(password, person)
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:  # somebody took the name a moment ago
        raise WrongValue("username", USERNAME_TAKEN, username=person.username) from None
    return person
