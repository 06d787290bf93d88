"""A walk through every figure that the office's own report prints.

Each is either equal to ours at its printed decimals, or one of the known contradictions.
"""

import re
import tomllib
from decimal import ROUND_HALF_UP, Decimal

from akuntabel.core.indonesian import parse_terbilang
from akuntabel.demo.loading import PASER_2024
from akuntabel.reporting.book import open_book

NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")


def printed_figures() -> list[dict]:
    with (PASER_2024 / "as_printed.toml").open("rb") as file:
        return tomllib.load(file)["printed"]


def read(text: str) -> tuple[Decimal, int]:
    """The first number of a printed text, and how many decimals it was printed with."""
    found = NUMBER.search(text)
    assert found, text
    whole, _comma, decimals = found[0].replace(".", "").partition(",")
    if text.startswith("Rp"):
        decimals = decimals.rstrip("0")
    return Decimal(f"{whole}.{decimals or 0}"), len(decimals)


def test_every_printed_figure_is_ours_or_a_known_contradiction(paser_as_printed):
    book = open_book(paser_as_printed, 2024)
    wrong = []
    for entry in printed_figures():
        if "finding" in entry:
            continue
        number, decimals = read(entry["text"])
        ours = book[entry["figure"]].number
        rounded = None if ours is None else ours.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        if rounded != number:
            wrong.append(f"line {entry['line']}: printed {entry['text']}, ours {ours} ({entry['figure']})")
    assert wrong == []


def test_numbers_in_words_say_the_number_before_them():
    pairs = [re.fullmatch(r"([\d.]+) \((.+)\).*", entry["text"]) for entry in printed_figures()]
    checked = [(pair[1], pair[2]) for pair in pairs if pair]
    assert len(checked) >= 10
    assert [pair for pair in checked if parse_terbilang(pair[1]) != Decimal(pair[0].replace(".", ""))] == []


def test_the_walk_is_complete_and_can_fail(paser_as_printed):
    entries = printed_figures()
    assert len(entries) == 335
    assert sum("finding" in entry for entry in entries) == 32
    assert all(("finding" in entry) != ("figure" in entry) for entry in entries)
    assert open_book(paser_as_printed, 2024)["average.headline"].number != read("166,04%")[0]
