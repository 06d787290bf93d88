"""The papers of a performance meeting: invitation, attendance list, minutes; each one tree, as DOCX and PDF.

They look as official letters of an Indonesian office do, are always in Indonesian, and are the same bytes
for the same meeting: once the minutes are closed they print what was frozen then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils import translation

from akuntabel.core.errors import gettext_noop
from akuntabel.documents.docx import render_docx
from akuntabel.documents.tree import (
    Block,
    Document,
    Numbering,
    Section,
)
from akuntabel.meetings.figures import LANGUAGE
from akuntabel.meetings.models import Meeting
from akuntabel.meetings.paper_letters import attendance_blocks, invitation_blocks
from akuntabel.meetings.paper_minutes import minutes_blocks
from akuntabel.meetings.words import office_name
from akuntabel.reporting.printing import print_pdf


@dataclass(frozen=True)
class Paper:
    """A kind of paper: its file name, its title before that of the meeting, and what stands in it."""

    code: str
    title: str
    blocks: Callable[[Meeting], Iterable[Block]]


INVITATION = Paper("undangan", gettext_noop("Undangan"), invitation_blocks)
ATTENDANCE = Paper("daftar-hadir", gettext_noop("Daftar Hadir"), attendance_blocks)
MINUTES = Paper("notula", gettext_noop("Notula"), minutes_blocks)
PAPERS = {paper.code: paper for paper in (INVITATION, ATTENDANCE, MINUTES)}


def assemble_paper(meeting: Meeting, paper: Paper) -> Document:
    """``paper`` of ``meeting`` as a document tree."""
    with translation.override(LANGUAGE):
        title = f"{paper.title} {meeting.title}"
        blocks = tuple(paper.blocks(meeting))
        name = office_name(meeting)
    return Document(
        title=title,
        author=name,
        subject=title,
        language=LANGUAGE,
        moment=dt.datetime.combine(meeting.date, dt.time(), dt.UTC),
        running_head=name,
        sections=(Section(paper.code, blocks, Numbering.NONE),),
    )


def paper_docx(meeting: Meeting, paper: Paper) -> bytes:
    """``paper`` of ``meeting`` as a Word file; the same bytes for the same meeting."""
    return render_docx(assemble_paper(meeting, paper))


def paper_pdf(meeting: Meeting, paper: Paper) -> bytes:
    """``paper`` of ``meeting`` as PDF/A-2a and PDF/UA-1; the same bytes for the same meeting."""
    return print_pdf(assemble_paper(meeting, paper))
