"""Value states: what is known about a number, stored and never inferred from the number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class State(StrEnum):
    """The six states of a value. Zero is a reported number; unknown is never zero."""

    REPORTED = "reported"
    NOT_DUE = "not_due"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASSESSABLE = "not_assessable"
    WITHDRAWN = "withdrawn"


NEEDS_REASON = frozenset({State.NOT_APPLICABLE, State.NOT_ASSESSABLE, State.WITHDRAWN})

# What an expression becomes when one operand is not reported: the state that tells most about why
# nothing can be said. "Withdrawn" outranks "missing", which outranks "not due yet".
PRECEDENCE = (
    State.WITHDRAWN,
    State.NOT_ASSESSABLE,
    State.MISSING,
    State.NOT_DUE,
    State.NOT_APPLICABLE,
    State.REPORTED,
)


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its state.

    ``number`` is given exactly when the state is REPORTED. ``reason`` is required for the states
    of :data:`NEEDS_REASON`.

    Raises:
        ValueError: number and state disagree, or a reason is missing.
    """

    state: State
    number: Decimal | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if (self.state is State.REPORTED) != (self.number is not None):
            raise ValueError(f"a number stands exactly with the state reported, not with {self.state}")
        if self.number is not None and not self.number.is_finite():
            raise ValueError("a value is finite")
        if self.state in NEEDS_REASON and not self.reason:
            raise ValueError(f"the state {self.state} needs a reason")

    @property
    def is_reported(self) -> bool:
        """Whether there is a number (zero included)."""
        return self.state is State.REPORTED


def reported(number: Decimal | int) -> Value:
    """A reported number, zero included."""
    return Value(State.REPORTED, Decimal(number))


MISSING = Value(State.MISSING)
NOT_DUE = Value(State.NOT_DUE)


def not_applicable(reason: str) -> Value:
    """Nothing to measure, for example no disputes; never counted, never 100 %."""
    return Value(State.NOT_APPLICABLE, reason=reason)


def not_assessable(reason: str) -> Value:
    """There should be a number, but it cannot be worked out."""
    return Value(State.NOT_ASSESSABLE, reason=reason)


def withdrawn(reason: str) -> Value:
    """A number that its owner took back."""
    return Value(State.WITHDRAWN, reason=reason)


def unknown_among(values: Iterable[Value]) -> Value | None:
    """The operand that makes an expression unknown, or None when all are reported.

    Unknown with anything is unknown. Where several are unknown, :data:`PRECEDENCE` decides.
    """
    unknown = [value for value in values if not value.is_reported]
    return min(unknown, key=lambda value: PRECEDENCE.index(value.state), default=None)
