"""A register says what is wrong with a row, when it counts, and which rows are the same event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from akuntabel.core.register import FieldType, Register, RegisterField, is_date, is_number

EVENTS = Register(
    code="events",
    name="Kegiatan",
    purpose="Mencatat kegiatan.",
    group="Uji",
    unit="keg",
    fields=(
        RegisterField("title", "Nama kegiatan", FieldType.TEXT, required=True),
        RegisterField("date", "Tanggal", FieldType.DATE),
        RegisterField("place", "Tempat", FieldType.PLACE),
        RegisterField("leader", "Ketua", FieldType.PERSON),
        RegisterField("people", "Peserta", FieldType.INTEGER),
        RegisterField("score", "Nilai", FieldType.NUMBER),
        RegisterField("budget", "Biaya", FieldType.MONEY),
        RegisterField("done", "Terlaksana", FieldType.BOOLEAN),
        RegisterField("kind", "Jenis", FieldType.CHOICE, choices={"talk": "Ceramah", "film": "Film"}),
    ),
    title_field="title",
    date_field="date",
    same_event=("date", "place"),
    counts_when=("title", "done"),
)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"title": "Sosialisasi"}, []),
        (
            {
                "title": "Sosialisasi",
                "date": "2024-02-09",
                "place": "SMA Negeri 1",
                "leader": "Sari",
                "people": 40,
                "score": "97.5",
                "budget": "1500000",
                "done": False,
                "kind": "film",
            },
            [],
        ),
        ({}, [("title", "Nama kegiatan wajib diisi.")]),
        ({"title": ""}, [("title", "Nama kegiatan wajib diisi.")]),
        ({"title": "S", "date": "9-2-2024"}, [("date", "Tanggal harus tanggal, bukan “9-2-2024”.")]),
        ({"title": "S", "date": "2024-02-30"}, [("date", "Tanggal harus tanggal, bukan “2024-02-30”.")]),
        ({"title": "S", "date": "20240209"}, [("date", "Tanggal harus tanggal, bukan “20240209”.")]),
        ({"title": "S", "people": "40"}, [("people", "Peserta harus bilangan bulat, bukan “40”.")]),
        ({"title": "S", "people": True}, [("people", "Peserta harus bilangan bulat, bukan “True”.")]),
        ({"title": "S", "score": 97.5}, [("score", "Nilai harus angka, bukan “97.5”.")]),
        ({"title": "S", "score": "NaN"}, [("score", "Nilai harus angka, bukan “NaN”.")]),
        ({"title": "S", "budget": "1,5 juta"}, [("budget", "Biaya harus angka, bukan “1,5 juta”.")]),
        ({"title": "S", "done": "ya"}, [("done", "Terlaksana harus ya atau tidak, bukan “ya”.")]),
        (
            {"title": "S", "kind": "rapat"},
            [("kind", "Jenis harus salah satu dari: Ceramah, Film; bukan “rapat”.")],
        ),
        (
            {"title": "S", "kind": ["film"]},
            [("kind", "Jenis harus salah satu dari: Ceramah, Film; bukan “['film']”.")],
        ),
        ({"title": 5}, [("title", "Nama kegiatan harus teks, bukan “5”.")]),
        ({"title": "S", "place": 5}, [("place", "Tempat harus teks, bukan “5”.")]),
        ({"title": "S", "tempat": "x"}, [("tempat", "Isian tempat tidak ada dalam register Kegiatan.")]),
    ],
)
def test_problems(data, expected):
    assert EVENTS.problems(data) == expected


def test_an_aggregate_need_not_fill_in_what_only_a_single_event_has():
    assert EVENTS.problems({"done": True}, aggregate=True) == []
    assert EVENTS.problems({"done": "ya"}, aggregate=True) == [
        ("done", "Terlaksana harus ya atau tidak, bukan “ya”.")
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"title": "Sosialisasi", "done": True}, True),
        ({"title": "Sosialisasi", "done": False}, True),
        ({"title": "Sosialisasi", "done": None}, False),
        ({"title": "", "done": True}, False),
        ({}, False),
    ],
)
def test_a_row_counts_when_the_needed_fields_are_filled(data, expected):
    assert EVENTS.counts(data) is expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"date": "2024-02-09", "place": "SMA Negeri 1"}, ("2024-02-09", "SMA Negeri 1")),
        ({"date": "2024-02-09"}, None),
        ({"date": "2024-02-09", "place": ""}, None),
    ],
)
def test_rows_are_the_same_event_only_when_all_of_it_is_known(data, expected):
    assert EVENTS.event(data) == expected


def test_the_title_of_a_row_is_a_word_and_never_a_code():
    by_kind = replace(EVENTS, title_field="kind")

    assert EVENTS.title({"title": "Sosialisasi"}) == "Sosialisasi"
    assert by_kind.title({"kind": "film"}) == "Film"
    assert by_kind.title({"kind": ""}) == by_kind.title({}) == ""


def test_conditions_come_in_the_order_of_the_fields_however_they_are_kept():
    kept = {"done": True, "kind": "film", "gone": 1, "title": "Pesta"}
    assert EVENTS.in_order(kept) == [("title", "Pesta"), ("done", True), ("kind", "film"), ("gone", 1)]


def test_a_field_by_its_code():
    assert EVENTS.field("people").label == "Peserta"
    with pytest.raises(KeyError, match="peserta"):
        EVENTS.field("peserta")


@pytest.mark.parametrize(
    ("value", "expected"), [(5, True), ("5.25", True), (5.25, False), ("x", False), (True, False)]
)
def test_what_is_a_number(value, expected):
    assert is_number(value) is expected


@pytest.mark.parametrize(
    ("value", "expected"), [("2024-02-29", True), ("2023-02-29", False), ("2024-2-9", False)]
)
def test_what_is_a_date(value, expected):
    assert is_date(value) is expected
