"""What is not read, and in which words it is refused. Each test makes its own bad file."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest

from akuntabel.checker.readers import CannotRead, Limits, read

CONTENT = '<?xml version="1.0"?><w:document xmlns:w="{ns}"><w:body>{body}</w:body></w:document>'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str = "<w:p><w:r><w:t>Halo</w:t></w:r></w:p>", **parts: bytes | str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", CONTENT.format(ns=WORD, body=body))
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def pdf(
    *,
    content: bytes = b"",
    flate: bool = False,
    pages: int = 1,
    more: tuple[bytes, ...] = (),
    xobject: bytes = b"",
) -> bytes:
    """A PDF of ``pages`` equal pages; ``more`` are further objects from number 6 on."""
    packed = zlib.compress(content, 9) if flate else content
    filters = b"/Filter/FlateDecode" if flate else b""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + b"3 0 R " * pages + b"]/Count %d>>" % pages,
        page + (b"/XObject<</X " + xobject + b">>" if xobject else b"") + b">>>>",
        b"<<" + filters + b"/Length %d>>\nstream\n" % len(packed) + packed + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    ]
    out, offsets = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + head + table + tail


WORDS = b"BT /F 12 Tf 50 700 Td (Capaian kinerja tahun 2024) Tj ET\n"


def refusal(tmp_path: Path, data: bytes, name: str, limits: Limits | None = None) -> str:
    file = tmp_path / name
    file.write_bytes(data)
    start = time.monotonic()
    with pytest.raises(CannotRead) as caught:
        read(file, limits=limits or Limits())
    assert time.monotonic() - start < 10
    return str(caught.value)


def test_the_good_ones_are_read(tmp_path):
    for name, data in (("a.docx", docx()), ("a.pdf", pdf(content=WORDS)), ("a.txt", b"Halo\n")):
        (tmp_path / name).write_bytes(data)
        assert read(tmp_path / name).notes == ()


def test_missing_folder_and_empty(tmp_path):
    with pytest.raises(CannotRead, match=r"Berkas laporan\.pdf tidak ditemukan"):
        read(tmp_path / "laporan.pdf")
    with pytest.raises(CannotRead, match="adalah folder"):
        read(tmp_path)
    assert refusal(tmp_path, b" \n\n", "kosong.txt") == "Berkas ini kosong."


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "foto.pdf", "Berkas gambar belum dapat dibaca"),
        (b"{\\rtf1 Halo}", "surat.doc", "simpan dulu sebagai DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "lama.doc", "Word atau Excel lama"),
        (b"<!DOCTYPE html><html></html>", "laporan.html", "Berkas HTML belum dapat dibaca"),
        (bytes(range(1, 256)) * 20, "acak.bin", "Jenis berkas ini tidak dikenal"),
    ],
)
def test_other_types(tmp_path, data, name, words):
    assert words in refusal(tmp_path, data, name)


def test_an_archive_of_something_else(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("foto.jpg", b"...")
    assert "yang dapat dibaca: DOCX, PDF, XLSX" in refusal(tmp_path, buffer.getvalue(), "arsip.zip")


def test_a_wrong_extension_is_only_noted(tmp_path):
    (tmp_path / "laporan.pdf").write_bytes(docx())
    source = read(tmp_path / "laporan.pdf")
    assert source.kind == "docx"
    assert source.notes == ("Berkas ini berakhiran .pdf, tetapi isinya DOCX; dibaca sebagai DOCX.",)


def test_too_big(tmp_path):
    assert "sedangkan batasnya 1 MB" in refusal(
        tmp_path, b"a" * 1_500_000, "besar.txt", Limits(max_bytes=1_000_000)
    )


def test_scanned_pdf(tmp_path):
    assert "hanya berisi gambar pindaian" in refusal(tmp_path, pdf(content=b"0 0 m 9 9 l S"), "pindai.pdf")


def test_some_scanned_pages_are_noted(tmp_path):
    with (
        pikepdf.open(io.BytesIO(pdf(content=WORDS))) as good,
        pikepdf.open(io.BytesIO(pdf(content=b" "))) as empty,
    ):
        good.pages.append(empty.pages[0])
        good.pages.append(empty.pages[0])
        good.save(tmp_path / "campur.pdf")
    source = read(tmp_path / "campur.pdf")
    assert source.notes == ("Halaman 2–3 tidak berisi teks (mungkin gambar pindaian) dan tidak diperiksa.",)


def test_locked_pdf(tmp_path):
    with pikepdf.open(io.BytesIO(pdf(content=WORDS))) as document:
        document.save(tmp_path / "kunci.pdf", encryption=pikepdf.Encryption(user="rahasia", owner="x"))
    with pytest.raises(CannotRead, match="terkunci kata sandi"):
        read(tmp_path / "kunci.pdf")


def test_a_pdf_locked_only_against_changes_is_read(tmp_path):
    with pikepdf.open(io.BytesIO(pdf(content=WORDS))) as document:
        document.save(tmp_path / "cetak.pdf", encryption=pikepdf.Encryption(user="", owner="x"))
    assert [p.text for p in read(tmp_path / "cetak.pdf").paragraphs()] == ["Capaian kinerja tahun 2024"]


def test_locked_docx(tmp_path):
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert "terkunci kata sandi" in refusal(tmp_path, locked, "kunci.docx")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_damaged_files(tmp_path, share):
    for kind, data in (("docx", docx()), ("pdf", pdf(content=WORDS)[:400])):
        assert "rusak" in refusal(tmp_path, data[: int(len(data) * share)], f"rusak.{kind}")


def test_too_many_pages(tmp_path):
    assert "700 halaman, sedangkan batasnya 600" in refusal(
        tmp_path, pdf(content=WORDS, pages=700), "tebal.pdf"
    )


def test_zip_bomb(tmp_path):
    bomb = docx(word__media__a=b"\0" * 60_000_000)
    assert "mengembang melampaui batas" in refusal(tmp_path, bomb, "bom.docx")
    assert "mengembang" in refusal(tmp_path, docx(), "bom.docx", Limits(max_unpacked=100))
    assert "mengembang" in refusal(tmp_path, docx(), "bom.docx", Limits(max_entries=0))


def test_pdf_bomb(tmp_path):
    bomb = pdf(content=WORDS + b" " * 250_000_000, flate=True)
    assert "mengembang melampaui batas" in refusal(tmp_path, bomb, "bom.pdf")


def test_forms_that_draw_forms(tmp_path):
    """Ten times ten times ten …: a page that would be drawn until the end of the world."""

    def form(number: int) -> bytes:
        content = zlib.compress(b"/X Do " * 10)
        head = b"<</Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>/Filter/FlateDecode" % (
            number + 1
        )
        return head + b"/Length %d>>\nstream\n" % len(content) + content + b"\nendstream"

    bomb = pdf(content=WORDS + b"/X Do", more=tuple(form(n) for n in range(6, 18)), xobject=b"6 0 R")
    assert "mengembang melampaui batas" in refusal(tmp_path, bomb, "bentuk.pdf")


@pytest.mark.parametrize(
    "start",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_entities_are_never_expanded(tmp_path, start):
    text = CONTENT.format(ns=WORD, body="<w:p><w:r><w:t>&c;</w:t></w:r></w:p>")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", text.replace("<w:document", start + "<w:document"))
    assert "rusak" in refusal(tmp_path, buffer.getvalue(), "entitas.docx")


def test_time_is_bounded(tmp_path):
    assert "melewati 0 detik" in refusal(
        tmp_path, pdf(content=WORDS, pages=50), "lama.pdf", Limits(seconds=0)
    )
    assert "melewati 0 detik" in refusal(tmp_path, docx(), "lama.docx", Limits(seconds=0))


def test_no_more_cells_than_fit(tmp_path):
    text = "a\tb\n" * 100
    assert "lebih dari 50 sel" in refusal(tmp_path, text.encode(), "banyak.txt", Limits(max_cells=50))


def test_reading_needs_no_django(tmp_path):
    (tmp_path / "a.txt").write_text("No\tTarget\n1\t100%\n")
    program = (
        "import sys; from pathlib import Path; from akuntabel.checker.readers import read;"
        "read(Path(sys.argv[1])); print([m for m in ('django', 'pypdfium2', 'openpyxl', 'lxml') if m in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "a.txt"], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"
