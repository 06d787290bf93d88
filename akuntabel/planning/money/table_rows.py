"""The rows of a handed-in table of money, each read into fields, with what is wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from akuntabel.core.entry import Problem
from akuntabel.core.errors import ParseError
from akuntabel.planning.money.keys import CODES, line_of
from akuntabel.planning.money.spending import Keys, SpendingFields, wrong_spending
from akuntabel.planning.money.table_cells import day_of, fund_of, money_of, refuse_unusable, text_of

Cells = Mapping[str, Any]  # by field code, packed
Value = TypeVar("Value")


@dataclass
class TableRow:
    """A row of the file: its number as the person sees it, its cells, and what is wrong in it."""

    number: int
    cells: Cells
    problems: list[Problem] = field(default_factory=list)

    def read(self, code: str, reader: Callable[[Any], Value], empty: Value) -> Value:
        """The cell of field ``code``; ``empty``, and a problem of the row, when it cannot be read."""
        try:
            return reader(self.cells.get(code))
        except ParseError as error:
            self.problems.append(Problem(code, error.template, error.params))
            return empty

    def text(self, code: str) -> str:
        """The text of field ``code``."""
        return self.read(code, _text, "")

    def money(self, code: str) -> Decimal | None:
        """The rupiah of field ``code``."""
        return self.read(code, money_of, None)

    def months(self) -> tuple[Decimal | None, ...]:
        """The monthly plan, January to December; zeros where some months are filled and others not."""
        found = tuple(self.money(f"month_{month}") for month in range(1, 13))
        if all(amount is None for amount in found):
            return found
        return tuple(Decimal(0) if amount is None else amount for amount in found)

    @property
    def is_total(self) -> bool:
        """Whether it is the line of a total below the table."""
        texts = (text_of(cell) for code, cell in self.cells.items() if code != "amount")
        first = next((text for text in texts if text), "").casefold()
        return first.split()[:1] in (["jumlah"], ["total"])


def rows_of(table: Sequence[tuple[int, Sequence[Any]]], columns: Mapping[str, int]) -> Iterator[TableRow]:
    """The rows of ``table`` by the fields of ``columns``; rows without any such cell are left out."""
    order = sorted(columns.items(), key=lambda each: each[1])
    for number, cells in table:
        found = {code: cells[at] for code, at in order if at < len(cells) and cells[at] is not None}
        if found:
            yield TableRow(number, found)


def _text(cell: Any) -> str:
    refuse_unusable(cell)
    return text_of(cell)


@dataclass
class PaymentRow:
    """A row read as a payment."""

    row: TableRow
    fields: SpendingFields


def payments_of(rows: Sequence[TableRow], year: int, keys: Keys) -> list[PaymentRow]:
    """The payments of ``rows``; a total below them is left out."""
    found = []
    for row in rows:
        if row.is_total:
            continue
        key = row.text("key")
        if not key:
            key = line_of(
                {code: row.text(code) or row.text(code.removesuffix("_code")) for code in CODES}
            ).key
        fields = SpendingFields(
            date=row.read("date", day_of, None),
            amount=row.money("amount"),
            document=row.text("document"),
            key=key,
            fund=row.read("fund", fund_of, ""),
            note=row.text("note"),
        )
        unread = {problem.field for problem in row.problems}
        fields, wrong = keys.read(fields)
        row.problems += [each for each in [*wrong_spending(fields, year), *wrong] if each.field not in unread]
        found.append(PaymentRow(row, fields))
    return found
