"""Importing: what is read, what is refused, and that a draft applies whole, once, or not at all."""

import csv
import datetime as dt
import io
import os
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.db import connection
from django.utils import timezone
from table_people import REGISTER, YEAR, event, keep, make_office, make_person, operator_of

from akuntabel.core.periods import Period
from akuntabel.evidence.deeds import Row, change_record, lock_period, withdraw_record
from akuntabel.evidence.imports import CannotApply, apply_import, forget_import, hand_in_table, standing
from akuntabel.evidence.models import ImportDraft, Record
from akuntabel.evidence.workbook import export
from akuntabel.offices.access import Refused
from akuntabel.offices.models import LogEntry, Role
from akuntabel.offices.trail import verify
from akuntabel.tables.handed_in import CannotImport, read_sheets

HEADS = ["Segmen utama *", "Nama kegiatan *", "Tanggal", "Status *"]
GOOD = ["Pemilih pemula", "Sosialisasi A", dt.date(YEAR, 3, 4), "Terlaksana"]


@pytest.fixture
def office(db):
    return make_office()


@pytest.fixture
def operator(office):
    return operator_of(office)


def sheet(*rows, name="Data"):
    book = openpyxl.Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def hand_in(office, by, data, name="tabel.xlsx"):
    return hand_in_table(office=office, year=YEAR, register=REGISTER, file_name=name, data=data, by=by)


def entries(draft):
    return standing(draft, REGISTER).entries


def sentences(entry):
    return [(each["field"], each["template"].format(**each["params"])) for each in entry.problems]


def edited(data, change):
    """An export after somebody changed it in Excel; ``change`` gets the sheet and the column of each head."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    table = book.worksheets[0]
    change(table, {cell.value: cell.column for cell in table[1]})
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# ---------------------------------------------------------------- reading


def test_columns_may_stand_in_any_order_below_a_title(office, operator):
    data = sheet(
        ["Rekap kegiatan 2025"],
        [],
        ["status", "TANGGAL", "title", "Segmen  utama (wajib)"],
        ["Terlaksana", "4 Maret 2025", "Sosialisasi A", "pemula"],
        [None],
        ["Batal", None, "B", "Keluarga"],
    )
    found = entries(hand_in(office, operator, data))
    assert [(each.number, each.action) for each in found] == [(4, "new"), (6, "new")]
    assert found[0].data == event("Sosialisasi A", date="2025-03-04")


def test_csv_with_semicolons_and_a_text_with_tabs(office, operator):
    text = (
        'Segmen utama;Nama kegiatan;Status\r\nKeluarga;"Rapat; dua\nbaris";Batal\r\nKeluarga;Akhir;Batal\r\n'
    )
    for data, name in [
        (text.encode("utf-8-sig"), "a.csv"),
        (text.replace(";", "\t").encode("utf-16"), "a.txt"),
    ]:
        found = entries(hand_in(office, operator, data, name))
        assert [(each.number, each.data["title"][:5]) for each in found] == [(2, "Rapat"), (4, "Akhir")]


def test_csv_takes_off_the_apostrophe_that_made_it_safe(office, operator):
    out = io.StringIO()
    csv.writer(out).writerows([["Segmen utama", "Nama kegiatan", "Status"], ["Keluarga", "'=1+1", "Batal"]])
    [found] = entries(hand_in(office, operator, out.getvalue().encode(), "a.csv"))
    assert found.data["title"] == "=1+1"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([["Nomor", "Nama"], [1, "x"]], "Judul kolom tidak ditemukan"),
        ([[*HEADS, "nama kegiatan"], [*GOOD, "y"]], "“Nama kegiatan” ada lebih dari satu kali"),
        ([HEADS[1:3], GOOD[1:3]], "Kolom wajib belum ada: “Segmen utama”, “Status”"),
        ([HEADS], "tidak ada satu baris pun"),
    ],
)
def test_a_table_that_does_not_fit_is_refused_with_the_reason(office, operator, rows, says):
    with pytest.raises(CannotImport, match=says):
        hand_in(office, operator, sheet(*rows))
    assert not ImportDraft.objects.exists()


def test_an_unknown_column_is_named(office, operator):
    draft = hand_in(office, operator, sheet([*HEADS, "Tempatt", "Warna"], [*GOOD, "SMA 1", "merah"]))
    notes = [note["template"].format(**note["params"]) for note in standing(draft, REGISTER).notes]
    assert notes == [
        "Kolom “Tempatt” tidak dikenal dan tidak diambil. Maksudnya mungkin “Tempat”.",
        "Kolom “Warna” tidak dikenal dan tidak diambil.",
    ]


def test_each_wrong_cell_is_told(office, operator):
    rows = [
        ["Remaja", "A", "31-02-2025", "Terlaksana"],
        ["Keluarga", '=HYPERLINK("x")', dt.date(YEAR, 1, 1), "Batal"],
        ["Keluarga", None, None, "Batal"],
    ]
    first, second, third = entries(hand_in(office, operator, sheet(HEADS, *rows)))
    assert [field for field, _ in sentences(first)] == ["segment", "date"]
    assert "31-02-2025" in sentences(first)[1][1]
    assert sentences(second) == [("title", "Sel B3 berisi rumus; tempel sebagai nilai.")]
    assert second.cells["title"] == '=HYPERLINK("x")'
    assert sentences(third) == [("title", "Nama kegiatan wajib diisi.")]


@pytest.mark.parametrize("quantity", ["-1", "banyak", "0,00001", "9999999999999"])
def test_a_quantity_that_cannot_be_is_told(office, operator, quantity):
    [found] = entries(hand_in(office, operator, sheet([*HEADS, "Jumlah"], [*GOOD, quantity])))
    assert found.problems[0]["field"] == "_quantity"


def test_a_percent_cell_is_read_as_it_looks():
    book = openpyxl.Workbook()
    book.active["A1"] = 0.975
    book.active["A1"].number_format = "0.0%"
    out = io.BytesIO()
    book.save(out)
    assert read_sheets(out.getvalue(), "a.xlsx", megabytes=1)[0].rows[0][1] == [97.5]


def test_likely_doubles_are_told(office, operator):
    keep(office, operator, event("Sosialisasi di SMA Negeri 1", place="SMA 1"))
    row = ["Pemilih pemula", "Sosialisasi di SMA Negeri 1", dt.date(YEAR, 3, 4), "Terlaksana"]
    first, second = entries(hand_in(office, operator, sheet(HEADS, row, row)))
    assert any("04-03-2025" in words for words in first.doubles)
    assert any("baris 2" in words for words in second.doubles)


# ---------------------------------------------------------------- hostile files


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<x/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 150_000_000)
    return out.getvalue()


def with_macro():
    out = io.BytesIO(sheet(HEADS, GOOD))
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    return out.getvalue()


def with_entities():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheet(HEADS, GOOD))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/workbook.xml":
                data = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + data
            new.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "name", "says"),
    [
        (lambda: b"", "a.xlsx", "kosong"),
        (lambda: b"%PDF-1.7 x", "a.xlsx", "bukan tabel"),
        (lambda: b"\x89PNG\r\n\x1a\n", "a.csv", "gambar"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "a.xls", "XLSX"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "sandi"),
        (lambda: b"\x00\x01\x02\x03" * 100, "a.csv", "bukan tabel"),
        (lambda: sheet(HEADS, GOOD)[:-200], "a.xlsx", "rusak"),
        (bomb, "a.xlsx", "mengembang"),
        (with_macro, "a.xlsx", "makro"),
        (with_entities, "a.xlsx", "rusak"),
        (lambda: b"x" * 10_000_001, "a.csv", "10 MB"),
        (lambda: sheet(HEADS, list(range(300))), "a.xlsx", "256 kolom"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_with_a_sentence(office, operator, make, name, says):
    with pytest.raises(CannotImport, match=says):
        hand_in(office, operator, make(), name)


def test_more_rows_than_are_taken_in(office, operator):
    rows = "Segmen utama,Nama kegiatan,Status\n" + "Keluarga,x,Batal\n" * 20_001
    with pytest.raises(CannotImport, match="20000 baris"):
        hand_in(office, operator, rows.encode(), "a.csv")


def test_a_path_in_the_name_is_cut_off(office, operator):
    assert hand_in(office, operator, sheet(HEADS, GOOD), "..\\..\\x/../a\u202e.xlsx").file_name == "a.xlsx"


# ---------------------------------------------------------------- changes


def test_an_edited_export_comes_back_as_changes(office, operator):
    records = keep(office, operator, event("Satu"), event("Dua"), event("Tiga"))

    def change(table, at):
        table.cell(2, at["Nama kegiatan *"]).value = "Satu diubah"
        table.cell(3, at["Sumber"]).value = "Surat 12"
        table.append([None] * (len(at)))
        for head, value in zip(HEADS, GOOD, strict=True):
            table.cell(5, at[head]).value = value

    draft = hand_in(office, operator, edited(export(REGISTER, office, YEAR, records), change))
    assert [entry.action for entry in entries(draft)] == ["change", "change", "same", "new"]
    apply_import(draft=draft, register=REGISTER, by=operator)
    found = {record.title: record for record in Record.objects.all()}
    assert sorted(found) == ["Dua", "Satu diubah", "Sosialisasi A", "Tiga"]
    assert [found[title].version for title in ("Satu diubah", "Dua", "Tiga")] == [2, 2, 1]
    assert found["Dua"].source == "Surat 12"
    deeds = list(LogEntry.objects.filter(office=office).order_by("sequence").values_list("deed", flat=True))
    assert deeds[-4:] == ["record.add", "record.change", "record.change", "import.apply"]
    assert LogEntry.objects.get(deed="import.apply").changes["added"] == [None, 1]
    assert list(verify()) == []


def test_columns_that_are_left_out_stay(office, operator):
    [record] = keep(office, operator, event(place="SMA 1"), source="Surat 1")
    data = sheet(["Kode", "Versi", "Nama kegiatan"], [record.key, 1, "Lain"])
    apply_import(draft=hand_in(office, operator, data), register=REGISTER, by=operator)
    record.refresh_from_db()
    assert (record.data, record.source) == (event("Lain", place="SMA 1"), "Surat 1")


def test_a_key_that_is_unknown_twice_or_without_version(office, operator):
    [record] = keep(office, operator, event())
    heads = ["Kode", "Versi", "Nama kegiatan"]
    rows = [[record.key, None, "A"], [record.key, 1, "B"], ["tiada", 1, "C"]]
    found = [sentences(entry)[0][1] for entry in entries(hand_in(office, operator, sheet(heads, *rows)))]
    assert "Versi kosong" in found[0]
    assert "sudah ada di baris 2" in found[1]
    assert "Kode tiada tidak ada" in found[2]


def test_what_changed_since_the_export_is_told_and_stops_all(office, operator):
    first, second = keep(office, operator, event("Satu"), event("Dua"))
    heads = ["Kode", "Versi", "Nama kegiatan"]
    draft = hand_in(office, operator, sheet(heads, [first.key, 1, "A"], [second.key, 1, "B"]))
    assert standing(draft, REGISTER).counts["change"] == 2
    change_record(record=first, version=1, register=REGISTER, row=Row(event("Orang lain")), by=operator)
    withdraw_record(record=second, reason="ganda", by=operator)
    assert [entry.action for entry in entries(draft)] == ["wrong", "wrong"]
    with pytest.raises(CannotApply, match="2 baris"):
        apply_import(draft=draft, register=REGISTER, by=operator)
    first.refresh_from_db()
    assert first.title == "Orang lain"


def test_a_locked_period_is_told_in_the_preview_and_at_applying(office, operator):
    head = make_person(Role.HEAD, office)
    draft = hand_in(office, operator, sheet(HEADS, GOOD))
    assert standing(draft, REGISTER).counts["new"] == 1
    lock_period(office=office, period=Period(YEAR, month=3), by=head)
    [entry] = entries(draft)
    assert "Maret 2025 sudah dikunci" in sentences(entry)[0][1]
    with pytest.raises(CannotApply):
        apply_import(draft=draft, register=REGISTER, by=operator)
    assert not Record.objects.exists()


# ---------------------------------------------------------------- applying


def test_a_draft_applies_once(office, operator):
    draft = hand_in(office, operator, sheet(HEADS, GOOD))
    for _click in range(2):
        done = apply_import(draft=draft, register=REGISTER, by=operator)
    assert Record.objects.count() == 1
    assert done.rows["counts"]["new"] == 1
    assert LogEntry.objects.filter(deed="import.apply").count() == 1


def test_one_wrong_row_keeps_all_from_being_kept(office, operator):
    draft = hand_in(office, operator, sheet(HEADS, GOOD, ["Remaja", "B", None, "Batal"]))
    with pytest.raises(CannotApply, match="1 baris"):
        apply_import(draft=draft, register=REGISTER, by=operator)
    assert not Record.objects.exists()


def test_only_those_who_keep_records(office, operator):
    reader = make_person(Role.READER, office)
    draft = hand_in(office, operator, sheet(HEADS, GOOD))
    for deed in (
        lambda: hand_in(office, reader, sheet(HEADS, GOOD)),
        lambda: apply_import(draft=draft, register=REGISTER, by=reader),
        lambda: forget_import(draft=draft, by=reader),
    ):
        with pytest.raises(Refused):
            deed()
    assert not Record.objects.exists()


def test_old_drafts_go(office, operator):
    old = hand_in(office, operator, sheet(HEADS, GOOD))
    ImportDraft.objects.update(created_at=timezone.now() - dt.timedelta(days=8))
    new = hand_in(office, operator, sheet(HEADS, GOOD))
    assert list(ImportDraft.objects.values_list("pk", flat=True)) == [new.pk]
    assert old.pk != new.pk


CLICKS = """
import sys, threading
sys.path.insert(0, sys.argv[1])
import django
django.setup()
from django.db import connections
from table_people import REGISTER
from akuntabel.evidence.imports import apply_import
from akuntabel.evidence.models import ImportDraft, Record
from akuntabel.offices.models import LogEntry, Person
from akuntabel.offices.trail import verify
start, errors = threading.Barrier(2), []
def click():
    try:
        draft, by = ImportDraft.objects.get(), Person.objects.get()
        start.wait()
        apply_import(draft=draft, register=REGISTER, by=by)
    except Exception as error:
        errors.append(error)
    finally:
        connections.close_all()
threads = [threading.Thread(target=click) for _ in range(2)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
applied = LogEntry.objects.filter(deed="import.apply").count()
print(errors, Record.objects.count(), applied, list(verify()))
"""


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_apply_once(tmp_path):
    """Two threads of another process: the test database of SQLite lives in memory, where nobody waits."""
    office = make_office()
    hand_in(office, operator_of(office), sheet(HEADS, *([GOOD] * 50)))
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "akuntabel.settings",
        "AKUNTABEL_HOME": str(tmp_path),
    }
    if connection.vendor == "sqlite":
        with sqlite3.connect(tmp_path / "akuntabel.sqlite3") as file:
            connection.connection.backup(file)
        environment.pop("DATABASE_URL", None)
    else:
        base, _slash, _name = os.environ["DATABASE_URL"].rpartition("/")
        environment["DATABASE_URL"] = f"{base}/{connection.settings_dict['NAME']}"
    command = [sys.executable, "-c", CLICKS, str(Path(__file__).parent)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[] 50 1 []", done.stderr
