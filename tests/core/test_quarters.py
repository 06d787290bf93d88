"""Quarters that make up a year: the sums, the order, and the proposal."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akuntabel.core.action_plan import NO_PARTS, Direction, Promise, as_parts, examine, made, spread

AGGREGATIONS = ("sum", "latest", "pooled", "max", "average", "year")
POLARITIES = ("higher", "lower", "range", "exact", "milestone")


def parts(text):
    return as_parts([None if word == "-" else Decimal(word) for word in text.split()])


def said(aggregation, target, text, polarity="higher", upper=None):
    promise = Promise(Decimal(target), aggregation, polarity, upper and Decimal(upper))
    return [str(flaw) for flaw in examine(promise, parts(text))]


@pytest.mark.parametrize(
    ("aggregation", "target", "text", "expected"),
    [
        ("sum", 8, "2 2 2 2", []),
        ("sum", 8, "- - 4 4", []),
        ("sum", 8, "2 2 2 0", ["Jumlah 6, kurang 2 dari target 8."]),
        ("sum", 8, "- 10 - -", ["Jumlah 10, lebih 2 dari target 8."]),
        ("sum", "97.5", "20 20 20 37.5", []),
        ("latest", 95, "20 40 60 95", []),
        ("latest", 95, "20 40 60 -", ["Triwulan IV belum diisi, padahal di situ target setahun (95) tercapai."]),
        ("latest", 95, "20 40 60 90", ["Triwulan IV 90, kurang 5 dari target 95."]),
        ("pooled", 100, "90 80 95 100", []),
        ("max", 7, "7 7 7 7", []),
        ("average", 95, "90 100 95 95", []),
        ("average", 95, "90 - - 100", []),
        ("average", 95, "90 95 - -", ["Rata-rata 92,5, kurang 2,5 dari target 95."]),
        ("year", 70, "- - - 70", []),
        ("year", 70, "70 - - 70", ["Indikator ini hanya diketahui setahun sekali: kosongkan triwulan I."]),
        ("sum", 8, "-1 3 3 3", ["Triwulan I di bawah nol."]),
        ("sum", 8, "- - - -", []),
    ],
)  # fmt: skip
def test_parts_make_up_the_year_or_the_gap_is_named(aggregation, target, text, expected):
    assert said(aggregation, target, text) == expected


def test_a_mean_of_thirds_is_compared_without_rounding():
    third = Decimal("33.33333333")
    promise = Promise(third, "average", "higher")
    assert examine(promise, as_parts([third, third, third, None])) == []
    [flaw] = examine(promise, as_parts([third, third, third - Decimal("0.00000001"), None]))
    assert "kurang" in str(flaw)


def test_a_range_is_met_anywhere_inside():
    assert said("sum", 8, "2 2 2 3", polarity="range", upper=10) == []
    assert said("sum", 8, "3 3 3 3", polarity="range", upper=10) == ["Jumlah 12, lebih 2 dari target 8–10."]


@pytest.mark.parametrize(
    ("aggregation", "polarity", "text", "words"),
    [
        ("latest", "higher", "50 40 60 95", "Triwulan II (40) lebih rendah daripada sebelumnya (50)"),
        ("latest", "lower", "99 98 99 95", "Triwulan III (99) lebih tinggi daripada sebelumnya (98)"),
        ("latest", "higher", "50 - 40 95", "Triwulan III (40) lebih rendah"),
        ("max", "lower", "5 4 5 95", "Triwulan II (4) lebih rendah"),
    ],
)
def test_a_turn_in_the_wrong_direction_asks_for_a_reason_only(aggregation, polarity, text, words):
    [flaw] = examine(Promise(Decimal(95), aggregation, polarity), parts(text))
    assert words in str(flaw)
    assert not flaw.blocking


numbers = st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False)
promises = st.builds(
    Promise,
    numbers,
    st.sampled_from(AGGREGATIONS),
    st.sampled_from(POLARITIES),
    places=st.integers(0, 4),
)


@given(promises)
def test_a_proposal_always_makes_up_the_year(promise):
    proposal = spread(promise)
    assert examine(promise, proposal) == []
    assert made(promise, proposal) == promise.number
    known = [part for part in proposal if part is not None]
    if promise.rule.value == "sum":
        assert known == sorted(known)
        assert known[-1] - known[0] <= Decimal(1).scaleb(-min(promise.places, 2))


@given(promises, st.lists(st.one_of(st.none(), numbers), min_size=4, max_size=4))
def test_what_is_not_refused_makes_up_the_year_exactly(promise, drawn):
    drawn = as_parts(drawn)
    flaws = examine(promise, drawn)
    blocked = any(flaw.blocking for flaw in flaws)
    total = made(promise, drawn)
    if drawn != NO_PARTS and promise.rule.value != "year_end":
        assert blocked == (total != promise.number)
    if not flaws and promise.direction is Direction.UP:
        known = [part for part in drawn if part is not None]
        assert known == sorted(known)


@given(promises, numbers.filter(bool), st.integers(0, 3))
def test_one_part_altered_no_longer_makes_up_a_sum(promise, extra, place):
    altered = list(spread(promise))
    if promise.rule.value != "sum":
        return
    altered[place] += extra
    assert any(flaw.blocking for flaw in examine(promise, as_parts(altered)))
