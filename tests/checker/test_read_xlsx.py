"""XLSX: what a sheet shows is what is read."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from akuntabel.checker.blocks import Source
from akuntabel.checker.readers import CannotRead, read


def reading(tmp_path: Path, book: openpyxl.Workbook) -> Source:
    book.save(tmp_path / "capaian.xlsx")
    return read(tmp_path / "capaian.xlsx")


def sheet_of(rows: list[list[object]], title: str = "Capaian") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def test_title_table_and_note(tmp_path):
    book = sheet_of(
        [
            ["Tabel 1. Capaian 2024"],
            ["No", "Indikator", "Target"],
            [1, "Partisipasi", "77,5%"],
            [],
            ["Catatan saja"],
        ]
    )
    source = reading(tmp_path, book)
    assert [(p.place.line, p.level, p.kind, p.text) for p in source.paragraphs()] == [
        (1, 1, "body", "Capaian"),
        (2, 0, "caption", "Tabel 1. Capaian 2024"),
        (5, 0, "body", "Catatan saja"),
    ]
    [table] = source.tables()
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["No", "Indikator", "Target"],
        ["1", "Partisipasi", "77,5%"],
    ]
    assert (table.caption, table.rows[0].head) == ("Tabel 1. Capaian 2024", True)


def test_lines_say_sheet_and_row(tmp_path):
    source = reading(tmp_path, sheet_of([[], ["a", "b"], ["c", None, "d"]]))
    assert source.lines == ("Capaian", "Capaian!2\ta\tb\t", "Capaian!3\tc\t\td")


def test_an_empty_row_parts_two_tables(tmp_path):
    source = reading(tmp_path, sheet_of([["a", "b"], [], ["c", "d"], ["e", "f"]]))
    assert [len(table.rows) for table in source.tables()] == [1, 2]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (0.9596, "0.00%", "95,96%"),
        (1.4, "0%", "140%"),
        (1234567, "#,##0", "1.234.567"),
        (1234567.891, "#,##0.00", "1.234.567,89"),
        (24473490000, '"Rp"#,##0', "Rp24.473.490.000"),
        (24473490000, "[$Rp-421]#,##0.00", "Rp24.473.490.000,00"),
        (166.77, "General", "166,77"),
        (12, "General", "12"),
        (7.5, "0.##", "7,5"),
        (dt.date(2025, 1, 10), "dd/mm/yyyy", "10/01/2025"),
        (True, "General", "BENAR"),
        ("#DIV/0!", "General", "#DIV/0!"),
    ],
)
def test_figures_as_they_are_shown(tmp_path, value, form, shown):
    book = sheet_of([["x", value]])
    book.active["B1"].number_format = form
    [table] = reading(tmp_path, book).tables()
    assert table.rows[0].cells[1].text == shown


def test_hidden_sheets_are_named_not_read(tmp_path):
    book = sheet_of([["a", "b"]])
    hidden = book.create_sheet("Hitungan")
    hidden.append(["rahasia", 1])
    hidden.sheet_state = "hidden"
    source = reading(tmp_path, book)
    assert source.notes == ("Lembar tersembunyi tidak diperiksa: Hitungan.",)
    assert not any("rahasia" in line for line in source.lines)


def test_an_empty_book(tmp_path):
    with pytest.raises(CannotRead, match="tidak berisi teks atau tabel"):
        reading(tmp_path, sheet_of([]))


def test_a_far_cell_costs_no_time(tmp_path):
    book = sheet_of([["a", "b"]])
    book.active.cell(1_048_576, 16_384, "jauh")
    assert reading(tmp_path, book).lines == ("Capaian", "Capaian!1\ta\tb")


def test_entities_are_refused(tmp_path):
    sheet_of([["a", "b"]]).save(tmp_path / "a.xlsx")
    buffer = io.BytesIO()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                data = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + data[data.index(b"<worksheet") :]
            new.writestr(name, data)
    (tmp_path / "b.xlsx").write_bytes(buffer.getvalue())
    with pytest.raises(CannotRead, match="rusak"):
        read(tmp_path / "b.xlsx")
