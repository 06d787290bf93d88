"""Efficiency of money, with its clamp visible.

Formula family of PMK 22/2021, at the level of the office where outputs are not mapped to
objectives. The weights and the clamp are unverified against the regulation's annex; the report
says so beside the figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

CLAMP = Decimal(20)


@dataclass(frozen=True)
class Efficiency:
    """``percent`` is E, unclamped; ``score`` is NE from the clamped E; ``clamped`` says if it bit."""

    percent: Decimal
    score: Decimal
    clamped: bool


def efficiency(*, ceiling: Decimal, realised: Decimal, achievement: Decimal) -> Efficiency:
    """E = (pagu × capaian − realisasi) / (pagu × capaian) × 100; NE = 50 + E/20 × 50, −20 ≤ E ≤ 20.

    ``ceiling`` and ``realised`` in rupiah, ``achievement`` in %.

    Raises:
        ValueError: ceiling or achievement is not above 0.
    """
    due = ceiling * achievement / 100
    if due <= 0:
        raise ValueError("efficiency needs a ceiling and an achievement above 0")
    percent = (due - realised) / due * 100
    held = max(-CLAMP, min(CLAMP, percent))
    return Efficiency(percent, 50 + held / CLAMP * 50, held != percent)
