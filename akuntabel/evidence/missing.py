"""What a register with a deadline still owes: the periods without a record, each with its due date."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from akuntabel.core.due import Due, due_in, period_named
from akuntabel.core.periods import Period
from akuntabel.core.register import FieldType, Register
from akuntabel.evidence.models import Record
from akuntabel.evidence.registers import calendar_of
from akuntabel.offices.models import Office


@dataclass(frozen=True)
class Owed:
    """A period without a record; ``code`` is what the register's period field would hold."""

    code: str
    label: str
    due: Due
    late: bool


@dataclass(frozen=True)
class PeriodDate:
    """When a period is due, and whether it has a record; ``there`` is None when an aggregate without a
    period stands for several: nobody knows which."""

    code: str
    label: str
    due: Due
    there: bool | None


def owed(register: Register, office: Office, year: int, today: dt.date) -> list[Owed]:
    """The periods of ``year`` that have begun and have no record yet, in order.

    Nothing where an aggregate without a period stands for several of them: nobody knows which.
    """
    return owed_by_register([register], office, year, today).get(register.code, [])


def owed_by_register(
    registers: Iterable[Register], office: Office, year: int, today: dt.date
) -> dict[str, list[Owed]]:
    """:func:`owed` for several registers at once; those that owe nothing are left out."""
    calendar, found = calendar_of(office), {}
    for register in registers:
        rule = register.deadline
        if rule is None or not rule.works:
            continue
        expected = _expected(register, year)
        there = _there(register, office, year) if expected else None
        if there is None:
            continue
        missing = [
            Owed(code, _label(register, code, period), due, late=today > due.date)
            for code, period in expected.items()
            if code not in there
            for due in [due_in(rule, period, calendar)]
            if period.start <= today
        ]
        if missing:
            found[register.code] = missing
    return found


def dates_by_register(
    registers: Iterable[Register], office: Office, year: int
) -> dict[str, list[PeriodDate]]:
    """All due dates of ``year`` by register, begun or not, in order; registers without a deadline are left out."""
    calendar, found = calendar_of(office), {}
    for register in registers:
        rule = register.deadline
        if rule is None or not rule.works:
            continue
        expected = _expected(register, year)
        there = _there(register, office, year) if expected else set()
        found[register.code] = [
            PeriodDate(
                code,
                _label(register, code, period),
                due_in(rule, period, calendar),
                None if there is None else code in there,
            )
            for code, period in expected.items()
        ]
    return found


def late_by_register(registers: Mapping[str, Register], office: Office, year: int) -> dict[str, int]:
    """How many kept records of each register were not on time; without those that have none."""
    by_field: dict[str, list[str]] = defaultdict(list)
    for register in registers.values():
        if register.timely:
            by_field[register.timely.field].append(register.code)
    found: dict[str, int] = {}
    for field, codes in by_field.items():
        records = Record.objects.of_year(office, year).filter(register__in=codes)
        late = records.alias(answer=KeyTransform(field, "data")).filter(answer=False).order_by()
        found.update(late.values_list("register").annotate(rows=Count("pk")))
    return found


def _expected(register: Register, year: int) -> dict[str, Period]:
    rule = register.deadline
    assert rule
    if not rule.field:
        return {"": Period(year)}
    field = register.field(rule.field)
    if field.type is not FieldType.CHOICE:
        return {}
    found = {code: period_named(rule, code, year) for code in field.choices or {}}
    return {code: period for code, period in found.items() if period}


def _there(register: Register, office: Office, year: int) -> set[str] | None:
    """The periods that have a record; None when a record without one may stand for several."""
    rule = register.deadline
    assert rule
    records = Record.objects.of_year(office, year).filter(register=register.code).order_by()
    if not rule.field:
        return {""} if records.exists() else set()
    codes = set(records.values_list(KeyTextTransform(rule.field, "data"), flat=True).distinct())
    return None if codes & {None, ""} else codes


def _label(register: Register, code: str, period: Period) -> str:
    rule = register.deadline
    assert rule
    if not rule.field:
        return period.label
    return (register.field(rule.field).choices or {}).get(code, code)
