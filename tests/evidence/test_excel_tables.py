"""Excel out and in again: nothing changes on the way, and no text becomes a formula."""

import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from table_people import REGISTER, YEAR, event, keep, make_office, operator_of

from akuntabel.core.cells import escaped, unescaped
from akuntabel.core.entry import read_field
from akuntabel.core.register import FieldType, Register, RegisterField
from akuntabel.evidence.imports import hand_in_table, standing
from akuntabel.evidence.models import Record
from akuntabel.evidence.registers import pack_of
from akuntabel.evidence.tables import columns_of, typed_text
from akuntabel.evidence.workbook import checksum, export, template

FIELDS = tuple(
    RegisterField(kind.value, f"Isian {kind.value}", kind, choices=choices)
    for kind, choices in [(kind, None) for kind in FieldType if kind is not FieldType.CHOICE]
    + [(FieldType.CHOICE, {"a": "Kata A", "b": "A", "koma": "Satu, dua", "sama": "Kembar", "juga": "kembar"})]
)
DAY = RegisterField("day", "Hari", FieldType.DATE)  # it counts in its year; any other date may be any day
ANYTHING = Register("any", "Segala [isian]/*", "Uji", "Uji", "baris", (*FIELDS, DAY), "text", "day", (), ())

texts = st.text(max_size=40).map(lambda text: text.strip().replace("\x00", "")).filter(bool)
risky = st.sampled_from(
    ["=1+1", "+62 811", "-", "@a", "\ttab", "#N/A", "_x0041_", "a\rb", "a\x0bb", "TRUE", "007"]
)
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**17), max_value=10**17)
values = {
    FieldType.TEXT: texts | risky.map(str.strip),
    FieldType.PLACE: texts,
    FieldType.PERSON: risky.map(str.strip),
    FieldType.INTEGER: st.integers(-(10**20), 10**20),
    FieldType.NUMBER: numbers.map(lambda number: f"{number:f}"),
    FieldType.MONEY: st.decimals(-(10**15), 10**15, places=2).map(lambda number: f"{number:f}"),
    FieldType.DATE: st.dates().map(dt.date.isoformat),
    FieldType.BOOLEAN: st.booleans(),
    FieldType.CHOICE: st.sampled_from(["a", "b", "koma", "sama", "juga"]),
}
days = st.dates(dt.date(YEAR, 1, 1), dt.date(YEAR, 12, 31)).map(dt.date.isoformat)
rows = st.fixed_dictionaries(
    {}, optional={"day": days, **{kind.value: value for kind, value in values.items()}}
)


@pytest.fixture
def office(db):
    return make_office()


@pytest.fixture
def operator(office):
    return operator_of(office)


def table(data, sheet=0):
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[sheet]


def test_the_template_has_heads_lists_and_a_guide(office):
    book = openpyxl.load_workbook(io.BytesIO(template(REGISTER, office, YEAR)))
    data, guide, lists = book.worksheets
    assert [data["A1"].value, data["B1"].value, data["C1"].value] == [
        "Segmen utama *",
        "Nama kegiatan *",
        "Tanggal",
    ]
    assert data.freeze_panes == "B2"
    assert data.column_dimensions["C"].number_format == "dd-mm-yyyy"
    assert data.column_dimensions["B"].number_format == "@"
    rules = {str(rule.sqref): rule.formula1 for rule in data.data_validations.dataValidation}
    assert rules["A2:A20001"] == "Pilihan!$A$2:$A$13"
    assert lists["A2"].value == "Masyarakat umum"
    assert lists.sheet_state == "hidden"
    words = [[cell for cell in row if cell is not None] for row in guide.iter_rows(values_only=True)]
    assert ["Banyaknya baris", 0] in words
    assert ["Tanggal", "boleh kosong", "tanggal", "4-3-2025"] in words


def test_an_export_says_how_many_rows_it_has_and_their_checksum(office, operator):
    records = keep(office, operator, event("Satu"), event("Dua"))
    data = export(REGISTER, office, YEAR, records)
    guide = dict(row[:2] for row in table(data, 1).iter_rows(min_row=1, max_row=6, values_only=True))
    assert guide["Banyaknya baris"] == 2
    assert len(guide["Sidik isi (SHA-256)"]) == 64
    assert checksum([["a", None]]) != checksum([["", "a"]])
    heads = [cell.value for cell in table(data)[1]]
    assert heads[-5:] == ["Jumlah", "Sumber", "Catatan", "Kode", "Versi"]


def test_no_text_is_a_formula(office, operator):
    wicked = ['=HYPERLINK("http://jahat","klik")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "#REF!"]
    records = keep(office, operator, *[event(text) for text in wicked])
    cells = [row[1] for row in table(export(REGISTER, office, YEAR, records)).iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s") for text in wicked]
    assert [cell.quotePrefix for cell in cells] == [True, True, True, True, False]


def test_heads_that_would_stand_twice_are_told_apart():
    fields = (RegisterField("quantity", "Jumlah", FieldType.INTEGER), *FIELDS)
    register = Register("x", "X", "X", "X", "x", fields, "text", "date", (), ())
    heads = [column.head for column in columns_of(register)]
    assert heads[0] == "Jumlah"
    assert "Jumlah (quantity)" in heads
    assert len({head.casefold() for head in heads}) == len(heads)


@given(st.text(max_size=30))
def test_what_a_cell_cannot_hold_comes_back(text):
    assert unescaped(escaped(text)) == text


@given(st.data())
def test_typed_text_reads_back_the_same(data):
    target = data.draw(st.sampled_from(FIELDS))
    value = data.draw(values[target.type])
    read = read_field(target, typed_text(target, value))
    if target.type in (FieldType.NUMBER, FieldType.MONEY):
        assert Decimal(read) == Decimal(value)
    else:
        assert read == value


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(rows, min_size=1, max_size=6), st.decimals(0, 10**8, places=4))
def test_export_and_import_change_nothing(office, operator, datas, quantity):
    Record.objects.all().delete()
    records = keep(office, operator, *datas, register=ANYTHING, quantity=quantity, source="=s", note=" n ")
    data = export(ANYTHING, office, YEAR, records)
    draft = hand_in_table(
        office=office, year=YEAR, register=ANYTHING, file_name="a.xlsx", data=data, by=operator
    )
    assert [(e.action, e.problems) for e in standing(draft, ANYTHING).entries] == [("same", [])] * len(datas)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(rows, min_size=1, max_size=6))
def test_an_export_without_its_keys_makes_equal_records(office, operator, datas):
    """Trailing zeros of numbers (1.50) are the one thing that a spreadsheet does not keep."""
    Record.objects.all().delete()
    records = keep(office, operator, *[{"text": "x", **data} for data in datas], register=ANYTHING)
    book = openpyxl.load_workbook(io.BytesIO(export(ANYTHING, office, YEAR, records)))
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, str):  # openpyxl itself would make formulas of such texts
                cell.data_type = "s"
    sheet.delete_cols(len(FIELDS) + 4, 2)
    out = io.BytesIO()
    book.save(out)
    draft = hand_in_table(
        office=office, year=YEAR, register=ANYTHING, file_name="a.xlsx", data=out.getvalue(), by=operator
    )
    entries = standing(draft, ANYTHING).entries
    assert [entry.problems for entry in entries] == [[]] * len(datas)
    assert [plain(entry.data) for entry in entries] == [plain(record.data) for record in records]


def plain(data):
    numeric = (FieldType.NUMBER.value, FieldType.MONEY.value)
    return {name: Decimal(value) if name in numeric else value for name, value in data.items()}


def test_a_whole_year_of_an_office_goes_out_and_in_unchanged(paser):
    by = operator_of(paser)
    records = Record.objects.of_year(paser, 2024)
    registers = pack_of(paser).registers
    seen = 0
    for code in set(records.values_list("register", flat=True)):
        rows = list(records.filter(register=code))
        data = export(registers[code], paser, 2024, rows)
        draft = hand_in_table(
            office=paser, year=2024, register=registers[code], file_name="a.xlsx", data=data, by=by
        )
        counts = standing(draft, registers[code]).counts
        assert (code, counts["same"]) == (code, len(rows))
        seen += len(rows)
    assert seen > 50
