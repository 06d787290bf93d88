"""What follows from the other fields of a row: its due date, whether it was on time, whether it is valid.

Pure and told in words: :func:`work_out` fills the fields that nobody types, :func:`explain` says why
each is as it is. Unknown with anything is unknown: a field that cannot be worked out holds nothing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, cast

from akuntabel.core.calendar import Calendar, DueRule
from akuntabel.core.errors import gettext_noop
from akuntabel.core.indonesian import format_date, format_number
from akuntabel.core.indonesian.dates import weekday_name
from akuntabel.core.periods import Period
from akuntabel.core.register import Deadline, FieldType, Register, RegisterField

DUE = gettext_noop("Batas {due}.")
DUE_MOVED = gettext_noop("Batas {due}: {nominal} hari libur ({why}), maka {direction}.")
DUE_PROVISIONAL = gettext_noop(
    "Batas {due}, sementara: hari libur {year} belum ada dalam kalender, jadi baru akhir pekan yang dihitung."
)
DUE_UNKNOWN = gettext_noop("Isi {label} supaya batas waktunya diketahui.")
NOT_DONE = gettext_noop("Isi {label} supaya diketahui tepat waktu atau tidak.")
IN_TIME = gettext_noop("{label} {done}, batas {due}: tepat waktu.")
LATE = gettext_noop("{label} {done}, batas {due}: terlambat {days} hari.")
TOO_EARLY = gettext_noop("{label} {begun}, padahal jadwal baru mulai {opens}.")
VALID = gettext_noop("Semua syarat dipenuhi: {parts}.")
NOT_TRUE = gettext_noop("{label}: tidak.")
NOT_EQUAL = gettext_noop("{first} {amount} berbeda dari {second} {other}.")
PARTS_MISSING = gettext_noop("Belum diisi: {parts}.")
EARLIER = gettext_noop("dimajukan ke hari kerja sebelumnya")
LATER = gettext_noop("diundur ke hari kerja berikutnya")

_EMPTY = (None, "")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the worked-out field ``field`` is as it is: a sentence that a door may translate."""

    field: str
    template: str
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        params = {name: str(value) for name, value in self.params.items()}
        return self.template.format(**params)


@dataclass(frozen=True, slots=True)
class Due:
    """A due date: ``nominal`` by the rule alone, ``date`` after days off, provisional while the
    calendar does not know the year."""

    period: Period
    nominal: dt.date
    date: dt.date
    provisional: bool


def work_out(
    register: Register,
    data: Mapping[str, Any],
    calendar: Calendar,
    year: int,
    *,
    asserted: Collection[str] = (),
) -> dict[str, Any]:
    """``data`` of a row of ``year`` with its worked-out fields as they follow from the others.

    A field that cannot be worked out holds nothing, unless it is among the ``asserted``: what a
    source only asserts stays as it says, until the parts are known.
    """
    found = dict(data)
    for name, value in _values(register, found, calendar, year):
        if value is not None:
            found[name] = value
        elif name not in asserted:
            found.pop(name, None)
    return found


def due_of(register: Register, data: Mapping[str, Any], calendar: Calendar, year: int) -> Due | None:
    """When a row with ``data`` is due by the register's rule; None when there is none or it is unknown."""
    rule = register.deadline
    period = period_of(register, data, year)
    return due_in(rule, period, calendar) if rule and period else None


def due_in(rule: Deadline, period: Period, calendar: Calendar) -> Due:
    """When what ``rule`` asks for about ``period`` is due."""
    nominal = _rule(rule, "keep").due_date(period, calendar)
    due = _rule(rule, rule.if_holiday).due_date(period, calendar)
    known = all(calendar.knows(year) for year in {nominal.year, due.year})
    return Due(period, nominal, due, provisional=rule.if_holiday != "keep" and not known)


def period_of(register: Register, data: Mapping[str, Any], year: int) -> Period | None:
    """The period that a row with ``data`` is about; a semester is named by its second quarter."""
    rule = register.deadline
    if rule is None or not rule.works:
        return None
    if not rule.field:
        return Period(year)
    value = data.get(rule.field)
    if value in _EMPTY:
        return None
    if register.field(rule.field).type is FieldType.DATE:
        day = _day(value)
        return Period(day.year, month=day.month) if day else None
    return period_named(rule, str(value), year)


def period_named(rule: Deadline, code: str, year: int) -> Period | None:
    """The period of ``year`` that a choice ``code`` ("03") stands for under ``rule``."""
    if not (code.isascii() and code.isdigit()):
        return None
    number = int(code)
    match rule.period:
        case "month" if 1 <= number <= 12:
            return Period(year, month=number)
        case "quarter" if 1 <= number <= 4:
            return Period(year, quarter=number)
        case "semester" if 1 <= number <= 2:
            return Period(year, quarter=number * 2)
    return None


def _values(
    register: Register, found: dict[str, Any], calendar: Calendar, year: int
) -> Iterator[tuple[str, Any]]:
    """Each worked-out field with its value; the due date first, because the answer follows from it."""
    timely = register.timely
    if timely and timely.due in register.worked_out:
        due = due_of(register, found, calendar, year)
        yield timely.due, due.date.isoformat() if due else None
    if timely:
        yield timely.field, _on_time(register, found)
    if register.valid_when:
        yield register.valid_when.field, _valid(register, found)


def _on_time(register: Register, data: Mapping[str, Any]) -> bool | None:
    timely = register.timely
    assert timely
    done, due = _day(data.get(timely.done)), _day(data.get(timely.due))
    if done is None or due is None:
        return None
    if done > due:
        return False
    if not timely.opens:
        return True
    begun, opens = _day(data.get(timely.begun or timely.done)), _day(data.get(timely.opens))
    return None if begun is None or opens is None else begun >= opens


def _valid(register: Register, data: Mapping[str, Any]) -> bool | None:
    rule = register.valid_when
    assert rule
    parts: list[bool | None] = [
        None if data.get(name) in _EMPTY else data.get(name) is True for name in rule.true
    ]
    for first, second in rule.equal:
        pair = data.get(first), data.get(second)
        unknown = any(value in _EMPTY for value in pair)
        parts.append(None if unknown else Decimal(str(pair[0])) == Decimal(str(pair[1])))
    if False in parts:
        return False
    return None if None in parts else True


# ---------------------------------------------------------------- in words


def explain(register: Register, data: Mapping[str, Any], calendar: Calendar, year: int) -> list[Reason]:
    """Why each worked-out field of a row with ``data`` is as it is, or what is needed to know it."""
    known = work_out(register, data, calendar, year)
    reasons = []
    timely = register.timely
    if timely and timely.due in register.worked_out:
        reasons.append(_why_due(register, known, calendar, year))
    if timely:
        reasons.append(_why_on_time(register, known))
    if register.valid_when:
        reasons.append(_why_valid(register, known))
    return reasons


def _why_due(register: Register, data: Mapping[str, Any], calendar: Calendar, year: int) -> Reason:
    assert register.timely
    name = register.timely.due
    due = due_of(register, data, calendar, year)
    if due is None:
        missing = register.deadline.field if register.deadline else ""
        return Reason(name, DUE_UNKNOWN, {"label": register.field(missing).label if missing else ""})
    if due.provisional:
        return Reason(name, DUE_PROVISIONAL, {"due": _weekday_date(due.date), "year": due.date.year})
    if due.date == due.nominal:
        return Reason(name, DUE, {"due": _weekday_date(due.date)})
    params = {
        "due": _weekday_date(due.date),
        "nominal": _weekday_date(due.nominal),
        "why": calendar.holidays.get(due.nominal) or Reason("", gettext_noop("akhir pekan")),
        "direction": Reason("", EARLIER if due.date < due.nominal else LATER),
    }
    return Reason(name, DUE_MOVED, params)


def _why_on_time(register: Register, data: Mapping[str, Any]) -> Reason:
    timely = register.timely
    assert timely
    done, due = _day(data.get(timely.done)), _day(data.get(timely.due))
    needed = [timely.done, timely.due, *([timely.begun or timely.done, timely.opens] if timely.opens else [])]
    if done is None or due is None or timely.field not in data:
        missing = next(name for name in needed if data.get(name) in _EMPTY)
        if missing == timely.due and missing in register.worked_out and register.deadline:
            missing = register.deadline.field or missing
        return Reason(timely.field, NOT_DONE, {"label": register.field(missing).label})
    label = register.field(timely.done).label
    params: dict[str, Any] = {"label": label, "done": format_date(done), "due": _weekday_date(due)}
    if done > due:
        return Reason(timely.field, LATE, params | {"days": (done - due).days})
    if data[timely.field]:
        return Reason(timely.field, IN_TIME, params)
    begun, opens = _day(data.get(timely.begun or timely.done)), _day(data.get(timely.opens))
    assert begun
    assert opens
    params = {
        "label": register.field(timely.begun or timely.done).label,
        "begun": format_date(begun),
        "opens": format_date(opens),
    }
    return Reason(timely.field, TOO_EARLY, params)


def _why_valid(register: Register, data: Mapping[str, Any]) -> Reason:
    rule = register.valid_when
    assert rule
    for name in rule.true:
        if data.get(name) is False:
            return Reason(rule.field, NOT_TRUE, {"label": register.field(name).label})
    for first, second in rule.equal:
        one, two = data.get(first), data.get(second)
        if one in _EMPTY or two in _EMPTY or Decimal(str(one)) == Decimal(str(two)):
            continue
        params = {
            "first": register.field(first).label,
            "amount": format_number(Decimal(str(one))),
            "second": register.field(second).label,
            "other": format_number(Decimal(str(two))),
        }
        return Reason(rule.field, NOT_EQUAL, params)
    parts = [register.field(name) for name in (*rule.true, *(name for pair in rule.equal for name in pair))]
    missing = [part for part in parts if data.get(part.code) in _EMPTY]
    if missing:
        return Reason(rule.field, PARTS_MISSING, {"parts": _labels(missing)})
    return Reason(rule.field, VALID, {"parts": _labels(parts)})


def _labels(fields: list[RegisterField]) -> str:
    return ", ".join(each.label for each in fields)


def _weekday_date(day: dt.date) -> str:
    return f"{weekday_name(day)} {format_date(day)}"


def _day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value)) if value not in _EMPTY else None
    except ValueError:
        return None


def _rule(rule: Deadline, if_holiday: str) -> DueRule:
    moved = cast(Literal["previous", "next", "keep"], if_holiday)
    return DueRule(rule.months_after, rule.day or None, moved)
