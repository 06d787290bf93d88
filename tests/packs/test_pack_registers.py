"""A policy or a register that cannot work is refused, with its place and the reason.

Each case takes the small right pack of ``sample_pack`` and changes one line of it.
"""

from __future__ import annotations

import pytest
from sample_pack import refusal

POLICIES = [
    pytest.param(
        "policies.toml",
        'above = "90"',
        'above = "91"',
        "policies.toml: scale[0]: skala dua: nilai di atas 90 sampai 91 tidak masuk kategori mana pun",
        id="a hole in the scale",
    ),
    pytest.param(
        "policies.toml",
        'above = "90"',
        'above = "80"',
        "policies.toml: scale[0]: skala dua: nilai di atas 80 sampai 90 masuk dua kategori",
        id="an overlap in the scale",
    ),
    pytest.param(
        "policies.toml",
        'scale = "dua"',
        'scale = "duwa"',
        'policies.toml: policy[0].scale: "duwa" tidak dikenal; mungkin maksudnya "dua"',
        id="a scale that does not exist",
    ),
    pytest.param(
        "policies.toml",
        'cap = "120"',
        'cap = "80"',
        "policies.toml: policy[0].cap: 80 di luar batas; paling sedikit 100",
        id="a cap below 100",
    ),
    pytest.param(
        "policies.toml",
        'floor = "0"',
        'floor = "100"',
        "policies.toml: policy[0].floor: 100 di luar batas; paling sedikit 0 dan kurang dari 100",
        id="a floor that makes every target met",
    ),
    pytest.param(
        "policies.toml",
        "places = 2",
        "places = 9",
        "policies.toml: policy[0].places: 9 di luar batas; pakai 0 sampai 6",
        id="too many decimals",
    ),
]

REGISTERS = [
    pytest.param(
        "registers/events.toml",
        'title_field = "title"',
        'title_field = "titel"',
        'registers/events.toml: title_field: "titel" tidak dikenal; mungkin maksudnya "title"',
        id="title field",
    ),
    pytest.param(
        "registers/events.toml",
        'date_field = "date"',
        'date_field = "tanggal"',
        'registers/events.toml: date_field: "tanggal" tidak dikenal;'
        " isian yang ada: date, done, kind, people, title",
        id="date field",
    ),
    pytest.param(
        "registers/events.toml",
        'date_field = "date"',
        'date_field = "title"',
        'registers/events.toml: date_field: isian "title" bukan tanggal',
        id="a date field that is no date",
    ),
    pytest.param(
        "registers/events.toml",
        'same_event = ["date", "title"]',
        'same_event = ["date", "place"]',
        'registers/events.toml: same_event[1]: "place" tidak dikenal; isian yang ada: date, done, kind, people, title',
        id="same event",
    ),
    pytest.param(
        "registers/events.toml",
        'counts_when = ["title"]',
        'counts_when = ["done", "siapa"]',
        'registers/events.toml: counts_when[1]: "siapa" tidak dikenal;'
        " isian yang ada: date, done, kind, people, title",
        id="counts when",
    ),
    pytest.param(
        "registers/events.toml",
        'code = "events"',
        'code = "event"',
        'registers/events.toml: code: "event" tidak sama dengan nama berkasnya, "events"',
        id="a code that is not the file's name",
    ),
    pytest.param(
        "registers/events.toml",
        'choices = { talk = "Ceramah", film = "Film" }',
        "choices = {}",
        "registers/events.toml: field[4].choices: belum diisi",
        id="a choice without choices",
    ),
    pytest.param(
        "registers/events.toml",
        'help = "Menurut daftar hadir."',
        'choices = { a = "A" }',
        'registers/events.toml: field[3].choices: hanya untuk isian berjenis "choice"',
        id="choices of a number",
    ),
    pytest.param(
        "registers/events.toml",
        'period = "month"',
        'period = "bulan"',
        'registers/events.toml: deadline.period: "bulan" tidak dikenal;'
        " pilih month, quarter, semester, year, atau event",
        id="period of the deadline",
    ),
    pytest.param(
        "registers/events.toml",
        "day = 10",
        "day = 32",
        "registers/events.toml: deadline.day: 32 di luar batas; pakai 0 sampai 31",
        id="day of the deadline",
    ),
    pytest.param(
        "registers/events.toml",
        'if_holiday = "previous"',
        'if_holiday = "mundur"',
        'registers/events.toml: deadline.if_holiday: "mundur" tidak dikenal; pilih previous, next, atau keep',
        id="holiday rule of the deadline",
    ),
    pytest.param(
        "pack.toml",
        'key = "register.events.deadline"',
        'key = "lain"',
        'registers/events.toml: deadline.verified: belum dipastikan, tetapi "register.events.deadline"'
        " tidak ada di pack.toml [[unverified]]",
        id="an unconfirmed deadline that is no open question",
    ),
]


@pytest.mark.parametrize(
    ("file", "right", "wrong", "message"),
    [*POLICIES, *REGISTERS],
)
def test_a_planted_error_is_refused_with_its_place(tmp_path, file, right, wrong, message):
    assert refusal(tmp_path, file, right, wrong) == message
