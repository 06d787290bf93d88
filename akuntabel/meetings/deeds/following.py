"""Deeds about what a closed meeting agreed on: it is done, or turns out not to be."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.core.indonesian import format_date
from akuntabel.meetings.models import FollowUp, MeetingState
from akuntabel.offices.access import Ability, may, require
from akuntabel.offices.clock import today_at
from akuntabel.offices.locks import lock_office
from akuntabel.offices.models import Person
from akuntabel.offices.trail import facts, log
from akuntabel.planning.deeds.shared import need_reason, tidy

STILL_OPEN = gettext_noop("Tutup dahulu notula “{meeting}”; sesudah itu tindak lanjutnya dapat diselesaikan.")
ALREADY = gettext_noop("Tindak lanjut ini sudah diselesaikan {day}.")
NOT_DONE = gettext_noop("Tindak lanjut ini belum diselesaikan, jadi tidak perlu dibuka lagi.")
FUTURE = gettext_noop("Tanggal selesai {day} belum tiba. Pakai tanggal hari ini atau sebelumnya.")
TOO_EARLY = gettext_noop("Tanggal selesai mendahului rapatnya, {day}.")
NO_RESULT = gettext_noop("Tulis hasilnya: apa yang sudah dikerjakan.")
DONE = ("done_on", "done_by", "result")


@transaction.atomic
def finish_follow_up(*, follow_up: FollowUp, done_on: dt.date, result: str, by: Person) -> FollowUp:
    """Say that a follow-up is done, and what came of it; by its owner or who holds the meetings.

    Raises:
        Refused: ``by`` is neither.
        CannotDo: it is done already, its minutes are not closed, or date or result cannot be.
    """
    current = _opened(follow_up, by)
    if current.done_on is not None:
        raise CannotDo(ALREADY, day=format_date(current.done_on))
    if done_on > today_at(current.meeting.office):
        raise CannotDo(FUTURE, day=format_date(done_on))
    if done_on < current.meeting.date:
        raise CannotDo(TOO_EARLY, day=format_date(current.meeting.date))
    if not result.strip():
        raise CannotDo(NO_RESULT)
    before = facts(current, DONE)
    current.done_on, current.done_by, current.result = done_on, by, tidy(result)
    current.save(update_fields=list(DONE))
    _log(current, "followup.finish", before, by)
    return current


@transaction.atomic
def reopen_follow_up(*, follow_up: FollowUp, reason: str, by: Person) -> FollowUp:
    """Take back that a follow-up is done; what was said of it stays in the trail.

    Raises:
        Refused: ``by`` is neither its owner nor holds the meetings.
        CannotDo: it is not done, or no reason was given.
    """
    current = _opened(follow_up, by)
    words = need_reason(reason)
    if current.done_on is None:
        raise CannotDo(NOT_DONE)
    before = facts(current, DONE)
    current.done_on, current.done_by, current.result = None, None, ""
    current.save(update_fields=list(DONE))
    _log(current, "followup.reopen", before, by, words)
    return current


def may_finish(follow_up: FollowUp, person: Person) -> bool:
    """Whether ``person`` may say that ``follow_up`` is done."""
    office = follow_up.meeting.office
    if follow_up.owner_id == person.pk:
        return may(person, Ability.READ, office)
    return may(person, Ability.HOLD_MEETINGS, office)


def _opened(follow_up: FollowUp, by: Person) -> FollowUp:
    office = follow_up.meeting.office
    if not may_finish(follow_up, by):
        require(by, Ability.HOLD_MEETINGS, office)
    lock_office(office)
    current: FollowUp = FollowUp.objects.select_related("meeting__office").get(pk=follow_up.pk)
    if current.meeting.state != MeetingState.HELD:
        raise CannotDo(STILL_OPEN, meeting=current.meeting.title)
    return current


def _log(row: FollowUp, deed: str, before: dict[str, object], by: Person, reason: str = "") -> None:
    log(
        by=by, office=row.meeting.office, deed=deed, target=row, name=row.text,
        before=before, after=facts(row, DONE), reason=reason,
    )  # fmt: skip
