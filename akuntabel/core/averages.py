"""Averages over achievements, and how much the headline depends on the method.

A mean of percentages across offices is refused elsewhere; here the rows are the indicators of
one office and one year, each already an achievement in %.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from akuntabel.core.policy import HUNDRED, Averaging, Policy


@dataclass(frozen=True, slots=True)
class AverageRow:
    """One counted indicator: its objective, its raw and capped achievement in %, its weight in %."""

    code: str
    objective: str
    raw: Decimal
    capped: Decimal
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Averages:
    """The same achievements averaged in every usual way, all in %.

    ``headline`` is the one the policy names. ``indicators`` and ``objectives`` use the policy's
    cap; ``capped_100``, ``capped_120`` and ``median`` start from the raw values over indicators.
    ``without_top`` leaves out the row that adds most; ``top`` is its code.
    """

    headline: Decimal | None
    indicators: Decimal | None
    objectives: Decimal | None
    weighted: Decimal | None
    capped_100: Decimal | None
    capped_120: Decimal | None
    median: Decimal | None
    without_top: Decimal | None
    top: str
    counted: int
    counted_objectives: int


def mean(values: Iterable[Decimal]) -> Decimal | None:
    """The arithmetic mean, or None of nothing."""
    numbers = list(values)
    return sum(numbers, Decimal(0)) / len(numbers) if numbers else None


def median(values: Iterable[Decimal]) -> Decimal | None:
    """The middle value (the mean of the two middle ones), or None of nothing."""
    numbers = sorted(values)
    if not numbers:
        return None
    middle = len(numbers) // 2
    if len(numbers) % 2:
        return numbers[middle]
    return (numbers[middle - 1] + numbers[middle]) / 2


def weighted_mean(rows: Sequence[AverageRow]) -> Decimal | None:
    """Σ wᵢ·cᵢ / Σ wᵢ over the counted rows, or None when a row has no weight."""
    weights = [row.weight for row in rows if row.weight is not None]
    if not rows or len(weights) < len(rows) or not sum(weights):
        return None
    return sum((w * row.capped for w, row in zip(weights, rows, strict=True)), Decimal(0)) / sum(weights)


def average(rows: Sequence[AverageRow], policy: Policy) -> Averages:
    """All averages of ``rows`` under ``policy``; every one is None when nothing is counted."""
    by_objective: dict[str, list[Decimal]] = defaultdict(list)
    for row in rows:
        by_objective[row.objective].append(row.capped)
    over_indicators = mean(row.capped for row in rows)
    over_objectives = mean(mean(group) or Decimal(0) for group in by_objective.values())
    weighted = weighted_mean(rows)
    top = max(rows, key=lambda row: row.raw, default=None)
    return Averages(
        headline={
            Averaging.INDICATORS: over_indicators,
            Averaging.OBJECTIVES: over_objectives,
            Averaging.WEIGHTED: weighted,
        }[policy.averaging],
        indicators=over_indicators,
        objectives=over_objectives,
        weighted=weighted,
        capped_100=mean(min(row.raw, HUNDRED) for row in rows),
        capped_120=mean(min(row.raw, Decimal(120)) for row in rows),
        median=median(row.raw for row in rows),
        without_top=mean(row.capped for row in rows if row is not top),
        top=top.code if top else "",
        counted=len(rows),
        counted_objectives=len(by_objective),
    )
