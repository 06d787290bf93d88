"""The same achievements averaged in every usual way."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akuntabel.core.averages import AverageRow, average, mean, median
from akuntabel.core.policy import Averaging, Category, Policy, Scale

STEP = Category("any", "Apa saja", None, None, "", "good", "check")
POLICY = Policy(
    code="uji",
    name="Uji",
    legal_basis="",
    valid_from=dt.date(2024, 1, 1),
    scale=Scale("uji", "Uji", "", (STEP,)),
)


def row(code: str, raw: str, capped: str | None = None, weight: str | None = None) -> AverageRow:
    """A row; "17.2" belongs to objective 17."""
    return AverageRow(
        code,
        code.partition(".")[0],
        Decimal(raw),
        Decimal(capped or raw),
        Decimal(weight) if weight else None,
    )


def places(number: Decimal | None, count: int = 2) -> str:
    return "-" if number is None else str(round(number, count))


def test_every_average_of_four_rows():
    rows = [row("1", "50"), row("2", "100"), row("3.1", "110"), row("3.2", "1400")]

    found = average(rows, POLICY)

    assert places(found.indicators) == "415.00"  # 1660 / 4
    assert places(found.objectives) == "301.67"  # (50 + 100 + 755) / 3
    assert places(found.capped_100) == "87.50"  # (50 + 100 + 100 + 100) / 4
    assert places(found.capped_120) == "95.00"  # (50 + 100 + 110 + 120) / 4
    assert places(found.median) == "105.00"  # (100 + 110) / 2
    assert (found.top, places(found.without_top)) == ("3.2", "86.67")  # 260 / 3
    assert (found.counted, found.counted_objectives) == (4, 3)
    assert found.weighted is None


# The 22 achievements of a printed report, which gives 166,04, 166,77 and 169,04 for their average.
PRINTED = """
1 137.5   2 100     3 100     4.1 133   4.2 95.96  5 102.5  6 100   7 100   8 100    9 100   10 100
11 100    12 100    13 100    14 100    15 100     16 350   17.1 50 17.2 1400 17.3 50  18 50  19 100
"""


def test_a_printed_table_supports_one_average_only():
    words = PRINTED.split()
    found = average([row(*pair) for pair in zip(words[::2], words[1::2], strict=True)], POLICY)

    assert (found.counted, found.counted_objectives) == (22, 19)
    assert places(found.headline, 4) == "166.7709"
    assert places(found.objectives, 4) == "134.4463"
    assert places(found.median) == "100.00"


def test_the_cap_of_the_policy_counts_in_headline_and_weighted_mean_and_nowhere_else():
    rows = [row("1", "80", "80", "50"), row("2", "300", "110", "30"), row("3", "400", "110", "20")]

    found = average(rows, POLICY)

    assert places(found.headline) == "100.00"  # (80 + 110 + 110) / 3
    assert places(found.weighted) == "95.00"  # (4000 + 3300 + 2200) / 100
    assert places(found.median) == "300.00"
    assert places(found.capped_120) == "106.67"  # (80 + 120 + 120) / 3


@pytest.mark.parametrize(
    ("averaging", "expected"),
    [(Averaging.INDICATORS, "70.00"), (Averaging.OBJECTIVES, "77.50"), (Averaging.WEIGHTED, "64.00")],
)
def test_the_policy_names_the_headline(averaging, expected):
    rows = [row("1", "100", weight="30"), row("2.1", "40", weight="50"), row("2.2", "70", weight="20")]

    assert places(average(rows, replace(POLICY, averaging=averaging)).headline) == expected


def test_a_weighted_mean_is_over_the_counted_rows_only():
    # a third indicator with weight 50 is not assessed and therefore not among the rows
    rows = [row("1", "100", weight="30"), row("2", "50", weight="20")]

    assert places(average(rows, POLICY).weighted) == "80.00"  # (3000 + 1000) / 50


def test_one_row_without_weight_leaves_no_weighted_mean():
    assert average([row("1", "100", weight="30"), row("2", "50")], POLICY).weighted is None


def test_of_nothing_there_is_no_average_and_no_zero():
    found = average([], POLICY)

    assert (found.headline, found.indicators, found.objectives) == (None, None, None)
    assert (found.median, found.capped_100, found.capped_120, found.weighted) == (None, None, None, None)
    assert (found.without_top, found.top, found.counted, found.counted_objectives) == (None, "", 0, 0)


NUMBERS = st.lists(st.decimals(min_value=0, max_value=10**6, places=2), min_size=1, max_size=30)


@given(NUMBERS)
def test_mean_and_median_lie_between_the_ends(numbers):
    for middle in (mean(numbers), median(numbers)):
        assert middle is not None
        assert min(numbers) <= round(middle, 10) <= max(numbers)


@given(NUMBERS)
def test_the_order_of_the_rows_does_not_matter(numbers):
    rows = [row(str(n), str(number)) for n, number in enumerate(numbers)]

    assert average(rows, POLICY).headline == average(rows[::-1], POLICY).headline
