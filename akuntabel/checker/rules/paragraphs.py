"""Paragraphs and flattened tables that say the same kind of thing one after the other.

What most of them keep (a share, a difference, the number in the sentence before a table) the
others should keep too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from akuntabel.checker.claims import Claims
from akuntabel.checker.claims.flows import Figure, Flow
from akuntabel.checker.claims.numbers import Number, show
from akuntabel.checker.claims.relations import Form, Relation, learn
from akuntabel.checker.findings import Finding, Kind
from akuntabel.checker.rules.common import ERROR, WARNING, finding
from akuntabel.core.errors import gettext_noop

RATIO: Final = gettext_noop(
    "{part} dan {whole} memberi {expected}, bukan {stated}; bagian lain yang sejenis dihitung demikian."
)
OTHER_VALUE: Final = gettext_noop("Kalimat ini menyebut {stated}, tabel sesudahnya {expected}.")
OTHER_WORD: Final = gettext_noop("Uraiannya tentang {expected}, tetapi tabelnya berjudul “{stated}”.")
_TABLE = re.compile(r"\bTabel\s+[IVX\d]+(?:[.\-]\d+)*\b\.?", re.I)
_VALUE = re.compile(r"\b(?:sebesar|adalah|mencapai|yaitu)\s*$", re.I)
_TWINS = (
    ("perdata", "pidana"),
    ("laki-laki", "perempuan"),
    ("penerimaan", "pengeluaran"),
    ("banding", "kasasi"),
)
_ALIKE = 0.5  # share of words that two paragraphs of one kind have in common


@dataclass(frozen=True)
class Segment:
    """A flattened table within a paragraph: its numbers, and the sentence before it."""

    flow: Flow
    start: int
    end: int
    figures: tuple[Figure, ...]
    before: Figure | None  # the number of the sentence right before the table

    @property
    def text(self) -> str:
        """Its words."""
        return self.flow.text[self.start : self.end]

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, without the short ones."""
        return frozenset(re.findall(r"[a-z]{3,}", self.text.lower()))

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Its numbers."""
        return tuple(figure.number for figure in self.figures)


def segments_of(claims: Claims) -> list[Segment]:
    """The flattened tables that stand inside paragraphs, or whole paragraphs with several numbers."""
    found = []
    for flow in claims.flows:
        starts = [match.end() for match in _TABLE.finditer(flow.text)]
        bounds = (
            list(zip(starts, [*starts[1:], len(flow.text)], strict=True)) if starts else [(0, len(flow.text))]
        )
        for start, end in bounds:
            figures = tuple(flow.values(start, end))
            before = [f for f in flow.values(0, start) if _VALUE.search(flow.text[: f.start])]
            if len(figures) >= 3:
                found.append(Segment(flow, start, end, figures, before[-1] if starts and before else None))
    return found


def like_paragraphs(claims: Claims) -> Iterable[Finding]:
    """One of several like paragraphs does not keep the relation between its numbers."""
    named = {row.achievement for row in claims.named_measures}  # the rules of achievements know more of these
    for group in _groups(claims.once(segments_of)):
        for support in learn([segment.numbers for segment in group]):
            if support.relation.form is not Form.PERCENT or not _is_share(group, support.relation):
                continue
            for index in support.failing:
                segment = group[index]
                figure = segment.figures[support.relation.result]
                exact = support.relation.expected(segment.numbers)
                whole, part = (segment.numbers[place] for place in support.relation.inputs)
                if exact is None or figure.number in named:
                    continue
                yield finding(
                    Kind.ARITHMETIC, ERROR if support.holding >= 3 else WARNING, segment.flow.place_at(figure.start),
                    subject=segment.text, stated=figure.number.text, expected=show(exact), message=RATIO,
                    params={"part": part.text, "whole": whole.text},
                    others=[other.flow.place for other in group if other is not segment],
                )  # fmt: skip


def _is_share(group: Sequence[Segment], relation: Relation) -> bool:
    """Whether two amounts give a percentage, and not a percentage an amount."""
    amounts = all(not segment.numbers[place].percent for segment in group for place in relation.inputs)
    results = [segment.numbers[relation.result] for segment in group]
    return amounts and all(result.percent or result.decimals for result in results)


def _groups(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments with equally many numbers and mostly the same words."""
    groups: list[list[Segment]] = []
    for segment in segments:
        for group in groups:
            if len(group[0].figures) == len(segment.figures) and _alike(group[0], segment):
                group.append(segment)
                break
        else:
            groups.append([segment])
    return [group for group in groups if len(group) >= 3]


def _alike(first: Segment, second: Segment) -> bool:
    a, b = first.words, second.words
    return bool(a | b) and len(a & b) / len(a | b) >= _ALIKE


def sentence_and_table(claims: Claims) -> Iterable[Finding]:
    """The sentence before a flattened table gives another result than the table."""
    segments = [segment for segment in claims.once(segments_of) if segment.before is not None]
    agreeing = [segment for segment in segments if _agrees(segment)]
    for segment in segments:
        if segment.before is None or segment in agreeing or not any(_alike(segment, o) for o in agreeing):
            continue
        yield finding(
            Kind.MISMATCH, ERROR, segment.flow.place_at(segment.before.start),
            subject=segment.flow.text[: segment.before.end],
            stated=segment.before.number.text, expected=segment.numbers[-1].text, message=OTHER_VALUE,
        )  # fmt: skip


def _agrees(segment: Segment) -> bool:
    return segment.before is not None and segment.before.number.value in {n.value for n in segment.numbers}


def twin_words(claims: Claims) -> Iterable[Finding]:
    """The sentence is about perdata, the head of its table about pidana."""
    for flow in claims.flows:
        for match in _TABLE.finditer(flow.text):
            before = flow.text[: match.start()].lower()
            head = re.match(r"[^\d]{0,80}", flow.text[match.end() :])
            text = head[0] if head else ""
            for first, second in (*_TWINS, *((b, a) for a, b in _TWINS)):
                said = re.search(rf"\b{first}\b", before) and not re.search(rf"\b{second}\b", before)
                if (
                    said
                    and re.search(rf"\b{second}\b", text, re.I)
                    and not re.search(rf"\b{first}\b", text, re.I)
                ):
                    near = re.search(rf"(?:\w+\s+){{0,2}}{second}\b", text, re.I)
                    yield finding(
                        Kind.STRUCTURE, WARNING, flow.place_at(match.start()), subject=flow.text[: match.start()],
                        stated=near[0] if near else second, expected=first, message=OTHER_WORD,
                    )  # fmt: skip
