"""Working days, due dates, and what is on time."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akuntabel.core.calendar import Calendar, DueRule, is_on_time
from akuntabel.core.errors import InvalidValueError
from akuntabel.core.periods import Period

cheap = settings(max_examples=60, deadline=None)

# Thursday 8 and Friday 9 February 2024 were days off, and a weekend followed.
CALENDAR = Calendar(
    {
        dt.date(2024, 2, 8): "Isra Mikraj Nabi Muhammad saw.",
        dt.date(2024, 2, 9): "Cuti bersama Tahun Baru Imlek",
    }
)
JANUARY = Period(2024, month=1)


def february(day):
    return dt.date(2024, 2, day)


@pytest.mark.parametrize(
    ("day", "works"), [(7, True), (8, False), (9, False), (10, False), (11, False), (12, True)]
)
def test_knows_working_days(day, works):
    assert CALENDAR.is_working_day(february(day)) is works


def test_finds_the_nearest_working_day():
    assert CALENDAR.next_working_day(february(8)) == february(12)
    assert CALENDAR.previous_working_day(february(10)) == february(7)
    assert CALENDAR.next_working_day(february(7)) == february(7)
    assert CALENDAR.previous_working_day(february(7)) == february(7)


@pytest.mark.parametrize(
    ("start", "count", "end"), [(7, 1, 12), (7, 2, 13), (9, 1, 12), (12, -1, 7), (10, 0, 10), (12, 5, 19)]
)
def test_counts_working_days(start, count, end):
    assert CALENDAR.add_working_days(february(start), count) == february(end)


def test_knows_the_years_it_was_given():
    assert CALENDAR.knows(2024)
    assert not CALENDAR.knows(2025)


def test_keeps_its_own_copy_of_the_holidays():
    holidays = {february(8): "Libur"}
    calendar = Calendar(holidays)
    holidays.clear()
    assert not calendar.is_working_day(february(8))


def test_stops_at_the_end_of_time():
    calendar = Calendar({dt.date(9999, 12, 31): "Libur"})
    with pytest.raises(InvalidValueError, match="batas kalender"):
        calendar.next_working_day(dt.date(9999, 12, 31))
    with pytest.raises(InvalidValueError, match="batas kalender"):
        DueRule(1, 10, "keep").due_date(Period(9999), calendar)


@pytest.mark.parametrize(
    ("if_holiday", "due"), [("previous", february(7)), ("next", february(12)), ("keep", february(10))]
)
def test_the_tenth_of_next_month_was_a_saturday(if_holiday, due):
    assert DueRule(1, 10, if_holiday).due_date(JANUARY, CALENDAR) == due


@pytest.mark.parametrize(
    ("months_after", "day", "period", "due"),
    [
        (1, 10, Period(2024, month=12), dt.date(2025, 1, 10)),
        (1, 10, Period(2024, quarter=1), dt.date(2024, 4, 10)),
        (2, None, Period(2024), dt.date(2025, 2, 28)),
        (1, None, JANUARY, dt.date(2024, 2, 29)),
        (1, 31, JANUARY, dt.date(2024, 2, 29)),  # February has no 31st: its last day
        (0, 20, JANUARY, dt.date(2024, 1, 20)),
        (14, 1, Period(2024), dt.date(2026, 2, 1)),
    ],
)
def test_due_dates_without_holidays(months_after, day, period, due):
    assert DueRule(months_after, day, "keep").due_date(period, CALENDAR) == due


@pytest.mark.parametrize(
    ("months_after", "day", "if_holiday", "message"),
    [
        (-1, 10, "keep", "Tenggat tidak dapat -1 bulan"),
        (1, 0, "keep", "Tidak ada tanggal 0"),
        (1, 32, "keep", "Tidak ada tanggal 32"),
        (1, 10, "sometimes", 'Aturan hari libur "sometimes" tidak dikenal'),
    ],
)
def test_refuses_rules_that_cannot_be(months_after, day, if_holiday, message):
    with pytest.raises(InvalidValueError) as caught:
        DueRule(months_after, day, if_holiday)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("submitted", "on_time"), [(february(6), True), (february(7), True), (february(8), False), (None, None)]
)
def test_on_time_until_the_due_day_itself(submitted, on_time):
    assert is_on_time(submitted, due=february(7)) is on_time


days = st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31))
calendars = st.builds(
    Calendar, st.dictionaries(st.dates(dt.date(2024, 1, 1), dt.date(2024, 4, 30)), st.just("Libur"))
)
rules = st.builds(
    DueRule, st.integers(0, 3), st.none() | st.integers(1, 31), st.sampled_from(["previous", "next"])
)


@cheap
@given(rules, calendars, st.integers(1, 12))
def test_a_due_date_that_moves_is_a_working_day(rule, calendar, month):
    due = rule.due_date(Period(2024, month=month), calendar)
    kept = DueRule(rule.months_after, rule.day, "keep").due_date(Period(2024, month=month), calendar)
    assert calendar.is_working_day(due)
    assert due <= kept if rule.if_holiday == "previous" else due >= kept


@cheap
@given(days, st.integers(1, 60))
def test_counting_forth_and_back_returns(day, count):
    start = CALENDAR.next_working_day(day)
    assert CALENDAR.add_working_days(CALENDAR.add_working_days(start, count), -count) == start
