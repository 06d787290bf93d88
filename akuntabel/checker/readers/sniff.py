"""What a file is, by its content. The name says what people call it, not what it is."""

from __future__ import annotations

import io
import re
import zipfile

from akuntabel.checker.readers.limits import DAMAGED, ENCRYPTED, OTHER, UNKNOWN, CannotRead

_EXTENSIONS = {
    "docx": {"docx", "docm", "dotx"},
    "xlsx": {"xlsx", "xlsm", "xltx"},
    "pdf": {"pdf"},
    "text": {"txt", "text", "tsv", "tab", "csv", "log", "md", "markdown", ""},
    "markdown": {"txt", "text", "md", "markdown", ""},
}
_NAMES = {"docx": "DOCX", "xlsx": "XLSX", "pdf": "PDF", "text": "teks", "markdown": "Markdown"}
_MAGIC = (
    (b"{\\rtf", "RTF", "DOCX"),
    (b"\x89PNG", "gambar", "DOCX atau PDF yang berisi teks"),
    (b"\xff\xd8\xff", "gambar", "DOCX atau PDF yang berisi teks"),
    (b"GIF8", "gambar", "DOCX atau PDF yang berisi teks"),
    (b"II*\x00", "gambar", "DOCX atau PDF yang berisi teks"),
    (b"Rar!", "RAR", "DOCX atau PDF, di luar arsip"),
    (b"7z\xbc\xaf", "7z", "DOCX atau PDF, di luar arsip"),
    (b"\x1f\x8b", "GZ", "DOCX atau PDF, di luar arsip"),
    (b"%!PS", "PostScript", "PDF"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(rb"^\s*(?:<!doctype html|<html|<head|<\?xml[^>]*>\s*<html)", re.I)
_MARKDOWN = re.compile(rb"^(?:#{1,6} \S|[ \t]*\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+)", re.M)
_CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27})
_SAMPLE = 65_536


def kind_of(data: bytes, extension: str) -> str:
    """The kind of the file (text, markdown, docx, pdf, xlsx); raises what cannot be read."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_archive(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    _refuse_known(data)
    if not _is_text(data[:_SAMPLE]):
        raise CannotRead(UNKNOWN)
    if extension in {"md", "markdown"} or _MARKDOWN.search(data[:_SAMPLE]):
        return "markdown"
    return "text"


def mismatch(kind: str, extension: str) -> tuple[str, ...]:
    """A note when the extension says something else than the content."""
    if extension in _EXTENSIONS[kind]:
        return ()
    return (
        f"Berkas ini berakhiran .{extension}, tetapi isinya {_NAMES[kind]}; dibaca sebagai {_NAMES[kind]}.",
    )


def _kind_of_archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            odf = archive.read("mimetype")[:60] if "mimetype" in names and _is_small(archive) else b""
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError, RuntimeError, NotImplementedError):
        raise CannotRead(DAMAGED, kind="DOCX atau XLSX") from None
    if any(name.startswith("word/") and name.endswith(".xml") for name in names):
        return "docx"
    if "xl/workbook.xml" in names or any(name.startswith("xl/") for name in names):
        return "xlsx"
    if odf.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        raise CannotRead(OTHER, kind="OpenDocument", instead="XLSX")
    if odf.startswith(b"application/vnd.oasis.opendocument"):
        raise CannotRead(OTHER, kind="OpenDocument", instead="DOCX")
    raise CannotRead(UNKNOWN)


def _is_small(archive: zipfile.ZipFile) -> bool:
    info = archive.getinfo("mimetype")
    return info.file_size < 200 and info.compress_type == zipfile.ZIP_STORED


def _refuse_known(data: bytes) -> None:
    if data.startswith(_OLE):
        if _PACKAGED in data:
            raise CannotRead(ENCRYPTED)
        raise CannotRead(OTHER, kind="Word atau Excel lama (.doc, .xls)", instead="DOCX atau XLSX")
    for magic, kind, instead in _MAGIC:
        if data.startswith(magic):
            raise CannotRead(OTHER, kind=kind, instead=instead)
    if _HTML.match(data[:1024]):
        raise CannotRead(OTHER, kind="HTML", instead="PDF atau DOCX")


def _is_text(sample: bytes) -> bool:
    """Whether ``sample`` can be text: almost no control characters, or UTF-16."""
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\x00" in sample:
        high, low = sample[1::2], sample[0::2]
        return high.count(0) > 0.6 * len(high) and low.count(0) < 0.05 * len(low)
    return len(sample) - len(sample.translate(None, _CONTROLS)) <= 0.01 * len(sample)
