"""The steps of a year's plan that are not done: RKT, agreement, its two signatures, the action plan."""

from __future__ import annotations

from django.utils.translation import gettext as _

from akuntabel.duties.duty import Duty, Kind
from akuntabel.duties.scene import Scene
from akuntabel.offices.access import Ability
from akuntabel.planning.checks import Severity
from akuntabel.planning.inspection import findings_of_agreement
from akuntabel.planning.models import Agreement, PlanKind, QuarterTarget, Target
from akuntabel.planning.selectors import draft_agreement_of, plan_of


def plan_duties(scene: Scene) -> list[Duty]:
    """What the plan of the year still needs, one step at a time."""
    draft = draft_agreement_of(scene.office, scene.year)
    if draft is not None:
        return [_of_draft(scene, draft), *_action_plan(scene)]
    if scene.sealed:
        return []
    if scene.agreement is not None:
        return _action_plan(scene)
    due = scene.dates.agreement.on(scene.year, scene.calendar) if scene.dates else None
    if plan_of(scene.office, scene.year, PlanKind.ANNUAL) is None:
        title = _("Susun RKT {year}")
        detail = _("Sasaran, indikator, dan target setahun; perjanjian kinerja disusun darinya.")
    else:
        title = _("Susun perjanjian kinerja {year}")
        detail = _("RKT sudah ada; perjanjiannya belum.")
    title = title.format(year=scene.year)
    return [scene.duty(Kind.PLAN, title, detail, due, "plans", ability=Ability.PLAN)]


def _of_draft(scene: Scene, draft: Agreement) -> Duty:
    """The one thing that a draft waits for; only the first agreement of a year has a due date."""
    due = None
    if scene.agreement is None and scene.dates:
        due = scene.dates.agreement.on(scene.year, scene.calendar)
    parts, key = {"version": draft.version}, (draft.version,)
    if draft.first_signed_at is not None:
        title = _("Tandatangani perjanjian kinerja {year} sebagai pihak kedua").format(year=scene.year)
        detail = _("Pihak pertama sudah menandatangani.")
        not_for = frozenset({draft.first_signed_by_id} - {None})
        return scene.duty(
            Kind.SIGN, title, detail, due, "agreement_sign", key=(*key, 2), parts=parts,
            ability=Ability.SIGN_SECOND, not_for=not_for,
        )  # fmt: skip
    if draft.returned:
        title = _("Betulkan perjanjian kinerja {year} yang dikembalikan").format(year=scene.year)
        return scene.duty(
            Kind.PLAN, title, draft.returned, due, "agreement", key=key, parts=parts, ability=Ability.PLAN
        )
    if any(row.severity is Severity.ERROR for row in findings_of_agreement(draft)):
        title = _("Lengkapi draf perjanjian kinerja {year}").format(year=scene.year)
        detail = _("Belum dapat ditandatangani; yang kurang tertulis di halamannya.")
        return scene.duty(
            Kind.PLAN, title, detail, due, "agreement", key=key, parts=parts, ability=Ability.PLAN
        )
    title = _("Tandatangani perjanjian kinerja {year} sebagai pihak pertama").format(year=scene.year)
    return scene.duty(
        Kind.SIGN, title, _("Drafnya siap."), due, "agreement_sign", key=(*key, 1), parts=parts,
        ability=Ability.SIGN_FIRST,
    )  # fmt: skip


def _action_plan(scene: Scene) -> list[Duty]:
    """The action plan, while a target of the agreement in force is not split into quarters."""
    if scene.agreement is None or scene.sealed:
        return []
    targets = Target.objects.filter(agreement=scene.agreement)
    split = QuarterTarget.objects.filter(target__agreement=scene.agreement).values("target")
    missing = targets.exclude(pk__in=split).count()
    if not missing:
        return []
    due = scene.dates.action_plan.on(scene.year, scene.calendar) if scene.dates else None
    title = _("Isi rencana aksi {year}").format(year=scene.year)
    detail = _("{count} target belum dibagi per triwulan.").format(count=missing)
    return [scene.duty(Kind.ACTION_PLAN, title, detail, due, "action_plan", ability=Ability.PLAN)]
