"""People see what is theirs: by role, by name, nowhere else; and looking costs few queries."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from duty_desk import YEAR, actual, house_below, keep_all, owns, person, root

from akuntabel.duties.duty import Kind, When
from akuntabel.duties.selectors import MOST_YEARS, duties_in, duties_of, open_years, owed_by
from akuntabel.measuring.models import Standing
from akuntabel.offices.access import abilities
from akuntabel.offices.models import Membership, Office, Role
from akuntabel.planning.models import ReportingYear
from akuntabel.reporting.models import Edition

DAY = dt.date(YEAR + 1, 1, 5)
KINDS = {
    "operator": {Kind.SUBMIT, Kind.WRITE, Kind.RETURNED},
    "second": {Kind.SUBMIT, Kind.WRITE},
    "verifier": {Kind.VERIFY},
    "head": {Kind.APPROVE, Kind.SEAL, Kind.WRITE},
    "superior": set(),
    "reader": set(),
}


@pytest.fixture
def busy(house):
    """An office where something waits at every step."""
    actual(house, "1", f"{YEAR}-T1", Standing.SUBMITTED)
    actual(house, "2", f"{YEAR}-T1", Standing.VERIFIED)
    actual(house, "3", f"{YEAR}-T1", returned="Salah")
    return house


@pytest.mark.parametrize("who", KINDS)
def test_each_role_sees_its_own_kinds_only(busy, who):
    found = duties_of(getattr(busy, who), DAY)
    assert {duty.kind for duty in found} == KINDS[who]


def test_all_that_an_office_owes_is_somebodys_and_nobody_sees_more(busy):
    everything = duties_in(busy.office, YEAR, DAY)
    seen = {duty.key for who in busy.people for duty in duties_of(who, DAY)}
    assert seen == {duty.key for duty in everything}
    for who in busy.people:
        able = abilities(who, busy.office)
        for duty in duties_of(who, DAY):
            assert duty.person == who or duty.ability in able
            assert who.pk not in duty.not_for


def test_the_neighbour_sees_nothing_of_it(busy):
    other = house_below(Office.objects.get_parent(busy.office), "tetangga")
    keep_all(other)
    for who in (*busy.people, *other.people):
        home = busy.office if who in busy.people else other.office
        assert {duty.office for duty in duties_of(who, DAY)} <= {home}


def test_a_member_who_is_named_owes_what_they_are_named_for(busy):
    owns(busy, "1", busy.superior)
    assert duties_of(busy.superior, DAY) == []  # may not submit, so that is left to who can
    Membership.objects.create(person=busy.superior, office=busy.office, role=Role.OPERATOR)
    assert Kind.SUBMIT in {duty.kind for duty in duties_of(busy.superior, DAY)}


def test_who_left_the_office_owes_nothing_there(busy):
    owns(busy, "1", busy.operator)
    Membership.objects.filter(person=busy.operator).delete()
    assert duties_of(busy.operator, DAY) == []
    busy.head.is_active = False
    busy.head.save()
    assert duties_of(busy.head, DAY) == []


def test_the_most_urgent_comes_first(busy):
    found = duties_of(busy.operator, DAY)
    order = [duty.when(DAY) for duty in found]
    assert order == sorted(order, key=list(When).index)
    assert order[0] is When.LATE
    assert order[-1] is When.LATER


def test_somebody_above_many_offices_costs_few_queries(db):
    top = root()
    above = person("pembina", top, Role.SUPERVISOR)
    chief = person("sekjen", top, Role.HEAD)
    for number in range(8):
        house_below(top, f"kab-{number}")
    ReportingYear.objects.create(office=top, year=YEAR, policy="kpu-recommended")
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert owed_by(above, DAY).duties == ()
    assert len(few) <= 3
    with CaptureQueriesContext(connection) as own_only:
        found = duties_of(chief, DAY)
    assert {duty.office for duty in found} == {top}
    assert len(own_only) < 40


# ---------------------------------------------------------------- years


def years(house, *more):
    for year in more:
        ReportingYear.objects.create(office=house.office, year=year, policy="kpu-recommended")


def sealed(house, *some):
    for year in some:
        Edition.objects.create(
            office=house.office, year=year, number=1, tree="", figures="", renderer="", sealed_by=house.head,
            sealed_at=dt.datetime(year + 1, 2, 1, tzinfo=dt.UTC),
        )  # fmt: skip


def test_open_are_the_newest_year_and_those_without_a_seal(house):
    years(house, 2023, 2024, 2026)
    sealed(house, 2023, 2024, 2026)
    assert open_years(house.office) == [2026, 2025]


def test_a_sealed_year_with_something_under_way_is_open_again(house):
    years(house, 2026)
    sealed(house, YEAR, 2026)
    assert open_years(house.office) == [2026]
    actual(house, "1", str(YEAR), version=2)
    assert open_years(house.office) == [2026, YEAR]


def test_long_ago_is_not_asked(house):
    years(house, *range(2010, 2020))
    assert open_years(house.office) == [2025, 2019, 2018]
    assert len(open_years(house.office)) == MOST_YEARS


# ---------------------------------------------------------------- one line per period


def test_what_one_holds_and_what_is_anybodys_of_a_period_is_one_thing(house):
    owns(house, "2", house.operator)
    owns(house, "3", house.second)
    april = dt.date(YEAR, 4, 12)

    def submits(who):
        return [(duty.title, duty.detail) for duty in duties_of(who, april) if duty.kind is Kind.SUBMIT]

    title = "Ajukan realisasi Triwulan I 2025"
    words = "2 indikator, di antaranya yang Anda pegang: {}; yang lain: 1"
    assert submits(house.operator) == [(title, words.format("2"))]
    assert submits(house.second) == [(title, words.format("3"))]
    assert len([each for each in duties_in(house.office, YEAR, april) if each.kind is Kind.SUBMIT]) == 3
    owns(house, "1", house.second)
    assert submits(house.operator) == [(title, "1 indikator: 2")]
    assert submits(house.second) == [(title, "2 indikator: 1, 3")]
