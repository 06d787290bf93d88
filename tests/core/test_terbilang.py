"""Number words, both ways."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akuntabel.core.errors import InvalidValueError
from akuntabel.core.indonesian import LARGEST, ParseError, parse_terbilang, terbilang, with_words

cheap = settings(max_examples=60, deadline=None)
# Any text; st.text() would first spend a second on a table of all characters.
any_text = st.binary(max_size=60).map(lambda raw: raw.decode("utf-16-le", "replace"))

PAIRS = [
    ("0", "nol"),
    ("1", "satu"),
    ("10", "sepuluh"),
    ("11", "sebelas"),
    ("12", "dua belas"),
    ("19", "sembilan belas"),
    ("20", "dua puluh"),
    ("22", "dua puluh dua"),
    ("100", "seratus"),
    ("111", "seratus sebelas"),
    ("215", "dua ratus lima belas"),
    ("1000", "seribu"),
    ("1001", "seribu satu"),
    ("1400", "seribu empat ratus"),
    ("11000", "sebelas ribu"),
    ("21000", "dua puluh satu ribu"),
    ("100000", "seratus ribu"),
    ("101000", "seratus satu ribu"),
    ("1000000", "satu juta"),
    ("1001000", "satu juta seribu"),
    ("1000000000", "satu miliar"),
    ("1000000000000", "satu triliun"),
    (
        "45802798192",
        "empat puluh lima miliar delapan ratus dua juta tujuh ratus sembilan puluh delapan ribu "
        "seratus sembilan puluh dua",
    ),
    (
        str(LARGEST),
        "sembilan ratus sembilan puluh sembilan triliun sembilan ratus sembilan puluh sembilan miliar "
        "sembilan ratus sembilan puluh sembilan juta sembilan ratus sembilan puluh sembilan ribu "
        "sembilan ratus sembilan puluh sembilan",
    ),
    ("86.36", "delapan puluh enam koma tiga enam"),
    ("0.05", "nol koma nol lima"),
    ("-7", "minus tujuh"),
    ("-0.5", "minus nol koma lima"),
]


@pytest.mark.parametrize(("value", "words"), PAIRS)
def test_writes_words(value, words):
    assert terbilang(Decimal(value)) == words


@pytest.mark.parametrize(("value", "words"), PAIRS)
def test_reads_words(value, words):
    assert parse_terbilang(words) == Decimal(value)


def test_does_not_read_out_trailing_zeros():
    assert terbilang(Decimal("2.50")) == "dua koma lima"
    assert terbilang(Decimal("3.00")) == "tiga"
    assert terbilang(Decimal("-0.0")) == "nol"


def test_puts_words_beside_the_digits():
    assert with_words(22) == "22 (dua puluh dua)"
    assert with_words(28, "kegiatan") == "28 (dua puluh delapan) kegiatan"
    assert with_words(1400) == "1.400 (seribu empat ratus)"
    assert with_words(Decimal("86.36")) == "86,36 (delapan puluh enam koma tiga enam)"


@pytest.mark.parametrize(
    "value", [LARGEST + 1, -LARGEST - 1, Decimal("1E+5000"), Decimal("NaN"), Decimal("Infinity")]
)
def test_does_not_write_beyond_999_trillion(value):
    with pytest.raises(InvalidValueError) as caught:
        terbilang(value)
    assert "Batasnya 999 triliun" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("  Dua  Puluh\u00a0DUA ", 22),
        ("tiga milyar", 3_000_000_000),
        ("satu trilyun", 1_000_000_000_000),
        ("dua koma lima nol", Decimal("2.5")),
        ("minus nol", 0),
    ],
)
def test_reads_leniently(text, value):
    assert parse_terbilang(text) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Belum ada kata bilangan. Tulis misalnya “dua puluh dua”."),
        ("dua lusin", "“lusin” pada “dua lusin” bukan kata bilangan. Tulis misalnya “dua puluh dua”."),
        ("satu ribu", "“satu ribu” tidak lazim. Untuk 1.000 tulis “seribu”."),
        ("sejuta", "“sejuta” tidak lazim. Untuk 1.000.000 tulis “satu juta”."),
        (
            "minus satu puluh koma lima",
            "“minus satu puluh koma lima” tidak lazim. Untuk -10,5 tulis “minus sepuluh koma lima”.",
        ),
        (
            "dua tiga",
            "Urutan kata pada “dua tiga” tidak membentuk bilangan. Tulis misalnya “dua puluh dua”.",
        ),
        (
            "dua koma sepuluh",
            "Sesudah “koma” pada “dua koma sepuluh” harus ada angka satu per satu. "
            "Tulis misalnya “delapan puluh enam koma tiga enam”.",
        ),
    ],
)
def test_says_what_is_wrong(text, message):
    with pytest.raises(ParseError) as caught:
        parse_terbilang(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "text",
    [
        "ratus dua",
        "dua seratus",
        "seribu triliun",
        "sembilan ratus sembilan ratus triliun",
        "ribu juta",
        "dua ribu tiga juta",
        "nol satu",
        "dua minus",
        "minus",
        "koma lima",
        "dua koma",
        "dua koma tiga koma empat",
        "puluh " * 5000,
    ],
)
def test_refuses_words_out_of_order(text):
    with pytest.raises(ParseError):
        parse_terbilang(text)


@cheap
@given(st.integers(-LARGEST, LARGEST))
def test_reads_the_words_it_wrote(value):
    assert parse_terbilang(terbilang(value)) == value
    assert parse_terbilang(terbilang(value).upper()) == value


@cheap
@given(st.decimals(-(10**12), 10**12, places=4, allow_nan=False))
def test_reads_the_decimals_it_wrote(value):
    assert parse_terbilang(terbilang(value)) == value


WORDS = sorted({word for _, words in PAIRS for word in words.split()} | {"lusin"})


@cheap
@given(any_text | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_parser_raises_nothing_but_parse_errors(text):
    try:
        assert parse_terbilang(text).is_finite()
    except ParseError as error:
        str(error)  # its sentence and its parameters fit
