"""Records as tables: under an indicator with what each adds, and in the register's own columns."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from akuntabel.core import measure as core
from akuntabel.core.indonesian import format_money, format_number, format_percent
from akuntabel.core.measure import Amount, Count, Ratio
from akuntabel.core.register import FieldType, Register, RegisterField
from akuntabel.evidence.missing import Owed, late_by_register, owed_by_register
from akuntabel.evidence.models import Record
from akuntabel.offices.models import Office
from akuntabel.packs.pack import Pack
from akuntabel.web.templatetags.indonesian import date as date_text


def field_text(target: RegisterField, value: Any) -> str:
    """A field of a record in the reader's words; empty when it holds nothing."""
    if value in (None, ""):
        return ""
    match target.type:
        case FieldType.BOOLEAN:
            return _("ya") if value else _("tidak")
        case FieldType.CHOICE:
            return (target.choices or {}).get(str(value), str(value))
        case FieldType.DATE:
            return date_text(dt.date.fromisoformat(str(value)))
        case FieldType.MONEY:
            return format_money(Decimal(str(value)), cents=False)
        case FieldType.INTEGER | FieldType.NUMBER:
            return format_number(Decimal(str(value)))
    return str(value)


def title_of(record: Record, register: Register | None) -> str:
    """The title of ``record`` in words, also where the register's title is a choice ("kpps")."""
    for each in register.fields if register else ():
        if register and each.code == register.title_field and each.type is FieldType.CHOICE:
            return field_text(each, record.data.get(each.code)) or record.title
    return record.title


@dataclass(frozen=True)
class Proof:
    """A record under an indicator: what it says, and what it adds to each column."""

    record: Record
    title: str
    details: tuple[tuple[str, str], ...]
    adds: tuple[str, ...]


@dataclass(frozen=True)
class ProofTable:
    """The records behind an actual, with columns that add up to it."""

    columns: tuple[str, ...]
    rows: tuple[Proof, ...]
    totals: tuple[str, ...]
    numbers: tuple[Decimal, ...] = field(default=())

    @property
    def noted(self) -> bool:
        """Whether any record bears a note."""
        return any(row.record.note for row in self.rows)


def proof_table(
    measure: core.Measure, records: Sequence[Record], registers: dict[str, Register]
) -> ProofTable:
    """``records`` with what each adds to the amounts of ``measure``."""
    amounts = _amounts(measure, records)
    sums = [Decimal(0) for _amount in amounts]
    shared = frozenset(amounts[0][1].selection.where) if len(amounts) == 1 else frozenset()
    rows = []
    for record in records:
        adds = [adds_of(amount, record) for _name, amount in amounts]
        sums = [total + (part or 0) for total, part in zip(sums, adds, strict=True)]
        rows.append(
            Proof(
                record,
                title_of(record, registers.get(record.register)),
                tuple(details_of(record, registers.get(record.register), without=shared)),
                tuple("" if part is None else format_number(part) for part in adds),
            )
        )
    if not amounts:
        stated = tuple(_percent(record.stated_percent) for record in records)
        rows = [replace(row, adds=(said,)) for row, said in zip(rows, stated, strict=True)]
        return ProofTable((_("Dinyatakan"),), tuple(rows), ())
    return ProofTable(
        tuple(name for name, _amount in amounts),
        tuple(rows),
        tuple(format_number(total) for total in sums),
        tuple(sums),
    )


def _percent(value: Decimal | None) -> str:
    return "" if value is None else format_percent(value)


def _amounts(measure: core.Measure, records: Iterable[Record]) -> list[tuple[str, Amount]]:
    if any(record.stated_percent is not None for record in records):
        return []
    match measure:
        case Ratio(numerator=top, denominator=bottom):
            return [(_("Pembilang"), top), (_("Penyebut"), bottom)]
        case core.Count() | core.Sum() | core.Latest() as amount:
            return [(_("Jumlah"), amount)]
    return []


def adds_of(amount: Amount, record: Record) -> Decimal | None:
    """What ``record`` adds to ``amount``; None when it does not belong."""
    seen = core.Record(
        id=str(record.pk), register=record.register, data=record.data, quantity=record.quantity
    )
    if not amount.selection.matches(seen):
        return None
    if isinstance(amount, Count):
        return record.quantity
    value = record.data.get(amount.field)
    return None if value is None else Decimal(str(value))


def details_of(
    record: Record, register: Register | None, *, without: frozenset[str]
) -> Iterable[tuple[str, str]]:
    """The filled fields of ``record`` besides its title, its date and what all rows share."""
    for each in register.fields if register else ():
        if register is None or each.code in without | {register.title_field, register.date_field}:
            continue
        if text := field_text(each, record.data.get(each.code)):
            yield each.label, text


@dataclass(frozen=True)
class RegisterCount:
    """A register in the list: how many records, what they add up to, what is late, what is owed."""

    register: Register
    rows: int
    total: Decimal
    late: int
    owed: tuple[Owed, ...]

    @property
    def overdue(self) -> int:
        """How many periods are past their due date without a record."""
        return sum(1 for each in self.owed if each.late)


def register_groups(
    pack: Pack, office: Office, year: int, today: dt.date
) -> list[tuple[str, list[RegisterCount]]]:
    """The registers of ``pack`` by division, with what ``office`` recorded in ``year``."""
    counts = {
        code: (rows, total)
        for code, rows, total in Record.objects.of_year(office, year)
        .values_list("register")
        .annotate(rows=models.Count("pk"), total=models.Sum("quantity"))
        .order_by()
    }
    late = late_by_register(pack.registers, office, year)
    missing = owed_by_register(pack.registers.values(), office, year, today)
    groups: dict[str, list[RegisterCount]] = defaultdict(list)
    for register in pack.registers.values():
        rows, total = counts.get(register.code, (0, Decimal(0)))
        waiting = tuple(missing.get(register.code, ()))
        groups[register.group].append(
            RegisterCount(register, rows, total, late.get(register.code, 0), waiting)
        )
    return list(groups.items())
