"""Deeds of importing: hand a table in, see what it would do, apply it whole or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from akuntabel.core.entry import Problem
from akuntabel.core.errors import AkuntabelError, gettext_noop
from akuntabel.core.periods import Period
from akuntabel.core.register import Register
from akuntabel.evidence.deeds import Row, add_records
from akuntabel.evidence.deeds.periods import IN_LOCKED, INTO_LOCKED, lock_over, locked_periods
from akuntabel.evidence.deeds.rows import NOTHING_TO_CHANGE, event, fill, hold, other_year, refuse_wrong, told
from akuntabel.evidence.duplicates import Double, likely_doubles
from akuntabel.evidence.import_rows import (
    CHANGE,
    LEFT_OUT,
    NEW,
    SAME,
    WRONG,
    Entry,
    Found,
    as_json,
    find_table,
    judge,
    refuse_missing,
)
from akuntabel.evidence.models import ImportDraft, Record
from akuntabel.evidence.registers import calendar_of
from akuntabel.evidence.tables import KEY, VERSION
from akuntabel.evidence.workbook import GUIDE, ROWS_LABEL
from akuntabel.files import clean_name
from akuntabel.offices.access import Ability, require
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import Event, log, log_all
from akuntabel.tables.handed_in import read_sheets

KEPT = dt.timedelta(days=7)  # how long a draft can be come back to

STILL_WRONG = gettext_noop(
    "Belum ada yang disimpan: {count} baris masih bermasalah. Perbaiki berkasnya, lalu unggah lagi."
)
CHANGED_SINCE = gettext_noop(
    "Catatan ini sudah diubah {name} sesudah berkas ini diekspor (versi {version}, sekarang {current}). "
    "Ekspor lagi, lalu ulangi perubahannya."
)
GONE = gettext_noop("Catatan dengan kode ini tidak ada lagi di register ini.")


class CannotApply(AkuntabelError):
    """A draft that cannot be applied as it stands; nothing was kept."""


@dataclass(frozen=True)
class Standing:
    """A draft as it would be applied now: its rows, remarks about the file, and when it was applied."""

    draft: ImportDraft
    entries: list[Entry]
    notes: list[dict[str, Any]]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are new, would change, stay the same, are wrong, look like doubles."""
        if "counts" in self.draft.rows:
            return dict(self.draft.rows["counts"])
        found = dict.fromkeys((NEW, CHANGE, SAME, WRONG), 0)
        for entry in self.entries:
            found[entry.action] += 1
        return found | {"doubles": sum(1 for entry in self.entries if entry.doubles)}


@transaction.atomic
def hand_in_table(
    *, office: Office, year: int, register: Register, file_name: str, data: bytes, by: Person
) -> ImportDraft:
    """Read the file ``data`` and keep what each of its rows would become; no record is touched.

    Raises:
        Refused: ``by`` may not keep records here.
        CannotImport: the file is no table of this register, or larger than is taken in.
    """
    require(by, Ability.KEEP_RECORDS, office)
    ImportDraft.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    sheets = read_sheets(data, file_name, megabytes=settings.IMPORT_MEGABYTES)
    found = find_table(register, sheets)
    records = {
        record.key: record
        for record in Record.objects.filter(office=office, year=year, register=register.code)
    }
    entries = list(judge(register, found, records))
    refuse_missing(register, found, entries)
    entries = _with_doubles(office, year, register, entries)
    notes = [*found.notes, *_left_out(sheets, found)]
    return ImportDraft.objects.create(
        office=office,
        year=year,
        register=register.code,
        file_name=clean_name(file_name),
        sha256=hashlib.sha256(data).hexdigest(),
        rows={"sheet": found.sheet, "notes": notes, "rows": [asdict(entry) for entry in entries]},
        created_by=by,
    )


def standing(draft: ImportDraft, register: Register) -> Standing:
    """What applying ``draft`` would do now: versions and locked periods may have moved since it was read."""
    entries = [Entry(**row) for row in draft.rows["rows"]]
    if draft.applied_at is None:
        entries = _judged_now(draft, register, entries)
    return Standing(draft, entries, draft.rows["notes"])


@transaction.atomic
def apply_import(*, draft: ImportDraft, register: Register, by: Person) -> ImportDraft:
    """Keep all that ``draft`` says, or nothing. A draft applies once: the second time changes nothing.

    Raises:
        Refused: ``by`` may not keep records here.
        CannotApply: rows are wrong, or became so since the preview.
        WrongRows: as :func:`akuntabel.evidence.deeds.add_records`.
    """
    require(by, Ability.KEEP_RECORDS, draft.office)
    hold(draft.office)
    draft = ImportDraft.objects.select_for_update(of=("self",)).select_related("office").get(pk=draft.pk)
    if draft.applied_at is not None:
        return draft
    now = standing(draft, register)
    counts = now.counts
    if counts[WRONG]:
        raise CannotApply(STILL_WRONG, count=counts[WRONG])
    new = [_row(entry) for entry in now.entries if entry.action == NEW]
    if new:
        add_records(office=draft.office, year=draft.year, register=register, rows=new, by=by)
    _change_records(draft, register, [entry for entry in now.entries if entry.action == CHANGE], by)
    draft.applied_at = timezone.now()
    draft.rows = {**draft.rows, "rows": [], "counts": counts}
    draft.save()
    facts = {"file_name": draft.file_name, "register": register.name, "sha256": draft.sha256}
    log(
        by=by,
        office=draft.office,
        deed="import.apply",
        target=draft,
        name=draft.file_name,
        after=facts | {"added": counts[NEW], "changed": counts[CHANGE]},
    )
    return draft


@transaction.atomic
def forget_import(*, draft: ImportDraft, by: Person) -> None:
    """Throw a draft away; no record is touched.

    Raises:
        Refused: ``by`` may not keep records here.
    """
    require(by, Ability.KEEP_RECORDS, draft.office)
    ImportDraft.objects.filter(pk=draft.pk, applied_at__isnull=True).delete()


# ---------------------------------------------------------------- helpers


def _row(entry: Entry) -> Row:
    return Row(entry.data, Decimal(entry.quantity), entry.source, entry.note)


def _change_records(draft: ImportDraft, register: Register, entries: Sequence[Entry], by: Person) -> None:
    """Change many records at once, each with its own row in the trail, as change_record does with one."""
    if not entries:
        return
    records = _records(draft, entries, hold_them=True)
    for entry in entries:
        refuse_wrong(register, [_row(entry)], year=draft.year, before=records[entry.key])
    calendar, now = calendar_of(draft.office), timezone.now()
    changed: list[Record] = []
    events: list[Event] = []
    for entry in entries:
        record = records[entry.key]
        before = told(record)
        fill(record, register, _row(entry), calendar)
        if told(record) == before:
            continue
        record.version += 1
        record.changed_at, record.changed_by = now, by
        changed.append(record)
        events.append(event("record.change", record, before))
    columns = ["data", "date", "title", "event", "asserted", "quantity", "source", "note"]
    # One upsert for 500 rows; bulk_update builds a CASE for each cell, which takes five times as long.
    Record.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=[*columns, "version", "changed_at", "changed_by"],
        batch_size=500,
    )
    log_all(by=by, office=draft.office, events=events)


def _records(draft: ImportDraft, entries: Sequence[Entry], *, hold_them: bool = False) -> dict[str, Record]:
    keys = {entry.key for entry in entries}
    mine = Record.objects.filter(office=draft.office, year=draft.year, register=draft.register)
    if hold_them:
        mine = mine.select_for_update(of=("self",))
    records = mine.select_related("changed_by", "created_by", "replaced_by").order_by("pk")
    return {record.key: record for record in records if record.key in keys}


def _judged_now(draft: ImportDraft, register: Register, entries: Sequence[Entry]) -> list[Entry]:
    counted = locked_periods(draft.office, draft.year)
    locks = locked_periods(draft.office, draft.year, draft.register)
    changes = [entry for entry in entries if entry.action == CHANGE]
    records = _records(draft, changes) if changes else {}
    found = []
    for entry in entries:
        problem = None
        if entry.action == CHANGE:
            problem = _change_problem(entry, records.get(entry.key), counted)
        if entry.action in (NEW, CHANGE):
            wrong = other_year(register, entry.data, draft.year, records.get(entry.key))
            problem = problem or next(iter(wrong), None)
            problem = problem or _lock_problem(_after(draft, register, entry), locks, register)
        found.append(entry.with_problem(problem) if problem else entry)
    return found


def _change_problem(entry: Entry, record: Record | None, locks: Sequence[Period]) -> Problem | None:
    if record is None:
        return Problem(KEY, GONE, {})
    if record.withdrawn_at is not None or hasattr(record, "replaced_by"):
        return Problem(KEY, NOTHING_TO_CHANGE, {})
    if record.version != entry.version:
        who = record.changed_by or record.created_by or ""
        params = {"name": str(who), "version": entry.version, "current": record.version}
        return Problem(VERSION, CHANGED_SINCE, params)
    return _lock_problem(record, locks, None)


def _after(draft: ImportDraft, register: Register, entry: Entry) -> Record:
    day = entry.data.get(register.date_field)
    return Record(office=draft.office, year=draft.year, date=dt.date.fromisoformat(day) if day else None)


def _lock_problem(record: Record, locks: Sequence[Period], register: Register | None) -> Problem | None:
    period = lock_over(record, locks)
    if period is None:
        return None
    field, template = (register.date_field, INTO_LOCKED) if register else (KEY, IN_LOCKED)
    return Problem(field, template, {"period": period.label})


def _with_doubles(office: Office, year: int, register: Register, entries: Sequence[Entry]) -> list[Entry]:
    """The new rows told what they resemble, kept or in the same file."""
    new = [at for at, entry in enumerate(entries) if entry.action == NEW]
    doubles = likely_doubles(office, year, register, [entries[at].data for at in new])
    found = list(entries)
    for index, alike in doubles.items():
        entry = found[new[index]]
        words = [_double_words(double, [entries[at].number for at in new]) for double in alike]
        found[new[index]] = replace(entry, doubles=words)
    return found


def _double_words(double: Double, numbers: Sequence[int]) -> str:
    day = f", {double.date:%d-%m-%Y}" if double.date else ""
    row = f" ({ROW.format(number=numbers[double.row])})" if double.row is not None else ""
    return f"“{double.title}”{day}{row}"


ROW = gettext_noop("baris {number}")


def _left_out(sheets: Sequence[Any], found: Found) -> list[dict[str, Any]]:
    """A remark when an export comes back with fewer records than it left with."""
    counts: Mapping[str, Any] = {
        str(cells[0]): cells[1]
        for sheet in sheets
        if sheet.name == GUIDE
        for _number, cells in sheet.rows
        if len(cells) > 1
    }
    exported = counts.get(ROWS_LABEL)
    back = sum(1 for _number, cells in found.rows if cells.get(KEY))
    if not isinstance(exported, int) or not any(c.code == KEY for c in found.columns) or back >= exported:
        return []
    return [as_json(Problem("", LEFT_OUT, {"exported": exported, "back": back}))]
