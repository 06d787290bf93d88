"""Deeds about many kept records at once: all or none, each with its own row in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from akuntabel.core.entry import Problem
from akuntabel.core.errors import AkuntabelError, CannotDo, gettext_noop
from akuntabel.core.indonesian import format_short
from akuntabel.core.register import FieldType, Register
from akuntabel.evidence.deeds.periods import lock_over, locked_periods
from akuntabel.evidence.deeds.rows import (
    NOTHING_TO_CHANGE,
    Row,
    WrongRows,
    event,
    fill,
    hold,
    refuse_without,
    refuse_wrong,
    told,
)
from akuntabel.evidence.models import Record
from akuntabel.evidence.registers import calendar_of, pack_of
from akuntabel.offices.access import Ability, require
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import Event, difference, log_all

NOTHING_PICKED = gettext_noop("Centang dahulu catatan yang hendak diubah.")
ONE_STOPS_ALL = gettext_noop("Tidak ada yang diubah. “{title}”: {why}")
SEEN_OTHERWISE = gettext_noop(
    "catatan ini sudah diubah orang lain sesudah halaman ini dibuka. Muat ulang daftarnya."
)
LOCKED = gettext_noop("{period} sudah dikunci.")
GONE = gettext_noop("Ada catatan yang tidak ditemukan lagi di register ini. Muat ulang daftarnya.")
CANNOT_SET = gettext_noop("{label} dihitung dari isian lain, jadi tidak dapat diisi.")

Picked = Mapping[int, int]  # the records by id, each with the version that the page showed


@transaction.atomic
def change_field(
    *, office: Office, year: int, register: Register, picked: Picked, field: str, value: Any, by: Person
) -> int:
    """Set ``field`` of all ``picked`` records of ``register`` to ``value`` (None empties it).

    Returns how many changed.

    Raises:
        Refused: ``by`` may not keep records here.
        CannotDo: nothing is picked, or one of them cannot be changed so; then none is.
    """
    require(by, Ability.KEEP_RECORDS, office)
    if field in register.worked_out:
        raise CannotDo(CANNOT_SET, label=register.field(field).label)
    records = _held(office, year, register, picked)
    calendar, locks = calendar_of(office), locked_periods(office, year, register.code)
    events: list[Event] = []
    changed = []
    for record in records:
        before = told(record)
        row = _with(record, field, value)
        _refuse_row(record, register, row)
        fill(record, register, row, calendar)
        _refuse(record, LOCKED, lock_over(record, locks))
        if told(record) == before:
            continue
        record.version += 1
        record.changed_at, record.changed_by = timezone.now(), by
        changed.append(record)
        events.append(event("record.change", record, before))
    columns = ["data", "date", "title", "event", "asserted", "version", "changed_at", "changed_by"]
    Record.objects.bulk_update(changed, columns, batch_size=200)
    log_all(by=by, office=office, events=events)
    return len(changed)


@transaction.atomic
def withdraw_records(
    *, office: Office, year: int, register: Register, picked: Picked, reason: str, by: Person
) -> int:
    """Take all ``picked`` records of ``register`` out of all counts; returns how many.

    Raises:
        Refused: ``by`` may not keep records here.
        CannotDo: nothing is picked, no reason is given, or one cannot be withdrawn; then none is.
    """
    require(by, Ability.KEEP_RECORDS, office)
    refuse_without(reason)
    records = _held(office, year, register, picked)
    events = []
    for record in records:
        record.withdrawn_at, record.withdrawn_by = timezone.now(), by
        record.withdrawn_reason = reason.strip()
        record.version += 1
        gone = difference(told(record), {})
        events.append(Event("record.withdraw", record, record.title, gone, record.withdrawn_reason))
    columns = ["withdrawn_at", "withdrawn_by", "withdrawn_reason", "version"]
    Record.objects.bulk_update(records, columns, batch_size=200)
    log_all(by=by, office=office, events=events)
    return len(records)


def _held(office: Office, year: int, register: Register, picked: Picked) -> list[Record]:
    """The ``picked`` records, held for this transaction; refused when one of them may not be changed."""
    if not picked:
        raise CannotDo(NOTHING_PICKED)
    hold(office)
    mine = Record.objects.select_for_update(of=("self",)).filter(
        office=office, year=year, register=register.code, pk__in=list(picked)
    )
    records = list(mine.select_related("office").order_by("pk"))
    if len(records) != len(picked):
        raise CannotDo(GONE)
    replaced = set(Record.objects.filter(replaces__in=records).values_list("replaces", flat=True))
    locks = locked_periods(office, year)
    for record in records:
        if record.withdrawn_at is not None or record.pk in replaced:
            _stop(record, CannotDo(NOTHING_TO_CHANGE))
        if record.version != picked[record.pk]:
            _stop(record, CannotDo(SEEN_OTHERWISE))
        _refuse(record, LOCKED, lock_over(record, locks))
    return records


def _with(record: Record, field: str, value: Any) -> Row:
    data = dict(record.data)
    if value is None:
        data.pop(field, None)
    else:
        data[field] = value
    return Row(data, record.quantity, record.source, record.note)


def _refuse(record: Record, template: str, period: Any) -> None:
    if period is not None:
        _stop(record, CannotDo(template, period=period))


def _refuse_row(record: Record, register: Register, row: Row) -> None:
    try:
        refuse_wrong(register, [row], year=record.year, before=record)
    except WrongRows as error:
        _stop(record, error.problems[0][0])


def _stop(record: Record, why: AkuntabelError | Problem) -> None:
    raise CannotDo(ONE_STOPS_ALL, title=_called(record), why=why)


def _called(record: Record) -> str:
    """The title of ``record`` with its date and place, by which it is told from others of the same title."""
    register = pack_of(record.office).registers.get(record.register)
    places = [each.code for each in register.fields if each.type is FieldType.PLACE] if register else []
    day = format_short(record.date) if record.date else ""
    parts = [record.title, day, *(str(record.data.get(code) or "") for code in places)]
    return ", ".join(dict.fromkeys(part for part in parts if part))
