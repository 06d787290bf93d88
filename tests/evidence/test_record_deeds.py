"""Deeds about records: what each does, and what it refuses."""

from decimal import Decimal

import pytest

from akuntabel.core.errors import CannotDo
from akuntabel.core.periods import Period
from akuntabel.evidence.deeds import (
    ChangedMeanwhile,
    Row,
    WrongRows,
    add_record,
    add_records,
    change_field,
    change_record,
    correct_record,
    lock_period,
    withdraw_record,
    withdraw_records,
)
from akuntabel.evidence.models import Record
from akuntabel.offices.access import Refused
from akuntabel.offices.models import LogEntry, Role
from akuntabel.packs.loader import load_pack

YEAR = 2025


def event(title="Sosialisasi di SMA 1", **more):
    return {"segment": "pemula", "title": title, "date": "2025-03-04", "status": "done", **more}


@pytest.fixture
def register():
    return load_pack().registers["voter_education"]


@pytest.fixture
def record(office, people, register):
    return add_record(office=office, year=YEAR, register=register, row=Row(event()), by=people[Role.OPERATOR])


def of_year(office):
    return [row.title for row in Record.objects.of_year(office, YEAR)]


def test_adding_is_all_or_nothing(office, people, register):
    rows = [Row(event("Satu")), Row({"title": "Dua"})]
    with pytest.raises(WrongRows) as caught:
        add_records(office=office, year=YEAR, register=register, rows=rows, by=people[Role.OPERATOR])
    assert [str(each) for each in caught.value.problems[1]] == [
        "Segmen utama wajib diisi.",
        "Status wajib diisi.",
    ]
    assert of_year(office) == []
    assert LogEntry.objects.filter(office=office).count() == 0


def test_a_reader_may_not_add(office, people, register):
    with pytest.raises(Refused, match="Anda tidak dapat mengisi dan memperbaiki catatan di KPU Contoh"):
        add_record(office=office, year=YEAR, register=register, row=Row(event()), by=people[Role.READER])


def test_a_change_is_logged_with_before_and_after(record, people, register):
    change_record(
        record=record, version=1, register=register, row=Row(event("Baru")), by=people[Role.OPERATOR]
    )
    row = LogEntry.objects.about(record).last()
    assert (row.deed, row.changes) == (
        "record.change",
        {"title": ["Sosialisasi di SMA 1", "Baru"], "data.title": ["Sosialisasi di SMA 1", "Baru"]},
    )


def test_the_second_of_two_who_edit_is_told(record, people, register):
    change_record(record=record, version=1, register=register, row=Row(event("Baru")), by=people[Role.HEAD])
    with pytest.raises(ChangedMeanwhile) as caught:
        change_record(
            record=record, version=1, register=register, row=Row(event("Lain")), by=people[Role.OPERATOR]
        )
    assert caught.value.record.title == "Baru"


def test_what_counted_in_a_locked_period_is_corrected_by_a_new_row(record, office, people, register):
    lock_period(office=office, period=Period(YEAR, quarter=1), by=people[Role.HEAD])
    operator = people[Role.OPERATOR]
    with pytest.raises(CannotDo, match="Triwulan I 2025 sudah dikunci"):
        change_record(record=record, version=1, register=register, row=Row(event("Baru")), by=operator)
    with pytest.raises(CannotDo, match="Tulis alasannya"):
        correct_record(record=record, register=register, row=Row(event("Baru")), reason=" ", by=operator)
    new = correct_record(
        record=record, register=register, row=Row(event("Baru")), reason="Salah nama", by=operator
    )
    assert (new.replaces, new.reason, of_year(office)) == (record, "Salah nama", ["Baru"])
    assert Record.objects.get(pk=record.pk).title == "Sosialisasi di SMA 1"


def test_a_withdrawn_record_counts_no_more_and_stays_readable(record, office, people):
    withdraw_record(record=record, reason="Tidak jadi", by=people[Role.OPERATOR])
    assert of_year(office) == []
    assert Record.objects.get(pk=record.pk).withdrawn_reason == "Tidak jadi"
    with pytest.raises(CannotDo, match="sudah diganti atau ditarik"):
        withdraw_record(record=record, reason="Lagi", by=people[Role.OPERATOR])


# ---------------------------------------------------------------- what follows, many at once


@pytest.fixture
def lppa():
    return load_pack().registers["lppa"]


def test_what_follows_is_worked_out_whatever_is_typed(office, people, lppa):
    row = Row({"month": "07", "submitted_on": "2025-08-11", "on_time": True, "due_on": "2030-01-01"})
    record = add_record(office=office, year=YEAR, register=lppa, row=row, by=people[Role.OPERATOR])
    assert (record.data["due_on"], record.data["on_time"]) == ("2025-08-08", False)
    assert record.asserted == []


def test_an_aggregate_may_assert_and_a_correction_keeps_it(office, people, lppa):
    operator = people[Role.OPERATOR]
    row = Row({"on_time": True}, quantity=Decimal(12))
    record = add_record(office=office, year=YEAR, register=lppa, row=row, by=operator)
    assert (record.data, record.asserted, record.event) == ({"on_time": True}, ["on_time"], "")
    change_record(record=record, version=1, register=lppa, row=Row({}, Decimal(12), "Buku"), by=operator)
    record.refresh_from_db()
    assert (record.data, record.asserted, record.source) == ({"on_time": True}, ["on_time"], "Buku")


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (Row(event(), quantity=Decimal(-1)), "quantity"),
        (Row(event(), quantity=Decimal("0.00001")), "quantity"),
        (Row(event(), quantity=Decimal("NaN")), "quantity"),
        (Row(event(), quantity=Decimal(10) ** 12), "quantity"),
        (Row(event(), source="x" * 201), "source"),
    ],
)
def test_what_the_columns_cannot_hold_is_refused(office, people, register, row, field):
    with pytest.raises(WrongRows) as caught:
        add_record(office=office, year=YEAR, register=register, row=row, by=people[Role.OPERATOR])
    assert [problem.field for problem in caught.value.problems[0]] == [field]


def change_all(office, register, by, records, field="election", value="pemilu"):
    picked = {record.pk: record.version for record in records}
    return change_field(
        office=office, year=YEAR, register=register, picked=picked, field=field, value=value, by=by
    )


def test_a_field_of_many_is_changed_each_with_its_row_in_the_trail(office, people, register):
    operator = people[Role.OPERATOR]
    rows = [Row(event(f"Kelas {number}")) for number in range(3)]
    records = add_records(office=office, year=YEAR, register=register, rows=rows, by=operator)
    assert change_all(office, register, operator, records) == 3
    changes = [row.changes for row in LogEntry.objects.filter(deed="record.change")]
    assert changes == [{"data.election": [None, "pemilu"]}] * 3
    again = Record.objects.of_year(office, YEAR)
    assert change_all(office, register, operator, again) == 0
    with pytest.raises(CannotDo, match="“Kelas 0, 04-03-2025”: catatan ini sudah diubah orang lain"):
        change_all(office, register, operator, records)
    with pytest.raises(CannotDo, match="“Kelas 0, 04-03-2025”: Segmen utama wajib diisi"):
        change_all(office, register, operator, again, "segment", None)
    assert {row.data["segment"] for row in Record.objects.all()} == {"pemula"}


def test_a_value_that_follows_cannot_be_set_for_many(office, people, lppa):
    operator = people[Role.OPERATOR]
    record = add_record(office=office, year=YEAR, register=lppa, row=Row({"month": "01"}), by=operator)
    with pytest.raises(CannotDo, match="Tepat waktu dihitung dari isian lain"):
        change_all(office, lppa, operator, [record], "on_time", True)
    change_all(office, lppa, operator, [record], "submitted_on", "2025-02-10")
    record.refresh_from_db()
    assert record.data["on_time"] is True


def test_many_are_withdrawn_together_or_not_at_all(office, people, register):
    operator = people[Role.OPERATOR]
    rows = [Row(event("Satu")), Row(event("Dua", date="2025-06-01", place="Aula"))]
    records = add_records(office=office, year=YEAR, register=register, rows=rows, by=operator)
    lock_period(office=office, period=Period(YEAR, month=6), by=people[Role.HEAD])
    shared = {"office": office, "year": YEAR, "register": register, "reason": "Dobel", "by": operator}
    with pytest.raises(CannotDo, match="“Dua, 01-06-2025, Aula”: Juni 2025 sudah dikunci"):
        withdraw_records(picked={record.pk: 1 for record in records}, **shared)
    assert of_year(office) == ["Satu", "Dua"]
    assert withdraw_records(picked={records[0].pk: 1}, **shared) == 1
    assert of_year(office) == ["Dua"]
    with pytest.raises(Refused):
        withdraw_records(picked={records[1].pk: 1}, **(shared | {"by": people[Role.READER]}))
