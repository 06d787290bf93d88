"""Sentences quote what somebody wrote as every other page does: “ ”, never straight."""

from importlib import import_module

import pytest

from akuntabel.core.errors import ParseError
from akuntabel.core.indonesian import parse_date


@pytest.mark.parametrize(
    "name", ["indonesian.dates", "indonesian.nip", "indonesian.numbers", "indonesian.terbilang", "periods"]
)
def test_no_sentence_has_straight_quotes(name):
    module = vars(import_module(f"akuntabel.core.{name}"))
    sentences = [text for key, text in module.items() if key.isupper() and isinstance(text, str)]
    assert sentences
    assert [text for text in sentences if '"' in text] == []


def test_a_date_that_is_not_in_the_calendar():
    with pytest.raises(ParseError) as caught:
        parse_date("31/6/2024")
    assert str(caught.value).startswith("“31/6/2024”")
