"""A value is a number or the reason why there is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from akuntabel.core.value import (
    MISSING,
    NOT_DUE,
    State,
    Value,
    not_applicable,
    not_assessable,
    reported,
    unknown_among,
    withdrawn,
)


def test_zero_is_a_reported_number():
    zero = reported(0)

    assert zero == Value(State.REPORTED, Decimal(0))
    assert zero.is_reported


@pytest.mark.parametrize("unknown", [MISSING, NOT_DUE, not_applicable("tidak ada sengketa")])
def test_unknown_has_no_number(unknown):
    assert unknown.number is None
    assert not unknown.is_reported


def test_a_reported_value_without_number_is_refused():
    with pytest.raises(
        ValueError, match="a number stands exactly with the state reported, not with reported"
    ):
        Value(State.REPORTED)


def test_a_missing_value_with_number_is_refused():
    with pytest.raises(ValueError, match="a number stands exactly with the state reported, not with missing"):
        Value(State.MISSING, Decimal(3))


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
def test_a_number_is_finite(number):
    with pytest.raises(ValueError, match="a value is finite"):
        reported(Decimal(number))


@pytest.mark.parametrize("state", [State.NOT_APPLICABLE, State.NOT_ASSESSABLE, State.WITHDRAWN])
def test_these_states_need_a_reason(state):
    with pytest.raises(ValueError, match=f"the state {state} needs a reason"):
        Value(state)


@pytest.mark.parametrize(
    ("operands", "expected"),
    [
        ([reported(1), reported(0)], None),
        ([reported(1), MISSING], MISSING),
        ([NOT_DUE, reported(1), MISSING], MISSING),
        ([MISSING, not_assessable("tanpa target")], not_assessable("tanpa target")),
        ([not_assessable("tanpa target"), withdrawn("salah catat")], withdrawn("salah catat")),
        ([not_applicable("nihil"), NOT_DUE], NOT_DUE),
        ([], None),
    ],
)
def test_unknown_with_anything_is_unknown(operands, expected):
    assert unknown_among(operands) == expected
