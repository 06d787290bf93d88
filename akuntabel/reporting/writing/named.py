"""Indicators that a sentence names by their code: "capaian indikator 17.1 adalah …", "IKU 16".

A code is a name and no value: it is neither shown as typed by hand nor taken for a number that
stands between a word and its value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = r"(?:indikator|iku|ikss|iks|ikp|ikk)\b(?:\s+(?:kinerja|utama|nomor|no\.?|kode))*\s*"
_MARK = "kode"  # stands where the code stood


def is_code(before: str, text: str, codes: Iterable[str]) -> bool:
    """Whether ``text``, which follows ``before``, is the code of an indicator there and no value."""
    pattern = _pattern(codes)
    sentence = before + text
    found = pattern.finditer(sentence) if pattern else ()
    return any(match.end() == len(sentence) for match in found)


def codes_in(sentence: str, codes: Iterable[str]) -> list[str]:
    """The ``codes`` of indicators that ``sentence`` names, in order, each once.

    A code with a dot is known by itself; "16" only right after "indikator" or the like.
    """
    pattern = _pattern(codes)
    return list(dict.fromkeys(match["code"] for match in pattern.finditer(sentence))) if pattern else []


def without_codes(text: str, codes: Iterable[str]) -> str:
    """``text`` with a word in the place of every code."""
    pattern = _pattern(codes)
    return pattern.sub(_MARK, text) if pattern else text


def _pattern(codes: Iterable[str]) -> re.Pattern[str] | None:
    known = sorted(set(codes), key=len, reverse=True)
    if not known:
        return None
    plain = "|".join(re.escape(code) for code in known)
    alone = "|".join(re.escape(code) for code in known if "." in code)
    lead = rf"(?:{_WORD}|(?<![\w.,])(?=(?:{alone})(?!\w)))" if alone else _WORD
    return re.compile(rf"{lead}(?P<code>{plain})(?![\w%]|[.,]\d|\s*(?:%|persen\b))", re.IGNORECASE)
