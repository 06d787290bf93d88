"""The year's end from its months: contained in its range, never below what is done, exact when over."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akuntabel.core.achievement import Target
from akuntabel.core.forecast import Course, Kind, Way, at_risk, elapsed, needed, outlook
from akuntabel.core.policy import Category, Polarity, Policy, Scale

HIGHER, LOWER, RANGE, EXACT, MILESTONE = Polarity
POLICY = Policy(
    "uji",
    "Uji",
    "",
    dt.date(2024, 1, 1),
    Scale("uji", "Uji", "", (Category("any", "Semua", None, None, "", "good", "check"),)),
)


def course(kind, text, *, whole=False, undated="0", undated_base="0"):
    """Months as "1 0 2"; of a ratio as "3/4 2/2"."""
    words = text.split()
    tops = tuple(Decimal(word.partition("/")[0]) for word in words)
    bases = tuple(Decimal(word.partition("/")[2]) for word in words) if kind is Kind.RATIO else ()
    return Course(kind, tops, bases, Decimal(undated), Decimal(undated_base), whole=whole)


def end(kind, text, as_of, **rest):
    """Low, expected and high with at most two decimals."""
    found = outlook(course(kind, text, **rest), year=2024, as_of=dt.date.fromisoformat(as_of))
    if found is None:
        return None
    return [f"{round(number, 2).normalize():f}" for number in (found.low, found.expected, found.high)]


@pytest.mark.parametrize(
    ("kind", "text", "as_of", "rest", "expected"),
    [
        # six months over: the means of three months run from 1 to 3
        (Kind.SUM, "1 1 1 3 3 3", "2024-06-30", {}, ["18", "24", "30"]),
        # the running month counts with its days only: 15 of 30 in April
        (Kind.SUM, "2 2 2 1", "2024-04-15", {}, ["24", "24", "24"]),
        # three months over: single months, since one window of three would pretend to be certain
        (Kind.SUM, "0 1 2", "2024-03-31", {}, ["3", "12", "21"]),
        # nobody knows when two of them were: spread over the four months
        (Kind.SUM, "1 1 1 1", "2024-04-30", {"undated": "4"}, ["24", "24", "24"]),
        # a count comes out whole, its range outwards
        (Kind.SUM, "0 1 0 0 0 0 0", "2024-07-31", {"whole": True}, ["1", "2", "3"]),
        (Kind.SUM, "5 4 3", "2024-01-20", {}, None),
        (Kind.SUM, "1 2 3 4 5 6 7 8 9 10 11 12", "2024-12-31", {}, ["78", "78", "78"]),
        (Kind.SUM, "1 2 3 4 5 6 7 8 9 10 11 12", "2025-03-01", {}, ["78", "78", "78"]),
        (Kind.SUM, "0", "2023-12-31", {}, None),
        # 6 of 8 so far; the weakest month 1 of 2, the strongest 3 of 3: (6 + 24 × r) / 32
        (Kind.RATIO, "3/3 1/2 2/3", "2024-03-31", {}, ["56.25", "75", "93.75"]),
        (Kind.RATIO, "0/0 0/0 0/0", "2024-03-31", {}, None),
        (Kind.POSITION, "70 90 80", "2024-06-30", {}, ["70", "80", "90"]),
    ],
)
def test_the_end_of_the_year(kind, text, as_of, rest, expected):
    assert end(kind, text, as_of, **rest) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-12-31", "0"),
        ("2024-01-31", "1"),
        ("2024-02-29", "2"),
        ("2024-04-15", "3.5"),
        ("2025-01-01", "12"),
    ],
)
def test_how_much_of_the_year_is_over(day, expected):
    assert elapsed(2024, dt.date.fromisoformat(day)) == Decimal(expected)


def need(kind, text, polarity, goal, *, at_end=None, whole=True):
    low, _, high = goal.partition("..")
    found = needed(
        course(kind, text, whole=whole),
        polarity=polarity,
        target=Target(Decimal(low), Decimal(high) if high else None),
        policy=POLICY,
        base_at_end=None if at_end is None else Decimal(at_end),
    )
    shown = [
        None if n is None else f"{round(n, 2).normalize():f}" for n in (found.units, found.now, found.then)
    ]
    return (found.way, *shown)


@pytest.mark.parametrize(
    ("kind", "text", "polarity", "goal", "expected"),
    [
        (Kind.SUM, "0 1 0", HIGHER, "2", (Way.MORE, "1", "50", "100")),
        (Kind.SUM, "0 0 0", HIGHER, "12", (Way.MORE, "12", "0", "100")),
        (Kind.SUM, "2 1 0", HIGHER, "2", (Way.MET, None, "150", None)),
        (Kind.SUM, "3 3", LOWER, "8", (Way.ROOM, "2", "125", None)),
        (Kind.SUM, "8", LOWER, "8", (Way.ROOM, "0", "100", None)),
        (Kind.SUM, "8 3", LOWER, "8", (Way.OVER, "3", "62.5", None)),
        (Kind.SUM, "1", RANGE, "2..4", (Way.MORE, "1", "50", "100")),
        (Kind.SUM, "3", RANGE, "2..4", (Way.ROOM, "1", "100", None)),
        (Kind.SUM, "5", RANGE, "2..4", (Way.OVER, "1", "75", None)),
        (Kind.SUM, "4", EXACT, "4", (Way.ROOM, "0", "100", None)),
        (Kind.SUM, "0", MILESTONE, "1", (Way.MORE, "1", "0", "100")),
        (Kind.POSITION, "80 90", HIGHER, "95", (Way.MORE, "5", "94.74", "100")),
        (Kind.POSITION, "", HIGHER, "95", (Way.UNSAID, None, None, None)),
        # (8 + k) / (10 + k) ≥ 0,9 from k = 10 on
        (Kind.RATIO, "8/10", HIGHER, "90", (Way.RUN, "10", "88.89", "100")),
        (Kind.RATIO, "9/10", HIGHER, "90", (Way.MET, None, "100", None)),
        # what failed stays failed: 100% is out of reach while one of them fails
        (Kind.RATIO, "9/10", HIGHER, "100", (Way.OUT_OF_REACH, "1", "90", None)),
        (Kind.RATIO, "0/0", HIGHER, "90", (Way.UNSAID, None, None, None)),
        # (1 + k) / (20 + k) ≤ 0,1 up to k = 1; and 3 / (20 + k) ≤ 0,1 from k = 10 on
        (Kind.RATIO, "1/20", LOWER, "10", (Way.ROOM, "1", "150", None)),
        (Kind.RATIO, "3/20", LOWER, "10", (Way.RUN, "10", "50", "100")),
        (Kind.RATIO, "1/20", LOWER, "0", (Way.OUT_OF_REACH, "1", "0", None)),
    ],
)
def test_what_is_still_needed(kind, text, polarity, goal, expected):
    assert need(kind, text, polarity, goal) == expected


@pytest.mark.parametrize(
    ("text", "goal", "at_end", "expected"),
    [
        ("5/6", "90", 12, (Way.RUN, "6", "92.59", "100")),  # 11 of 12 is the least that is 90%
        ("4/6", "90", 12, (Way.OUT_OF_REACH, "2", "74.07", None)),
    ],
)
def test_a_known_denominator_decides_whether_it_can_be_reached(text, goal, at_end, expected):
    assert need(Kind.RATIO, text, HIGHER, goal, at_end=at_end) == expected


def test_one_report_a_month_never_comes_to_more_than_the_months_that_are_left():
    """Nine reports so far, eight of them in time: at best 11 are, whatever the pace."""
    so_far = Course(Kind.SUM, (Decimal(0),) * 9, undated=Decimal(8), whole=True, most=Decimal(11))
    found = outlook(so_far, year=2024, as_of=dt.date(2024, 9, 30))
    assert (found.low, found.expected, found.high) == (10, 11, 11)
    still = needed(so_far, polarity=HIGHER, target=Target(Decimal(12)), policy=POLICY)
    assert (still.way, still.units) == (Way.OUT_OF_REACH, 11)


@pytest.mark.parametrize(
    ("text", "polarity", "goal", "as_of", "expected"),
    [
        ("1 1 1 1 1 1", HIGHER, "12", "2024-06-30", False),
        ("1 1 1 1 1 0", HIGHER, "12", "2024-06-30", True),
        ("1 1 1 1 1 1", LOWER, "12", "2024-06-30", False),
        ("2 1 1 1 1 1", LOWER, "12", "2024-06-30", True),
        ("13", LOWER, "12", "2024-01-10", True),  # lost already, forecast or not
        ("0", HIGHER, "12", "2024-01-10", False),
    ],
)
def test_an_early_warning_is_given_when_the_expected_end_misses(text, polarity, goal, as_of, expected):
    so_far, target = course(Kind.SUM, text, whole=True), Target(Decimal(goal))
    found = outlook(so_far, year=2024, as_of=dt.date.fromisoformat(as_of))
    still = needed(so_far, polarity=polarity, target=target, policy=POLICY)
    assert at_risk(found, still, polarity=polarity, target=target, policy=POLICY) is expected


# ---------------------------------------------------------------- properties

AMOUNTS = st.integers(0, 500).map(Decimal)
DAYS = st.dates(dt.date(2024, 2, 1), dt.date(2024, 12, 31))


@st.composite
def sums(draw):
    """A sum with as many months as the day has begun, and the day."""
    day = draw(DAYS)
    months = tuple(draw(st.lists(AMOUNTS, min_size=day.month, max_size=day.month)))
    return Course(Kind.SUM, months, undated=draw(AMOUNTS), whole=draw(st.booleans())), day


@st.composite
def ratios(draw):
    """A ratio whose numerators never exceed their denominators, and the day."""
    day = draw(DAYS)
    bases = draw(st.lists(st.integers(0, 60), min_size=day.month, max_size=day.month))
    tops = [draw(st.integers(0, base)) for base in bases]
    return Course(Kind.RATIO, tuple(map(Decimal, tops)), tuple(map(Decimal, bases))), day


@given(sums())
def test_a_sum_lies_in_its_range_and_never_falls_below_what_is_done(case):
    so_far, day = case
    found = outlook(so_far, year=2024, as_of=day)
    assert so_far.total <= found.low <= found.expected <= found.high
    if so_far.whole:
        assert all(number == int(number) for number in (found.low, found.expected, found.high))


@given(sums(), st.data())
def test_more_done_never_lowers_the_end_of_a_sum(case, data):
    so_far, day = case
    place = data.draw(st.integers(0, len(so_far.months) - 1))
    more = list(so_far.months)
    more[place] += data.draw(st.integers(1, 20))
    better = Course(Kind.SUM, tuple(more), undated=so_far.undated, whole=so_far.whole)
    before, after = (outlook(each, year=2024, as_of=day) for each in (so_far, better))
    assert before.low <= after.low
    assert before.expected <= after.expected
    assert before.high <= after.high


@given(ratios())
def test_a_ratio_lies_in_its_range_between_nought_and_a_hundred(case):
    so_far, day = case
    found = outlook(so_far, year=2024, as_of=day)
    if so_far.base == 0:
        assert found is None
    else:
        assert 0 <= found.low <= found.expected <= found.high <= 100 + Decimal("1e-20")


def test_a_ratio_whose_complete_months_had_nothing_to_count_is_its_own_range():
    course = Course(Kind.RATIO, (Decimal(0), Decimal(0)), bases=(Decimal(0), Decimal(1)))
    found = outlook(course, year=2024, as_of=dt.date(2024, 2, 1))
    assert (found.low, found.expected, found.high) == (0, 0, 0)


@given(st.one_of(sums(), ratios()))
def test_a_year_that_is_over_is_its_own_forecast(case):
    so_far, _day = case
    for day in (dt.date(2024, 12, 31), dt.date(2025, 1, 1)):
        found = outlook(so_far, year=2024, as_of=day)
        if so_far.now is None:
            assert found is None
        else:
            assert found.low == found.expected == found.high == so_far.now


@given(sums(), st.integers(1, 2000).map(Decimal))
def test_the_missing_units_reach_the_target_and_one_fewer_does_not(case, goal):
    so_far = Course(Kind.SUM, case[0].months, whole=True)
    still = needed(so_far, polarity=HIGHER, target=Target(goal), policy=POLICY)
    if still.way is Way.MORE:
        assert so_far.total + still.units >= goal > so_far.total + still.units - 1
        assert still.then >= 100 > still.now
    else:
        assert still.way is Way.MET
        assert so_far.total >= goal


@given(ratios(), st.integers(1, 99).map(Decimal))
def test_a_run_of_successes_reaches_the_target_and_one_fewer_does_not(case, goal):
    so_far, _day = case
    still = needed(so_far, polarity=HIGHER, target=Target(goal), policy=POLICY)
    if still.way is Way.RUN:
        top, base, k = so_far.total, so_far.base, still.units
        assert (top + k) * 100 >= goal * (base + k)
        assert (top + k - 1) * 100 < goal * (base + k - 1)
