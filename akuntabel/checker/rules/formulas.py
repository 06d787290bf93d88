"""Every way that practice knows to make an achievement of a target and an actual.

Both published formulas for "lower is better" and the usual caps are accepted
(:mod:`akuntabel.core.policy` lists them); so are half up, cutting off, and an actual that was
rounded before it was printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from akuntabel.checker.claims.direction import lower_is_better
from akuntabel.checker.claims.measures import MeasureRow
from akuntabel.checker.claims.numbers import HUNDRED, Fit, Number, fit, rounded, truncated
from akuntabel.core.policy import LowerFormula, Polarity

CAPS = tuple(Decimal(cap) for cap in (100, 105, 110, 115, 120, 125, 150, 200))
HALF = Decimal("0.5")


class Verdict(StrEnum):
    """How a printed achievement agrees with its row."""

    RIGHT = "right"
    ROUNDED = "rounded"  # cut off, or one unit of the last decimal away
    COARSE = "coarse"  # only if trailing zeros, or an actual in whole numbers, hide decimals
    CAPPED = "capped"  # the formula gives more, the achievement is a usual cap
    WRONG = "wrong"


_RANK = (Verdict.RIGHT, Verdict.ROUNDED, Verdict.CAPPED, Verdict.COARSE, Verdict.WRONG)
_OF_FIT = {
    Fit.EXACT: Verdict.RIGHT,
    Fit.ROUNDING: Verdict.ROUNDED,
    Fit.COARSE: Verdict.COARSE,
    Fit.NO: Verdict.WRONG,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict of a row, the direction that explains it best, and what R / T would give."""

    verdict: Verdict
    polarity: Polarity
    expected: Decimal
    cap: Decimal | None = None


def judge(row: MeasureRow) -> Judgement | None:
    """How the achievement of ``row`` agrees with its target and actual; None when nothing can be said."""
    if row.target is None or row.actual is None or row.achievement is None:
        return None
    if row.target.upper is not None:
        return _judge_range(row.target, row.target.upper, row.actual, row.achievement)
    found = judge_numbers(row.target, row.actual, row.achievement)
    if found is not None and found.verdict is Verdict.WRONG and lower_is_better(row.name):
        lower = (2 * row.target.value - row.actual.value) / row.target.value * HUNDRED
        return replace(found, polarity=Polarity.LOWER, expected=max(lower, Decimal(0)))
    return found


def judge_numbers(target: Number, actual: Number, stated: Number) -> Judgement | None:
    """As :func:`judge`, for three numbers."""
    if target.value <= 0 or actual.value < 0:
        return None
    plain = actual.value / target.value * HUNDRED
    best = Judgement(Verdict.WRONG, Polarity.HIGHER, plain)
    for polarity, whole, part in _readings(target, actual):
        for exact in _formulas(polarity, whole, part):
            found = _verdict(stated, exact, polarity, plain)
            if _RANK.index(found.verdict) < _RANK.index(best.verdict):
                best = found
    if best.verdict in (Verdict.WRONG, Verdict.COARSE):
        return _with_slack(target, actual, stated, best)
    return best


def _judge_range(target: Number, upper: Decimal, actual: Number, stated: Number) -> Judgement | None:
    """As :func:`judge`, where the target is a range: 100 within it."""
    if target.value <= 0 or actual.value < 0:
        return None
    exact = max(_in_range(target.value, upper, actual.value), Decimal(0))
    found = _verdict(stated, exact, Polarity.RANGE, exact)
    half = HALF.scaleb(-actual.decimals) if actual.decimals else Decimal(0)
    ends = [_in_range(target.value, upper, part) for part in (actual.value - half, actual.value + half)]
    if found.verdict is Verdict.WRONG and _within(stated, min(ends), max(ends)):
        return Judgement(Verdict.ROUNDED, Polarity.RANGE, exact)
    return found


def _in_range(lower: Decimal, upper: Decimal, actual: Decimal) -> Decimal:
    if lower <= actual <= upper:
        return HUNDRED
    return actual / lower * HUNDRED if actual < lower else (2 * upper - actual) / upper * HUNDRED


def _readings(target: Number, actual: Number) -> Iterator[tuple[Polarity, Decimal, Decimal]]:
    for polarity in (Polarity.HIGHER, Polarity.LOWER):
        for whole in target.readings:
            for part in actual.readings:
                if whole > 0:
                    yield polarity, whole, part


def _formulas(polarity: Polarity, target: Decimal, actual: Decimal) -> Iterator[Decimal]:
    if polarity is Polarity.HIGHER:
        yield actual / target * HUNDRED
        return
    for formula in LowerFormula:
        if formula is LowerFormula.TWICE_TARGET:
            yield (2 * target - actual) / target * HUNDRED
        elif actual > 0:
            yield target / actual * HUNDRED


def _verdict(stated: Number, exact: Decimal, polarity: Polarity, plain: Decimal) -> Judgement:
    verdict = _OF_FIT[fit(stated, exact)]
    if verdict is Verdict.WRONG and exact < 0 and stated.value == 0:
        return Judgement(Verdict.RIGHT, polarity, plain)
    if verdict is Verdict.WRONG and stated.value in CAPS and exact > stated.value:
        # A cap tells of the direction only when the plain formula is above it too.
        return Judgement(Verdict.CAPPED, polarity, plain, stated.value)
    return Judgement(verdict, polarity, plain)


def _with_slack(target: Number, actual: Number, stated: Number, best: Judgement) -> Judgement:
    """Whether an actual with more decimals than printed would give the achievement."""
    if any(_within(stated, *span) for span in _spans(Polarity.LOWER, target, actual)) and actual.decimals:
        return Judgement(Verdict.ROUNDED, Polarity.LOWER, best.expected)
    within = any(_within(stated, *span) for span in _spans(Polarity.HIGHER, target, actual))
    if within and actual.value not in (0, target.value):
        if actual.decimals:
            return Judgement(Verdict.ROUNDED, Polarity.HIGHER, best.expected)
        if actual.percent or not actual.unit:
            return Judgement(Verdict.COARSE, Polarity.HIGHER, best.expected)
    return best


def _within(stated: Number, low: Decimal, high: Decimal) -> bool:
    return truncated(low, stated.decimals) <= stated.value <= rounded(high, stated.decimals)


def _spans(polarity: Polarity, target: Number, actual: Number) -> list[tuple[Decimal, Decimal]]:
    """What each formula gives over all actuals that are printed as ``actual``."""
    half = HALF.scaleb(-actual.decimals)
    ends = [
        list(_formulas(polarity, target.value, part))
        for part in (actual.value - half, actual.value + half)
        if part > 0
    ]
    return [(min(pair), max(pair)) for pair in zip(*ends, strict=False)] if len(ends) == 2 else []


def before_rounding(row: MeasureRow) -> tuple[Decimal, ...]:
    """What the achievement of ``row`` may have been before it was rounded: itself, and the ends of what it may be."""
    stated = row.achievement
    if stated is None:
        return ()
    half = HALF.scaleb(-stated.decimals) if stated.decimals else Decimal(0)
    low, high = stated.value - half, stated.value + half
    if row.target is None or row.actual is None:
        return stated.value, low, high
    if row.target.value <= 0:
        return (stated.value,)
    found = [stated.value]
    if row.target.upper is not None:
        exact = _in_range(row.target.value, row.target.upper, row.actual.value)
        return (stated.value, exact) if low <= exact <= high else (stated.value, low, high)
    for polarity in (Polarity.HIGHER, Polarity.LOWER):
        spans = [(value, value) for value in _formulas(polarity, row.target.value, row.actual.value)]
        spans += _spans(polarity, row.target, row.actual) if row.actual.decimals else []
        for first, last in spans:
            if first <= high and last >= low:
                found += [max(first, low), min(last, high)]
    return tuple(found)
