"""Totals that a text takes apart, and lists with the length that the text before them announces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims.flows import ITEM, Figure, Flow
from akuntabel.checker.claims.numbers import Number
from akuntabel.checker.claims.stated import NOUNS
from akuntabel.checker.claims.tokens import Kind


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a total, with the percentage printed beside it."""

    number: Number
    share: Number | None
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class PartsClaim:
    """A total and the parts it is said to consist of. ``sure`` when the words say that it consists."""

    totals: tuple[Number, ...]  # candidates, the nearest to the parts last
    parts: tuple[Part, ...]
    text: str
    place: Place
    sure: bool
    tight: bool  # nothing but the cue stands between the total and the parts


@dataclass(frozen=True, slots=True)
class ListClaim:
    """A list: the flows of its items, and the paragraph before it."""

    items: tuple[Flow, ...]
    lead: Flow | None
    marks: tuple[str, ...]
    nested: int  # items one level below
    leaves: int  # items without items below them

    @property
    def place(self) -> Place:
        """Where the first item stands."""
        return self.items[0].place


_PERSONS = frozenset(
    [
        "orang",
        "pegawai",
        "personil",
        "personel",
        "karyawan",
        "staf",
        "pns",
        "asn",
        "jiwa",
        "anggota",
        "pria",
        "wanita",
        "laki-laki",
        "perempuan",
        "pppk",
        "petugas",
    ]
)
_CUE = re.compile(
    r"\b(?:terdiri (?:dari|atas)|terbagi(?: (?:dalam|atas|menjadi|ke dalam))?|dibagi (?:menjadi|dalam|atas)|"
    r"dengan rincian|dengan perincian|rinciannya|meliputi|yang terdiri|yaitu|yakni|rincian)\b|:",
    re.I,
)
_SURE = re.compile(r"terdiri|terbagi|dibagi|rinci", re.I)


def parts_of(flows: Sequence[Flow]) -> tuple[PartsClaim, ...]:
    """Every total with its parts, in one sentence or with the list after it."""
    found: list[PartsClaim] = []
    for flow in flows:
        for start, end in flow.sentences():
            claim = _parts(flows, flow, start, end)
            if claim is not None:
                found.append(claim)
    return tuple(found)


def _parts(flows: Sequence[Flow], flow: Flow, start: int, end: int) -> PartsClaim | None:
    for cue in _CUE.finditer(flow.text, start, end):
        totals = [figure for figure in flow.values(start, cue.start()) if not figure.number.percent]
        if not totals:
            continue
        inside = _in_sentence(flow, cue.end(), end)
        after = _in_list(flows, flow) if end >= len(flow.text) - 1 and len(inside) < 2 else []
        parts = inside + after if after else inside
        kinds = {_kind(part.number, part.text) for part in parts}
        candidates = tuple(f.number for f in totals if _kind(f.number, _behind(flow, f)) in kinds)
        if len(parts) >= 2 and len(kinds) == 1 and candidates:
            sure = _SURE.search(cue[0]) is not None or _SURE.search(flow.text[start : cue.end()]) is not None
            tight = cue.start() - totals[-1].end <= 25 and not flow.mark
            return PartsClaim(
                candidates, tuple(parts), flow.text[start:end], flow.place_at(totals[-1].start), sure, tight
            )
    return None


def _behind(flow: Flow, figure: Figure) -> str:
    rest = re.sub(r"^\s*\([^)]*\)", "", flow.text[figure.end : figure.end + 60])
    return rest.strip()


def _kind(number: Number, behind: str) -> str:
    """What is counted: rupiah, persons, or the noun behind the number."""
    if number.money:
        return "Rp"
    word = re.match(r"[A-Za-z-]+", behind)
    noun = word[0].lower() if word else ""
    return "orang" if noun in _PERSONS else noun


def _in_sentence(flow: Flow, start: int, end: int) -> list[Part]:
    """The parts behind a cue: numbers of one kind, each with the share in brackets behind it."""
    figures = flow.values(start, end)
    parts: list[Part] = []
    kind = None
    for index, figure in enumerate(figures):
        if figure.number.percent or figure.number.decimals:
            continue
        behind = _behind(flow, figure)
        kind = kind if kind is not None else _kind(figure.number, behind)
        if _kind(figure.number, behind) != kind or not (kind or figure.number.money):
            if parts:
                break
            continue
        following = figures[index + 1] if index + 1 < len(figures) else None
        share = _share(flow, figure, following)
        parts.append(Part(figure.number, share, behind, flow.place_at(figure.start)))
    return parts


_SHARE_BETWEEN = re.compile(
    r"^\s*(?:\([a-z ]+\)\s*)?(?:[A-Za-z-]+\s*){0,3}(?:\(|atau|setara|sebesar|,)\s*(?:sebesar\s*)?$"
)


def _share(flow: Flow, figure: Figure, following: Figure | None) -> Number | None:
    """The percentage right behind a part, in brackets or after "atau"."""
    if following is None or not following.number.percent:
        return None
    return following.number if _SHARE_BETWEEN.match(flow.text[figure.end : following.start]) else None


def _in_list(flows: Sequence[Flow], flow: Flow) -> list[Part]:
    """The first number of each item of the list after ``flow``, while all are of one kind."""
    parts: list[Part] = []
    kind = None
    for item in _items_after(flows, flow):
        inline = _run_on_items(item)
        for start, end in inline:
            figures = list(item.values(start, end))
            first = next((f for f in figures if not f.number.percent and not f.number.decimals), None)
            if first is None:
                return parts
            here = _kind(first.number, _behind(item, first))
            kind = here if kind is None else kind
            if here != kind:
                return parts
            share = _share(
                item, first, next((f for f in figures if f.number.percent and f.start > first.start), None)
            )
            parts.append(Part(first.number, share, _behind(item, first), item.place_at(first.start)))
    return parts


def _items_after(flows: Sequence[Flow], flow: Flow) -> Iterator[Flow]:
    style = None
    for item in flows[flow.index + 1 :]:
        if not item.mark or item.level:
            return
        style = _style(item.mark) if style is None else style
        if _style(item.mark) == style:
            yield item


def _run_on_items(item: Flow) -> list[tuple[int, int]]:
    """Where the items begin and end that share one line: "- A : 1 - B : 2"."""
    starts = [m.start() for m in re.finditer(r"(?:^|(?<=\s))[-–•]\s+(?=[A-Z])", item.text)]
    if len(starts) < 2:
        return [(0, len(item.text))]
    return list(zip(starts, [*starts[1:], len(item.text)], strict=True))


# ---------------------------------------------------------------- lists


def lists_of(flows: Sequence[Flow]) -> tuple[ListClaim, ...]:
    """Every list with at least two items; a list within a list belongs to the outer one."""
    found: list[ListClaim] = []
    index = 0
    while index < len(flows):
        if flows[index].mark and not flows[index].level and _first(flows[index].mark):
            claim, index = _list(flows, index)
            if len(claim.items) >= 2:
                found.append(claim)
        else:
            index += 1
    return tuple(found)


def _list(flows: Sequence[Flow], start: int) -> tuple[ListClaim, int]:
    style = _style(flows[start].mark)
    items, below = [flows[start]], [0]
    index = start + 1
    while index < len(flows):
        flow = flows[index]
        if flow.level or (not flow.mark and not _is_tail(flow, items[-1])):
            break
        if flow.mark and _style(flow.mark) == style:
            if not _follows(items[-1].mark, flow.mark):
                break
            items.append(flow)
            below.append(0)
        elif flow.mark:
            below[-1] += 1
        index += 1
    lead = flows[start - 1] if start else None
    leaves = sum(count or 1 for count in below)
    return ListClaim(tuple(items), lead, tuple(item.mark for item in items), sum(below), leaves), index


def _first(mark: str) -> bool:
    return mark.lower() in ("1", "a", "i") or not mark.isalnum()


def _style(mark: str) -> str:
    return "digit" if mark.isdigit() else "letter" if mark.isalpha() else mark


def _follows(last: str, mark: str) -> bool:
    if mark.isdigit():
        return int(mark) == int(last) + 1
    if mark.isalpha() and len(mark) == 1 and len(last) == 1:
        return ord(mark) == ord(last) + 1
    return True


def _is_tail(flow: Flow, item: Flow) -> bool:
    """Whether an unmarked paragraph goes on with an item: it starts small, or right below one without an end."""
    below = flow.place.line - item.lines[-1].place.line <= 1
    return flow.text[:1].islower() or (below and not item.text.rstrip().endswith((".", ";", ":")))


# ---------------------------------------------------------------- an announced length

_ANNOUNCED = re.compile(
    r"(?:sebagai ?berikut|berikut ini|yaitu|yakni|antara lain|terdiri (?:dari|atas)|meliputi|adalah|di ?bawah ini|"
    r"seperti berikut|berikut)\s*[:;.]?\s*$|[:;]\s*$",
    re.I,
)


def announces(flow: Flow) -> bool:
    """Whether the paragraph ends by announcing a list."""
    return _ANNOUNCED.search(flow.text.rstrip()[-60:]) is not None


def run_on_items(flow: Flow) -> int:
    """How many items 1. 2. 3. stand in a single paragraph; 0 when they do not count from 1."""
    marks = [int(m[1]) for m in re.finditer(r"(?:^|(?<=[\s(;:]))(\d{1,2})[.)]\s+(?=[A-Za-z])", flow.text)]
    return len(marks) if len(marks) >= 2 and marks == list(range(1, len(marks) + 1)) else 0


NOUN_WORDS = frozenset(NOUNS)
MARK = ITEM
VALUE = Kind.NUMBER
