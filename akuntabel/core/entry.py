"""What somebody typed, pasted or left in a cell, read as the value that a register field holds.

Form, grid and Excel import all read through here, so that a value accepted at one door is
accepted at all. The answer is JSON: dates as ISO text, money and numbers as text, never a binary
fraction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from akuntabel.core.errors import ParseError, gettext_noop, quoted
from akuntabel.core.indonesian import parse_date, parse_money, parse_number, parse_typed_date
from akuntabel.core.register import FieldType, Register, RegisterField, is_date

YES = frozenset({"ya", "y", "yes", "true", "benar", "1", "v", "✓", "x"})
NO = frozenset({"tidak", "t", "no", "n", "false", "salah", "0"})

NOT_YES_OR_NO = gettext_noop("{label} diisi ya atau tidak, bukan “{text}”.")
NOT_WHOLE = gettext_noop("{label} harus bilangan bulat, bukan “{text}”.")
NO_CHOICE = gettext_noop("{label} harus salah satu dari: {choices}; bukan “{text}”.")
WRONG = gettext_noop("{label}: {why}")
OTHER_YEAR = gettext_noop(
    "Tanggal ini di tahun {given}, bukan {year}. Betulkan tanggalnya, atau buka tahun {given} dan catat di sana."
)
TOO_LONG = gettext_noop("{label} terlalu panjang: {length} huruf, paling banyak {most}.")

LONGEST = 2000  # characters of one field


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody types by hand: a date without a year lies in ``year``, "kemarin" is before ``today``."""

    year: int
    today: dt.date


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field; ``template`` and ``params`` so that a door may translate it."""

    field: str
    template: str
    params: Mapping[str, Any]

    def __str__(self) -> str:
        return self.template.format(**self.params)


def year_problem(register: Register, data: Mapping[str, Any], year: int) -> Problem | None:
    """What is wrong with the date of a row of ``year``, when it lies in a year where it does not count."""
    day = data.get(register.date_field)
    if not day or not is_date(day):
        return None
    given = dt.date.fromisoformat(day)
    if register.takes(given, year):
        return None
    return Problem(register.date_field, OTHER_YEAR, {"given": str(given.year), "year": str(year)})


def read_field(target: RegisterField, raw: object, hand: Hand | None = None) -> Any:
    """``raw`` (text, or a native value of a spreadsheet cell) as a value of ``target``; None when empty.

    With ``hand`` the short ways in which people type a date are read as well.

    Raises:
        ParseError: it cannot be read as such; the sentence names the field.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if isinstance(raw, str):
        raw = raw.replace("\x00", "").strip()
    match target.type:
        case FieldType.BOOLEAN:
            return _yes_or_no(target, raw)
        case FieldType.CHOICE:
            return _choice(target, raw)
        case FieldType.DATE:
            return _date(target, raw, hand)
        case FieldType.INTEGER:
            return _whole(target, raw)
        case FieldType.NUMBER | FieldType.MONEY:
            return f"{_number(target, raw):f}"
        case _:
            return _text(target, raw)


def read_row(
    register: Register, raw: Mapping[str, object], hand: Hand | None = None
) -> tuple[dict[str, Any], list[Problem]]:
    """The fields of ``raw`` (by field code) as the data of a record, and what is wrong with them.

    A field with a problem is left out of the data; empty fields are left out as well.
    """
    data: dict[str, Any] = {}
    problems: list[Problem] = []
    for target in register.fields:
        try:
            value = read_field(target, raw.get(target.code), hand)
        except ParseError as error:
            problems.append(Problem(target.code, error.template, error.params))
            continue
        if value is not None:
            data[target.code] = value
    return data, problems


def _text(target: RegisterField, raw: object) -> str:
    if isinstance(raw, dt.datetime):
        raw = raw.date()
    text = raw.isoformat() if isinstance(raw, dt.date) else _unfloated(raw)
    if len(text) > LONGEST:
        raise ParseError(TOO_LONG, label=target.label, length=len(text), most=LONGEST)
    return text


def _unfloated(raw: object) -> str:
    """A number cell as the person saw it: 12, not 12.0."""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw)


def _yes_or_no(target: RegisterField, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    word = _unfloated(raw).casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise ParseError(NOT_YES_OR_NO, label=target.label, text=quoted(str(raw)))


def _choice(target: RegisterField, raw: object) -> str:
    choices = target.choices or {}
    text = _unfloated(raw)
    if text in choices:
        return text
    folded = " ".join(text.split()).casefold()
    for code, word in choices.items():
        if folded in (word.casefold(), code.casefold()):
            return code
    raise ParseError(NO_CHOICE, label=target.label, choices=", ".join(choices.values()), text=quoted(text))


def _date(target: RegisterField, raw: object, hand: Hand | None) -> str:
    if isinstance(raw, dt.datetime):
        raw = raw.date()
    if isinstance(raw, dt.date):
        return raw.isoformat()
    try:
        if hand:
            return parse_typed_date(str(raw), year=hand.year, today=hand.today).isoformat()
        return parse_date(str(raw)).isoformat()
    except ParseError as error:
        raise ParseError(WRONG, label=target.label, why=str(error)) from None


def _number(target: RegisterField, raw: object) -> Decimal:
    if isinstance(raw, bool):
        raise ParseError(WRONG, label=target.label, why=quoted(str(raw)))
    if isinstance(raw, int):
        return Decimal(raw)
    if isinstance(raw, float):
        return Decimal(repr(raw))
    if isinstance(raw, Decimal):
        return raw
    read = parse_money if target.type is FieldType.MONEY else parse_number
    try:
        return read(str(raw))
    except ParseError as error:
        raise ParseError(WRONG, label=target.label, why=str(error)) from None


def _whole(target: RegisterField, raw: object) -> int:
    value = _number(target, raw)
    if value != value.to_integral_value():
        raise ParseError(NOT_WHOLE, label=target.label, text=quoted(str(raw)))
    return int(value)
