"""What the numbers of like rows have to do with each other, learnt from the rows themselves.

Whatever the head says, in a table of a budget the last number is nearly always the second in
per cent of the first. A relation that holds for most rows of a table is the table's own rule;
the rows for which it does not hold contradict it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from akuntabel.checker.claims.numbers import HUNDRED, Fit, Number, fit

Vector = Sequence[Number | None]


class Form(StrEnum):
    """The shape of a relation between positions of a row."""

    PERCENT = "percent"  # c = b / a in %
    DIFFERENCE = "difference"  # c = a − b
    SUM = "sum"  # c = the sum of all from a to b


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation: the positions it works with, and the position of its result."""

    form: Form
    inputs: tuple[int, ...]
    result: int

    def expected(self, row: Vector) -> Decimal | None:
        """What the result should be; None where an input is missing or the relation says nothing."""
        if any(index >= len(row) or row[index] is None for index in (*self.inputs, self.result)):
            return None
        values = [number.value for index in self.inputs if (number := row[index]) is not None]
        if self.form is Form.PERCENT:
            return values[1] / values[0] * HUNDRED if values[0] > 0 and values[1] >= 0 else None
        if self.form is Form.DIFFERENCE:
            return values[0] - values[1]
        return sum(values, Decimal(0))

    def telling(self, row: Vector) -> bool:
        """Whether it would be no accident that the relation holds for ``row``."""
        values = [number.value for index in self.inputs if (number := row[index]) is not None]
        if self.form is Form.PERCENT:
            stated = row[self.result]
            # Nought is any small number's share of a large one: "100" of a billion keeps every relation.
            return values[0] != values[1] and values[1] != 0 and stated is not None and stated.value != 0
        return sum(value != 0 for value in values) >= 2 and len(set(values)) > 1

    def holds(self, row: Vector) -> Fit | None:
        """How well it holds for ``row``; None when it says nothing of it."""
        exact = self.expected(row)
        stated = row[self.result] if self.result < len(row) else None
        return None if exact is None or stated is None else fit(stated, exact)


@dataclass(frozen=True, slots=True)
class Support:
    """How many rows a relation holds for, and which rows it fails for."""

    relation: Relation
    holding: int
    failing: tuple[int, ...]


def relations(width: int) -> Iterator[Relation]:
    """Every relation worth trying in rows of ``width`` numbers."""
    for result in range(width):
        for a in range(width):
            for b in range(width):
                if a == b or result in (a, b):
                    continue
                if a < b or result > a:  # a share may stand before its whole, but not after the result
                    yield Relation(Form.PERCENT, (a, b), result)
                if a < b:
                    yield Relation(Form.DIFFERENCE, (a, b), result)
        for first in range(result - 1):
            yield Relation(Form.SUM, tuple(range(first, result)), result)


def learn(rows: Sequence[Vector], *, least: int = 2) -> list[Support]:
    """For each position the relation that most of ``rows`` keep, when at least ``least`` tellingly do.

    Rows of one width only. A relation that fails for two rows in five is no rule.
    """
    if not rows:
        return []
    width = max(len(row) for row in rows)
    if width > 9:
        return []
    best: dict[int, Support] = {}
    for relation in relations(width):
        support = _support(relation, rows)
        known = best.get(relation.result)
        kept = support.holding >= least and len(support.failing) * 3 <= support.holding * 2
        if kept and (known is None or _rank(support) > _rank(known)):
            best[relation.result] = support
    return list(best.values())


def _rank(support: Support) -> tuple[int, int, int]:
    return support.holding, -len(support.failing), -len(support.relation.inputs)


def _support(relation: Relation, rows: Sequence[Vector]) -> Support:
    holding, failing = 0, []
    for index, row in enumerate(rows):
        held = relation.holds(row)
        if held is None:
            continue
        if held is Fit.NO:
            failing.append(index)
        elif relation.telling(row):
            holding += 1
    return Support(relation, holding, tuple(failing))
