"""One record on its page, and what is told about it while somebody types."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from akuntabel.core.due import explain, work_out
from akuntabel.core.indonesian import format_short
from akuntabel.core.periods import Period
from akuntabel.core.register import FieldType, Register
from akuntabel.evidence.deeds import lock_over
from akuntabel.evidence.duplicates import Double, likely_doubles
from akuntabel.evidence.missing import owed
from akuntabel.evidence.models import Attachment, Record
from akuntabel.evidence.registers import calendar_of
from akuntabel.offices.models import Office, Person
from akuntabel.web.place import Place, Request
from akuntabel.web.screens.record_form import RecordForm, field_name, first_fields
from akuntabel.web.screens.records import field_text, title_of
from akuntabel.web.screens.register_list import state_of
from akuntabel.web.words import told

STATUS = "status"


@dataclass(frozen=True)
class Followed:
    """A field that follows from others: its value in words and why."""

    label: str
    text: str
    why: str


@dataclass(frozen=True)
class CheckScreen:
    """What is told while somebody types: likely doubles, and what follows from the typing."""

    doubles: tuple[Double, ...]
    followed: tuple[Followed, ...]
    confirmed: bool

    @property
    def stops(self) -> bool:
        """Whether saving waits until somebody says that it is another event."""
        return bool(self.doubles) and not self.confirmed


def check_screen(
    form: RecordForm, place: Place, *, record: Record | None = None, confirmed: bool = False
) -> CheckScreen:
    """What ``form`` says so far, compared with the records that hold."""
    if not form.is_bound:
        data: dict[str, Any] = dict(record.data) if record else {}
        return CheckScreen((), _followed(form.register, data, place.office, place.year), confirmed)
    data = form.typed()
    without = [record.pk] if record else []
    aggregate = str(form.data.get("quantity", "")).strip() not in ("", "1")
    found = (
        {} if aggregate else likely_doubles(place.office, place.year, form.register, [data], without=without)
    )
    followed = _followed(form.register, data, place.office, place.year)
    return CheckScreen(tuple(found.get(0, ())), followed, confirmed)


def _followed(register: Register, data: dict[str, Any], office: Office, year: int) -> tuple[Followed, ...]:
    if not register.worked_out:
        return ()
    calendar = calendar_of(office)
    known = work_out(register, data, calendar, year)
    found = []
    for reason in explain(register, data, calendar, year):
        target = register.field(reason.field)
        found.append(Followed(target.label, field_text(target, known.get(reason.field)), told(reason)))
    return tuple(found)


# ---------------------------------------------------------------- offered before anything is typed


def offered(register: Register, office: Office, year: int, person: Person, today: dt.date) -> dict[str, str]:
    """What an empty form offers: today, the next period that is owed, and the choices made last time."""
    found: dict[str, str] = {}
    mine = Record.objects.of_year(office, year).filter(register=register.code, created_by=person)
    last = mine.order_by("-pk").first()
    for each in register.fields:
        again = each.type is FieldType.CHOICE and each.code in first_fields(register)
        # What the event is like comes again; how it went does not: a plan makes no plan of the next row.
        if last and again and each.code not in (register.title_field, STATUS):
            found[field_name(each.code)] = str(last.data.get(each.code) or "")
    submitted = register.timely.done if register.timely else ""
    if today.year == year and register.date_field != submitted:
        found[field_name(register.date_field)] = format_short(today)
    if register.deadline and register.deadline.field:
        period = register.field(register.deadline.field)
        if period.type is FieldType.CHOICE:
            waiting = owed(register, office, year, today)
            found[field_name(period.code)] = waiting[0].code if waiting else ""
    return found


def saved_record(records: QuerySet[Record], request: Request) -> Record | None:
    """The record that the reader has just saved, as the address says."""
    pk = request.GET.get("tersimpan", "")
    return records.filter(pk=int(pk), created_by=request.user).first() if pk.isdigit() else None


# ---------------------------------------------------------------- the page of a record


@dataclass(frozen=True)
class RecordScreen:
    """A record with all it says."""

    record: Record
    title: str
    pairs: tuple[tuple[str, str], ...]
    followed: tuple[Followed, ...]
    asserted: tuple[str, ...]
    lacks: tuple[str, ...]
    empty: tuple[str, ...]
    state: str
    locked: Period | None
    replacement: Record | None
    attachments: tuple[Attachment, ...]
    removed: tuple[Attachment, ...]
    earlier: tuple[Attachment, ...]  # of the rows that this one replaces; they prove it as well


def record_screen(record: Record, register: Register, locks: Sequence[Period]) -> RecordScreen:
    """The page of ``record``."""
    lock = lock_over(record, locks)
    files = list(record.attachments.select_related("created_by", "removed_by"))
    asserted = [each for each in register.fields if each.code in record.asserted]
    follows = register.worked_out - set(record.asserted)
    typed = [each for each in register.fields if each.code not in follows]
    shown = [(each, field_text(each, record.data.get(each.code))) for each in typed]
    everything = _followed(register, record.data, record.office, record.year)
    labels = {each.label for each in asserted}
    state = state_of(record)
    return RecordScreen(
        record=record,
        title=title_of(record, register),
        pairs=tuple((each.label, text) for each, text in shown if text),
        followed=tuple(each for each in everything if each.label not in labels),
        asserted=tuple(each.label for each in asserted),
        lacks=() if state or record.stated_percent is not None else tuple(register.lacks(record.data)),
        empty=tuple(each.label for each, text in shown if not text),
        state=state,
        locked=lock,
        replacement=getattr(record, "replaced_by", None),
        attachments=tuple(file for file in files if file.removed_at is None),
        removed=tuple(file for file in files if file.removed_at is not None),
        earlier=tuple(_earlier(record, {file.sha256 for file in files if file.removed_at is None})),
    )


def _earlier(record: Record, known: set[str]) -> list[Attachment]:
    """The files of all rows that ``record`` replaces, the last one's first, each content once."""
    found: list[Attachment] = []
    before = record.replaces
    while before is not None:
        files = before.attachments.filter(removed_at__isnull=True).select_related("created_by")
        found.extend(file for file in files if file.sha256 not in known)
        known |= {file.sha256 for file in found}
        before = before.replaces
    return found


def both_versions(current: Record, register: Register, form: RecordForm) -> list[tuple[str, str, str, bool]]:
    """Field by field: its label, how it stands now, what was typed, and whether they differ."""
    typed = form.row.data
    pairs = [
        (each.label, field_text(each, current.data.get(each.code)), field_text(each, typed.get(each.code)))
        for each in register.fields
        if each.code not in register.worked_out
    ]
    pairs += [
        (_("Jumlah"), f"{current.quantity:f}".rstrip("0").rstrip("."), f"{form.row.quantity:f}"),
        (_("Sumber"), current.source, form.row.source),
        (_("Keterangan"), current.note, form.row.note),
    ]
    return [(label, now, mine, now != mine) for label, now, mine in pairs if now or mine]
