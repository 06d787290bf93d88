"""The minutes of a performance meeting: who came, the figures of the period, what was said, decided and agreed."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_date
from akuntabel.documents.tree import (
    Block,
    Cell,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Row,
    Signatory,
    Table,
    words,
)
from akuntabel.meetings.figures import FigureLine, PeriodFigures, figures_of
from akuntabel.meetings.models import Meeting, MeetingState
from akuntabel.meetings.paper_parts import (
    DOTS,
    Pair,
    chair_of,
    lines_of,
    or_empty,
    pairs,
    points,
    signed,
    title,
    when_and_where,
)
from akuntabel.meetings.selectors import earlier_of
from akuntabel.meetings.words import office_name, period_of
from akuntabel.reporting.writer import columns, head, text_cell

_FIGURES = columns(7, 38, 13, 13, 13, 16)


def minutes_blocks(meeting: Meeting) -> Iterator[Block]:
    """The minutes, marked as a draft until they are closed."""
    yield from title(_("Notula"), meeting.title, office_name(meeting))
    if meeting.state != MeetingState.HELD:
        yield Paragraph(words(_("RANCANGAN"), bold=True), ParagraphStyle.TITLE)
        yield Paragraph(words(_("Notula ini belum ditutup."), italic=True), ParagraphStyle.CENTRED)
    yield pairs(
        [
            *when_and_where(meeting),
            (_("Pimpinan rapat"), or_empty(_named(meeting.chair, meeting.chair_position))),
            (_("Notulis"), or_empty(meeting.secretary)),
            _present(meeting),
            (_("Agenda"), points(meeting.agenda)),
        ]
    )
    yield _part("A.", _("Capaian kinerja {period}").format(period=period_of(meeting).label))
    yield from _figures(figures_of(meeting))
    yield _part("B.", _("Tindak lanjut rapat sebelumnya"))
    yield _earlier(meeting)
    yield _part("C.", _("Pembahasan"))
    yield from _discussion(meeting)
    yield _part("D.", _("Keputusan"))
    decisions = [" ".join(row.text.split()) for row in meeting.decisions.all()]
    yield ItemList(tuple(ListItem(words(one)) for one in decisions)) if decisions else _empty(meeting)
    yield _part("E.", _("Tindak lanjut"))
    yield _follow_ups(meeting)
    yield signed(
        meeting,
        Signatory((), meeting.secretary or DOTS, role=_("Notulis,")),
        chair_of(meeting, _("Pimpinan rapat,")),
    )


def _part(number: str, text: str) -> Heading:
    return Heading(2, text, number, listed=False)


def _named(name: str, position: str) -> str:
    return ", ".join(filter(None, (name, position)))


def _present(meeting: Meeting) -> Pair:
    """How many of how many came, and who."""
    rows = list(meeting.participants.all())
    came = [_named(row.name, row.position) for row in rows if row.came]
    if not came:
        return (_("Hadir"), or_empty(""))
    label = _("Hadir ({count} dari {total})").format(count=len(came), total=len(rows))
    return (label, came if len(came) > 1 else or_empty(came[0]))


def _empty(meeting: Meeting) -> Paragraph:
    """What stands where nothing was written: not yet, or there was nothing."""
    held = meeting.state == MeetingState.HELD
    return Paragraph(words(_("Tidak ada.") if held else _("Belum diisi."), italic=True))


# ---------------------------------------------------------------- figures


def _figures(figures: PeriodFigures) -> Iterator[Block]:
    if not figures.lines:
        yield Paragraph(words(figures.missing or _("Belum ada angka."), italic=True))
        return
    if figures.told:
        yield _figures_table(figures)
    if figures.silent:
        yield Paragraph(words(figures.silent, italic=True))


def _figures_table(figures: PeriodFigures) -> Table:
    names = _("Kode"), _("Indikator kinerja"), _("Target"), _("Realisasi"), _("Capaian"), _("Kategori")
    rows = (head(*names), *map(_figure_row, figures.told))
    note = _(
        "Angka bertanda “draf”, “diajukan”, atau “sudah diperiksa” belum disetujui dan masih dapat berubah."
    )
    return Table(_FIGURES, rows, note=words(note) if figures.has_drafts else ())


def _figure_row(line: FigureLine) -> Row:
    actual = Cell(words(line.actual, italic=not line.approved))
    if not line.approved:
        actual = Cell(
            blocks=(
                Paragraph(words(line.actual, italic=True)),
                Paragraph(words(f"({line.standing})", italic=True)),
            )
        )
    return Row(
        (
            text_cell(line.code),
            text_cell(line.name),
            text_cell(line.target),
            actual,
            Cell(words(line.achievement, italic=not line.approved)),
            Cell(words(line.category), tone=line.tone),
        )
    )


# ---------------------------------------------------------------- what was said and agreed


def _earlier(meeting: Meeting) -> Block:
    rows = earlier_of(meeting)
    if not rows:
        return Paragraph(words(_("Tidak ada tindak lanjut dari rapat sebelumnya."), italic=True))
    return Table(
        columns(6, 36, 19, 16, 23),
        (
            head(_("No."), _("Tindak lanjut"), _("Penanggung jawab"), _("Batas waktu"), _("Keadaan")),
            *(
                Row(
                    (
                        text_cell(str(number)),
                        _task(row.text, row.indicator),
                        text_cell(row.owner),
                        text_cell(row.due),
                        text_cell(row.result or _("belum selesai")),
                    )
                )
                for number, row in enumerate(rows, 1)
            ),
        ),
    )


def _discussion(meeting: Meeting) -> Iterator[Block]:
    paragraphs = lines_of(meeting.discussion)
    if not paragraphs:
        yield _empty(meeting)
    for text in paragraphs:
        yield Paragraph(words(text))


def _follow_ups(meeting: Meeting) -> Block:
    rows = list(meeting.follow_ups.all())
    if not rows:
        return _empty(meeting)
    return Table(
        columns(6, 52, 23, 19),
        (
            head(_("No."), _("Tindak lanjut"), _("Penanggung jawab"), _("Batas waktu")),
            *(
                Row(
                    (
                        text_cell(str(row.sequence)),
                        _task(row.text, row.indicator),
                        text_cell(row.owner_name),
                        text_cell(format_date(row.due)),
                    )
                )
                for row in rows
            ),
        ),
    )


def _task(text: str, indicator: str) -> Cell:
    line = " ".join(text.split())
    return text_cell(_("{task} (indikator {code})").format(task=line, code=indicator) if indicator else line)
