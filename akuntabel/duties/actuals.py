"""Actuals on their way: to be submitted, verified, approved, mended, and reopenings to be decided."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akuntabel.core.periods import Period
from akuntabel.duties.duty import Duty, Kind, shown_codes
from akuntabel.duties.scene import Scene, by_owner
from akuntabel.measuring.counting import known_in
from akuntabel.measuring.models import Actual, Standing
from akuntabel.measuring.periods import due_on
from akuntabel.offices.access import Ability
from akuntabel.offices.models import Person
from akuntabel.offices.words import period_words

STEPS = (Kind.SUBMIT, Kind.VERIFY, Kind.APPROVE)


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


def current_actuals(scene: Scene) -> dict[tuple[str, str], Actual]:
    """The newest version of each actual of the year, by period and code."""
    rows = Actual.objects.filter(office=scene.office, year=scene.year, replaced_by__isnull=True)
    rows = rows.select_related("submitted_by", "verified_by", "created_by", "reopen_asked_by")
    rows = rows.defer("evidence").order_by("period", "version")
    return {(row.period, row.code): row for row in rows}


def measured_periods(year: int) -> list[Period]:
    """The periods that every office submits: the quarters and the year. Months are submitted by choice."""
    return [*Period(year).children(), Period(year)]


def owed_codes(scene: Scene, period: Period, current: dict[tuple[str, str], Actual]) -> list[str]:
    """The indicators whose actual of ``period`` is still to be stated and submitted. What nobody began is not
    asked of a quarter when it is only known for the year or approved for it, nor once the report is sealed."""
    codes = []
    for indicator in scene.indicators:
        actual = current.get((period.code, indicator.code))
        if actual is not None:
            if actual.standing == Standing.DRAFT and not actual.returned:
                codes.append(indicator.code)
            continue
        year = current.get((Period(scene.year).code, indicator.code))
        excused = scene.sealed or (year is not None and year.in_force)
        if known_in(indicator, period) and not excused:
            codes.append(indicator.code)
    return codes


def _to_submit(scene: Scene, current: dict[tuple[str, str], Actual]) -> list[Duty]:
    duties = []
    for period in measured_periods(scene.year):
        if scene.today < period.end.replace(day=1):  # before its last month nobody can submit it
            continue
        owned, free = by_owner(owed_codes(scene, period, current), scene, Ability.STATE_ACTUALS)
        lots: list[tuple[Person | None, list[str]]] = [*owned.items(), (None, free)]
        title = _("Ajukan realisasi {period}").format(period=period_words(period))
        due = due_on(scene.office, period)
        duties += [
            _duty(
                scene, Kind.SUBMIT, period, title, _counted(codes), due=due, person=person,
                ability=None if person else Ability.STATE_ACTUALS,
            )
            for person, codes in lots
            if codes
        ]  # fmt: skip
    return duties


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
    for (code, who), lot in _lots(rows, lambda row: (row.period, row.submitted_by)):
        period = Period.parse(code)
        title = _("Periksa realisasi {period}").format(period=period_words(period))
        detail = _("{count}; diajukan {who}").format(count=_counted([row.code for row in lot]), who=who)
        due = _step_due(scene, period, "verify_working_days")
        duties.append(
            _duty(
                scene, Kind.VERIFY, period, title, detail, due=due, key=who.pk,
                ability=Ability.VERIFY_ACTUALS, not_for=frozenset({who.pk}),
            )
        )  # fmt: skip
    return duties


def _to_approve(scene: Scene, actuals: Iterable[Actual]) -> list[Duty]:
    rows = [row for row in actuals if row.standing == Standing.VERIFIED]
    duties = []
    for (code, first, second), lot in _lots(
        rows, lambda row: (row.period, row.submitted_by, row.verified_by)
    ):
        period = Period.parse(code)
        title = _("Setujui realisasi {period}").format(period=period_words(period))
        detail = _("{count}; diperiksa {who}").format(count=_counted([row.code for row in lot]), who=second)
        due = _step_due(scene, period, "approve_working_days")
        duties.append(
            _duty(
                scene, Kind.APPROVE, period, title, detail, due=due, key=f"{first.pk}-{second.pk}",
                ability=Ability.APPROVE_ACTUALS, not_for=frozenset({first.pk, second.pk}),
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
