"""A register as an Excel file: the empty template, and its records with the key that brings them back.

Text is always written as text, so that a spreadsheet never takes a record for a formula; what the
sheet ``Petunjuk`` says about rows and checksum lets anybody see that a table is whole.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from akuntabel.core.cells import escaped
from akuntabel.core.register import FieldType, Register
from akuntabel.evidence.models import Record
from akuntabel.evidence.tables import (
    KEY,
    NO,
    QUANTITY,
    REMARK,
    SOURCE,
    VERSION,
    YES,
    Column,
    cell_of,
    choice_word,
    columns_of,
)
from akuntabel.offices.models import Office
from akuntabel.tables.handed_in import MOST_ROWS

GUIDE, LISTS = "Petunjuk", "Pilihan"  # names of sheets; an import finds them again
ROWS_LABEL = "Banyaknya baris"

_TEXTS = (FieldType.TEXT, FieldType.PLACE, FieldType.PERSON)
_FORMATS = {
    FieldType.DATE: "dd-mm-yyyy",
    FieldType.INTEGER: "#,##0",
    FieldType.NUMBER: "General",
    FieldType.MONEY: '"Rp"#,##0',
}
_WIDTHS = {FieldType.DATE: 13, FieldType.INTEGER: 12, FieldType.NUMBER: 14, FieldType.MONEY: 18}
_HEAD = PatternFill("solid", fgColor="E3EEEA")
_WRONG = PatternFill("solid", fgColor="FBD9DF")


@dataclass(frozen=True)
class Table:
    """What goes into a file: the rows in the order of ``columns``; ``wrong`` are cells to colour, by row."""

    register: Register
    office: Office
    year: int
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]] = ()
    wrong: Mapping[int, set[int]] = field(default_factory=dict)


def checksum(rows: Iterable[Sequence[Any]]) -> str:
    """The SHA-256 of the cells of ``rows``, by which two tables can be told apart."""
    content = [[str(cell) if cell is not None else "" for cell in row] for row in rows]
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def template(register: Register, office: Office, year: int) -> bytes:
    """An empty table of ``register`` to fill in Excel."""
    return _workbook(Table(register, office, year, columns_of(register)))


def export(register: Register, office: Office, year: int, records: Iterable[Record]) -> bytes:
    """``records`` as a table that can be changed in Excel and handed in again."""
    columns = columns_of(register, keyed=True)
    rows = [[cell_of(column, record) for column in columns] for record in records]
    return _workbook(Table(register, office, year, columns, rows))


def marked(
    register: Register,
    office: Office,
    year: int,
    rows: Sequence[tuple[Mapping[str, Any], Mapping[str, str], Sequence[str]]],
) -> bytes:
    """Rows that somebody handed in, with the wrong cells coloured and what is wrong beside them.

    A row is its cells by column code, the sentences by column code, and the other sentences.
    """
    keyed = any(cells.get(KEY) for cells, _wrong, _other in rows)
    columns = columns_of(register, keyed=keyed, remark=True)
    table, wrong = [], {}
    for index, (cells, sentences, other) in enumerate(rows):
        remark = " ".join([*sentences.values(), *other]) or None
        table.append([remark if c.code == REMARK else cells.get(c.code) for c in columns])
        wrong[index] = {at for at, column in enumerate(columns) if column.code in sentences}
    return _workbook(Table(register, office, year, columns, table, wrong))


def _workbook(table: Table) -> bytes:
    book = Workbook(write_only=True)
    columns = table.columns
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", table.register.name)[:31].strip(" '") or "Data")
    sheet.freeze_panes = "B2"
    for at, column in enumerate(columns, 1):
        _shape_column(sheet.column_dimensions[get_column_letter(at)], column)
    _validate(sheet, columns)
    sheet.append([_cell(sheet, _head(column), bold=True, fill=_HEAD) for column in columns])
    styles = [_style(sheet, _format(column)) for column in columns]
    for index, row in enumerate(table.rows):
        sheet.append(list(_cells(sheet, row, styles, table.wrong.get(index, set()))))
    _guide(book, table)
    _lists(book, columns)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _head(column: Column) -> str:
    return f"{column.head} *" if column.required else column.head


def _format(column: Column) -> str:
    if column.code == VERSION:
        return "0"
    return "@" if column.type in _TEXTS else _FORMATS.get(column.type, "General")


def _shape_column(dimension: Any, column: Column) -> None:
    usual = 22 if column.type in (*_TEXTS, FieldType.CHOICE) else 10
    dimension.width = max(_WIDTHS.get(column.type, usual), min(len(column.head) + 4, 34))
    dimension.number_format = _format(column)


def _style(sheet: Any, number_format: str) -> Any:
    """The style of a column, made once: setting it cell by cell takes most of the time."""
    cell = WriteOnlyCell(sheet)
    cell.number_format = number_format
    cell.alignment = Alignment(vertical="top")
    return cell._style


def _cells(sheet: Any, row: Sequence[Any], styles: Sequence[Any], wrong: set[int]) -> Iterator[Any]:
    for at, value in enumerate(row):
        if value is None and at not in wrong:
            yield None
            continue
        cell = WriteOnlyCell(sheet, None)
        cell._style = copy(styles[at])
        _put(cell, value)
        if at in wrong:
            cell.fill = _WRONG
        yield cell


def _put(cell: Any, value: Any) -> None:
    """Text as text whatever it begins with: the mark of a leading apostrophe keeps it so in Excel."""
    if isinstance(value, str):
        cell.value = escaped(value)
        cell.data_type = "s"
        if value[:1] in "=+-@\t\r\n":
            cell.quotePrefix = True
    else:
        cell.value = value


def _cell(sheet: Any, value: Any, *, bold: bool = False, fill: Any = None) -> Any:
    cell = WriteOnlyCell(sheet, None)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if bold:
        cell.font = Font(bold=True)
    if fill:
        cell.fill = fill
    _put(cell, value)
    return cell


def _choices(column: Column) -> list[str]:
    if column.type is FieldType.BOOLEAN:
        return [YES, NO]
    if column.field and column.field.choices:
        return [choice_word(column.field, code) for code in column.field.choices]
    return []


def _validate(sheet: Any, columns: Sequence[Column]) -> None:
    """The words to choose from, offered by Excel; they stand in a sheet of their own, as some hold commas."""
    lists = [column for column in columns if _choices(column)]
    for number, column in enumerate(lists, 1):
        letter = get_column_letter(columns.index(column) + 1)
        source = get_column_letter(number)
        last = len(_choices(column)) + 1
        rule = DataValidation(
            type="list",
            formula1=f"{LISTS}!${source}$2:${source}${last}",
            allow_blank=True,
            showErrorMessage=True,
        )
        rule.errorTitle = column.head[:32]
        rule.error = _("Pilih salah satu kata dari daftar.")
        rule.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
        sheet.data_validations.append(rule)


def _lists(book: Any, columns: Sequence[Column]) -> None:
    lists = [column for column in columns if _choices(column)]
    sheet = book.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    words = [_choices(column) for column in lists]
    sheet.append([_cell(sheet, column.head, bold=True) for column in lists] or [""])
    for n in range(max(map(len, words), default=0)):
        sheet.append([_cell(sheet, each[n]) if n < len(each) else None for each in words])


def _guide(book: Any, table: Table) -> None:
    sheet = book.create_sheet(GUIDE)
    for letter, width in zip("ABCDEF", (30, 12, 16, 46, 26, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    facts = [
        (_("Register"), table.register.name),
        (_("Gunanya"), table.register.purpose),
        (_("Kantor"), table.office.name),
        (_("Tahun"), table.year),
        (ROWS_LABEL, len(table.rows)),
        (_("Sidik isi (SHA-256)"), checksum(table.rows)),
    ]
    for name, value in facts:
        sheet.append([_cell(sheet, name, bold=True), _plain_cell(sheet, value)])
    sheet.append([])
    for sentence in _rules(table.columns):
        sheet.append([_plain_cell(sheet, sentence)])
    sheet.append([])
    heads = (_("Kolom"), _("Wajib"), _("Jenis"), _("Pilihan"), _("Contoh"), _("Penjelasan"))
    sheet.append([_cell(sheet, head, bold=True, fill=_HEAD) for head in heads])
    computed = table.register.worked_out
    for column in table.columns:
        sheet.append([_cell(sheet, text) for text in _explained(column, computed=column.code in computed)])


def _plain_cell(sheet: Any, value: Any) -> Any:
    """A cell whose words run on over the empty ones beside it."""
    cell = WriteOnlyCell(sheet, None)
    _put(cell, value)
    return cell


def _rules(columns: Sequence[Column]) -> list[str]:
    rules = [
        _("Satu baris untuk satu catatan. Judul kolom jangan diubah; urutan kolom boleh."),
        _("Kolom bertanda * wajib diisi."),
        _("Jangan memakai rumus; tempel sebagai nilai."),
    ]
    if any(column.code == KEY for column in columns):
        rules.append(
            _("Kolom Kode dan Versi jangan diubah: dari situ dikenali catatan mana yang diperbaiki.")
        )
        rules.append(
            _("Baris baru: kosongkan Kode dan Versi. Baris yang dihapus di sini tidak menghapus catatan.")
        )
    return rules


def _explained(column: Column, *, computed: bool) -> tuple[str, str, str, str, str, str]:
    kinds = {
        FieldType.TEXT: (_("teks"), ""),
        FieldType.PLACE: (_("tempat"), "SMA Negeri 1"),
        FieldType.PERSON: (_("nama orang"), ""),
        FieldType.INTEGER: (_("bilangan bulat"), "120"),
        FieldType.NUMBER: (_("angka"), "12,5"),
        FieldType.MONEY: (_("rupiah"), "1.250.000"),
        FieldType.DATE: (_("tanggal"), "4-3-2025"),
        FieldType.BOOLEAN: (_("ya atau tidak"), YES),
        FieldType.CHOICE: (_("pilihan"), ""),
    }
    kind, example = kinds[column.type]
    choices = _choices(column)
    own = {
        QUANTITY: _("Kosong berarti 1. Isi bila satu baris mewakili banyak, misalnya 2216 keputusan."),
        SOURCE: _("Di mana hal ini dapat dibaca, misalnya nomor surat."),
        KEY: _("Kode catatan; jangan diubah."),
        VERSION: _("Berapa kali catatan sudah diubah; jangan diubah."),
        REMARK: _("Dibaca saja; tidak ikut diimpor."),
    }
    help_text = column.field.help if column.field else own.get(column.code, "")
    needed = _("dihitung") if computed else _("wajib") if column.required else _("boleh kosong")
    if computed:
        help_text = _("Dihitung sendiri oleh Akuntabel; yang ditulis di sini tidak diambil. ") + help_text
    return column.head, needed, kind, "; ".join(choices), (choices or [example])[0], help_text
