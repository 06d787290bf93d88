"""Measuring on the page: figures by hand, reopening, owners, warnings, and what changed meanwhile."""

import io
import re

import pytest
from cast import YEAR
from measuring_desk import PAGE, WHOLE, approved, handed_in, item, poster, ticked
from planning_desk import text
from story_world import PNG

from akuntabel.core.periods import Period
from akuntabel.documents.plain import words_of
from akuntabel.evidence.deeds import lock_period, locked_periods
from akuntabel.evidence.models import Record
from akuntabel.measuring import deeds
from akuntabel.measuring.models import Actual, ActualFile, IndicatorOwner, Standing
from akuntabel.offices.models import LogEntry
from akuntabel.planning.models import Indicator, Target
from akuntabel.reporting.book import open_book
from akuntabel.reporting.editions.readiness import obstacles
from akuntabel.reporting.inserts.given import given
from akuntabel.reporting.models import Narrative
from akuntabel.reporting.writer import Writer


@pytest.fixture(autouse=True)
def attachments(settings, tmp_path):
    settings.ATTACHMENTS_ROOT = tmp_path / "attachments"


@pytest.fixture
def desk(client, cast):
    return poster(client, cast)


@pytest.fixture
def manual(cast):
    """Indicator 4 is typed by hand."""
    Indicator.objects.filter(code="4", objective__plan__office=cast.office).update(measure={"manual": {}})


def typed(**fields):
    return {"touched": "0", "state": "reported", "number": "", "note": "", **fields}


def test_another_state_needs_its_own_note(desk):
    desk("operator", item("2"), **typed(state="not_assessable", note="Uji kompetensi diundur"))
    again = {"state": "not_applicable", "touched": "1"}
    page = desk("operator", item("2"), **typed(**again, note="Uji kompetensi diundur"))
    assert page.status_code == 422
    assert "keterangannya masih yang lama" in text(page)
    assert desk("operator", item("2"), **typed(**again, note="Tidak ada uji tahun ini")).status_code == 302
    page = desk("operator", item("2"))
    assert text(page).count("Tidak ada uji tahun ini") == 2  # in its box, and in the history
    assert "catatan tidak dihitung, karena keadaannya dinyatakan “tidak berlaku”" in text(page)


def test_a_file_may_come_before_the_number(desk, cast, manual):
    bad, good = io.BytesIO(b"MZ program"), io.BytesIO(PNG)
    bad.name, good.name = "program.exe", "surat.png"
    assert "Lampirkan berkas" in text(desk("operator", item("4")))
    assert desk("operator", item("4", "berkas/"), berkas=bad).status_code == 422
    assert not Actual.objects.exists()
    assert desk("operator", item("4", "berkas/"), berkas=good).status_code == 302
    assert ActualFile.objects.get().actual.standing == Standing.DRAFT
    done = desk("operator", item("4"), **typed(touched="1", number="80", note="Dari surat ketua"))
    assert done.status_code == 302


def test_a_number_by_hand_with_its_file(desk, cast, manual):
    wrong = desk("operator", item("4"), **typed(numerator="7", note="Dari surat ketua"))
    assert wrong.status_code == 422
    assert "Isi pembilang dan penyebutnya." in text(wrong)
    assert "Dari surat ketua</textarea>" in wrong.content.decode()
    assert desk("operator", item("4"), **typed(number="80")).status_code == 422  # no note
    done = desk("operator", item("4"), **typed(numerator="7", denominator="8", note="Dari surat ketua"))
    assert done.status_code == 302
    actual = Actual.objects.get(code="4")
    assert (actual.number, actual.numerator, actual.denominator) == (87.5, 7, 8)

    refused = desk("operator", WHOLE, deed="submit", pilih=["4"], **{"note-4": "Dari surat ketua"})
    assert "lampirkan paling sedikit satu berkas" in text(refused)
    image = io.BytesIO(PNG)
    image.name = "surat.png"
    assert desk("operator", item("4", "berkas/"), berkas=image).status_code == 302
    key = ActualFile.objects.get().pk
    assert b"".join(desk("reader", item("4", f"berkas/{key}/")).streaming_content) == PNG
    assert desk("outsider", item("4", f"berkas/{key}/")).status_code == 404
    assert desk("reader", item("1", f"berkas/{key}/")).status_code == 404
    assert desk("reader", item("4", f"berkas/{key}/lepas/"), ya="1").status_code == 403
    assert desk("operator", WHOLE, deed="submit", pilih=["4"], **{"note-4": "Surat"}).status_code == 302


def test_a_refused_file_is_named(desk, cast, manual):
    desk("operator", item("4"), **typed(number="80", note="Surat"))
    bad = io.BytesIO(b"MZ program")
    bad.name = "program.exe"
    page = desk("operator", item("4", "berkas/"), berkas=bad)
    assert page.status_code == 422
    assert "program.exe" in text(page)


def test_a_state_that_overrules_the_count_needs_its_reason(desk):
    assert "Tulis dasar angka ini" in text(desk("operator", item("2"), **typed(state="not_assessable")))
    desk("operator", item("2"), **typed(state="not_assessable", note="Uji kompetensi diundur"))
    assert "Uji kompetensi diundur" in text(desk("reader", item("2")))
    assert desk("reader", item("2"), **typed(state="not_assessable", note="x")).status_code == 403


def test_the_second_of_two_who_save_is_told_and_loses_nothing(desk):
    mine = {"state": "not_assessable", "touched": "0"}
    desk("operator", item("2"), **mine, note="Yang pertama")
    page = desk("operator", item("2"), **mine, note="Yang kedua")
    assert page.status_code == 422
    assert "sudah diubah orang lain" in text(page)
    assert "Isi sekarang: Yang pertama" in text(page)
    assert "Yang kedua</textarea>" in page.content.decode()
    touched = re.search(r'name="touched" value="(\d+)"', page.content.decode())[1]
    assert desk("operator", item("2"), **{**mine, "touched": touched}, note="Yang kedua").status_code == 302
    assert Actual.objects.get().note == "Yang kedua"


def test_taken_back_while_nobody_has_verified(desk, cast):
    handed_in(cast, "1")
    assert "Tarik kembali" in text(desk("operator", item("1")))
    assert "Tarik kembali" not in text(desk("verifier", item("1")))
    desk("operator", item("1", "tarik/"), ya="1")
    assert Actual.objects.get().standing == Standing.DRAFT


def test_opened_again_by_a_second_person_only(desk, cast):
    approved(cast)
    assert "Minta dibuka lagi" in text(desk("operator", item("1")))
    assert desk("reader", item("1", "buka/")).status_code == 403
    assert desk("operator", item("1", "buka/"), reason="").status_code == 422
    desk("operator", item("1", "buka/"), reason="Satu kegiatan tertinggal")
    assert "operator-contoh minta dibuka lagi: Satu kegiatan tertinggal" in text(desk("head", item("1")))
    assert desk("operator", item("1", "buka/jawab/"), deed="grant").status_code == 403
    page = desk("verifier", item("1", "buka/jawab/"), deed="refuse", reason="")
    assert page.status_code == 422
    desk("verifier", item("1", "buka/jawab/"), deed="refuse", reason="Belum jelas")
    assert Actual.objects.get().reopen_asked_by is None
    desk("operator", item("1", "buka/"), reason="Satu kegiatan tertinggal")
    desk("head", item("1", "buka/jawab/"), deed="grant")
    page = text(desk("reader", item("1")))
    assert "dibuka lagi" in page
    assert "Versi 2" in page
    assert "Versi 1" in text(desk("reader", f"/contoh/{YEAR}/indikator/1/"))


def test_what_was_counted_stays_to_be_read(desk, cast):
    handed_in(cast, "1")
    page = text(desk("reader", item("1")))
    assert "Catatan yang dihitung saat diajukan" in page
    assert "Sosialisasi ke-2 di contoh" in page
    assert "Banyaknya catatan “Pendidikan pemilih” dengan segmen utama pemilih pemula" in page


def test_the_head_names_two_owners(desk, cast):
    assert desk("operator", item("1", "penanggung-jawab/")).status_code == 403
    people = {"first": cast.operator.pk, "second": cast.operator.pk}
    page = desk("head", item("1", "penanggung-jawab/"), **people)
    assert page.status_code == 422
    assert "harus dua orang yang berbeda" in text(page)
    desk("head", item("1", "penanggung-jawab/"), **{**people, "second": cast.verifier.pk})
    named = IndicatorOwner.objects.order_by("place").values_list("person__username", flat=True)
    assert list(named) == ["operator-contoh", "pemeriksa-contoh"]
    assert "operator-contoh, pemeriksa-contoh" in text(desk("reader", WHOLE))
    assert "Penanggung jawab: operator-contoh, pemeriksa-contoh" in text(
        desk("reader", f"/contoh/{YEAR}/indikator/1/")
    )


ALL = f"{PAGE}penanggung-jawab/"


def test_all_owners_at_once_and_only_what_changed_is_saved(desk, cast):
    assert desk("operator", ALL).status_code == 403
    assert "Tunjuk penanggung jawab" in text(desk("head", f"/contoh/{YEAR}/tugas/"))
    one, two = str(cast.operator.pk), str(cast.verifier.pk)
    desk("head", ALL, **{"first-1": one, "second-1": two, "first-2": two})
    rows = IndicatorOwner.objects.order_by("code", "place").values_list("code", "place", "person__username")
    assert list(rows) == [
        ("1", 1, "operator-contoh"), ("1", 2, "pemeriksa-contoh"), ("2", 1, "pemeriksa-contoh"),
    ]  # fmt: skip
    assert LogEntry.objects.filter(deed="owner.name").count() == 2
    page = desk("head", ALL, **{"first-3": one, "second-4": two})
    assert page.status_code == 422
    assert "Tunjuk dahulu penanggung jawabnya" in text(page)
    assert IndicatorOwner.objects.count() == 3


def test_who_names_owners_on_an_old_page_is_told(desk, cast):
    one, two = str(cast.operator.pk), str(cast.verifier.pk)
    desk("head", ALL, **{"first-1": one})
    old = {"shown-1": ",", "first-1": two}
    page = desk("head", ALL, **old)
    assert page.status_code == 422
    assert "Sudah diubah orang lain menjadi operator-contoh" in text(page)
    assert f'name="shown-1" value="{one},"' in page.content.decode()
    desk("head", ALL, **{**old, "shown-1": f"{one},"})
    assert IndicatorOwner.objects.get().person == cast.verifier


def test_the_note_on_a_missed_target_stands_in_the_report_until_the_causes_are_written(cast):
    approved(cast, "2")  # 90% of 95%
    approved(cast, "1")  # reached: needs no explaining
    assert causes_of(cast, "2") == ["Penjelasan pengaju (2): Sebabnya tertulis."]
    assert causes_of(cast, "1") == []
    Narrative.objects.update_or_create(
        office=cast.office,
        year=YEAR,
        section="objective.2",
        kind="causes",
        defaults={"text": "Ditulis kantor."},
    )
    assert causes_of(cast, "2") == []


def causes_of(cast, code):
    """What the data gives as causes of objective ``code``."""
    writer = Writer(open_book(cast.office, YEAR))
    [found] = [pair for pair in writer.year.by_objective() if pair[0].code == code]
    return [words_of(block.content) for block in given(writer, *found, "causes")]


# ---------------------------------------------------------------- early warnings


def test_a_running_year_warns_in_words(desk, cast, monkeypatch):
    import datetime as dt

    Record.objects.filter(office=cast.office, register="voter_education").exclude(key="kegiatan-1").delete()
    for place in ("forecast", "measuring"):
        monkeypatch.setattr(f"akuntabel.web.screens.{place}.today_at", lambda _office: dt.date(YEAR, 9, 30))
    page = text(desk("reader", f"/contoh/{YEAR}/"))
    assert "Peringatan dini" in page
    sentence = (
        "Satu kegiatan lagi dengan segmen utama pemilih pemula dan status terlaksana sampai 31 Desember "
        "menaikkan indikator 1 dari 50% menjadi 100%."
    )
    assert sentence in page
    assert sentence in text(desk("reader", f"/contoh/{YEAR}/indikator/1/"))


def test_a_year_that_is_over_warns_of_nothing(desk):
    assert "Peringatan dini" not in text(desk("reader", f"/contoh/{YEAR}/"))


# ---------------------------------------------------------------- what changed while a page was open


def shown(page, code):
    return re.search(rf'name="touched-{code}" value="([0-9]+)"', page.content.decode())[1]


def test_what_changed_while_the_page_was_open_is_told_and_the_ticks_stay(desk, cast):
    handed_in(cast, "1", "3")
    page = desk("verifier", WHOLE)
    sent = {"deed": "verify", "pilih": ["1", "3"], **{f"touched-{code}": shown(page, code) for code in "13"}}
    deeds.take_back_actuals(actuals=[Actual.objects.get(code="1")], by=cast.operator)
    handed_in(cast, "1")
    page = desk("verifier", WHOLE, **sent)
    assert page.status_code == 422
    assert "berubah sesudah Anda membuka halaman ini" in text(page)
    assert ticked(page) == ["1", "3"]
    assert set(Actual.objects.values_list("standing", flat=True)) == {Standing.SUBMITTED}
    assert desk("verifier", WHOLE, **{**sent, "touched-1": "9" * 5000}).status_code == 422
    assert desk("verifier", WHOLE, **{**sent, "touched-1": shown(page, "1")}).status_code == 302
    assert shown(desk("head", item("3")), "3") == "2"  # the page of one figure says it as well


def test_a_target_that_moved_is_said_in_its_row_and_before_sealing(desk, cast):
    approved(cast)
    assert "Target berubah" not in text(desk("reader", WHOLE))
    Target.objects.filter(agreement__plan__office=cast.office, indicator__code="1").update(number=10)
    sentence = "Target berubah sesudah disetujui: 2 keg → 10 keg."
    assert sentence in text(desk("reader", WHOLE))
    assert sentence in text(desk("reader", item("1")))
    warnings = [each.sentence for each in obstacles(cast.office, YEAR) if not each.forbids]
    assert f"Indikator 1: {sentence}" in warnings


def test_records_of_the_same_number_are_an_error_before_sealing(desk, cast):
    approved(cast)
    record = Record.objects.get(office=cast.office, key="kegiatan-1")
    Record.objects.filter(pk=record.pk).update(data={**record.data, "segment": "muda"})
    record.pk, record.key = None, "kegiatan-lain"
    record.save()
    assert "1 catatan lain kini ikut dihitung. Minta dibuka lagi." in text(desk("reader", WHOLE))
    errors = [each.sentence for each in obstacles(cast.office, YEAR) if each.forbids]
    assert any("berubah sesudah disetujui (1)" in each for each in errors)


def test_a_running_period_says_from_when_it_can_be_submitted(desk, monkeypatch):
    import datetime as dt

    day = dt.date(YEAR, 12, 30)
    for place in ("measuring", "measuring_item"):
        monkeypatch.setattr(f"akuntabel.web.screens.{place}.today_at", lambda _office: day)
    monkeypatch.setattr("akuntabel.measuring.deeds.stating.today_at", lambda _office: day)
    page = desk("operator", WHOLE)
    assert "Realisasinya dapat diajukan mulai 31 Desember 2024." in text(page)
    assert ticked(page) == []
    page = desk("operator", WHOLE, deed="submit", pilih=["1"])
    assert page.status_code == 422
    assert "Tahun 2024 belum berakhir, jadi realisasinya belum dapat diajukan." in text(page)


def test_a_period_of_approved_figures_is_not_opened_by_one_person(desk, cast):
    approved(cast)
    lock_period(office=cast.office, period=Period(YEAR), by=cast.head)
    page = desk("head", f"/contoh/{YEAR}/kunci/", deed="open", period=str(YEAR), reason="Judul")
    assert "Buka lewat realisasinya" in text(page)
    assert locked_periods(cast.office, YEAR) == [Period(YEAR)]
