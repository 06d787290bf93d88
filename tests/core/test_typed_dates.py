"""Dates as a hurried person types them."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akuntabel.core.errors import ParseError
from akuntabel.core.indonesian import format_date, format_short, parse_typed_date

TODAY = dt.date(2025, 3, 1)


def typed(text):
    return parse_typed_date(text, year=2024, today=TODAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4/3", "2024-03-04"),
        ("4-3-2025", "2025-03-04"),
        ("4.3.25", "2025-03-04"),
        ("4 3", "2024-03-04"),
        ("04/03/2023", "2023-03-04"),
        ("4 maret", "2024-03-04"),
        ("4 Mar 25", "2025-03-04"),
        ("4maret", "2024-03-04"),
        ("29/2", "2024-02-29"),
        ("hari ini", "2025-03-01"),
        ("Kemarin", "2025-02-28"),
        ("kemarin  dulu", "2025-02-27"),
        ("besok", "2025-03-02"),
        ("Senin, 2 September 2024", "2024-09-02"),
        ("2024-09-02", "2024-09-02"),
    ],
)
def test_it_is_read(text, expected):
    assert typed(text).isoformat() == expected


@pytest.mark.parametrize("text", ["31/2", "4/13", "0/3", "4", "lusa kemarin", "4 mart", "4/3/5", "4//3", ""])
def test_it_is_refused(text):
    with pytest.raises(ParseError):
        typed(text)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_what_is_written_is_read_back(day):
    assert typed(format_short(day)) == typed(format_date(day)) == day


@given(st.text(max_size=15))
def test_nothing_but_a_parse_error_comes_out(text):
    with contextlib.suppress(ParseError):
        assert isinstance(typed(text), dt.date)
