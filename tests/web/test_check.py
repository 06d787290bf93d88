"""Periksa: anybody hands a report in, sees its contradictions, and the file is gone."""

import io
import json
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from akuntabel.checking import deeds
from akuntabel.checking.models import Check, CheckStatus

WRONG = (
    "Tabel 1. Capaian kinerja\n"
    "Indikator\tTarget\tRealisasi\tCapaian\n"
    "Jumlah laporan yang disusun\t4 laporan\t3 laporan\t95%\n"
    "Jumlah kegiatan sosialisasi\t2 kegiatan\t2 kegiatan\t100%\n"
)


@pytest.fixture
def folder(settings):
    return settings.CHECKS_ROOT


def hand_in(client, content: bytes = WRONG.encode(), name: str = "laporan.txt"):
    return client.post("/periksa/", {"file": SimpleUploadedFile(name, content)})


def run_all() -> None:
    for check in Check.objects.filter(status=CheckStatus.WAITING):
        deeds.run_check(check)


def test_a_report_is_checked_without_an_account_and_its_file_is_gone(client, db, folder):
    answer = hand_in(client)
    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()
    assert "Menunggu giliran" in page
    run_all()
    page = client.get(answer.url).content.decode()
    assert re.search(r"<dt>kesalahan</dt><dd><svg[^>]*>.*?</svg>1</dd>", page)
    findings = client.get(answer.url + "temuan/")
    assert "3 laporan" in findings.content.decode()
    policy = findings.headers["Content-Security-Policy"].split("; ")
    assert {"sandbox allow-scripts", "script-src 'none'"} <= set(policy)
    [kept] = list(folder.iterdir())
    assert sorted(file.name for file in kept.iterdir()) == ["findings.json", "laporan.txt.html", "page.html"]


def test_the_copy_can_be_taken_away(client, db):
    url = hand_in(client).url
    run_all()
    copy = client.get(url + "salinan/")
    assert copy.headers["Content-Disposition"].startswith("attachment")
    assert b"95%" in b"".join(copy.streaming_content)


def test_forgetting_deletes_everything_at_once(client, db, folder):
    url = hand_in(client).url
    run_all()
    assert client.post(url + "hapus/").status_code == 302
    assert list(folder.iterdir()) == []
    assert client.get(url).status_code == 404
    assert list(Check.objects.values_list("name", "errors", "size")) == [("", 0, 0)]


def test_after_its_hour_a_check_is_forgotten(client, db, folder):
    url = hand_in(client).url
    run_all()
    Check.objects.update(forget_at=timezone.now())
    assert client.get(url).status_code == 404
    assert list(folder.iterdir()) == []


def test_another_browser_sees_nothing(client, db):
    url = hand_in(client).url
    run_all()
    from django.test import Client

    stranger = Client()
    for address in (url, url + "temuan/", url + "salinan/"):
        assert stranger.get(address).status_code == 404
    assert stranger.post(url + "hapus/").status_code == 404
    assert client.get(url).status_code == 200


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "kosong.txt", "Berkas ini kosong"),
        (b"x" * 1_000_001, "besar.txt", "lebih besar dari 1 MB"),
    ],
)
def test_what_is_not_taken_in_is_told_beside_the_field(client, db, settings, content, name, sentence):
    settings.CHECK_MEGABYTES = 1
    answer = hand_in(client, content, name)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Check.objects.exists()


def test_nothing_chosen_is_told_beside_the_field(client, db):
    page = client.post("/periksa/").content.decode()
    assert re.search(r'id="file-error"[^>]*>Pilih dulu berkas laporannya\.<', page)
    assert re.search(
        r'<input type="file"[^>]*aria-describedby="[^"]*file-error"[^>]*aria-invalid="true"', page
    )


def test_the_hour_of_deletion_has_its_zone(client, db):
    url = hand_in(client).url
    run_all()
    assert re.search(r"Hasil ini dihapus .* pukul \d\d\.\d\d WIB\.", client.get(url).content.decode())


def test_a_visitor_cannot_hand_in_without_end(client, db, monkeypatch):
    monkeypatch.setattr(deeds, "PER_HOUR", 2)
    assert [hand_in(client).status_code for _n in range(3)] == [302, 302, 422]


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 300_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7\nrusak", "rusak.pdf"),
        (b"PK\x03\x04 bukan zip", "bukan.docx"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "gambar.pdf"),
        (bomb(), "bom.docx"),
    ],
    ids=["damaged", "no-zip", "picture", "bomb"],
)
def test_a_hostile_file_is_refused_in_words(client, db, folder, content, name):
    url = hand_in(client, content, name).url
    run_all()
    page = client.get(url).content.decode()
    assert Check.objects.get().status == CheckStatus.FAILED
    assert "Periksa berkas lain" in page
    assert Check.objects.get().message in page
    [kept] = list(folder.iterdir())
    assert list(kept.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("../../etc/passwd", "passwd.bin"),
        ("laporan kinerja.DOCX", "laporan kinerja.docx"),
        ("<script>.pdf", "script.pdf"),
        ("..pdf", "pdf.bin"),
        ("a" * 300 + ".txt", "a" * 80 + ".txt"),
    ],
)
def test_names_are_made_harmless(name, stored):
    from pathlib import Path

    assert deeds.stored_name(Path(name).name) == stored


def test_the_text_of_a_stranger_cannot_act(client, db):
    url = hand_in(client, (WRONG + "<script>alert(1)</script>\n").encode(), "<img src=x>.txt").url
    run_all()
    assert "<script>alert(1)" not in client.get(url + "temuan/").content.decode()
    assert "<img src=x>" not in client.get(url).content.decode()


def test_an_installation_may_ask_for_signing_in(client, db, settings):
    settings.OPEN_CHECK = False
    answer = client.get("/periksa/")
    assert answer.status_code == 302
    assert answer.url.startswith("/masuk/")
    assert hand_in(client).url.startswith("/masuk/")


def test_findings_are_in_the_readers_language(client, db):
    client.cookies["django_language"] = "en"
    url = hand_in(client).url
    run_all()
    assert json.loads((deeds.Check.objects.get().folder / "findings.json").read_text())["documents"]
    assert '<html lang="en"' in client.get(url + "temuan/").content.decode()
