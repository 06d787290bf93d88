"""Achievement: target and actual under a policy, in per cent.

Exactly 100 at the target, monotone in the better direction, finite everywhere; the property
tests prove the three. Formulas: domain notes on PermenPANRB 53/2014 practice; where two are
published the policy chooses.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from akuntabel.core.policy import HUNDRED, Category, LowerFormula, Polarity, Policy, ZeroTarget
from akuntabel.core.value import Value, not_assessable, reported


@dataclass(frozen=True, slots=True)
class Target:
    """A target in the indicator's unit; ``upper`` is the upper end of a range.

    Raises:
        ValueError: negative, infinite, or the ends of a range are swapped.
    """

    number: Decimal
    upper: Decimal | None = None

    def __post_init__(self) -> None:
        if not self.number.is_finite() or not (self.upper is None or self.upper.is_finite()):
            raise ValueError("a target is finite")
        if self.number < 0:
            raise ValueError("a target is not negative")
        if self.upper is not None and self.upper < self.number:
            raise ValueError("the upper end of a range lies below its lower end")


@dataclass(frozen=True, slots=True)
class Achievement:
    """An achievement in %, raw and as the policy caps it, with its category.

    Both stand on the policy's floor, which lies below 100 and so never makes a target met.
    ``met`` compares the raw value with 100 and is not a category: 95,96 may be called "Berhasil"
    by a scale and is still not met. Category and ``met`` are None while the value is unknown.
    """

    raw: Value
    capped: Value
    category: Category | None
    met: bool | None


def achieve(*, polarity: Polarity, target: Target | None, actual: Value, policy: Policy) -> Achievement:
    """The achievement of ``actual`` against ``target``.

    An actual that is not reported gives its own state; so does a missing target.
    """
    raw = _raw(polarity, target, actual, policy)
    if raw.number is None:
        return Achievement(raw=raw, capped=raw, category=None, met=None)
    capped = raw.number if policy.cap is None else min(raw.number, policy.cap)
    return Achievement(
        raw=raw,
        capped=reported(capped),
        category=policy.scale.category(capped),
        met=raw.number >= HUNDRED,
    )


def _raw(polarity: Polarity, target: Target | None, actual: Value, policy: Policy) -> Value:
    if actual.number is None:
        return actual
    if target is None:
        return not_assessable("belum ada target")
    if polarity is Polarity.RANGE and target.upper is None:
        return not_assessable("target rentang perlu batas bawah dan batas atas")
    result = _percent(polarity, target, actual.number, policy)
    if result is None:
        return not_assessable("target 0 tidak dapat dibagi; kebijakan tidak menetapkan nilainya")
    return reported(max(result, policy.floor))


def _percent(polarity: Polarity, target: Target, actual: Decimal, policy: Policy) -> Decimal | None:
    match polarity:
        case Polarity.HIGHER | Polarity.MILESTONE:
            return _higher(target.number, actual, policy)
        case Polarity.LOWER:
            return _lower(target.number, actual, policy)
        case Polarity.EXACT:
            return _range(target.number, target.number, actual)
        case Polarity.RANGE:
            return _range(target.number, target.upper or target.number, actual)


def _higher(target: Decimal, actual: Decimal, policy: Policy) -> Decimal | None:
    if target == 0:
        if policy.zero_target is ZeroTarget.NOT_ASSESSABLE:
            return None
        return HUNDRED if actual >= 0 else Decimal(0)
    return actual / target * HUNDRED


def _lower(target: Decimal, actual: Decimal, policy: Policy) -> Decimal:
    if target == 0:
        return HUNDRED if actual <= 0 else Decimal(0)
    if policy.lower_formula is LowerFormula.TWICE_TARGET:
        return (2 * target - actual) / target * HUNDRED
    if actual <= target * HUNDRED / policy.inverse_ceiling:
        return policy.inverse_ceiling
    return target / actual * HUNDRED


def _range(lower: Decimal, upper: Decimal, actual: Decimal) -> Decimal:
    if lower <= actual <= upper:
        return HUNDRED
    if actual < lower:
        return actual / lower * HUNDRED if lower else Decimal(0)
    return (2 * upper - actual) / upper * HUNDRED if upper else Decimal(0)
