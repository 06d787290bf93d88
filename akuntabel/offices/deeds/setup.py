"""The first start: the administrator and the first office of an empty installation; and the way back in."""

from __future__ import annotations

from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction

from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.offices.deeds.accounts import clean_username, make_account
from akuntabel.offices.deeds.offices import OfficeFacts, add_first_office
from akuntabel.offices.deeds.people import forget_second_factor, log_role, set_active
from akuntabel.offices.models import LogHead, Membership, Office, Person, Role, SecondFactor
from akuntabel.offices.trail import INSTALLATION, log

SETUP_AGE = 24 * 60 * 60  # seconds

DONE = gettext_noop("Instalasi ini sudah punya administrator. Masuk dengan akun Anda.")
OLD = gettext_noop(
    "Alamat penyiapan ini tidak berlaku lagi. Jalankan ulang “akuntabel serve” di server; alamat yang baru "
    "dicetak di sana."
)
NO_OFFICE = gettext_noop(
    "Belum ada kantor. Jalankan “akuntabel serve”, lalu buka alamat penyiapan yang dicetaknya."
)

_signer = TimestampSigner(salt="akuntabel.offices.deeds.setup")


def waits_for_setup() -> bool:
    """Whether nobody has an account yet."""
    return not Person.objects.exists()


def setup_token() -> str:
    """A token for the set-up page, good for a day and dead as soon as somebody has an account."""
    return _signer.sign("setup")


def check_setup_token(token: str) -> None:
    """Let a good token pass.

    Raises:
        CannotDo: somebody has an account already, or the token is made up or too old.
    """
    if not waits_for_setup():
        raise CannotDo(DONE)
    try:
        _signer.unsign(token, max_age=SETUP_AGE)
    except BadSignature:
        raise CannotDo(OLD) from None


@transaction.atomic
def set_up(*, token: str, name: str, username: str, password: str, office: OfficeFacts) -> Person:
    """Make the administrator and the first office at once.

    Raises:
        CannotDo: the token is no good (any more).
        WrongValue: the name, the user name or something of the office cannot be kept.
        WeakPassword: the password breaks a rule.
    """
    LogHead.objects.get_or_create(chain=INSTALLATION)
    LogHead.objects.select_for_update().get(chain=INSTALLATION)  # the second of two at once waits here
    check_setup_token(token)
    person = make_account(name=name, username=username, password=password)
    made = add_first_office(office=office, by=person)
    log_role(
        Membership.objects.create(person=person, office=made, role=Role.ADMINISTRATOR), by=None, given=True
    )
    return person


@transaction.atomic
def make_administrator(*, username: str, without_second_factor: bool = False) -> Person:
    """Make (or find) ``username`` and let them rule the top office: a command on the server, when nobody can.

    ``without_second_factor`` takes the second factor away as well.

    Raises:
        CannotDo: there is no office yet.
        WrongValue: the user name is none.
    """
    top: Office | None = Office.objects.filter(depth=1).first()
    if top is None:
        raise CannotDo(NO_OFFICE)
    username = clean_username(username)
    person = Person.objects.filter(username__iexact=username).first()
    if person is None:
        person = Person(username=username, first_name=username)
        person.set_unusable_password()
        person.save()
        log(by=None, office=top, deed="person.add", target=person, after={"username": username})
    if not person.is_active:
        set_active(person, True, top, None)
    membership, given = Membership.objects.get_or_create(person=person, office=top, role=Role.ADMINISTRATOR)
    if given:
        log_role(membership, by=None, given=True)
    confirmed = SecondFactor.objects.filter(person=person, confirmed_at__isnull=False)
    if without_second_factor and confirmed.exists():
        forget_second_factor(person=person, office=top, by=None)
    return person
