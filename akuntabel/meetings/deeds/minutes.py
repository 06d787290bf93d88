"""Deeds about the minutes: writing them, and closing them so that they never change again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from akuntabel.core.entry import Problem
from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.core.indonesian import format_date
from akuntabel.core.periods import Period
from akuntabel.meetings.deeds.shared import opened_meeting, touch
from akuntabel.meetings.figures import figures_now, frozen
from akuntabel.meetings.models import Decision, FollowUp, Meeting, MeetingState
from akuntabel.meetings.selectors import frozen_earlier, indicators_in
from akuntabel.meetings.words import zone_name
from akuntabel.offices.clock import today_at
from akuntabel.offices.models import Person
from akuntabel.offices.trail import facts, log
from akuntabel.planning.deeds.shared import refuse, tidy

NO_TEXT = gettext_noop("Tulis apa yang dikerjakan.")
NO_OWNER = gettext_noop("Pilih atau tulis siapa yang mengerjakannya.")
TWO_OWNERS = gettext_noop("Pilih orang kantor atau tulis nama lain, tidak keduanya.")
NO_DUE = gettext_noop("Isi batas waktunya.")
DUE_EARLY = gettext_noop("Batas waktu mendahului tanggal rapat, {day}.")
NO_INDICATOR = gettext_noop("Tidak ada indikator {code} tahun ini.")
FUTURE = gettext_noop(
    "Rapat ini baru diadakan {day}. Notula dapat ditutup pada atau sesudah hari itu; betulkan tanggalnya bila salah."
)
NO_ATTENDANCE = gettext_noop("Catat dahulu siapa yang hadir.")
NO_DISCUSSION = gettext_noop("Pembahasan belum diisi. Isi dahulu notulanya.")
CLOSING = ("state", "closed_by")
LONGEST_NAME = 150


@dataclass(frozen=True)
class NewFollowUp:
    """What somebody is to do: a person of the office, or somebody else by name."""

    text: str = ""
    owner: Person | None = None
    owner_name: str = ""
    due: dt.date | None = None
    indicator: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing is filled in."""
        texts = self.text, self.owner_name, self.indicator
        return self.owner is None and self.due is None and not any(map(str.strip, texts))


@dataclass(frozen=True)
class Minutes:
    """What was talked about, decided, and agreed to be done."""

    discussion: str = ""
    decisions: Sequence[str] = ()
    follow_ups: Sequence[NewFollowUp] = ()


@transaction.atomic
def write_minutes(*, meeting: Meeting, touched: int, minutes: Minutes, by: Person) -> Meeting:
    """Make ``minutes`` those of ``meeting``; they can be written again until they are closed.

    Rows with nothing in them are left out.

    Raises:
        Refused, CannotDo, ChangedMeanwhile: as
            :func:`~akuntabel.meetings.deeds.shared.opened_meeting`.
        WrongFields: a follow-up lacks what is to be done, by whom or until when; the problem's field
            is ``follow.<row>.<part>``.
    """
    current = opened_meeting(meeting, by, touched)
    refuse(_wrong_follow_ups(current, minutes.follow_ups))
    before = written(current)
    current.discussion = tidy(minutes.discussion)
    current.save(update_fields=["discussion"])
    current.decisions.all().delete()
    for place, text in enumerate(filter(None, map(tidy, minutes.decisions)), 1):
        Decision.objects.create(meeting=current, sequence=place, text=text)
    current.follow_ups.all().delete()
    for place, row in enumerate((one for one in minutes.follow_ups if not one.blank), 1):
        assert row.due is not None
        FollowUp.objects.create(
            meeting=current,
            sequence=place,
            text=tidy(row.text),
            indicator=row.indicator,
            owner=row.owner,
            owner_name=str(row.owner or tidy(row.owner_name))[:LONGEST_NAME],  # as it was then
            due=row.due,
        )
    after = written(current)
    if after != before:
        touch(current, by)
        log(
            by=by, office=current.office, deed="meeting.minutes", target=current, name=current.title,
            before=before, after=after,
        )  # fmt: skip
    return current


@transaction.atomic
def close_minutes(*, meeting: Meeting, touched: int, by: Person) -> Meeting:
    """Close the minutes: figures, earlier follow-ups, office and zone are frozen as they stand now.

    Raises:
        Refused, CannotDo, ChangedMeanwhile: as
            :func:`~akuntabel.meetings.deeds.shared.opened_meeting`; CannotDo too when the meeting has not
            been held yet, nobody is noted to have come, or nothing is written.
    """
    current = opened_meeting(meeting, by, touched)
    if (why := unclosed_because(current)) is not None:
        raise why
    before = facts(current, CLOSING)
    figures = figures_now(current.office, Period.parse(current.period))
    current.figures = frozen(figures)
    current.frozen = {
        "office": current.office.name,
        "signed_at": current.office.place,
        "zone": zone_name(current),
        "missing": figures.missing,
        "earlier": frozen_earlier(current),
    }
    current.state, current.closed_by, current.closed_at = MeetingState.HELD, by, timezone.now()
    current.save(update_fields=["figures", "frozen", "state", "closed_by", "closed_at"])
    touch(current, by)
    log(
        by=by, office=current.office, deed="meeting.close", target=current, name=current.title,
        before=before, after=facts(current, CLOSING),
    )  # fmt: skip
    return current


def unclosed_because(meeting: Meeting) -> CannotDo | None:
    """What stands against closing the minutes of ``meeting``, the first thing first."""
    if meeting.date > today_at(meeting.office):
        return CannotDo(FUTURE, day=format_date(meeting.date))
    if not meeting.participants.filter(came=True).exists():
        return CannotDo(NO_ATTENDANCE)
    return None if meeting.discussion else CannotDo(NO_DISCUSSION)


def written(meeting: Meeting) -> dict[str, Any]:
    """The minutes of ``meeting`` as the trail keeps them."""
    return {
        "discussion": meeting.discussion,
        "decided": [row.text for row in meeting.decisions.all()],
        "to_do": [
            f"{row.text} ({row.owner_name}, {format_date(row.due)})" for row in meeting.follow_ups.all()
        ],
    }


def _wrong_follow_ups(meeting: Meeting, rows: Sequence[NewFollowUp]) -> list[Problem]:
    codes = {row.code for row in indicators_in(meeting.office, meeting.year)}
    codes |= set(meeting.follow_ups.values_list("indicator", flat=True))
    problems: list[Problem] = []
    for place, row in enumerate(rows):
        if row.blank:
            continue

        def wrong(part: str, template: str, place: int = place, **params: Any) -> None:
            problems.append(Problem(f"follow.{place}.{part}", template, params))

        if not row.text.strip():
            wrong("text", NO_TEXT)
        if row.owner is None and not row.owner_name.strip():
            wrong("owner", NO_OWNER)
        elif row.owner is not None and row.owner_name.strip():
            wrong("owner_name", TWO_OWNERS)
        if row.due is None:
            wrong("due", NO_DUE)
        elif row.due < meeting.date:
            wrong("due", DUE_EARLY, day=format_date(meeting.date))
        if row.indicator and row.indicator not in codes:
            wrong("indicator", NO_INDICATOR, code=row.indicator)
    return problems
