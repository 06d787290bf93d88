"""Numbers that somebody typed into a text by hand instead of citing a figure.

Only values are found: years, dates, list numbers, numbers of laws and revisions ("Nomor 53",
"ke-11"), ordinal names ("Triwulan 2", "Sasaran 17") and times of day are names, not values. The
words are cut as the checker cuts them, so that both see the same numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims.lines import Line, LineCell
from akuntabel.checker.claims.numbers import Habit, Number
from akuntabel.checker.claims.tokens import Kind, tokens_of
from akuntabel.reporting.markdown import CITE

CITED = "¤"  # stands where a figure is cited; no value, and never beside a number as its unit
_PREFIX = re.compile(r"\A\s*(?:>\s*)*(?:\d{1,3}[.)]|[-*+])\s+")  # a list item's own number is no value
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)")
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")
_NAMED = re.compile(  # words whose number only names something
    r"\b(?:triwulan|tw|semester|caturwulan|tahap|gelombang|putaran|angkatan|misi|tujuan|sasaran|indikator|divisi"
    r"|kelas|pukul|jam|dapil|tps|rt|rw|jl|jalan|km|model|formulir|lantai|ruang|gedung|blok|zona|lampiran|bab"
    r"|kegiatan ke|bulan ke|hari ke|sd|smp|sma|smk|slb|man|mts|mtsn|sdn|smpn|sman|smkn|slbn|negeri|revisi"
    r"|perubahan|kode|nip|nik|akun|ro|kro|pasal|ayat|huruf|angka|butir|nomor|no)[\s.:(]*$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\s*(?:wib|wita|wit)\b", re.IGNORECASE)
_PLACE = Place(1)


@dataclass(frozen=True)
class Numeral:
    """A number typed by hand: as it stands there, its value, and the words around it in its sentence."""

    text: str
    number: Number
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """The sentence it stands in."""
        return f"{self.before}{self.text}{self.after}"

    @property
    def unit(self) -> str:
        """The sign or word behind it: "%", "Rp", "kegiatan", "" at the end of a sentence."""
        if self.number.unit:
            return self.number.unit
        found = re.match(r"\s*(?:\([^)]*\)\s*)?([^\W\d_]+)", self.after)
        return found[1] if found else ""


def typed_numerals(text: str) -> list[Numeral]:
    """The values in the Markdown ``text`` that cite no figure, in order."""
    return [found for line in text.split("\n") for found in _in_line(line)]


def _in_line(line: str) -> Iterator[Numeral]:
    if not any(letter.isdigit() for letter in line):
        return
    bare = _EMPHASIS.sub("", _PREFIX.sub("", CITE.sub(CITED, line), count=1))
    for sentence in _SENTENCE.split(bare):
        yield from _in_sentence(sentence)


def _in_sentence(sentence: str) -> Iterator[Numeral]:
    line = Line(sentence, (LineCell(0, sentence, _PLACE),), _PLACE)
    for token in tokens_of(line, Habit.INDONESIAN):
        if token.kind is not Kind.NUMBER or token.number is None:
            continue
        before, after = sentence[: token.start], sentence[token.end :]
        if _NAMED.search(before) or _CLOCK.match(after):
            continue
        yield Numeral(sentence[token.start : token.end].strip(), token.number, before, after)
