"""The second factor: codes of an authenticator app (TOTP, RFC 6238) and recovery codes.

A code is six digits of a 30-second step; the step before and the step after are taken as well, since
clocks differ. A step is taken once only.
"""

from __future__ import annotations

import hashlib
import secrets

import pyotp
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from akuntabel.offices.models import Membership, Person, RecoveryCode, Role, SecondFactor

ISSUER = "Akuntabel"
STEP = 30  # seconds
RECOVERY_CODES = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without the look-alikes i, l, o, 0, 1
NEED_IT = (Role.ADMINISTRATOR, Role.HEAD)


def has_second_factor(person: Person) -> bool:
    """Whether ``person`` is asked for a code after the password."""
    return SecondFactor.objects.filter(person=person, confirmed_at__isnull=False).exists()


def must_have_second_factor(person: Person) -> bool:
    """Whether ``person`` holds a role for which AKUNTABEL_REQUIRE_TOTP demands one."""
    return Membership.objects.filter(person=person, role__in=NEED_IT).exists()


def new_secret() -> str:
    """A fresh secret of 160 bits in Base32, as RFC 4226 §4 recommends."""
    return pyotp.random_base32()


def address_of(secret: str, person: Person) -> str:
    """What the QR code says to the authenticator app."""
    return pyotp.TOTP(secret).provisioning_uri(name=person.username, issuer_name=ISSUER)


def matching_step(secret: str, code: str, after: int) -> int | None:
    """The step that ``code`` is of, later than the step ``after``; None when it is of none near now."""
    now = int(timezone.now().timestamp()) // STEP
    totp = pyotp.TOTP(secret)
    digits = "".join(code.split())
    for step in (now, now - 1, now + 1):
        if step > after and constant_time_compare(totp.at(step * STEP), digits):
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Ten codes like "abcd-efgh-jkmn-pqrs", 79 bits each."""
    return ["-".join(_letters() for _group in range(4)) for _code in range(RECOVERY_CODES)]


def recovery_hash(person: Person, code: str) -> str:
    """What is kept of a recovery code; hyphens, spaces and capitals do not matter."""
    plain = "".join(sign for sign in code.lower() if sign.isalnum())
    return hashlib.sha256(f"{person.pk}:{plain}".encode()).hexdigest()


def recovery_codes_left(person: Person) -> int:
    """How many recovery codes are still good."""
    return RecoveryCode.objects.filter(person=person, used_at=None).count()


def _letters() -> str:
    return "".join(secrets.choice(_ALPHABET) for _sign in range(4))
