"""The arithmetic of money: absorption, deviation from the monthly plan, shares, and efficiency.

Rupiah and percentages are Decimal, exact; rounding happens in print. Every function that divides says
what it answers when there is nothing to divide by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

CLAMP = Decimal(20)
_HUNDRED = Decimal(100)


def absorption(realised: Decimal | None, ceiling: Decimal) -> Decimal | None:
    """Realised over ceiling, in %; None without a realisation or a ceiling above zero."""
    return None if realised is None or ceiling <= 0 else realised / ceiling * _HUNDRED


def deviation(planned: Decimal | None, realised: Decimal | None) -> Decimal | None:
    """|realised − planned| / planned, in %; None where nothing was planned or is known.

    "Deviasi Halaman III DIPA" of PER-5/PB/2024, for one month.
    """
    if planned is None or realised is None or planned <= 0:
        return None
    return abs(realised - planned) / planned * _HUNDRED


def mean_deviation(
    months: Iterable[tuple[Decimal | None, Decimal | None]], *, most: Decimal | None
) -> Decimal | None:
    """The mean of the deviations of (planned, realised) months, in %, each held to ``most`` when given.

    Months without a plan have no deviation and are left out; None when all are.
    """
    found = [each for planned, realised in months if (each := deviation(planned, realised)) is not None]
    if not found:
        return None
    held = found if most is None else [min(each, most) for each in found]
    return sum(held, Decimal(0)) / len(held)


def portion(amount: Decimal, percent: Decimal) -> Decimal:
    """``percent`` of ``amount``."""
    return amount * percent / _HUNDRED


def unshared(shares: Mapping[str, Decimal]) -> Decimal:
    """What is left of 100 % after ``shares``."""
    return _HUNDRED - sum(shares.values(), Decimal(0))


@dataclass(frozen=True, slots=True)
class Efficiency:
    """``percent`` is E, unclamped; ``score`` is NE from the clamped E; ``clamped`` says if it bit."""

    percent: Decimal
    score: Decimal
    clamped: bool


@dataclass(frozen=True, slots=True)
class Output:
    """Something that was paid for: ceiling and realised in rupiah, achievement in %."""

    ceiling: Decimal
    realised: Decimal
    achievement: Decimal


def efficiency(
    *, ceiling: Decimal, realised: Decimal, achievement: Decimal, clamp: Decimal = CLAMP
) -> Efficiency:
    """The efficiency of one output; see :func:`efficiency_of`.

    Raises:
        ValueError: ceiling or achievement is not above 0.
    """
    return efficiency_of([Output(ceiling, realised, achievement)], clamp=clamp)


def efficiency_of(outputs: Iterable[Output], *, clamp: Decimal = CLAMP) -> Efficiency:
    """E = Σ(pagu × capaian − realisasi) / Σ(pagu × capaian) × 100; NE = 50 + E/20 × 50, −20 ≤ E ≤ 20.

    ``clamp`` stands for the 20, in %.

    Formula family of PMK 22/2021; the clamp is unverified against its annex, so whoever prints NE says
    when it bit. What an achievement is capped at is the caller's to say.

    Raises:
        ValueError: nothing was due: every ceiling or achievement is 0.
    """
    due = spent = Decimal(0)
    for each in outputs:
        due += each.ceiling * each.achievement / _HUNDRED
        spent += each.realised
    if due <= 0:
        raise ValueError("efficiency needs a ceiling and an achievement above 0")
    percent = (due - spent) / due * _HUNDRED
    held = max(-clamp, min(clamp, percent))
    return Efficiency(percent, 50 + held / clamp * 50, held != percent)
