"""Where in a text the stated words stand."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeVar

from akuntabel.checker.findings import Finding, Kind

Span = tuple[int, int]
T = TypeVar("T")

_LONGEST = 2_000  # characters; what is longer is a passage and no figure
_LAST = frozenset(
    {Kind.ARITHMETIC, Kind.CATEGORY, Kind.ROUNDING}
)  # results stand right of what they follow from


def spans(text: str, stated: str) -> list[Span]:
    """Where ``stated`` stands in ``text``, from the surest way of looking that finds it.

    A figure inside another ("100%" in "1.100%") counts only when it stands nowhere by itself. Last
    of all spaces are let in between any two characters, as type set wide has them.
    """
    wanted = stated.strip()
    if not wanted or len(wanted) > _LONGEST:
        return []
    for pattern in _patterns(wanted):
        if found := [match.span() for match in pattern.finditer(text)]:
            return found
    return []


@lru_cache(maxsize=256)
def _patterns(wanted: str) -> tuple[re.Pattern[str], ...]:
    words = r"\s+".join(map(re.escape, wanted.split()))
    letters = r"\s*".join(map(re.escape, "".join(wanted.split())))
    return (re.compile(_alone(words)), re.compile(_alone(letters)), re.compile(words))


def _alone(pattern: str) -> str:
    return rf"(?<!\w)(?<!\d[.,]){pattern}(?!\w)(?![.,]\d)"


def chosen(text: str, finding: Finding) -> Span | None:
    """The one place in ``text`` that ``finding`` speaks of.

    Where the words stand several times, a whole cell comes before a part of one, and a result is
    the last.
    """
    found = spans(text, finding.stated)
    whole = [span for span in found if _is_cell(text, span)] or found
    return pick(whole, finding) if whole else None


def pick(found: list[T], finding: Finding) -> T:
    """The last for a result, else the first."""
    return found[-1 if finding.kind in _LAST else 0]


def _is_cell(text: str, span: Span) -> bool:
    """Whether nothing but the cell's sides stand around ``span``."""
    before, after = text[: span[0]].rstrip(" *"), text[span[1] :].lstrip(" *")
    return before[-1:] in ("", "\t", "|", "\n") and after[:1] in ("", "\t", "|", "\n")
