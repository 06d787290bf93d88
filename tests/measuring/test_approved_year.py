"""A year with approved figures: they stand as frozen, and averages and the share of met targets follow."""

from decimal import Decimal

import pytest
from measured_office import (
    DRAFTS,
    EVENTS,
    WHOLE,
    House,
    approve,
    keep,
    state_by_hand,
    submit,
    through,
    verify,
)

from akuntabel.core.indonesian import format_percent
from akuntabel.core.periods import Period
from akuntabel.evidence.models import Record
from akuntabel.measuring import deeds
from akuntabel.measuring.models import Standing
from akuntabel.measuring.selectors import measure_year
from akuntabel.offices.models import Membership, Person, Role


def test_paser_approved_whole_prints_the_golden_figures_and_keeps_them(paser):
    people = {}
    for role in (Role.OPERATOR, Role.VERIFIER, Role.HEAD):
        people[role] = Person.objects.create_user(username=f"uji-{role.value}")
        Membership.objects.create(person=people[role], office=paser, role=role)
    house, year = House(paser, people, None), Period(2024)
    live = measure_year(paser, 2024)
    assert len(live.unapproved) == 22
    through(house, year, *(item.code for item in live.indicators))
    Record.objects.filter(office=paser, register=EVENTS).delete()
    measured = measure_year(paser, 2024)
    assert measured.unapproved == []
    assert measured.averages == live.averages
    assert format_percent(measured.averages.headline, 2, trim=False) == "166,31%"
    for item, before in zip(measured.indicators, live.indicators, strict=True):
        assert (item.actual, item.achievement) == (before.actual, before.achievement)
        assert set(item.record_ids) == set(before.record_ids)
        assert (item.measured.numerator, item.measured.denominator, item.measured.basis) == (
            before.measured.numerator, before.measured.denominator, before.measured.basis,
        )  # fmt: skip
    assert [item.code for item in measured.indicators if item.drifted] == ["16", "17.1", "17.2", "17.3", "18"]


def test_only_what_is_approved_stands_over_the_records(house):
    keep(house.office, EVENTS, "2025-03-01")
    keep(house.office, DRAFTS, "2025-03-01", title="A", on_time=True)
    submitted = submit(house, WHOLE, "1", "2")
    keep(house.office, EVENTS, "2025-03-02")
    item = measure_year(house.office, 2025).indicator("1")
    assert (item.actual.number, item.standing, item.drifted) == (2, Standing.SUBMITTED, False)
    approve(house, verify(house, submitted[1:]))
    keep(house.office, DRAFTS, "2025-03-02", title="B", on_time=False)
    measured = measure_year(house.office, 2025)
    two = measured.indicator("2")
    assert (two.actual.number, two.live.value.number, two.approved, two.drifted) == (100, 50, True, True)
    assert [each.code for each in measured.unapproved] == ["1", "3", "4", "5"]
    # 1 is at its target, 2 as approved at 100 of 90, 4 counts both as met; 3 and 5 have no figure.
    assert measured.averages.indicators == (100 + Decimal(100) / 90 * 100 + 100) / 3


def test_the_share_of_met_targets_follows_what_is_approved(house):
    keep(house.office, EVENTS, "2025-03-01", quantity=2)
    keep(house.office, DRAFTS, "2025-03-01", title="A", on_time=True)
    through(house, WHOLE, "2")
    keep(house.office, DRAFTS, "2025-03-02", title="B", on_time=False)
    share = measure_year(house.office, 2025).indicator("4")
    assert (share.measured.numerator, share.measured.denominator) == (2, 2)  # 2 counts as approved: met
    through(house, WHOLE, "4")
    keep(house.office, "lppa", "2025-03-02", quantity=2)  # two of twelve: a third indicator, not met
    share = measure_year(house.office, 2025).indicator("4")
    assert (share.actual.number, share.live.value.number, share.drifted) == (100, Decimal(2) / 3 * 100, True)


def test_what_was_opened_again_counts_from_the_records_until_the_new_version_is_approved(small):
    keep(small.office, EVENTS, "2025-03-01")
    [actual] = through(small, WHOLE, "1")
    deeds.ask_reopening(actual=actual, reason="Terlewat", by=small.operator)
    deeds.grant_reopening(actual=actual, by=small.verifier)
    keep(small.office, EVENTS, "2025-04-01")
    item = measure_year(small.office, 2025).indicator("1")
    assert (item.actual.number, item.standing, item.approved) == (2, Standing.DRAFT, False)
    through(small, WHOLE, "1")
    item = measure_year(small.office, 2025).indicator("1")
    assert (item.actual.number, item.approved, item.actual_row.version) == (2, True, 2)


def test_a_manual_number_is_a_draft_until_it_is_approved(house):
    state_by_hand(house, "3", WHOLE, 85)
    item = measure_year(house.office, 2025).indicator("3")
    assert (item.actual.number, item.measured.basis.value, item.approved) == (85, "entered", False)
    through(house, WHOLE, "3")
    assert measure_year(house.office, 2025).indicator("3").approved


@pytest.mark.parametrize("period", [Period(2025, quarter=4), Period(2025, month=12)])
def test_an_approved_quarter_is_not_the_year(small, period):
    keep(small.office, EVENTS, "2025-12-01")
    through(small, period, "1")
    assert not measure_year(small.office, 2025).indicator("1").approved
