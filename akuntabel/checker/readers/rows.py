"""What rows say about their table: which is a head, which goes on with the row above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

# The words that head the columns of plans and performance reports.
_HEADS = re.compile(
    r"^(?:no|nomor|kode|uraian|sasaran|indikator|iku|ikk|iksk|target|realisasi|capaian|kinerja|kategori|keterangan"
    r"|satuan|program|kegiatan|anggaran|pagu|sisa|jumlah|tahun|bobot|nilai|predikat|kriteria|persentase|rentang"
    r"|formula|rumus|sumber|penanggung|unit|jenis|nama|jabatan|tugas|wewenang|kewajiban|hubungan|tujuan|misi|visi"
    r"|triwulan|tw|bulan|semester|output|outcome|komponen|belanja|pejabat|golongan|pendidikan|volume|badan|alokasi"
    r"|tingkat|polaritas|kinerja|baseline|capaian/|(?:20\d\d)|%|\(?rp\.?\)?)\b|^(?:%|\(rp\.?\)|\(%\))$",
    re.I,
)
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?(?:\s*=\s*[\d()x×:/+\- ]+)?\.?")
_VALUE = re.compile(
    r"[<>≥≤±~]?\s*(?:rp\.?\s*)?\(?[-–−]?\d[\d.,]*\)?(?:,-)?\s*(?:%|persen)?(?:\s+[a-z/]{1,12}\.?)?|[-–]|n/?a",
    re.I,
)
_ITEM = re.compile(r"(?:\(?(?:\d{1,3}|[a-z])[.)]|[-•–])\s")
_LONGEST_HEAD = 70
NEAR = 60  # rows above that are asked how the table is written


def is_value(text: str) -> bool:
    """Whether a cell holds a figure, with its unit perhaps: "100%", "Rp5.000", "8 kali", "-"."""
    return bool(_VALUE.fullmatch(text))


def is_column_numbers(texts: Sequence[str]) -> bool:
    """Whether the cells count the columns: "(1) (2) (3)", "1 2 3 4=3/2"."""
    filled = [text for text in texts if text]
    if len(filled) < 2 or not all(_COLUMN_NUMBER.fullmatch(text) for text in filled):
        return False
    counted = [int(re.sub(r"\D*(\d+).*", r"\1", text)) for text in filled]
    return counted[0] in (0, 1) and all(b == a + 1 for a, b in pairwise(counted))


def is_head(texts: Sequence[str]) -> bool:
    """Whether a row looks like the head of a table by the words of its cells."""
    if is_column_numbers(texts):
        return True
    filled = [text for text in texts if text]
    if len(filled) < 2 or any(len(text) > _LONGEST_HEAD for text in filled):
        return False
    known = sum(bool(_HEADS.match(text)) for text in filled)
    years = sum(bool(re.fullmatch(r"(?:19|20)\d\d", text)) for text in filled)
    values = sum(is_value(text) for text in filled) - years
    return known * 2 > len(filled) and values <= 0


def heads(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first rows are head, after at most one row that names the whole table."""
    start = 1 if len(rows) > 1 and _is_single(rows[0]) and is_head(rows[1]) else 0
    end = start
    while end < len(rows) and (is_head(rows[end]) or (end > start and _fills_head(rows, end))):
        end += 1
    return end if end < len(rows) or end == 1 else start


def _fills_head(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether row ``at`` is the lower half of a head: short words, and the numbers of columns below."""
    return at + 1 < len(rows) and is_column_numbers(rows[at + 1]) and not any(map(is_value, rows[at]))


def _is_single(texts: Sequence[str]) -> bool:
    return sum(bool(text) for text in texts) == 1


def is_group(texts: Sequence[str]) -> bool:
    """Whether only the first cell is filled: a row that names what follows."""
    return len(texts) > 1 and bool(texts[0]) and not any(texts[1:])


def continues(rows: Sequence[Sequence[str]], below: Sequence[str]) -> bool:
    """Whether ``below`` is the rest of the last of ``rows``, cut by the end of a page.

    A rest fills only cells that are open above, brings no figure of its own, and reads on: a small
    letter, an open end above, or no number where every row has one. A group row under another
    goes on with it unless it begins with the word that other groups begin with.
    """
    above = rows[-1]
    if len(above) != len(below):
        return False
    pairs = [(a, b) for a, b in zip(above, below, strict=True) if b]
    if not pairs or any(not a or is_value(b) or is_value(a) for a, b in pairs):
        return False
    if is_column_numbers(below) or any(_opens_item(b) and i == 0 for i, b in enumerate(below)):
        return False
    if any(b[0].islower() or is_open(a) for a, b in pairs):
        return True
    if not below[0]:
        return is_value(above[0]) and _is_numbered(rows)
    groups = {row[0].split()[0] for row in rows[:-1] if is_group(row)}
    return is_group(above) and is_group(below) and below[0].split()[0] not in groups


def _is_numbered(rows: Sequence[Sequence[str]]) -> bool:
    """Whether (nearly) every row below the head begins with a number."""
    body = [row for row in rows if not is_head(row)]
    return sum(bool(row[0]) and is_value(row[0]) for row in body) >= 0.8 * len(body) > 0


def _opens_item(text: str) -> bool:
    return bool(_ITEM.match(text))


def is_open(text: str) -> bool:
    """Whether a cell breaks off: after a colon, a comma, a hyphen, or a word that needs another."""
    return text[-1:] in ":,-–/(" or text.rsplit(" ", 1)[-1].lower() in {
        "dan", "atau", "yang", "di", "ke", "dari", "untuk", "pada", "dengan", "serta", "dalam", "oleh", "terhadap",
    }  # fmt: skip
