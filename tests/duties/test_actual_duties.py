"""What the actuals of a year wait for, and whose that is."""

import datetime as dt

import pytest
from duty_desk import YEAR, actual, owns
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akuntabel.core.periods import Period
from akuntabel.duties.actuals import actual_duties
from akuntabel.duties.duty import Kind
from akuntabel.duties.scene import Scene
from akuntabel.duties.selectors import duties_of
from akuntabel.measuring.models import Actual, Standing
from akuntabel.measuring.periods import due_on
from akuntabel.offices.access import Ability
from akuntabel.reporting.models import Edition

T1 = f"{YEAR}-T1"
APRIL = dt.date(YEAR, 4, 2)  # the first quarter is over, its actuals are not late yet


def found(house, today=APRIL):
    return actual_duties(Scene(house.office, YEAR, today))


def said(house, today=APRIL):
    return [
        (duty.kind.value, duty.title, duty.detail, str(duty.person or duty.ability))
        for duty in found(house, today)
    ]


@pytest.mark.parametrize(
    ("day", "periods"),
    [
        (dt.date(YEAR, 3, 30), []),
        (dt.date(YEAR, 3, 31), ["Triwulan I 2025"]),
        (dt.date(YEAR, 6, 30), ["Triwulan I 2025", "Triwulan II 2025"]),
        (
            dt.date(YEAR + 1, 1, 5),
            ["Triwulan I 2025", "Triwulan II 2025", "Triwulan III 2025", "Triwulan IV 2025", "Tahun 2025"],
        ),
    ],
)
def test_a_period_is_asked_from_the_day_on_which_it_can_be_submitted(house, day, periods):
    assert [title for _kind, title, _detail, _who in said(house, day)] == [
        f"Ajukan realisasi {each}" for each in periods
    ]


def test_it_is_late_after_the_day_that_measuring_says(house):
    due = due_on(house.office, Period(YEAR, quarter=1))
    for day, late in ((due, False), (due + dt.timedelta(days=1), True)):
        [duty] = found(house, day)
        assert (duty.due, duty.late) == (due, late)
        assert (duty.url_name, duty.query) == ("measuring", f"?periode={T1}&untuk=submit")


def test_owners_come_first_and_the_rest_is_anybodys(house):
    owns(house, "1", house.operator, house.second)
    owns(house, "2", house.second)
    assert said(house) == [
        ("submit", "Ajukan realisasi Triwulan I 2025", "1 indikator: 1", "Operator-contoh"),
        ("submit", "Ajukan realisasi Triwulan I 2025", "2 indikator: 1, 2", "Second-contoh"),
        ("submit", "Ajukan realisasi Triwulan I 2025", "1 indikator: 3", "state_actuals"),
    ]


def test_an_owner_who_cannot_submit_leaves_it_to_those_who_can(house):
    owns(house, "1", house.superior)
    assert said(house) == [
        ("submit", "Ajukan realisasi Triwulan I 2025", "3 indikator: 1, 2, 3", "state_actuals")
    ]


def test_the_way_of_an_actual(house):
    row = actual(house, "1", T1, Standing.SUBMITTED)
    actual(house, "2", T1, Standing.APPROVED)
    actual(house, "3", T1, Standing.APPROVED)
    [duty] = found(house)
    assert (duty.kind, duty.title, duty.detail) == (
        Kind.VERIFY, "Periksa realisasi Triwulan I 2025", "1 indikator: 1; diajukan Operator-contoh",
    )  # fmt: skip
    assert (duty.ability, duty.not_for) == (Ability.VERIFY_ACTUALS, {house.operator.pk})
    assert duty.due > due_on(house.office, Period(YEAR, quarter=1))

    Actual.objects.filter(pk=row.pk).update(standing=Standing.VERIFIED, verified_by=house.verifier)
    [duty] = found(house)
    assert (duty.kind, duty.title, duty.detail) == (
        Kind.APPROVE, "Setujui realisasi Triwulan I 2025", "1 indikator: 1; diperiksa Verifier-contoh",
    )  # fmt: skip
    assert (duty.ability, duty.not_for) == (Ability.APPROVE_ACTUALS, {house.operator.pk, house.verifier.pk})

    Actual.objects.filter(pk=row.pk).update(standing=Standing.APPROVED, approved_by=house.head)
    assert found(house) == []


def test_what_is_returned_goes_to_who_submitted_it_with_the_reason(house):
    for code in "12":
        actual(house, code, T1, returned="Bukti belum lengkap", submitted_by=house.second)
    actual(house, "3", T1, Standing.APPROVED)
    assert said(house) == [
        (
            "returned",
            "Betulkan realisasi Triwulan I 2025 yang dikembalikan",
            "1, 2: Bukti belum lengkap",
            "Second-contoh",
        )
    ]


def test_a_request_to_open_again_waits_for_a_second_person(house):
    for code in "123":
        row = actual(house, code, T1, Standing.APPROVED)
    Actual.objects.filter(pk=row.pk).update(reopen_asked_by=house.head, reopen_reason="Salah hitung")
    [duty] = found(house)
    assert (duty.title, duty.detail) == (
        "Putuskan permintaan membuka lagi 3, Triwulan I 2025", "Diminta Head-contoh: Salah hitung",
    )  # fmt: skip
    assert duty.due is None
    assert not duty.late
    assert duties_of(house.verifier, APRIL) == [duty]
    assert duty not in duties_of(house.head, APRIL)


def test_what_was_opened_again_is_asked_anew(house):
    for code in "123":
        row = actual(house, code, T1, Standing.APPROVED)
    actual(house, "3", T1, version=2, replaces=row)
    assert said(house) == [("submit", "Ajukan realisasi Triwulan I 2025", "1 indikator: 3", "state_actuals")]


def test_an_approved_year_excuses_quarters_that_nobody_began(house):
    for code in "12":
        actual(house, code, str(YEAR), Standing.APPROVED)
    actual(house, "2", T1)  # begun: it still waits
    assert [each[1:3] for each in said(house, dt.date(YEAR, 5, 1))] == [
        ("Ajukan realisasi Triwulan I 2025", "2 indikator: 2, 3")
    ]


def test_opening_the_year_again_does_not_ask_for_its_quarters_anew(house):
    for code in "123":
        row = actual(house, code, str(YEAR), Standing.APPROVED)
    day = dt.date(YEAR + 1, 1, 5)
    assert found(house, day) == []
    Actual.objects.filter(pk=row.pk).update(reopened_at=dt.datetime(YEAR + 1, 1, 5, tzinfo=dt.UTC))
    actual(house, "3", str(YEAR), version=2, replaces=row)
    assert [each[1:3] for each in said(house, day)] == [("Ajukan realisasi Tahun 2025", "1 indikator: 3")]


def test_a_sealed_year_asks_only_for_what_is_open_again(house):
    Edition.objects.create(
        office=house.office, year=YEAR, number=1, tree="", figures="", renderer="", sealed_by=house.head,
        sealed_at=dt.datetime(YEAR + 1, 2, 1, tzinfo=dt.UTC),
    )  # fmt: skip
    day = dt.date(YEAR + 1, 2, 2)
    assert found(house, day) == []
    actual(house, "1", str(YEAR), version=2)
    assert said(house, day) == [("submit", "Ajukan realisasi Tahun 2025", "1 indikator: 1", "state_actuals")]


STEPS = st.sampled_from([Standing.SUBMITTED, Standing.VERIFIED])
WHO = st.integers(0, 3)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(STEPS, WHO, WHO), min_size=3, max_size=3))
def test_nobody_is_asked_to_check_what_they_did_themselves(house, rows):
    Actual.objects.all().delete()
    people = [house.operator, house.second, house.verifier, house.head]
    for code, (standing, first, second) in zip("123", rows, strict=True):
        actual(house, code, T1, standing, submitted_by=people[first], verified_by=people[second])
    for person in people:
        mine = [duty for duty in duties_of(person, APRIL) if duty.kind in (Kind.VERIFY, Kind.APPROVE)]
        allowed = {
            Kind.VERIFY: sum(
                step == Standing.SUBMITTED and people[first] != person for step, first, _second in rows
            )
            if person == house.verifier
            else 0,
            Kind.APPROVE: sum(
                step == Standing.VERIFIED and person not in (people[first], people[second])
                for step, first, second in rows
            )
            if person == house.head
            else 0,
        }
        for kind, expected in allowed.items():
            asked = sum(int(duty.detail.split()[0]) for duty in mine if duty.kind is kind)
            assert asked == expected, (person, kind)
