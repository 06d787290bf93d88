"""Files that prove a record: what is let in, where the bytes stand, and what is refused."""

import contextlib
import hashlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akuntabel.core.errors import CannotDo
from akuntabel.core.periods import Period
from akuntabel.evidence.attachments import add_attachment, remove_attachment
from akuntabel.evidence.deeds import Row, add_record, lock_period
from akuntabel.evidence.file_types import BadFile, kind_of
from akuntabel.evidence.models import Attachment, PeriodOpening
from akuntabel.evidence.store import path_of
from akuntabel.files import clean_name
from akuntabel.offices.access import Refused
from akuntabel.offices.models import LogEntry, Role
from akuntabel.packs.loader import load_pack

PDF = b"%PDF-1.7\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 30
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 30
WEBP = b"RIFF\x10\x00\x00\x00WEBPVP8 "
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def archive(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def office_file(part, **more):
    types = f'<Types><Override PartName="/x" ContentType="{part}"/></Types>'
    return archive(**{"[Content_Types].xml": types, "x": "isi", **more})


DOCX, XLSX = office_file(WORD), office_file(SHEET)
ODT = archive(mimetype="application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("A.JPG", JPEG, "image/jpeg"),
        ("a.png", PNG, "image/png"),
        ("a.webp", WEBP, "image/webp"),
        ("a.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.xlsx", XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("a.odt", ODT, "application/vnd.oasis.opendocument.text"),
        ("a.txt", "Hadir: 40 orang ✓".encode(), "text/plain"),
        ("a.csv", b"nama;jumlah\r\nA;1\r\n", "text/csv"),
    ],
)
def test_what_an_office_proves_with_is_let_in(name, content, content_type):
    assert kind_of(name, io.BytesIO(content)).content_type == content_type


def bomb():
    """Ten megabytes of zeros a member, and a table of contents that claims far more."""
    return office_file(WORD, **{f"word/{number}.xml": b"\0" * 10_000_000 for number in range(60)})


def encrypted():
    data = bytearray(DOCX)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(signature, place + 4)
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        (
            "a.svg",
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            "dijalankan peramban",
        ),
        ("a.png", b"<svg onload=alert(1)>", "dijalankan peramban"),
        ("a.pdf", b"<!doctype html><script>alert(1)</script>", "dijalankan peramban"),
        ("a.txt", b"\xef\xbb\xbf  <html>", "dijalankan peramban"),
        ("a.html", b"halo", "jenisnya tidak dikenal"),
        ("a.pdf", PNG, "ternyata gambar PNG"),
        ("a.png", PDF + b"<script>", "ternyata PDF"),
        ("a.docx", PDF + DOCX, "ternyata PDF"),  # both at once: what begins it decides
        ("a.pdf", b"GIF89a" + PDF, "ternyata teks"),
        ("a.pdf", b"\n" * 10 + PDF, "ternyata teks"),
        ("a.exe", b"MZ\x90\x00\x03", "tidak dapat dilampirkan"),
        ("a.pdf", b"MZ\x90\x00\x03", "tidak dapat dilampirkan"),
        ("a.zip", archive(**{"a.txt": "x"}), "tidak dapat dilampirkan: ZIP"),
        ("a.docx", archive(**{"a.txt": "x"}), "tidak dapat dilampirkan: ZIP"),
        ("a.docx", XLSX, "ternyata lembar XLSX"),
        ("a.docm", office_file("application/vnd.ms-word.document.macroEnabled.main+xml"), "memuat makro"),
        ("a.docx", office_file(WORD, **{"word/vbaProject.bin": "x"}), "memuat makro"),
        (
            "a.odt",
            archive(mimetype="application/vnd.oasis.opendocument.text", **{"Basic/x": ""}),
            "memuat makro",
        ),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20, "berformat lama"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20, "terkunci sandi"),
        ("a.docx", DOCX[:60], "rusak"),
        ("a.docx", encrypted(), "terkunci sandi"),
        ("a.docx", bomb(), "terlalu banyak data terkompresi"),
        ("a.pdf", b"", "kosong"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_may_not_be_kept_is_refused_in_words(name, content, why):
    with pytest.raises(BadFile, match=why):
        kind_of(name, io.BytesIO(content))


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Dokumen\\daftar hadir.PDF", "daftar hadir.pdf"),
        ("foto\u202egpj.exe", "fotogpj.exe"),  # the sign that turns the reading direction
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ("  .. .pdf", "berkas.pdf"),
        ("", "berkas"),
        ('a"b<c>.pdf', "a_b_c_.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_names_are_cleaned(name, clean):
    assert clean_name(name) == clean


@given(st.text())
def test_a_clean_name_is_safe_anywhere(name):
    clean = clean_name(name)
    assert clean == clean_name(clean)
    assert 0 < len(clean) <= 150
    assert not set(clean) & set('/\\:"<>|?*\r\n\0')
    assert not clean.startswith(".")


@given(st.binary(max_size=300), st.sampled_from(["a.pdf", "a.docx", "a.txt", "a.png"]))
def test_any_bytes_are_kept_or_refused_and_nothing_else(content, name):
    for head in (b"", b"PK\x03\x04", b"%PDF-"):
        with contextlib.suppress(BadFile):
            assert kind_of(name, io.BytesIO(head + content)).name == name


# ---------------------------------------------------------------- the deeds


@pytest.fixture
def record(office, operator, settings, tmp_path):
    settings.ATTACHMENTS_ROOT = tmp_path / "attachments"
    data = {"segment": "pemula", "title": "Kelas", "status": "done", "date": "2025-03-04"}
    register = load_pack().registers["voter_education"]
    return add_record(office=office, year=2025, register=register, row=Row(data), by=operator)


def attach(record, by, name="daftar hadir.pdf", content=PDF):
    return add_attachment(record=record, name=name, content=io.BytesIO(content), by=by)


def test_the_bytes_stand_under_their_hash_and_the_trail_knows(record, operator):
    attachment = attach(record, operator)
    assert attachment.sha256 == hashlib.sha256(PDF).hexdigest()
    assert path_of(attachment.sha256).read_bytes() == PDF
    assert [each.name for each in path_of(attachment.sha256).parent.iterdir()] == [attachment.sha256]
    [row] = LogEntry.objects.filter(deed="attachment.add")
    assert row.changes["sha256"] == [None, attachment.sha256]


def test_the_same_file_hangs_once(record, operator):
    attach(record, operator)
    with pytest.raises(CannotDo, match="sudah dilampirkan di sini sebagai “daftar hadir"):
        attach(record, operator, name="lain.pdf")


def test_size_and_number_have_limits(record, operator, settings, monkeypatch):
    settings.ATTACHMENT_MEGABYTES = 1
    with pytest.raises(BadFile, match="berukuran 2 MB; paling besar 1 MB"):
        attach(record, operator, content=PDF + b"\0" * 1_000_001)
    monkeypatch.setattr("akuntabel.evidence.attachments.MOST_FILES", 1)
    attach(record, operator)
    with pytest.raises(CannotDo, match="paling banyak 1 lampiran"):
        attach(record, operator, content=PDF + b"2")


def test_taking_a_file_off_takes_a_reason_and_keeps_the_bytes(record, operator, people):
    attachment = attach(record, operator)
    with pytest.raises(CannotDo, match="Tulis alasannya"):
        remove_attachment(attachment=attachment, reason=" ", by=operator)
    remove_attachment(attachment=attachment, reason="Salah berkas", by=operator)
    assert path_of(attachment.sha256).exists()
    assert LogEntry.objects.get(deed="attachment.remove").reason == "Salah berkas"
    with pytest.raises(CannotDo, match="sudah dilepas"):
        remove_attachment(attachment=attachment, reason="Lagi", by=operator)
    attach(record, operator)  # it may come back


def test_proof_of_a_locked_period_stays(record, office, operator, people):
    attachment = attach(record, operator)
    lock_period(office=office, period=Period(2025, month=3), by=people[Role.HEAD])
    with pytest.raises(CannotDo, match="Maret 2025 sudah dikunci"):
        remove_attachment(attachment=attachment, reason="x", by=operator)
    attach(record, operator, content=PDF + b"tambahan")
    # a gap for rows that come in lets no proof of what has counted go
    gap = {"office": office, "period": "2025-03", "register": record.register, "reason": "Terlewat"}
    PeriodOpening.objects.create(**gap, asked_by=operator, opened_by=people[Role.HEAD])
    with pytest.raises(CannotDo, match="Maret 2025 sudah dikunci"):
        remove_attachment(attachment=attachment, reason="x", by=operator)


@pytest.mark.parametrize(
    "sha256",
    ["/tmp/x", "../../secret_key", "", "AB" * 32, "ab" * 31 + "/x", "ab" * 32 + "\n", "\u0663" * 64],
)
def test_what_is_no_hash_stands_nowhere(sha256):
    with pytest.raises(FileNotFoundError):
        path_of(sha256)


def test_a_reader_attaches_nothing(record, people):
    with pytest.raises(Refused):
        attach(record, people[Role.READER])
    assert Attachment.objects.count() == 0


def test_a_refused_file_leaves_nothing_behind(record, operator, settings):
    with pytest.raises(BadFile):
        attach(record, operator, content=b"<svg>")
    assert not settings.ATTACHMENTS_ROOT.exists()
