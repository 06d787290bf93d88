"""How a figure is printed, and the pen that writes each under its key or altered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from akuntabel.core.indonesian import format_money, format_number, format_percent, format_quantity, terbilang
from akuntabel.core.measurement import Row as MeasuredRow
from akuntabel.core.value import State
from akuntabel.documents.tree import Cell, Cite, Inline, Text

from .office_year import Indicator, OfficeYear
from .vocabulary import HUNDRED

_STATES = {State.NOT_APPLICABLE: "tidak berlaku", State.NOT_ASSESSABLE: "tidak dapat dinilai"}


def percent(number: Decimal) -> str:
    """An achievement or share as we print it."""
    return format_percent(number, 2, trim=False)


def _quantity(number: Decimal, unit: str) -> str:
    return format_percent(number, 2) if unit == "%" else format_quantity(number, unit)


def target_text(item: Indicator) -> str:
    """A target as we print it; a range with both ends."""
    if item.target.upper is None:
        return _quantity(item.target.number, item.unit)
    low = format_number(item.target.number)
    return f"{low}–{_quantity(item.target.upper, item.unit)}"


def money(amount: int) -> str:
    """An amount in rupiah as we print it."""
    return format_money(Decimal(amount), cents=False)


def share(part: int, whole: int) -> Decimal:
    """What ``part`` is of ``whole``, in %."""
    return Decimal(part) / Decimal(whole) * HUNDRED


@dataclass
class Pen:
    """Writes figures, each under its key; ``altered`` says which of them are written otherwise."""

    year: OfficeYear
    altered: Mapping[str, str] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)

    def figure(self, key: str, text: str) -> Cite:
        """The figure ``key``."""
        self.printed[key] = self.altered.get(key, text)
        return Cite(key, self.printed[key])

    def count(self, key: str, number: int) -> tuple[Inline, ...]:
        """A number with its words."""
        return (
            self.figure(key, str(number)), Text(" ("), self.figure(f"{key}.words", terbilang(number)), Text(")"),
        )  # fmt: skip

    def cell(self, key: str, text: str) -> Cell:
        """A cell with the figure ``key``."""
        return Cell((self.figure(key, text),))

    # -------------------------------------------------------- measured rows

    def target(self, table: str, item: Indicator) -> Cell:
        """The target of a row."""
        return self.cell(f"{table}.{item.code}.target", target_text(item))

    def results(self, table: str, item: Indicator) -> tuple[Cell, ...]:
        """Target, actual, achievement and category of a row."""
        row, key = self.year.measurement.row(item.code), f"{table}.{item.code}"
        return (
            self.target(table, item),
            self.cell(f"{key}.actual", self.actual_text(item)),
            self.cell(f"{key}.achievement", self.achievement_text(row)),
            self.cell(f"{key}.category", self.category_text(row)),
        )

    def actual_text(self, item: Indicator) -> str:
        """What was reached, or its state."""
        if item.actual.number is None:
            return _STATES[item.actual.state]
        return _quantity(item.actual.number, item.unit)

    def achievement_text(self, row: MeasuredRow) -> str:
        """The achievement as the policy caps it, or its state."""
        number = row.achievement.capped.number
        return _STATES[row.achievement.capped.state] if number is None else percent(number)

    def category_text(self, row: MeasuredRow) -> str:
        """The category, or the state in its place."""
        category = row.achievement.category
        return _STATES[row.achievement.raw.state] if category is None else category.label
