"""Words and figures as renderers need them: without marks, and split at their comma."""

from __future__ import annotations

import re

from akuntabel.documents.svg import printable
from akuntabel.documents.tree import Break, Inlines

MARK = "◊"  # the small sign that leads from a figure to its passport
_WEB = re.compile(r"^(https?://|mailto:)", re.IGNORECASE)
_SPACES = re.compile(r"[\t\r\n\x0b\x0c\u2028\u2029]+")
_FIGURE = 28  # signs; what is longer is a sentence


def clean(text: str) -> str:
    """``text`` without signs that cannot be printed; line ends are spaces."""
    return text if text.isprintable() else printable(_SPACES.sub(" ", text))


def web_address(target: str) -> str:
    """``target`` where it is an address on the web or of a letter box; empty for anything else."""
    return clean(target) if _WEB.match(target) else ""


def words_of(content: Inlines) -> str:
    """The words of inlines, without their marks."""
    return "".join(" " if isinstance(inline, Break) else inline.text for inline in content)


def split_decimal(text: str, mark: str = ",") -> tuple[str, str] | None:
    """A figure as (what stands before the decimal mark, the rest); None for words.

    "1.234,5%" is ("1.234", ",5%") and "12" is ("12", "").
    """
    thousands = "," if mark == "." else "."
    found = re.match(rf"((?:Rp|[-−–+<>≤≥±(\s])*\d[\d{re.escape(thousands)}]*)(.*)$", text.strip())
    return None if found is None or len(text) > _FIGURE else (found.group(1), found.group(2))
