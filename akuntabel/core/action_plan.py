"""How the four quarters of an action plan (rencana aksi) make up the target of a year.

What a quarter's number means follows the way in which the indicator is added up over the year
(domain rules of aggregation): a *sum* promises increments; *latest*, *max* and *pooled* promise
the position at the end of each quarter (a pooled ratio counts from January on, so that its
fourth quarter is the year); an *average* promises values whose mean is the year's; *year* is
known only once. An empty quarter promises nothing of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import Any

from akuntabel.core.errors import gettext_noop
from akuntabel.core.indonesian import format_number, roman

QUARTERS = (1, 2, 3, 4)
Parts = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]
NO_PARTS: Parts = (None, None, None, None)

SUM_LESS = gettext_noop("Jumlah {total}, kurang {gap} dari target {target}.")
SUM_MORE = gettext_noop("Jumlah {total}, lebih {gap} dari target {target}.")
MEAN_LESS = gettext_noop("Rata-rata {total}, kurang {gap} dari target {target}.")
MEAN_MORE = gettext_noop("Rata-rata {total}, lebih {gap} dari target {target}.")
LAST_LESS = gettext_noop("Triwulan IV {total}, kurang {gap} dari target {target}.")
LAST_MORE = gettext_noop("Triwulan IV {total}, lebih {gap} dari target {target}.")
LAST_EMPTY = gettext_noop("Triwulan IV belum diisi, padahal di situ target setahun ({target}) tercapai.")
ONLY_LAST = gettext_noop("Indikator ini hanya diketahui setahun sekali: kosongkan triwulan {quarter}.")
NEGATIVE = gettext_noop("Triwulan {quarter} di bawah nol.")
FALLS = gettext_noop(
    "Triwulan {quarter} ({number}) lebih rendah daripada sebelumnya ({before}), padahal posisi akhir "
    "triwulan mestinya naik. Tulis alasannya bila memang begitu."
)
RISES = gettext_noop(
    "Triwulan {quarter} ({number}) lebih tinggi daripada sebelumnya ({before}), padahal posisi akhir "
    "triwulan mestinya turun. Tulis alasannya bila memang begitu."
)


class Rule(StrEnum):
    """What the numbers of the quarters are."""

    SUM = "sum"
    POSITION = "position"
    MEAN = "mean"
    YEAR_END = "year_end"


class Direction(StrEnum):
    """Which way positions go from quarter to quarter."""

    UP = "up"
    DOWN = "down"
    FREE = "free"


_RULES = {"sum": Rule.SUM, "average": Rule.MEAN, "year": Rule.YEAR_END}
_DIRECTIONS = {"higher": Direction.UP, "milestone": Direction.UP, "lower": Direction.DOWN}
_WORDS = {
    Rule.SUM: (SUM_LESS, SUM_MORE),
    Rule.MEAN: (MEAN_LESS, MEAN_MORE),
    Rule.POSITION: (LAST_LESS, LAST_MORE),
    Rule.YEAR_END: (LAST_LESS, LAST_MORE),
}


def rule_of(aggregation: str) -> Rule:
    """What the parts of a year are that is added up by ``aggregation``; what is not known is a position."""
    return _RULES.get(aggregation, Rule.POSITION)


@dataclass(frozen=True, slots=True)
class Promise:
    """The target of a year: ``number``, up to ``upper`` for a range; how it is added up, which way is better.

    ``places`` are the decimals that a proposal may use; a finer target brings its own.
    """

    number: Decimal
    aggregation: str
    polarity: str
    upper: Decimal | None = None
    places: int = 2

    @property
    def rule(self) -> Rule:
        """What the quarters are; what is not known better is a position."""
        return rule_of(self.aggregation)

    @property
    def direction(self) -> Direction:
        """Which way positions go: a running maximum never falls, a ratio to date may do both."""
        if self.aggregation == "max":
            return Direction.UP
        return (
            _DIRECTIONS.get(self.polarity, Direction.FREE) if self.aggregation == "latest" else Direction.FREE
        )

    @property
    def words(self) -> str:
        """The target in print, without its unit."""
        return _text(self.number) if self.upper is None else f"{_text(self.number)}–{_text(self.upper)}"


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something about the parts; one that is not ``blocking`` may stand with a reason."""

    template: str
    params: Mapping[str, Any] = field(default_factory=dict)
    blocking: bool = True

    def __str__(self) -> str:
        return self.template.format(**self.params)


def examine(promise: Promise, parts: Parts) -> list[Flaw]:
    """What keeps ``parts`` from making up ``promise``; nothing for parts that are all empty."""
    if all(part is None for part in parts):
        return []
    flaws = [
        Flaw(NEGATIVE, {"quarter": roman(quarter)})
        for quarter, part in zip(QUARTERS, parts, strict=True)
        if part is not None and part < 0
    ]
    if promise.rule is Rule.YEAR_END:
        flaws += [
            Flaw(ONLY_LAST, {"quarter": roman(quarter)})
            for quarter, part in zip(QUARTERS[:3], parts[:3], strict=True)
            if part is not None
        ]
    flaws += _amount(promise, parts)
    flaws += _order(promise, parts)
    return flaws


def made(promise: Promise, parts: Parts) -> Decimal | None:
    """What ``parts`` make of the year: their sum, their mean, or the fourth; None when nothing is said."""
    known = [part for part in parts if part is not None]
    if not known:
        return None
    if promise.rule is Rule.SUM:
        return sum(known, Decimal(0))
    if promise.rule is Rule.MEAN:
        return sum(known, Decimal(0)) / len(known)
    return parts[3]


def _amount(promise: Promise, parts: Parts) -> list[Flaw]:
    """Whether the parts make up the number; a mean is compared as a sum, so that nothing is rounded."""
    total = made(promise, parts)
    if total is None:
        return [Flaw(LAST_EMPTY, {"target": promise.words})]
    count = sum(part is not None for part in parts) if promise.rule is Rule.MEAN else 1
    exact = (
        sum((part for part in parts if part is not None), Decimal(0)) if promise.rule is Rule.MEAN else total
    )
    highest = promise.number if promise.upper is None else promise.upper
    less, more = _WORDS[promise.rule]
    if exact < promise.number * count:
        gap = promise.number - total
        return [Flaw(less, {"total": _text(total), "gap": _text(gap), "target": promise.words})]
    if exact > highest * count:
        gap = total - highest
        return [Flaw(more, {"total": _text(total), "gap": _text(gap), "target": promise.words})]
    return []


def _order(promise: Promise, parts: Parts) -> list[Flaw]:
    if promise.direction is Direction.FREE:
        return []
    before: Decimal | None = None
    for quarter, part in zip(QUARTERS, parts, strict=True):
        if part is None:
            continue
        if before is not None and part != before and (part < before) is (promise.direction is Direction.UP):
            words = FALLS if promise.direction is Direction.UP else RISES
            params = {"quarter": roman(quarter), "number": _text(part), "before": _text(before)}
            return [Flaw(words, params, blocking=False)]
        before = part
    return []


def spread(promise: Promise) -> Parts:
    """A proposal that makes up ``promise``: evenly, with what is left over in the last quarters."""
    if promise.rule is Rule.YEAR_END:
        return (None, None, None, promise.number)
    rising = promise.aggregation == "latest" and promise.direction is Direction.UP
    if promise.rule is not Rule.SUM and not rising:
        return (promise.number,) * 4
    step = Decimal(1).scaleb(-max(promise.places, _places(promise.number)))
    units = promise.number / step
    if rising:
        steps = [(units * quarter / 4).to_integral_value(ROUND_FLOOR) for quarter in QUARTERS]
    else:
        each, rest = divmod(units, 4)
        steps = [each + (1 if quarter > 4 - rest else 0) for quarter in QUARTERS]
    first, second, third, fourth = (count * step for count in steps)
    return (first, second, third, fourth)


def as_parts(numbers: Sequence[Decimal | None]) -> Parts:
    """Exactly four numbers.

    Raises:
        ValueError: there are more or fewer.
    """
    first, second, third, fourth = numbers
    return (first, second, third, fourth)


def _places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _text(number: Decimal) -> str:
    """A number in print, cut behind the eighth decimal, as finely as one is kept."""
    return format_number(round(number, 8) if _places(number) > 8 else number)
