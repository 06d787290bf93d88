"""Amounts of money in sentences, and what a sentence says was spent of what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims.flows import Flow
from akuntabel.checker.claims.numbers import Number


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with the words before it."""

    number: Number
    words: str
    place: Place
    flow: int


@dataclass(frozen=True, slots=True)
class Spending:
    """What was spent, with the percentage beside it, and the amounts that could be its base.

    ``base`` is the amount that the same sentence names as budget; None when it names none.
    """

    spent: Number
    share: Number | None
    base: Number | None
    bases: int  # how many budgets the sentence names
    remainder: Number | None
    text: str
    place: Place


_SPENT = re.compile(
    r"\b(?:realisasi|terealisasi|terserap|penyerapan|diserap|realisasinya|direalisasikan)\b", re.I
)
_BUDGET = re.compile(r"\b(?:pagu|anggaran|alokasi|dipa|hibah|dana|apbn|apbd)\b", re.I)
_REMAINDER = re.compile(r"\b(?:sisa(?:nya)?|selisih(?:nya)?|tidak terserap)\b", re.I)


def amounts_of(flows: Sequence[Flow]) -> tuple[Amount, ...]:
    """Every amount of money in running text."""
    found = []
    for flow in flows:
        last = 0
        for figure in flow.values():
            if figure.number.money:
                found.append(
                    Amount(
                        figure.number, flow.text[last : figure.start], flow.place_at(figure.start), flow.index
                    )
                )
                last = figure.end
    return tuple(found)


def spendings_of(flows: Sequence[Flow]) -> tuple[Spending, ...]:
    """Every sentence that says what was spent."""
    return tuple(
        spending
        for flow in flows
        for start, end in flow.sentences()
        for spending in _spendings(flow, start, end)
    )


def _spendings(flow: Flow, start: int, end: int) -> Iterator[Spending]:
    figures = flow.values(start, end)
    if not _SPENT.search(flow.text, start, end):
        return
    spent: Number | None = None
    share: Number | None = None
    remainder: Number | None = None
    budgets: list[Number] = []
    place = flow.place
    last = start
    for figure in figures:
        words = flow.text[last : figure.start]
        if figure.number.money:
            if _REMAINDER.search(words):
                remainder = figure.number
            elif _last_cue(words) == "spent" and spent is None:
                spent, place = figure.number, flow.place_at(figure.start)
            else:
                budgets.append(figure.number)
        elif figure.number.percent and spent is not None and share is None and figure.start - last < 60:
            share = figure.number
        last = figure.end
    if spent is not None:
        base = budgets[0] if len(budgets) == 1 and budgets[0].value * 2 >= spent.value else None
        yield Spending(spent, share, base, len(budgets), remainder, flow.text[start:end], place)


def _last_cue(words: str) -> str:
    """Which of the two words stands nearer to the number: what it was spent, or the budget."""
    spent = [m.start() for m in _SPENT.finditer(words)]
    budget = [m.start() for m in _BUDGET.finditer(words) if not _is_of_spending(words, m.start())]
    if not spent:
        return "budget"
    return "spent" if not budget or spent[-1] > budget[-1] else "budget"


def _is_of_spending(words: str, start: int) -> bool:
    """ "realisasi anggaran": the budget word only says what was realised."""
    return (
        re.search(r"(?:realisasi|penyerapan|serapan|realisasinya)\s*(?:keuangan\s*)?$", words[:start], re.I)
        is not None
    )
