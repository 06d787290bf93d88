"""What changed since somebody looked or handed in: rows, records, plan and target; and when it is too early."""

import datetime as dt
import io

import pytest
from measured_office import (
    DRAFTS,
    EVENTS,
    MARCH,
    PDF,
    T1,
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

from akuntabel.core.value import reported
from akuntabel.evidence.deeds import lock_period, locked_periods
from akuntabel.evidence.models import Record
from akuntabel.measuring import deeds
from akuntabel.measuring.models import Actual, Standing
from akuntabel.measuring.periods import measure_period
from akuntabel.measuring.selectors import measure_year
from akuntabel.offices.access import Refused
from akuntabel.offices.models import Membership, Role
from akuntabel.planning.models import Indicator, Target

SINCE = "berubah sesudah Anda membuka halaman ini. Periksa isinya sekarang, lalu lanjutkan bila sudah benar."


def retyped(house, number):
    """Taken back, typed again and handed in while somebody has the page open."""
    actual = Actual.objects.get(code="3")
    deeds.take_back_actuals(actuals=[actual], by=house.operator)
    deeds.save_actual(
        office=house.office, period=T1, code="3", value=reported(number), note="Survei", by=house.operator
    )
    return submit(house, T1, "3")


# ---------------------------------------------------------------- what the page showed


def test_a_step_is_taken_only_on_what_the_page_showed(house):
    state_by_hand(house, "3", T1, 85)
    [actual] = submit(house, T1, "3")
    shown = {"3": actual.touched}
    [again] = retyped(house, 99)
    refused = {"3": f"3, Triwulan I 2025 {SINCE}"}
    assert problems(deeds.verify_actuals, actuals=[again], by=house.verifier, seen=shown) == refused
    assert (
        problems(deeds.return_actuals, actuals=[again], reason="Salah", by=house.verifier, seen=shown)
        == refused
    )
    now = {"3": again.touched}
    [verified] = deeds.verify_actuals(actuals=[again], by=house.verifier, seen=now)
    assert problems(deeds.approve_actuals, actuals=[verified], by=house.head, seen=now) == refused
    [done] = deeds.approve_actuals(actuals=[verified], by=house.head, seen={"3": verified.touched})
    assert (done.number, done.in_force) == (99, True)


def test_a_draft_that_another_saved_is_not_handed_in_unseen(house):
    state_by_hand(house, "3", T1, 85)
    given = {"office": house.office, "period": T1, "codes": ["3"], "notes": {}, "by": house.operator}
    assert problems(deeds.submit_actuals, **given, seen={"3": 0}) == {"3": f"3, Triwulan I 2025 {SINCE}"}
    assert deeds.submit_actuals(**given, seen={"3": 1})


def test_every_step_counts_on_through_the_versions(small):
    keep(small.office, EVENTS, "2025-03-01")
    [actual] = through(small, T1, "1")
    assert actual.touched == 3
    deeds.ask_reopening(actual=actual, reason="Salah", by=small.operator)
    assert deeds.grant_reopening(actual=actual, by=small.verifier).touched == 6


# ---------------------------------------------------------------- records and plan


def test_the_same_ratio_of_other_records_is_not_verified(house):
    keep(house.office, DRAFTS, "2025-03-01", title="A", on_time=True)
    keep(house.office, DRAFTS, "2025-03-01", title="B", on_time=False)
    submitted = submit(house, T1, "2")
    keep(house.office, DRAFTS, "2025-03-02", title="C", on_time=True)
    keep(house.office, DRAFTS, "2025-03-02", title="D", on_time=False)
    assert problems(verify, house, submitted) == {
        "2": "2, Triwulan I 2025: Angkanya sama, tetapi diajukan sebagai 1 dari 2, sedangkan menurut bukti sekarang "
        "2 dari 4. Kembalikan supaya diajukan lagi."
    }


def test_another_record_of_the_same_number_is_not_approved(small):
    first = keep(small.office, EVENTS, "2025-03-01")
    verified = verify(small, submit(small, T1, "1"))
    Record.objects.filter(pk=first.pk).delete()
    keep(small.office, EVENTS, "2025-03-02")
    assert problems(approve, small, verified) == {
        "1": "1, Triwulan I 2025: Angkanya sama, tetapi catatan di baliknya berbeda: 1 catatan yang diajukan tidak "
        "lagi dihitung, 1 catatan lain kini ikut dihitung. Kembalikan supaya diajukan lagi."
    }


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        ({"measure": {"count": {"register": EVENTS}}, "unit": "keg"}, "Cara menghitung indikator ini"),
        ({"unit": "poin"}, "Satuan indikator ini berubah sesudah angkanya diajukan: dari % menjadi poin."),
        ({"name": "Lain sama sekali"}, "Angkanya diajukan untuk “Indikator 3”, bukan “Lain sama sekali”."),
    ],
)
def test_a_typed_figure_does_not_outlive_its_indicator(house, now, sentence):
    state_by_hand(house, "3", WHOLE, 85)
    submitted = submit(house, WHOLE, "3")
    kept = Indicator.objects.filter(code="3").values(*now).get()
    Indicator.objects.filter(code="3").update(**now)
    assert sentence in problems(verify, house, submitted)["3"]
    Indicator.objects.filter(code="3").update(**kept)
    approve(house, verify(house, submitted))
    assert not measure_year(house.office, 2025).indicator("3").drifted
    Indicator.objects.filter(code="3").update(**now)
    assert sentence in str(measure_year(house.office, 2025).indicator("3").drift)


# ---------------------------------------------------------------- target


def test_a_target_raised_after_approval_is_said(small):
    keep(small.office, EVENTS, "2025-03-01", quantity=2)
    [actual] = through(small, WHOLE, "1")
    Actual.objects.update(note="")
    Target.objects.update(number=10)
    row = measure_period(small.office, WHOLE).row("1")
    assert str(row.moved) == "Target berubah sesudah disetujui: 2 keg → 10 keg."
    assert not row.drifted
    deeds.ask_reopening(actual=actual, reason="Target baru", by=small.operator)
    deeds.grant_reopening(actual=actual, by=small.verifier)
    assert "belum mencapai target 10 keg" in problems(submit, small, WHOLE, "1", n1="")["1"]


def test_a_target_raised_before_the_second_person_demands_its_note(small):
    keep(small.office, EVENTS, "2025-03-01", quantity=2)
    submitted = submit(small, WHOLE, "1", n1="")
    Target.objects.update(number=10)
    assert problems(verify, small, submitted) == {
        "1": "1, Tahun 2025: keterangannya belum ada. Target berubah sesudah diajukan: 2 keg → 10 keg. "
        "Kembalikan supaya ditulis."
    }


# ---------------------------------------------------------------- who stated it


def test_who_typed_the_figure_or_attached_its_file_does_not_check_it(house):
    typist = house.people[Role.READER]
    for role in (Role.OPERATOR, Role.VERIFIER, Role.HEAD):
        Membership.objects.create(person=typist, office=house.office, role=role)
    actual = deeds.save_actual(
        office=house.office, period=T1, code="3", value=reported(95), note="Survei", by=typist
    )
    deeds.add_file(actual=actual, name="survei.pdf", content=io.BytesIO(PDF), by=typist)
    submitted = submit(house, T1, "3")
    own = {"3": "3, Triwulan I 2025 Anda isi sendiri. Yang memeriksa dan menyetujui harus orang lain."}
    assert problems(deeds.verify_actuals, actuals=submitted, by=typist) == own
    verified = verify(house, submitted)
    assert problems(deeds.approve_actuals, actuals=verified, by=typist) == own
    assert approve(house, verified)[0].stated_by == typist


# ---------------------------------------------------------------- too early, and locks


@pytest.mark.parametrize(("today", "early"), [(dt.date(2025, 3, 30), True), (dt.date(2025, 3, 31), False)])
def test_a_period_is_handed_in_from_its_last_day_on(small, monkeypatch, today, early):
    monkeypatch.setattr("akuntabel.measuring.deeds.stating.today_at", lambda _office: today)
    keep(small.office, EVENTS, "2025-03-01")
    if early:
        assert said(submit, small, T1, "1") == (
            "Triwulan I 2025 belum berakhir, jadi realisasinya belum dapat diajukan. Pengajuan dibuka mulai 31 Maret 2025."
        )
    else:
        assert submit(small, T1, "1")[0].standing == Standing.SUBMITTED


def test_approved_figures_keep_their_records_locked(small):
    keep(small.office, EVENTS, "2025-03-01")
    [actual] = through(small, WHOLE, "1")
    assert locked_periods(small.office, 2025) == [WHOLE]
    opening = {"office": small.office, "period": WHOLE, "reason": "Judulnya salah", "by": small.head}
    assert said(deeds.open_period, **opening) == (
        "Tahun 2025 tidak dibuka di sini, karena realisasi Tahun 2025 yang sudah disetujui memakai catatannya "
        "(indikator 1). Buka lewat realisasinya: di halaman Pengukuran pilih indikatornya, lalu “Minta dibuka lagi”."
    )
    with pytest.raises(Refused):
        deeds.open_period(**opening | {"by": small.operator})
    lock_period(office=small.office, period=MARCH, by=small.head)
    deeds.open_period(**opening | {"period": MARCH})  # the year's own lock still holds these records
    assert locked_periods(small.office, 2025) == [WHOLE]
    deeds.ask_reopening(actual=actual, reason="Salah", by=small.operator)
    deeds.grant_reopening(actual=actual, by=small.verifier)
    deeds.open_period(**opening)
    assert locked_periods(small.office, 2025) == []


def test_a_month_inside_an_approved_quarter_stays_locked_and_others_open(house):
    keep(house.office, EVENTS, "2025-03-01")
    through(house, T1, "1")  # the others are not approved, so nothing is locked by it
    for period in (MARCH, WHOLE):
        lock_period(office=house.office, period=period, by=house.head)
    opening = {"office": house.office, "reason": "Terlewat", "by": house.head}
    assert "realisasi Triwulan I 2025 yang sudah disetujui" in said(
        deeds.open_period, **opening, period=MARCH
    )
    assert "realisasi Triwulan I 2025 yang sudah disetujui" in said(
        deeds.open_period, **opening, period=WHOLE
    )
    april = type(MARCH)(2025, month=4)
    lock_period(office=house.office, period=april, by=house.head)
    assert deeds.open_period(**opening, period=april).opened_by == house.head
