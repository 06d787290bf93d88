"""What counts in a year, a quarter and a month, against which target, and until when."""

import datetime as dt
from decimal import Decimal

import pytest
from measured_office import (
    DRAFTS,
    EVENTS,
    MARCH,
    T1,
    T2,
    WHOLE,
    WOMEN,
    YEAR,
    Promised,
    approve,
    build,
    keep,
    promise,
    state_by_hand,
    submit,
    through,
    verify,
)

from akuntabel.core.achievement import Target as Goal
from akuntabel.core.periods import Period
from akuntabel.core.policy import Polarity
from akuntabel.core.value import State
from akuntabel.measuring import deeds
from akuntabel.measuring.models import Standing
from akuntabel.measuring.notes import worse
from akuntabel.measuring.periods import due_on, measure_period
from akuntabel.planning.models import Agreement, Indicator, Plan, QuarterTarget, Target

AFTER = dt.date(2026, 2, 1)
AUGUST = Period(YEAR, month=8)


def row(house, code, period, today=AFTER):
    return measure_period(house.office, period, today=today).row(code)


def test_increments_count_inside_the_period_and_positions_from_january(house):
    for day in ("2025-02-03", "2025-03-31", "2025-05-01", None):
        keep(house.office, EVENTS, day)
    keep(house.office, DRAFTS, "2025-02-01", title="A", on_time=True)
    keep(house.office, DRAFTS, "2025-05-01", title="B", on_time=False)
    assert [row(house, "1", period).live.numerator for period in (T1, T2, MARCH, WHOLE)] == [2, 1, 1, 4]
    assert [row(house, "2", period).value.number for period in (T1, T2, WHOLE)] == [100, 50, 50]


def test_a_date_outside_the_year_counts_at_its_nearest_edge(house):
    keep(house.office, EVENTS, "2026-01-05")
    keep(house.office, EVENTS, "2024-12-30")
    assert row(house, "1", Period(YEAR, month=12)).value.number == 1
    assert row(house, "1", T1).value.number == 1
    assert row(house, "1", WHOLE).value.number == 2


def test_a_quarter_has_the_target_of_the_action_plan_and_a_month_none(house):
    keep(house.office, EVENTS, "2025-03-01")
    assert (row(house, "1", T1).target, row(house, "1", WHOLE).target) == (1, 2)
    assert row(house, "1", T1).achievement.raw.number == 100
    assert row(house, "1", WHOLE).achievement.raw.number == 50
    month = row(house, "1", MARCH)
    assert (month.target, month.achievement.raw.reason) == (None, "belum ada target")


def test_what_is_only_known_for_the_year_is_not_due_before(house):
    keep(house.office, "lppa", "2025-03-01", quantity=3)
    assert row(house, "5", T1).value.state is State.NOT_DUE
    assert not row(house, "5", T1).is_due
    assert row(house, "5", WHOLE).value.number == 3


def test_nothing_said_is_not_due_until_the_period_is_over(house):
    assert row(house, "1", T1, dt.date(2025, 3, 31)).value.state is State.NOT_DUE
    assert row(house, "1", T1, dt.date(2025, 4, 1)).value.state is State.MISSING
    assert row(house, "3", T1, dt.date(2025, 3, 31)).value.state is State.NOT_DUE


def test_a_nihil_record_makes_the_quarter_a_zero(house):
    keep(house.office, EVENTS, "2025-05-01", quantity=0)
    assert row(house, "1", T2).value.number == 0
    assert row(house, "1", T2).achievement.raw.reason.startswith("target 0")


def test_the_share_of_met_targets_follows_the_period(house):
    keep(house.office, EVENTS, "2025-03-01")
    keep(house.office, DRAFTS, "2025-03-01", title="A", on_time=False)
    share = row(house, "4", T1)
    assert (share.live.numerator, share.live.denominator) == (1, 2)


def test_a_draft_shows_what_is_counted_or_typed_and_what_was_handed_in_stays(house):
    first = keep(house.office, EVENTS, "2025-03-01")
    state_by_hand(house, "3", T1, 85)
    assert (row(house, "3", T1).value.number, row(house, "3", T1).standing) == (85, Standing.DRAFT)
    submit(house, T1, "1", "3")
    keep(house.office, EVENTS, "2025-03-02")
    stands = row(house, "1", T1)
    assert (stands.value.number, stands.live.value.number, stands.drifted) == (1, 2, True)
    assert stands.measured.records == (str(first.pk),)
    assert not row(house, "3", T1).drifted
    assert row(house, "4", T1).live.numerator == 2


def test_owners_come_in_their_order(house):
    deeds.name_owners(
        office=house.office, year=YEAR, code="1", first=house.verifier, second=house.operator, by=house.head
    )
    assert row(house, "1", T1).owners == [house.verifier, house.operator]
    assert row(house, "2", T1).owners == []


# ---------------------------------------------------------------- notes


def test_below_target_demands_a_note_that_says_by_how_much(house):
    keep(house.office, EVENTS, "2025-03-01")
    assert row(house, "1", T1).why_note == ""
    assert row(house, "1", WHOLE).why_note == (
        "Realisasi 1 keg belum mencapai target 2 keg: tulis sebab dan tindak lanjutnya."
    )


def test_worse_than_last_year_demands_a_note_whether_it_was_approved_or_only_counted(house):
    promise(house.office, {"1": WOMEN}, year=YEAR - 1)
    for day in ("2024-02-01", "2024-03-01"):
        keep(house.office, EVENTS, day, year=YEAR - 1)
    keep(house.office, EVENTS, "2025-03-01")
    sentence = "Realisasi 1 keg lebih buruk daripada tahun lalu, 2 keg: tulis sebabnya."
    assert (row(house, "1", T1).last_year, row(house, "1", T1).why_note) == (2, sentence)
    before = Period(YEAR - 1, quarter=1)
    through(house, before, "1")
    keep(house.office, EVENTS, "2024-03-02", year=YEAR - 1)  # counted now, approved it is still two
    assert row(house, "1", T1).last_year == 2
    keep(house.office, EVENTS, "2025-03-02")
    assert row(house, "1", T1).why_note == ""


@pytest.mark.parametrize(
    ("polarity", "now", "before", "is_worse"),
    [
        ("higher", 1, 2, True),
        ("higher", 2, 2, False),
        ("milestone", 1, 2, True),
        ("lower", 3, 2, True),
        ("lower", 1, 2, False),
        ("range", 12, 9, True),  # 2 above 8–10 against inside it
        ("range", 7, 12, False),  # 1 below against 2 above
        ("exact", 11, 9, True),
    ],
)
def test_worse_minds_the_polarity(polarity, now, before, is_worse):
    target = Goal(Decimal(8), None if polarity == "exact" else Decimal(10))
    assert worse(Polarity(polarity), target, Decimal(now), Decimal(before)) is is_worse


def test_of_a_range_the_quarter_is_measured_as_far_as_the_upper_end(db):
    part = Promised(WOMEN.measure, 2, (1,), polarity="range", more={"upper": 3})
    house = build({"1": part})
    keep(house.office, EVENTS, "2025-03-01", quantity=2)
    assert row(house, "1", T1).achievement.raw.number == 100
    assert (row(house, "1", T1).target, row(house, "1", T1).upper) == (1, 3)


# ---------------------------------------------------------------- revised plans and due dates


def test_an_approved_actual_follows_its_code_into_a_revised_plan(small):
    keep(small.office, EVENTS, "2025-03-01")
    through(small, T1, "1")
    old = Plan.objects.get()
    new = Plan.objects.create(
        office=small.office, kind=old.kind, title="RKT", year_from=YEAR, year_to=YEAR, version=2,
        replaces=old, reason="Perubahan",
    )  # fmt: skip
    objective = old.objectives.get()
    objective.pk, objective.plan = None, new
    objective.save()
    indicator = Indicator.objects.get()
    indicator.pk, indicator.objective = None, objective
    indicator.save()
    agreement = Agreement.objects.create(
        office=small.office, plan=new, year=YEAR, version=2, signed_on=dt.date(YEAR, 4, 1),
        first_name="A", first_position="A", second_name="B", second_position="B",
    )  # fmt: skip
    target = Target.objects.create(agreement=agreement, indicator=indicator, number=4)
    QuarterTarget.objects.create(target=target, quarter=1, number=2)
    found = row(small, "1", T1)
    assert (found.in_force, found.value.number, found.achievement.raw.number) == (True, 1, 50)


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2024-T1", dt.date(2024, 4, 16)),  # 10 April 2024 and the days to the 15th are Idulfitri
        ("2024-T2", dt.date(2024, 7, 10)),
        ("2024", dt.date(2025, 1, 31)),
        ("2024-05", dt.date(2024, 6, 5)),
        ("2025", dt.date(2026, 2, 2)),  # 31 January 2026 is a Saturday
    ],
)
def test_due_dates_move_to_the_next_working_day(small, period, day):
    assert due_on(small.office, Period.parse(period)) == day


def test_the_measured_period_is_complete_when_all_that_is_due_is_approved(house):
    keep(house.office, EVENTS, "2025-03-01")
    keep(house.office, DRAFTS, "2025-03-01", title="A", on_time=True)
    state_by_hand(house, "3", T1, 90)
    approve(house, verify(house, submit(house, T1, "1", "2", "3")))
    measured = measure_period(house.office, T1, today=AFTER)
    assert not measured.complete
    assert [each.code for each in measured.with_standing(None)] == ["4"]  # 5 is not due in a quarter
    through(house, T1, "4")
    assert measure_period(house.office, T1, today=AFTER).complete
    assert [objective.code for objective, _rows in measured.by_objective()] == ["1", "2", "3", "4", "5"]


def test_one_query_reads_the_records_of_the_year(house, django_assert_max_num_queries):
    keep(house.office, EVENTS, "2025-03-01")
    with django_assert_max_num_queries(12):
        measure_period(house.office, T1, today=AFTER)
