"""What the pages of meetings show: the year's list, one meeting with what comes next, the follow-ups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_day_date
from akuntabel.core.periods import Period
from akuntabel.meetings.deeds import may_finish, unclosed_because
from akuntabel.meetings.figures import PeriodFigures, figures_of
from akuntabel.meetings.models import FollowUp, Meeting, MeetingState, Participant
from akuntabel.meetings.paper_parts import lines_of
from akuntabel.meetings.papers import PAPERS
from akuntabel.meetings.selectors import EarlierFollowUp, earlier_of, follow_ups_of, meetings_of
from akuntabel.meetings.words import time_text
from akuntabel.offices.access import Ability
from akuntabel.offices.clock import today_at
from akuntabel.offices.models import Person
from akuntabel.web.place import Place
from akuntabel.web.words import told


@dataclass(frozen=True)
class PaperLinks:
    """A paper and where its files are."""

    code: str
    title: str
    docx: str
    pdf: str


@dataclass(frozen=True)
class FollowUpLine:
    """A follow-up in a list; ``late`` when it is open past its day, ``mine`` when the reader may finish it."""

    row: FollowUp
    late: bool
    mine: bool


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in the list of the year."""

    meeting: Meeting
    time: str
    held: bool
    waiting: int  # follow-ups that nobody has done yet
    papers: tuple[PaperLinks, ...]


@dataclass(frozen=True)
class MeetingsScreen:
    """The meetings of a year, and what they agreed on that is still open."""

    lines: tuple[MeetingLine, ...]
    waiting: tuple[FollowUpLine, ...]


@dataclass(frozen=True)
class Next:
    """What comes next with a meeting: a sentence, the words of the button, where it leads."""

    sentence: str
    label: str
    address: str


@dataclass(frozen=True)
class MeetingScreen:
    """One meeting. ``lacks`` names what the invitation still needs, ``unclosed`` says why the minutes cannot be
    closed yet, ``secretary_away`` that whoever writes them is noted as not having come."""

    meeting: Meeting
    day: str
    time: str
    held: bool
    editable: bool
    next: Next | None
    participants: tuple[Participant, ...]
    noted: bool
    came: int
    agenda: tuple[str, ...]
    discussion: tuple[str, ...]
    decisions: tuple[str, ...]
    follow_ups: tuple[FollowUpLine, ...]
    earlier: tuple[EarlierFollowUp, ...]
    figures: PeriodFigures
    papers: dict[str, PaperLinks]
    lacks: str
    unclosed: str
    secretary_away: bool


def meetings_screen(place: Place, person: Person) -> MeetingsScreen:
    """What ``person`` sees of the year's meetings."""
    follow_ups = follow_up_lines(follow_ups_of(place.office, place.year), person)
    waiting = [line for line in follow_ups if line.row.done_on is None]
    lines = tuple(
        MeetingLine(
            meeting,
            time_text(meeting),
            meeting.state == MeetingState.HELD,
            sum(line.row.meeting_id == meeting.pk for line in waiting),
            tuple(papers_of(place, meeting).values()),
        )
        for meeting in meetings_of(place.office, place.year)
    )
    return MeetingsScreen(lines, tuple(waiting))


def follow_up_lines(rows: Iterable[FollowUp], person: Person) -> tuple[FollowUpLine, ...]:
    """``rows`` as a list shows them to ``person``."""
    lines = []
    for row in rows:
        late = row.done_on is None and row.due < today_at(row.meeting.office)
        mine = row.done_on is None and may_finish(row, person)
        lines.append(FollowUpLine(row, late, mine))
    return tuple(lines)


def meeting_screen(place: Place, meeting: Meeting, person: Person) -> MeetingScreen:
    """What ``person`` sees of ``meeting``."""
    participants = tuple(meeting.participants.all())
    held = meeting.state == MeetingState.HELD
    editable = not held and Ability.HOLD_MEETINGS in place.may
    rows = meeting.follow_ups.select_related("meeting__office", "owner", "done_by")
    return MeetingScreen(
        meeting=meeting,
        day=format_day_date(meeting.date),
        time=time_text(meeting),
        held=held,
        editable=editable,
        next=_next(place, meeting, participants) if editable else None,
        participants=participants,
        noted=any(row.came is not None for row in participants),
        came=sum(bool(row.came) for row in participants),
        agenda=tuple(lines_of(meeting.agenda)),
        discussion=tuple(lines_of(meeting.discussion)),
        decisions=tuple(row.text for row in meeting.decisions.all()),
        follow_ups=follow_up_lines(rows, person),
        earlier=tuple(earlier_of(meeting)),
        figures=figures_of(meeting),
        papers=papers_of(place, meeting),
        lacks="" if held else _lacks(meeting),
        unclosed=told(why) if editable and (why := unclosed_because(meeting)) else "",
        secretary_away=any(row.came is False and row.name == meeting.secretary for row in participants),
    )


def papers_of(place: Place, meeting: Meeting) -> dict[str, PaperLinks]:
    """The papers of ``meeting`` by code, with their addresses."""
    found = {}
    for paper in PAPERS.values():
        parts = [place.office.code, place.year, meeting.pk, paper.code]
        found[paper.code.replace("-", "_")] = PaperLinks(
            paper.code,
            _(paper.title),
            reverse("meeting_docx", args=parts),
            reverse("meeting_pdf", args=parts),
        )
    return found


def first_period(place: Place) -> Period:
    """The period a new meeting is most likely about: the last quarter that is over, of the place's year."""
    today = today_at(place.office)
    quarters = Period(place.year).children()
    over = [each for each in quarters if each.end < today]
    return over[-1] if over else quarters[0]


def first_day(place: Place) -> dt.date:
    """The day that is offered for a new meeting: today, or the year's first when it lies ahead."""
    return max(today_at(place.office), Period(place.year).start)


def _lacks(meeting: Meeting) -> str:
    """What the invitation needs before it is sent, in words; "" when nothing is missing."""
    parts = (
        (meeting.letter_number, _("nomor surat")),
        (meeting.time_from, _("waktu")),
        (meeting.place, _("tempat")),
    )
    return ", ".join(word for value, word in parts if not value)


def _next(place: Place, meeting: Meeting, participants: tuple[Participant, ...]) -> Next:
    def at(name: str) -> str:
        return reverse(name, args=[place.office.code, place.year, meeting.pk])

    if not participants:
        return Next(_("Belum ada peserta."), _("Isi peserta"), at("meeting_participants"))
    if meeting.date >= today_at(meeting.office) and (lacks := _lacks(meeting)):
        sentence = _("Undangannya belum lengkap: {parts} belum diisi.").format(parts=lacks)
        return Next(sentence, _("Lengkapi undangan"), at("meeting_change"))
    if meeting.date > today_at(meeting.office):
        pdf = papers_of(place, meeting)["undangan"].pdf
        return Next(_("Rapat belum diadakan. Kirim undangannya."), _("Buka undangan (PDF)"), pdf)
    if all(row.came is None for row in participants):
        return Next(_("Catat siapa yang hadir."), _("Catat kehadiran"), at("meeting_attendance"))
    if not meeting.discussion:
        return Next(
            _("Tulis pembahasan, keputusan, dan tindak lanjut."), _("Isi notula"), at("meeting_minutes")
        )
    return Next(
        _("Notula terisi. Periksa, lalu tutup supaya angkanya tidak berubah lagi."),
        _("Periksa dan tutup notula"),
        at("meeting_close"),
    )
