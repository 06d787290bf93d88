"""Deeds about periods: what has counted is locked, and opened again with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils import timezone

from akuntabel.core.errors import gettext_noop
from akuntabel.core.periods import Period
from akuntabel.evidence.deeds.rows import CannotDo, hold, refuse_without
from akuntabel.evidence.models import PeriodLock, Record
from akuntabel.offices.access import Ability, require
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import log

IN_LOCKED = gettext_noop("{period} sudah dikunci. Perbaiki lewat catatan pengganti dengan alasan.")
ALREADY_LOCKED = gettext_noop("{period} sudah dikunci.")
NOT_LOCKED = gettext_noop("{period} tidak sedang dikunci.")


@transaction.atomic
def lock_period(*, office: Office, period: Period, by: Person) -> PeriodLock:
    """Declare that the records of ``period`` have counted.

    Raises:
        Refused: ``by`` may not lock periods here.
        CannotDo: it is locked already.
    """
    require(by, Ability.LOCK_PERIODS, office)
    hold(office)
    if PeriodLock.objects.filter(office=office, period=period.code, opened_at__isnull=True).exists():
        raise CannotDo(ALREADY_LOCKED, period=period.label)
    lock = PeriodLock.objects.create(office=office, period=period.code, locked_by=by)
    log(by=by, office=office, deed="period.lock", target=lock, name=period.label)
    return lock


@transaction.atomic
def open_period(*, office: Office, period: Period, reason: str, by: Person) -> PeriodLock:
    """Let the records of a locked ``period`` be changed in place again.

    Raises:
        Refused: ``by`` may not open periods here.
        CannotDo: it is not locked, or no reason was given.
    """
    require(by, Ability.LOCK_PERIODS, office)
    hold(office)
    refuse_without(reason)
    locks = PeriodLock.objects.select_for_update()
    lock = locks.filter(office=office, period=period.code, opened_at__isnull=True).first()
    if lock is None:
        raise CannotDo(NOT_LOCKED, period=period.label)
    lock.opened_at, lock.opened_by, lock.opened_reason = timezone.now(), by, reason.strip()
    lock.save()
    log(by=by, office=office, deed="period.open", target=lock, name=period.label, reason=lock.opened_reason)
    return lock


def locked_periods(office: Office, year: int) -> list[Period]:
    """The periods of ``year`` that are locked."""
    codes = PeriodLock.objects.filter(
        office=office, period__startswith=f"{year:04d}", opened_at__isnull=True
    ).values_list("period", flat=True)
    return [Period.parse(code) for code in codes]


def lock_over(record: Record, locks: Sequence[Period]) -> Period | None:
    """The locked period that ``record`` counted in, if any; an undated row belongs to its whole year."""
    holds: Callable[[Period], bool]
    if record.date is None:
        holds = lambda period: period == Period(record.year)  # noqa: E731
    else:
        day = record.date
        holds = lambda period: period.contains(day)  # noqa: E731
    return next((period for period in locks if holds(period)), None)


def refuse_locked(record: Record, locks: Sequence[Period]) -> None:
    """Raise CannotDo when ``record`` lies in one of the locked periods ``locks``."""
    period = lock_over(record, locks)
    if period is not None:
        raise CannotDo(IN_LOCKED, period=period.label)
