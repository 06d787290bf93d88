"""What the preview of an import shows: each row with what it would become, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from akuntabel.core.entry import Problem
from akuntabel.core.indonesian import format_number
from akuntabel.core.register import Register
from akuntabel.evidence.import_rows import CHANGE, NEW, SAME, WRONG, Entry
from akuntabel.evidence.imports import Standing
from akuntabel.evidence.tables import KEY, NOTE, QUANTITY, SOURCE, VERSION, columns_of, field_cell
from akuntabel.web.words import told

PAGE = 100  # rows of one page
KINDS = {"bermasalah": WRONG, "baru": NEW, "berubah": CHANGE, "mirip": "doubles", "tetap": SAME}


@dataclass(frozen=True)
class Complaint:
    """What is wrong with a cell: the head of its column and the sentence."""

    head: str
    sentence: str


@dataclass(frozen=True)
class ImportLine:
    """A row of the file."""

    number: int
    action: str
    word: str
    title: str
    details: str
    complaints: tuple[Complaint, ...]
    doubles: tuple[str, ...]


@dataclass(frozen=True)
class Tally:
    """How many rows of a kind; ``address`` shows only those."""

    kind: str
    word: str
    count: int


@dataclass(frozen=True)
class ImportScreen:
    """A page of the preview."""

    standing: Standing
    tallies: tuple[Tally, ...]
    chosen: str
    notes: tuple[str, ...]
    lines: tuple[ImportLine, ...]
    page: int
    pages: int

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows of each kind."""
        return self.standing.counts

    @property
    def keeps(self) -> int:
        """How many records applying would add or change."""
        return self.counts[NEW] + self.counts[CHANGE]


def import_screen(standing: Standing, register: Register, kind: str, page: str) -> ImportScreen:
    """The page of the preview that shows rows of ``kind``; without one, the wrong rows come first."""
    counts = standing.counts
    words = {
        "bermasalah": _("bermasalah"),
        "baru": _("baru"),
        "berubah": _("berubah"),
        "mirip": _("mungkin ganda"),
        "tetap": _("tetap"),
    }
    tallies = tuple(Tally(name, words[name], counts[code]) for name, code in KINDS.items())
    first = next((tally.kind for tally in tallies if tally.count), "")
    chosen = kind if kind in KINDS else first
    rows = [entry for entry in standing.entries if _belongs(entry, KINDS.get(chosen, ""))]
    pages = max(1, -(-len(rows) // PAGE))
    number = min(int(page), pages) if page.isascii() and page.isdigit() and int(page[:6]) else 1
    shown = rows[(number - 1) * PAGE : number * PAGE]
    return ImportScreen(
        standing=standing,
        tallies=tallies,
        chosen=chosen,
        notes=tuple(_told(note) for note in standing.notes),
        lines=tuple(_line(register, entry) for entry in shown),
        page=number,
        pages=pages,
    )


def _belongs(entry: Entry, code: str) -> bool:
    return bool(entry.doubles) if code == "doubles" else entry.action == code


def _line(register: Register, entry: Entry) -> ImportLine:
    words = {NEW: _("baru"), CHANGE: _("berubah"), SAME: _("tetap"), WRONG: _("bermasalah")}
    heads = {column.code: column.head for column in columns_of(register, keyed=True)}
    return ImportLine(
        number=entry.number,
        action=entry.action,
        word=words[entry.action],
        title=entry.title,
        details=_details(register, entry),
        complaints=tuple(
            _complaint(heads.get(problem["field"], ""), _told(problem)) for problem in entry.problems
        ),
        doubles=tuple(entry.doubles),
    )


def _complaint(head: str, sentence: str) -> Complaint:
    """The sentence after its column; a sentence that begins with that name says it itself."""
    return Complaint(head, sentence.removeprefix(f"{head}: "))


def _details(register: Register, entry: Entry) -> str:
    parts = [
        f"{field.label.lower()} {_shown(field_cell(field, entry.data.get(field.code)))}"
        for field in register.fields
        if field.code != register.title_field and entry.data.get(field.code) not in (None, "")
    ]
    if entry.quantity != "1":
        parts.append(_("jumlah {quantity}").format(quantity=entry.quantity))
    return "; ".join(parts[:6]) + ("; …" if len(parts) > 6 else "")


def _shown(value: Any) -> str:
    if isinstance(value, int | float):
        from decimal import Decimal

        return format_number(Decimal(repr(value)))
    return f"{value:%d-%m-%Y}" if hasattr(value, "strftime") else str(value)


def _told(problem: Mapping[str, Any]) -> str:
    return told(Problem(problem["field"], problem["template"], problem["params"]))


def marked_rows(
    register: Register, entries: Sequence[Entry]
) -> list[tuple[dict[str, Any], dict[str, str], list[str]]]:
    """The rows of a draft as the file to mend shows them: cells, sentences by column, other sentences."""
    rows = []
    for entry in entries:
        if entry.action == SAME:
            continue
        cells = dict(entry.cells) if entry.cells else _cells(register, entry)
        sentences: dict[str, str] = {}
        other = []
        for problem in entry.problems:
            if problem["field"] and problem["field"] not in sentences:
                sentences[problem["field"]] = _told(problem)
            else:
                other.append(_told(problem))
        rows.append((cells, sentences, other))
    return rows


def _cells(register: Register, entry: Entry) -> dict[str, Any]:
    cells = {field.code: field_cell(field, entry.data.get(field.code)) for field in register.fields}
    own = {QUANTITY: None if entry.quantity == "1" else entry.quantity.replace(".", ",")}
    own |= {SOURCE: entry.source or None, NOTE: entry.note or None, KEY: entry.key or None}
    return cells | own | {VERSION: entry.version or None}
