"""A date lies in the year of its record, or its row is refused beside the date."""

from dataclasses import replace

import pytest
from table_people import REGISTER, YEAR, event

from akuntabel.core.errors import CannotDo
from akuntabel.core.register import Deadline
from akuntabel.evidence.deeds import Row, WrongRows, add_record, change_field, change_record, correct_record
from akuntabel.evidence.models import Record

DUE = replace(REGISTER, deadline=Deadline("month", 1, 10, "previous", "Uji", True))
LATER, EARLIER = f"{YEAR + 1}-01-05", f"{YEAR - 1}-12-30"


def row(day, title="Kelas"):
    return Row(event(title) | {"date": day})


@pytest.mark.parametrize(
    ("register", "day", "kept"),
    [
        (REGISTER, f"{YEAR}-01-01", True),
        (REGISTER, f"{YEAR}-12-31", True),
        (REGISTER, LATER, False),
        (REGISTER, EARLIER, False),
        (DUE, LATER, True),  # the report of December
        (DUE, f"{YEAR + 2}-01-05", False),
        (DUE, EARLIER, False),
    ],
)
def test_a_new_row_lies_in_its_year(office, operator, register, day, kept):
    def add():
        return add_record(office=office, year=YEAR, register=register, row=row(day), by=operator)

    if kept:
        assert add().date.isoformat() == day
        return
    with pytest.raises(WrongRows) as caught:
        add()
    [problem] = caught.value.problems[0]
    assert problem.field == "date"
    assert str(problem) == (
        f"Tanggal ini di tahun {day[:4]}, bukan {YEAR}. Betulkan tanggalnya, "
        f"atau buka tahun {day[:4]} dan catat di sana."
    )


def test_no_change_carries_a_row_out_of_its_year(office, operator):
    record = add_record(office=office, year=YEAR, register=REGISTER, row=row(f"{YEAR}-03-04"), by=operator)
    with pytest.raises(WrongRows):
        change_record(record=record, version=1, register=REGISTER, row=row(LATER), by=operator)
    with pytest.raises(WrongRows):
        correct_record(record=record, register=REGISTER, row=row(LATER), reason="Salah", by=operator)
    with pytest.raises(CannotDo, match="Tanggal ini di tahun"):
        change_field(
            office=office,
            year=YEAR,
            register=REGISTER,
            picked={record.pk: 1},
            field="date",
            value=LATER,
            by=operator,
        )


def test_a_date_that_was_there_already_is_not_asked_again(office, operator):
    record = add_record(office=office, year=YEAR, register=DUE, row=row(LATER), by=operator)
    changed = change_record(record=record, version=1, register=REGISTER, row=row(LATER, "Lain"), by=operator)
    assert (changed.title, Record.objects.get().date.isoformat()) == ("Lain", LATER)
