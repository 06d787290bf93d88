"""Registers from ``registers/<code>.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from akuntabel.core.errors import gettext_noop
from akuntabel.core.register import Deadline, FieldType, Register, RegisterField
from akuntabel.packs.reading import (
    MISSING,
    UNKNOWN,
    PackError,
    Place,
    Reader,
    guess,
    read_file,
    refuse_twice,
)

FOLDER = "registers"
NO_REGISTERS = gettext_noop("{place}: tidak ada register di folder ini")
NOT_ITS_FILE = gettext_noop('{place}: "{found}" tidak sama dengan nama berkasnya, "{file}"')
NOT_A_DATE = gettext_noop('{place}: isian "{found}" bukan tanggal')
CHOICES_WITHOUT_CHOICE = gettext_noop('{place}: hanya untuk isian berjenis "choice"')
PERIODS = ("month", "quarter", "semester", "year", "event")
IF_HOLIDAY = ("previous", "next", "keep")
_MOST_MONTHS = 24


def read_registers(folder: Path) -> dict[str, Register]:
    """The registers of the pack in ``folder`` by code, in the order of their file names."""
    names = sorted(file.stem for file in (folder / FOLDER).glob("*.toml"))
    if not names:
        raise PackError(NO_REGISTERS, place=Place(FOLDER))
    registers = {}
    for name in names:
        reader = read_file(folder, f"{FOLDER}/{name}.toml")
        register = read_register(reader)
        if register.code != name:
            raise PackError(NOT_ITS_FILE, place=reader.place.key("code"), found=register.code, file=name)
        registers[name] = register
    return registers


def parse_register(data: Mapping[str, Any], *, place: str) -> Register:
    """A register from ``data`` with the keys of a register file; ``place`` names it in messages.

    Raises:
        PackError: a part of it is wrong.
    """
    return read_register(Reader(Place(place, ""), data))


def read_register(reader: Reader) -> Register:
    """One register."""
    tables = reader.tables("field")
    fields = tuple(_field(table) for table in tables)
    refuse_twice((field.code, table.place.key("code")) for field, table in zip(fields, tables, strict=True))
    by_code = {field.code: field for field in fields}
    register = Register(
        code=reader.text("code"),
        name=reader.text("name"),
        purpose=reader.text("purpose"),
        group=reader.text("group"),
        unit=reader.text("unit"),
        fields=fields,
        title_field=_existing(reader, "title_field", by_code),
        date_field=_date_field(reader, by_code),
        same_event=_all_existing(reader, "same_event", by_code),
        counts_when=_all_existing(reader, "counts_when", by_code),
        deadline=_deadline(reader.table("deadline")) if reader.has("deadline") else None,
        system=reader.text("system", ""),
        note=reader.text("note", ""),
    )
    reader.finish()
    return register


def _field(reader: Reader) -> RegisterField:
    kind = reader.option("type", FieldType)
    field = RegisterField(
        code=reader.text("code"),
        label=reader.text("label"),
        type=kind,
        required=reader.boolean("required", default=False),
        choices=_choices(reader, kind),
        help=reader.text("help", ""),
    )
    reader.finish()
    return field


def _choices(reader: Reader, kind: FieldType) -> dict[str, str] | None:
    if kind is not FieldType.CHOICE:
        if reader.has("choices"):
            raise PackError(CHOICES_WITHOUT_CHOICE, place=reader.place.key("choices"))
        return None
    table = reader.table("choices")
    if not table.data:
        raise PackError(MISSING, place=table.place)
    return {code: table.text(code) for code in table.data}


def _deadline(reader: Reader) -> Deadline:
    deadline = Deadline(
        period=reader.word("period", PERIODS),
        months_after=reader.integer("months_after", least=0, most=_MOST_MONTHS),
        day=reader.integer("day", least=0, most=31),
        if_holiday=reader.word("if_holiday", IF_HOLIDAY),
        basis=reader.text("basis"),
        verified=reader.boolean("verified"),
    )
    reader.finish()
    return deadline


def _existing(reader: Reader, key: str, fields: Mapping[str, RegisterField]) -> str:
    found = reader.text(key)
    _refuse_unknown(found, reader.place.key(key), fields)
    return found


def _date_field(reader: Reader, fields: Mapping[str, RegisterField]) -> str:
    found = _existing(reader, "date_field", fields)
    if fields[found].type is not FieldType.DATE:
        raise PackError(NOT_A_DATE, place=reader.place.key("date_field"), found=found)
    return found


def _all_existing(reader: Reader, key: str, fields: Mapping[str, RegisterField]) -> tuple[str, ...]:
    if not reader.has(key):
        raise PackError(MISSING, place=reader.place.key(key))
    found = reader.texts(key)
    for index, name in enumerate(found):
        _refuse_unknown(name, reader.place.key(key).item(index), fields)
    return found


def _refuse_unknown(name: str, place: Place, fields: Mapping[str, RegisterField]) -> None:
    if name not in fields:
        raise PackError(UNKNOWN, place=place, found=name, hint=guess(name, fields, "isian yang ada"))
