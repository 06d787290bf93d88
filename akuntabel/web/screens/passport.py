"""The passport of a figure: what it is, how it came about, what proves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from akuntabel.core.policy import Category, Policy
from akuntabel.core.register import Register
from akuntabel.evidence.models import Record
from akuntabel.measuring.selectors import MeasuredIndicator
from akuntabel.offices.models import Person
from akuntabel.reporting.book import YearBook
from akuntabel.reporting.figures import Figure
from akuntabel.web.screens.formula import Formula, formula_of
from akuntabel.web.screens.glance import category_of
from akuntabel.web.screens.records import title_of

SHOWN = 40  # records; the rest are on the indicator's page


@dataclass(frozen=True)
class PassportScreen:
    """All that the passport of a figure shows."""

    figure: Figure
    words: str
    origin: str
    formula: Formula | None
    item: MeasuredIndicator | None
    category: Category | None
    records: tuple[tuple[Record, str], ...]
    more: int
    sources: tuple[str, ...]
    registers: tuple[Register, ...]
    policy: Policy | None


def passport_screen(book: YearBook, key: str, person: Person) -> PassportScreen:
    """The passport of figure ``key``.

    Raises:
        KeyError: there is no such figure.
    """
    figure = book[key]
    item = _indicator(book, key)
    found = list(Record.objects.visible_to(person).filter(pk__in=figure.records))
    judged = key.startswith("average.") or key.endswith(".achievement")
    formula = formula_of(key, book)
    registers = book.measured.pack.registers
    return PassportScreen(
        figure=figure,
        words=figure.in_words() if _whole(figure.number) else "",
        origin="" if formula and key.endswith(".achievement") else figure.origin,
        formula=formula,
        item=item,
        category=category_of(book.measured.policy, figure.number) if judged else None,
        records=tuple((record, title_of(record, registers.get(record.register))) for record in found[:SHOWN]),
        more=max(0, len(found) - SHOWN),
        sources=_sources(figure, found),
        registers=tuple(registers[code] for code in _codes(key, found) if code in registers),
        policy=book.measured.policy if judged else None,
    )


def _whole(number: Decimal | None) -> bool:
    """Whether a number reads well in words: the digits behind an unrounded comma do not."""
    return number is not None and number == number.to_integral_value() and number >= 0


def _indicator(book: YearBook, key: str) -> MeasuredIndicator | None:
    room, _dot, rest = key.partition(".")
    return book.measured.indicator(rest.rpartition(".")[0]) if room == "indicator" else None


def _sources(figure: Figure, records: Sequence[Record]) -> tuple[str, ...]:
    """Where the figure itself can be read, besides the places its records name."""
    named = {record.source for record in records}
    return tuple(dict.fromkeys(source for source in figure.sources if source and source not in named))


def _codes(key: str, records: Sequence[Record]) -> list[str]:
    codes = sorted({record.register for record in records})
    room, _dot, rest = key.partition(".")
    return codes or ([rest.rpartition(".")[0]] if room == "register" else [])
