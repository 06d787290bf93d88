"""A register's rules for due dates and validity are checked against its fields."""

import pytest

from akuntabel.packs.loader import parse_register
from akuntabel.packs.reading import PackError

MONTHS = {f"{month:02d}": str(month) for month in range(1, 13)}
REGISTER = {
    "code": "uji",
    "name": "Uji",
    "purpose": "Uji",
    "group": "Uji",
    "unit": "laporan",
    "title_field": "month",
    "date_field": "sent",
    "same_event": ["month"],
    "counts_when": ["on_time"],
    "field": [
        {"code": "month", "label": "Bulan", "type": "choice", "choices": MONTHS},
        {"code": "sent", "label": "Dikirim", "type": "date"},
        {"code": "due", "label": "Batas", "type": "date"},
        {"code": "on_time", "label": "Tepat waktu", "type": "boolean"},
        {"code": "a", "label": "A", "type": "money"},
        {"code": "b", "label": "B", "type": "money"},
        {"code": "valid", "label": "Valid", "type": "boolean"},
    ],
    "deadline": {
        "period": "month",
        "field": "month",
        "months_after": 1,
        "day": 10,
        "if_holiday": "previous",
        "basis": "uji",
        "verified": False,
    },
    "timely": {"field": "on_time", "done": "sent", "due": "due"},
    "valid_when": {"field": "valid", "true": [], "equal": [["a", "b"]], "basis": "uji", "verified": False},
}


def changed(table, **more):
    return {**REGISTER, table: {**REGISTER[table], **more}}


def test_what_is_right_is_read():
    register = parse_register(REGISTER, place="uji")
    assert register.worked_out == {"due", "on_time", "valid"}
    assert register.valid_when.equal == (("a", "b"),)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (changed("deadline", field="monht"), 'uji: deadline.field: "monht" tidak dikenal'),
        (changed("deadline", field="on_time"), 'isian "on_time" harus tanggal atau pilihan 01–12'),
        (changed("deadline", period="quarter"), 'isian "month" harus tanggal atau pilihan 1–4'),
        (changed("timely", field="sent"), 'uji: timely.field: isian "sent" bukan ya/tidak'),
        (changed("timely", done="a"), 'uji: timely.done: isian "a" bukan tanggal'),
        (changed("timely", opens="a"), 'uji: timely.opens: isian "a" bukan tanggal'),
        (changed("timely", extra="a"), "uji: timely.extra"),
        (changed("valid_when", true=["sent"]), 'uji: valid_when.true[0]: isian "sent" bukan ya/tidak'),
        (changed("valid_when", equal=[["a", "sent"]]), 'uji: valid_when.equal[0]: isian "sent" bukan angka'),
        (changed("valid_when", equal=[["a"]]), "uji: valid_when.equal[0]: tulis dua isian"),
        (changed("valid_when", equal=["a"]), "uji: valid_when.equal[0]: tulis dua isian"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(data, sentence):
    with pytest.raises(PackError) as caught:
        parse_register(data, place="uji")
    assert sentence in str(caught.value)
