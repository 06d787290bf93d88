"""Two spellings of one name fold to the same; different names do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akuntabel.core.folding import event_key, fold, numbers_in
from akuntabel.packs.loader import load_pack

EVENTS = load_pack().registers["voter_education"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SMAN 1 Tanah Grogot", "sma negeri 01, Tanah  Grogot."),
        ("SMAN1", "SMA Negeri 1"),
        ("Kec. Paser Belengkong", "Kecamatan Paser Belengkong"),
        ("Sosialisasi & simulasi", "Sosialisasi dan Simulasi"),
        ("Café", "cafe"),
    ],
)
def test_spellings_fold_to_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("SMA 1", "SMA 2"), ("SMA 1", "SMK 1"), ("SMA 10", "SMA 1")])
def test_different_names_stay_different(one, other):
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_is_settled(text):
    assert fold(fold(text)) == fold(text)


def test_the_numbers_of_a_name():
    assert numbers_in(fold("TPS 012 di RT 3")) == ("12", "3")


def test_an_event_has_a_key_once_all_its_parts_are_known():
    one = {"date": "2024-03-04", "place": "SMAN 1"}
    assert (
        event_key(EVENTS, one) == event_key(EVENTS, one | {"place": "SMA Negeri 01", "title": "Lain"}) != ""
    )
    assert event_key(EVENTS, one | {"date": "2024-03-05"}) != event_key(EVENTS, one)
    assert event_key(EVENTS, {"date": "2024-03-04"}) == ""
