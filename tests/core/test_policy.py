"""A scale covers [0, ∞) exactly once; a policy refuses settings that would falsify a result."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akuntabel.core.policy import Category, Policy, Scale, ScaleError


def step(label: str, above: str | None, up_to: str | None) -> Category:
    return Category(
        code=label.lower(),
        label=label,
        above=None if above is None else Decimal(above),
        up_to=None if up_to is None else Decimal(up_to),
        meaning="",
        tone="good",
        icon="check",
    )


def scale(*steps: Category) -> Scale:
    return Scale("uji", "Skala uji", "", steps)


def policy(**changes) -> Policy:
    settings = {
        "code": "uji",
        "name": "Uji",
        "legal_basis": "",
        "valid_from": dt.date(2024, 1, 1),
        "scale": scale(step("Rendah", None, "50"), step("Tinggi", "50", None)),
    }
    return Policy(**{**settings, **changes})


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        pytest.param([], "skala uji tidak punya kategori", id="empty"),
        pytest.param(
            [step("Rendah", "0", "50"), step("Tinggi", "50", None)],
            "skala uji: kategori terendah harus mulai dari 0",
            id="nothing holds 0 itself",
        ),
        pytest.param(
            [step("Rendah", None, "50"), step("Tinggi", "50", "100")],
            "skala uji: kategori tertinggi tidak boleh berbatas atas",
            id="nothing holds 101",
        ),
        pytest.param(
            [step("Cukup", None, "90"), step("Berhasil", "91", None)],
            "skala uji: nilai di atas 90 sampai 91 tidak masuk kategori mana pun",
            id="the hole of the integer scale 71-90, 91-100",
        ),
        pytest.param(
            [step("Cukup", None, "90"), step("Berhasil", "85", None)],
            "skala uji: nilai di atas 85 sampai 90 masuk dua kategori",
            id="overlap",
        ),
        pytest.param(
            [step("Cukup", None, None), step("Berhasil", "90", None)],
            "skala uji: batas antara Cukup dan Berhasil tidak ada",
            id="an open border inside",
        ),
        pytest.param(
            [step("Rendah", None, "50"), step("Cukup", "50", "50"), step("Tinggi", "50", None)],
            "skala uji: kategori Cukup kosong",
            id="a step that holds nothing",
        ),
        pytest.param(
            [step("Minus", None, "-5"), step("Lain", "-5", None)],
            "skala uji: kategori Minus kosong",
            id="a lowest step below 0",
        ),
    ],
)
def test_a_scale_with_a_hole_or_an_overlap_is_refused(steps, message):
    with pytest.raises(ScaleError) as refusal:
        scale(*steps)

    assert str(refusal.value) == message


BORDERS = st.lists(
    st.decimals(min_value=0, max_value=1000, places=3), min_size=0, max_size=6, unique=True
).map(sorted)
ACHIEVEMENTS = st.decimals(min_value=0, max_value=10**9, places=10)


@given(BORDERS, ACHIEVEMENTS)
def test_every_achievement_has_exactly_one_category(borders, achievement):
    ends = [None, *borders, None]
    steps = [
        Category(f"k{n}", f"K{n}", above, up_to, "", "good", "check")
        for n, (above, up_to) in enumerate(pairwise(ends))
    ]

    holding = [one for one in steps if one.holds(achievement)]

    assert holding == [scale(*steps).category(achievement)]


@given(BORDERS.filter(bool))
def test_a_border_belongs_to_the_step_below_it(borders):
    ends = [None, *borders, None]
    steps = [
        Category(f"k{n}", f"K{n}", above, up_to, "", "good", "check")
        for n, (above, up_to) in enumerate(pairwise(ends))
    ]

    assert [scale(*steps).category(border) for border in borders] == steps[:-1]


def test_below_zero_there_is_no_category():
    with pytest.raises(ValueError, match="apply the policy's floor first"):
        policy().scale.category(Decimal("-0.01"))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"cap": Decimal(99)}, "a cap below 100 would hide that a target was met"),
        ({"floor": Decimal(-1)}, "the floor lies between 0 and less than 100"),
        ({"floor": Decimal(100)}, "100 would make every target met"),
        ({"inverse_ceiling": Decimal(99)}, "the ceiling of T / R is at least 100"),
        ({"places": -1}, "decimals in print are 0 or more"),
    ],
)
def test_a_policy_that_would_falsify_a_result_is_refused(changes, message):
    with pytest.raises(ValueError, match=message):
        policy(**changes)
