"""Deeds about whole plans: drafting, changing the head, revising, throwing a draft away."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from akuntabel.core.entry import Problem
from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.offices.access import Ability, require
from akuntabel.offices.locks import lock_office
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import Event, difference, facts, log, log_all
from akuntabel.packs.pack import Pack
from akuntabel.planning.deeds.shared import empty_fields, fill, made, need_reason, opened_plan, refuse, touch
from akuntabel.planning.models import Goal, Indicator, Mission, Objective, Plan, PlanKind
from akuntabel.planning.release import release_from_cascade
from akuntabel.planning.selectors import frozen_by, strategic_objectives

ALREADY = gettext_noop("{kind} untuk tahun itu sudah ada: “{plan}”. Buka dan ubah yang itu.")
YEARS_TURNED = gettext_noop("Tahun akhir {last} mendahului tahun awal {first}.")
ONE_YEAR = gettext_noop("Rencana tahunan berlaku satu tahun saja.")
YEAR_HELD = gettext_noop("Tahunnya tidak dapat diubah: perjanjian kinerja {year} memakai rencana ini.")
NOT_YOURS = gettext_noop("Rencana yang disalin harus milik kantor yang sama.")
STILL_OPEN = gettext_noop("“{plan}” masih dapat diubah, jadi belum memerlukan perubahan.")
ALREADY_REVISED = gettext_noop("“{plan}” sudah punya perubahan, versi {version}. Lanjutkan yang itu.")
HELD_BY_AGREEMENT = gettext_noop(
    "“{plan}” dipakai perjanjian kinerja {year} versi {version}. Buang dahulu draf perjanjian itu."
)
IN_USE = gettext_noop("Sasaran “{name}” didukung oleh sasaran “{other}”. Lepaskan dahulu hubungannya.")

PLAN = ("kind", "title", "number", "year_from", "year_to", "vision", "version", "reason")
MISSION = ("number", "text")
OBJECTIVE = ("code", "name", "sequence", "goal", "supports")
INDICATOR = (
    "code", "name", "sequence", "unit", "polarity", "aggregation", "decimals", "definition", "measure",
    "weight", "planned", "planned_upper", "national",
)  # fmt: skip


@dataclass(frozen=True)
class PlanFields:
    """The head of a plan."""

    title: str
    year_from: int
    year_to: int
    number: str = ""
    vision: str = ""


@transaction.atomic
def draft_plan(
    *, office: Office, kind: PlanKind, fields: PlanFields, by: Person, content: Plan | Pack | None = None
) -> Plan:
    """Draft a plan of ``office``: empty, copied from an earlier plan, or from a pack's objectives.

    Raises:
        Refused: ``by`` may not plan here.
        WrongFields: a part of the head is wrong.
        CannotDo: there is one for those years, or ``content`` is another office's plan.
    """
    require(by, Ability.PLAN, office)
    lock_office(office)
    refuse(_wrong_head(kind, fields))
    same = Plan.objects.filter(
        office=office, kind=kind, year_from__lte=fields.year_to, year_to__gte=fields.year_from
    ).first()
    if same is not None:
        raise CannotDo(ALREADY, kind=PlanKind(kind).label, plan=same.title)
    if isinstance(content, Plan) and content.office_id != office.pk:
        raise CannotDo(NOT_YOURS)
    plan = Plan(office=office, kind=kind, changed_by=by)
    fill(plan, asdict(fields))
    plan.save()
    events = [Event("plan.draft", plan, plan.title, made(plan, PLAN))]
    if isinstance(content, Plan):
        events += _copied(content, plan)
    elif content is not None:
        events += _from_pack(content.for_office(office.body), plan)
    log_all(by=by, office=office, events=events)
    return plan


@transaction.atomic
def change_plan(*, plan: Plan, touched: int, fields: PlanFields, by: Person) -> Plan:
    """Change the head of ``plan``, which ``by`` opened at ``touched``.

    Raises:
        Refused, CannotDo, ChangedMeanwhile: as :func:`~akuntabel.planning.deeds.shared.opened_plan`.
        WrongFields: a part of the head is wrong.
    """
    current = opened_plan(plan, by, touched)
    refuse(_wrong_head(current.kind, fields))
    for agreement in current.agreements.all():
        if not fields.year_from <= agreement.year <= fields.year_to:
            raise CannotDo(YEAR_HELD, year=agreement.year)
    same = Plan.objects.filter(
        office=current.office,
        kind=current.kind,
        year_from__lte=fields.year_to,
        year_to__gte=fields.year_from,
    )
    other = same.exclude(pk__in=_versions(current)).first()
    if other is not None:
        raise CannotDo(ALREADY, kind=PlanKind(current.kind).label, plan=other.title)
    before = facts(current, PLAN)
    fill(current, asdict(fields))
    if facts(current, PLAN) == before:
        return current
    current.save()
    touch(current, by)
    log(
        by=by, office=current.office, deed="plan.change", target=current, name=current.title,
        before=before, after=facts(current, PLAN),
    )  # fmt: skip
    return current


@transaction.atomic
def revise_plan(*, plan: Plan, reason: str, by: Person) -> Plan:
    """Make the next version of a frozen ``plan``, with all that it holds; the old one stays as it is.

    Raises:
        Refused: ``by`` may not plan here.
        CannotDo: it can still be changed itself, was revised already, or no reason was given.
    """
    current: Plan = (
        Plan.objects.select_for_update(of=("self",), no_key=True).select_related("office").get(pk=plan.pk)
    )
    require(by, Ability.PLAN, current.office)
    words = need_reason(reason)
    lock_office(current.office)
    newer = Plan.objects.filter(replaces=current).first()
    if newer is not None:
        raise CannotDo(ALREADY_REVISED, plan=current.title, version=newer.version)
    if current.kind == PlanKind.ANNUAL:
        agreement = frozen_by(current)
        if agreement is None or agreement.signed_on is None:
            raise CannotDo(STILL_OPEN, plan=current.title)
    new = Plan.objects.get(pk=current.pk)
    new.pk, new._state.adding = None, True
    new.version, new.replaces, new.reason = _next_version(current), current, words
    new.touched, new.changed_by = 0, by
    new.save()
    opening = Event("plan.revise", new, new.title, made(new, PLAN), words)
    log_all(by=by, office=new.office, events=[opening, *_copied(current, new)])
    return new


@transaction.atomic
def discard_plan(*, plan: Plan, by: Person) -> None:
    """Throw a draft away; what it said stays in the trail.

    Raises:
        Refused: ``by`` may not plan here.
        CannotDo: it is frozen, an agreement uses it, or objectives of another plan serve its own.
    """
    current = opened_plan(plan, by)
    held = current.agreements.first()
    if held is not None:
        raise CannotDo(HELD_BY_AGREEMENT, plan=current.title, year=held.year, version=held.version)
    for objective in current.objectives.all():
        refuse_supported(objective)
    events = [Event("plan.discard", current, current.title, difference(facts(current, PLAN), {}))]
    for name, row, fields in _parts(current):
        events.append(Event(f"{name}.remove", row, str(row), difference(facts(row, fields), {})))
    release_from_cascade(
        by=by,
        indicators=Indicator.objects.filter(objective__plan=current),
        objectives=current.objectives.all(),
    )
    log_all(by=by, office=current.office, events=events)
    current.delete()


def refuse_supported(objective: Objective) -> None:
    """Raise CannotDo when an objective of another plan serves ``objective``."""
    other = Objective.objects.filter(supports=objective).exclude(plan_id=objective.plan_id).first()
    if other is not None:
        raise CannotDo(IN_USE, name=objective.name, other=other.name)


# ---------------------------------------------------------------- helpers


def _wrong_head(kind: str, fields: PlanFields) -> list[Problem]:
    problems = empty_fields(asdict(fields), {"title": gettext_noop("Judul")})
    if fields.year_to < fields.year_from:
        problems.append(Problem("year_to", YEARS_TURNED, {"last": fields.year_to, "first": fields.year_from}))
    elif kind == PlanKind.ANNUAL and fields.year_to != fields.year_from:
        problems.append(Problem("year_to", ONE_YEAR, {}))
    return problems


def _versions(plan: Plan) -> list[int]:
    """The keys of ``plan`` and of all versions it came from."""
    found, row = [plan.pk], plan
    while row.replaces is not None:
        row = row.replaces
        found.append(row.pk)
    return found


def _next_version(plan: Plan) -> int:
    same = Plan.objects.filter(office=plan.office, kind=plan.kind, year_from=plan.year_from)
    return int(same.aggregate(last=Max("version"))["last"] or 0) + 1


def _parts(plan: Plan) -> list[tuple[str, Any, tuple[str, ...]]]:
    """Everything ``plan`` holds, with what the trail keeps of each."""
    indicators = Indicator.objects.filter(objective__plan=plan)
    return [
        *(("mission", row, MISSION) for row in plan.missions.all()),
        *(("goal", row, MISSION) for row in plan.goals.all()),
        *(("objective", row, OBJECTIVE) for row in plan.objectives.all()),
        *(("indicator", row, INDICATOR) for row in indicators),
    ]


def _copied(old: Plan, new: Plan) -> list[Event]:
    """Copy all that ``old`` holds into ``new``; the events of what was made."""
    for mission in old.missions.all():
        Mission.objects.create(plan=new, number=mission.number, text=mission.text, source=mission.source)
    goals = {
        goal.pk: Goal.objects.create(plan=new, number=goal.number, text=goal.text, source=goal.source)
        for goal in old.goals.all()
    }
    served = {(row.plan.office_id, row.code): row for row in strategic_objectives(new.office, new.year_from)}
    for objective in old.objectives.select_related("supports__plan").prefetch_related("indicators"):
        above = objective.supports  # the Renstra may have a newer version by now
        copy = Objective.objects.create(
            plan=new,
            goal=goals[objective.goal_id] if objective.goal_id else None,
            supports=served.get((above.plan.office_id, above.code)) if above else None,
            **{name: getattr(objective, name) for name in ("code", "sequence", "name", "source")},
        )
        for row in objective.indicators.all():
            kept = {name: getattr(row, name) for name in (*INDICATOR, "source")}
            Indicator.objects.create(objective=copy, **kept)
    return _made(new)


def _from_pack(pack: Pack, plan: Plan) -> list[Event]:
    sequence = 0
    for order, found in enumerate(pack.objectives, 1):
        objective = Objective.objects.create(plan=plan, code=found.code, sequence=order, name=found.name)
        for item in found.indicators:
            sequence += 1
            Indicator.objects.create(
                objective=objective,
                code=item.code,
                sequence=sequence,
                name=item.name,
                unit=item.unit,
                polarity=item.polarity,
                decimals=item.decimals,
                aggregation=item.aggregation,
                definition=item.definition,
                measure=dict(item.measure_data),
                source=item.source,
            )
    return _made(plan)


def _made(plan: Plan) -> list[Event]:
    return [Event(f"{name}.add", row, str(row), made(row, fields)) for name, row, fields in _parts(plan)]
