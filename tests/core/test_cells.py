"""No cell that leaves the house runs as a formula, and what comes back is what went out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akuntabel.core.cells import plain_cell, safe_cell


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ('=HYPERLINK("http://jahat")', '\'=HYPERLINK("http://jahat")'),
        ("+62 811", "'+62 811"),
        ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("Sosialisasi = pemilih pemula", "Sosialisasi = pemilih pemula"),
        ("'kutipan'", "'kutipan'"),
        ("", ""),
    ],
)
def test_a_text_like_a_formula_is_escaped_and_all_else_stays(value, cell):
    assert safe_cell(value) == cell


@given(st.text(alphabet="'=+-@\t\r\nab1 ", max_size=8) | st.text(max_size=8))
def test_what_comes_back_is_what_went_out(text):
    assert plain_cell(safe_cell(text)) == text
    assert safe_cell(text)[:1] not in set("=+-@\t\r\n")
