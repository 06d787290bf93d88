"""A measure from its written form, checked against the registers that it reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from akuntabel.core.errors import gettext_noop
from akuntabel.core.measure import (
    OPERATIONS,
    Amount,
    Count,
    Latest,
    Manual,
    Measure,
    Ratio,
    Selection,
    ShareMet,
    Sum,
)
from akuntabel.core.register import FieldType, Register, RegisterField, is_date, is_number
from akuntabel.packs.reading import (
    MISSING,
    UNKNOWN,
    PackError,
    Place,
    Reader,
    guess,
    listed,
    shown,
    wrong_type,
)

NOT_ONE_KIND = gettext_noop("{place}: harus tepat satu cara ukur; pilih {kinds}")
UNKNOWN_REGISTER = gettext_noop('{place}: register "{found}" tidak ada; {hint}')
UNKNOWN_FIELD = gettext_noop('{place}: register {register} tidak punya isian "{found}"; {hint}')
NOT_NUMERIC = gettext_noop('{place}: isian "{found}" pada register {register} bukan angka')
IMPOSSIBLE = gettext_noop('{place}: {found} tidak mungkin untuk isian "{field}"; pakai {expected}')
NOT_ORDERED = gettext_noop('{place}: isian "{field}" tidak dapat dibandingkan besar kecilnya')
NOT_PART = gettext_noop(
    '{place}: pembilang harus bagian dari penyebut; syarat "{field}" pada penyebut tidak dipenuhi'
)

_AMOUNTS = ("count", "sum", "latest")
_KINDS = (*_AMOUNTS, "ratio", "share_met", "manual")
_NUMERIC = (FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY)
_ORDERED = (*_NUMERIC, FieldType.DATE)
Registers = Mapping[str, Register]


def parse_measure(
    data: Mapping[str, Any], *, place: str | Place, registers: Registers | None = None
) -> Measure:
    """The measure that ``data`` writes; with ``registers``, checked against them.

    ``place`` names whose measure it is, for the message: an indicator's code is enough.

    Raises:
        PackError: unknown kind, register, field, operation, or a value that the field cannot hold.
    """
    spot = place if isinstance(place, Place) else Place(place, "measure")
    kind, body = _only(Reader(spot, data), _KINDS)
    if kind == "ratio":
        return _ratio(body, registers)
    if kind in _AMOUNTS:
        return _amount(kind, body, registers)
    body.finish()
    return ShareMet() if kind == "share_met" else Manual()


def _only(reader: Reader, kinds: tuple[str, ...]) -> tuple[str, Reader]:
    if len(reader.data) != 1 or next(iter(reader.data)) not in kinds:
        raise PackError(NOT_ONE_KIND, place=reader.place, kinds=listed(kinds))
    kind = next(iter(reader.data))
    return kind, reader.table(kind)


def _ratio(reader: Reader, registers: Registers | None) -> Ratio:
    parts: list[Amount] = []
    for name in ("numerator", "denominator"):
        kind, body = _only(reader.table(name), _AMOUNTS)
        parts.append(_amount(kind, body, registers))
    reader.finish()
    ratio = Ratio(*parts)
    _check_part(ratio, reader.place)
    return ratio


def _check_part(ratio: Ratio, place: Place) -> None:
    """Two counts over one register: the numerator may only narrow what the denominator selects."""
    part, whole = ratio.numerator, ratio.denominator
    if not (isinstance(part, Count) and isinstance(whole, Count)):
        return
    if part.selection.register != whole.selection.register:
        return
    for name, condition in whole.selection.where.items():
        narrowed = part.selection.where.get(name)
        if narrowed != condition and not (isinstance(condition, list) and narrowed in condition):
            raise PackError(NOT_PART, place=place.key("numerator"), field=name)


def _amount(kind: str, reader: Reader, registers: Registers | None) -> Amount:
    code = reader.text("register")
    register = None
    if registers is not None:
        register = registers.get(code)
        if register is None:
            hint = guess(code, registers, "yang ada")
            raise PackError(UNKNOWN_REGISTER, place=reader.place.key("register"), found=code, hint=hint)
    selection = Selection(code, _where(reader, register))
    field = "" if kind == "count" else reader.text("field")
    if field and register is not None:
        spot = reader.place.key("field")
        if _field(register, field, spot).type not in _NUMERIC:
            raise PackError(NOT_NUMERIC, place=spot, found=field, register=code)
    reader.finish()
    if kind == "count":
        return Count(selection)
    return Sum(selection, field) if kind == "sum" else Latest(selection, field)


def _where(reader: Reader, register: Register | None) -> dict[str, Any]:
    if not reader.has("where"):
        return {}
    table = reader.table("where")
    for name, condition in table.data.items():
        spot = table.place.key(name)
        field = None if register is None else _field(register, name, spot)
        _check_condition(condition, field, spot)
    return dict(table.data)


def _check_condition(condition: Any, field: RegisterField | None, place: Place) -> None:
    if not isinstance(condition, dict):
        _check_values(condition, field, place)
        return
    if not condition:
        raise PackError(MISSING, place=place)
    for operation, bound in condition.items():
        spot = place.key(operation)
        if operation not in OPERATIONS:
            hint = "pilih " + listed(sorted(OPERATIONS))
            raise PackError(UNKNOWN, place=place, found=operation, hint=hint)
        if operation == "present":
            if not isinstance(bound, bool):
                raise wrong_type(spot, bound, "true atau false")
        elif operation == "not":
            _check_values(bound, field, spot)
        else:
            _check_bound(bound, field, spot)


def _check_bound(bound: Any, field: RegisterField | None, place: Place) -> None:
    if field is not None and field.type not in _ORDERED:
        raise PackError(NOT_ORDERED, place=place, field=field.code)
    if isinstance(bound, list | dict | bool):
        raise wrong_type(place, bound, "angka atau tanggal")
    _check_value(bound, field, place)


def _check_values(values: Any, field: RegisterField | None, place: Place) -> None:
    if isinstance(values, list):
        if not values:
            raise PackError(MISSING, place=place)
        for index, value in enumerate(values):
            _check_value(value, field, place.item(index))
    else:
        _check_value(values, field, place)


def _check_value(value: Any, field: RegisterField | None, place: Place) -> None:
    if not isinstance(value, str | int):  # a date or fraction is written as text, as records hold it
        raise wrong_type(place, value, "teks, bilangan bulat, true, atau false")
    if field is not None and not _possible(value, field):
        expected = _expected(field)
        raise PackError(IMPOSSIBLE, place=place, found=shown(value), field=field.code, expected=expected)


def _possible(value: str | int, field: RegisterField) -> bool:
    if field.type is FieldType.BOOLEAN or isinstance(value, bool):
        return field.type is FieldType.BOOLEAN and isinstance(value, bool)
    if field.type is FieldType.INTEGER or isinstance(value, int):
        return field.type in _NUMERIC and isinstance(value, int)
    if field.type in _NUMERIC:
        return is_number(value)
    if field.type is FieldType.DATE:
        return is_date(value)
    return field.type is not FieldType.CHOICE or value in (field.choices or {})


def _expected(field: RegisterField) -> str:
    match field.type:
        case FieldType.BOOLEAN:
            return "true atau false"
        case FieldType.CHOICE:
            return listed(field.choices or {})
        case FieldType.INTEGER:
            return "bilangan bulat"
        case FieldType.NUMBER | FieldType.MONEY:
            return 'bilangan bulat atau teks seperti "97.5"'
        case FieldType.DATE:
            return 'teks seperti "2024-12-31"'
        case _:
            return "teks"


def _field(register: Register, name: str, place: Place) -> RegisterField:
    try:
        return register.field(name)
    except KeyError:
        hint = guess(name, [field.code for field in register.fields], "yang ada")
        raise PackError(UNKNOWN_FIELD, place=place, register=register.code, found=name, hint=hint) from None
