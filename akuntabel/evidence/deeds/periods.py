"""Deeds about periods: what has counted is locked, and opened again with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.core.periods import Period
from akuntabel.evidence.deeds.rows import hold, refuse_without
from akuntabel.evidence.models import PeriodLock, PeriodOpening, Record
from akuntabel.evidence.registers import pack_of
from akuntabel.offices.access import Ability, require
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import log

IN_LOCKED = gettext_noop("{period} sudah dikunci. Perbaiki lewat catatan pengganti dengan alasan.")
INTO_LOCKED = gettext_noop(
    "{period} sudah dikunci. Periksa tanggalnya; bila sudah benar, minta Pemeriksa atau Sekretaris membuka periode itu."
)
MOVED = gettext_noop(
    "Dengan tanggal ini catatan tidak lagi berada di periode terkunci yang sama ({period}). "
    "Biarkan tanggalnya, atau minta Pemeriksa atau Sekretaris membuka periode itu dahulu."
)
ALREADY_LOCKED = gettext_noop("{period} sudah dikunci.")
NOT_LOCKED = gettext_noop("{period} tidak sedang dikunci.")


class InLocked(CannotDo):
    """A locked period stands against it; the remedy is another date, or that somebody opens the period."""


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
        raise CannotDo(ALREADY_LOCKED, period=period)
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
        raise CannotDo(NOT_LOCKED, period=period)
    lock.opened_at, lock.opened_by, lock.opened_reason = timezone.now(), by, reason.strip()
    lock.save()
    log(by=by, office=office, deed="period.open", target=lock, name=period.label, reason=lock.opened_reason)
    return lock


def lock_counted(*, office: Office, period: Period, by: Person) -> PeriodLock | None:
    """Lock ``period`` inside a deed that has asked whether ``by`` may; None when it is locked already.

    The office is held by the deed.
    """
    locks = PeriodLock.objects.filter(office=office, period=period.code, opened_at__isnull=True)
    if locks.exists():
        return None
    lock = PeriodLock.objects.create(office=office, period=period.code, locked_by=by)
    log(by=by, office=office, deed="period.lock", target=lock, name=period.label)
    return lock


def open_registers(
    *, office: Office, period: Period, registers: Iterable[str], reason: str, asked_by: Person, by: Person
) -> list[PeriodOpening]:
    """Leave a gap for ``registers`` in what locks ``period``, inside a deed that has asked whether ``by`` may.

    Nothing where neither the period nor one that contains it is locked.
    """
    locks = locked_periods(office, period.year)
    if not any(_within(period, lock) for lock in locks):
        return []
    opened = [
        PeriodOpening.objects.create(
            office=office, period=period.code, register=code, reason=reason, asked_by=asked_by, opened_by=by
        )
        for code in sorted(registers)
    ]
    for opening in opened:
        _log_opening("period.open_register", opening, by)
    return opened


def close_registers(
    *, office: Office, period: Period, registers: Iterable[str], reason: str, asked_by: Person, by: Person
) -> list[PeriodOpening]:
    """Close the gap that was opened in ``period`` for ``reason`` when ``asked_by`` asked, for each register.

    Another gap for the same register, opened for another figure, stays.
    """
    closed = []
    for code in sorted(registers):
        rows = PeriodOpening.objects.filter(
            office=office, period=period.code, register=code, reason=reason, asked_by=asked_by,
            closed_at__isnull=True,
        )  # fmt: skip
        opening = rows.order_by("pk").first()
        if opening is not None:
            opening.closed_at = timezone.now()
            opening.save(update_fields=["closed_at"])
            _log_opening("period.close_register", opening, by)
            closed.append(opening)
    return closed


def _log_opening(deed: str, opening: PeriodOpening, by: Person) -> None:
    name = Period.parse(opening.period).label
    register = pack_of(opening.office).registers.get(opening.register)
    after = {"register": register.name if register else opening.register}
    log(
        by=by, office=opening.office, deed=deed, target=opening, name=name, after=after, reason=opening.reason
    )


def locked_periods(office: Office, year: int, register: str = "") -> list[Period]:
    """The periods of ``year`` that are locked; for ``register``, without what is open for it.

    A gap takes the lock of its own period away. Of the lock of a longer period it leaves the parts
    that it does not touch; a shorter period inside a gap stays locked, as its own figures hold. A gap is
    for rows that come in; a row that has counted is asked about without ``register``: it is replaced,
    never changed.
    """
    codes = PeriodLock.objects.filter(
        office=office, period__startswith=f"{year:04d}", opened_at__isnull=True
    ).values_list("period", flat=True)
    locks = [Period.parse(code) for code in codes]
    if not register or not locks:
        return locks
    openings = PeriodOpening.objects.filter(
        office=office, period__startswith=f"{year:04d}", register=register, closed_at__isnull=True
    ).values_list("period", flat=True)
    gaps = {Period.parse(code) for code in openings}
    left = [part for lock in locks for part in _without(lock, gaps)]
    return list(dict.fromkeys(left))


def _without(lock: Period, gaps: Iterable[Period]) -> list[Period]:
    """``lock`` where no gap lies in it, else the parts of it that no gap touches."""
    inside = [gap for gap in gaps if _within(gap, lock)]
    if not inside:
        return [lock]
    if lock in inside:
        return []
    return [part for child in lock.children() for part in _without(child, inside)]


def _within(inner: Period, outer: Period) -> bool:
    return outer.contains(inner.start) and outer.contains(inner.end)


def day_counted(record: Record) -> dt.date | None:
    """The day on which ``record`` counts in its year: its date, or the edge of the year nearest to it.

    The report of December 2024 that is handed in on 5 January 2025 is a row of 2024 and lies in its
    last month. None for an undated row.
    """
    if record.date is None:
        return None
    whole = Period(record.year)
    return min(max(record.date, whole.start), whole.end)


def locks_over(record: Record, locks: Iterable[Period]) -> list[Period]:
    """The periods of ``locks`` that ``record`` counted in; an undated row belongs to its whole year."""
    day = day_counted(record)
    if day is None:
        return [period for period in locks if period == Period(record.year)]
    return [period for period in locks if period.contains(day)]


def lock_over(record: Record, locks: Iterable[Period]) -> Period | None:
    """The first period of ``locks`` that ``record`` counted in, if any."""
    return next(iter(locks_over(record, locks)), None)


def refuse_locked(record: Record, locks: Iterable[Period]) -> None:
    """Raise InLocked when the kept ``record`` counted in one of the locked periods ``locks``."""
    period = lock_over(record, locks)
    if period is not None:
        raise InLocked(IN_LOCKED, period=period)


def refuse_into_locked(record: Record, locks: Iterable[Period]) -> None:
    """Raise InLocked when what is typed would put ``record`` into one of the locked periods ``locks``."""
    period = lock_over(record, locks)
    if period is not None:
        raise InLocked(INTO_LOCKED, period=period)


def refuse_moved(old: Record, new: Record, locks: Sequence[Period]) -> None:
    """Raise InLocked when ``new``, which replaces ``old``, would change what another locked period counts."""
    before, after = locks_over(old, locks), locks_over(new, locks)
    if before and before != after:
        raise InLocked(MOVED, period=before[0])
    if before != after:
        raise InLocked(INTO_LOCKED, period=after[0])
