"""Deeds about one record, and about many new ones at once."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from akuntabel.core.errors import CannotDo
from akuntabel.core.register import Register
from akuntabel.evidence.deeds.periods import (
    locked_periods,
    refuse_into_locked,
    refuse_locked,
    refuse_moved,
)
from akuntabel.evidence.deeds.rows import (
    NOTHING_TO_CHANGE,
    ChangedMeanwhile,
    Row,
    event,
    fill,
    hold,
    new_record,
    refuse_retired,
    refuse_without,
    refuse_wrong,
    told,
)
from akuntabel.evidence.models import Record
from akuntabel.evidence.registers import calendar_of
from akuntabel.offices.access import Ability, require
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import log, log_all


@transaction.atomic
def add_records(
    *, office: Office, year: int, register: Register, rows: Sequence[Row], by: Person
) -> list[Record]:
    """Add ``rows`` to ``register``, all or none.

    Raises:
        Refused: ``by`` may not keep records here.
        WrongRows: a row is wrong; nothing was kept.
        CannotDo: the register is closed, or a row falls into a locked period.
    """
    require(by, Ability.KEEP_RECORDS, office)
    refuse_retired(register)
    refuse_wrong(register, rows, year=year)
    hold(office)
    calendar = calendar_of(office)
    records = [new_record(office, year, register, row, by, calendar=calendar) for row in rows]
    locks = locked_periods(office, year, register.code)
    for record in records:
        refuse_into_locked(record, locks)
    Record.objects.bulk_create(records, batch_size=500)
    log_all(by=by, office=office, events=[event("record.add", record) for record in records])
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
    current = opened(record, by)
    if current.version != version:
        raise ChangedMeanwhile(current)
    refuse_wrong(register, [row], year=current.year, before=current)
    refuse_locked(current, locked_periods(current.office, current.year))
    before = told(current)
    fill(current, register, row, calendar_of(current.office))
    refuse_into_locked(current, locked_periods(current.office, current.year, current.register))
    after = told(current)
    if before == after:
        return current
    current.version += 1
    current.changed_at, current.changed_by = timezone.now(), by
    current.save()
    log_all(by=by, office=current.office, events=[event("record.change", current, before)])
    return current


@transaction.atomic
def correct_record(*, record: Record, register: Register, row: Row, reason: str, by: Person) -> Record:
    """Replace ``record`` by a new row, as a locked period demands; the old one stays readable.

    The new row counts in the locked periods of the old one and in no other. Quantity 0 takes out
    what was wrongly counted.

    Raises:
        Refused: ``by`` may not keep records here.
        WrongRows: what the new row would hold is wrong.
        CannotDo: no reason was given, the date would move it into or out of a locked period
            (InLocked), or the record no longer holds.
    """
    current = opened(record, by)
    refuse_without(reason)
    refuse_wrong(register, [row], year=current.year, before=current)
    new = _replacement(current, register, row, by)
    refuse_moved(current, new, locked_periods(current.office, current.year, current.register))
    new.reason = reason.strip()
    new.save()
    log_all(
        by=by,
        office=current.office,
        events=[event("record.correct", new, told(current), reason=new.reason)],
    )
    return new


@transaction.atomic
def withdraw_record(*, record: Record, reason: str, by: Person) -> Record:
    """Take ``record`` out of all counts; it stays readable with the reason.

    Raises:
        Refused: ``by`` may not keep records here.
        CannotDo: no reason was given, it counted in a locked period, or it no longer holds.
    """
    current = opened(record, by)
    refuse_without(reason)
    refuse_locked(current, locked_periods(current.office, current.year))
    current.withdrawn_at, current.withdrawn_by = timezone.now(), by
    current.withdrawn_reason = reason.strip()
    current.version += 1
    current.save()
    log(
        by=by,
        office=current.office,
        deed="record.withdraw",
        target=current,
        before=told(current),
        reason=current.withdrawn_reason,
    )
    return current


def opened(record: Record, by: Person) -> Record:
    """``record`` as it stands now, held for this transaction; raises as the deeds say."""
    require(by, Ability.KEEP_RECORDS, record.office)
    hold(record.office)
    current = Record.objects.select_for_update(of=("self",)).select_related("office").get(pk=record.pk)
    if current.withdrawn_at is not None or Record.objects.filter(replaces=current).exists():
        raise CannotDo(NOTHING_TO_CHANGE)
    return current


def _replacement(current: Record, register: Register, row: Row, by: Person) -> Record:
    new = Record(
        office=current.office,
        year=current.year,
        register=register.code,
        key=uuid.uuid4().hex[:12],
        created_by=by,
        replaces=current,
        data=current.data,
        asserted=current.asserted,
        stated_percent=current.stated_percent,
    )
    fill(new, register, row, calendar_of(current.office))
    return new
