"""Registers from ``registers/<code>.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from akuntabel.core.errors import gettext_noop
from akuntabel.core.register import Deadline, FieldType, Register, RegisterField, Timely, ValidWhen
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
NOT_A_BOOLEAN = gettext_noop('{place}: isian "{found}" bukan ya/tidak')
NOT_AN_AMOUNT = gettext_noop('{place}: isian "{found}" bukan angka')
NOT_A_PERIOD = gettext_noop('{place}: isian "{found}" harus tanggal atau pilihan {expected}')
NOT_A_PAIR = gettext_noop('{place}: tulis dua isian, seperti ["a", "b"]')
CHOICES_WITHOUT_CHOICE = gettext_noop('{place}: hanya untuk isian berjenis "choice"')
PERIODS = ("month", "quarter", "semester", "year", "event")
PERIOD_CODES = {
    "month": tuple(f"{month:02d}" for month in range(1, 13)),
    "quarter": ("1", "2", "3", "4"),
    "semester": ("1", "2"),
}
IF_HOLIDAY = ("previous", "next", "keep")
_MOST_MONTHS = 24
_NUMERIC = (FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY)
_Fields = Mapping[str, RegisterField]


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
        deadline=_deadline(reader.table("deadline"), by_code) if reader.has("deadline") else None,
        system=reader.text("system", ""),
        note=reader.text("note", ""),
        timely=_timely(reader.table("timely"), by_code) if reader.has("timely") else None,
        valid_when=_valid_when(reader.table("valid_when"), by_code) if reader.has("valid_when") else None,
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


def _deadline(reader: Reader, fields: _Fields) -> Deadline:
    deadline = Deadline(
        period=reader.word("period", PERIODS),
        months_after=reader.integer("months_after", least=0, most=_MOST_MONTHS),
        day=reader.integer("day", least=0, most=31),
        if_holiday=reader.word("if_holiday", IF_HOLIDAY),
        basis=reader.text("basis"),
        verified=reader.boolean("verified"),
        field=_existing(reader, "field", fields) if reader.has("field") else "",
    )
    if deadline.field and fields[deadline.field].type is not FieldType.DATE:
        _refuse_no_period(reader, deadline, fields[deadline.field])
    reader.finish()
    return deadline


def _refuse_no_period(reader: Reader, deadline: Deadline, field: RegisterField) -> None:
    expected = PERIOD_CODES.get(deadline.period, ())
    if not expected or not field.choices or not set(field.choices) <= set(expected):
        shown = f"{expected[0]}–{expected[-1]}" if expected else "–"
        raise PackError(NOT_A_PERIOD, place=reader.place.key("field"), found=field.code, expected=shown)


def _timely(reader: Reader, fields: _Fields) -> Timely:
    timely = Timely(
        field=_of_type(reader, "field", fields, (FieldType.BOOLEAN,), NOT_A_BOOLEAN),
        done=_of_type(reader, "done", fields, (FieldType.DATE,), NOT_A_DATE),
        due=_of_type(reader, "due", fields, (FieldType.DATE,), NOT_A_DATE),
        opens=_date_or_none(reader, "opens", fields),
        begun=_date_or_none(reader, "begun", fields),
    )
    reader.finish()
    return timely


def _date_or_none(reader: Reader, key: str, fields: _Fields) -> str:
    return _of_type(reader, key, fields, (FieldType.DATE,), NOT_A_DATE) if reader.has(key) else ""


def _valid_when(reader: Reader, fields: _Fields) -> ValidWhen:
    true = _all_existing(reader, "true", fields)
    for index, name in enumerate(true):
        if fields[name].type is not FieldType.BOOLEAN:
            raise PackError(NOT_A_BOOLEAN, place=reader.place.key("true").item(index), found=name)
    valid = ValidWhen(
        field=_of_type(reader, "field", fields, (FieldType.BOOLEAN,), NOT_A_BOOLEAN),
        true=true,
        equal=_pairs(reader, fields),
        basis=reader.text("basis"),
        verified=reader.boolean("verified"),
    )
    reader.finish()
    return valid


def _pairs(reader: Reader, fields: _Fields) -> tuple[tuple[str, str], ...]:
    pairs = []
    for index, pair in enumerate(reader.data["equal"] if reader.has("equal") else ()):
        place = reader.place.key("equal").item(index)
        if not isinstance(pair, list) or len(pair) != 2:
            raise PackError(NOT_A_PAIR, place=place)
        for name in pair:
            _refuse_unknown(name, place, fields)
            if fields[name].type not in _NUMERIC:
                raise PackError(NOT_AN_AMOUNT, place=place, found=name)
        pairs.append((pair[0], pair[1]))
    return tuple(pairs)


def _of_type(reader: Reader, key: str, fields: _Fields, types: tuple[FieldType, ...], refusal: str) -> str:
    found = _existing(reader, key, fields)
    if fields[found].type not in types:
        raise PackError(refusal, place=reader.place.key(key), found=found)
    return found


def _existing(reader: Reader, key: str, fields: Mapping[str, RegisterField]) -> str:
    found = reader.text(key)
    _refuse_unknown(found, reader.place.key(key), fields)
    return found


def _date_field(reader: Reader, fields: Mapping[str, RegisterField]) -> str:
    return _of_type(reader, "date_field", fields, (FieldType.DATE,), NOT_A_DATE)


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
