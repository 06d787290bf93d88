"""Guessing is made slow: after some attempts each further one must wait, longer every time.

An attempt is counted before it is tried, in a transaction of its own, so that a hundred at once do
not slip through together; a success takes the count back. The counts stand in the database and
outlive a restart. Names are counted whether they exist or not, so that the wait tells nobody
which ones do.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import ipaddress
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import ngettext

from akuntabel.core.errors import AkuntabelError, gettext_noop
from akuntabel.offices.models import Attempts

FIRST_WAIT = 15  # seconds; doubled with each further attempt
LONGEST_WAIT = 15 * 60  # seconds
FORGOTTEN = dt.timedelta(hours=12)  # without an attempt

TOO_MANY = gettext_noop("Terlalu banyak percobaan yang gagal. Tunggu {wait}, lalu coba lagi.")


class TooMany(AkuntabelError):
    """Another attempt must wait; ``seconds`` says how long."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(TOO_MANY, wait=in_words(seconds))


@dataclass(frozen=True)
class Gate:
    """What is counted together, and how many attempts are free."""

    key: str
    free: int


def by_name(username: str) -> Gate:
    """Attempts on one user name, existing or not."""
    return Gate(_hashed("name", username.strip().lower()), free=5)


def by_address(address: str) -> Gate:
    """Attempts from one network address; an office of many shares one, so many are free.

    A household has a whole IPv6 /64: it counts as one.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return Gate(_hashed("address", address), free=50)
    if parsed.version == 6:
        address = str(ipaddress.ip_network((parsed, 64), strict=False))
    return Gate(_hashed("address", address), free=50)


def by_code(person: int) -> Gate:
    """Attempts at the second factor of the person with this primary key."""
    return Gate(_hashed("code", str(person)), free=5)


def by_request(username: str) -> Gate:
    """Requests for a link by mail to one name."""
    return Gate(_hashed("mail", username.strip().lower()), free=3)


def try_at(*gates: Gate) -> None:
    """Count an attempt at ``gates``.

    Raises:
        TooMany: at least one of them must wait; the attempt may not be made and is not counted.
    """
    with transaction.atomic():
        now = timezone.now()
        rows = [(gate, _locked(gate.key)) for gate in sorted(gates, key=lambda gate: gate.key)]
        wait = max((row.until - now for _gate, row in rows if row.until), default=dt.timedelta())
        if wait > dt.timedelta():
            raise TooMany(max(1, round(wait.total_seconds())))
        for gate, row in rows:
            row.count = 1 if now - row.at > FORGOTTEN else row.count + 1
            row.at = now
            row.until = None
            if row.count >= gate.free:
                doublings = min(row.count - gate.free, 10)
                row.until = now + dt.timedelta(seconds=min(FIRST_WAIT * 2**doublings, LONGEST_WAIT))
            row.save()


def succeeded(name: Gate, address: Gate | None = None) -> None:
    """Forget the attempts at ``name``; of ``address`` only the one that succeeded.

    Whoever owns one account could otherwise wash his address clean between guesses at others.
    """
    with transaction.atomic():
        # Counts that no longer matter go on this occasion, so that the table stays small.
        Attempts.objects.filter(Q(key=name.key) | Q(at__lt=timezone.now() - FORGOTTEN)).delete()
        if address is None:
            return
        row = _locked(address.key)
        row.count = max(0, row.count - 1)
        if row.count < address.free:
            row.until = None
        row.save()


def in_words(seconds: int) -> str:
    """How long that is: "30 detik", "2 menit" (rounded up)."""
    if seconds < 60:
        return ngettext("{n} detik", "{n} detik", seconds).format(n=seconds)
    minutes = -(-seconds // 60)
    return ngettext("{n} menit", "{n} menit", minutes).format(n=minutes)


def _locked(key: str) -> Attempts:
    Attempts.objects.get_or_create(key=key)
    return Attempts.objects.select_for_update().get(key=key)


def _hashed(kind: str, what: str) -> str:
    return hashlib.sha256(f"{kind}:{what}".encode()).hexdigest()
