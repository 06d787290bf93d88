"""A register as a table: its columns, and what stands in them as a cell or as typed text.

Template, export, import and grid all take their columns and values from here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from akuntabel.core.indonesian import format_number, format_short
from akuntabel.core.register import FieldType, Register, RegisterField
from akuntabel.evidence.models import Record

QUANTITY, SOURCE, NOTE = "_quantity", "_source", "_note"
KEY, VERSION, REMARK = "_key", "_version", "_remark"
YES, NO = "ya", "tidak"

_EXACT = 15  # digits that a spreadsheet keeps of a number
_FIRST_DAY = dt.date(1900, 3, 1)  # before it, spreadsheets disagree about the day


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: a field of the register, or something that every record has."""

    code: str
    head: str
    field: RegisterField | None = None

    @property
    def type(self) -> FieldType:
        """What the column holds."""
        if self.field:
            return self.field.type
        return FieldType.NUMBER if self.code in (QUANTITY, VERSION) else FieldType.TEXT

    @property
    def required(self) -> bool:
        """Whether a new row needs it."""
        return self.field is not None and self.field.required


def columns_of(register: Register, *, keyed: bool = False, remark: bool = False) -> tuple[Column, ...]:
    """The columns of ``register``, each with a head of its own; ``keyed`` adds key and version."""
    found = [Column(field.code, field.label, field) for field in register.fields]
    found += [Column(QUANTITY, "Jumlah"), Column(SOURCE, "Sumber"), Column(NOTE, "Catatan")]
    if keyed:
        found += [Column(KEY, "Kode"), Column(VERSION, "Versi")]
    if remark:
        found.append(Column(REMARK, "Yang perlu diperbaiki"))
    return tuple(_with_heads_apart(found))


def _with_heads_apart(columns: Sequence[Column]) -> Iterator[Column]:
    """The same columns; a head that stands twice gets its code behind it."""
    seen: set[str] = set()
    for column in columns:
        head = column.head
        if head.casefold() in seen:
            head = f"{head} ({column.code.strip('_')})"
        seen.add(head.casefold())
        yield Column(column.code, head, column.field)


# ---------------------------------------------------------------- values


def cell_of(column: Column, record: Record) -> Any:
    """What stands in ``column`` for ``record``: text, number, date, or None."""
    if column.field:
        return field_cell(column.field, record.data.get(column.code))
    match column.code:
        case "_quantity":
            return None if record.quantity == 1 else number_cell(record.quantity)
        case "_source":
            return record.source or None
        case "_note":
            return record.note or None
        case "_key":
            return record.key
        case "_version":
            return record.version
    return None


def field_cell(field: RegisterField, value: Any) -> Any:
    """A stored ``value`` as the native value of a cell; None when it holds nothing."""
    if value in (None, ""):
        return None
    match field.type:
        case FieldType.BOOLEAN:
            return YES if value else NO
        case FieldType.CHOICE:
            return choice_word(field, str(value))
        case FieldType.DATE:
            day = dt.date.fromisoformat(str(value))
            return day if day >= _FIRST_DAY else day.isoformat()
        case FieldType.INTEGER | FieldType.NUMBER | FieldType.MONEY:
            return number_cell(Decimal(str(value)))
    return str(value)


def number_cell(value: Decimal) -> int | float | str:
    """``value`` as a number where a spreadsheet keeps it exactly, else in Indonesian writing."""
    if len(value.normalize().as_tuple().digits) > _EXACT or Decimal(repr(float(value))) != value:
        return format_number(value)
    return int(value) if value == value.to_integral_value() else float(value)


def choice_word(field: RegisterField, code: str) -> str:
    """The word of a choice; its code where two choices have the same word."""
    choices = field.choices or {}
    word = choices.get(code, code)
    alike = [other for other, name in choices.items() if name.casefold() == word.casefold()]
    meant_otherwise = any(other.casefold() == word.casefold() for other in choices if other != code)
    return word if len(alike) == 1 and not meant_otherwise else code


def typed_text(field: RegisterField, value: Any) -> str:
    """A stored ``value`` as somebody would type it: 04-03-2025, 1.234,5, ya; reads back the same."""
    if value in (None, ""):
        return ""
    match field.type:
        case FieldType.BOOLEAN:
            return YES if value else NO
        case FieldType.CHOICE:
            return choice_word(field, str(value))
        case FieldType.DATE:
            return format_short(dt.date.fromisoformat(str(value)))
        case FieldType.INTEGER | FieldType.NUMBER | FieldType.MONEY:
            return format_number(Decimal(str(value)))
    return str(value)
