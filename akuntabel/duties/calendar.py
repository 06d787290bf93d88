"""The due dates of a year: registers, actuals, agreement, action plan, report, meetings and their follow-ups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from akuntabel.core.periods import Period
from akuntabel.duties.actuals import PeriodStand, current_actuals, measured_periods, stand_of
from akuntabel.duties.scene import Scene
from akuntabel.evidence.missing import dates_by_register
from akuntabel.measuring.periods import due_by_rule, due_on
from akuntabel.meetings.models import Meeting, MeetingState
from akuntabel.meetings.selectors import follow_ups_of
from akuntabel.offices.clock import zone_of
from akuntabel.offices.models import Office
from akuntabel.offices.words import period_words
from akuntabel.packs.due import YearlyDue
from akuntabel.planning.models import Agreement, QuarterTarget, Target
from akuntabel.reporting.models import Edition


class Mark(StrEnum):
    """How it stands with a date."""

    DONE = "done"
    LATE = "late"
    COMING = "coming"
    UNDER_WAY = "under-way"  # handed in: a second person has it, and is in time
    DROPPED = "dropped"  # nobody is asked for it any more
    UNKNOWN = "unknown"  # a sum without periods stands in the register: nobody knows for which months


@dataclass(frozen=True)
class Entry:
    """A date of the calendar. ``moved_from`` is the day by the rule alone, where a day off moved it;
    ``done_on`` the day on which it was done, where that is known;
    ``provisional``: the calendar does not know that year's days off; ``unverified`` names the rule that
    nobody has confirmed yet; ``happens``: it is an event (a meeting), nothing that is owed."""

    key: str
    day: dt.date
    title: str
    detail: str
    mark: Mark
    url_name: str
    url_kwargs: dict[str, Any]
    moved_from: dt.date | None = None
    provisional: bool = False
    unverified: str = ""
    happens: bool = False
    query: str = ""
    done_on: dt.date | None = None


def calendar_of(office: Office, year: int, today: dt.date) -> list[Entry]:
    """Every date that ``office`` has to keep for ``year``, in order."""
    scene = Scene(office, year, today)
    sources = (_plan, _records, _actuals, _meetings, _report)
    return sorted(
        (entry for source in sources for entry in source(scene)), key=lambda each: (each.day, each.key)
    )


def _plan(scene: Scene) -> Iterator[Entry]:
    if scene.dates is None:
        return
    title = _("Perjanjian kinerja {year} ditandatangani").format(year=scene.year)
    signed = Agreement.objects.filter(office=scene.office, year=scene.year, signed_on__isnull=False)
    first = signed.order_by("signed_on").first()
    yield _yearly(
        scene, scene.dates.agreement, "agreement", title, done=first is not None, url_name="plans",
        done_on=first.signed_on if first else None,
    )  # fmt: skip
    title = _("Rencana aksi {year} terisi").format(year=scene.year)
    split = False
    if scene.agreement is not None:
        targets = Target.objects.filter(agreement=scene.agreement)
        parts = QuarterTarget.objects.filter(target__agreement=scene.agreement)
        split = targets.count() == parts.order_by().values("target").distinct().count()
    yield _yearly(scene, scene.dates.action_plan, "action-plan", title, done=split, url_name="action_plan")


def _report(scene: Scene) -> Iterator[Entry]:
    if scene.dates is None:
        return
    title = _("Laporan kinerja {year} disegel").format(year=scene.year)
    first = Edition.objects.filter(office=scene.office, year=scene.year).order_by("number").first()
    done_on = timezone.localdate(first.sealed_at, zone_of(scene.office.timezone)) if first else None
    yield _yearly(
        scene, scene.dates.report, "report", title, done=scene.sealed, url_name="editions", done_on=done_on
    )


def _yearly(
    scene: Scene, due: YearlyDue, key: str, title: str, *, done: bool, url_name: str, done_on: dt.date | None = None
) -> Entry:  # fmt: skip
    day = due.on(scene.year, scene.calendar)
    letter = scene.year in due.letters
    return Entry(
        key, day, title, "", _asked_mark(scene, day, done), url_name, _parts(scene),
        unverified="" if due.verified or letter else title, done_on=done_on,
    )  # fmt: skip


def _records(scene: Scene) -> Iterator[Entry]:
    registers = [each for each in scene.pack.registers.values() if each.deadline and not each.retired]
    found = dates_by_register(registers, scene.office, scene.year)
    for register in registers:
        for each in found.get(register.code, []):
            mark = Mark.UNKNOWN if each.there is None else _asked_mark(scene, each.due.date, each.there)
            yield Entry(
                f"records-{register.code}-{each.code}", each.due.date, f"{register.name}: {each.label}", "", mark,
                "register", _parts(scene, register=register.code),
                moved_from=each.due.nominal if each.due.nominal != each.due.date else None,
                provisional=each.due.provisional,
                unverified=register.name if register.deadline and not register.deadline.verified else "",
            )  # fmt: skip


def _actuals(scene: Scene) -> Iterator[Entry]:
    """Done once every indicator that the period asks for is approved; by the rule that the duties follow."""
    current = current_actuals(scene)
    for period in measured_periods(scene.year):
        stand = stand_of(scene, period, current)
        day, nominal = due_on(scene.office, period), due_by_rule(scene.office, period)
        title = _("Realisasi {period}").format(period=period_words(period))
        yield Entry(
            f"actuals-{period.code}", day, title, _said(scene, stand), _stand_mark(scene, stand, day), "measuring",
            _parts(scene), query=f"?periode={period.code}", moved_from=nominal if nominal != day else None,
            provisional=not scene.calendar.knows(nominal.year),
        )  # fmt: skip


def _stand_mark(scene: Scene, stand: PeriodStand, day: dt.date) -> Mark:
    if not stand.open:
        if stand.approved:
            return Mark.DONE
        return Mark.DROPPED if stand.excused else _mark(scene, day, done=False)
    if stand.late:
        return Mark.LATE
    return Mark.COMING if stand.owed or stand.returned else Mark.UNDER_WAY


def _said(scene: Scene, stand: PeriodStand) -> str:
    """How many of how many are submitted and approved, and why others are not asked."""
    parts = []
    if stand.asked:
        submitted = len(stand.waiting) + len(stand.approved)
        parts.append(
            _("{submitted} dari {count} indikator diajukan, {approved} disetujui").format(
                submitted=submitted, count=stand.asked, approved=len(stand.approved)
            )
        )
    if stand.excused:
        why = _("laporannya sudah disegel") if scene.sealed else _("angka tahunnya sudah disetujui")
        parts.append(_("{count} tidak ditagih lagi: {why}").format(count=len(stand.excused), why=why))
    return "; ".join(parts)


def _meetings(scene: Scene) -> Iterator[Entry]:
    for meeting in Meeting.objects.filter(office=scene.office, year=scene.year).order_by("date", "pk"):
        held = meeting.state == MeetingState.HELD
        period = period_words(Period.parse(meeting.period))
        yield Entry(
            f"meeting-{meeting.pk}", meeting.date, meeting.title, "" if period in meeting.title else period,
            _mark(scene, meeting.date, held), "meeting",
            _parts(scene, meeting=meeting.pk), happens=True,
        )  # fmt: skip
    for row in follow_ups_of(scene.office, scene.year):
        who = str(row.owner or row.owner_name)
        yield Entry(
            f"follow-up-{row.pk}", row.due, row.text, who, _mark(scene, row.due, row.done_on is not None),
            "follow_up", _parts(scene, follow_up=row.pk),
        )  # fmt: skip


def _asked_mark(scene: Scene, day: dt.date, done: bool) -> Mark:
    """As :func:`_mark`; what was not done when the report was sealed is not asked any more."""
    return Mark.DROPPED if scene.sealed and not done else _mark(scene, day, done)


def _mark(scene: Scene, day: dt.date, done: bool) -> Mark:
    if done:
        return Mark.DONE
    return Mark.LATE if day < scene.today else Mark.COMING


def _parts(scene: Scene, **rest: Any) -> dict[str, Any]:
    return {"office": scene.office.code, "year": scene.year, **rest}
