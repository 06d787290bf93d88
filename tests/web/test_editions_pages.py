"""The pages of sealed editions: what still stands against it, the seal, the list, one edition, is it genuine."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from importlib import import_module

import pytest
from cast import YEAR
from closing_year import approve_everything, closers
from planning_desk import text

from akuntabel.core.errors import CannotDo
from akuntabel.reporting.editions import obstacles, path_of_file, seal_edition
from akuntabel.reporting.models import Edition, Narrative
from akuntabel.reporting.reading_over import Remark
from akuntabel.reporting.rendering import render_files

REPORT = f"/contoh/{YEAR}/laporan/"
READERS = [
    import_module(f"akuntabel.{name}") for name in ("reporting.editions.readiness", "web.screens.writing")
]
EDITIONS, SEAL = f"{REPORT}edisi/", f"{REPORT}segel/"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, monkeypatch):
    settings.ATTACHMENTS_ROOT = tmp_path / "attachments"
    for module in ("sealing", "verifying"):  # printed in this process: the same bytes, sooner
        monkeypatch.setattr(f"akuntabel.reporting.editions.{module}.render_aside", render_files)


@pytest.fixture
def head(client, cast):
    client.force_login(cast.head)
    return client


@pytest.fixture
def ready(cast):
    approve_everything(cast.office, YEAR)
    return cast.office


def links(page):
    return {
        html.unescape(re.sub(r"\s+", " ", words)): address
        for address, words in re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', page.content.decode())
    }


def closing(office, words):
    Narrative.objects.update_or_create(office=office, year=YEAR, section="closing", defaults={"text": words})


def test_the_report_page_says_what_is_in_the_way_and_leads_to_where_it_is_mended(head):
    page = head.get(REPORT)
    sentence = "Realisasi tahunan 5 indikator belum disetujui (1, 2, 3, 4, 5)."
    assert links(page)[sentence] == f"/contoh/{YEAR}/pengukuran/"
    assert "1 hal harus dibetulkan sebelum laporan dapat disegel" in text(page)
    assert SEAL not in page.content.decode()


def test_a_wrong_text_is_one_click_away(head, ready):
    closing(ready, "Angka {salah.ketik}.")
    found = links(head.get(REPORT))
    [address] = [
        address for words, address in found.items() if words.startswith("PENUTUP. Angka {salah.ketik}")
    ]
    assert address == f"{REPORT}naskah/closing/text/"


def test_what_the_checker_finds_in_a_text_leads_to_that_text(head, ready):
    closing(ready, "Pegawai berjumlah 26 (dua puluh lima) orang.")
    found = links(head.get(REPORT))
    assert [to for words, to in found.items() if "dua puluh lima" in words] == [
        f"{REPORT}naskah/closing/text/"
    ]


def test_the_page_of_findings_reads_the_edition_that_would_be_sealed(head, ready, monkeypatch):
    sealed = seal_edition(office=ready, year=YEAR, reason="", by=closers(ready).head)
    closing(ready, "Laporan ini ditutup.")
    read = []
    for module in READERS:
        monkeypatch.setattr(module, "read_over", lambda document: read.append(document) or [])
    obstacles(ready, YEAR)
    assert head.get(f"{REPORT}naskah/temuan/").status_code == 200
    obstacle, page = (replace(document, moment=sealed.sealed_at) for document in read)
    assert page == obstacle
    assert page.title.endswith("Edisi 2")
    assert "changes" in [section.key for section in page.sections]


def test_an_error_in_the_list_of_changes_stands_on_the_page_of_findings(head, ready, monkeypatch):
    remark = Remark("error", "Angka ini keliru.", "average", "changes")
    for module in READERS:
        monkeypatch.setattr(module, "read_over", lambda _document: [remark])
    address = links(head.get(REPORT))["Angka ini keliru."]
    assert address == f"{REPORT}naskah/temuan/"
    assert "PERUBAHAN DARI EDISI SEBELUMNYA : Angka ini keliru." in text(head.get(address))


def test_who_seals_is_offered_the_button_and_nobody_else(client, cast, ready):
    for person, offered in ((cast.head, True), (cast.operator, False), (cast.reader, False)):
        client.force_login(person)
        for address in (REPORT, EDITIONS):
            assert (SEAL in client.get(address).content.decode()) == offered, (person, address)
        assert client.get(SEAL).status_code == (200 if offered else 403)


def test_while_something_is_in_the_way_the_page_of_the_seal_has_no_form(head):
    page = head.get(SEAL)
    assert "Harus dibetulkan:" in text(page)
    assert '<section class="sign-box"' not in page.content.decode()
    answer = head.post(SEAL, {"agree": "on"})
    assert answer.status_code == 422
    assert "Laporan belum dapat disegel: Realisasi tahunan 5 indikator" in text(answer)
    assert not Edition.objects.exists()


def test_warnings_must_have_been_read(head, ready):
    assert "Perlu diperiksa:" in text(head.get(SEAL))
    answer = head.post(SEAL, {})
    assert answer.status_code == 422
    assert "Centang dahulu, sesudah membacanya." in text(answer)
    assert not Edition.objects.exists()


def test_from_the_empty_list_to_a_corrected_second_edition(head, ready):
    assert "Belum ada edisi." in text(head.get(EDITIONS))
    page = head.post(SEAL, {"agree": "on"}, follow=True)
    assert page.redirect_chain[-1][0] == f"{EDITIONS}1/"
    assert "Laporan kinerja 2024, edisi 1" in text(page)
    assert "oleh sekretaris-contoh" in text(page)
    assert "Tidak ada yang berubah sejak edisi 1." in text(head.get(SEAL))

    closing(ready, "Terima kasih kepada semua pihak.")
    answer = head.post(SEAL, {"agree": "on"})
    assert (answer.status_code, Edition.objects.count()) == (422, 1)
    assert "Tulis alasannya." in text(answer)
    page = head.post(SEAL, {"agree": "on", "reason": "Ucapan terima kasih terlewat."}, follow=True)
    shown = text(page)
    assert "Alasan: Ucapan terima kasih terlewat." in shown
    assert "Naskah PENUTUP baru Terima kasih kepada semua pihak." in shown
    assert "Bagian yang isinya ikut berubah: BAB IV PENUTUP." in shown

    page = head.get(EDITIONS)
    assert re.findall(r"Edisi (\d) (berlaku|sudah diganti)", text(page)) == [
        ("2", "berlaku"),
        ("1", "sudah diganti"),
    ]
    for file in Edition.objects.get(number=2).files.all():
        assert file.sha256 in page.content.decode()
    assert "Edisi ini sudah diganti; yang berlaku edisi 2." in text(head.get(f"{EDITIONS}1/"))


def test_what_was_typed_is_still_there_when_the_seal_is_refused(head, ready, monkeypatch):
    head.post(SEAL, {"agree": "on"})
    closing(ready, "Terima kasih.")

    def refuse(**_what):
        raise CannotDo("Data berubah.")

    monkeypatch.setattr("akuntabel.web.views.editions.seal_edition", refuse)
    answer = head.post(SEAL, {"agree": "on", "reason": "Alasan yang panjang."})
    assert answer.status_code == 422
    assert "Data berubah." in text(answer)
    assert "Alasan yang panjang." in answer.content.decode()


def test_files_and_the_text_are_those_that_were_sealed(client, cast, head, ready):
    head.post(SEAL, {"agree": "on"})
    edition = Edition.objects.get()
    client.force_login(cast.reader)
    for file in edition.files.all():
        answer = client.get(f"{EDITIONS}1/{file.name}")
        assert b"".join(answer.streaming_content) == path_of_file(file).read_bytes()
        stem, ending = file.name.rsplit(".", 1)
        assert f'filename="{stem}-contoh-{YEAR}-edisi-1.{ending}"' in answer.headers["Content-Disposition"]
    shown = client.get(f"{EDITIONS}1/isi/")
    assert shown.content == path_of_file(edition.files.get(name="laporan-kinerja.html")).read_bytes()
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
    assert client.get(f"{EDITIONS}1/lain.pdf").status_code == 404
    assert client.get(f"{EDITIONS}2/").status_code == 404


def test_whether_it_is_genuine_is_answered_to_readers_too(client, cast, head, ready):
    head.post(SEAL, {"agree": "on"})
    client.force_login(cast.reader)
    page = client.post(f"{EDITIONS}1/periksa/")
    assert "cetakan ulangnya sama byte demi byte." in text(page)
    path = path_of_file(Edition.objects.get().files.get(name="laporan-kinerja.pdf"))
    path.chmod(0o644)
    path.write_bytes(b"lain")
    page = client.post(f"{EDITIONS}1/periksa/")
    assert "Edisi ini tidak sama lagi dengan yang disegel." in text(page)
    assert "Isi berkas laporan-kinerja.pdf tidak sama dengan sidiknya." in text(page)


def test_a_file_that_is_gone_is_said_to_be(head, ready):
    head.post(SEAL, {"agree": "on"})
    path_of_file(Edition.objects.get().files.get(name="laporan-kinerja.html")).unlink()
    answer = head.get(f"{EDITIONS}1/isi/")
    assert answer.status_code == 404
    assert "hilang dari penyimpanan" in text(answer)
