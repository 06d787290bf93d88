"""Numbers as reports print them."""

from decimal import Decimal

import pytest

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims.lines import Line, LineCell
from akuntabel.checker.claims.numbers import Fit, Habit, Number, fit, habit_of, read_digits
from akuntabel.checker.claims.tokens import Kind, tokens_of
from akuntabel.checker.claims.words import read_words

HERE = Place(1)


def kinds(text: str, habit: Habit = Habit.INDONESIAN):
    line = Line(text, (LineCell(0, text, HERE),), HERE)
    return [
        (token.kind.value, token.number.value, token.number.unit)
        for token in tokens_of(line, habit)
        if token.number is not None
    ]


@pytest.mark.parametrize(
    ("digits", "habit", "value", "decimals"),
    [
        ("1.400", Habit.INDONESIAN, "1400", 0),
        ("1.400", Habit.ENGLISH, "1.400", 3),
        ("1,400", Habit.ENGLISH, "1400", 0),
        ("1,400", Habit.INDONESIAN, "1.400", 3),
        ("94,11", Habit.INDONESIAN, "94.11", 2),
        ("98.90", Habit.INDONESIAN, "98.90", 2),  # a decimal point in an Indonesian text
        ("5.069.499.096", Habit.ENGLISH, "5069499096", 0),
        ("1,004,422,800", Habit.INDONESIAN, "1004422800", 0),
        ("925.896.500,00", Habit.INDONESIAN, "925896500.00", 2),
        ("0.875", Habit.INDONESIAN, "0.875", 3),
        ("lOO", Habit.INDONESIAN, "100", 0),
        ("9O,5", Habit.INDONESIAN, "90.5", 1),
    ],
)
def test_digits(digits, habit, value, decimals):
    assert read_digits(digits, habit)[:2] == (Decimal(value), decimals)


def test_a_document_shows_its_habit():
    assert habit_of(["Rp1,004,422,800 dan 99.66"]) is Habit.ENGLISH
    assert habit_of(["Rp1.004.422.800 dan 99,66"]) is Habit.INDONESIAN
    assert habit_of(["tanpa angka panjang: 1.400"]) is Habit.INDONESIAN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rp. 5.069.499.096,- dan Rp.31.000.000,-",
            [("number", 5069499096, "Rp"), ("number", 31000000, "Rp")],
        ),
        ("100%100%12Laporan", [("number", 100, "%"), ("number", 100, "%"), ("number", 12, "")]),
        ("lOOo/o dan 12 persen", [("number", 100, "%"), ("number", 12, "%")]),
        ("Tabel 5 pada Pasal 22 ayat 5", [("label", 5, ""), ("label", 22, ""), ("label", 5, "")]),
        ("3. Program Disiplin", [("marker", 3, "")]),
        ("sebesar 0. Tabel 18", [("number", 0, ""), ("label", 18, "")]),
        ("29 Mei 2019", [("date", 29, ""), ("year", 2019, "")]),
        ("91 - 100 dan > 100", [("range", 91, ""), ("range", 100, ""), ("range", 100, "")]),
        ("Bagian Anggaran 005.01", [("label", Decimal("5.01"), "")]),
        ("Nomor 5/PR.03 Tahun 2014", [("label", 5, ""), ("year", 2014, "")]),
    ],
)
def test_tokens(text, expected):
    assert [(kind, value, unit) for kind, value, unit in kinds(text) if kind != "x"][: len(expected)] == [
        (kind, Decimal(value), unit) for kind, value, unit in expected
    ]


def number(text: str) -> Number:
    value, decimals, other = read_digits(text, Habit.INDONESIAN)
    return Number(text, value, decimals, HERE, other=other)


@pytest.mark.parametrize(
    ("printed", "exact", "how"),
    [
        ("102,56", "102.5641", Fit.EXACT),
        ("133", "133.333", Fit.EXACT),
        ("102,5", "102.5641", Fit.ROUNDING),  # cut off
        ("139,73", "139.738", Fit.ROUNDING),
        ("87,5", "87.4017", Fit.COARSE),  # rounded up
        ("78,00", "78.15", Fit.COARSE),  # only without its zeros
        ("124", "125", Fit.NO),
        ("110,5", "110.7176", Fit.NO),
        ("1.400", "1400", Fit.EXACT),
    ],
)
def test_fit(printed, exact, how):
    assert fit(number(printed), Decimal(exact)) is how


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("dua puluh dua", 22),
        ("Sembilan belas", 19),
        ("Dua milyar seratus empat puluh dua juta rupiah", 2142000000),
        ("seratus persen", 100),
        ("empat pulu lima", 45),  # a slip
        ("satu ribu", 1000),
    ],
)
def test_words(words, value):
    assert read_words(words) == value


def test_words_that_say_no_number():
    assert read_words("orang ketua") is None
    assert read_words("sebagaimana diubah") is None
    assert [kind for kind, *_ in kinds("a. b")] == []
    assert Kind.NUMBER.value == "number"
