"""The number of a civil servant. The people here, born in 1901, are made up."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akuntabel.core.indonesian import Appointed, Nip, ParseError, format_nip, mask_nip, parse_nip

cheap = settings(max_examples=60, deadline=None)
# Any text; st.text() would first spend a second on a table of all characters.
any_text = st.binary(max_size=60).map(lambda raw: raw.decode("utf-16-le", "replace"))

MADE_UP = "190101011920011001"


def test_reads_what_the_digits_say():
    assert parse_nip("19010101 192001 1 001") == Nip(dt.date(1901, 1, 1), Appointed(1920, 1), "male", 1)
    assert parse_nip("190112311925122999") == Nip(dt.date(1901, 12, 31), Appointed(1925, 12), "female", 999)
    assert parse_nip(f"\u00a0{MADE_UP} ").digits == MADE_UP


def test_writes_it_in_groups():
    assert format_nip(MADE_UP) == "19010101 192001 1 001"
    assert format_nip("1901 0101 1920 0110 01") == "19010101 192001 1 001"


def test_masks_the_birth_date():
    assert mask_nip(MADE_UP) == "******** 192001 1 001"


def test_tells_the_age():
    nip = parse_nip("19010615 192001 1 001")
    assert nip.age_on(dt.date(1961, 6, 14)) == 59
    assert nip.age_on(dt.date(1961, 6, 15)) == 60


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "19010101192001",
            "“19010101192001” bukan NIP: harus 18 angka, yang ini 14. "
            "Tulis seperti 19010101 192001 1 001; NIP lama 9 angka perlu diganti dengan yang baru.",
        ),
        (
            "NIP 123",
            "“NIP 123” bukan NIP: hanya angka dan spasi yang boleh. Tulis seperti 19010101 192001 1 001.",
        ),
        (
            "19010230 192001 1 001",
            "Delapan angka pertama NIP “19010230 192001 1 001” bukan tanggal lahir "
            "(tahun, bulan, hari). Periksa lagi.",
        ),
        (
            "19010101 192021 1 001",
            "Bulan pengangkatan pada NIP “19010101 192021 1 001” tertulis 21, seharusnya 01 sampai 12. "
            "Periksa lagi; nomor PPPK berbeda susunannya.",
        ),
        (
            "19010201 191801 1 001",
            "Menurut NIP “19010201 191801 1 001” pegawai lahir 1 Februari 1901 dan diangkat 01-1918, "
            "sebelum berumur 17 tahun. Periksa lagi.",
        ),
        (
            "19010101 192001 3 001",
            "Angka ke-15 NIP “19010101 192001 3 001” tertulis 3, "
            "seharusnya 1 (laki-laki) atau 2 (perempuan).",
        ),
        (
            "19010101 192001 1 000",
            "Nomor urut NIP “19010101 192001 1 000” tertulis 000, padahal dimulai dari 001. Periksa lagi.",
        ),
    ],
)
def test_says_what_is_wrong(text, message):
    with pytest.raises(ParseError) as caught:
        parse_nip(text)
    assert str(caught.value) == message


def test_seventeen_years_are_enough():
    assert parse_nip("19010201 191802 1 001").appointed == (1918, 2)


def test_refuses_the_future_only_when_told_the_day():
    text = "19010101 192002 1 001"
    assert parse_nip(text).appointed == (1920, 2)
    assert parse_nip(text, today=dt.date(1920, 2, 1)).appointed == (1920, 2)
    with pytest.raises(ParseError, match="02-1920") as caught:
        parse_nip(text, today=dt.date(1920, 1, 31))
    assert "belum terjadi" in str(caught.value)


@pytest.mark.parametrize("write", [format_nip, mask_nip])
@pytest.mark.parametrize("text", ["", "123456789", "٣" * 18, "x" * 18])
def test_does_not_write_what_is_no_nip(write, text):
    with pytest.raises(ParseError):
        write(text)


@st.composite
def nips(draw):
    birth = draw(st.dates(dt.date(1, 1, 1), dt.date(9900, 12, 31)))
    appointed = Appointed(birth.year + draw(st.integers(18, 60)), draw(st.integers(1, 12)))
    return Nip(birth, appointed, draw(st.sampled_from(["male", "female"])), draw(st.integers(1, 999)))


@cheap
@given(nips())
def test_reads_the_nip_it_wrote(nip):
    assert parse_nip(nip.digits) == nip
    assert parse_nip(format_nip(nip.digits)) == nip


@cheap
@given(any_text | st.integers(10**17, 10**18 - 1).map(str))
def test_parser_raises_nothing_but_parse_errors(text):
    try:
        parse_nip(text, today=dt.date(2024, 1, 1))
    except ParseError as error:
        str(error)  # its sentence and its parameters fit
