"""What the deeds about records share: the row that is handed in, what is refused, how a record is filled."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from akuntabel.core.calendar import Calendar
from akuntabel.core.due import work_out
from akuntabel.core.entry import Problem, year_problem
from akuntabel.core.errors import AkuntabelError, CannotDo, gettext_noop
from akuntabel.core.folding import event_key
from akuntabel.core.register import Register
from akuntabel.evidence.models import Record
from akuntabel.evidence.registers import calendar_of
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import Event, difference, facts, plain

WRONG_ROWS = gettext_noop("{count} baris belum dapat disimpan; tidak ada yang disimpan. {first}")
CHANGED_MEANWHILE = gettext_noop(
    "Catatan ini sudah diubah {name} sesudah Anda membukanya. Ketikan Anda tetap ada di bawah: "
    "bandingkan, lalu simpan lagi."
)
NOTHING_TO_CHANGE = gettext_noop("Catatan ini sudah diganti atau ditarik, jadi tidak dapat diubah lagi.")
RETIRED = gettext_noop("Register {name} sudah ditutup, jadi tidak menerima catatan baru.")
NEEDS_REASON = gettext_noop("Tulis alasannya; alasan itu tersimpan dalam riwayat.")
BAD_QUANTITY = gettext_noop(
    "Jumlah harus 0 sampai 999.999.999.999, paling banyak empat angka di belakang koma."
)
LONG_SOURCE = gettext_noop("Sumber terlalu panjang: {length} huruf, paling banyak {most}.")

_LOGGED = ("year", "date", "title", "quantity", "source", "note", "stated_percent")
_LONGEST_SOURCE = 200
_LONGEST_TITLE = 400


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


@dataclass(frozen=True)
class Row:
    """What a record should hold: the register's fields, and what every record has.

    Fields that follow from others (``Register.worked_out``) are worked out, whatever ``data`` says;
    only an aggregate (quantity other than 1) may assert what cannot be worked out.
    """

    data: Mapping[str, Any]
    quantity: Decimal = Decimal(1)
    source: str = ""
    note: str = ""
    key: str = field(default="")


def hold(office: Office) -> None:
    """Let no other deed about records or locks of ``office`` pass before this transaction ends."""
    list(Office.objects.select_for_update(no_key=True).filter(pk=office.pk).values_list("pk"))


def refuse_wrong(register: Register, rows: Sequence[Row], *, year: int, before: Record | None = None) -> None:
    """Raise WrongRows when any of ``rows`` cannot be kept in ``register`` in ``year``.

    ``before`` is the record that a row changes or replaces: where its share is only stated, required
    fields need not be filled, as with an aggregate; and a date that it had already is not asked again.
    """
    wrong = {
        index: found for index, row in enumerate(rows) if (found := _problems(register, row, year, before))
    }
    if wrong:
        raise WrongRows(wrong)


def _problems(register: Register, row: Row, year: int, before: Record | None) -> list[Problem]:
    stated = before is not None and before.stated_percent is not None
    sentences = register.problems(row.data, aggregate=stated or row.quantity != 1)
    found = [Problem(code, "{sentence}", {"sentence": sentence}) for code, sentence in sentences]
    found += other_year(register, row.data, year, before)
    if not _storable(row.quantity):
        found.append(Problem("quantity", BAD_QUANTITY, {}))
    if len(row.source) > _LONGEST_SOURCE:
        lengths = {"length": len(row.source), "most": _LONGEST_SOURCE}
        found.append(Problem("source", LONG_SOURCE, lengths))
    return found


def other_year(
    register: Register, data: Mapping[str, Any], year: int, before: Record | None
) -> list[Problem]:
    """What is wrong with a date outside ``year``, unless ``before`` had it already."""
    day = register.date_field
    if before is not None and before.data.get(day) == data.get(day):
        return []
    problem = year_problem(register, data, year)
    return [problem] if problem else []


def _storable(quantity: Decimal) -> bool:
    return (
        quantity.is_finite()
        and 0 <= quantity < Decimal(10) ** 12
        and quantity == quantity.quantize(Decimal("0.0001"))
    )


def refuse_retired(register: Register) -> None:
    """Raise CannotDo when ``register`` is closed for new records."""
    if register.retired:
        raise CannotDo(RETIRED, name=register.name)


def refuse_without(reason: str) -> None:
    """Raise CannotDo when no ``reason`` is given."""
    if not reason.strip():
        raise CannotDo(NEEDS_REASON)


def new_record(
    office: Office, year: int, register: Register, row: Row, by: Person, *, calendar: Calendar | None = None
) -> Record:
    """A record of ``row``, not saved yet."""
    key = row.key or uuid.uuid4().hex[:12]
    record = Record(office=office, year=year, register=register.code, key=key, created_by=by)
    fill(record, register, row, calendar or calendar_of(office))
    return record


def fill(record: Record, register: Register, row: Row, calendar: Calendar) -> None:
    """Put what ``row`` says into ``record``, with all that follows from it."""
    data = _with_what_follows(record, register, row, calendar)
    day = data.get(register.date_field)
    record.date = dt.date.fromisoformat(day) if day else None
    record.data = data
    record.title = (register.title(data) or register.name)[:_LONGEST_TITLE]
    record.quantity, record.source, record.note = row.quantity, row.source, row.note
    record.event = "" if record.is_aggregate else event_key(register, data)


def _with_what_follows(record: Record, register: Register, row: Row, calendar: Calendar) -> dict[str, Any]:
    """The data of ``row`` worked out; ``record.asserted`` is brought in line with it."""
    aggregate = row.quantity != 1 or record.stated_percent is not None
    kept = {
        name: record.data[name]
        for name in record.asserted
        if name in register.worked_out and name in record.data
    }
    given = {**kept, **row.data}
    may_assert = register.worked_out if aggregate else set(kept)
    data = work_out(register, given, calendar, record.year, asserted=may_assert)
    follows = work_out(register, given, calendar, record.year)
    said = {
        name for name in record.asserted if name in data and data[name] == record.data.get(name)
    } - register.worked_out
    said |= {name for name in register.worked_out if name in data and name not in follows}
    record.asserted = [*(name for name in record.asserted if name in said)]
    record.asserted += sorted(said - set(record.asserted))
    return data


def told(record: Record) -> dict[str, Any]:
    """What the trail keeps of ``record``: its own columns, and the register's fields as ``data.code``."""
    own = {name: value for name, value in facts(record, _LOGGED).items() if value not in (None, "")}
    if record.asserted:
        own["asserted"] = sorted(record.asserted)
    return own | {f"data.{name}": plain(value) for name, value in record.data.items()}


def event(deed: str, record: Record, before: Mapping[str, Any] | None = None, reason: str = "") -> Event:
    """What the trail says about ``record`` after ``deed``."""
    return Event(deed, record, record.title, difference(before or {}, told(record)), reason)
