"""Verifying, approving, returning: three people, nobody their own, and what approval locks."""

import pytest
from measured_office import (
    DRAFTS,
    EVENTS,
    T1,
    T2,
    WHOLE,
    approve,
    keep,
    problems,
    said,
    state_by_hand,
    submit,
    through,
    verify,
)

from akuntabel.evidence.deeds import locked_periods
from akuntabel.evidence.models import PeriodLock
from akuntabel.measuring import deeds
from akuntabel.measuring.models import Actual, Standing
from akuntabel.offices.access import Refused
from akuntabel.offices.models import LogEntry, Membership, Role
from akuntabel.offices.trail import verify as tampered


def give(house, person, *roles):
    for role in roles:
        Membership.objects.get_or_create(person=person, office=house.office, role=role)


def test_three_people_bring_a_figure_into_force(small):
    keep(small.office, EVENTS, "2025-03-01")
    [actual] = through(small, T1, "1")
    assert (actual.submitted_by, actual.verified_by, actual.approved_by) == (
        small.operator, small.verifier, small.head,
    )  # fmt: skip
    assert actual.in_force
    told = (
        LogEntry.objects.filter(deed__startswith="actual.").order_by("sequence").values_list("deed", "actor")
    )
    assert list(told) == [
        ("actual.submit", small.operator.pk),
        ("actual.verify", small.verifier.pk),
        ("actual.approve", small.head.pk),
    ]
    assert list(tampered()) == []


def test_nobody_verifies_or_approves_their_own_whatever_their_roles(small):
    keep(small.office, EVENTS, "2025-03-01")
    give(small, small.operator, Role.VERIFIER, Role.HEAD)
    give(small, small.verifier, Role.HEAD)
    submitted = submit(small, T1, "1")
    own = "1, Triwulan I 2025 Anda ajukan sendiri. Yang memeriksa dan menyetujui harus orang lain."
    assert problems(deeds.verify_actuals, actuals=submitted, by=small.operator) == {"1": own}
    verify(small, submitted)
    assert problems(deeds.approve_actuals, actuals=submitted, by=small.operator) == {"1": own}
    assert problems(deeds.approve_actuals, actuals=submitted, by=small.verifier) == {
        "1": "1, Triwulan I 2025 Anda periksa sendiri. Yang menyetujui harus orang ketiga."
    }
    assert Actual.objects.get().standing == Standing.VERIFIED


def test_each_deed_wants_its_ability_and_its_turn(small):
    keep(small.office, EVENTS, "2025-03-01")
    submitted = submit(small, T1, "1")
    for role in set(Role) - {Role.VERIFIER}:
        with pytest.raises(Refused, match="memeriksa realisasi"):
            deeds.verify_actuals(actuals=submitted, by=small.people[role])
    for role in set(Role) - {Role.HEAD}:
        with pytest.raises(Refused, match="menyetujui realisasi"):
            deeds.approve_actuals(actuals=submitted, by=small.people[role])
    assert "sudah diajukan dan menunggu pemeriksaan" in problems(approve, small, submitted)["1"]
    deeds.take_back_actuals(actuals=submitted, by=small.operator)
    assert problems(verify, small, submitted) == {"1": "1, Triwulan I 2025 masih draf. Ajukan dahulu."}
    assert said(deeds.verify_actuals, actuals=[], by=small.verifier).startswith("Centang dahulu")


def test_what_the_records_no_longer_give_is_neither_verified_nor_approved(house):
    keep(house.office, EVENTS, "2025-03-01")
    keep(house.office, DRAFTS, "2025-03-01", title="A", on_time=True)
    submitted = submit(house, T1, "1", "2")
    keep(house.office, EVENTS, "2025-03-02")
    drifted = (
        "1, Triwulan I 2025: catatannya berubah sesudah diajukan. Yang diajukan 1 keg, catatan sekarang memberi "
        "2 keg. Kembalikan supaya dihitung ulang, atau periksa catatannya."
    )
    assert problems(verify, house, submitted) == {"1": drifted}
    assert {row.standing for row in Actual.objects.all()} == {Standing.SUBMITTED}
    deeds.return_actuals(actuals=submitted[:1], reason="Hitung ulang", by=house.verifier)
    again = verify(house, submit(house, T1, "1"))
    keep(house.office, EVENTS, "2025-03-03")
    assert "Yang diajukan 2 keg, catatan sekarang memberi 3 keg" in problems(approve, house, again)["1"]


def test_returning_goes_back_to_draft_with_the_reason_in_the_same_version(house):
    state_by_hand(house, "3", T1, 85)
    submitted = submit(house, T1, "3")
    assert said(deeds.return_actuals, actuals=submitted, reason=" ", by=house.verifier).startswith(
        "Tulis alasannya"
    )
    with pytest.raises(Refused):
        deeds.return_actuals(actuals=submitted, reason="Kurang", by=house.operator)
    [draft] = deeds.return_actuals(actuals=submitted, reason="Sampelnya kurang", by=house.head)
    assert (draft.standing, draft.version, draft.number, draft.evidence) == (Standing.DRAFT, 1, 85, [])
    assert (draft.returned, draft.returned_by) == ("Sampelnya kurang", house.head)
    [again] = submit(house, T1, "3")
    assert (again.returned, again.version) == ("", 1)
    verify(house, [again])
    deeds.return_actuals(actuals=[again], reason="Sekali lagi", by=house.verifier)
    give(house, house.operator, Role.VERIFIER)
    assert problems(
        deeds.return_actuals, actuals=submit(house, T1, "3"), reason="Salah", by=house.operator
    ) == {"3": "3, Triwulan I 2025 Anda ajukan sendiri. Tarik kembali saja, tanpa mengembalikannya."}


def test_the_last_approval_of_a_period_locks_its_records(house):
    keep(house.office, EVENTS, "2025-03-01")
    keep(house.office, DRAFTS, "2025-03-01", title="A", on_time=True)
    state_by_hand(house, "3", T1, 85)
    through(house, T1, "1", "2", "3")
    assert locked_periods(house.office, 2025) == []
    through(house, T1, "4")  # the fifth is only known for the year
    assert locked_periods(house.office, 2025) == [T1]
    assert LogEntry.objects.filter(deed="period.lock", actor=house.head).count() == 1


def test_a_period_that_is_locked_already_is_not_locked_twice(small):
    keep(small.office, EVENTS, "2025-03-01")
    PeriodLock.objects.create(office=small.office, period=WHOLE.code, locked_by=small.head)
    through(small, WHOLE, "1")
    assert PeriodLock.objects.count() == 1


def test_actuals_of_two_periods_go_through_together(small):
    keep(small.office, EVENTS, "2025-03-01")
    keep(small.office, EVENTS, "2025-05-01")
    approve(small, verify(small, [*submit(small, T1, "1"), *submit(small, T2, "1")]))
    assert sorted(locked_periods(small.office, 2025)) == [T1, T2]
