"""Registers: the definition of a table that an office already keeps.

Forms, lists, Excel template and import, API schema and validation all come from this one
definition.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any


class FieldType(StrEnum):
    """What a field holds; in a record it is stored as JSON: dates as ISO text, money as text."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    PLACE = "place"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class RegisterField:
    """A field. ``choices`` maps the stored code to the word on the screen."""

    code: str
    label: str
    type: FieldType
    required: bool = False
    choices: Mapping[str, str] | None = None
    help: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a row of a period is due.

    ``months_after`` and ``day`` count from the period's end (day 0: the last day of the month);
    ``if_holiday`` is "previous", "next" or "keep". ``verified`` False marks a rule that nobody
    has confirmed against the regulation yet. ``field`` holds the period: a choice of months ("01"),
    quarters ("1") or semesters ("1"), or a date; a yearly rule needs none.
    """

    period: str  # month | quarter | semester | year | event
    months_after: int
    day: int
    if_holiday: str
    basis: str
    verified: bool
    field: str = ""

    @property
    def works(self) -> bool:
        """Whether the period of a row, and so its due date, can be known."""
        return bool(self.field) or self.period == "year"


@dataclass(frozen=True, slots=True)
class Timely:
    """Which fields say whether a row was on time.

    ``field`` is the answer: whether ``done`` was on ``due`` or before and, where a schedule opens as
    well, ``begun`` on ``opens`` or after (``begun`` is ``done`` unless another field holds it).
    """

    field: str
    done: str
    due: str
    opens: str = ""
    begun: str = ""


@dataclass(frozen=True, slots=True)
class ValidWhen:
    """When ``field`` is true: all of ``true`` are, and the two amounts of each pair of ``equal`` agree."""

    field: str
    true: tuple[str, ...]
    equal: tuple[tuple[str, str], ...]
    basis: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Register:
    """A register. ``same_event`` names the fields that make two rows the same event;
    ``counts_when`` the fields that a row needs before it counts."""

    code: str
    name: str
    purpose: str
    group: str
    unit: str
    fields: tuple[RegisterField, ...]
    title_field: str
    date_field: str
    same_event: tuple[str, ...]
    counts_when: tuple[str, ...]
    deadline: Deadline | None = None
    system: str = ""
    note: str = ""
    timely: Timely | None = None
    valid_when: ValidWhen | None = None
    retired: bool = False  # closed for new records; what it holds still counts

    @property
    def worked_out(self) -> frozenset[str]:
        """The fields that nobody types because they follow from others (see :mod:`akuntabel.core.due`)."""
        found = {rule.field for rule in (self.timely, self.valid_when) if rule}
        if self.timely and self.deadline and self.deadline.works:
            found.add(self.timely.due)
        return frozenset(found)

    def field(self, code: str) -> RegisterField:
        """The field ``code``.

        Raises:
            KeyError: the register has no such field.
        """
        for candidate in self.fields:
            if candidate.code == code:
                return candidate
        raise KeyError(code)

    def in_order(self, where: Mapping[str, Any]) -> list[tuple[str, Any]]:
        """The conditions of ``where`` in the order of the fields: a database may keep them in another."""
        place = {field.code: number for number, field in enumerate(self.fields)}
        return sorted(where.items(), key=lambda pair: (place.get(pair[0], len(place)), pair[0]))

    def problems(self, data: Mapping[str, Any], *, aggregate: bool = False) -> list[tuple[str, str]]:
        """What is wrong with ``data``, as (field code, sentence in Indonesian); empty when nothing.

        An ``aggregate`` (a quantity or share known only as a number) need not fill required fields.
        """
        known = {f.code for f in self.fields}
        found = [
            (name, f"Isian {name} tidak ada dalam register {self.name}.")
            for name in data
            if name not in known
        ]
        for candidate in self.fields:
            value = data.get(candidate.code)
            if value in (None, ""):
                if candidate.required and not aggregate:
                    found.append((candidate.code, f"{candidate.label} wajib diisi."))
            elif message := _type_problem(candidate, value):
                found.append((candidate.code, message))
        return found

    def takes(self, day: dt.date, year: int) -> bool:
        """Whether a row of ``year`` may lie on ``day``.

        In the year itself; where the date says when something due was handed in or done, in the year
        after as well: December's report is submitted in January.
        """
        handed_in = self.deadline is not None or (
            self.timely is not None and self.timely.done == self.date_field
        )
        return day.year == year or (handed_in and day.year == year + 1)

    def title(self, data: Mapping[str, Any]) -> str:
        """What a row with ``data`` is called: its title field, a choice in words; "" when unknown."""
        value = data.get(self.title_field)
        if value in (None, ""):
            return ""
        return (self.field(self.title_field).choices or {}).get(str(value), str(value))

    def event(self, data: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """What makes a row with ``data`` the same event as another; None while a part is unknown."""
        key = tuple(data.get(name) for name in self.same_event)
        return key if key and all(part not in (None, "") for part in key) else None

    def counts(self, data: Mapping[str, Any]) -> bool:
        """Whether a row with ``data`` has all it needs to count."""
        return not self.lacks(data)

    def lacks(self, data: Mapping[str, Any]) -> list[str]:
        """The labels of the fields that a row with ``data`` still needs before it counts."""
        return [self.field(name).label for name in self.counts_when if data.get(name) in (None, "")]


def _type_problem(target: RegisterField, value: Any) -> str:
    if target.type is FieldType.CHOICE:
        choices = target.choices or {}
        if isinstance(value, str) and value in choices:
            return ""
        return f"{target.label} harus salah satu dari: {', '.join(choices.values())}; bukan “{value}”."
    fits, words = _TYPES[target.type]
    return "" if fits(value) else f"{target.label} harus {words}, bukan “{value}”."


def is_number(value: Any) -> bool:
    """Whether ``value`` is a whole number, or a number as text; never a binary fraction."""
    if isinstance(value, bool | float):
        return False
    try:
        return Decimal(str(value)).is_finite()
    except InvalidOperation:
        return False


def is_date(value: Any) -> bool:
    """Whether ``value`` is a date as text, 2024-12-31: the one spelling that also sorts."""
    try:
        return dt.date.fromisoformat(str(value)).isoformat() == str(value)
    except ValueError:
        return False


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


_TYPES: Mapping[FieldType, tuple[Callable[[Any], bool], str]] = {
    FieldType.TEXT: (_is_text, "teks"),
    FieldType.PLACE: (_is_text, "teks"),
    FieldType.PERSON: (_is_text, "teks"),
    FieldType.INTEGER: (
        lambda value: isinstance(value, int) and not isinstance(value, bool),
        "bilangan bulat",
    ),
    FieldType.NUMBER: (is_number, "angka"),
    FieldType.MONEY: (is_number, "angka"),
    FieldType.DATE: (is_date, "tanggal"),
    FieldType.BOOLEAN: (lambda value: isinstance(value, bool), "ya atau tidak"),
}
