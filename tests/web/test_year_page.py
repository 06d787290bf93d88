"""The year at a glance, the indicator, the register: what is said and how states look."""

import re

import pytest
from cast import YEAR

from akuntabel.demo.loading import READER, show_reader
from akuntabel.offices.models import Person
from akuntabel.planning.models import Agreement


@pytest.fixture
def page(client, cast):
    """Opens a page of the year as its reader and returns its text."""
    client.force_login(cast.reader)
    return lambda path="": client.get(f"/contoh/{YEAR}/{path}").content.decode()


def words(html: str) -> str:
    """The words of a page, as a reader sees them."""
    apart = re.sub(r"</(?:dt|dd|td|th|p|div|li|h[1-6]|option|title)>", " ", html)
    return " ".join(re.sub(r"<[^>]+>", "", apart).split())


def test_the_year_says_how_many_targets_were_met(page):
    text = words(page())
    assert "1 dari 3 indikator yang dapat dinilai mencapai target" in text
    assert "tidak berlaku 1" in text
    assert "tanpa data 1" in text
    assert "75,00% terserap" in text


def test_each_state_has_its_own_words(page):
    text = words(page())
    assert "tidak berlaku" in text
    assert "belum ada data" in text
    assert "hanya dinyatakan" in text
    assert "turunan" in text


def test_a_category_is_word_icon_and_colour(page):
    assert re.search(r'class="category tone-very-good">.*?#i-double-check.*?Sangat Berhasil', page(), re.S)


def test_the_warning_names_the_methods_that_disagree(page):
    text = words(page())
    assert "Kategorinya berubah menurut cara menghitung rata-rata" in text


def test_charts_have_a_sentence_and_a_table(page):
    html = page()
    assert "1 dari 3 indikator mencapai target" in html
    assert "Belanja Rp750.000 dari pagu Rp1.000.000, atau 75,00%" in html
    assert html.count("Lihat angkanya sebagai tabel") >= 2


def test_pages_are_light_and_carry_no_inline_style_or_script(page):
    for path in ("", "indikator/1/", "bukti/voter_education/", "laporan/"):
        html = page(path)
        assert len(html.encode()) < 100_000
        assert " style=" not in html
        assert not re.search(r"<script(?![^>]*\ssrc=)", html)


def test_the_year_of_a_whole_office_is_light_too(client, paser):
    show_reader(paser)
    client.force_login(Person.objects.get(username=READER))
    assert len(client.get("/kpu-paser/2024/").content) < 95_000


def test_an_indicator_opens_to_the_records_that_add_up(page):
    text = words(page("indikator/1/"))
    assert "3 ÷ 2 × 100% = 150,00%" in text
    assert "Jumlah 3" in text
    assert "Jumlah kolomnya sama dengan yang dipakai untuk realisasi." in text
    assert "tanpa tanggal" in text
    assert "Buku contoh halaman 2" in text
    assert "Tanggalnya tidak disebut." in text


def test_a_share_of_met_targets_lists_the_others(page):
    text = words(page("indikator/5/"))
    assert "1 ÷ 2 × 100% = 50%" in text
    assert "tidak ikut dihitung" in text


def test_an_unknown_indicator_is_not_found(client, cast):
    client.force_login(cast.reader)
    answer = client.get(f"/contoh/{YEAR}/indikator/99/")
    assert answer.status_code == 404
    assert "Indikator 99 tidak ada" in answer.content.decode()


def test_a_register_shows_its_fields_and_total(page):
    text = words(page("bukti/voter_education/"))
    assert "Segmen utama" in text
    assert "Pemilih pemula" in text
    assert "Jumlah dalam daftar 3 keg" in text
    assert "Tanpa tanggal 1" in text


def test_an_empty_register_teaches(page):
    text = words(page("bukti/lppa/"))
    assert f"Belum ada catatan tahun {YEAR}" in text
    assert "bukan nol" in text


def test_records_of_the_neighbour_never_appear(page):
    for path in ("", "indikator/1/", "bukti/voter_education/", "angka/indicator.1.actual/"):
        assert "di tetangga" not in page(path)


def test_a_year_without_agreement_says_what_is_missing(client, cast):
    Agreement.objects.filter(office=cast.office).update(signed_on=None)
    client.force_login(cast.reader)
    answer = client.get(f"/contoh/{YEAR}/")
    assert answer.status_code == 200
    assert "belum punya perjanjian kinerja" in answer.content.decode()


def test_another_year_names_the_years_there_are(client, cast):
    client.force_login(cast.reader)
    answer = client.get("/contoh/2020/")
    assert answer.status_code == 404
    assert "Tahun yang ada: 2024" in answer.content.decode()


def test_the_policy_of_content_is_strict(client, cast):
    client.force_login(cast.reader)
    policy = client.get(f"/contoh/{YEAR}/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_stand_alone(template):
    from django.template.loader import render_to_string

    assert "<h1>" in render_to_string(template)
