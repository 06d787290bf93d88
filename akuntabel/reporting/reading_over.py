"""The report read over: the project's own checker runs over its text, in this process.

The document tree is handed to the checker as what a reader of the DOCX would see (paragraphs, list
items, tables with their captions), without writing a file first. Each remark knows the narrative
or chapter it stands in, so that a page can show it beside the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from akuntabel.checker.blocks import Source
from akuntabel.checker.check import check_source
from akuntabel.checker.findings import Finding, Kind, Lines, Severity, filled
from akuntabel.checker.readers.build import Builder, DraftCell, DraftRow
from akuntabel.checker.readers.limits import Clock, Limits
from akuntabel.checker.readers.shape import Shape, clean, shape
from akuntabel.documents.anchors import OutlineEntry, listed, numbered, outline
from akuntabel.documents.grid import placed
from akuntabel.documents.plain import words_of
from akuntabel.documents.tree import (
    Block,
    Cell,
    Chart,
    Contents,
    Document,
    Heading,
    ItemList,
    ListKind,
    Paragraph,
    RowKind,
    Section,
    Signature,
    Table,
)

OBJECTIVE = "objective-"  # how the anchor of an objective's heading begins


@dataclass(frozen=True)
class Remark:
    """What the checker says of the report.

    ``severity`` is error, warning or note; ``kind`` one of the checker's kinds. ``section`` is the
    key of the narrative (``background``, ``objective.17``) or chapter (``bab-3``) it stands in, ""
    for the cover; ``part`` the narrative's kind (``text``, ``causes``), "" outside of narratives.
    ``stated`` is what stands there, ``subject`` what it is said of.
    """

    severity: str
    sentence: str
    kind: str
    section: str
    part: str = ""
    stated: str = ""
    subject: str = ""

    @property
    def text(self) -> tuple[str, str]:
        """Section and kind of the narrative it stands in or beside; an objective's tables: its first analysis."""
        first = "comparison_year" if self.section.startswith("objective.") else "text"
        return self.section, self.part or first


def read_over(document: Document) -> list[Remark]:
    """What the checker finds in ``document``, in reading order and the language of the moment."""
    reading = _Reading(document)
    return [reading.remark(finding) for finding in check_source(reading.source)]


@dataclass(frozen=True)
class _Place:
    """Where a line stands: section and part as of a :class:`Remark`, and its name to a person."""

    section: str = ""
    part: str = ""
    name: str = ""


@dataclass
class _Reading:
    """A document while it becomes the checker's blocks; ``ends`` says up to which line a place reaches."""

    document: Document
    ends: list[int] = field(default_factory=list)
    places: list[_Place] = field(default_factory=list)
    builder: Builder = field(init=False)
    source: Source = field(init=False)

    def __post_init__(self) -> None:
        limits = Limits()
        self.builder = Builder("", "docx", limits, Clock(limits.seconds))
        self._read()
        self.source = self.builder.source(name="DOCX")

    def remark(self, finding: Finding) -> Remark:
        """``finding`` as a remark: its place is a section, and so are the lines that its sentence names."""
        place = self._place(finding.place.line)
        return Remark(
            self._severity(finding).value,
            self._sentence(finding),
            finding.kind.value,
            place.section,
            place.part,
            finding.stated,
            "" if finding.subject.startswith("baris ") else finding.subject,  # lines mean nothing here
        )

    def _place(self, line: int) -> _Place:
        at = bisect_left(self.ends, line)
        return self.places[at] if at < len(self.places) else _Place()

    def _severity(self, finding: Finding) -> Severity:
        """How much it weighs here. Two tables that nobody typed both say what the books say.

        The annual plan and the agreement may promise differently; that is for the plans to mend, and
        no text of the report could.
        """
        lines = (finding.place.line, *(place.line for place in finding.others))
        typed = any(self._place(line).part for line in lines)
        if finding.kind is Kind.MISMATCH and finding.severity is Severity.ERROR and not typed:
            return Severity.WARNING
        return finding.severity

    def _sentence(self, finding: Finding) -> str:
        """What it says. "Baris 492" means nothing to who has no file open; the part's name does."""
        params = dict(finding.params)
        template = _(finding.message)
        if isinstance(line := params.get("line"), int):
            template = template.replace(_("baris {line}"), "{line}")
            params["line"] = self._quoted((line,))
        for name, value in params.items():
            if isinstance(value, Lines):
                params[name] = self._quoted(value.lines) + (", …" if value.more else "")
        return filled(template, params, lambda text: text if text == template else _(text))

    def _quoted(self, lines: Iterable[int]) -> str:
        names = dict.fromkeys(self._place(line).name or _("sampul") for line in lines)
        return ", ".join(f"“{name}”" for name in names)

    def _read(self) -> None:
        cover = self.document.cover
        if cover is not None:
            for line in (*cover.title, *cover.office, cover.year):
                self.builder.paragraph(shape(clean(line)))
        self._mark(_Place())
        entries = iter(outline(self.document))
        for section in self.document.sections:
            for block, place in zip(section.blocks, _places(section), strict=True):
                self._block(block, next(entries) if numbered(block) else None)
                self._mark(place)
        self.builder.paragraph(Shape(clean(self.document.running_head), kind="header"))
        self._mark(_Place())

    def _mark(self, place: _Place) -> None:
        self.ends.append(len(self.builder.lines))
        self.places.append(place)

    def _block(self, block: Block, entry: OutlineEntry | None) -> None:
        match block:
            case Table():
                self._table(block, entry)
            case Chart() if entry is not None:
                self.builder.paragraph(Shape(clean(entry.label), kind="caption"))
            case Contents():
                for each in listed(self.document, block):
                    self.builder.paragraph(Shape(clean(each.label), kind="contents"))
            case _:
                for found in _shapes(block):
                    self.builder.paragraph(found)

    def _table(self, table: Table, entry: OutlineEntry | None) -> None:
        if entry is not None:
            self.builder.paragraph(Shape(clean(entry.label), kind="caption"))
        drafts = [
            DraftRow(
                [
                    DraftCell(_cell_text(cell), column, cell.colspan, cell.rowspan)
                    for cell, column in zip(row.cells, columns, strict=True)
                ],
                head=row.kind is RowKind.HEAD,
            )
            for row, columns in placed(table)
        ]
        self.builder.table(drafts)
        if table.note:
            self.builder.paragraph(_plain(words_of(table.note)))


def _places(section: Section) -> list[_Place]:
    """The place of each block: its narrative, else the one before it under its heading, or the first there."""
    found: list[_Place] = []
    name, span = section.key, 0
    for block in section.blocks:
        narrative, part = "", ""
        if isinstance(block, Heading) and block.level <= 3:
            _fill(found, span)
            name, span = _named(block), len(found)
            if block.anchor.startswith(OBJECTIVE):
                narrative = f"objective.{block.anchor.removeprefix(OBJECTIVE)}"
        elif isinstance(block, Paragraph | ItemList):
            narrative, _dot, part = block.place.rpartition(".")
        found.append(_Place(narrative, part, name))
    _fill(found, span)
    return [place if place.section else replace(place, section=section.key) for place in found]


def _fill(found: list[_Place], start: int) -> None:
    """Give the blocks from ``start`` that are nobody's text to the narrative they stand with."""
    owner = next((place.section for place in found[start:] if place.section), "")
    for at in range(start, len(found)):
        owner = found[at].section or owner
        found[at] = replace(found[at], section=owner)


def _named(heading: Heading) -> str:
    """What a person calls the part under ``heading``: an objective by its number, another by its title."""
    if heading.anchor.startswith(OBJECTIVE):
        return clean(heading.number).rstrip(".")
    return clean(f"{heading.number} {heading.text}")


def _shapes(block: Block) -> Iterator[Shape]:
    """The paragraphs of a block that is nothing but words."""
    match block:
        case Heading(level=level, text=text, number=number):
            yield Shape(clean(text), level=level, item=number)
        case Paragraph(content=content):
            yield _plain(words_of(content))
        case ItemList():
            yield from _items(block)
        case Signature(place=place, date=date, signatories=signatories):
            yield _plain(f"{place}, {date}")
            for who in signatories:
                yield from map(_plain, (*who.position, who.name))


def _plain(text: str) -> Shape:
    words = clean(text)
    return shape(words) if words else Shape("")


def _items(block: ItemList) -> Iterator[Shape]:
    for number, item in enumerate(block.items, block.start):
        yield Shape(clean(words_of(item.content)), item=_item_mark(block.kind, number))
        for child in item.children:
            yield from _shapes(child)


def _item_mark(kind: ListKind, number: int) -> str:
    match kind:
        case ListKind.BULLET:
            return "-"
        case ListKind.ALPHA if number <= 26:
            return f"{chr(ord('a') + number - 1)}."
        case _:
            return f"{number}."


def _cell_text(cell: Cell) -> str:
    parts = [words_of(cell.content)]
    for block in cell.blocks:
        if isinstance(block, Paragraph):
            parts.append(words_of(block.content))
        else:
            parts += [f"{item.item} {item.text}" for item in _items(block)]
    return clean(" ".join(part for part in parts if part))
