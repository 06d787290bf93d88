"""A walk through every figure that the office's own report prints.

``data/printed_numbers.toml`` lists every number of that report, line by line, with the rule of what
counts as one. ``as_printed.toml`` explains each of them once: it equals a figure of ours at its printed
decimals, it is a known contradiction and then truly differs, or it is a constant of law or layout.
"""

import re
import tomllib
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from akuntabel.core.indonesian import parse_terbilang
from akuntabel.demo.loading import PASER_2024
from akuntabel.reporting.book import open_book
from akuntabel.reporting.figures import Figure

NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")
PAIR = re.compile(r"([\d.]+) \(([^)]+)\)")
KINDS = [{"figure"}, {"finding"}, {"finding", "figure"}, {"constant"}]

# What the book has no figure for: the scale, an unsupported average, a period, the deputies.
WITHOUT_FIGURE = {34, 41, 87, 92}

Rows = list[dict]
Lines = dict[int, list[str]]
Findings = dict[int, list[int]]


def read_toml(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def numbered(table: dict) -> dict:
    return {int(key): value for key, value in table.items()}


@pytest.fixture
def rows() -> Rows:
    return read_toml(PASER_2024 / "as_printed.toml")["printed"]


@pytest.fixture(scope="module")
def report() -> dict:
    return read_toml(Path(__file__).parent / "data" / "printed_numbers.toml")


@pytest.fixture
def lines(report) -> Lines:
    return numbered(report["lines"])


@pytest.fixture
def findings(report) -> Findings:
    return numbered(report["findings"])


@pytest.fixture
def book(paser_as_printed) -> Mapping[str, Figure]:
    return open_book(paser_as_printed, 2024)


def uncovered(rows: Rows, lines: Lines) -> list[tuple[int, list[str], list[str]]]:
    """Every line whose numbers and rows are not the same ones in the same order."""
    explained: Lines = {}
    for row in rows:
        explained.setdefault(row["line"], []).append(row["text"])
    return [
        (line, lines.get(line, []), explained.get(line, []))
        for line in sorted({*lines, *explained})
        if lines.get(line) != explained.get(line)
    ]


def of_no_kind(rows: Rows) -> Rows:
    """Rows that are not exactly one of figure, finding or constant; a finding may name a figure too."""
    return [
        row
        for row in rows
        if {"figure", "finding", "constant"} & set(row) not in KINDS or not row.get("constant", "what")
    ]


def unknown_findings(rows: Rows, findings: Findings) -> Rows:
    """Rows with a finding that does not exist or does not speak of that line."""
    return [row for row in rows if "finding" in row and row["line"] not in findings.get(row["finding"], [])]


def equals(text: str, figure: Figure) -> bool:
    """Whether ``text`` says ``figure`` at its own decimals, and in percent only if that is in percent."""
    found = NUMBER.search(text)
    if found is None or figure.number is None or ("%" in text) != (figure.unit == "%"):
        return False
    whole, _comma, decimals = found[0].replace(".", "").partition(",")
    rounded = figure.number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    return rounded == Decimal(f"{whole}.{decimals or 0}")


def misjudged(rows: Rows, book: Mapping[str, Figure]) -> list[str]:
    """Rows that claim to equal a figure and do not, or claim to contradict one and equal it."""
    return [
        f"line {row['line']}: printed {row['text']}, ours {book[row['figure']].text} ({row['figure']})"
        for row in rows
        if "figure" in row and equals(row["text"], book[row["figure"]]) == ("finding" in row)
    ]


def mispaired(lines: Lines) -> list[str]:
    """Texts with brackets that are not a number and the same number in words."""
    pairs = {text: PAIR.fullmatch(text) for texts in lines.values() for text in texts if "(" in text}
    return [
        text
        for text, pair in pairs.items()
        if not pair or parse_terbilang(pair[2]) != Decimal(pair[1].replace(".", ""))
    ]


def bumped(text: str) -> str:
    """``text`` with the last digit of its number changed."""
    number = NUMBER.search(text)[0]
    return text.replace(number, f"{number[:-1]}{(int(number[-1]) + 1) % 10}", 1)


def test_every_printed_number_is_explained_once_and_nothing_else_is(rows, lines):
    assert uncovered(rows, lines) == []


def test_every_row_is_exactly_one_of_figure_finding_and_constant(rows):
    assert of_no_kind(rows) == []


def test_every_finding_exists_and_speaks_of_that_line(rows, findings):
    assert unknown_findings(rows, findings) == []
    assert {row["finding"] for row in rows if "finding" in row} == set(findings)
    assert max(findings) <= 146


def test_every_figure_is_ours_and_every_finding_truly_differs(rows, book):
    assert misjudged(rows, book) == []


def test_a_finding_names_the_figure_it_differs_from_where_there_is_one(rows):
    assert {row["finding"] for row in rows if "finding" in row and "figure" not in row} == WITHOUT_FIGURE


def test_a_constant_is_never_a_percentage_or_money_or_a_cell_with_a_unit(rows):
    constants = [row["text"] for row in rows if "constant" in row]
    assert constants
    assert [text for text in constants if re.search(r"%|Rp|kali|laporan|keg", text, re.IGNORECASE)] == []


def test_numbers_in_words_say_the_number_before_them(lines):
    assert mispaired(lines) == []
    assert sum("(" in text for texts in lines.values() for text in texts) == 26


def test_no_identity_number_is_carried_over(lines):
    numbers = [NUMBER.search(text) for texts in lines.values() for text in texts]
    assert max(len(re.sub(r"\D", "", number[0])) for number in numbers if number) < 18


def test_altering_any_printed_text_is_found(rows, lines):
    for index, row in enumerate(rows):
        altered = [*rows[:index], row | {"text": row["text"] + "0"}, *rows[index + 1 :]]
        assert [line for line, _printed, _explained in uncovered(altered, lines)] == [row["line"]]


def test_leaving_a_number_out_or_explaining_it_twice_is_found(rows, lines):
    for index, row in enumerate(rows):
        for altered in (rows[:index] + rows[index + 1 :], [*rows[:index], row, *rows[index:]]):
            assert [line for line, _printed, _explained in uncovered(altered, lines)] == [row["line"]]


def test_a_number_changed_in_list_and_row_alike_no_longer_equals_ours(rows, book):
    for row in rows:
        if "figure" in row and "finding" not in row:
            assert misjudged([row | {"text": bumped(row["text"])}], book), row


def test_a_finding_over_a_number_that_equals_ours_is_found(rows, book):
    for row in rows:
        if "figure" in row and "finding" not in row:
            assert misjudged([row | {"finding": 1}], book), row
        elif "figure" in row:
            assert misjudged([row | {"text": book[row["figure"]].text}], book), row


@pytest.mark.parametrize(
    "row",
    [
        {"line": 34},
        {"line": 34, "constant": ""},
        {"line": 34, "figure": "count.objectives", "constant": "a"},
        {"line": 34, "finding": 1, "constant": "a"},
        {"line": 34, "finding": 1, "figure": "count.objectives", "constant": "a"},
    ],
)
def test_a_row_of_no_kind_or_two_is_found(row):
    assert of_no_kind([row]) == [row]


@pytest.mark.parametrize("row", [{"line": 34, "finding": 147}, {"line": 34, "finding": 85}])
def test_a_finding_of_no_number_or_another_line_is_found(row, findings):
    assert unknown_findings([row], findings) == [row]


@pytest.mark.parametrize("text", ["19 (delapan belas)", "5 (lima", "(lima)"])
def test_words_that_say_another_number_are_found(text):
    assert mispaired({34: [text]}) == [text]
