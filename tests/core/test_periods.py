"""Years, quarters and months."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akuntabel.core.errors import InvalidValueError, ParseError
from akuntabel.core.periods import Period

cheap = settings(max_examples=60, deadline=None)
# Any text; st.text() would first spend a second on a table of all characters.
any_text = st.binary(max_size=60).map(lambda raw: raw.decode("utf-16-le", "replace"))
periods = st.one_of(
    st.builds(Period, st.integers(1, 9999)),
    st.builds(Period, st.integers(1, 9999), quarter=st.integers(1, 4)),
    st.builds(Period, st.integers(1, 9999), month=st.integers(1, 12)),
)


@pytest.mark.parametrize(
    ("code", "period", "label", "start", "end"),
    [
        ("2024", Period(2024), "Tahun 2024", "2024-01-01", "2024-12-31"),
        ("2024-T1", Period(2024, quarter=1), "Triwulan I 2024", "2024-01-01", "2024-03-31"),
        ("2024-T4", Period(2024, quarter=4), "Triwulan IV 2024", "2024-10-01", "2024-12-31"),
        ("2024-01", Period(2024, month=1), "Januari 2024", "2024-01-01", "2024-01-31"),
        ("2024-02", Period(2024, month=2), "Februari 2024", "2024-02-01", "2024-02-29"),
        ("9999-12", Period(9999, month=12), "Desember 9999", "9999-12-01", "9999-12-31"),
    ],
)
def test_knows_its_names_and_days(code, period, label, start, end):
    assert Period.parse(code) == period
    assert period.code == code
    assert period.label == str(period) == label
    assert period.start == dt.date.fromisoformat(start)
    assert period.end == dt.date.fromisoformat(end)


def test_knows_its_family():
    assert [p.code for p in Period(2024).children()] == ["2024-T1", "2024-T2", "2024-T3", "2024-T4"]
    assert [p.code for p in Period(2024, quarter=2).children()] == ["2024-04", "2024-05", "2024-06"]
    assert Period(2024, month=4).children() == ()
    assert Period(2024, month=4).parent == Period(2024, quarter=2)
    assert Period(2024, quarter=2).parent == Period(2024)
    assert Period(2024).parent is None


def test_contains_its_first_and_last_day():
    quarter = Period(2024, quarter=1)
    assert quarter.contains(dt.date(2024, 1, 1))
    assert quarter.contains(dt.date(2024, 3, 31))
    assert not quarter.contains(dt.date(2024, 4, 1))
    assert not quarter.contains(dt.date(2023, 3, 31))


def test_sorts_as_one_would_read():
    codes = ["2025", "2024-T2", "2024-03", "2024-01", "2024-T1", "2023-12", "2024"]
    in_order = [p.code for p in sorted(map(Period.parse, codes))]
    assert in_order == ["2023-12", "2024", "2024-T1", "2024-01", "2024-03", "2024-T2", "2025"]
    assert Period(2024) <= Period(2024) < Period(2024, quarter=1)


@pytest.mark.parametrize(
    ("year", "quarter", "month", "message"),
    [
        (2024, 5, None, "Tidak ada triwulan 5"),
        (2024, 0, None, "Tidak ada triwulan 0"),
        (2024, None, 13, "Tidak ada bulan 13"),
        (2024, 1, 1, "tidak keduanya"),
        (0, None, None, "Tahun 0 tidak dapat dipakai"),
        (10000, None, None, "empat angka"),
    ],
)
def test_refuses_what_does_not_exist(year, quarter, month, message):
    with pytest.raises(InvalidValueError) as caught:
        Period(year, quarter, month)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "text", ["", "24", "2024-T5", "2024-13", "2024-00", "2024-3", "0000", "2024-T1-01", "٢٠٢٤"]
)
def test_refuses_other_codes(text):
    with pytest.raises(ParseError, match="bukan kode periode") as caught:
        Period.parse(text)
    assert "Tulis 2024 (tahun), 2024-T1 (triwulan), atau 2024-03 (bulan)." in str(caught.value)


def test_reads_a_small_t_and_stray_spaces():
    assert Period.parse(" 2024-t3 ") == Period(2024, quarter=3)


@cheap
@given(periods)
def test_reads_the_code_it_wrote(period):
    assert Period.parse(period.code) == period


@cheap
@given(periods)
def test_children_cover_their_parent_without_gap_or_overlap(period):
    children = period.children()
    if children:
        assert (children[0].start, children[-1].end) == (period.start, period.end)
    for before, after in pairwise(children):
        assert before.end + dt.timedelta(days=1) == after.start
    for child in children:
        assert child.parent == period
        assert period < child


@cheap
@given(periods, st.dates())
def test_contains_exactly_the_days_from_start_to_end(period, date):
    assert period.contains(date) == (period.start <= date <= period.end)


@cheap
@given(any_text)
def test_parser_raises_nothing_but_parse_errors(text):
    try:
        Period.parse(text)
    except ParseError as error:
        str(error)  # its sentence and its parameters fit
