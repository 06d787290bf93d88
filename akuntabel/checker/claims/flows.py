"""Running text with the lines that a page has broken put together again, and cut into sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims.lines import Line
from akuntabel.checker.claims.numbers import Number
from akuntabel.checker.claims.tokens import Cutter, Kind

ITEM = re.compile(r"^\W{0,2}(?P<mark>\d{1,3}|[a-z]|[ivx]{1,4}|[-–•●▪○*➢✓])(?P<close>[.)])?\s+(?=\S)")
_ENDS = (".", ":", ";", "!", "?")
_GOES_ON = re.compile(r"^(?:[a-z(]|Rp\b|\d[\d.,]*\s?(?:%|\(|[a-z]))")
_SHORTENED = re.compile(
    r"(?:\b(?:Kab|Kec|Prov|Kel|Ds|No|Nomor|Rp|Drs?|Hj?|Jl|Ir|St|dkk|Tgl|Sdr|Yth|Bpk|Ket|Kep|"
    r"hlm|tgl|s\.d|a\.n|u\.b|Sek|Ka|Kasub|Bid|[A-Z])\.)$"
)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z“\"(])|(?<=[.;])\s+(?=\d{1,2}[.)]\s)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in running text: its offsets there, and what kind of token it is."""

    number: Number
    kind: Kind
    start: int
    end: int


@dataclass(frozen=True)
class Flow:
    """A paragraph, or an item of a list. ``index`` is its place among the flows."""

    text: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    figures: tuple[Figure, ...]
    index: int
    first: int  # index of its first line among all lines
    mark: str = ""
    level: int = 0
    kind: str = "body"

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.lines[0].place

    def place_at(self, offset: int) -> Place:
        """Where the character at ``offset`` stands."""
        return self.lines[max(bisect_right(self.starts, offset) - 1, 0)].place

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The offsets of the sentence around ``offset``."""
        return next((span for span in self.sentences() if span[1] >= offset), (0, len(self.text)))

    def sentences(self) -> Sequence[tuple[int, int]]:
        """The offsets of all sentences."""
        return self._spans

    @cached_property
    def _spans(self) -> tuple[tuple[int, int], ...]:
        found, start = [], 0
        for match in _SENTENCE.finditer(self.text):
            if _SHORTENED.search(self.text[max(start, match.start() - 12) : match.start()]):
                continue
            found.append((start, match.start()))
            start = match.end()
        return (*found, (start, len(self.text)))

    def values(self, start: int = 0, end: int | None = None) -> list[Figure]:
        """The values (no years, labels, markers, dates) between two offsets."""
        last = len(self.text) if end is None else end
        return [f for f in self.figures if f.kind is Kind.NUMBER and start <= f.start and f.end <= last]

    def figure_at(self, offset: int) -> Figure | None:
        """The number that begins at ``offset``."""
        return next((f for f in self.figures if f.start == offset), None)


def flows_of(lines: Sequence[Line], cutter: Cutter) -> tuple[Flow, ...]:
    """The paragraphs of all running text in ``lines``, in order."""
    found: list[Flow] = []
    group: list[tuple[int, Line]] = []
    for index, line in enumerate(lines):
        if line.kind == "header":
            continue  # the head and number of a page stand in the middle of what goes on
        if group and not _continues(group[-1][1], line):
            found.append(_flow(group, len(found), cutter))
            group = []
        if not line.tabular and line.kind != "contents":
            group.append((index, line))
    if group:
        found.append(_flow(group, len(found), cutter))
    return tuple(found)


def _continues(last: Line, line: Line) -> bool:
    if line.tabular or last.tabular or last.level or line.level or line.kind != last.kind:
        return False
    if last.kind != "body" or ITEM.match(line.text) or line.place.line - last.place.line > 2:
        return False
    return not last.text.rstrip().endswith(_ENDS) and _GOES_ON.match(line.text) is not None


def _flow(group: Sequence[tuple[int, Line]], index: int, cutter: Cutter) -> Flow:
    text, starts, figures = "", [], []
    for _, line in group:
        text += " " if text else ""
        starts.append(len(text))
        for token in cutter.tokens(line):
            if token.number is not None:
                offset = len(text)
                figures.append(Figure(token.number, token.kind, offset + token.start, offset + token.end))
        text += line.text
    first = group[0][1]
    return Flow(
        text, tuple(line for _, line in group), tuple(starts), tuple(figures), index, group[0][0],
        _mark(first.text), first.level, first.kind,
    )  # fmt: skip


def _mark(text: str) -> str:
    """The number, letter or bullet of a list item; a bullet before a bare number ("• 1 Jumlah …") is the mark."""
    match = ITEM.match(text)
    if match is None:
        return ""
    if match["close"] or not match["mark"].isalnum():
        return match["mark"]
    return text[0] if re.match(r"[-–•●▪○*➢✓]\s", text) else ""
