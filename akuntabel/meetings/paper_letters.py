"""The invitation and the attendance list of a performance meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_date
from akuntabel.documents.tree import (
    Align,
    Block,
    Break,
    Cell,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Text,
    words,
)
from akuntabel.meetings.models import Meeting, Participant
from akuntabel.meetings.paper_parts import (
    chair_of,
    numbered_cells,
    office_in_one_line,
    or_empty,
    pairs,
    points,
    signed,
    title,
    when_and_where,
)
from akuntabel.meetings.words import filled, office_name, period_of, signed_at, words_of
from akuntabel.reporting.writer import columns, head, text_cell

BLANK_DATE = "……………………"  # filled in by hand
_SPACE, _LINE = "\u00a0", "………………………"  # a line to write on, with room above it


def invitation_blocks(meeting: Meeting) -> Iterator[Block]:
    """The letter, and the list of those invited on a page of its own when they are many."""
    texts = words_of(meeting.office)["invitation"]
    invited = _addressees(meeting)
    apart = len(invited) >= texts["list_from"]
    yield from title(office_in_one_line(meeting))
    yield _letter_head(meeting, texts["enclosure" if apart else "enclosure_none"], texts["subject"])
    yield _addressed(invited, apart=apart)
    yield Paragraph(words(_said(meeting, texts["opening"])))
    yield pairs(
        [
            *when_and_where(meeting),
            (_("Acara"), or_empty(meeting.title)),
            (_("Agenda"), points(meeting.agenda)),
        ]
    )
    yield Paragraph(words(_said(meeting, texts["closing"])))
    yield signed(meeting, chair_of(meeting), dated=False)
    if apart:
        yield PageBreak()
        yield from title(_("Daftar undangan"), meeting.title)
        yield _invited_table(invited)


def attendance_blocks(meeting: Meeting) -> Iterator[Block]:
    """The list that is signed at the door: those invited, and rows for others who come."""
    spare = words_of(meeting.office)["attendance"]["spare_rows"]
    invited = list(meeting.participants.all())
    yield from title(_("Daftar hadir"), meeting.title, office_name(meeting))
    yield pairs(when_and_where(meeting))
    yield Table(
        columns(7, 33, 33, 27),
        (
            head(_("No."), _("Nama"), _("Jabatan"), _("Tanda tangan")),
            *(_signing_row(number, row) for number, row in enumerate(invited, 1)),
            *(_signing_row(len(invited) + number, None) for number in range(1, spare + 1)),
        ),
    )
    yield signed(meeting, chair_of(meeting, _("Pimpinan rapat,")))


def _letter_head(meeting: Meeting, enclosure: str, subject: str) -> Table:
    dated = format_date(meeting.letter_date) if meeting.letter_date else BLANK_DATE
    place = ", ".join(filter(None, (signed_at(meeting), dated)))
    number = meeting.letter_number or BLANK_DATE
    subject = subject.replace("{title}", meeting.title)
    labels = text_cell(_("Nomor")), text_cell(_("Lampiran")), text_cell(_("Hal"))
    values = (
        (text_cell(number), text_cell(place, align=Align.RIGHT)),
        (text_cell(enclosure, colspan=2),),
        (text_cell(subject, colspan=2),),
    )
    rows = (Row((label, text_cell(":"), *value)) for label, value in zip(labels, values, strict=True))
    return Table(columns(17, 3, 42, 38), tuple(rows), ruled=False)


def _addressed(invited: Sequence[Participant], *, apart: bool) -> Table:
    rows: list[tuple[Cell, ...]]
    if apart:
        rows = [(text_cell(_("(daftar undangan terlampir)"), colspan=2),)]
    elif len(invited) > 1:
        rows = list(numbered_cells([_who(row) for row in invited]))
    else:
        rows = [(replace(or_empty(_who(invited[0]) if invited else ""), colspan=2),)]
    rows.append((text_cell(_("di tempat"), colspan=2),))
    to = [text_cell(_("Yth.")), *(Cell() for _row in rows[1:])]
    return Table(
        columns(9, 6, 85), tuple(Row((first, *row)) for first, row in zip(to, rows, strict=True)), ruled=False
    )


def _addressees(meeting: Meeting) -> list[Participant]:
    """Those whom the letter is written to: all who are invited but the chair, who signs it."""
    invited = list(meeting.participants.all())
    others = [row for row in invited if row.name.strip().casefold() != meeting.chair.strip().casefold()]
    return others or invited


def _who(row: Participant) -> str:
    return ", ".join(filter(None, (row.name, row.position)))


def _said(meeting: Meeting, text: str) -> str:
    return filled(text, office=office_name(meeting), period=period_of(meeting).label)


def _invited_table(invited: Sequence[Participant]) -> Table:
    return Table(
        columns(8, 46, 46),
        (
            head(_("No."), _("Nama"), _("Jabatan")),
            *(
                Row((text_cell(str(number)), text_cell(row.name), or_empty(row.position)))
                for number, row in enumerate(invited, 1)
            ),
        ),
    )


def _signing_row(number: int, row: Participant | None) -> Row:
    """A row two lines high, with a line to sign on; somebody who was not invited writes their name too."""
    sign = Cell((Text(_SPACE), Break(), Text(_LINE)))
    if row is None:
        return Row((text_cell(str(number)), sign, sign, sign))
    return Row((text_cell(str(number)), text_cell(row.name), text_cell(row.position), sign))
