"""Deeds about what stands in a strategic plan or above the indicators: missions, goals, objectives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from akuntabel.core.entry import Problem
from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.offices.models import Person
from akuntabel.offices.trail import facts, log
from akuntabel.planning.deeds.plans import MISSION, OBJECTIVE, refuse_supported
from akuntabel.planning.deeds.shared import empty_fields, opened_plan, refuse, still_there, tidy, touch
from akuntabel.planning.models import Goal, Indicator, Mission, Objective, Plan, PlanKind, Target
from akuntabel.planning.release import release_from_cascade
from akuntabel.planning.selectors import strategic_objectives

NUMBER_TAKEN = gettext_noop("Nomor {number} sudah dipakai.")
BAD_CODE = gettext_noop(
    "Tulis nomor seperti 4, 17.2, atau IKU-1: paling banyak 10 huruf, angka, titik, atau garis."
)
CODE_TAKEN = gettext_noop("Nomor {code} sudah dipakai dalam rencana ini.")
OTHER_PLAN = gettext_noop("Tujuan ini milik rencana lain.")
NOT_ABOVE = gettext_noop("Sasaran strategis ini bukan milik Renstra kantor ini atau kantor di atasnya.")
GOAL_IN_USE = gettext_noop("Tujuan {number} masih punya sasaran. Pindahkan atau hapus dahulu sasarannya.")
HAS_INDICATORS = gettext_noop(
    "Sasaran {code} masih punya indikator. Pindahkan atau hapus dahulu indikatornya."
)

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.\-]{0,9}")
TEXT = {"text": gettext_noop("Uraian")}
NAME = {"name": gettext_noop("Nama")}

Numbered = Mission | Goal


@dataclass(frozen=True)
class ObjectiveFields:
    """An objective: of a strategic plan under a ``goal``; of a yearly one serving ``supports``."""

    code: str
    name: str
    goal: Goal | None = None
    supports: Objective | None = None


# ---------------------------------------------------------------- missions and goals


@transaction.atomic
def save_numbered(
    *, plan: Plan, touched: int, kind: type[Mission] | type[Goal], number: int, text: str, by: Person,
    row: Numbered | None = None,
) -> Numbered:  # fmt: skip
    """Add a mission or goal (``kind``) to ``plan``, or change ``row``.

    Raises:
        Refused, CannotDo, ChangedMeanwhile: as :func:`~akuntabel.planning.deeds.shared.opened_plan`.
        WrongFields: the number is taken, or there is no text.
    """
    current = opened_plan(plan, by, touched)
    problems = empty_fields({"text": text}, TEXT)
    same: Any = kind.objects.filter(plan=current, number=number)
    if same.exclude(pk=row.pk if row else None).exists():
        problems.append(Problem("number", NUMBER_TAKEN, {"number": number}))
    refuse(problems)
    name = kind._meta.model_name
    held: Numbered = kind(plan=current) if row is None else kind.objects.get(pk=row.pk, plan=current)
    before = {} if row is None else facts(held, MISSION)
    held.number, held.text = number, tidy(text)
    held.save()
    touch(current, by)
    deed = f"{name}.add" if row is None else f"{name}.change"
    log(by=by, office=current.office, deed=deed, target=held, before=before, after=facts(held, MISSION))
    return held


@transaction.atomic
def remove_numbered(*, row: Numbered, by: Person) -> None:
    """Take a mission or goal out of its plan.

    Raises:
        Refused, CannotDo: as :func:`~akuntabel.planning.deeds.shared.opened_plan`, or a goal has objectives.
    """
    current = opened_plan(row.plan, by)
    row = still_there(row)
    if isinstance(row, Goal) and row.objectives.exists():
        raise CannotDo(GOAL_IN_USE, number=row.number)
    touch(current, by)
    log(
        by=by, office=current.office, deed=f"{row._meta.model_name}.remove", target=row,
        before=facts(row, MISSION),
    )  # fmt: skip
    row.delete()


# ---------------------------------------------------------------- objectives


@transaction.atomic
def save_objective(
    *, plan: Plan, touched: int, fields: ObjectiveFields, by: Person, row: Objective | None = None
) -> Objective:
    """Add an objective to ``plan``, after the last one, or change ``row``.

    Raises:
        Refused, CannotDo, ChangedMeanwhile: as :func:`~akuntabel.planning.deeds.shared.opened_plan`.
        WrongFields: a field is wrong.
    """
    current = opened_plan(plan, by, touched)
    refuse(_wrong_objective(current, fields, row))
    if row is None:
        last = current.objectives.aggregate(last=Max("sequence"))["last"] or 0
        held = Objective(plan=current, sequence=last + 1)
        before: dict[str, Any] = {}
    else:
        held = current.objectives.get(pk=row.pk)
        before = facts(held, OBJECTIVE)
    held.code, held.name = fields.code.strip(), tidy(fields.name)
    held.goal, held.supports = fields.goal, fields.supports
    held.save()
    touch(current, by)
    deed = "objective.add" if row is None else "objective.change"
    log(by=by, office=current.office, deed=deed, target=held, before=before, after=facts(held, OBJECTIVE))
    return held


def _wrong_objective(plan: Plan, fields: ObjectiveFields, row: Objective | None) -> list[Problem]:
    problems = empty_fields({"name": fields.name}, NAME)
    problems += wrong_code(fields.code)
    same = plan.objectives.filter(code=fields.code.strip()).exclude(pk__in=[row.pk] if row else [])
    if same.exists():
        problems.append(Problem("code", CODE_TAKEN, {"code": fields.code.strip()}))
    if fields.goal is not None and fields.goal.plan_id != plan.pk:
        problems.append(Problem("goal", OTHER_PLAN, {}))
    served = fields.supports
    kept = served is None or (row is not None and served.pk == row.supports_id)
    above = (
        [] if kept or plan.kind == PlanKind.STRATEGIC else strategic_objectives(plan.office, plan.year_from)
    )
    if not kept and served not in above:
        problems.append(Problem("supports", NOT_ABOVE, {}))
    return problems


def wrong_code(code: str) -> list[Problem]:
    """A problem when ``code`` cannot stand in an address and in a table."""
    return [] if _CODE.fullmatch(code.strip()) else [Problem("code", BAD_CODE, {})]


@transaction.atomic
def remove_objective(*, objective: Objective, by: Person) -> None:
    """Take ``objective`` out of its plan.

    Raises:
        Refused, CannotDo: as :func:`~akuntabel.planning.deeds.shared.opened_plan`; it still has
            indicators, or an objective of another plan serves it.
    """
    current = opened_plan(objective.plan, by)
    objective = still_there(objective)
    if objective.indicators.exists():
        raise CannotDo(HAS_INDICATORS, code=objective.code)
    refuse_supported(objective)
    touch(current, by)
    release_from_cascade(by=by, objectives=[objective])
    log(
        by=by, office=current.office, deed="objective.remove", target=objective,
        before=facts(objective, OBJECTIVE),
    )  # fmt: skip
    objective.delete()


# ---------------------------------------------------------------- order


@transaction.atomic
def move_objective(*, objective: Objective, up: bool, by: Person) -> None:
    """Let ``objective`` change places with the one before (``up``) or after it; its indicators follow.

    Raises:
        Refused, CannotDo: as :func:`~akuntabel.planning.deeds.shared.opened_plan`.
    """
    current = opened_plan(objective.plan, by)
    _swap(list(current.objectives.order_by("sequence", "pk")), objective, up=up, by=by)
    touch(current, by)
    renumber(current)


@transaction.atomic
def move_indicator(*, indicator: Indicator, up: bool, by: Person) -> None:
    """Let ``indicator`` change places with its neighbour under the same objective.

    Raises:
        Refused, CannotDo: as :func:`~akuntabel.planning.deeds.shared.opened_plan`.
    """
    current = opened_plan(indicator.objective.plan, by)
    _swap(list(indicator.objective.indicators.order_by("sequence", "pk")), indicator, up=up, by=by)
    touch(current, by)
    renumber(current)


def _swap(rows: list[Any], moved: Any, *, up: bool, by: Person) -> None:
    place = next(index for index, row in enumerate(rows) if row.pk == moved.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for sequence, row in enumerate(rows, 1):
        row.sequence = sequence
        row.save(update_fields=["sequence"])
    plan = moved.plan if isinstance(moved, Objective) else moved.objective.plan
    log(
        by=by, office=plan.office, deed=f"{moved._meta.model_name}.move", target=moved,
        before={"sequence": place + 1}, after={"sequence": other + 1},
    )  # fmt: skip


def renumber(plan: Plan) -> None:
    """Number the indicators of ``plan`` through, in the order of their objectives."""
    rows = Indicator.objects.filter(objective__plan=plan)
    for sequence, row in enumerate(rows.order_by("objective__sequence", "sequence", "pk"), 1):
        if row.sequence != sequence:
            row.sequence = sequence
            row.save(update_fields=["sequence"])


def targets_of(indicator: Indicator) -> list[Target]:
    """The targets that drafts promise for ``indicator``."""
    return list(Target.objects.filter(indicator=indicator).select_related("agreement"))
