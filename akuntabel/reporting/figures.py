"""Figures: every number a report or page may print, once, with an id and where it comes from.

A sentence, table or chart never formats a number by itself; it cites one of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from akuntabel.core.errors import AkuntabelError
from akuntabel.core.indonesian import format_money, format_percent, format_quantity, terbilang
from akuntabel.core.value import State, Value
from akuntabel.documents.tree import Cite
from akuntabel.measuring.states import state_word


class UnknownFigure(AkuntabelError):
    """A text cites a figure that does not exist."""


@dataclass(frozen=True)
class Figure:
    """A number of the report.

    ``text`` is how it is printed everywhere; ``origin`` says in one sentence how it came about;
    ``sources`` where that can be read; ``records`` are primary keys of the records behind it.
    A figure without a number has a state and prints that state in words.
    """

    id: str
    label: str
    number: Decimal | None
    text: str
    origin: str
    state: State = State.REPORTED
    unit: str = ""
    sources: tuple[str, ...] = ()
    records: tuple[int, ...] = ()

    @property
    def passport(self) -> str:
        """Whose passport it shares: the figures of one indicator have one together."""
        parts = self.id.split(".")
        return ".".join(parts[:-1]) if parts[0] == "indicator" else self.id

    def in_words(self) -> str:
        """The figure with its number in words: "19 (sembilan belas)"; only whole numbers are spelt out."""
        if self.number is None or self.number != self.number.to_integral_value():
            return self.text
        head, space, unit = self.text.partition(" ")
        spoken = {"%": " persen", "Rp": " rupiah"}.get(self.unit, "")
        return f"{head} ({terbilang(self.number)}{spoken}){space}{unit}"


class FigureBook(Mapping[str, Figure]):
    """All figures of an office and year by id, and the terms (names, categories) of its texts."""

    def __init__(self, figures: Iterable[Figure], terms: Mapping[str, str]) -> None:
        self._figures: dict[str, Figure] = {}
        for figure in figures:
            if figure.id in self._figures:
                raise ValueError(f"figure {figure.id} stands twice")
            self._figures[figure.id] = figure
        self.terms = dict(terms)

    def __getitem__(self, key: str) -> Figure:
        return self._figures[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)

    def find(self, key: str, *, place: str = "") -> Figure:
        """The figure ``key``.

        Raises:
            UnknownFigure: there is none; ``place`` says where it was cited.
        """
        try:
            return self._figures[key]
        except KeyError:
            raise UnknownFigure(
                _("{place}: angka {{{key}}} tidak dikenal."), place=place or _("Naskah"), key=key
            ) from None

    def cite(self, key: str, *, words: bool = False, mark: bool = False, bold: bool = False) -> Cite:
        """A citation of figure ``key``, ready for a paragraph or cell."""
        figure = self.find(key)
        text = figure.in_words() if words else figure.text
        return Cite(key, text, mark=mark, bold=bold, passport=figure.passport)


def quantity_text(number: Decimal, unit: str, places: int) -> str:
    """A target or actual as printed: "28 keg", "97,5%", with at most ``places`` decimals."""
    if unit == "%":
        return format_percent(number, places)
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return format_quantity(rounded, unit)


def percent_text(number: Decimal, places: int = 2) -> str:
    """An achievement or share as printed, always with ``places`` decimals so that columns line up."""
    return format_percent(number, places, trim=False)


def value_figure(
    key: str,
    label: str,
    value: Value,
    text: str,
    origin: str,
    *,
    unit: str = "",
    sources: tuple[str, ...] = (),
    records: tuple[int, ...] = (),
) -> Figure:
    """A figure from a core value: its number as ``text``, or its state in words."""
    if value.number is None:
        text = state_word(value.state)
        origin = _sentence(value.reason) or origin
    return Figure(key, label, value.number, text, origin, value.state, unit, sources, records)


def _sentence(reason: str) -> str:
    """A reason of the arithmetic as a sentence of its own."""
    return reason[:1].upper() + reason[1:].rstrip(".") + "." if reason else ""


def number_figure(
    key: str,
    label: str,
    number: Decimal | int | None,
    origin: str,
    *,
    unit: str = "",
    kind: str = "count",
    sources: tuple[str, ...] = (),
) -> Figure:
    """A plain count, percentage ("percent") or amount of money ("money"); None is missing."""
    if number is None:
        return Figure(key, label, None, state_word(State.MISSING), origin, State.MISSING, unit, sources)
    value = Decimal(number)
    text = {
        "count": lambda: quantity_text(value, unit, 0),
        "percent": lambda: percent_text(value),
        "money": lambda: format_money(value, cents=False),
    }[kind]()
    return Figure(key, label, value, text, origin, unit=unit, sources=sources)
