"""The pages where the report is written: the outline, one text with its preview, and what is found in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from akuntabel.core.folding import fold
from akuntabel.documents.html import render_fragment
from akuntabel.documents.tree import Block, Section
from akuntabel.measuring.selectors import MeasuredIndicator
from akuntabel.reporting import change_section
from akuntabel.reporting.book import YearBook
from akuntabel.reporting.editions import prepare
from akuntabel.reporting.figures import Figure, UnknownFigure
from akuntabel.reporting.inserts.given import given
from akuntabel.reporting.markdown import CITE, Narrator, cited_in
from akuntabel.reporting.reading_over import Remark, read_over
from akuntabel.reporting.writer import Writer
from akuntabel.reporting.writing import (
    SHORT,
    Part,
    PartState,
    TextProblem,
    name_of,
    outline_of,
    problems_of,
    text_problems,
)
from akuntabel.web.place import Place
from akuntabel.web.screens.planning import FindingLine, address

STATES = {
    PartState.WRITTEN: gettext_noop("tertulis"),
    PartState.GIVEN: gettext_noop("dari data"),
    PartState.UNAVAILABLE: gettext_noop("tidak tersedia"),
    PartState.MISSING: gettext_noop("belum"),
}
SEVERITIES = {
    "error": gettext_noop("Harus dibetulkan"),
    "warning": gettext_noop("Perlu diperiksa"),
    "note": gettext_noop("Keterangan"),
}
TERMS = {
    "year": gettext_noop("Tahun laporan"),
    "next_year": gettext_noop("Tahun berikutnya"),
    "office.name": gettext_noop("Nama kantor"),
    "office.body": gettext_noop("Nama lembaga"),
    "office.short": gettext_noop("Nama pendek kantor"),
    "office.place": gettext_noop("Tempat"),
    "agreement.date": gettext_noop("Tanggal perjanjian kinerja"),
    "category.headline": gettext_noop("Kategori rata-rata capaian"),
    "policy.name": gettext_noop("Kebijakan pengukuran"),
    "budget.version": gettext_noop("Versi anggaran"),
}
OFFICE_WIDE = (
    "count.objectives", "count.indicators", "count.counted", "count.met", "count.unmet", "average.headline",
    "budget.ceiling", "budget.realised", "budget.absorption",
)  # fmt: skip
PARTS = ("target", "actual", "achievement", "numerator", "denominator")
MOST = 24  # figures that a search shows


# ---------------------------------------------------------------- outline


@dataclass(frozen=True)
class Entry:
    """A text in the outline, with the word for its state."""

    part: Part
    word: str
    address: str
    current: bool

    @property
    def short(self) -> str:
        """Its name in a few words."""
        return _(SHORT[self.part.kind]) if self.part.kind in SHORT else self.part.title


@dataclass(frozen=True)
class Group:
    """A chapter with its texts, or an objective with its seven (shown where one of them is open)."""

    title: str
    entries: tuple[Entry, ...]
    objective: str = ""

    @property
    def open(self) -> bool:
        """Whether the text on the page is one of these."""
        return any(entry.current for entry in self.entries)

    @property
    def missing(self) -> int:
        """How many of them the report lacks."""
        return sum(entry.part.missing for entry in self.entries)

    @property
    def alone(self) -> bool:
        """Whether it is a chapter that is nothing but one text of the same name."""
        return not self.objective and len(self.entries) == 1 and self.entries[0].part.title == self.title

    @property
    def address(self) -> str:
        """Its first text that is missing, else its first."""
        return next((e for e in self.entries if e.part.missing), self.entries[0]).address


@dataclass(frozen=True)
class WritingScreen:
    """The outline of a year's report, and what is still to do in it."""

    groups: tuple[Group, ...]
    problems: tuple[FindingLine, ...]

    @property
    def entries(self) -> list[Entry]:
        """All texts in order."""
        return [entry for group in self.groups for entry in group.entries]

    @property
    def missing(self) -> list[Group]:
        """The groups that lack something."""
        return [group for group in self.groups if group.missing]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many texts are in each state, in words."""
        found = Counter(entry.part.state for entry in self.entries)
        return [(_(word), found[state]) for state, word in STATES.items()]

    @property
    def lacking(self) -> int:
        """How many texts the report lacks."""
        return sum(group.missing for group in self.groups)

    @property
    def next(self) -> Entry | None:
        """The first text that is missing."""
        return next((entry for entry in self.entries if entry.part.missing), None)


def writing_screen(place: Place, current: tuple[str, str] = ("", "")) -> WritingScreen:
    """The outline at ``place``; ``current`` is the text on the page (section and kind)."""
    parts = outline_of(place.office, place.year, book=place.book)
    groups = []
    for (chapter, objective), inside in groupby(parts, key=lambda part: (part.chapter, part.objective)):
        entries = tuple(_entry(place, part, current) for part in inside)
        groups.append(Group(chapter, entries, objective))
    lines = problem_lines(place, (p for p in text_problems(place.book) if p.severity != "note"), named=True)
    return WritingScreen(tuple(groups), lines)


def _entry(place: Place, part: Part, current: tuple[str, str]) -> Entry:
    to = address(place, "writing_part", part.key, part.kind)
    return Entry(part, _(STATES[part.state]), to, (part.key, part.kind) == current)


# ---------------------------------------------------------------- one text


@dataclass(frozen=True)
class Pick:
    """A figure or term that can be put into a text: ``cite`` is what is inserted, ``text`` what it prints."""

    cite: str
    label: str
    text: str


@dataclass(frozen=True)
class PartScreen:
    """A text of the report: what stands before and after it, its figures, its preview."""

    outline: WritingScreen
    entry: Entry
    picks: tuple[Pick, ...]
    preview: Preview
    before: Entry | None
    after: Entry | None
    heading: str
    items: tuple[MeasuredIndicator, ...] = ()


@dataclass(frozen=True)
class Preview:
    """A text as it will be printed, and what is wrong in it."""

    html: SafeString
    problems: tuple[FindingLine, ...]
    empty: bool


def part_screen(place: Place, section: str, kind: str, typed: str | None = None) -> PartScreen:
    """The text ``section`` of ``kind``, which the report has; ``typed`` stands for what is kept."""
    outline = writing_screen(place, (section, kind))
    entries = outline.entries
    at = next(number for number, entry in enumerate(entries) if entry.current)
    entry = entries[at]
    text = entry.part.text if typed is None else typed
    return PartScreen(
        outline=outline,
        entry=entry,
        picks=usual_picks(place.book, entry.part.objective, text),
        preview=preview_of(place, section, kind, text),
        before=entries[at - 1] if at else None,
        after=entries[at + 1] if at + 1 < len(entries) else None,
        heading=entry.part.title,
        items=_items(place.book, entry.part.objective),
    )


def _items(book: YearBook, objective: str) -> tuple[MeasuredIndicator, ...]:
    return tuple(item for item in book.measured.indicators if objective and item.objective.code == objective)


def preview_of(place: Place, section: str, kind: str, text: str) -> Preview:
    """``text`` as the report prints it there, with what the data puts before it."""
    book = place.book
    known = CITE.sub(lambda found: found[0] if _knows(book, found[1]) else f"⟦{found[1]}?⟧", text)
    blocks: list[Block] = []
    items = list(_items(book, section.removeprefix("objective.")))
    if items and section.startswith("objective."):
        blocks += given(Writer(book), items[0].objective, items, kind)
    blocks += Narrator(book, mark=False).blocks(known, place=f"{section}.{kind}")
    # what the document renderer writes is escaped there
    html = mark_safe(render_fragment(Section("preview", tuple(blocks)))) if blocks else SafeString("")
    return Preview(html, problem_lines(place, problems_of(book, section, kind, text)), not blocks)


def _knows(book: YearBook, key: str) -> bool:
    return key in book or key in book.terms


# ---------------------------------------------------------------- figures to insert


def usual_picks(book: YearBook, objective: str, text: str) -> tuple[Pick, ...]:
    """The figures that are offered before anybody searches: of the objective, or of the whole office."""
    keys = list(cited_in(text))
    if objective:
        for item in _items(book, objective):
            keys += [f"indicator.{item.code}.{part}" for part in PARTS]
    else:
        keys += OFFICE_WIDE
    return tuple(_pick(book, key) for key in dict.fromkeys(keys) if _knows(book, key))


def search_picks(book: YearBook, query: str, objective: str = "") -> tuple[Pick, ...]:
    """The figures whose name, id or value holds every word of ``query``; those of ``objective`` first."""
    words = fold(query).split()
    found = [
        _pick(book, key)
        for key in (*TERMS, *book)
        if _knows(book, key) and all(word in _searched(book, key) for word in words)
    ]
    ours = tuple(f"{{indicator.{item.code}." for item in _items(book, objective))
    typed = query.strip().lower()
    found.sort(key=lambda pick: (typed not in pick.cite.lower(), not pick.cite.startswith(ours)))
    return tuple(found[:MOST])


def _searched(book: YearBook, key: str) -> str:
    pick = _pick(book, key)
    return f"{fold(pick.label)} {fold(key)} {key.lower()} {fold(pick.text)}"


def _pick(book: YearBook, key: str) -> Pick:
    figure: Figure | None = book.get(key)
    if figure is None:
        return Pick(f"{{{key}}}", _(TERMS.get(key, key)), book.terms[key])
    code = key.split(".", 1)[1].rpartition(".")[0] if key.startswith("indicator.") else ""
    return Pick(f"{{{key}}}", f"{figure.label} ({code})" if code else figure.label, figure.text)


# ---------------------------------------------------------------- what is found


def problem_lines(
    place: Place, problems: Iterable[TextProblem], *, named: bool = False
) -> tuple[FindingLine, ...]:
    """Problems of texts in words; ``named`` says in which text, with its address."""
    outline = place.book.measured.pack.outline
    return tuple(
        FindingLine(
            each.severity,
            _(SEVERITIES[each.severity]),
            _named(name_of(each.section, each.kind, outline), place) if named else "",
            each.sentence,
            address(place, "writing_part", each.section, each.kind) if named else "",
        )
        for each in problems
    )


def _named(name: str, place: Place) -> str:
    return name.replace("{year}", str(place.year))


@dataclass(frozen=True)
class FindingsScreen:
    """What the checker and the look through the texts found, the worst first; ``unread``: why it could not."""

    lines: tuple[FindingLine, ...]
    unread: str = ""

    def of(self, severity: str) -> list[FindingLine]:
        """Those of one severity."""
        return [line for line in self.lines if line.severity == severity]

    @property
    def groups(self) -> list[tuple[str, list[FindingLine]]]:
        """The lines by severity, in words."""
        return [(_(word), found) for code, word in SEVERITIES.items() if (found := self.of(code))]


def findings_screen(place: Place, section: str = "", kind: str = "") -> FindingsScreen:
    """What is found in the whole report, or only in the text ``section`` of ``kind``.

    The report is read as the next edition, with its changes: what is found here is what stands against sealing it.
    """
    texts = [] if section else list(text_problems(place.book))
    try:
        remarks = read_over(prepare(place.book).document)
    except UnknownFigure:
        remarks, unread = [], _(
            "Pemeriksa belum dapat membaca laporan ini: masih ada angka yang tidak dikenal di dalam naskah."
        )  # fmt: skip
    else:
        unread = ""
    if section:
        remarks = [each for each in remarks if _stands_in(each, section, kind)]
    parts = {(part.key, part.kind) for part in outline_of(place.office, place.year, book=place.book)}
    lines = [*problem_lines(place, texts, named=True), *(_line(place, each, parts) for each in remarks)]
    order = list(SEVERITIES)
    return FindingsScreen(tuple(sorted(lines, key=lambda line: order.index(line.severity))), unread)


def _stands_in(remark: Remark, section: str, kind: str) -> bool:
    """In this very text, or in the tables that stand with it (an objective's: with its first analysis)."""
    first = kind in ("text", "comparison_year")
    return remark.section == section and (remark.part == kind or (not remark.part and first))


def _line(place: Place, remark: Remark, parts: set[tuple[str, str]]) -> FindingLine:
    section, kind = remark.text
    there = (section, kind) in parts
    outline = place.book.measured.pack.outline
    where = name_of(section, kind, outline) if there else _chapter(place, remark.section)
    subject = "" if fold(where) in fold(remark.subject) else remark.subject
    sentence = f"“{subject}”: {remark.sentence}" if subject else remark.sentence
    to = address(place, "writing_part", section, kind) if there else ""
    word = _(SEVERITIES[remark.severity])
    return FindingLine(remark.severity, word, _named(where, place), sentence, to)


def _chapter(place: Place, key: str) -> str:
    if key == change_section.KEY:
        return change_section.title()
    for chapter in place.book.measured.pack.outline["chapter"]:
        if chapter["key"] == key:
            return f"{chapter.get('number', '')} {chapter['title']}".strip()
    return ""
