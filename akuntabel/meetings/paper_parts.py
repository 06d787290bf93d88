"""What the papers of a meeting share: letterhead, pairs of label and value, signatures, empty places in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from textwrap import wrap

from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_date, format_day_date
from akuntabel.documents.tree import (
    Block,
    Cell,
    Heading,
    Paragraph,
    ParagraphStyle,
    Row,
    Signatory,
    Signature,
    Table,
    words,
)
from akuntabel.meetings.models import Meeting
from akuntabel.meetings.words import office_name, signed_at, time_text
from akuntabel.reporting.writer import columns, text_cell

Pair = tuple[str, Cell | Sequence[str]]  # a label, and its value or the points of a list
DOTS = "(……………………………)"  # who signs writes their name
_PAIRS = (22, 3, 6, 69)
_POSITION = 34  # signs of a position in one line of a signature block


def title(*lines: str) -> Iterator[Block]:
    """The title of a paper, in capitals: the first line a heading, the others below it."""
    first, *others = lines
    yield Heading(1, first.upper(), listed=False)
    for line in others:
        yield Paragraph(words(line.upper(), bold=True), ParagraphStyle.TITLE)


def pairs(rows: Iterable[Pair]) -> Table:
    """Labels and values under each other, with their colons in a line, as letters write them."""
    return Table(
        columns(*_PAIRS), tuple(row for label, value in rows for row in _pair(label, value)), ruled=False
    )


def _pair(label: str, value: Cell | Sequence[str]) -> Iterator[Row]:
    if isinstance(value, Cell):
        yield Row((text_cell(label), text_cell(":"), replace(value, colspan=2)))
        return
    for cells in numbered_cells(value):
        yield Row((text_cell(label), text_cell(":" if label else ""), *cells))
        label = ""


def numbered_cells(lines: Sequence[str]) -> Iterator[tuple[Cell, Cell]]:
    """Number and words of each of ``lines``, for a table whose rows they are."""
    for number, line in enumerate(lines, 1):
        yield text_cell(f"{number}."), text_cell(line)


def when_and_where(meeting: Meeting) -> list[Pair]:
    """Day, time and place of ``meeting``."""
    time = time_text(meeting)
    return [
        (_("Hari, tanggal"), text_cell(format_day_date(meeting.date))),
        (_("Waktu"), or_empty(_("pukul {time}").format(time=time) if time else "")),
        (_("Tempat"), or_empty(meeting.place)),
    ]


def or_empty(text: str) -> Cell:
    """A cell of ``text``, or of words that say that nobody filled it in."""
    return text_cell(" ".join(text.split())) if text.strip() else Cell(words(_("belum diisi"), italic=True))


def points(text: str) -> Cell | list[str]:
    """The lines of ``text`` as points of a list when there are several, else as a cell."""
    lines = lines_of(text)
    return lines if len(lines) > 1 else or_empty(text)


def lines_of(text: str) -> list[str]:
    """The lines of ``text`` that say something."""
    return [line for line in map(str.strip, text.splitlines()) if line]


def office_in_one_line(meeting: Meeting) -> str:
    """The office in capitals, as a letterhead has it."""
    return office_name(meeting).upper()


def signed(meeting: Meeting, *people: Signatory, dated: bool = True) -> Signature:
    """Signature blocks under place and date of the meeting."""
    if not dated:
        return Signature("", "", people)
    return Signature(signed_at(meeting), format_date(meeting.date), people)


def chair_of(meeting: Meeting, role: str = "") -> Signatory:
    """The chair as somebody who signs; dots where nobody is named."""
    return Signatory(tuple(wrap(meeting.chair_position, _POSITION)), meeting.chair or DOTS, role=role)
