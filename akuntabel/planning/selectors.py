"""Reads of the plan: which year, agreement, indicators and budget an office is measured by."""

from __future__ import annotations

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from akuntabel.core.errors import AkuntabelError
from akuntabel.offices.models import Office
from akuntabel.planning.models import (
    Agreement,
    Indicator,
    Objective,
    Plan,
    PlanKind,
    ReportingYear,
)
from akuntabel.planning.money.reading import Budget, budget_of, budget_versions

__all__ = [
    "Budget",
    "NotThere",
    "agreement_in_force",
    "agreements_of",
    "budget_of",
    "budget_versions",
    "draft_agreement_of",
    "find_office",
    "find_year",
    "frozen_by",
    "indicators_of",
    "plan_is_open",
    "plan_of",
    "plans_of",
    "require_agreement",
    "revision_number",
    "strategic_objectives",
]


class NotThere(AkuntabelError):
    """An office or year that does not exist."""


def find_office(code: str) -> Office:
    """The office with ``code``.

    Raises:
        NotThere: no such office; the message lists the codes there are.
    """
    try:
        office: Office = Office.objects.get(code=code)
    except Office.DoesNotExist:
        codes = list(Office.objects.values_list("code", flat=True)[:10])
        if not codes:
            raise NotThere(
                _(
                    "Kantor “{code}” tidak ada: pangkalan data masih kosong. Muat data contoh dengan “akuntabel demo”."
                ),
                code=code,
            ) from None
        raise NotThere(
            _("Kantor “{code}” tidak ada. Kantor yang ada: {codes}."), code=code, codes=", ".join(codes)
        ) from None
    return office


def find_year(office: Office, year: int) -> ReportingYear:
    """The reporting year of ``office``.

    Raises:
        NotThere: the office keeps no books for that year.
    """
    try:
        return ReportingYear.objects.select_related("office").get(office=office, year=year)
    except ReportingYear.DoesNotExist:
        years = ", ".join(str(y) for y in office.years.values_list("year", flat=True)) or _("belum ada")
        raise NotThere(
            _("{office} belum punya data tahun {year}. Tahun yang ada: {years}."),
            office=office.name,
            year=year,
            years=years,
        ) from None


def agreement_in_force(office: Office, year: int) -> Agreement | None:
    """The latest signed version of the year's agreement, or None."""
    return (
        Agreement.objects.filter(office=office, year=year, signed_on__isnull=False)
        .select_related("plan")
        .order_by("-version")
        .first()
    )


def require_agreement(office: Office, year: int) -> Agreement:
    """The version that the year is measured by.

    Raises:
        NotThere: none is signed by both parties yet.
    """
    agreement = agreement_in_force(office, year)
    if agreement is None:
        raise NotThere(
            _("{office} belum punya perjanjian kinerja {year} yang ditandatangani."),
            office=office.name,
            year=year,
        )
    return agreement


def draft_agreement_of(office: Office, year: int) -> Agreement | None:
    """The version of the year's agreement that is not in force yet, or None."""
    drafts = Agreement.objects.filter(office=office, year=year, signed_on__isnull=True)
    return drafts.select_related("plan").order_by("-version").first()


def agreements_of(office: Office, year: int) -> list[Agreement]:
    """All versions of the year's agreement, the newest first."""
    rows = Agreement.objects.filter(office=office, year=year)
    rows = rows.select_related("plan", "first_signed_by", "second_signed_by", "replaces")
    return list(rows.order_by("-version"))


def plan_of(office: Office, year: int, kind: PlanKind | str) -> Plan | None:
    """The newest version of the office's plan of ``kind`` that covers ``year``, or None."""
    return plans_of(office, year, kind).filter(replaced_by__isnull=True).order_by("-year_from").first()


def plans_of(office: Office, year: int, kind: PlanKind | str) -> QuerySet[Plan]:
    """All versions of the office's plans of ``kind`` that cover ``year``, the newest first."""
    rows: QuerySet[Plan] = Plan.objects.filter(
        office=office, kind=kind, year_from__lte=year, year_to__gte=year
    ).order_by("-year_from", "-version")
    return rows


def revision_number(one: Plan | Agreement) -> int:
    """How many versions came before ``one`` in its line: 0 for the first, 1 for "Perubahan ke-1"."""
    count, earlier = 0, one.replaces
    while earlier is not None:
        count, earlier = count + 1, earlier.replaces
    return count


def frozen_by(plan: Plan) -> Agreement | None:
    """The agreement that somebody has signed and that rests on ``plan``; None while it is open."""
    signed = Agreement.objects.filter(plan=plan).exclude(first_signed_at=None, signed_on=None)
    return signed.order_by(F("signed_on").desc(nulls_last=True)).first()


def plan_is_open(plan: Plan) -> bool:
    """Whether ``plan`` may be changed: not replaced, and nobody has signed what rests on it."""
    return not Plan.objects.filter(replaces=plan).exists() and frozen_by(plan) is None


def strategic_objectives(office: Office, year: int) -> list[Objective]:
    """The objectives an objective of ``year`` may serve: of the Renstra of the office and those above.

    Since 2026 only the national office writes a Renstra; the others serve its objectives.
    """
    plans = [
        plan
        for each in [office, *Office.objects.get_ancestors(office)]
        if (plan := plan_of(each, year, PlanKind.STRATEGIC)) is not None
    ]
    rows = Objective.objects.filter(plan__in=plans).select_related("plan", "plan__office", "goal")
    return sorted(rows, key=lambda row: (-len(row.plan.office.path), row.plan_id, row.sequence))


def indicators_of(agreement: Agreement) -> list[Indicator]:
    """The indicators of the plan that ``agreement`` binds to, in order, with their objectives."""
    return list(
        Indicator.objects.filter(objective__plan=agreement.plan)
        .select_related("objective", "objective__supports")
        .order_by("sequence")
    )
