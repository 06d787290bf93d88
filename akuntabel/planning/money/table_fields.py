"""What a table of budget lines or of payments may hold: its fields, and the words of their columns."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from akuntabel.core.indonesian import MONTHS

LINES, SPENDING = "lines", "spending"


@dataclass(frozen=True)
class TableField:
    """A field that a column may fill: its code, its label, and the heads it is known by."""

    code: str
    label: str | Promise
    words: tuple[str, ...]


_LEVELS = (
    TableField("programme_code", _("Kode program"), ("kode program",)),
    TableField("programme", _("Program"), ("program", "nama program", "uraian program")),
    TableField("activity_code", _("Kode kegiatan"), ("kode kegiatan",)),
    TableField("activity", _("Kegiatan"), ("kegiatan", "nama kegiatan", "uraian kegiatan")),
    TableField("output_code", _("Kode KRO"), ("kode kro", "kode output")),
    TableField("output", _("KRO"), ("kro", "nama kro", "uraian kro", "output")),
    TableField("detail_code", _("Kode RO"), ("kode ro", "kode suboutput")),
    TableField("detail", _("RO"), ("ro", "nama ro", "uraian ro", "rincian output", "suboutput")),
    TableField("account_code", _("Kode akun"), ("kode akun", "kode rekening")),
    TableField("account", _("Akun"), ("akun", "nama akun", "uraian akun", "rekening")),
)
_FUND = TableField("fund", _("Sumber dana"), ("sumber dana", "sd", "sumber", "jenis dana"))
_NOTE = TableField("note", _("Keterangan"), ("keterangan", "catatan", "ket"))
_OTHER_MONTHS = {2: ("peb", "pebruari"), 8: ("agt", "agust", "ags"), 9: ("sept",), 11: ("nop", "nopember")}
_SPELT = {"kd": "kode", "prog": "program", "keg": "kegiatan"}  # as heads are shortened
_MONTHS = tuple(
    TableField(f"month_{number}", name, (name.lower(), name.lower()[:3], *_OTHER_MONTHS.get(number, ())))
    for number, name in enumerate(MONTHS, 1)
)

FIELDS: Mapping[str, tuple[TableField, ...]] = {
    LINES: (
        TableField("key", _("Kode (bertingkat)"), ("kode", "kode anggaran", "kode mak", "mak", "coa")),
        TableField("name", _("Uraian"), ("uraian", "nama", "uraian suboutput komponen akun detil")),
        *_LEVELS,
        _FUND,
        TableField(
            "amount",
            _("Pagu"),
            ("pagu", "jumlah", "jumlah biaya", "pagu revisi", "pagu anggaran", "nilai", "anggaran", "total"),
        ),
        *_MONTHS,
        _NOTE,
    ),
    SPENDING: (
        TableField(
            "date",
            _("Tanggal"),
            ("tanggal", "tgl", "tanggal sp2d", "tgl sp2d", "tanggal dokumen", "tgl dokumen"),
        ),
        TableField(
            "document",
            _("No SP2D"),
            (
                "no sp2d",
                "nomor sp2d",
                "sp2d",
                "no dokumen",
                "nomor dokumen",
                "no bukti",
                "no spm",
                "nomor spm",
            ),
        ),
        TableField("key", _("Kode anggaran"), ("kode", "kode anggaran", "kode mak", "mak", "coa")),
        *_LEVELS,
        _FUND,
        TableField(
            "amount",
            _("Nilai"),
            ("nilai", "jumlah", "nilai sp2d", "jumlah sp2d", "realisasi", "nilai bruto", "bruto", "total"),
        ),
        TableField("note", _("Keterangan"), ("keterangan", "uraian", "deskripsi", "catatan", "ket")),
    ),
}


def field_of(kind: str, code: str) -> TableField | None:
    """The field ``code`` of a table of ``kind``."""
    return next((field for field in FIELDS[kind] if field.code == code), None)


def lacking(kind: str, columns: Mapping[str, int]) -> list[str]:
    """The fields without which a table of ``kind`` says nothing, as far as no column fills them."""
    needed = ["amount"] if kind == LINES else ["date", "amount"]
    found = [code for code in needed if code not in columns]
    named = {"key", "fund", *(field.code for field in _LEVELS)}
    if kind == LINES and not named & set(columns):
        found.append("key")
    return found


def guessed(kind: str, heads: Sequence[Any]) -> dict[str, int]:
    """Which column (from 0) fills which field, told by the words of its head."""
    folded = [_spelt(_folded(head)) for head in heads]
    found: dict[str, int] = {}
    for fits in (_is, _begins):
        for field in FIELDS[kind]:
            if field.code in found:
                continue
            for at, head in enumerate(folded):
                if head and at not in found.values() and fits(head, field):
                    found[field.code] = at
                    break
    return found


def uncoded(kind: str, columns: Mapping[str, int]) -> bool:
    """Whether no column of a table of budget lines holds a code, so that nothing ties payments to them."""
    coded = {"key", *(field.code for field in _LEVELS if field.code.endswith("_code"))}
    return kind == LINES and not coded & set(columns)


def fingerprint(heads: Sequence[Any]) -> str:
    """What a table is known again by: the words of its heads, in order."""
    return hashlib.sha256("\x1f".join(_folded(head) for head in heads).encode()).hexdigest()


def _folded(head: Any) -> str:
    """A head in small letters, without marks, units and spare blanks: "Jumlah (Rp)" is "jumlah"."""
    if not isinstance(head, str):
        return ""
    words = re.sub(r"[^\w]+", " ", head.casefold()).split()
    return " ".join(word for word in words if word not in ("rp", "rupiah", "wajib", "_"))


def _spelt(head: str) -> str:
    """A folded head with its shortened words written out: "kd keg" is "kode kegiatan"."""
    return " ".join(_SPELT.get(word, word) for word in head.split())


def _is(head: str, field: TableField) -> bool:
    return head in field.words


def _begins(head: str, field: TableField) -> bool:
    """Whether a longer head begins with a word of the field, or names its month."""
    if field.code.startswith("month_"):
        return any(word in field.words for word in head.split())
    return any(head.startswith(f"{word} ") for word in field.words if len(word) > 3)
