"""Deeds about records: what each does, and what it refuses."""

import pytest

from akuntabel.core.periods import Period
from akuntabel.evidence.deeds import (
    CannotDo,
    ChangedMeanwhile,
    Row,
    WrongRows,
    add_record,
    add_records,
    change_record,
    correct_record,
    lock_period,
    withdraw_record,
)
from akuntabel.evidence.models import Record
from akuntabel.offices.access import Refused
from akuntabel.offices.models import Level, LogEntry, Membership, Office, Person, Role
from akuntabel.packs.loader import load_pack

YEAR = 2025


def event(title="Sosialisasi di SMA 1", **more):
    return {"segment": "pemula", "title": title, "date": "2025-03-04", "status": "done", **more}


@pytest.fixture
def office(db):
    return Office.objects.add_root(
        {
            "code": "contoh",
            "name": "KPU Contoh",
            "short_name": "Contoh",
            "body": "KPU",
            "level": Level.REGENCY,
        }
    )


@pytest.fixture
def people(office):
    found = {}
    for role in (Role.OPERATOR, Role.HEAD, Role.READER):
        found[role] = Person.objects.create_user(username=role.value)
        Membership.objects.create(person=found[role], office=office, role=role)
    return found


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
