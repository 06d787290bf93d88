"""Opening an approved figure again: one indicator, one period, a reason and a second person."""

import io

import pytest
from measured_office import (
    DRAFTS,
    EVENTS,
    MARCH,
    PDF,
    T1,
    T2,
    WHOLE,
    WOMEN,
    YEAR,
    build,
    keep,
    problems,
    said,
    state_by_hand,
    submit,
    through,
    verify,
)

from akuntabel.evidence.deeds import InLocked, Row, add_record, lock_period, locked_periods
from akuntabel.evidence.models import PeriodOpening
from akuntabel.measuring import deeds
from akuntabel.measuring.models import Actual, Standing
from akuntabel.measuring.periods import measure_period
from akuntabel.offices.access import Refused
from akuntabel.offices.models import LogEntry, Role
from akuntabel.offices.trail import verify as tampered
from akuntabel.packs.loader import load_pack

REGISTER = load_pack().registers[EVENTS]
OPENING = (
    "reopen_reason", "reopen_asked_by_id", "reopen_asked_at", "reopened_by_id", "reopened_at", "touched",
)  # fmt: skip


def approved(house, period=T1):
    keep(house.office, EVENTS, "2025-03-01")
    [actual] = through(house, period, "1")
    return actual


def reopened(house, actual):
    deeds.ask_reopening(actual=actual, reason="Satu kegiatan terlewat", by=house.operator)
    return deeds.grant_reopening(actual=actual, by=house.verifier)


def content(actual):
    row = Actual.objects.filter(pk=actual.pk).values().get()
    return {name: value for name, value in row.items() if name not in OPENING}


def event(day):
    return Row({"segment": "perempuan", "title": "Terlewat", "status": "done", "date": day})


def add(house, day):
    return add_record(office=house.office, year=YEAR, register=REGISTER, row=event(day), by=house.operator)


def test_reopening_is_asked_for_with_a_reason_and_decided_by_somebody_else(small):
    actual = approved(small)
    before = content(actual)
    assert said(deeds.ask_reopening, actual=actual, reason="", by=small.operator).startswith(
        "Tulis alasannya"
    )
    with pytest.raises(Refused):
        deeds.ask_reopening(actual=actual, reason="Salah", by=small.people[Role.READER])
    assert said(deeds.grant_reopening, actual=actual, by=small.head) == (
        "Pembukaan kembali 1, Triwulan I 2025 belum diminta."
    )
    deeds.ask_reopening(actual=actual, reason="Salah", by=small.verifier)
    assert "sudah diminta contoh-verifier" in said(
        deeds.ask_reopening, actual=actual, reason="Lagi", by=small.operator
    )
    assert "Anda minta sendiri" in said(deeds.grant_reopening, actual=actual, by=small.verifier)
    assert "Anda minta sendiri" in said(deeds.refuse_reopening, actual=actual, reason="X", by=small.verifier)
    with pytest.raises(Refused):
        deeds.grant_reopening(actual=actual, by=small.operator)
    refused = deeds.refuse_reopening(actual=actual, reason="Sudah benar", by=small.head)
    assert (refused.reopen_reason, refused.reopen_asked_by, refused.in_force) == ("", None, True)
    assert LogEntry.objects.get(deed="actual.refuse_reopening").reason == "Sudah benar"
    assert content(actual) == before


def test_a_draft_is_not_opened_again(small):
    keep(small.office, EVENTS, "2025-03-01")
    [actual] = submit(small, T1, "1")
    assert "menunggu pemeriksaan" in said(
        deeds.ask_reopening, actual=actual, reason="Salah", by=small.operator
    )


def test_granting_makes_the_next_version_and_changes_nothing_else_of_the_old(small):
    actual = approved(small)
    before = content(actual)
    new = reopened(small, actual)
    assert (new.version, new.replaces, new.standing, new.number) == (2, actual, Standing.DRAFT, 1)
    assert new.created_by == small.operator
    old = Actual.objects.get(pk=actual.pk)
    assert (old.in_force, old.reopened_by, content(old)) == (False, small.verifier, before)
    assert "versi yang lebih baru" in said(deeds.grant_reopening, actual=actual, by=small.head)
    assert not measure_period(small.office, T1).complete


def test_only_the_registers_of_the_indicator_are_open_until_the_new_version_is_approved(house):
    keep(house.office, DRAFTS, "2025-03-01", title="A", on_time=True)
    state_by_hand(house, "3", T1, 85)
    actual = approved(house)
    through(house, T1, "2", "3", "4")
    with pytest.raises(InLocked):
        add(house, "2025-03-09")
    new = reopened(house, actual)
    assert locked_periods(house.office, YEAR, EVENTS) == []
    assert locked_periods(house.office, YEAR, DRAFTS) == locked_periods(house.office, YEAR) == [T1]
    add(house, "2025-03-09")
    [submitted] = submit(house, T1, "1")
    assert (submitted, submitted.number, submitted.version) == (new, 2, 2)
    deeds.approve_actuals(actuals=verify(house, [submitted]), by=house.head)
    with pytest.raises(InLocked):
        add(house, "2025-03-10")
    told = (
        LogEntry.objects.filter(deed__startswith="period.")
        .order_by("sequence")
        .values_list("deed", "changes")
    )
    assert list(told) == [
        ("period.lock", {}),
        ("period.open_register", {"register": [None, "Pendidikan pemilih"]}),
        ("period.close_register", {"register": [None, "Pendidikan pemilih"]}),
    ]
    assert list(tampered()) == []


def test_a_gap_leaves_the_rest_of_a_longer_lock_and_what_lies_inside_it(small):
    actual = approved(small)  # locks the quarter
    lock_period(office=small.office, period=WHOLE, by=small.head)
    lock_period(office=small.office, period=MARCH, by=small.head)
    reopened(small, actual)
    rest = [period.code for period in sorted(locked_periods(small.office, YEAR, EVENTS))]
    assert rest == ["2025-03", "2025-T2", "2025-T3", "2025-T4"]
    add(small, "2025-02-09")
    for day in ("2025-03-09", "2025-04-09"):
        with pytest.raises(InLocked):
            add(small, day)


def test_two_figures_of_one_register_are_opened_and_closed_apart(db, settings, tmp_path):
    settings.ATTACHMENTS_ROOT = tmp_path
    house = build({"1": WOMEN, "2": WOMEN})
    keep(house.office, EVENTS, "2025-03-01")
    for actual in through(house, T1, "1", "2"):
        reopened(house, actual)
    assert PeriodOpening.objects.filter(closed_at=None).count() == 2
    through(house, T1, "1")
    assert locked_periods(house.office, YEAR, EVENTS) == []
    through(house, T1, "2")
    assert locked_periods(house.office, YEAR, EVENTS) == [T1]


def test_without_a_lock_nothing_is_opened(house):
    actual = approved(house)  # others are not approved yet
    reopened(house, actual)
    assert not PeriodOpening.objects.exists()


def test_the_files_of_a_manual_number_come_along(house):
    state_by_hand(house, "3", T2, 85)
    [actual] = through(house, T2, "3")
    new = reopened(house, actual)
    assert [file.name for file in new.files.all()] == ["survei.pdf"]
    deeds.add_file(actual=new, name="lagi.pdf", content=io.BytesIO(PDF + b"\n"), by=house.operator)
    assert actual.files.count() == 1
    [again] = submit(house, T2, "3")
    assert [row["name"] for row in again.evidence if row["kind"] == "file"] == ["survei.pdf", "lagi.pdf"]
    assert problems(deeds.approve_actuals, actuals=[again], by=house.head).keys() == {"3"}
