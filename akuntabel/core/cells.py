"""Text in a cell of a table that a spreadsheet will open: never taken for a formula.

A cell that begins with = + - @, a tab or a line end is worked out by spreadsheets when they open a
text file (CSV), and may then call programs or send data away. An apostrophe before it makes it
text. Reading takes exactly that apostrophe away again, so that nothing is lost on the way.
"""

from __future__ import annotations

import re

_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def safe_cell(text: str) -> str:
    """``text`` for a cell of a text table (CSV): what could be a formula begins with an apostrophe."""
    return f"'{text}" if _RISKY.match(text) else text


def plain_cell(text: str) -> str:
    """What :func:`safe_cell` was given; other texts stay as they are."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text


def escaped(text: str) -> str:
    """``text`` as a cell may hold it: what XML cannot carry is written _x000B_, as Excel does."""
    return _ODD.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unescaped(text: str) -> str:
    """What :func:`escaped` was given."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)
