"""Deeds about a meeting before it is closed: planning it, changing it, who is invited and came, discarding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from akuntabel.core.entry import Problem
from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.core.periods import Period
from akuntabel.meetings.deeds.shared import opened_meeting, touch
from akuntabel.meetings.models import Meeting, Participant
from akuntabel.meetings.proposals import (
    Invitee,
    proposed_agenda,
    proposed_chair,
    proposed_invitees,
    proposed_title,
)
from akuntabel.offices.access import Ability, require
from akuntabel.offices.locks import lock_office
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import difference, facts, log
from akuntabel.planning.deeds.shared import empty_fields, fill, made, refuse, tidy
from akuntabel.planning.selectors import find_year

MEETING = (
    "period", "title", "letter_number", "letter_date", "date", "time_from", "time_to", "place", "agenda", "chair",
    "chair_position", "secretary",
)  # fmt: skip
OTHER_YEAR = gettext_noop("{period} bukan bagian dari tahun {year}.")
NO_MONTHS = gettext_noop("Rapat kinerja membahas satu triwulan atau satu tahun, bukan satu bulan.")
TIMES_TURNED = gettext_noop("Waktu selesai harus sesudah waktu mulai.")
BEFORE_YEAR = gettext_noop("Tanggal rapat mendahului periode yang dibahas.")
NO_NAME = gettext_noop("Tulis nama pesertanya, atau kosongkan barisnya.")
TWICE = gettext_noop("{name} sudah ada dalam daftar.")
NOBODY = gettext_noop("Rapat ini belum punya peserta. Isi dahulu daftar pesertanya.")
NOT_INVITED = gettext_noop(
    "Daftar peserta berubah sesudah Anda membuka halaman ini. Periksa lagi kehadirannya."
)
LONGEST_NAME = 150


@dataclass(frozen=True)
class MeetingFields:
    """What is filled in about a meeting; what stays empty at planning is proposed."""

    date: dt.date
    time_from: dt.time | None = None
    time_to: dt.time | None = None
    place: str = ""
    title: str = ""
    letter_number: str = ""
    letter_date: dt.date | None = None
    agenda: str = ""
    chair: str = ""
    chair_position: str = ""
    secretary: str = ""


@transaction.atomic
def plan_meeting(*, office: Office, year: int, period: Period, fields: MeetingFields, by: Person) -> Meeting:
    """Plan a meeting about ``period``: title, agenda, chair and participants are proposed where left empty.

    Raises:
        Refused: ``by`` may not hold meetings here.
        NotThere: the office keeps no books for ``year``.
        WrongFields: a field is wrong.
        CannotDo: the office's pack has no words for meetings.
    """
    require(by, Ability.HOLD_MEETINGS, office)
    lock_office(office)
    find_year(office, year)
    problems = _wrong_times(period, fields)
    if period.year != year:
        problems.append(Problem("period", OTHER_YEAR, {"period": period, "year": year}))
    elif period.month is not None:
        problems.append(Problem("period", NO_MONTHS, {}))
    refuse(problems)
    meeting = Meeting(office=office, year=year, period=period.code, created_by=by, changed_by=by)
    fill(meeting, asdict(fields))
    chair, position = proposed_chair(office)
    meeting.title = meeting.title or proposed_title(office, period)
    meeting.agenda = meeting.agenda or proposed_agenda(office, period, fields.date)
    if not meeting.chair:
        meeting.chair, meeting.chair_position = chair, position[:LONGEST_NAME]
    meeting.secretary = meeting.secretary or str(by)[:LONGEST_NAME]
    meeting.save()
    _invite(meeting, proposed_invitees(office))
    after = made(meeting, MEETING) | difference({}, {"invited": _names(meeting)})
    log(
        by=by, office=office, deed="meeting.plan", target=meeting, name=meeting.title,
        after={name: pair[1] for name, pair in after.items()},
    )  # fmt: skip
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, touched: int, fields: MeetingFields, by: Person) -> Meeting:
    """Change the invitation of ``meeting``, which ``by`` opened at ``touched``.

    Raises:
        Refused, CannotDo, ChangedMeanwhile: as
            :func:`~akuntabel.meetings.deeds.shared.opened_meeting`.
        WrongFields: a field is wrong.
    """
    current = opened_meeting(meeting, by, touched)
    labels = {"title": gettext_noop("Acara")}
    refuse([*empty_fields(asdict(fields), labels), *_wrong_times(Period.parse(current.period), fields)])
    before = facts(current, MEETING)
    fill(current, asdict(fields))
    after = facts(current, MEETING)
    if after == before:
        return current
    current.save()
    touch(current, by)
    log(
        by=by, office=current.office, deed="meeting.change", target=current, name=current.title,
        before=before, after=after,
    )  # fmt: skip
    return current


@transaction.atomic
def set_participants(
    *, meeting: Meeting, touched: int, invitees: Sequence[Invitee], by: Person
) -> list[Participant]:
    """Make ``invitees`` the participants, in this order; whose attendance was noted keeps it.

    Rows with nothing in them are left out.

    Raises:
        Refused, CannotDo, ChangedMeanwhile: as
            :func:`~akuntabel.meetings.deeds.shared.opened_meeting`.
        WrongFields: a row has no name, or somebody stands there twice.
    """
    current = opened_meeting(meeting, by, touched)
    refuse(_wrong_invitees(invitees))
    before = _names(current)
    rows = _invite(current, invitees)
    after = _names(current)
    if after != before:
        touch(current, by)
        log(
            by=by, office=current.office, deed="meeting.participants", target=current, name=current.title,
            before={"invited": before}, after={"invited": after},
        )  # fmt: skip
    return rows


@transaction.atomic
def note_attendance(*, meeting: Meeting, touched: int, came: Mapping[int, bool], by: Person) -> Meeting:
    """Note who came: ``came`` by the key of the participant.

    Raises:
        Refused, CannotDo, ChangedMeanwhile: as
            :func:`~akuntabel.meetings.deeds.shared.opened_meeting`; CannotDo too when ``came`` speaks of
            others than the participants, or there are none.
    """
    current = opened_meeting(meeting, by, touched)
    rows = list(current.participants.all())
    if not rows:
        raise CannotDo(NOBODY)
    if {row.pk for row in rows} != set(came):
        raise CannotDo(NOT_INVITED)
    before = _present(rows)
    for row in rows:
        row.came = came[row.pk]
    Participant.objects.bulk_update(rows, ["came"])
    if _present(rows) != before:
        touch(current, by)
        log(
            by=by, office=current.office, deed="meeting.attendance", target=current, name=current.title,
            before={"present": before}, after={"present": _present(rows)},
        )  # fmt: skip
    return current


@transaction.atomic
def discard_meeting(*, meeting: Meeting, by: Person) -> None:
    """Throw a planned meeting away; what it said stays in the trail.

    Raises:
        Refused, CannotDo: as :func:`~akuntabel.meetings.deeds.shared.opened_meeting`.
    """
    current = opened_meeting(meeting, by)
    told = facts(current, (*MEETING, "discussion")) | {"invited": _names(current)}
    told["decided"] = [row.text for row in current.decisions.all()]
    told["to_do"] = [row.text for row in current.follow_ups.all()]
    log(
        by=by, office=current.office, deed="meeting.discard", target=current, name=current.title,
        before={name: value for name, value in told.items() if value not in ("", None, [])},
    )  # fmt: skip
    current.delete()


# ---------------------------------------------------------------- helpers


def _wrong_times(period: Period, fields: MeetingFields) -> list[Problem]:
    problems = []
    if fields.date < period.start:
        problems.append(Problem("date", BEFORE_YEAR, {}))
    begins, ends = fields.time_from, fields.time_to
    if ends is not None and (begins is None or ends <= begins):
        problems.append(Problem("time_to", TIMES_TURNED, {}))
    return problems


def _wrong_invitees(invitees: Sequence[Invitee]) -> list[Problem]:
    problems: list[Problem] = []
    seen = set()
    for place, row in enumerate(invitees):
        if row.blank:
            continue
        name = tidy(row.name) or str(row.person or "")
        key = _key(row.person.pk if row.person else None, name)
        if not name:
            problems.append(Problem(f"row.{place}.name", NO_NAME, {}))
        elif key in seen:
            problems.append(Problem(f"row.{place}.name", TWICE, {"name": name}))
        seen.add(key)
    return problems


def _key(person: int | None, name: str) -> tuple[int | None, str]:
    """What makes two rows the same participant: the person, or the name of somebody from outside."""
    return (person, "") if person is not None else (None, name.casefold())


def _invite(meeting: Meeting, invitees: Sequence[Invitee]) -> list[Participant]:
    """Let ``invitees`` be the participants; who was invited before stays the same row."""
    before = {_key(row.person_id, row.name): row for row in meeting.participants.all()}
    rows = []
    for place, one in enumerate((one for one in invitees if not one.blank), 1):
        name = (tidy(one.name) or str(one.person or ""))[:LONGEST_NAME]
        row = before.pop(_key(one.person.pk if one.person else None, name), None) or Participant(
            meeting=meeting
        )
        row.sequence, row.person, row.name = place, one.person, name
        row.position = tidy(one.position)[:LONGEST_NAME]
        row.save()
        rows.append(row)
    for row in before.values():
        row.delete()
    return rows


def _names(meeting: Meeting) -> list[str]:
    """The participants as the trail keeps them: "Nama, Jabatan"."""
    return [", ".join(filter(None, (row.name, row.position))) for row in meeting.participants.all()]


def _present(rows: Sequence[Participant]) -> list[str] | None:
    """Who came, by name; None while nobody noted it."""
    if all(row.came is None for row in rows):
        return None
    return [row.name for row in rows if row.came]
