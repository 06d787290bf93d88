"""Two at the same moment: one of two changes wins, and nothing slips past a lock that is being set."""

import datetime as dt
import threading

import pytest
from django.db import connection

from akuntabel.core.entry import Hand
from akuntabel.core.errors import CannotDo
from akuntabel.core.periods import Period
from akuntabel.evidence.deeds import (
    ChangedMeanwhile,
    InLocked,
    Row,
    add_record,
    change_record,
    correct_record,
    lock_period,
)
from akuntabel.evidence.models import PeriodLock, Record
from akuntabel.evidence.typed_rows import TypedRow, keep_typed
from akuntabel.offices.models import Role
from akuntabel.offices.trail import verify
from akuntabel.packs.loader import load_pack

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one writer in at a time"),
]
YEAR = 2025
REGISTER = load_pack().registers["voter_education"]


def row(title):
    return Row({"segment": "pemula", "title": title, "status": "done", "date": "2025-03-04"})


def together(*deeds):
    """Run ``deeds`` at once; what each raised, or None."""
    start, outcome = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(index, deed):
        start.wait()
        try:
            deed()
        except Exception as error:
            outcome[index] = type(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcome


@pytest.fixture
def record(office, operator):
    return add_record(office=office, year=YEAR, register=REGISTER, row=row("Asal"), by=operator)


def test_of_two_changes_one_is_told(record, people):
    def change(role):
        change_record(record=record, version=1, register=REGISTER, row=row(role.value), by=people[role])

    outcome = together(lambda: change(Role.OPERATOR), lambda: change(Role.HEAD))
    assert sorted(map(str, outcome)) == sorted(map(str, [None, ChangedMeanwhile]))
    assert Record.objects.get().version == 2
    assert list(verify()) == []


def test_of_two_corrections_one_is_told(record, operator):
    def correct():
        correct_record(record=record, register=REGISTER, row=row("Baru"), reason="Salah", by=operator)

    assert sorted(map(str, together(correct, correct))) == sorted(map(str, [None, CannotDo]))
    assert Record.objects.filter(replaces=record).count() == 1


def test_a_row_is_written_before_the_lock_or_not_at_all(office, operator, people):
    def write():
        add_record(office=office, year=YEAR, register=REGISTER, row=row("Menit terakhir"), by=operator)

    for _round in range(5):
        PeriodLock.objects.all().delete()
        Record.objects.all().delete()
        lock = lambda: lock_period(office=office, period=Period(YEAR, month=3), by=people[Role.HEAD])  # noqa: E731
        outcome = together(write, lock)
        assert outcome[1] is None
        if kept := Record.objects.first():
            assert kept.created_at <= PeriodLock.objects.get().locked_at
        else:
            assert outcome[0] is InLocked
    assert list(verify()) == []


def test_a_new_row_of_the_grid_that_comes_twice_at_once_is_one_record(office, operator):
    cells = {"segment": "Pemilih pemula", "title": "Kelas", "status": "terlaksana", "date": "4/3"}
    kept = []

    def keep(key):
        kept.append(
            keep_typed(
                office=office,
                year=YEAR,
                register=REGISTER,
                row=TypedRow(cells, key=key),
                hand=Hand(YEAR, dt.date(YEAR, 6, 1)),
                by=operator,
            ).pk
        )

    for number in range(5):
        key = f"{number:012x}"
        assert together(*[lambda key=key: keep(key)] * 3) == [None] * 3
        assert kept[-3:] == [Record.objects.get(key=key).pk] * 3
