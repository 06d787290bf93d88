"""Likely doubles are named; different events are not."""

import random
import time

import pytest

from akuntabel.evidence.deeds import Row, add_record, add_records
from akuntabel.evidence.duplicates import likely_doubles
from akuntabel.packs.loader import load_pack

YEAR = 2025
REGISTER = load_pack().registers["voter_education"]


def event(title, date="2025-03-04", place=None, **more):
    data = {"segment": "pemula", "title": title, "status": "done", "date": date, "place": place, **more}
    return {name: value for name, value in data.items() if value is not None}


@pytest.fixture
def kept(office, operator):
    data = event("Sosialisasi pemilih pemula di SMA 1", place="SMA Negeri 1 Tanah Grogot")
    return add_record(office=office, year=YEAR, register=REGISTER, row=Row(data), by=operator)


def doubles(office, *rows, **more):
    return likely_doubles(office, YEAR, REGISTER, rows, **more)


@pytest.mark.parametrize(
    ("row", "same"),
    [
        (event("Judul lain sama sekali", place="SMAN 01 Tanah Grogot"), True),  # same date, same place
        (event("sosialisasi Pemilih-Pemula di SMA 1"), False),
        (event("Sosialisasi pemilih pemula di SMA 1", date="2025-03-07"), False),  # three days later
        (event("Pemilih pemula: sosialisasi di SMA 1"), False),  # other order of words
    ],
)
def test_a_double_is_named(office, kept, row, same):
    [found] = doubles(office, row)[0]
    assert (found.pk, found.same) == (kept.pk, same)


@pytest.mark.parametrize(
    "row",
    [
        event("Sosialisasi pemilih pemula di SMA 2"),  # another number
        event("Sosialisasi pemilih pemula di SMA 1", date="2025-03-08"),  # four days later
        event("Sosialisasi pemilih pemula di SMA 1", place="SMA Negeri 2"),  # another place
        event("Nonton bareng film kepemiluan"),
        event("Sosialisasi pemilih pemula di SMA 1", date=None),
    ],
)
def test_another_event_is_left_alone(office, kept, row):
    assert doubles(office, row) == {}


def test_the_record_itself_and_what_no_longer_holds_are_left_out(office, kept, operator):
    assert doubles(office, kept.data, without=[kept.pk]) == {}
    from akuntabel.evidence.deeds import withdraw_record

    withdraw_record(record=kept, reason="Tidak jadi", by=operator)
    assert doubles(office, dict(kept.data)) == {}


def test_rows_of_one_table_are_compared_with_one_another(office):
    found = doubles(office, event("Kelas pemilu"), event("Lain"), event("Kelas  Pemilu"))
    assert {index: [each.row for each in there] for index, there in found.items()} == {2: [0]}


def test_five_thousand_against_five_thousand_is_quick(office, operator):
    rng = random.Random(1)
    words = ["sosialisasi", "kelas", "pemilih", "pemula", "simulasi", "nonton", "debat", "kunjungan", "desa"]

    def row():
        title = " ".join(rng.choices(words, k=5)) + f" {rng.randint(1, 400)}"
        return event(
            title, f"2025-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}", f"Tempat {rng.randint(1, 900)}"
        )

    rows = [Row(row()) for _ in range(5000)]
    add_records(office=office, year=YEAR, register=REGISTER, rows=rows, by=operator)
    start = time.perf_counter()
    likely_doubles(office, YEAR, REGISTER, [row() for _ in range(5000)])
    assert time.perf_counter() - start < 6
    same_day = [row() | {"date": "2025-05-05"} for _ in range(2000)]
    start = time.perf_counter()
    likely_doubles(office, YEAR, REGISTER, same_day)
    assert time.perf_counter() - start < 6
