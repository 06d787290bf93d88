"""Tables with levels: which rows are the parts of a row above them, so that a total adds each amount once.

A budget table (RKAKL, POK, LRA) prints a programme and, below it, its activities, outputs and accounts,
each with its own amount. What stands under what is told by the codes, where the code of a row begins
that of the next ("076.01.CQ", "076.01.CQ.6709"), or by the amounts, where a row is the sum of rows below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from akuntabel.checker.claims.rows import ValueRow

_MOST_READINGS = 12  # ways to read the levels that are kept at a time
_LONGEST_GROUP = 40  # rows right below a parent that are tried
_LEAST = 1000  # smaller numbers are each other's sums by chance
_TOLERANCE = Decimal(1)  # rupiah; sums of printed amounts may have lost cents
_CODE: Final = re.compile(r"[\W_]*((?=[\w.]*\d)[0-9A-Z]{1,8}(?:\.[0-9A-Z]{1,8})*)(?=[.):]?(?:\s|$))")

Rows = Sequence[ValueRow]


def readings(rows: Rows) -> Iterator[list[ValueRow]]:
    """The sets of rows that a total may add when ``rows`` have levels: by their codes, then by their amounts."""
    if by_code := _by_code(rows):
        yield from by_code
    for column in _columns(rows):
        yield from _by_amounts(rows, column)


def known_parts(rows: Rows, column: int) -> tuple[list[ValueRow], bool] | None:
    """The rows to add where a total fits no reading, and whether they are sure; None where there are no levels.

    Codes tell the lowest rows; they are sure where these come to the same as the highest. Amounts tell
    the highest rows, where some row is the sum of two or more.
    """
    if by_code := _by_code(rows):
        tops, leaves = by_code
        return leaves, _sum(tops, column) == _sum(leaves, column)
    if column not in _columns(rows):
        return None
    first = next(_by_amounts(rows, column), None)
    return None if first is None else (first, True)


# ---------------------------------------------------------------- by code


def _by_code(rows: Rows) -> tuple[list[ValueRow], list[ValueRow]] | None:
    """The highest and the lowest rows as the codes tell them, or None where no code begins another."""
    sources = [[row.name for row in rows]]
    sources += [[row.texts[at] if at < len(row.texts) else "" for row in rows] for at in range(3)]
    codes = max(([_code(text) for text in texts] for texts in sources), key=_parents)
    if not _parents(codes):
        return None
    tops: list[ValueRow] = []
    above = ""
    for row, code in zip(rows, codes, strict=True):
        if not _begins(above, code):
            tops.append(row)
            above = code
    leaves = [
        row for at, row in enumerate(rows) if at + 1 == len(rows) or not _begins(codes[at], codes[at + 1])
    ]
    return tops, leaves


def _code(text: str) -> str:
    match = _CODE.match(text)
    return match[1] if match else ""


def _parents(codes: Sequence[str]) -> int:
    """How many codes begin the one after them."""
    return sum(map(_begins, codes, codes[1:]))


def _begins(code: str, other: str) -> bool:
    """Whether ``other`` lies under ``code``: "076.01" and "076.01.CQ", "52" and "5211"."""
    if not code or len(other) <= len(code) or not other.startswith(code):
        return False
    return other[len(code)] == "." or (len(code) > 1 and other.isdigit())


# ---------------------------------------------------------------- by amount


def _columns(rows: Rows) -> list[int]:
    """The columns of amounts that are large enough to be told apart."""
    width = max((len(row.values) for row in rows), default=0)
    return [column for column in range(width) if len(_amounts(rows, column)) >= 2]


def _amounts(rows: Rows, column: int) -> list[Decimal]:
    values = (row.values[column] if column < len(row.values) else None for row in rows)
    return [n.value for n in values if n is not None and not n.percent and n.value > _LEAST]


def _by_amounts(rows: Rows, column: int) -> Iterator[list[ValueRow]]:
    """The highest rows, where at least one row is the sum of two or more parts below it.

    The rows are read from the last to the first; a row may take the parts right below it for its own.
    A row that equals the one below it may be its parent or stand beside it: both are kept.
    """
    stacks: list[tuple[tuple[int, ...], int]] = [((), 0)]  # the parts so far, topmost first; parents of many
    for index in range(len(rows) - 1, -1, -1):
        amount = _amount(rows[index], column)
        grown: dict[tuple[int, ...], int] = {}
        for stack, parents in stacks:
            for count in _groups(rows, column, amount, stack):
                taken = (index, *stack[count:])
                grown[taken] = max(grown.get(taken, 0), parents + (count > 1))
            grown.setdefault((index, *stack), parents)
        stacks = sorted(grown.items(), key=lambda item: (-item[1], len(item[0])))[:_MOST_READINGS]
    for stack, parents in stacks:
        if parents:
            yield [rows[index] for index in stack]


def _groups(rows: Rows, column: int, amount: Decimal, stack: Sequence[int]) -> Iterator[int]:
    """How many of the parts in ``stack`` come to ``amount``."""
    if amount <= _LEAST:
        return
    total = Decimal(0)
    for count, index in enumerate(stack[:_LONGEST_GROUP], 1):
        total += _amount(rows[index], column)
        if abs(total - amount) <= _TOLERANCE:
            yield count
        elif total > amount:
            return


def _amount(row: ValueRow, column: int) -> Decimal:
    number = row.values[column] if column < len(row.values) else None
    return Decimal(0) if number is None or number.percent else number.value


def _sum(rows: Rows, column: int) -> Decimal:
    return sum((_amount(row, column) for row in rows), Decimal(0))
