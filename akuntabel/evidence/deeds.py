"""Deeds about records: adding, changing, correcting, withdrawing; and locking what has counted."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from akuntabel.core.entry import Problem
from akuntabel.core.errors import AkuntabelError, gettext_noop
from akuntabel.core.periods import Period
from akuntabel.core.register import Register
from akuntabel.evidence.models import PeriodLock, Record
from akuntabel.offices.access import Ability, require
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import Event, difference, facts, log, log_all, plain

WRONG_ROWS = gettext_noop("{count} baris belum dapat disimpan; tidak ada yang disimpan. {first}")
CHANGED_MEANWHILE = gettext_noop(
    "Catatan ini sudah diubah {name} sesudah Anda membukanya. Ketikan Anda tetap ada di bawah: "
    "bandingkan, lalu simpan lagi."
)
IN_LOCKED = gettext_noop("{period} sudah dikunci. Perbaiki lewat catatan pengganti dengan alasan.")
NOTHING_TO_CHANGE = gettext_noop("Catatan ini sudah diganti atau ditarik, jadi tidak dapat diubah lagi.")
NEEDS_REASON = gettext_noop("Tulis alasannya; alasan itu tersimpan dalam riwayat.")
ALREADY_LOCKED = gettext_noop("{period} sudah dikunci.")
NOT_LOCKED = gettext_noop("{period} tidak sedang dikunci.")

_LOGGED = ("year", "date", "title", "quantity", "source", "note", "stated_percent")


class WrongRows(AkuntabelError):
    """Rows that cannot be kept; ``problems`` maps the index of a row to what is wrong with it."""

    def __init__(self, problems: Mapping[int, Sequence[Problem]]) -> None:
        first = next(iter(problems.values()))[0]
        super().__init__(WRONG_ROWS, count=len(problems), first=first)
        self.problems = problems


class ChangedMeanwhile(AkuntabelError):
    """Somebody else changed the record first; ``record`` is how it stands now."""

    def __init__(self, record: Record) -> None:
        super().__init__(CHANGED_MEANWHILE, name=record.changed_by or record.created_by or "")
        self.record = record


class CannotDo(AkuntabelError):
    """The state of a record or period does not allow the deed."""


@dataclass(frozen=True)
class Row:
    """What a record should hold: the register's fields, and what every record has."""

    data: Mapping[str, Any]
    quantity: Decimal = Decimal(1)
    source: str = ""
    note: str = ""
    key: str = field(default="")


@transaction.atomic
def add_records(
    *, office: Office, year: int, register: Register, rows: Sequence[Row], by: Person
) -> list[Record]:
    """Add ``rows`` to ``register``, all or none.

    Raises:
        Refused: ``by`` may not keep records here.
        WrongRows: a row is wrong; nothing was kept.
        CannotDo: a row falls into a locked period.
    """
    require(by, Ability.KEEP_RECORDS, office)
    _refuse_wrong(register, rows)
    records = [_record(office, year, register, row, by) for row in rows]
    locks = locked_periods(office, year)
    for record in records:
        _refuse_locked(record, locks)
    Record.objects.bulk_create(records, batch_size=500)
    log_all(by=by, office=office, events=[_event("record.add", record) for record in records])
    return records


def add_record(*, office: Office, year: int, register: Register, row: Row, by: Person) -> Record:
    """Add one row; raises as :func:`add_records`."""
    return add_records(office=office, year=year, register=register, rows=[row], by=by)[0]


@transaction.atomic
def change_record(*, record: Record, version: int, register: Register, row: Row, by: Person) -> Record:
    """Change ``record`` in place, which ``by`` opened at ``version``.

    Raises:
        Refused: ``by`` may not keep records here.
        ChangedMeanwhile: somebody changed it since.
        WrongRows: what it would hold is wrong.
        CannotDo: it counted in a locked period, or no longer holds.
    """
    current = _opened(record, by)
    if current.version != version:
        raise ChangedMeanwhile(current)
    _refuse_wrong(register, [row])
    locks = locked_periods(current.office, current.year)
    _refuse_locked(current, locks)
    before = _facts(current)
    _fill(current, register, row)
    _refuse_locked(current, locks)
    after = _facts(current)
    if before == after:
        return current
    current.version += 1
    current.changed_at, current.changed_by = timezone.now(), by
    current.save()
    log_all(by=by, office=current.office, events=[_event("record.change", current, before)])
    return current


@transaction.atomic
def correct_record(*, record: Record, register: Register, row: Row, reason: str, by: Person) -> Record:
    """Replace ``record`` by a new row, as a locked period demands; the old one stays readable.

    Raises:
        Refused: ``by`` may not keep records here.
        WrongRows: what the new row would hold is wrong.
        CannotDo: no reason was given, or the record no longer holds.
    """
    current = _opened(record, by)
    _refuse_without(reason)
    _refuse_wrong(register, [row])
    new = _record(current.office, current.year, register, row, by)
    new.replaces, new.reason = current, reason.strip()
    new.asserted, new.stated_percent = current.asserted, current.stated_percent
    new.save()
    log_all(
        by=by,
        office=current.office,
        events=[_event("record.correct", new, _facts(current), reason=new.reason)],
    )
    return new


@transaction.atomic
def withdraw_record(*, record: Record, reason: str, by: Person) -> Record:
    """Take ``record`` out of all counts; it stays readable with the reason.

    Raises:
        Refused: ``by`` may not keep records here.
        CannotDo: no reason was given, it counted in a locked period, or it no longer holds.
    """
    current = _opened(record, by)
    _refuse_without(reason)
    _refuse_locked(current, locked_periods(current.office, current.year))
    current.withdrawn_at, current.withdrawn_by = timezone.now(), by
    current.withdrawn_reason = reason.strip()
    current.version += 1
    current.save()
    log(
        by=by,
        office=current.office,
        deed="record.withdraw",
        target=current,
        before=_facts(current),
        reason=current.withdrawn_reason,
    )
    return current


# ---------------------------------------------------------------- periods


@transaction.atomic
def lock_period(*, office: Office, period: Period, by: Person) -> PeriodLock:
    """Declare that the records of ``period`` have counted.

    Raises:
        Refused: ``by`` may not lock periods here.
        CannotDo: it is locked already.
    """
    require(by, Ability.LOCK_PERIODS, office)
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
    _refuse_without(reason)
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


# ---------------------------------------------------------------- helpers


def _opened(record: Record, by: Person) -> Record:
    current = Record.objects.select_for_update(of=("self",)).select_related("office").get(pk=record.pk)
    require(by, Ability.KEEP_RECORDS, current.office)
    if current.withdrawn_at is not None or Record.objects.filter(replaces=current).exists():
        raise CannotDo(NOTHING_TO_CHANGE)
    return current


def _refuse_wrong(register: Register, rows: Sequence[Row]) -> None:
    wrong = {}
    for index, row in enumerate(rows):
        problems = register.problems(row.data, aggregate=row.quantity != 1)
        if problems:
            wrong[index] = [
                Problem(code, "{sentence}", {"sentence": sentence}) for code, sentence in problems
            ]
    if wrong:
        raise WrongRows(wrong)


def _refuse_locked(record: Record, locks: Sequence[Period]) -> None:
    period = lock_over(record, locks)
    if period is not None:
        raise CannotDo(IN_LOCKED, period=period.label)


def _refuse_without(reason: str) -> None:
    if not reason.strip():
        raise CannotDo(NEEDS_REASON)


def _record(office: Office, year: int, register: Register, row: Row, by: Person) -> Record:
    record = Record(
        office=office, year=year, register=register.code, key=row.key or uuid.uuid4().hex[:12], created_by=by
    )
    _fill(record, register, row)
    return record


def _fill(record: Record, register: Register, row: Row) -> None:
    day = row.data.get(register.date_field)
    record.data = dict(row.data)
    record.date = dt.date.fromisoformat(day) if day else None
    record.title = (register.title(row.data) or register.name)[:400]
    record.quantity, record.source, record.note = row.quantity, row.source, row.note


def _facts(record: Record) -> dict[str, Any]:
    """What the trail keeps of ``record``: its own columns, and the register's fields as ``data.code``."""
    own = {name: value for name, value in facts(record, _LOGGED).items() if value not in (None, "")}
    return own | {f"data.{name}": plain(value) for name, value in record.data.items()}


def _event(deed: str, record: Record, before: Mapping[str, Any] | None = None, reason: str = "") -> Event:
    return Event(deed, record, record.title, difference(before or {}, _facts(record)), reason)
