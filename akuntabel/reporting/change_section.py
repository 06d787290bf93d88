"""The part of a corrected edition that says what it changes and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_date
from akuntabel.documents.tree import Block, Heading, Numbering, Paragraph, Row, Section, Table, Text, words
from akuntabel.reporting.stamp import Change, ChangeKind, Stamp
from akuntabel.reporting.writer import columns, head, text_cell

KEY = "changes"
_AFTER = "contents"  # the chapter that it stands behind
_QUOTED = 160  # characters of a text that are shown of it


def with_changes(sections: Sequence[Section], stamp: Stamp | None) -> tuple[Section, ...]:
    """``sections`` of a report, with the list of changes where ``stamp`` corrects an edition."""
    if stamp is None or stamp.number == 1:
        return tuple(sections)
    place = next((n for n, section in enumerate(sections, 1) if section.key == _AFTER), 0)
    return (*sections[:place], _section(stamp), *sections[place:])


def _section(stamp: Stamp) -> Section:
    return Section(KEY, (Heading(1, title(), anchor=KEY), *_blocks(stamp)), Numbering.ROMAN)


def title() -> str:
    """What the chapter is called; the checker knows it, and the heads of its table, as changes and no results."""
    return _("PERUBAHAN DARI EDISI SEBELUMNYA")


def _blocks(stamp: Stamp) -> Iterator[Block]:
    yield Paragraph(words(_replaced(stamp)))
    yield Paragraph((Text(_("Alasan: "), bold=True), *words(stamp.reason)))
    listed = [change for change in stamp.changes if change.kind is not ChangeKind.CHAPTER]
    if listed:
        yield Table(
            columns(40, 30, 30),
            (head(_("Yang berubah"), _("Edisi sebelumnya"), _("Edisi ini")), *(map(_row, listed))),
        )
    chapters = [change.what for change in stamp.changes if change.kind is ChangeKind.CHAPTER]
    if chapters:
        lead = _("Bagian lain yang isi atau susunannya berubah: {chapters}.")
        yield Paragraph(words(lead.format(chapters=", ".join(chapters))))


def _replaced(stamp: Stamp) -> str:
    number, previous = stamp.number, stamp.number - 1
    if stamp.previous_day is None:
        return _("Edisi {number} menggantikan edisi {previous}.").format(number=number, previous=previous)
    return _("Edisi {number} menggantikan edisi {previous} yang disegel pada {day}.").format(
        number=number, previous=previous, day=format_date(stamp.previous_day)
    )


def _row(change: Change) -> Row:
    before = shortened(change.before) or _("tidak ada")
    after = shortened(change.after) or _("tidak ada lagi")
    return Row((text_cell(change.what), text_cell(before), text_cell(after)))


def shortened(text: str) -> str:
    """``text`` on one line, cut where it is long: who wants the whole reads the editions."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[: _QUOTED - 2].rsplit(" ", 1)[0] + " …"
