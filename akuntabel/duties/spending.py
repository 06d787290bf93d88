"""Months of the budget whose spending nobody has noted."""

from __future__ import annotations

from django.db.models.functions import ExtractMonth
from django.utils.translation import gettext as _

from akuntabel.core.periods import Period
from akuntabel.duties.duty import Duty, Kind
from akuntabel.duties.scene import Scene
from akuntabel.offices.access import Ability
from akuntabel.offices.words import period_words
from akuntabel.planning.models import BudgetVersion, Realisation, Spending


def spending_duties(scene: Scene) -> list[Duty]:
    """Months that are over, have no payment and are not covered by a sum stated later; once there is a
    budget of the office's own."""
    versions = BudgetVersion.objects.filter(
        office=scene.office, year=scene.year, agreement__isnull=True, settled=True
    )
    if scene.sealed or not versions.exists():
        return []
    covered = Realisation.objects.filter(version__in=versions).order_by("-as_of").first()
    paid = set(
        Spending.objects.filter(office=scene.office, year=scene.year, withdrawn_at=None)
        .order_by()
        .values_list(ExtractMonth("date"), flat=True)
        .distinct()
    )
    missing = [
        month
        for month in (Period(scene.year, month=number) for number in range(1, 13))
        if month.end < scene.today
        and month.month not in paid
        and not (covered and month.end <= covered.as_of)
    ]
    if not missing:
        return []
    due = scene.dates.spending.due_date(missing[0], scene.calendar) if scene.dates else None
    months = ", ".join(period_words(month) for month in missing)
    detail = _("Belum ada belanja pada {months}.").format(months=months)
    return [
        scene.duty(
            Kind.SPENDING, _("Catat belanja"), detail, due, "spendings", ability=Ability.KEEP_BUDGET,
            key=(missing[0].code,),
        )
    ]  # fmt: skip
