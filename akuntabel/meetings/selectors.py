"""Reads of meetings: those of a year, what was agreed to be done, who may be invited or asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from akuntabel.core.indonesian import format_date
from akuntabel.meetings.models import FollowUp, Meeting, MeetingState
from akuntabel.offices.models import Office, Person
from akuntabel.planning.models import Indicator
from akuntabel.planning.selectors import agreement_in_force, draft_agreement_of, indicators_of


@dataclass(frozen=True)
class EarlierFollowUp:
    """What an earlier meeting agreed on, and what became of it, as the minutes print it."""

    meeting: str
    text: str
    indicator: str
    owner: str
    due: str
    done: bool
    result: str  # "Selesai 3 April 2024: …", or ""


def meetings_of(office: Office, year: int) -> QuerySet[Meeting]:
    """The meetings about periods of ``year``, the newest first."""
    rows: QuerySet[Meeting] = Meeting.objects.filter(office=office, year=year)
    return rows.select_related("office").order_by("-date", "-pk")


def follow_ups_of(office: Office, year: int) -> QuerySet[FollowUp]:
    """What the closed meetings of ``year`` agreed on: open ones first, each in the order of its due date."""
    rows = FollowUp.objects.filter(meeting__office=office, meeting__year=year)
    rows = rows.filter(meeting__state=MeetingState.HELD).select_related("meeting__office", "owner", "done_by")
    return rows.order_by(F("done_on").asc(nulls_first=True), "due", "meeting_id", "sequence")


def previous_meeting(office: Office, date: dt.date, meeting: Meeting | None = None) -> Meeting | None:
    """The last closed meeting of ``office`` before ``date`` (before ``meeting`` on the same day), or None."""
    rows = _before(office, date, meeting)
    found: Meeting | None = rows.order_by("-date", "-pk").first()
    return found


def earlier_rows(office: Office, date: dt.date, meeting: Meeting | None = None) -> list[FollowUp]:
    """All follow-ups of the meeting before, and what is still open of those before that one."""
    last = previous_meeting(office, date, meeting)
    if last is None:
        return []
    rows = FollowUp.objects.filter(meeting__in=_before(office, date, meeting))
    rows = rows.filter(Q(meeting=last) | Q(done_on__isnull=True)).select_related("meeting", "owner")
    return list(rows.order_by("meeting__date", "meeting_id", "sequence"))


def earlier_of(meeting: Meeting) -> list[EarlierFollowUp]:
    """What earlier meetings agreed on, as ``meeting`` prints it: frozen once its minutes are closed."""
    if meeting.state == MeetingState.HELD:
        return [EarlierFollowUp(**row) for row in meeting.frozen.get("earlier", [])]
    return [_told(row) for row in earlier_rows(meeting.office, meeting.date, meeting)]


def frozen_earlier(meeting: Meeting) -> list[dict[str, Any]]:
    """:func:`earlier_of` as JSON."""
    return [asdict(row) for row in earlier_of(meeting)]


def people_of(office: Office) -> list[Person]:
    """The active people with a role at ``office`` itself, by name: whom one may invite or ask."""
    rows = Person.objects.filter(is_active=True, memberships__office=office).distinct()
    return sorted(rows, key=lambda one: (str(one).casefold(), one.pk))


def indicators_in(office: Office, year: int) -> list[Indicator]:
    """The indicators of the year's agreement, signed or drafted; none without one."""
    agreement = agreement_in_force(office, year) or draft_agreement_of(office, year)
    return indicators_of(agreement) if agreement else []


def _before(office: Office, date: dt.date, meeting: Meeting | None) -> QuerySet[Meeting]:
    sooner = Q(date__lt=date)
    if meeting is None:
        sooner |= Q(date=date)
    else:
        sooner |= Q(date=date, pk__lt=meeting.pk)
    rows: QuerySet[Meeting] = Meeting.objects.filter(office=office, state=MeetingState.HELD).filter(sooner)
    return rows


def _told(row: FollowUp) -> EarlierFollowUp:
    result = ""
    if row.done_on is not None:
        result = f"Selesai {format_date(row.done_on)}: {row.result}"
    return EarlierFollowUp(
        row.meeting.title,
        row.text,
        row.indicator,
        row.owner_name,
        format_date(row.due),
        bool(row.done_on),
        result,
    )
