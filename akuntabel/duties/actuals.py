"""Actuals on their way: to be submitted, verified, approved, mended, and reopenings to be decided."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akuntabel.core.periods import Period
from akuntabel.duties.duty import Duty, Kind, shown_codes
from akuntabel.duties.scene import Scene, by_owner
from akuntabel.measuring.counting import known_in
from akuntabel.measuring.models import Actual, Standing
from akuntabel.measuring.periods import due_on, opens_on
from akuntabel.offices.access import Ability
from akuntabel.offices.models import Person
from akuntabel.offices.words import period_words

STEPS = (Kind.SUBMIT, Kind.VERIFY, Kind.APPROVE)

Current = dict[tuple[str, str], Actual]  # by period and code


def actual_duties(scene: Scene) -> list[Duty]:
    """All that the actuals of the year wait for; one duty for each period, step and person."""
    current = current_actuals(scene)
    return [
        *_to_submit(scene, current),
        *_returned(scene, current.values()),
        *_to_verify(scene, current.values()),
        *_to_approve(scene, current.values()),
        *_to_decide(scene, current.values()),
    ]


def current_actuals(scene: Scene) -> Current:
    """The newest version of each actual of the year, by period and code."""
    rows = Actual.objects.filter(office=scene.office, year=scene.year, replaced_by__isnull=True)
    rows = rows.select_related("submitted_by", "verified_by", "created_by", "reopen_asked_by")
    rows = rows.defer("evidence").order_by("period", "version")
    return {(row.period, row.code): row for row in rows}


def measured_periods(year: int) -> list[Period]:
    """The periods that every office submits: the quarters and the year. Months are submitted by choice."""
    return [*Period(year).children(), Period(year)]


@dataclass(frozen=True)
class PeriodStand:
    """How the actuals of a period stand, by the codes of their indicators: ``owed`` are still to be stated and
    submitted, ``returned`` to be mended, ``waiting`` for a second person, ``approved``; ``excused`` are those
    that nobody began and nobody is asked for any more. ``late`` says whether a step is past its date."""

    owed: tuple[str, ...]
    returned: tuple[str, ...]
    waiting: tuple[str, ...]
    approved: tuple[str, ...]
    excused: tuple[str, ...]
    late: bool

    @property
    def asked(self) -> int:
        """How many indicators the period is asked for or has."""
        return len(self.owed) + len(self.returned) + len(self.waiting) + len(self.approved)

    @property
    def open(self) -> bool:
        """Whether anything is left to be done, by whomever."""
        return bool(self.owed or self.returned or self.waiting)


def stand_of(scene: Scene, period: Period, current: Current) -> PeriodStand:
    """How ``period`` stands: the one rule of what is still asked, for the duties and for the calendar."""
    rows = [row for (code, _indicator), row in current.items() if code == period.code]
    submitted = [row.code for row in rows if row.standing == Standing.SUBMITTED]
    verified = [row.code for row in rows if row.standing == Standing.VERIFIED]
    returned = [row.code for row in rows if row.standing == Standing.DRAFT and row.returned]
    owed, excused = _owed_and_excused(scene, period, current)
    steps = (
        ([*owed, *returned], due_on(scene.office, period)),
        (submitted, _step_due(scene, period, "verify_working_days")),
        (verified, _step_due(scene, period, "approve_working_days")),
    )
    return PeriodStand(
        owed=tuple(owed),
        returned=tuple(returned),
        waiting=(*submitted, *verified),
        approved=tuple(row.code for row in rows if row.in_force),
        excused=tuple(excused),
        late=any(codes and day < scene.today for codes, day in steps),
    )


def owed_codes(scene: Scene, period: Period, current: Current) -> list[str]:
    """The indicators whose actual of ``period`` is still to be stated and submitted."""
    return _owed_and_excused(scene, period, current)[0]


def _owed_and_excused(scene: Scene, period: Period, current: Current) -> tuple[list[str], list[str]]:
    """What nobody began is not asked of a quarter once its year was approved, nor once the report is sealed.
    Opening the year's figure again does not ask for its quarters anew."""
    owed: list[str] = []
    excused: list[str] = []
    for indicator in scene.indicators:
        actual = current.get((period.code, indicator.code))
        if actual is not None:
            if actual.standing == Standing.DRAFT and not actual.returned:
                owed.append(indicator.code)
            continue
        if not known_in(indicator, period):
            continue
        year = current.get((Period(scene.year).code, indicator.code))
        settled = year is not None and (year.standing == Standing.APPROVED or year.replaces_id is not None)
        (excused if scene.sealed or settled else owed).append(indicator.code)
    return owed, excused


def _to_submit(scene: Scene, current: Current) -> list[Duty]:
    duties = []
    for period in measured_periods(scene.year):
        if scene.today < opens_on(period):  # before nobody can submit it
            continue
        owned, free = by_owner(owed_codes(scene, period, current), scene, Ability.STATE_ACTUALS)
        lots: list[tuple[Person | None, list[str]]] = [*owned.items(), (None, free)]
        title = _("Ajukan realisasi {period}").format(period=period_words(period))
        due = due_on(scene.office, period)
        duties += [
            _duty(
                scene, Kind.SUBMIT, period, title, _counted(codes), due=due, person=person,
                ability=None if person else Ability.STATE_ACTUALS, codes=tuple(codes),
            )
            for person, codes in lots
            if codes
        ]  # fmt: skip
    return duties


def joined(duties: Iterable[Duty], *, own: bool = True) -> list[Duty]:
    """``duties`` of one person, with what they hold and what is anybody's of one period as one thing to do.

    ``own`` says that the person reads it themselves.
    """
    found: dict[Hashable, Duty] = {}
    for duty in duties:
        alike = (duty.office.pk, duty.query, duty.year) if duty.kind is Kind.SUBMIT else duty.key
        other = found.get(alike)
        found[alike] = _together(other, duty, own) if other else duty
    return list(found.values())


def _together(one: Duty, other: Duty, own: bool) -> Duty:
    held, free = (one, other) if one.person else (other, one)
    codes = (*held.codes, *free.codes)
    words = (
        _("{count} indikator, di antaranya yang Anda pegang: {held}; yang lain: {free}")
        if own
        else _("{count} indikator, di antaranya yang ia pegang: {held}; yang lain: {free}")
    )
    detail = words.format(count=len(codes), held=shown_codes(held.codes), free=shown_codes(free.codes))
    return replace(held, detail=detail, codes=codes)


def _returned(scene: Scene, actuals: Iterable[Actual]) -> list[Duty]:
    """What was sent back, with the reason, to who submitted it."""
    rows = [row for row in actuals if row.standing == Standing.DRAFT and row.returned]
    duties = []
    for (code, reason, person), lot in _lots(rows, lambda row: (row.period, row.returned, _stater(row))):
        period = Period.parse(code)
        mine = scene.can(person, Ability.STATE_ACTUALS)
        title = _("Betulkan realisasi {period} yang dikembalikan").format(period=period_words(period))
        duties.append(
            _duty(
                scene, Kind.RETURNED, period, title, f"{_codes(lot)}: {reason}",
                due=due_on(scene.office, period), key=lot[0].code, person=person if mine else None,
                ability=None if mine else Ability.STATE_ACTUALS,
            )
        )  # fmt: skip
    return duties


def _to_verify(scene: Scene, actuals: Iterable[Actual]) -> list[Duty]:
    rows = [row for row in actuals if row.standing == Standing.SUBMITTED]
    duties = []
    for (code, who, own), lot in _lots(rows, lambda row: (row.period, row.submitted_by, row.stated_by_ids)):
        period = Period.parse(code)
        title = _("Periksa realisasi {period}").format(period=period_words(period))
        detail = _("{count}; diajukan {who}").format(count=_counted([row.code for row in lot]), who=who)
        due = _step_due(scene, period, "verify_working_days")
        duties.append(
            _duty(
                scene, Kind.VERIFY, period, title, detail, due=due, key=_key(own),
                ability=Ability.VERIFY_ACTUALS, not_for=own,
            )
        )  # fmt: skip
    return duties


def _to_approve(scene: Scene, actuals: Iterable[Actual]) -> list[Duty]:
    rows = [row for row in actuals if row.standing == Standing.VERIFIED]
    duties = []
    for (code, own, second), lot in _lots(rows, lambda row: (row.period, row.stated_by_ids, row.verified_by)):
        period = Period.parse(code)
        title = _("Setujui realisasi {period}").format(period=period_words(period))
        detail = _("{count}; diperiksa {who}").format(count=_counted([row.code for row in lot]), who=second)
        due = _step_due(scene, period, "approve_working_days")
        duties.append(
            _duty(
                scene, Kind.APPROVE, period, title, detail, due=due, key=f"{_key(own)}-{second.pk}",
                ability=Ability.APPROVE_ACTUALS, not_for=own | {second.pk},
            )
        )  # fmt: skip
    return duties


def _to_decide(scene: Scene, actuals: Iterable[Actual]) -> list[Duty]:
    """Approved actuals that somebody asks to open again: a second person decides, and no date is set."""
    rows = [row for row in actuals if row.in_force and row.reopen_asked_by_id is not None]
    duties = []
    for row in rows:
        period = Period.parse(row.period)
        title = _("Putuskan permintaan membuka lagi {code}, {period}")
        title = title.format(code=row.code, period=period_words(period))
        detail = _("Diminta {who}: {reason}").format(who=row.reopen_asked_by, reason=row.reopen_reason)
        duties.append(
            scene.duty(
                Kind.REOPENING, title, detail, None, "actual", key=(row.period, row.code),
                parts={"period": row.period, "code": row.code}, ability=Ability.VERIFY_ACTUALS,
                other_ability=Ability.APPROVE_ACTUALS, not_for=frozenset({row.reopen_asked_by_id}),
            )
        )  # fmt: skip
    return duties


def _duty(
    scene: Scene, kind: Kind, period: Period, title: str, detail: str,
    *, due: dt.date | None, key: object = "", person: Person | None = None, **who: Any,
) -> Duty:  # fmt: skip
    act = f"&untuk={kind.value}" if kind in STEPS else ""  # what the page offers first
    return scene.duty(
        kind, title, detail, due, "measuring", key=(period.code, key, person.pk if person else ""),
        query=f"?periode={period.code}{act}", person=person, **who,
    )  # fmt: skip


def _step_due(scene: Scene, period: Period, days: str) -> dt.date:
    """When a second person is done: some working days after the actuals themselves are due."""
    due = due_on(scene.office, period)
    return scene.after(due, getattr(scene.dates, days)) if scene.dates else due


def _key(people: frozenset[int]) -> str:
    return "-".join(str(pk) for pk in sorted(people))


def _stater(row: Actual) -> Person:
    """Who stated it: the last to submit it, else the one who began it."""
    return row.submitted_by or row.created_by


def _lots(rows: Iterable[Actual], key: Callable[[Actual], Hashable]) -> list[tuple[Any, list[Actual]]]:
    """``rows`` that share a ``key``, in the order in which each first appears."""
    found: dict[Hashable, list[Actual]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return list(found.items())


def _counted(codes: Sequence[str]) -> str:
    words = ngettext("{count} indikator: {codes}", "{count} indikator: {codes}", len(codes))
    return words.format(count=len(codes), codes=shown_codes(codes))


def _codes(rows: Sequence[Actual]) -> str:
    return shown_codes([row.code for row in rows])
