"""A table file that somebody hands in, read within limits: Excel (.xlsx), CSV or text with tabs.

Formulas are never worked out: a cell with one is kept as :class:`Unusable`, and so is one that
shows an error. What is too large, locked, packed like a bomb or of another kind is refused.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import openpyxl

from akuntabel.checker.readers import sniff
from akuntabel.checker.readers.archive import Archive
from akuntabel.checker.readers.limits import DAMAGED, MEGA, UNKNOWN, CannotRead, Limits
from akuntabel.core.cells import plain_cell, unescaped
from akuntabel.core.errors import AkuntabelError, gettext_noop

EMPTY = gettext_noop("Berkas ini kosong. Pilih berkas yang berisi tabel.")
TOO_BIG = gettext_noop(
    "Berkas ini lebih besar dari {limit} MB. Bagi menjadi beberapa berkas, lalu impor satu per satu."
)
NOT_A_TABLE = gettext_noop(
    "Berkas ini bukan tabel. Yang dapat diimpor: Excel (.xlsx), CSV, atau teks dengan tab."
)
MACROS = gettext_noop("Berkas ini berisi makro. Simpan sebagai Excel biasa (.xlsx), lalu coba lagi.")
TOO_MANY_ROWS = gettext_noop(
    "Tabel ini lebih dari {limit} baris. Bagi menjadi beberapa berkas, lalu impor satu per satu."
)
TOO_WIDE = gettext_noop("Baris {row} melewati {limit} kolom. Hapus kolom yang tidak dipakai, lalu coba lagi.")
FORMULA = gettext_noop("Sel {cell} berisi rumus; tempel sebagai nilai.")
ERROR_CELL = gettext_noop("Sel {cell} berisi galat {text}; tulis nilainya.")
BROKEN_TEXT = gettext_noop(
    "Berkas ini tidak terbaca sebagai teks. Simpan sebagai Excel (.xlsx) atau CSV UTF-8."
)

MOST_ROWS = 20_000  # of one table
MOST_COLUMNS = 256
_MOST_EMPTY = 2_000  # rows in a row; what stands below is a slip of the hand
_LONGEST_FIELD = 100_000  # characters of a cell in a text table
_LIMITS = Limits(max_unpacked=120 * MEGA, max_cells=MOST_ROWS * MOST_COLUMNS)


class CannotImport(AkuntabelError):
    """A table that cannot be taken in, with the reason and the way out."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """A cell whose content cannot be taken: why, and where it stands."""

    template: str
    cell: str
    text: str


@dataclass(frozen=True)
class Sheet:
    """The filled rows of a sheet, each with its number as the person sees it."""

    name: str
    rows: Sequence[tuple[int, Sequence[Any]]]


def read_sheets(data: bytes, file_name: str, *, megabytes: int) -> list[Sheet]:
    """The sheets of a file called ``file_name``, which may weigh at most ``megabytes``.

    Raises:
        CannotImport: it is no table, or larger or wilder than is taken in.
    """
    if not data:
        raise CannotImport(EMPTY)
    if len(data) > megabytes * MEGA:
        raise CannotImport(TOO_BIG, limit=megabytes)
    try:
        kind = sniff.kind_of(data, os.path.splitext(file_name)[1].lower().lstrip("."))
        if kind == "xlsx":
            return _workbook(data)
    except CannotRead as error:
        if error.template == UNKNOWN:
            raise CannotImport(NOT_A_TABLE) from None
        raise CannotImport(error.template, **error.params) from None
    if kind not in ("text", "markdown"):
        raise CannotImport(NOT_A_TABLE)
    return [_text_table(data)]


def _workbook(data: bytes) -> list[Sheet]:
    archive = Archive(data, "XLSX", _LIMITS)
    if any(name.lower().endswith(("vbaproject.bin", ".xlsm")) for name in archive.names()):
        raise CannotImport(MACROS)
    try:
        # Formulas stay formulas (data_only=False): their last result is somebody's claim, not a value.
        book = openpyxl.load_workbook(archive.repacked(), read_only=True, data_only=False, keep_links=False)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return [Sheet(sheet.title, list(_rows(sheet))) for sheet in shown]
    except (CannotRead, CannotImport):
        raise
    except Exception:  # openpyxl meets a damaged file with whatever breaks first
        raise CannotRead(DAMAGED, kind="XLSX") from None


def _rows(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    sheet.reset_dimensions()
    count = empty = 0
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
        cells = [_value(cell) for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        empty = 0 if cells else empty + 1
        if empty > _MOST_EMPTY:
            return
        if not cells:
            continue
        count = _counted(count, number, cells)
        yield number, cells


def _counted(count: int, number: int, cells: Sequence[Any]) -> int:
    if len(cells) > MOST_COLUMNS:
        raise CannotImport(TOO_WIDE, row=number, limit=MOST_COLUMNS)
    if count >= MOST_ROWS + 50:  # the head and a few titles above it
        raise CannotImport(TOO_MANY_ROWS, limit=MOST_ROWS)
    return count + 1


def _value(cell: Any) -> Any:
    value = cell.value
    if value is None:
        return None
    if isinstance(value, str):
        if cell.data_type == "f":
            return Unusable(FORMULA, cell.coordinate, value)
        if cell.data_type == "e":
            return Unusable(ERROR_CELL, cell.coordinate, value)
        return unescaped(value) if value.strip() else None
    if isinstance(value, bool | dt.date):
        return value
    if isinstance(value, int | float):
        return Decimal(repr(value)) * 100 if "%" in str(cell.number_format or "") else value
    if isinstance(value, dt.time | dt.timedelta):
        return str(value)
    return Unusable(FORMULA, cell.coordinate, "")  # an array formula or a table of data


def _text_table(data: bytes) -> Sheet:
    text = _decoded(data)
    first, _sep, rest = text.partition("\n")
    separator = ""
    if first.strip().lower() in ("sep=;", "sep=,", "sep=\t"):  # a word to Excel, no row
        separator, text = first.strip()[4:] or "\t", rest
    try:
        return Sheet("", list(_text_rows(text, separator or _separator(text))))
    except csv.Error:
        raise CannotImport(BROKEN_TEXT) from None


def _decoded(data: bytes) -> str:
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")  # how an older Excel in Indonesia saves CSV
    except UnicodeDecodeError:
        raise CannotImport(BROKEN_TEXT) from None


def _separator(text: str) -> str:
    """Tab, semicolon or comma: what stands most often in the first line that has any."""
    for line in text.splitlines()[:30]:
        best = max("\t;,", key=line.count)
        if best in line:
            return best
    return ","


def _text_rows(text: str, separator: str) -> Iterator[tuple[int, list[Any]]]:
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    count = 0
    begin = 1
    for row in reader:
        number, begin = begin, reader.line_num + 1
        cells = [_text_cell(cell, number, at) for at, cell in enumerate(row, 1)]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            count = _counted(count, number, cells)
            yield number, cells


def _text_cell(text: str, row: int, column: int) -> Any:
    if not text.strip():
        return None
    if text.lstrip().startswith("="):
        return Unusable(FORMULA, f"{openpyxl.utils.get_column_letter(column)}{row}", text)
    return plain_cell(text)
