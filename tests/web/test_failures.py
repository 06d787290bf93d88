"""A full disk, a busy database: a clear page that keeps what was typed, and nothing half-done."""

import errno
import re

import pytest
from cast import YEAR
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.test import Client, RequestFactory
from django.urls import reverse
from lxml.html import fromstring

from akuntabel.evidence.models import Record
from akuntabel.offices.models import LogEntry
from akuntabel.offices.trail import verify
from akuntabel.planning.cascade_draft import draft_cascade
from akuntabel.planning.models import CascadeNode
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


def test_fields_of_a_register_are_never_taken_for_secrets():
    address = f"/contoh/{YEAR}/bukti/voter_education/baru/"
    given = {
        "f-token_pln": "5512",
        "f-sandi": "x",
        "f-title": "A",
        "password": "p",
        "csrfmiddlewaretoken": "c",
    }
    typed = typed_in(RequestFactory().post(address, given))
    assert {each.name: each.text for each in typed.fields} == {
        "f-token_pln": "5512", "f-sandi": "x", "f-title": "A", "password": "p",
    }  # fmt: skip
    assert not typed.secrets


@pytest.mark.parametrize(
    ("address", "name", "secret"),
    [
        ("/masuk/", "password", True),
        ("/masuk/kode/", "code", True),
        ("/akun/kata-sandi/", "old", True),
        ("/akun/kata-sandi/", "again", True),
        ("/akun/surel/", "current_password", True),
        ("/contoh/kantor/", "code", False),
        ("/contoh/kantor/", "password", True),
        (f"/contoh/{YEAR}/pohon/isi/", "n12-seen", False),
        (f"/contoh/{YEAR}/pohon/isi/", "n12-token", False),
        (f"/contoh/{YEAR}/bukti/voter_education/tabel/", "12-token_pln", False),
    ],
)
def test_what_is_secret_depends_on_where_it_stands(address, name, secret):
    typed = typed_in(RequestFactory().post(address, {name: "x"}))
    assert (typed.secrets, [each.name for each in typed.fields]) == (secret, [] if secret else [name])


def test_cells_of_a_table_are_called_by_row_and_column():
    address = reverse("register_grid", args=["contoh", YEAR, "voter_education"])
    given = {"baris": "7.1.ab", "7-title": "Rapat", "7-status": "done", "8-title": "Temu"}
    typed = typed_in(RequestFactory().post(address, given))
    assert [(each.name, each.label, each.word) for each in typed.fields] == [
        ("baris", "", ""),
        ("7-title", "Baris 1: Nama kegiatan", ""),
        ("7-status", "Baris 1: Status", "Terlaksana"),
        ("8-title", "Baris 2: Nama kegiatan", ""),
    ]


def test_the_table_of_the_cascade_can_be_sent_once_more(client, cast, monkeypatch):
    draft_cascade(office=cast.office, year=YEAR, by=cast.head)
    client.force_login(cast.head)
    address = reverse("cascade_fill", args=["contoh", YEAR])
    node = CascadeNode.objects.filter(office=cast.office, year=YEAR).order_by("pk").first()
    form = fromstring(client.get(address).content.decode()).xpath("//form[.//table]")[0]
    sent = dict(form.fields) | {f"n{node.pk}-owner": "Subbagian Contoh"}
    with monkeypatch.context() as failing:
        failing.setattr("akuntabel.web.views.cascade.change_node", busy)
        answer = client.post(address, sent)
    assert answer.status_code == 503
    page = fromstring(answer.content.decode())
    assert "Baris 1: Penanggung jawab" in page.text_content()
    [form] = page.xpath("//form[.//textarea]")
    again = {name: value.strip("\n") for name, value in form.fields.items()}
    assert client.post(address, again).status_code == 302
    node.refresh_from_db()
    assert node.owner == "Subbagian Contoh"


def busy(**_given):
    raise OperationalError("database is locked")


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
