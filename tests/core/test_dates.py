"""Dates and Roman numbers, both ways."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akuntabel.core.errors import InvalidValueError
from akuntabel.core.indonesian import (
    ParseError,
    format_date,
    format_day_date,
    format_month,
    format_short,
    month_name,
    parse_date,
    roman,
    weekday_name,
)

cheap = settings(max_examples=60, deadline=None)
# Any text; st.text() would first spend a second on a table of all characters.
any_text = st.binary(max_size=60).map(lambda raw: raw.decode("utf-16-le", "replace"))
SECOND_OF_SEPTEMBER = dt.date(2024, 9, 2)


def test_writes_dates():
    assert format_date(dt.date(2025, 1, 10)) == "10 Januari 2025"
    assert format_date(SECOND_OF_SEPTEMBER) == "2 September 2024"
    assert format_day_date(SECOND_OF_SEPTEMBER) == "Senin, 2 September 2024"
    assert format_month(dt.date(2024, 1, 31)) == "Januari 2024"
    assert format_short(SECOND_OF_SEPTEMBER) == "02-09-2024"


def test_names_months_and_days():
    assert month_name(12) == "Desember"
    assert weekday_name(dt.date(2024, 2, 9)) == "Jumat"
    with pytest.raises(InvalidValueError, match="Tidak ada bulan ke-13"):
        month_name(13)


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "I"), (4, "IV"), (9, "IX"), (12, "XII"), (40, "XL"), (2024, "MMXXIV"), (3999, "MMMCMXCIX")],
)
def test_writes_roman(number, written):
    assert roman(number) == written


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_has_no_roman_beyond(number):
    with pytest.raises(InvalidValueError, match="Pakai bilangan 1 sampai 3999"):
        roman(number)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("10 Januari 2025", dt.date(2025, 1, 10)),
        ("10 Jan 2025", dt.date(2025, 1, 10)),
        ("10 JANUARI 2025", dt.date(2025, 1, 10)),
        ("01 Agt. 2024", dt.date(2024, 8, 1)),
        ("3 Nopember 2024", dt.date(2024, 11, 3)),
        ("  Senin,  2\u00a0September 2024 ", SECOND_OF_SEPTEMBER),
        ("Senin 2 September 2024", SECOND_OF_SEPTEMBER),
        ("Jum’at, 9 Februari 2024", dt.date(2024, 2, 9)),
        ("02-09-2024", SECOND_OF_SEPTEMBER),
        ("02/09/2024", SECOND_OF_SEPTEMBER),
        ("2/9/2024", SECOND_OF_SEPTEMBER),
        ("2024-09-02", SECOND_OF_SEPTEMBER),
        ("29 Februari 2024", dt.date(2024, 2, 29)),
    ],
)
def test_reads_dates(text, date):
    assert parse_date(text) == date


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Senin, 3 September 2024",
            "“Senin, 3 September 2024” keliru: 3 September 2024 jatuh pada hari Selasa, bukan Senin. "
            "Periksa hari atau tanggalnya.",
        ),
        ("29 Februari 2023", "“29 Februari 2023” tidak ada di kalender. Periksa hari dan bulannya."),
        ("31-04-2024", "“31-04-2024” tidak ada di kalender. Periksa hari dan bulannya."),
        (
            "09/25/2024",
            "“09/25/2024” menulis bulan lebih dahulu. Tulis hari-bulan-tahun: 25/09/2024.",
        ),
        (
            "2 Setember 2024",
            "“Setember” pada “2 Setember 2024” bukan nama bulan. Tulis Januari sampai Desember.",
        ),
        (
            "Sennin, 2 September 2024",
            "“Sennin” pada “Sennin, 2 September 2024” bukan nama hari. "
            "Tulis Senin sampai Minggu, atau tanpa hari.",
        ),
        (
            "besok",
            "“besok” tidak terbaca sebagai tanggal. Tulis seperti 4 Maret 2025 atau 4-3-2025.",
        ),
    ],
)
def test_says_what_is_wrong(text, message):
    with pytest.raises(ParseError) as caught:
        parse_date(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "text", ["", "02-09-24", "02-09/2024", "2024-9-2", "1 Januari 0000", "2024", "٠٢-٠٩-٢٠٢٤", "2 September"]
)
def test_refuses_what_could_be_misread(text):
    with pytest.raises(ParseError):
        parse_date(text)


@cheap
@given(st.dates())
def test_reads_the_date_it_wrote(date):
    for write in (format_date, format_day_date, format_short, dt.date.isoformat):
        assert parse_date(write(date)) == date


pieces = st.sampled_from(
    ["0", "00", "2", "02", "31", "99", "2024", "0000", "-", "/", " ", ",", "Mei", "Senin"]
)


@cheap
@given(any_text | st.lists(pieces).map("".join))
def test_parser_raises_nothing_but_parse_errors(text):
    try:
        parse_date(text)
    except ParseError as error:
        str(error)  # its sentence and its parameters fit
