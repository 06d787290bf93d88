"""Writing the report in the browser: outline, one text, figures to insert, preview, remarks, two people at once."""

import re
from html import unescape

import pytest
from cast import YEAR
from test_in_the_browser import (  # noqa: F401
    PHONE,
    WIDE,
    _violations,
    browse,
    chromium,
)
from test_in_the_browser import (
    pytestmark as in_a_browser,
)

from akuntabel.offices.models import Membership, Person, Role
from akuntabel.reporting.models import Narrative

BASE = f"/contoh/{YEAR}/laporan/naskah/"
CAUSES = f"{BASE}objective.1/causes/"
BACKGROUND = f"{BASE}background/text/"


@pytest.fixture
def writer(client, cast):
    """The operator of ``contoh``, signed in."""
    client.force_login(cast.operator)
    return client


def words(page):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page.content.decode())))


def touched(page):
    return re.search(r'name="touched" value="(\d+)"', page.content.decode())[1]


def kept(section="objective.1", kind="causes"):
    return Narrative.objects.get(office__code="contoh", section=section, kind=kind)


def test_the_outline_says_what_is_missing(writer):
    page = writer.get(BASE)
    said = words(page)
    assert "Naskah laporan 2024" in said
    assert "A. LATAR BELAKANG belum" in said
    assert "Sasaran 1 6 belum" in said  # the first of the seven is in the data
    assert "Tulis yang belum ada KATA PENGANTAR" in said
    assert f'href="{CAUSES}"' in page.content.decode()


def test_a_text_is_saved_and_read_again(writer):
    page = writer.get(CAUSES)
    assert "Penyebab belum diuraikan." in words(page)
    page = writer.post(
        CAUSES, {"text": "Realisasi {indicator.1.actual}.", "touched": touched(page)}, follow=True
    )
    assert "Naskah disimpan." in words(page)
    assert "Realisasi 3 keg." in words(page)
    assert "menulis naskah “Sasaran 1: penyebab”" in words(page)
    assert kept().text == "Realisasi {indicator.1.actual}."


def test_saving_may_go_on_to_the_next_text(writer):
    page = writer.post(CAUSES, {"text": "Sebab.", "touched": "0", "lanjut": "1"})
    assert page["Location"] == f"{BASE}objective.1/efficiency/"


def test_who_comes_second_sees_both_texts_and_may_then_save(writer, cast, client):
    other = Person.objects.create_user(username="kedua", first_name="Contoh Kedua")
    Membership.objects.create(person=other, office=cast.office, role=Role.HEAD)
    page = writer.get(CAUSES)
    client.force_login(other)
    client.post(CAUSES, {"text": "Dari yang pertama menyimpan.", "touched": "0"})
    client.force_login(cast.operator)
    page = client.post(CAUSES, {"text": "Dari yang kedua.", "touched": touched(page)})
    assert page.status_code == 422
    said = words(page)
    assert "Contoh Kedua mengubah naskah ini sesudah Anda membukanya." in said
    assert "Naskah yang tersimpan sekarang" in said
    assert "Dari yang pertama menyimpan." in said
    assert "\nDari yang kedua.</textarea>" in page.content.decode()
    assert kept().text == "Dari yang pertama menyimpan."
    client.post(CAUSES, {"text": "Dari keduanya.", "touched": touched(page)})
    assert kept().text == "Dari keduanya."


def test_a_refusal_keeps_the_typing(writer):
    page = writer.post(CAUSES, {"text": "Tidak tersedia:", "touched": "0"})
    assert page.status_code == 422
    assert "Tulis alasannya sesudah “Tidak tersedia:”" in words(page)
    assert "\nTidak tersedia:</textarea>" in page.content.decode()


def test_the_first_line_of_a_text_may_be_empty(writer):
    """A browser drops the first line end of a textarea; the page gives one more."""
    page = writer.get(CAUSES)
    assert re.search(r"<textarea[^>]*>\n</textarea>", page.content.decode())


def test_a_reader_sees_the_text_and_no_editor(client, cast):
    Narrative.objects.create(office=cast.office, year=YEAR, section="background", text="Sejarah **singkat**.")
    client.force_login(cast.reader)
    page = client.get(BACKGROUND)
    assert "<strong>singkat</strong>" in page.content.decode()
    assert "<textarea" not in page.content.decode()
    assert client.post(BACKGROUND, {"text": "Lain.", "touched": "0"}).status_code == 403
    assert client.post(f"{BACKGROUND}pratinjau-naskah/", {"text": "Lain."}).status_code == 403


@pytest.mark.parametrize(
    "path", ["nothing/text/", "objective.9/causes/", "objective.1/text/", "background/causes/"]
)
def test_a_text_that_the_report_does_not_have_is_not_found(writer, path):
    assert writer.get(f"{BASE}{path}").status_code == 404
    assert writer.get(f"{BASE}{path}temuan/").status_code == 404
    assert writer.post(f"{BASE}{path}pratinjau-naskah/", {"text": "x"}).status_code == 404


def test_a_year_without_a_signed_agreement_says_so(client, new_people):
    client.force_login(new_people[Role.OPERATOR])
    assert "belum punya perjanjian kinerja 2025" in words(client.get("/kantor-baru/2025/laporan/naskah/"))


# ---------------------------------------------------------------- preview, figures, remarks


def test_the_preview_prints_figures_and_tells_what_is_wrong(writer):
    page = writer.post(
        f"{CAUSES}pratinjau-naskah/",
        {"text": "Ada {indicator.1.actual}, {indicator.1.actul}, 7 orang & <b>x</b>."},
    )
    said = words(page)
    assert "Ada 3 keg, ⟦indicator.1.actul?⟧, 7 orang & <b>x</b>." in said
    assert "Harus dibetulkan: Angka {indicator.1.actul} tidak dikenal" in said
    assert "Maksudnya {indicator.1.actual}?" in said
    assert "Keterangan: Diketik tangan: “7”." in said
    assert not Narrative.objects.filter(section="objective.1", kind="causes").exists()


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("realisasi pemula", "{indicator.1.actual}"),
        ("capaian 150", "{indicator.1.achievement}"),
        ("pagu", "{budget.ceiling}"),
        ("nama kantor", "{office.name}"),
        ("indicator.2.target", "{indicator.2.target}"),
    ],
)
def test_figures_are_found_by_name_value_and_id(writer, query, first):
    page = writer.get(f"{BASE}angka/", {"cari": query}, HTTP_HX_REQUEST="true")
    assert re.findall(r'data-cite="([^"]+)"', page.content.decode())[0] == first


def test_figures_of_the_objective_come_first(writer):
    page = writer.get(f"{BASE}angka/", {"cari": "realisasi", "sasaran": "2"}, HTTP_HX_REQUEST="true")
    assert re.findall(r'data-cite="([^"]+)"', page.content.decode())[0] == "{indicator.2.actual}"


def test_the_list_of_figures_is_a_page_too(writer):
    said = words(writer.get(f"{BASE}angka/", {"cari": "pemula realisasi"}))
    assert "Realisasi: Jumlah kegiatan untuk pemilih pemula (1) 3 keg {indicator.1.actual}" in said
    assert "Tidak ada angka dengan nama itu." in words(writer.get(f"{BASE}angka/", {"cari": "gajah terbang"}))


def test_the_checker_speaks_beside_the_text_and_on_its_own_page(writer):
    writer.post(CAUSES, {"text": "Sebanyak 3 (empat) kegiatan diadakan.", "touched": "0"})
    assert "empat" in words(writer.get(f"{CAUSES}temuan/"))
    assert "Tidak ada yang perlu dibetulkan." in words(writer.get(f"{BASE}objective.2/causes/temuan/"))
    page = writer.get(f"{BASE}temuan/")
    assert re.search(rf'<li class="finding finding-error"><a href="{CAUSES}"', page.content.decode())


def test_with_an_unknown_figure_the_checker_says_why_it_waits(writer):
    writer.post(CAUSES, {"text": "Ada {salah.id}.", "touched": "0"})
    said = words(writer.get(f"{BASE}temuan/"))
    assert "masih ada angka yang tidak dikenal" in said
    assert "Sasaran 1: penyebab : Angka {salah.id} tidak dikenal" in said
    assert "Sasaran 1: penyebab : Angka {salah.id} tidak dikenal" in words(writer.get(BASE))


# ---------------------------------------------------------------- in the browser


@pytest.mark.browser
@in_a_browser[1]
def test_type_insert_preview_save_and_axe(browse, cast):  # noqa: F811
    from axe_playwright_python.sync_playwright import Axe

    page = browse(CAUSES, person=cast.operator.username)
    page.click("#id_text")
    page.keyboard.type("Realisasi mencapai ")
    page.fill("#cari", "pemula realisasi")
    page.wait_for_selector("#angka-isi li:nth-child(1) [data-cite='{indicator.1.actual}']")
    page.click("[data-cite='{indicator.1.actual}']")
    page.keyboard.type(" karena **sekolah** bertambah.")
    page.wait_for_selector("#pratinjau-isi >> text=Realisasi mencapai 3 keg karena sekolah bertambah.")
    assert page.locator("#pratinjau-isi strong").inner_text() == "sekolah"
    assert page.locator("#belum-disimpan").is_visible()
    for scheme, viewport in (("light", WIDE), ("dark", PHONE)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(viewport)
        assert _violations(Axe(), page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.click(".sub-tabs >> text=Berkas")
    page.wait_for_timeout(200)
    assert page.url.endswith(CAUSES)  # asked first, and stayed
    page.keyboard.press("Control+s")
    page.wait_for_selector("text=Naskah disimpan.")
    assert kept().text == "Realisasi mencapai {indicator.1.actual} karena **sekolah** bertambah."
    assert page.locator("#belum-disimpan").is_hidden()
    for path in (BASE, f"{BASE}temuan/", f"{BASE}angka/?cari=pemula"):
        page.goto(path)
        assert _violations(Axe(), page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
    assert page.complaints == []


@pytest.mark.browser
@in_a_browser[1]
def test_without_a_script_a_text_is_written_and_figures_are_copied(chromium, live_server, cast):  # noqa: F811
    from cast import PASSWORD

    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url, viewport=WIDE)
    page = context.new_page()
    page.goto("/masuk/")
    page.fill("#id_username", cast.operator.username)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.goto(CAUSES)
    assert page.locator("#angka-isi code").first.inner_text() == "{indicator.1.target}"
    page.fill("#id_text", "Targetnya {indicator.1.target}.")
    page.click("text=Simpan naskah")
    page.wait_for_selector("text=Targetnya 2 keg.")
    context.close()
