"""Drafts, handing in and taking back: each rule, and each refusal with its sentence."""

import io
from decimal import Decimal

import pytest
from measured_office import (
    DRAFTS,
    EVENTS,
    PDF,
    T1,
    WHOLE,
    WOMEN,
    keep,
    problems,
    promise,
    said,
    state_by_hand,
    submit,
    through,
    verify,
)

from akuntabel.core.value import State, Value, not_applicable, reported
from akuntabel.evidence.store import path_of
from akuntabel.measuring import deeds
from akuntabel.measuring.models import Actual, ActualFile, Standing
from akuntabel.measuring.periods import measure_period
from akuntabel.offices.access import Refused
from akuntabel.offices.models import LogEntry, Role
from akuntabel.offices.trail import verify as tampered
from akuntabel.planning.selectors import NotThere


def save(house, code="1", period=T1, value=None, note="", **more):
    return deeds.save_actual(
        office=house.office, period=period, code=code, value=value, note=note, by=more.pop("by", house.operator),
        **more,
    )  # fmt: skip


# ---------------------------------------------------------------- drafts


def test_a_draft_keeps_what_is_counted_and_logs_what_changed(house):
    keep(house.office, EVENTS, "2025-03-01")
    actual = save(house, note=" Satu kegiatan ")
    assert (actual.number, actual.note, actual.by_hand, actual.touched) == (1, "Satu kegiatan", False, 1)
    assert save(house, note="Satu kegiatan").touched == 1  # nothing changed
    assert save(house, note="Lain").touched == 2
    entry = LogEntry.objects.filter(deed="actual.save").order_by("-sequence").first()
    assert (entry.target_name, entry.changes) == ("1, Triwulan I 2025", {"note": ["Satu kegiatan", "Lain"]})


def test_a_state_may_overrule_the_count_with_a_note(house):
    keep(house.office, EVENTS, "2025-03-01")
    actual = save(house, value=not_applicable("Anggarannya diblokir"))
    assert (actual.state, actual.number, actual.note, actual.by_hand) == (
        "not_applicable", None, "Anggarannya diblokir", True,
    )  # fmt: skip
    assert measure_period(house.office, T1).row("1").value == not_applicable("Anggarannya diblokir")
    assert said(save, house, value=Value(State.MISSING)) == (
        "Tulis sebabnya: keadaan ini menggantikan hitungan dari catatan."
    )


def test_what_cannot_be_kept_is_refused_with_its_reason(house):
    number = reported(50)
    assert "Indikator 1 dihitung dari catatan, jadi angkanya tidak diketik" in said(save, house, value=number)
    assert said(save, house, "9") == "Perjanjian kinerja 2025 tidak punya indikator 9."
    assert said(save, house, "5") == (
        "Indikator 5 hanya diketahui setahun sekali, jadi tidak diisi untuk Triwulan I 2025."
    )
    manual = {"code": "3", "value": number}
    assert "dua-duanya" in said(save, house, **manual, numerator=Decimal(1))
    assert "Penyebut tidak boleh 0" in said(
        save, house, **manual, numerator=Decimal(1), denominator=Decimal(0)
    )
    ratio = {"numerator": Decimal(1), "denominator": Decimal(3)}
    assert said(save, house, **manual, **ratio) == "1 dari 3 adalah 33,33%, bukan 50%. Periksa angkanya."
    assert "hanya diisi bersama angka" in said(save, house, "3", numerator=Decimal(1))
    assert "terlalu besar" in said(save, house, "3", value=reported(10**16))
    assert not Actual.objects.exists()
    kept = save(house, "3", value=reported(Decimal("33.33")), **ratio)
    assert (kept.number, kept.denominator, kept.basis) == (Decimal("33.33"), 3, "entered")


def test_whoever_has_an_older_page_open_is_told_and_loses_nothing(house):
    first = save(house, "3", value=reported(80), touched=0)
    with pytest.raises(deeds.ChangedMeanwhile) as caught:
        save(house, "3", value=reported(90), touched=0)
    assert caught.value.current == first
    assert "Ketikan Anda tetap ada" in str(caught.value)
    assert save(house, "3", value=reported(90), touched=1).number == 90


def test_only_who_states_actuals_may_and_only_with_an_agreement(house):
    for role in (Role.HEAD, Role.VERIFIER, Role.READER, Role.SUPERIOR):
        with pytest.raises(Refused, match="mengajukan realisasi"):
            save(house, by=house.people[role])
        with pytest.raises(Refused):
            submit(house, T1, "1", by=house.people[role])
    house.agreement.signed_on = None
    house.agreement.save()
    with pytest.raises(NotThere):
        save(house)


# ---------------------------------------------------------------- handing in


def test_handing_in_freezes_value_and_evidence(house):
    kept = [keep(house.office, DRAFTS, "2025-03-01", title=name, on_time=True) for name in "AB"]
    other = keep(house.office, DRAFTS, "2025-03-01", title="C", on_time=False)
    [actual] = submit(house, T1, "2", n2="Satu terlambat")
    assert (actual.standing, actual.submitted_by) == (Standing.SUBMITTED, house.operator)
    assert (actual.numerator, actual.denominator, actual.considered, actual.basis) == (2, 3, 3, "records")
    assert actual.number == Decimal("66.66666667")
    rows = {kind: [row for row in actual.evidence if row["kind"] == kind] for kind in ("register", "record")}
    assert rows["register"] == [{"kind": "register", "register": DRAFTS, "considered": 3}]
    assert {row["id"] for row in rows["record"]} == {str(each.pk) for each in (*kept, other)}
    assert rows["record"][0] == {
        "kind": "record", "id": str(kept[0].pk), "register": DRAFTS, "data": {"on_time": True},
        "quantity": "1.0000", "stated_percent": None, "date": "2025-03-01", "asserted": [],
    }  # fmt: skip
    assert list(tampered()) == []


def test_all_or_none_is_handed_in_and_each_says_what_it_lacks(house):
    keep(house.office, EVENTS, "2025-03-01")
    found = problems(
        deeds.submit_actuals, office=house.office, period=T1, codes=["1", "2", "3", "5", "9"], notes={},
        by=house.operator,
    )  # fmt: skip
    assert found == {
        "2": "Indikator 2 belum punya catatan dalam Triwulan I 2025. Isi catatannya (jumlah 0 bila memang "
        "nihil), atau nyatakan keadaannya beserta sebabnya.",
        "3": "Indikator 3 diisi dengan tangan: isi dahulu angka realisasinya.",
        "5": "Indikator 5 hanya diketahui setahun sekali, jadi tidak diisi untuk Triwulan I 2025.",
        "9": "Perjanjian kinerja 2025 tidak punya indikator 9.",
    }
    assert not Actual.objects.exists()
    assert said(submit, house, T1) == "Centang dahulu indikator yang hendak dilanjutkan."


def test_a_note_is_demanded_below_target_and_where_people_gave_the_number(house):
    keep(house.office, EVENTS, "2025-03-01")
    below = problems(submit, house, WHOLE, "1", n1="  ")
    assert below == {
        "1": "Indikator 1 memerlukan keterangan. Realisasi 1 keg belum mencapai target 2 keg: "
        "tulis sebab dan tindak lanjutnya."
    }
    state_by_hand(house, "3", T1, 85, note="")
    assert "tulis dari mana asalnya" in problems(submit, house, T1, "3", n3="")["3"]
    [actual] = submit(house, T1, "1", n1="")  # on target: none is needed
    assert actual.note == ""


def test_a_note_is_demanded_where_it_was_better_last_year(small):
    promise(small.office, {"1": WOMEN}, year=2024)
    for _number in range(3):
        keep(small.office, EVENTS, "2024-03-01", year=2024)
    keep(small.office, EVENTS, "2025-03-01", quantity=2)
    assert problems(submit, small, WHOLE, "1", n1="") == {
        "1": "Indikator 1 memerlukan keterangan. Realisasi 2 keg lebih buruk daripada tahun lalu, 3 keg: "
        "tulis sebabnya."
    }


def test_a_manual_number_needs_a_file(house):
    state_by_hand(house, "3", T1, 85, proof=False)
    assert problems(submit, house, T1, "3") == {
        "3": "Indikator 3 diisi dengan tangan: lampirkan paling sedikit satu berkas buktinya."
    }
    actual = Actual.objects.get()
    file = deeds.add_file(actual=actual, name="survei.pdf", content=io.BytesIO(PDF), by=house.operator)
    [submitted] = submit(house, T1, "3")
    assert submitted.evidence[-1] == {"kind": "file", "name": "survei.pdf", "sha256": file.sha256}
    assert submitted.value() == reported(85)


def test_what_was_handed_in_cannot_be_changed_or_handed_in_again(house):
    keep(house.office, EVENTS, "2025-03-01")
    submitted = submit(house, T1, "1")
    assert said(save, house) == (
        "1, Triwulan I 2025 sudah diajukan dan menunggu pemeriksaan. Yang mengajukan dapat menariknya kembali."
    )
    assert "sudah diajukan" in problems(submit, house, T1, "1")["1"]
    verify(house, submitted)
    assert "menunggu persetujuan" in said(save, house)
    through_head = deeds.approve_actuals(actuals=submitted, by=house.head)
    assert through_head[0].in_force
    assert "minta dibuka kembali dengan alasan" in said(save, house)


def test_the_share_of_met_targets_freezes_the_others(house):
    keep(house.office, EVENTS, "2025-03-01")
    [actual] = submit(house, T1, "4")
    others = {row["code"]: row["met"] for row in actual.evidence if row["kind"] == "indicator"}
    assert others == {"1": True, "2": None, "3": None, "5": None}
    assert (actual.number, actual.basis) == (100, "derived")


# ---------------------------------------------------------------- taking back


def test_only_who_handed_it_in_takes_it_back_and_only_before_it_is_verified(house):
    keep(house.office, EVENTS, "2025-03-01")
    submitted = submit(house, T1, "1")
    house.people[Role.READER].memberships.update(role=Role.OPERATOR)
    other = house.people[Role.READER]
    assert said(deeds.take_back_actuals, actuals=submitted, by=other) == (
        "1, Triwulan I 2025 diajukan orang lain; yang dapat menarik kembali hanya yang mengajukan."
    )
    [draft] = deeds.take_back_actuals(actuals=submitted, by=house.operator)
    assert (draft.standing, draft.version, draft.evidence, draft.submitted_by) == (
        Standing.DRAFT,
        1,
        [],
        None,
    )
    again = submit(house, T1, "1")
    verify(house, again)
    assert "sudah diperiksa" in said(deeds.take_back_actuals, actuals=again, by=house.operator)


# ---------------------------------------------------------------- files


def test_files_hang_on_a_draft_only_and_their_bytes_stay(house):
    actual = state_by_hand(house, "3", T1, 85)
    file = ActualFile.objects.get()
    assert path_of(file.sha256).read_bytes() == PDF
    add = {"actual": actual, "name": "lagi.pdf", "content": io.BytesIO(PDF), "by": house.operator}
    assert said(deeds.add_file, **add) == "Berkas ini sudah dilampirkan di sini sebagai “survei.pdf”."
    deeds.remove_file(file=file, by=house.operator)
    assert path_of(file.sha256).exists()
    assert said(deeds.remove_file, file=file, by=house.operator) == "Berkas ini sudah dilepas."
    second = deeds.add_file(**add)
    with pytest.raises(Refused):
        deeds.add_file(**add | {"by": house.head})
    through(house, T1, "3")
    assert "sudah disetujui" in said(deeds.remove_file, file=second, by=house.operator)
    assert "sudah disetujui" in said(deeds.add_file, **add)
    assert LogEntry.objects.filter(deed="actual.attach").count() == 2
