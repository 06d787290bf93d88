"""Absorption, deviation, shares and efficiency: what they answer, and what holds for any amounts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akuntabel.core.budget import (
    Output,
    absorption,
    deviation,
    efficiency,
    efficiency_of,
    mean_deviation,
    portion,
    unshared,
)

amounts = st.integers(0, 10**13).map(Decimal)
positive = st.integers(1, 10**13).map(Decimal)
percents = st.decimals(1, 400, places=2)
near = Decimal("1e-12")


@pytest.mark.parametrize(
    ("realised", "ceiling", "expected"),
    [
        ("45802798192", "46073490000", "99.41"),  # Paser 2024
        ("50", "200", "25.00"),
        ("0", "200", "0.00"),
        ("250", "200", "125.00"),
    ],
)
def test_absorption_is_realised_over_ceiling(realised, ceiling, expected):
    found = absorption(Decimal(realised), Decimal(ceiling))
    assert round(found, 2) == Decimal(expected)


@pytest.mark.parametrize(("realised", "ceiling"), [(None, Decimal(10)), (Decimal(10), Decimal(0))])
def test_without_realisation_or_ceiling_there_is_no_absorption(realised, ceiling):
    assert absorption(realised, ceiling) is None


@pytest.mark.parametrize(
    ("planned", "realised", "expected"),
    [
        (100, 100, 0),
        (100, 80, 20),
        (100, 130, 30),
        (100, 0, 100),
        (100, -10, 110),
        (0, 10, None),
        (None, 10, None),
    ],
)
def test_deviation_is_the_distance_from_the_plan(planned, realised, expected):
    as_decimal = [None if each is None else Decimal(each) for each in (planned, realised, expected)]
    assert deviation(as_decimal[0], as_decimal[1]) == as_decimal[2]


def test_the_mean_leaves_months_without_a_plan_out_and_holds_each_to_its_limit():
    months = [
        (Decimal(100), Decimal(90)),
        (Decimal(0), Decimal(50)),
        (Decimal(10), Decimal(60)),
        (Decimal(5), None),
    ]
    assert mean_deviation(months, most=Decimal(100)) == 55  # (10 + 100) / 2
    assert mean_deviation(months, most=None) == 255  # (10 + 500) / 2
    assert mean_deviation([(Decimal(0), Decimal(1))], most=None) is None


@given(positive, st.lists(st.tuples(positive, amounts), min_size=1, max_size=12))
def test_the_mean_lies_between_the_nearest_and_the_farthest_month(most, months):
    each = [min(deviation(planned, realised), most) for planned, realised in months]
    assert min(each) - near * (1 + min(each)) <= mean_deviation(months, most=most) <= max(each) * (1 + near)


@given(amounts, st.lists(st.integers(1, 250_000), max_size=4))
def test_shares_and_their_rest_are_the_whole(amount, parts):
    shares = {str(n): Decimal(part) / 10_000 for n, part in enumerate(parts)}
    whole = sum((portion(amount, percent) for percent in shares.values()), Decimal(0))
    assert whole + portion(amount, unshared(shares)) == amount


# ---------------------------------------------------------------- efficiency


def test_the_efficiency_of_paser_when_all_outputs_are_reached():
    found = efficiency(ceiling=Decimal(46073490000), realised=Decimal(45802798192), achievement=Decimal(100))
    assert (round(found.percent, 4), round(found.score, 2), found.clamped) == (
        Decimal("0.5875"), Decimal("51.47"), False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("realised", "percent", "score", "clamped"),
    [
        (100, 0, 50, False),
        (80, 20, 100, False),
        (79, 21, 100, True),
        (120, -20, 0, False),
        (150, -50, 0, True),
    ],
)
def test_the_clamp_bites_beyond_twenty_and_says_so(realised, percent, score, clamped):
    found = efficiency(ceiling=Decimal(100), realised=Decimal(realised), achievement=Decimal(100))
    assert (found.percent, found.score, found.clamped) == (percent, score, clamped)


def test_another_clamp_scales_the_score():
    found = efficiency(
        ceiling=Decimal(100), realised=Decimal(90), achievement=Decimal(100), clamp=Decimal(10)
    )
    assert (found.percent, found.score, found.clamped) == (10, 100, False)


NOTHING_DUE = (
    [],
    [Output(Decimal(0), Decimal(5), Decimal(100))],
    [Output(Decimal(5), Decimal(5), Decimal(0))],
)


@pytest.mark.parametrize("outputs", NOTHING_DUE)
def test_nothing_due_has_no_efficiency(outputs):
    with pytest.raises(ValueError, match="above 0"):
        efficiency_of(outputs)


@given(positive, amounts, percents, st.decimals(1, 100, places=2))
def test_the_score_is_between_nought_and_a_hundred_and_the_flag_tells_the_clamp(
    ceiling, realised, achieved, clamp
):
    found = efficiency(ceiling=ceiling, realised=realised, achievement=achieved, clamp=clamp)
    assert 0 <= found.score <= 100
    assert found.clamped == (abs(found.percent) > clamp)
    if not found.clamped:
        assert abs(found.score - (50 + found.percent / clamp * 50)) < near


@given(positive, amounts, amounts, percents)
def test_spending_more_never_raises_the_score(ceiling, less, more, achieved):
    low, high = sorted((less, more))
    first = efficiency(ceiling=ceiling, realised=low, achievement=achieved)
    second = efficiency(ceiling=ceiling, realised=high, achievement=achieved)
    assert first.score >= second.score


@given(st.lists(st.tuples(positive, amounts), min_size=1, max_size=5), percents)
def test_outputs_with_one_achievement_are_one_output(pairs, achieved):
    apart = efficiency_of(Output(ceiling, realised, achieved) for ceiling, realised in pairs)
    whole = efficiency(
        ceiling=sum(ceiling for ceiling, _realised in pairs),
        realised=sum(realised for _ceiling, realised in pairs),
        achievement=achieved,
    )
    assert abs(apart.percent - whole.percent) <= near * (1 + abs(whole.percent))
