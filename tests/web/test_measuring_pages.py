"""The pages of measuring: who may do what there, what is refused and why, and that typing is kept."""

import pytest
from cast import YEAR
from measuring_desk import NOTES, PAGE, WHOLE, handed_in, item, poster, ticked
from planning_desk import text

from akuntabel.evidence.models import Record
from akuntabel.measuring import deeds
from akuntabel.measuring.models import Actual, Standing
from akuntabel.offices.models import Membership, Role
from akuntabel.planning.models import Indicator


@pytest.fixture(autouse=True)
def attachments(settings, tmp_path):
    settings.ATTACHMENTS_ROOT = tmp_path / "attachments"


@pytest.fixture
def desk(client, cast):
    return poster(client, cast)


# ---------------------------------------------------------------- a period


def test_from_draft_to_approved_the_page_offers_each_person_their_step(desk, cast):
    page = desk("operator", PAGE)  # the year is over, so the page opens with the year
    assert "Pengukuran Tahun 2024" in text(page)
    assert ticked(page) == ["1", "2", "3", "5"]  # 4 has no figure yet
    assert "4 realisasi siap diajukan" in text(page)
    assert "2 di antaranya perlu keterangan" in text(page)
    for who in ("reader", "verifier", "head"):
        assert 'name="deed"' not in desk(who, PAGE).content.decode()

    desk("operator", WHOLE, deed="submit", pilih=["1", "2", "3", "5"], **NOTES)
    page = desk("verifier", WHOLE)
    assert ticked(page) == ["1", "2", "3", "5"]
    assert "4 realisasi menunggu Anda periksa" in text(page)
    assert "menunggu diperiksa pemeriksa-contoh" in text(desk("operator", WHOLE))

    desk("verifier", WHOLE, deed="verify", pilih=["1", "2"])
    page = desk("head", WHOLE)
    assert ticked(page) == ["1", "2"]
    assert "menunggu persetujuan sekretaris-contoh" in text(desk("reader", WHOLE))
    desk("head", WHOLE, deed="approve", pilih=["1", "2"])
    assert set(Actual.objects.filter(standing=Standing.APPROVED).values_list("code", flat=True)) == {"1", "2"}
    assert "2 dari 5 sudah disetujui" in text(desk("reader", WHOLE))
    year = desk("reader", f"/contoh/{YEAR}/")
    assert "Draf: 2 dari 5 realisasi sudah disetujui" in text(year)


def test_a_missing_note_is_named_in_its_row_and_what_was_typed_stays(desk):
    page = desk("operator", WHOLE, deed="submit", pilih=["1", "2", "5"], **{**NOTES, "note-2": " "})
    assert page.status_code == 422
    assert "1 indikator belum dapat dilanjutkan; tidak ada yang berubah." in text(page)
    assert "Indikator 2 memerlukan keterangan." in text(page)
    assert ticked(page) == ["1", "2", "5"]
    assert "Lihat indikator 2.</textarea>" in page.content.decode()
    assert not Actual.objects.exists()


def test_nothing_ticked_is_said(desk):
    page = desk("operator", WHOLE, deed="submit")
    assert page.status_code == 422
    assert "Centang dahulu indikator yang hendak dilanjutkan." in text(page)


def test_who_has_no_such_role_is_refused(desk, cast):
    assert desk("reader", WHOLE, deed="submit", pilih=["1"]).status_code == 403
    handed_in(cast, "1")
    for who in ("reader", "operator", "head"):
        assert desk(who, WHOLE, deed="verify", pilih=["1"]).status_code == 403
    assert desk("outsider", WHOLE).status_code == 404
    assert desk("head", WHOLE, deed="hapus", pilih=["1"]).status_code == 404
    assert desk("reader", f"{PAGE}?periode=2023").status_code == 404
    assert desk("reader", f"{PAGE}{YEAR}/9/").status_code == 404


def test_nobody_verifies_what_they_handed_in_themselves(desk, cast):
    Membership.objects.create(person=cast.operator, office=cast.office, role=Role.VERIFIER)
    handed_in(cast, "1")
    assert "1" not in ticked(desk("operator", WHOLE))
    page = desk("operator", WHOLE, deed="verify", pilih=["1"])
    assert page.status_code == 422
    assert "Anda ajukan sendiri. Yang memeriksa dan menyetujui harus orang lain." in text(page)
    # with two roles the page offers one step and links to the other
    handed_in(cast, "3")
    Actual.objects.filter(code="3").update(submitted_by=cast.head)
    page = desk("operator", WHOLE)
    assert ticked(page) == ["3"]
    assert ticked(desk("operator", f"{WHOLE}&untuk=submit")) == ["2", "5"]


def test_given_back_needs_a_reason_and_keeps_the_ticks(desk, cast):
    handed_in(cast, "1", "3")
    page = desk("verifier", WHOLE, deed="return", pilih=["3"], reason="")
    assert page.status_code == 422
    assert ticked(page) == ["3"]
    desk("verifier", WHOLE, deed="return", pilih=["3"], reason="Nihilnya belum dibuktikan")
    assert "dikembalikan oleh pemeriksa-contoh: Nihilnya belum dibuktikan" in text(desk("operator", WHOLE))


def test_records_that_changed_since_are_told_with_both_numbers(desk, cast):
    handed_in(cast, "1")
    Record.objects.filter(office=cast.office, key="kegiatan-1").update(
        data={"segment": "muda", "status": "done"}
    )
    page = desk("verifier", WHOLE)
    assert "Diajukan dengan 3 keg, tetapi menurut bukti sekarang 2 keg." in text(page)
    assert ticked(page) == []
    page = desk("verifier", WHOLE, deed="verify", pilih=["1"])
    assert page.status_code == 422
    assert "Yang diajukan 3 keg, catatan sekarang memberi 2 keg." in text(page)


def test_a_quarter_and_a_month_have_their_own_page(desk):
    page = desk("operator", f"{PAGE}?periode={YEAR}-T1")
    # One event in February; what has no date counts in the year only. 5 cannot be assessed, and says so.
    assert ticked(page) == ["1", "5"]
    assert "1 keg" in text(page)
    assert "5 indikator belum punya target untuk triwulan ini" in text(page)
    assert "Yang tanpa target boleh dibiarkan" in text(page)
    assert "Pengukuran Agustus 2024" in text(desk("operator", f"{PAGE}?periode={YEAR}-08"))


def test_a_period_where_nothing_can_be_handed_in_says_what_can_be_done(desk, cast):
    Record.objects.filter(office=cast.office).delete()
    Indicator.objects.filter(code="5", objective__plan__office=cast.office).update(measure={"manual": {}})
    page = desk("operator", f"{PAGE}?periode={YEAR}-T2")
    assert 'name="deed"' not in page.content.decode()
    assert "indikator belum punya angka dalam periode ini" in text(page)
    assert "belum diajukan" in text(page)
    page = text(desk("operator", f"{PAGE}{YEAR}-T2/1/"))
    assert "Catat di register “Pendidikan pemilih”" in page
    assert "Atau biarkan" in page
    assert "Atau biarkan" not in text(desk("operator", item("1")))
    assert "Catat di register" not in text(desk("reader", f"{PAGE}{YEAR}-T2/1/"))


def test_what_all_rows_say_is_said_once(desk, cast):
    handed_in(cast, "1", "2", "3")
    assert text(desk("reader", WHOLE)).count("menunggu diperiksa pemeriksa-contoh") == 1


def test_the_day_named_is_that_of_the_readers_own_step(desk, cast):
    assert "tenggat mengajukan 31 Januari 2025" in text(desk("operator", WHOLE))
    handed_in(cast, "1")
    assert "tenggat memeriksa 7 Februari 2025" in text(desk("verifier", WHOLE))


# ---------------------------------------------------------------- one actual


def test_a_refusal_comes_back_to_the_indicator_it_was_asked_on(desk, cast):
    page = desk("operator", WHOLE, deed="submit", pilih=["2"], dari="2", **{"note-2": " "})
    assert page.status_code == 422
    assert "Realisasi 2" in text(page)
    assert "Indikator 2 memerlukan keterangan." in text(page)
    handed_in(cast, "1")
    page = desk("verifier", WHOLE, deed="return", pilih=["1"], dari="1", reason="")
    assert page.status_code == 422
    assert "Realisasi 1, Tahun 2024" in text(page)
    assert "<details open>" in page.content.decode()
    assert desk("verifier", WHOLE, deed="return", pilih=["1"], dari="9", reason="").status_code == 404


def test_given_back_is_said_where_it_is_mended(desk, cast):
    deeds.return_actuals(actuals=handed_in(cast, "1"), reason="Sebut sekolahnya", by=cast.verifier)
    assert "Dikembalikan pemeriksa-contoh: Sebut sekolahnya" in text(desk("operator", item("1")))
