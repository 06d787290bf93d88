"""An office's own registers: made, changed, closed; what records hold is never lost."""

from dataclasses import replace

import pytest
from table_people import YEAR, keep, make_person, operator_of

from akuntabel.core.errors import CannotDo
from akuntabel.core.register import FieldType
from akuntabel.evidence.deeds import Row, correct_record
from akuntabel.evidence.models import Record
from akuntabel.evidence.own_registers import (
    FieldDraft,
    RegisterDraft,
    WrongDefinition,
    change_register,
    code_of,
    define_register,
    retire_register,
)
from akuntabel.evidence.registers import pack_of
from akuntabel.offices.access import Refused
from akuntabel.offices.models import Level, LogEntry, Office, Role
from akuntabel.offices.trail import verify
from akuntabel.packs.loader import parse_measure

DATE = FieldDraft("Tanggal", FieldType.DATE, required=True, counts=True, same_event=True)
WHAT = FieldDraft("Uraian", FieldType.TEXT, required=True, same_event=True)
NEED = FieldDraft("Keperluan", FieldType.CHOICE, choices=["Audiensi", "Permohonan data", ""])
GUESTS = RegisterDraft("Buku tamu", "Mencatat tamu.", "", "orang", [DATE, WHAT, NEED], title=1, date=0)


@pytest.fixture
def line(db):
    """A province with two regencies."""
    made = {}
    top = Office.objects.add_root(names("kpu"))
    province = Office.objects.add_child(top, names("provinsi"))
    for code in ("contoh", "tetangga"):
        province.refresh_from_db()
        made[code] = Office.objects.add_child(province, names(code))
    return made | {"provinsi": province}


def names(code):
    return {"code": code, "name": f"KPU {code}", "short_name": code, "body": "KPU", "level": Level.REGENCY}


@pytest.fixture
def office(line):
    return line["contoh"]


@pytest.fixture
def operator(office):
    return operator_of(office)


@pytest.fixture
def guests(office, operator):
    return define_register(office=office, draft=GUESTS, by=operator)


def shape(row):
    return pack_of(row.office).registers[row.code]


def drafted(row, **changes):
    """The draft that the form of ``row`` hands in, with its codes."""
    fields = [
        FieldDraft(
            each.label, each.type, each.required, tuple((each.choices or {}).values()), each.help, each.code,
            each.code in shape(row).same_event, each.code in shape(row).counts_when,
        )
        for each in shape(row).fields
    ]  # fmt: skip
    return replace(GUESTS, **{"fields": fields, "group": shape(row).group, **changes})


def change(row, by, **changes):
    row.refresh_from_db()
    return change_register(register=row, version=row.version, draft=drafted(row, **changes), by=by)


def test_a_register_is_one_like_any_other(office, operator, guests):
    register = shape(guests)
    assert (register.code, register.title_field, register.date_field) == ("buku_tamu", "uraian", "tanggal")
    assert register.field("keperluan").choices == {
        "audiensi": "Audiensi",
        "permohonan_data": "Permohonan data",
    }
    assert (register.same_event, register.counts_when) == (("tanggal", "uraian"), ("tanggal",))
    [record] = keep(office, operator, {"tanggal": f"{YEAR}-02-01", "uraian": "Rombongan"}, register=register)
    assert (record.title, record.date.month) == ("Rombongan", 2)
    assert list(verify()) == []


def test_a_measure_counts_its_records(office, guests):
    written = {"count": {"register": "buku_tamu", "where": {"keperluan": "audiensi"}}}
    measure = parse_measure(written, place="uji", registers=pack_of(office).registers)
    assert measure.selection.register == "buku_tamu"


def test_it_holds_for_the_offices_below_and_for_no_neighbour(line, operator):
    head = make_person(Role.HEAD, line["provinsi"])
    define_register(office=line["provinsi"], draft=GUESTS, by=head)
    assert "buku_tamu" in pack_of(line["contoh"]).registers
    with pytest.raises(WrongDefinition, match="Sudah ada register"):
        define_register(office=line["contoh"], draft=GUESTS, by=operator)
    own = define_register(office=line["contoh"], draft=replace(GUESTS, name="Buku-tamu"), by=operator)
    assert own.code == "buku_tamu_2"
    assert "buku_tamu_2" not in pack_of(line["tetangga"]).registers


def test_the_name_of_a_register_of_the_pack_is_taken(office, operator):
    with pytest.raises(WrongDefinition, match="“pendidikan PEMILIH”"):
        define_register(office=office, draft=replace(GUESTS, name="pendidikan PEMILIH"), by=operator)


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"name": " "}, "name", "Beri nama"),
        ({"name": "!!!"}, "name", "huruf atau angka"),
        ({"name": "x" * 121}, "name", "paling banyak 120"),
        ({"purpose": ""}, "purpose", "untuk apa"),
        ({"unit": ""}, "unit", "satuan"),
        ({"fields": []}, "fields", "satu isian"),
        ({"fields": [DATE, WHAT, replace(NEED, choices=["satu"])]}, "choices-2", "dua pilihan"),
        ({"fields": [DATE, WHAT, replace(NEED, choices=["a", "b", "A"])]}, "choices-2", "ada dua kali"),
        ({"fields": [DATE, WHAT, replace(WHAT, label="uraian")]}, "label-2", "ada dua kali"),
        ({"fields": [DATE] * 41}, "fields", "40"),
        ({"title": None}, "title", "judul"),
        ({"title": 2}, "title", "wajib"),
        ({"date": 1}, "date", "tanggal"),
        ({"date": 9}, "date", "tanggal"),
    ],
)
def test_what_is_wrong_is_told_beside_its_part(office, operator, changes, field, says):
    with pytest.raises(WrongDefinition, match=says) as caught:
        define_register(office=office, draft=replace(GUESTS, **changes), by=operator)
    assert caught.value.field == field
    assert "buku_tamu" not in pack_of(office).registers


def test_fields_and_choices_may_always_be_added(office, operator, guests):
    keep(
        office,
        operator,
        {"tanggal": f"{YEAR}-02-01", "uraian": "A", "keperluan": "audiensi"},
        register=shape(guests),
    )
    fields = drafted(guests).fields
    more = [
        *fields[:2],
        replace(fields[2], choices=["Lainnya", *fields[2].choices]),
        FieldDraft("Asal", FieldType.TEXT),
    ]
    changed = change(guests, operator, fields=more)
    assert changed.version == 2
    assert list(shape(changed).field("keperluan").choices) == ["lainnya", "audiensi", "permohonan_data"]
    assert shape(changed).fields[-1].code == "asal"
    assert LogEntry.objects.get(deed="register.change").changes["field.asal"] == [None, "Asal, text"]


def test_what_records_hold_stays(office, operator, guests):
    [record] = keep(office, operator, {"tanggal": f"{YEAR}-02-01", "uraian": "A", "keperluan": "audiensi"},
                    register=shape(guests))  # fmt: skip
    date, what, need = drafted(guests).fields
    with pytest.raises(WrongDefinition, match="“Keperluan” sudah dipakai 1 catatan"):
        change(guests, operator, fields=[date, what])
    with pytest.raises(WrongDefinition, match="jenisnya tidak dapat diubah") as caught:
        change(guests, operator, fields=[date, what, replace(need, type=FieldType.TEXT)])
    assert caught.value.field == "type-2"
    with pytest.raises(WrongDefinition, match="“Audiensi” sudah dipakai 1 catatan"):
        change(guests, operator, fields=[date, what, replace(need, choices=["Permohonan data", "Lain"])])
    with pytest.raises(WrongDefinition, match="tidak dapat ditukar"):
        change(guests, operator, fields=[date, what, replace(need, required=True)], title=2)
    correct_record(record=record, register=shape(guests), reason="salah",
                   row=Row({"tanggal": f"{YEAR}-02-01", "uraian": "A"}), by=operator)  # fmt: skip
    with pytest.raises(WrongDefinition, match="sudah dipakai 1"):  # the replaced row still holds it
        change(guests, operator, fields=[date, what])


def test_what_no_record_holds_may_go(office, operator, guests):
    keep(office, operator, {"tanggal": f"{YEAR}-02-01", "uraian": "A"}, register=shape(guests))
    date, what, _need = drafted(guests).fields
    changed = change(guests, operator, fields=[date, what], name="Buku tamu kantor")
    assert [each.code for each in shape(changed).fields] == ["tanggal", "uraian"]
    assert (changed.code, shape(changed).name) == ("buku_tamu", "Buku tamu kantor")


def test_what_makes_the_same_event_is_found_again(office, operator, guests):
    records = keep(office, operator, *[{"tanggal": f"{YEAR}-02-01", "uraian": text} for text in "AB"],
                   register=shape(guests))  # fmt: skip
    date, what, need = drafted(guests).fields
    change(guests, operator, fields=[date, replace(what, same_event=False), need])
    events = set(Record.objects.values_list("event", flat=True))
    assert len(events) == 1
    assert events != {record.event for record in records}


def test_two_who_change_at_once(operator, guests):
    change(guests, operator, unit="tamu")
    with pytest.raises(WrongDefinition, match="orang lain"):
        change_register(register=guests, version=1, draft=drafted(guests, unit="x"), by=operator)


def test_a_closed_register_takes_no_new_records(office, operator, guests):
    row = {"tanggal": f"{YEAR}-02-01", "uraian": "A"}
    keep(office, operator, row, register=shape(guests))
    retire_register(register=guests, by=operator)
    with pytest.raises(CannotDo, match="sudah ditutup"):
        keep(office, operator, row, register=shape(guests))
    retire_register(register=guests, retired=False, by=operator)
    keep(office, operator, row, register=shape(guests))
    deeds = LogEntry.objects.filter(deed__startswith="register").order_by("sequence")
    assert list(deeds.values_list("deed", flat=True)) == [
        "register.define",
        "register.retire",
        "register.reopen",
    ]


def test_only_those_who_define_registers(line, office, guests):
    for person in (make_person(Role.READER, office), make_person(Role.HEAD, line["tetangga"])):
        for deed in (
            lambda by: define_register(office=office, draft=replace(GUESTS, name="Lain"), by=by),
            lambda by: change_register(register=guests, version=1, draft=GUESTS, by=by),
            lambda by: retire_register(register=guests, by=by),
        ):
            with pytest.raises(Refused):
                deed(person)


@pytest.mark.parametrize(
    ("text", "code"),
    [("Buku Tamu (2025)", "buku_tamu_2025"), ("Évaluasi", "evaluasi"), ("--", ""), ("a" * 60, "a" * 36)],
)
def test_codes_come_from_words(text, code):
    assert code_of(text) == code
