"""The rows of a plan or agreement brought before the checks."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from akuntabel.offices.models import Office
from akuntabel.packs.loader import load_pack
from akuntabel.planning.checks import (
    AgreementRow,
    Finding,
    IndicatorRow,
    ObjectiveRow,
    OtherPlan,
    check_agreement,
    check_plan,
)
from akuntabel.planning.models import Agreement, Indicator, Plan, PlanKind, Target
from akuntabel.planning.selectors import agreement_in_force, budget_versions, plan_of

National = Mapping[tuple[str, str], tuple[Decimal, str]]


def findings_of_plan(plan: Plan) -> list[Finding]:
    """What the checks say about ``plan``; a yearly one is held against Renstra and IKU of its year."""
    annual = plan.kind == PlanKind.ANNUAL
    above = national_targets(plan.office, plan.year_from) if annual else {}
    others = _other_plans(plan.office, plan.year_from) if annual else []
    objectives = _objectives(plan, {}, above)
    if plan.kind == PlanKind.STRATEGIC and not any(row.indicators for row in objectives):
        return []  # a Renstra without indicators of its own is common: its objectives are served
    return check_plan(objectives, plan=plan.title, others=others)


def findings_of_agreement(agreement: Agreement) -> list[Finding]:
    """What the checks say about ``agreement``."""
    targets = {row.indicator_id: row for row in Target.objects.filter(agreement=agreement)}
    above = national_targets(agreement.office, agreement.year)
    others = _other_plans(agreement.office, agreement.year)
    return check_agreement(
        _agreement_row(agreement), _objectives(agreement.plan, targets, above), others=others
    )


def national_targets(office: Office, year: int) -> National:
    """What signed agreements of the offices above promise, by code and unit, the nearest first."""
    found: dict[tuple[str, str], tuple[Decimal, str]] = {}
    for above in reversed(list(Office.objects.get_ancestors(office))):
        agreement = agreement_in_force(above, year)
        if agreement is None:
            continue
        for target in agreement.targets.select_related("indicator"):
            key = (target.indicator.code, target.indicator.unit)
            found.setdefault(key, (target.number, above.short_name))
    return found


def _agreement_row(agreement: Agreement) -> AgreementRow:
    lines = [line.amount for version in agreement.budgets.all() for line in version.lines.all()]
    versions = budget_versions(agreement.office, agreement.year).filter(agreement__isnull=True)
    budget = versions.order_by("-sequence").first()
    plan = agreement.plan
    same = Plan.objects.filter(office=agreement.office, kind=plan.kind, year_from=plan.year_from)
    return AgreementRow(
        year=agreement.year,
        first_name=agreement.first_name,
        second_name=agreement.second_name,
        statement=agreement.statement,
        place=agreement.place,
        plan_name=plan.title,
        plan_version=plan.version,
        newest_plan=max((row.version for row in same), default=plan.version),
        signed_on=agreement.signed_on,
        is_revision=agreement.replaces_id is not None,
        promised=sum(lines, Decimal(0)) if lines else None,
        budget=sum((line.amount for line in budget.lines.all()), Decimal(0)) if budget else None,
        budget_name=budget.name if budget else "",
    )


def _other_plans(office: Office, year: int) -> list[OtherPlan]:
    """The Renstra and IKU of the year, as far as they state targets."""
    found = []
    for kind in (PlanKind.STRATEGIC, PlanKind.KEY):
        plan = plan_of(office, year, kind)
        rows = [row for each in _objectives(plan, {}, {}) for row in each.indicators] if plan else []
        if plan is not None and rows:
            found.append(OtherPlan(plan.title, rows, ends_later=plan.year_to > year))
    return found


def _objectives(plan: Plan, targets: Mapping[int, Target], above: National) -> list[ObjectiveRow]:
    rows = plan.objectives.prefetch_related("indicators")
    given = _given_by_pack(plan.office)
    return [
        ObjectiveRow(
            objective.code,
            objective.name,
            [_indicator(row, targets.get(row.pk), above, given) for row in objective.indicators.all()],
        )
        for objective in rows
    ]


def _given_by_pack(office: Office) -> frozenset[tuple[str, str]]:
    """Name and unit of each indicator of the office's pack."""
    pack = load_pack(office.pack).for_office(office.body)
    return frozenset((row.name, row.unit) for row in pack.indicators)


def _indicator(
    row: Indicator, target: Target | None, above: National, pack: frozenset[tuple[str, str]]
) -> IndicatorRow:
    given, whose = above.get((row.code, row.unit), (None, ""))
    own = row.national is not None
    return IndicatorRow(
        code=row.code,
        name=row.name,
        unit=row.unit,
        polarity=row.polarity,
        decimals=row.decimals,
        measure=row.measure,
        definition=row.definition,
        weight=row.weight,
        planned=row.planned,
        planned_upper=row.planned_upper,
        target=target.number if target else None,
        target_upper=target.upper if target else None,
        national=row.national if own else given,
        as_given=(row.name, row.unit) in pack,
        **({} if own or not whose else {"whose": whose}),
    )
