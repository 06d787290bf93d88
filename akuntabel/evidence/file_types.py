"""What a file really is, told by its content, and whether it may be kept as proof.

Only what an office proves with is let in: PDF, pictures, word-processor and spreadsheet files
without macros, plain text. What a browser could run (HTML, SVG, programs) stays out. Of an archive
no more than its table of contents and one small member is ever unpacked.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import BinaryIO

import puremagic

from akuntabel.core.errors import AkuntabelError, gettext_noop, quoted
from akuntabel.files import clean_name, suffix_of

NOT_ALLOWED = gettext_noop(
    "“{name}” tidak dapat dilampirkan: {what}. Yang dapat: PDF, JPG, PNG, WEBP, DOCX, XLSX, ODT, ODS, TXT, CSV."
)
OTHERWISE = gettext_noop(
    "Isi “{name}” ternyata {found}, tidak sesuai dengan akhiran namanya. Simpan ulang dari aplikasinya, "
    "lalu lampirkan lagi."
)
WITH_MACRO = gettext_noop(
    "“{name}” memuat makro. Simpan tanpa makro (.docx atau .xlsx), lalu lampirkan lagi."
)
OLD_OFFICE = gettext_noop("“{name}” berformat lama. Simpan sebagai .docx atau .xlsx, lalu lampirkan lagi.")
BROKEN = gettext_noop(
    "“{name}” rusak atau terkunci sandi, jadi tidak dapat dilampirkan. Simpan ulang tanpa sandi."
)
TOO_PACKED = gettext_noop("“{name}” berisi terlalu banyak data terkompresi, jadi tidak dapat dilampirkan.")
EMPTY = gettext_noop("“{name}” kosong.")
UNKNOWN = gettext_noop("jenisnya tidak dikenal")
RUNNABLE = gettext_noop("isinya dapat dijalankan peramban (HTML, SVG, atau XML)")

_HEAD = 64 * 1024
_MOST_ENTRIES = 5000
_MOST_UNPACKED = 512 * 1024 * 1024  # bytes that an archive may claim to hold
_MOST_MEMBER = 1024 * 1024  # bytes that are really unpacked, of one member

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
TYPES = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".docx": f"{_OOXML}wordprocessingml.document",
    ".xlsx": f"{_OOXML}spreadsheetml.sheet",
    ".odt": f"{_ODF}text",
    ".ods": f"{_ODF}spreadsheet",
    ".txt": "text/plain",
    ".csv": "text/csv",
}
INLINE = frozenset({"image/jpeg", "image/png", "image/webp"})
_WORDS = {
    "application/pdf": "PDF",
    "image/jpeg": "gambar JPEG",
    "image/png": "gambar PNG",
    "image/webp": "gambar WEBP",
    f"{_OOXML}wordprocessingml.document": "dokumen DOCX",
    f"{_OOXML}spreadsheetml.sheet": "lembar XLSX",
    f"{_ODF}text": "dokumen ODT",
    f"{_ODF}spreadsheet": "lembar ODS",
    "text/plain": "teks",
}
_MAIN_PARTS = (
    (b"wordprocessingml.document.main+xml", TYPES[".docx"]),
    (b"spreadsheetml.sheet.main+xml", TYPES[".xlsx"]),
)
_MACROS = re.compile(r"(^|/)(vbaproject\.bin|vbadata\.xml|macrosheets?/|basic/|scripts/)", re.IGNORECASE)
_MARKUP = re.compile(rb"^\s*<[!?a-z]", re.IGNORECASE)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class BadFile(AkuntabelError):
    """A file that may not be kept; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A clean ``name`` and the ``content_type`` that its content proves."""

    name: str
    content_type: str


def kind_of(name: str, content: BinaryIO) -> Kind:
    """What ``content`` is, whose sender calls it ``name``; the file is left at its beginning.

    Raises:
        BadFile: it may not be kept.
    """
    clean = clean_name(name)
    content.seek(0)
    head = content.read(_HEAD)
    if not head:
        raise BadFile(EMPTY, name=quoted(clean))
    found = _sniffed(clean, head, content)
    content.seek(0)
    expected = TYPES.get(suffix_of(clean))
    if expected is None:
        raise BadFile(NOT_ALLOWED, name=quoted(clean), what=_Told(UNKNOWN))
    if found != expected and (found, expected) != ("text/plain", "text/csv"):
        raise BadFile(OTHERWISE, name=quoted(clean), found=_WORDS.get(found, found))
    return Kind(clean, expected)


class _Told(AkuntabelError):
    """A part of a sentence that a door may translate."""


def _sniffed(name: str, head: bytes, content: BinaryIO) -> str:
    if _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise BadFile(NOT_ALLOWED, name=quoted(name), what=_Told(RUNNABLE))
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise BadFile(OLD_OFFICE if suffix_of(name) not in TYPES else BROKEN, name=quoted(name))
    if head.startswith(b"PK\x03\x04"):
        return _archive(name, content)
    for known in ("application/pdf", "image/jpeg", "image/png", "image/webp"):
        if _begins_as(known, head):
            return known
    if _is_text(head, content):
        return "text/plain"
    raise BadFile(NOT_ALLOWED, name=quoted(name), what=_what(head))


def _begins_as(content_type: str, head: bytes) -> bool:
    """Whether the very first bytes are those of ``content_type``: what hides behind others is not it."""
    match content_type:
        case "application/pdf":
            return head.startswith(b"%PDF-")
        case "image/jpeg":
            return head.startswith(b"\xff\xd8\xff")
        case "image/png":
            return head.startswith(b"\x89PNG\r\n\x1a\n")
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def _what(head: bytes) -> str | _Told:
    """What a file that is not let in seems to be, for the sentence."""
    try:
        return str(puremagic.from_string(head[:4096]).lstrip(".").upper())
    except (puremagic.PureError, ValueError):
        return _Told(UNKNOWN)


def _is_text(head: bytes, content: BinaryIO) -> bool:
    content.seek(0)
    whole = content.read()
    if _CONTROLS.search(whole):
        return False
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            whole.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _archive(name: str, content: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(content) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_ENTRIES or sum(each.file_size for each in entries) > _MOST_UNPACKED:
                raise BadFile(TOO_PACKED, name=quoted(name))
            if any(each.flag_bits & 1 for each in entries):
                raise BadFile(BROKEN, name=quoted(name))
            if any(_MACROS.search(each.filename) for each in entries):
                raise BadFile(WITH_MACRO, name=quoted(name))
            return _document(name, archive, {each.filename for each in entries})
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise BadFile(BROKEN, name=quoted(name)) from None


def _document(name: str, archive: zipfile.ZipFile, names: set[str]) -> str:
    if "[Content_Types].xml" in names:
        types = _bounded(archive, "[Content_Types].xml")
        if b"macroEnabled" in types or b"vbaProject" in types:
            raise BadFile(WITH_MACRO, name=quoted(name))
        for part, content_type in _MAIN_PARTS:
            if part in types:
                return content_type
    elif "mimetype" in names:
        said = _bounded(archive, "mimetype").decode("ascii", "replace").strip()
        if said in (TYPES[".odt"], TYPES[".ods"]):
            return said
    raise BadFile(NOT_ALLOWED, name=quoted(name), what="ZIP")


def _bounded(archive: zipfile.ZipFile, member: str) -> bytes:
    with archive.open(member) as stream:
        return stream.read(_MOST_MEMBER)
