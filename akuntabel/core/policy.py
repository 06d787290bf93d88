"""Policy: how an office turns target and actual into an achievement and a category.

A policy is data with a date and a legal basis. No formula, cap or scale is written into the
program: regulations leave them open, and offices differ.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

HUNDRED = Decimal(100)


class Polarity(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"
    EXACT = "exact"
    MILESTONE = "milestone"


class LowerFormula(StrEnum):
    """The two published formulas for "lower is better"."""

    TWICE_TARGET = "twice_target"  # (2T − R) / T
    INVERSE = "inverse"  # T / R


class ZeroTarget(StrEnum):
    """What a target of zero means where higher is better."""

    NOT_ASSESSABLE = "not_assessable"
    FULL = "full"  # any result of zero or more is 100


class ZeroDenominator(StrEnum):
    """What a ratio is when there was nothing to count (no disputes, no replacements)."""

    NOT_APPLICABLE = "not_applicable"
    FULL = "full"


class SelfReference(StrEnum):
    """How an indicator that measures the share of met indicators treats itself."""

    EXCLUDE = "exclude"
    COUNT_AS_MET = "count_as_met"  # only to reproduce reports that did so


class Averaging(StrEnum):
    """What the headline average averages."""

    INDICATORS = "indicators"
    OBJECTIVES = "objectives"
    WEIGHTED = "weighted"


@dataclass(frozen=True, slots=True)
class Category:
    """A step of the scale: achievements (in %) above ``above`` up to and including ``up_to``.

    ``above`` None includes 0 itself; ``up_to`` None is open upwards. ``tone`` and ``icon`` repeat
    the word for the eye ("very-good", "good", "fair", "poor", "bad").
    """

    code: str
    label: str
    above: Decimal | None
    up_to: Decimal | None
    meaning: str
    tone: str
    icon: str

    def holds(self, achievement: Decimal) -> bool:
        """Whether an unrounded ``achievement`` in % falls into this step."""
        return (self.above is None or achievement > self.above) and (
            self.up_to is None or achievement <= self.up_to
        )


class ScaleError(ValueError):
    """The scale does not cover [0, ∞) exactly once."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A category scale, checked to cover [0, ∞) exactly once.

    ``categories`` go from the lowest to the highest.

    Raises:
        ScaleError: a hole, an overlap, or an end that is missing.
    """

    code: str
    name: str
    legal_basis: str
    categories: tuple[Category, ...]

    def __post_init__(self) -> None:
        if not self.categories:
            raise ScaleError(f"skala {self.code} tidak punya kategori")
        if self.categories[0].above is not None:
            raise ScaleError(f"skala {self.code}: kategori terendah harus mulai dari 0")
        lowest = self.categories[0]
        if lowest.up_to is not None and lowest.up_to < 0:
            raise ScaleError(f"skala {self.code}: kategori {lowest.label} kosong")
        if self.categories[-1].up_to is not None:
            raise ScaleError(f"skala {self.code}: kategori tertinggi tidak boleh berbatas atas")
        for lower, higher in zip(self.categories, self.categories[1:], strict=False):
            _check_border(self.code, lower, higher)

    def category(self, achievement: Decimal) -> Category:
        """The category of an unrounded ``achievement`` (in %, not below 0).

        Raises:
            ValueError: below 0; the policy's floor comes first.
        """
        if achievement < 0:
            raise ValueError("an achievement below 0 has no category; apply the policy's floor first")
        return next(step for step in self.categories if step.holds(achievement))


def _check_border(code: str, lower: Category, higher: Category) -> None:
    if lower.up_to is None or higher.above is None:
        raise ScaleError(f"skala {code}: batas antara {lower.label} dan {higher.label} tidak ada")
    if lower.up_to < higher.above:
        raise ScaleError(
            f"skala {code}: nilai di atas {lower.up_to} sampai {higher.above} tidak masuk kategori mana pun"
        )
    if lower.up_to > higher.above:
        raise ScaleError(
            f"skala {code}: nilai di atas {higher.above} sampai {lower.up_to} masuk dua kategori"
        )
    if lower.above is not None and lower.above >= lower.up_to:
        raise ScaleError(f"skala {code}: kategori {lower.label} kosong")


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything that decides an achievement, with its date and legal basis.

    ``cap`` and ``floor`` are in %; a cap works per indicator before averaging, and raw and capped
    value are both kept. ``inverse_ceiling`` bounds T / R, which grows without end towards R = 0;
    200 is what the other formula gives at zero. ``places`` are decimals in print.
    """

    code: str
    name: str
    legal_basis: str
    valid_from: dt.date
    scale: Scale
    lower_formula: LowerFormula = LowerFormula.TWICE_TARGET
    inverse_ceiling: Decimal = Decimal(200)
    cap: Decimal | None = None
    floor: Decimal = Decimal(0)
    zero_target: ZeroTarget = ZeroTarget.NOT_ASSESSABLE
    zero_denominator: ZeroDenominator = ZeroDenominator.NOT_APPLICABLE
    self_reference: SelfReference = SelfReference.EXCLUDE
    averaging: Averaging = Averaging.INDICATORS
    places: int = 2

    def __post_init__(self) -> None:
        if self.cap is not None and self.cap < HUNDRED:
            raise ValueError("a cap below 100 would hide that a target was met")
        if not 0 <= self.floor < HUNDRED:
            raise ValueError("the floor lies between 0 and less than 100; 100 would make every target met")
        if self.inverse_ceiling < HUNDRED:
            raise ValueError("the ceiling of T / R is at least 100")
        if self.places < 0:
            raise ValueError("decimals in print are 0 or more")
