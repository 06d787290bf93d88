"""Deeds about one's own account: password, second factor, recovery codes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.offices.deeds.people import end_sessions, forget_second_factor
from akuntabel.offices.deeds.reach import home_of
from akuntabel.offices.deeds.sentences import WrongValue
from akuntabel.offices.locks import lock_person
from akuntabel.offices.models import Person, RecoveryCode, SecondFactor
from akuntabel.offices.passwords import check_password
from akuntabel.offices.second_factor import (
    matching_step,
    must_have_second_factor,
    new_recovery_codes,
    new_secret,
    recovery_hash,
)
from akuntabel.offices.throttle import by_code, by_name, succeeded, try_at
from akuntabel.offices.trail import log

WRONG_OLD = gettext_noop("Kata sandi sekarang tidak cocok.")
WRONG_CODE = gettext_noop(
    "Kode ini tidak cocok. Tunggu kode berikutnya di aplikasi autentikator Anda, lalu ketik keenam angkanya; "
    "periksa juga apakah jam ponsel Anda tepat."
)
ON_ALREADY = gettext_noop("Faktor kedua sudah aktif.")
NOT_ON = gettext_noop("Faktor kedua belum aktif.")
NOT_STARTED = gettext_noop("Mulai dulu dengan memindai kode QR.")
DEMANDED = gettext_noop(
    "Instalasi ini mewajibkan faktor kedua bagi Administrator dan Sekretaris. Ganti ponsel? Minta "
    "administrator lain menghapusnya, lalu pasang lagi."
)


@transaction.atomic
def change_password(*, password: str, by: Person) -> None:
    """Give oneself a new password; every other session and waiting link ends.

    Raises:
        WeakPassword: it breaks a rule.
    """
    person = lock_person(by)
    check_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    by.password = person.password
    _log(by, "person.password")


def change_email(*, email: str, password: str, by: Person) -> None:
    """Change one's own e-mail address, empty for none; the way back into the account goes there.

    ``password`` is the current one, where ``by`` has one.

    Raises:
        TooMany: too many wrong passwords.
        WrongValue: the password does not fit.
    """
    check_own_password(password=password, by=by)
    _change_email(email, by)


def check_own_password(*, password: str, by: Person) -> None:
    """Let pass whoever knows the current password of ``by``; where there is none, everybody who is in.

    Raises:
        TooMany: too many wrong passwords.
        WrongValue: it does not fit.
    """
    if not by.has_usable_password():
        return
    gate = by_name(by.username)
    try_at(gate)
    if not by.check_password(password):
        raise WrongValue("old", WRONG_OLD)
    succeeded(gate)


@transaction.atomic
def _change_email(email: str, by: Person) -> None:
    person = lock_person(by)
    before, after = person.email, email.strip()
    if before == after:
        return
    person.email = by.email = after
    person.save(update_fields=["email"])
    _log(by, "person.email", before={"email": before}, after={"email": after})


@transaction.atomic
def start_second_factor(*, by: Person) -> str:
    """The secret for one's authenticator app, the same until it is confirmed.

    Raises:
        CannotDo: the second factor is on already.
    """
    lock_person(by)
    factor, made = SecondFactor.objects.get_or_create(person=by, defaults={"secret": new_secret()})
    if made:
        _log(by, "person.totp_start")  # never the secret itself
    if factor.confirmed_at is not None:
        raise CannotDo(ON_ALREADY)
    return factor.secret


def confirm_second_factor(*, code: str, by: Person) -> list[str]:
    """Turn the second factor on with a first ``code``; returns the recovery codes, to be shown once.

    Raises:
        TooMany: too many wrong codes.
        CannotDo: not started, or on already.
        WrongValue: the code does not fit.
    """
    try_at(by_code(by.pk))
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().filter(person=by).first()
        if factor is None:
            raise CannotDo(NOT_STARTED)
        if factor.confirmed_at is not None:
            raise CannotDo(ON_ALREADY)
        step = matching_step(factor.secret, code, factor.last_step)
        if step is None:
            raise WrongValue("code", WRONG_CODE)
        factor.confirmed_at, factor.last_step = timezone.now(), step
        factor.save()
        end_sessions(by)  # whoever came in by the password alone comes in no more; the door renews this one
        by.refresh_from_db()
        _log(by, "person.totp_on", before={"second_factor": False}, after={"second_factor": True})
        codes = _fresh_codes(by)
    succeeded(by_code(by.pk))
    return codes


def enter_second_factor(*, person: Person, code: str) -> None:
    """Check the ``code`` that ``person`` typed at the door: of the app, or a recovery code; used up then.

    Raises:
        TooMany: too many wrong codes.
        WrongValue: it does not fit.
    """
    try_at(by_code(person.pk))
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().filter(person=person).first()
        if factor is None or factor.confirmed_at is None:
            return  # taken away by an administrator in the meantime
        step = matching_step(factor.secret, code, factor.last_step)
        if step is not None:
            factor.last_step = step
            factor.save(update_fields=["last_step"])
        elif not _use_recovery_code(person, code):
            raise WrongValue("code", WRONG_CODE)
    succeeded(by_code(person.pk))


def remove_second_factor(*, code: str, by: Person) -> None:
    """Turn one's own second factor off, with a last code.

    Raises:
        TooMany, WrongValue: as :func:`enter_second_factor`.
        CannotDo: it is not on, or the installation demands it of ``by``.
    """
    if settings.REQUIRE_TOTP and must_have_second_factor(by):
        raise CannotDo(DEMANDED)
    enter_second_factor(person=by, code=code)
    with transaction.atomic():
        forget_second_factor(person=by, office=home_of(by), by=by)


def renew_recovery_codes(*, code: str, by: Person) -> list[str]:
    """Ten new recovery codes in place of the old ones, with a code.

    Raises:
        TooMany, WrongValue: as :func:`enter_second_factor`.
        CannotDo: the second factor is not on.
    """
    if not SecondFactor.objects.filter(person=by, confirmed_at__isnull=False).exists():
        raise CannotDo(NOT_ON)
    enter_second_factor(person=by, code=code)
    with transaction.atomic():
        _log(by, "person.recovery_codes")
        return _fresh_codes(by)


def _fresh_codes(person: Person) -> list[str]:
    codes = new_recovery_codes()
    RecoveryCode.objects.filter(person=person).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, code_hash=recovery_hash(person, code)) for code in codes
    )
    return codes


def _use_recovery_code(person: Person, code: str) -> bool:
    found = RecoveryCode.objects.select_for_update().filter(
        person=person, code_hash=recovery_hash(person, code), used_at=None
    )
    row = found.first()
    if row is None:
        return False
    row.used_at = timezone.now()
    row.save(update_fields=["used_at"])
    _log(
        person,
        "person.recovery_code",
        after={"left": found.model.objects.filter(person=person, used_at=None).count()},
    )
    return True


def _log(
    by: Person, deed: str, *, before: dict[str, Any] | None = None, after: dict[str, Any] | None = None
) -> None:
    log(by=by, office=home_of(by), deed=deed, target=by, before=before, after=after)
