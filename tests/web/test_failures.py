"""A full disk, a busy database: a clear page that keeps what was typed, and nothing half-done."""

import errno
import re

import pytest
from cast import YEAR
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.test import Client, RequestFactory

from akuntabel.evidence.models import Record
from akuntabel.offices.models import LogEntry
from akuntabel.offices.trail import verify
from akuntabel.web import failures
from akuntabel.web.failures import failure_page, status_of, typed_in

NEW = f"/contoh/{YEAR}/bukti/voter_education/baru/"
TYPED = {
    "f-title": "Sosialisasi <b>di</b> SMA 1",
    "f-date": "04-03-2024",
    "f-segment": "pemula",
    "f-place": "SMA 1",
    "f-status": "done",
    "note": "Catatan yang panjang. " * 10,
    "other": "1",
}


def because(error, cause):
    error.__cause__ = cause
    return error


class Coded(Exception):
    def __init__(self, sqlstate):
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("database or disk is full"), 507),
        (OperationalError("disk I/O error"), 507),
        (OSError(errno.ENOSPC, "No space left on device"), 507),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), 507),
        (OSError(errno.EFBIG, "File too large"), 507),
        (because(DatabaseError("x"), Coded("53100")), 507),
        (because(ValueError("bungkus"), OSError(errno.ENOSPC, "x")), 507),
        (OperationalError("database is locked"), 503),
        (OperationalError("database table is locked: evidence_record"), 503),
        (OperationalError('connection to server at "127.0.0.1", port 1 failed: Connection refused'), 503),
        (InterfaceError("connection already closed"), 503),
        (because(OperationalError("x"), Coded("40P01")), 503),
        (because(OperationalError("x"), Coded("53300")), 503),
        (because(OperationalError("x"), Coded("08006")), 503),
        (OSError(errno.EACCES, "Permission denied"), None),
        (OperationalError("no such table: x"), None),
        (ValueError("x"), None),
        (None, None),
    ],
)
def test_what_is_the_servers_failure_and_what_is_not(error, status):
    assert status_of(error) == status


@pytest.fixture
def operator(cast):
    return cast.operator


def fails_with(monkeypatch, error):
    def fail(*_args, **_kwargs):
        raise error

    monkeypatch.setattr("akuntabel.evidence.deeds.records.log_all", fail)


def fields_of(html):
    """The fields of the page's form, by name."""
    texts = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', html, re.S)
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
    return {name: text for name, text in [*texts, *hidden] if name != "csrfmiddlewaretoken"}


@pytest.mark.parametrize(
    ("error", "status", "title"),
    [
        (OperationalError("database or disk is full"), 507, "Penyimpanan server penuh"),
        (OperationalError("database is locked"), 503, "Server sedang sibuk"),
    ],
)
def test_what_was_typed_can_be_sent_once_more(client, cast, operator, monkeypatch, error, status, title):
    client.force_login(operator)
    before = Record.objects.count()
    with monkeypatch.context() as failing:
        fails_with(failing, error)
        answer = client.post(NEW, TYPED)
    assert answer.status_code == status
    html = answer.content.decode()
    assert title in html
    assert "Sosialisasi &lt;b&gt;di&lt;/b&gt; SMA 1" in html
    assert "<strong>Segmen utama:</strong> Pemilih pemula" in html
    assert ">Nama kegiatan</label>" in html
    assert f'action="{NEW}"' in html
    assert Record.objects.count() == before
    again = {name: text.replace("&lt;", "<").replace("&gt;", ">") for name, text in fields_of(html).items()}
    assert again == TYPED
    assert client.post(NEW, again).status_code == 302
    assert Record.objects.count() == before + 1


def test_passwords_are_never_shown_again_and_files_are_asked_for():
    from django.core.files.uploadedfile import SimpleUploadedFile

    request = RequestFactory().post(
        "/masuk/",
        {"username": "contoh", "password": "rahasia-sekali", "csrfmiddlewaretoken": "abc", "kosong": ""},
    )
    typed = typed_in(request)
    assert [(each.name, each.text) for each in typed.fields] == [("username", "contoh"), ("kosong", "")]
    assert typed.secrets
    html = failure_page(request, 507).content.decode()
    assert "rahasia-sekali" not in html
    assert "Kirim sekali lagi" not in html

    file = SimpleUploadedFile("hadir.pdf", b"x")
    request = RequestFactory().post("/x/", {"note": "y", "file": file})
    html = failure_page(request, 507).content.decode()
    assert 'enctype="multipart/form-data"' in html
    assert "Pilih lagi berkas hadir.pdf" in html


def test_a_page_that_cannot_be_opened_and_a_program_that_asks(rf):
    answer = failure_page(rf.get("/contoh/"), 503)
    assert "Halaman ini belum dapat dibuka" in answer.content.decode()
    assert answer.headers["Retry-After"] == "5"
    answer = failure_page(rf.post("/x/", "{}", content_type="application/json"), 507)
    assert answer.headers["Content-Type"] == "application/json"
    assert "Penyimpanan server penuh" in answer.content.decode()


def test_a_failure_outside_of_a_view_gets_the_page_too(cast, operator, monkeypatch):
    client = Client(raise_request_exception=False)
    client.force_login(operator)
    monkeypatch.setattr(failures.Failures, "__call__", lambda *_args: (_ for _ in ()).throw(OSError(28, "x")))
    answer = client.post(NEW, TYPED)
    assert answer.status_code == 507
    assert "Sosialisasi" in answer.content.decode()
    monkeypatch.setattr(failures.Failures, "__call__", lambda *_args: 1 / 0)
    answer = client.get(NEW)
    assert answer.status_code == 500
    assert "Ada kesalahan pada Akuntabel" in answer.content.decode()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="batas halaman hanya ada di SQLite")
@pytest.mark.django_db(transaction=True)
def test_a_full_database_keeps_nothing_half_done(client, cast, operator):
    client.force_login(operator)
    before, rows = Record.objects.count(), LogEntry.objects.count()
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 6}")
    try:
        statuses = []
        while not statuses or statuses[-1] == 302:
            typed = TYPED | {"f-title": f"Acara {len(statuses)}", "note": "x" * 1500}
            answer = client.post(NEW, typed)
            statuses.append(answer.status_code)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert statuses[-1] == 507
    assert "Acara" in answer.content.decode()
    kept = statuses.count(302)
    assert kept > 0
    assert Record.objects.count() - before == kept
    assert LogEntry.objects.count() - rows == kept + 1  # the opening of the chain
    assert list(verify()) == []
    assert client.post(NEW, typed).status_code == 302
