"""Numbers, percentages and money: what is written, what is read, and what is refused."""

import pickle
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akuntabel.core.errors import AkuntabelError, InvalidValueError
from akuntabel.core.indonesian import (
    ParseError,
    format_money,
    format_number,
    format_percent,
    format_quantity,
    parse_money,
    parse_number,
    parse_percent,
)

cheap = settings(max_examples=60, deadline=None)
# Any text; st.text() would first spend a second on a table of all characters.
any_text = st.binary(max_size=60).map(lambda raw: raw.decode("utf-16-le", "replace"))
decimals = st.decimals(-(10**18), 10**18, allow_nan=False, allow_infinity=False, places=6)
exact_decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40)
NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        ("1234.56", None, "1.234,56"),
        ("1234.560", None, "1.234,56"),
        ("1400", None, "1.400"),
        ("1E+3", None, "1.000"),
        ("-1234567.8", None, "-1.234.567,8"),
        ("-0.0", None, "0"),
        ("1.4", 2, "1,40"),
        ("2.345", 2, "2,35"),  # half up, where banker's rounding and float give 2,34
        ("-2.345", 2, "-2,35"),
        ("-0.004", 2, "0,00"),
        ("999.995", 2, "1.000,00"),
        ("12345678901234567890123456789012345.675", 2, "12.345.678.901.234.567.890.123.456.789.012.345,68"),
    ],
)
def test_writes_numbers(value, places, written):
    assert format_number(Decimal(value), places) == written


@pytest.mark.parametrize(
    ("value", "written", "untrimmed"),
    [
        ("97.5", "97,5%", "97,50%"),
        ("62.5", "62,5%", "62,50%"),
        ("100", "100%", "100,00%"),
        ("1400", "1.400%", "1.400,00%"),
        ("166.305", "166,31%", "166,31%"),
        ("-3.1", "-3,1%", "-3,10%"),
    ],
)
def test_writes_percentages(value, written, untrimmed):
    assert format_percent(Decimal(value)) == written
    assert format_percent(Decimal(value), trim=False) == untrimmed


@pytest.mark.parametrize(
    ("value", "written", "without_cents"),
    [
        ("24473490000", "Rp24.473.490.000,00", "Rp24.473.490.000"),
        ("-1234.5", "-Rp1.234,50", "-Rp1.235"),
        ("0", "Rp0,00", "Rp0"),
    ],
)
def test_writes_money(value, written, without_cents):
    assert format_money(Decimal(value)) == written
    assert format_money(Decimal(value), cents=False) == without_cents


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        ("12", "laporan", "12 laporan"),
        ("1400", "keg", "1.400 keg"),
        ("97.5", "%", "97,5%"),
        ("33.333333", "%", "33,33%"),
        ("8", "", "8"),
    ],
)
def test_writes_quantities(value, unit, written):
    assert format_quantity(Decimal(value), unit) == written


def test_writes_quantities_with_given_places():
    assert format_quantity(Decimal("97.5"), "%", places=2) == "97,50%"
    assert format_quantity(Decimal("2.5"), "hari", places=2) == "2,50 hari"


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("write", [format_number, format_percent, format_money])
def test_does_not_write_what_is_no_number(write, value):
    with pytest.raises(InvalidValueError, match="bukan bilangan"):
        write(Decimal(value))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.400", "1400"),
        ("1,4", "1.4"),
        ("1,40", "1.40"),
        ("1.234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1,234", "1.234"),  # a comma is always decimal
        ("0", "0"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("- 1.234,5", "-1234.5"),
        (f"{NBSP}1.400{NBSP}", "1400"),
    ],
)
def test_reads_numbers(text, value):
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "1.40",
            "“1.40” tidak jelas: titik hanya memisahkan ribuan, per tiga angka. "
            "Tulis “1,40” bila yang dimaksud angka desimal.",
        ),
        (
            "1.4",
            "“1.4” tidak jelas: titik hanya memisahkan ribuan, per tiga angka. "
            "Tulis “1,4” bila yang dimaksud angka desimal.",
        ),
        (
            "1,234.56",
            "“1,234.56” tampaknya ditulis dengan cara Inggris. "
            "Tulis “1.234,56”: titik untuk ribuan, koma untuk desimal.",
        ),
        (
            "1,234,567",
            "“1,234,567” tampaknya ditulis dengan cara Inggris. "
            "Tulis “1.234.567”: titik untuk ribuan, koma untuk desimal.",
        ),
        ("-", "Tanda “-” berarti kosong, bukan nol. Tulis 0 bila nilainya nol, atau kosongkan isiannya."),
        ("  ", "Belum ada angka. Tulis angkanya, misalnya 1.234,56; tulis 0 bila nilainya nol."),
        (
            "dua {belas}",
            "“dua {belas}” tidak terbaca sebagai angka. "
            "Tulis seperti 1.234,56: titik untuk ribuan, koma untuk desimal, tanpa huruf dan spasi.",
        ),
    ],
)
def test_says_what_to_write_instead(text, message):
    with pytest.raises(ParseError) as caught:
        parse_number(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "text",
    [
        "0.400",
        "1.2345",
        "1.234.56",
        "12.34.567",
        "1,2,3",
        "5,",
        ",5",
        ".5",
        "--5",
        "1 234",
        "1e5",
        "NaN",
        "٣",
    ],
)
def test_refuses_what_could_be_misread(text):
    with pytest.raises(ParseError):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("97,5%", "97.5"), (f"97,5{NBSP}%", "97.5"), ("1.400 persen", "1400"), ("62,50", "62.5"), ("-3%", "-3")],
)
def test_reads_percentages(text, value):
    assert parse_percent(text) == Decimal(value)


@pytest.mark.parametrize("text", ["1.40%", "%", "- %", "5%%"])
def test_refuses_percentages(text):
    with pytest.raises(ParseError):
        parse_percent(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rp. 5.069.499.096,-", "5069499096"),
        ("Rp24.473.490.000,00", "24473490000"),
        (f"Rp{NBSP}1.234", "1234"),
        ("rp 1.234,5", "1234.5"),
        ("45802798192", "45802798192"),
        ("(1.234)", "-1234"),
        ("(Rp1.234,56)", "-1234.56"),
        ("Rp (1.234,-)", "-1234"),
        ("-Rp1.234", "-1234"),
        ("Rp−1.234", "-1234"),
    ],
)
def test_reads_money(text, value):
    assert parse_money(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Rp5,069", "lebih dari dua angka sen"),
        ("(5,069)", "lebih dari dua angka sen"),
        ("Rp5,069,499.00", "cara Inggris"),
        ("Rp -", "berarti kosong, bukan nol"),
        ("Rp1.5", "tidak jelas"),
        ("Rp", "tidak terbaca"),
        ("(-5)", "tidak terbaca"),
        ("-Rp-5", "tidak terbaca"),
        ("Rp1,5 miliar", "tidak terbaca"),
    ],
)
def test_refuses_money(text, reason):
    with pytest.raises(ParseError, match=reason):
        parse_money(text)


def test_error_keeps_its_sentence_and_parameters_apart():
    with pytest.raises(ParseError) as caught:
        parse_number("1.4")
    error = caught.value
    assert isinstance(error, AkuntabelError)
    assert isinstance(error, ValueError)
    assert error.template.startswith("“{text}” tidak jelas")
    assert error.params == {"text": "1.4", "suggestion": "1,4"}
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_error_quotes_a_long_text_short():
    with pytest.raises(ParseError) as caught:
        parse_number("x" * 10_000)
    assert len(str(caught.value)) < 250


@cheap
@given(exact_decimals)
def test_reads_the_number_it_wrote(value):
    assert parse_number(format_number(value)) == value


@cheap
@given(decimals)
def test_reads_the_percentage_it_wrote(value):
    assert parse_percent(format_percent(value, places=6)) == value
    assert parse_percent(format_percent(value, places=6, trim=False)) == value


@cheap
@given(st.integers(-(10**20), 10**20))
def test_reads_the_money_it_wrote(cents):
    value = Decimal(cents).scaleb(-2)
    assert parse_money(format_money(value)) == value


@cheap
@given(any_text | st.lists(st.sampled_from("0123456789.,-−()Rp% \u00a0")).map("".join))
def test_parsers_raise_nothing_but_parse_errors(text):
    for read in (parse_number, parse_percent, parse_money):
        try:
            assert read(text).is_finite()
        except ParseError as error:
            str(error)  # its sentence and its parameters fit
