"""Numbers given in digits and in words: 28 (dua puluh delapan), Rp31.000.000,- (tiga puluh satu juta rupiah)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims.flows import Figure, Flow
from akuntabel.checker.claims.numbers import Number
from akuntabel.checker.claims.tokens import Kind
from akuntabel.core.errors import ParseError
from akuntabel.core.indonesian.terbilang import parse_terbilang

_DIGITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
_KNOWN = (
    *_DIGITS, "sepuluh", "sebelas", "belas", "puluh", "seratus", "ratus", "seribu", "ribu", "juta", "miliar",
    "triliun", "koma", "sejuta", "milyar", "trilyun", "minus", "semilyar",
)  # fmt: skip
_UNITS = re.compile(
    r"\b(?:rupiah|persen|prosen|orang|sen|buah|kali|unit|sasaran|indikator|program|kegiatan|laporan|dokumen|hari|"
    r"bulan|tahun|paket|per seratus)\b"
)
_PAREN = re.compile(r"\s*(?:[.,]\s?[-–—]+)?\s*\(\s*(?P<words>[A-Za-z][A-Za-z\s,-]*?)\s*\)")
_WORDS_FIRST = re.compile(
    r"\b(?P<words>(?:(?:se|nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)[a-z]*"
    r"(?:\s+(?:belas|puluh|ratus|ribu|juta|mil[iy]ar|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|"
    r"sepuluh|sebelas|seratus))*))\s*\(\s*$",
    re.I,
)
_COUNT = re.compile(
    r"\b(?P<words>(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|satu)"
    r"(?:\s+(?:belas|puluh(?:\s+(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan))?))?)\s+(?=[a-z])",
    re.I,
)


@dataclass(frozen=True, slots=True)
class NumberWithWords:
    """A number printed twice. ``said`` is what the words say."""

    number: Number
    words: str
    said: Decimal
    place: Place
    flow: int


@dataclass(frozen=True, slots=True)
class WordNumber:
    """A number written only in words, as in "dua kali"."""

    words: str
    value: Decimal
    start: int
    end: int


def words_of(flows: Sequence[Flow]) -> tuple[NumberWithWords, ...]:
    """Every number that stands in digits and in words."""
    return tuple(pair for flow in flows for figure in flow.figures for pair in _pair(flow, figure))


def _pair(flow: Flow, figure: Figure) -> Iterator[NumberWithWords]:
    if figure.kind is Kind.DATE:
        return
    after = _PAREN.match(flow.text, figure.end)
    before = None
    if after is None and flow.text[figure.end : figure.end + 2].lstrip().startswith(")"):
        before = _WORDS_FIRST.search(flow.text[: figure.start])
    match = after or before
    if match is None:
        return
    words = match["words"]
    said = read_words(words)
    if said is not None:
        yield NumberWithWords(
            figure.number, " ".join(words.split()), said, flow.place_at(figure.start), flow.index
        )


def read_words(text: str) -> Decimal | None:
    """The number that ``text`` says; small slips of spelling are read over. None when it says none."""
    plain = _UNITS.sub(" ", text.lower().replace(",", " ").replace("-", " "))
    words = [_corrected(word) for word in plain.split()]
    if not words or any(word is None for word in words):
        return None
    said = " ".join(word for word in words if word)
    said = said.replace("satu ribu", "seribu") if said.startswith("satu ribu") else said
    said = said.replace("sejuta", "satu juta").replace("semilyar", "satu miliar")
    try:
        return parse_terbilang(said)
    except ParseError:
        return None


def _corrected(word: str) -> str | None:
    if word in _KNOWN:
        return word
    if len(word) < 4:
        return None
    near = [known for known in _KNOWN if abs(len(known) - len(word)) <= 1 and _one_slip(known, word)]
    return near[0] if len(near) == 1 else None


def _one_slip(known: str, word: str) -> bool:
    """Whether one letter too many, too few, or wrong parts the two."""
    shorter, longer = sorted((known, word), key=len)
    for index in range(len(longer)):
        if len(shorter) == len(longer):
            if shorter[:index] + shorter[index + 1 :] == longer[:index] + longer[index + 1 :]:
                return True
        elif longer[:index] + longer[index + 1 :] == shorter:
            return True
    return False


def word_numbers(text: str) -> list[WordNumber]:
    """Small numbers that stand in ``text`` in words only, before a noun."""
    found = []
    for match in _COUNT.finditer(text):
        value = read_words(match["words"])
        if value is not None and "(" not in text[match.end() - 1 : match.end() + 1]:
            found.append(WordNumber(match["words"], value, match.start(), match.end()))
    return found
