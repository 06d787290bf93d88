"""What a locked period holds, and that no correction carries a row into or out of it."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from table_people import REGISTER as ANY_REGISTER
from table_people import YEAR, event

from akuntabel.core.errors import CannotDo
from akuntabel.core.periods import Period
from akuntabel.core.register import Deadline
from akuntabel.evidence.deeds import (
    InLocked,
    Row,
    add_record,
    change_record,
    correct_record,
    lock_over,
    lock_period,
    locked_periods,
    open_period,
    withdraw_record,
)
from akuntabel.evidence.models import Record
from akuntabel.offices.models import Role

DECEMBER, T1, T4 = Period(YEAR, month=12), Period(YEAR, quarter=1), Period(YEAR, quarter=4)
MARCH, WHOLE = Period(YEAR, month=3), Period(YEAR)
# A register of reports that are due: December's is handed in in January.
REGISTER = replace(ANY_REGISTER, deadline=Deadline("month", 1, 10, "previous", "Uji", True))


def add(office, by, day, title="Laporan", **more):
    data = event(title) | {"date": day}
    return add_record(office=office, year=YEAR, register=REGISTER, row=Row(data, **more), by=by)


def correct(record, by, day, **more):
    data = event("Diganti") | {"date": day}
    return correct_record(record=record, register=REGISTER, row=Row(data, **more), reason="Salah", by=by)


def lock(office, people, *periods):
    for period in periods:
        lock_period(office=office, period=period, by=people[Role.HEAD])


@pytest.mark.parametrize(
    ("day", "period", "holds"),
    [
        ("2026-01-05", DECEMBER, True),
        ("2026-01-05", T4, True),
        ("2026-01-05", WHOLE, True),
        ("2026-01-05", T1, False),
        ("2026-01-05", Period(2026, month=1), False),
        ("2024-12-30", Period(YEAR, month=1), True),
        ("2024-12-30", T1, True),
        ("2024-12-30", DECEMBER, False),
        ("2025-12-31", DECEMBER, True),
        ("2025-11-30", DECEMBER, False),
    ],
)
def test_a_date_outside_the_year_lies_at_the_nearest_edge_of_it(day, period, holds):
    record = Record(year=YEAR, date=dt.date.fromisoformat(day))
    assert (lock_over(record, [period]) == period) is holds


def test_the_december_report_handed_in_in_january_is_held_by_its_year(office, people, operator):
    record = add(office, operator, "2026-01-05")
    lock(office, people, T4)
    row = Row(event("Diubah") | {"date": "2026-01-06"})
    with pytest.raises(InLocked, match=r"Triwulan IV 2025 sudah dikunci\. Perbaiki lewat catatan pengganti"):
        change_record(record=record, version=1, register=REGISTER, row=row, by=operator)
    with pytest.raises(InLocked):
        withdraw_record(record=record, reason="Batal", by=operator)
    with pytest.raises(InLocked):
        add(office, operator, "2026-02-01", "Baru")
    new = correct(record, operator, "2026-01-06")
    assert lock_over(new, locked_periods(office, YEAR)) == T4


@pytest.mark.parametrize(
    ("locks", "old", "new", "sentence"),
    [
        ([T1], "2025-03-04", "2025-02-01", ""),  # another day of the same locked quarter
        ([T1], "2025-03-04", "2025-04-01", "tidak lagi berada di periode terkunci yang sama (Triwulan I"),
        ([T1], "2025-04-01", "2025-03-04", "Triwulan I 2025 sudah dikunci. Periksa tanggalnya"),
        ([T1], "2025-04-01", "2025-05-01", ""),
        ([T1, MARCH], "2025-03-04", "2025-03-09", ""),
        ([T1, MARCH], "2025-03-04", "2025-02-01", "tidak lagi berada"),
        ([T1, MARCH], "2025-02-01", "2025-03-04", "tidak lagi berada"),
        ([T1, T4], "2025-03-04", "2025-12-01", "tidak lagi berada"),
        ([WHOLE], "2025-03-04", "2025-12-01", ""),
        ([WHOLE], "2025-03-04", "2026-01-05", ""),
        ([MARCH], "2025-03-04", None, "tidak lagi berada"),  # without a date no month holds it
    ],
)
def test_a_correction_stays_in_the_locked_periods_of_the_old_row(
    office, people, operator, locks, old, new, sentence
):
    record = add(office, operator, old)
    lock(office, people, *locks)
    if not sentence:
        assert correct(record, operator, new).replaces == record
        return
    with pytest.raises(InLocked) as caught:
        correct(record, operator, new)
    assert sentence in str(caught.value)
    assert "Pemeriksa atau Sekretaris" in str(caught.value)
    assert Record.objects.get() == record


def test_a_correction_to_nothing_takes_out_what_was_wrongly_counted(office, people, operator):
    record = add(office, operator, "2025-03-04")
    lock(office, people, T1)
    new = correct(record, operator, "2025-03-04", quantity=Decimal(0))
    assert [row.quantity for row in Record.objects.of_year(office, YEAR)] == [Decimal(0)]
    assert new.reason == "Salah"
    with pytest.raises(InLocked):  # the one that replaced it counted as well
        withdraw_record(record=new, reason="Batal", by=operator)
    with pytest.raises(InLocked):
        change_record(record=new, version=1, register=REGISTER, row=Row(event()), by=operator)


def test_a_new_row_and_a_moved_one_are_told_who_can_open_the_period(office, people, operator):
    record = add(office, operator, "2025-04-01")
    lock(office, people, T1)
    sentence = (
        "Triwulan I 2025 sudah dikunci. Periksa tanggalnya; "
        "bila sudah benar, minta Pemeriksa atau Sekretaris membuka periode itu."
    )
    row = Row(event() | {"date": "2025-03-04"})
    with pytest.raises(CannotDo) as new:
        add_record(office=office, year=YEAR, register=REGISTER, row=row, by=operator)
    with pytest.raises(CannotDo) as moved:
        change_record(record=record, version=1, register=REGISTER, row=row, by=operator)
    assert (str(new.value), str(moved.value)) == (sentence, sentence)
    open_period(office=office, period=T1, reason="Menyusul", by=people[Role.HEAD])
    assert add_record(office=office, year=YEAR, register=REGISTER, row=row, by=operator).pk
