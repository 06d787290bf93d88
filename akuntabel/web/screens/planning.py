"""The three steps of a year's plan, with the one thing to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from akuntabel.planning import checks
from akuntabel.planning.checks import Finding, Severity
from akuntabel.planning.inspection import findings_of_agreement, findings_of_plan
from akuntabel.planning.models import Agreement, Indicator, Plan, PlanKind
from akuntabel.planning.selectors import (
    agreement_in_force,
    agreements_of,
    draft_agreement_of,
    plan_is_open,
    plan_of,
    plans_of,
    revision_number,
    strategic_objectives,
)
from akuntabel.web.templatetags.indonesian import date
from akuntabel.web.words import told

if TYPE_CHECKING:
    from akuntabel.web.place import Place

SHORT = {PlanKind.STRATEGIC: "Renstra", PlanKind.ANNUAL: "RKT", PlanKind.KEY: "IKU"}


@dataclass(frozen=True)
class Act:
    """Something one can do: a link, or a button that posts ``fields``."""

    label: str
    address: str
    fields: tuple[tuple[str, str], ...] = ()
    posts: bool = False


@dataclass(frozen=True)
class Step:
    """A step of the year: where it stands in words, and the page that shows it; a draft is only ``begun``."""

    title: str
    state: str
    detail: str
    done: bool
    address: str = ""
    others: tuple[tuple[str, str], ...] = ()
    begun: bool = False


@dataclass(frozen=True)
class Next:
    """The one thing to do next; without ``act`` it is somebody else's turn."""

    sentence: str
    act: Act | None = None


@dataclass(frozen=True)
class PlansScreen:
    """All that the overview of a year's plan shows."""

    steps: tuple[Step, ...]
    next: Next
    others: tuple[Act, ...] = field(default=())
    counts: tuple[tuple[str, int], ...] = field(default=())
    has_targets: bool = True  # whether there is an RKT whose targets can be typed


@dataclass(frozen=True)
class FindingLine:
    """A finding in words, in the reader's language; ``address`` is where it can be mended."""

    severity: str
    word: str
    place: str
    sentence: str
    address: str = ""


def plans_screen(place: Place) -> PlansScreen:
    """The overview of the year at ``place``."""
    steps = (_strategic(place), _annual(place), _agreement(place))
    return PlansScreen(
        steps=steps,
        next=next_step(place),
        others=_others(place),
        has_targets=plan_of(place.office, place.year, PlanKind.ANNUAL) is not None,
    )


def address(place: Place, name: str, *rest: object) -> str:
    """The address of the page ``name`` of this office and year."""
    return reverse(name, args=[place.office.code, place.year, *rest])


def finding_lines(
    findings: list[Finding], mend: Callable[[Finding], str] = lambda _finding: ""
) -> tuple[FindingLine, ...]:
    """``findings`` in words, the worst first; ``mend`` knows the address where one is mended."""
    words = {
        Severity.ERROR: _("Harus dibetulkan"),
        Severity.WARNING: _("Perlu diperiksa"),
        Severity.NOTE: _("Keterangan"),  # not “Catatan”, which is a record in a register
    }
    order = list(words)
    return tuple(
        FindingLine(row.severity.value, words[row.severity], row.place, told(row), mend(row))
        for row in sorted(findings, key=lambda row: order.index(row.severity))
    )


def next_step(place: Place) -> Next:
    """What is to be done next in the plan of the year, and by whom."""
    office, year, plans = place.office, place.year, "plan" in place.may
    annual, draft = plan_of(office, year, PlanKind.ANNUAL), draft_agreement_of(office, year)
    if annual is None:
        return _first_plan(place, plans)
    if draft is None and agreement_in_force(office, year) is None:
        return _towards_agreement(place, annual, plans)
    if draft is not None:
        return _towards_signature(place, draft, plans)
    if not plans:
        return Next(_("Perjanjian kinerja berlaku."))
    action_plan = Act(_("Buka rencana aksi"), address(place, "action_plan"))
    return Next(_("Perjanjian kinerja berlaku. Berikutnya: bagi targetnya per triwulan."), action_plan)


# ---------------------------------------------------------------- what to do next


def _first_plan(place: Place, plans: bool) -> Next:
    if not plans:
        return Next(_("Belum ada RKT. Operator atau Sekretaris yang menyusunnya."))
    sentence = _("Mulai dari RKT: sasaran dan indikator tahun {year}.")
    if plan_of(place.office, place.year, PlanKind.STRATEGIC) is None:
        sentence = _("Mulai dari RKT: sasaran dan indikator tahun {year}. Renstra dapat menyusul.")
    return Next(sentence.format(year=place.year), pack_act(place))


def pack_act(place: Place) -> Act:
    """The button that makes the yearly plan of the office's pack."""
    title = _("Rencana Kinerja Tahunan {year}").format(year=place.year)
    fields = (("content", "pack"), ("title", title))
    label = _("Buat RKT dari paket {pack}").format(pack=place.office.pack.upper())
    return Act(label, address(place, "plan_new", "rkt"), fields, posts=True)


def _towards_agreement(place: Place, annual: Plan, plans: bool) -> Next:
    if not plans:
        return Next(_("RKT sedang disusun. Operator atau Sekretaris melanjutkannya menjadi perjanjian."))
    rows = Indicator.objects.filter(objective__plan=annual)
    if not rows.exists():
        return Next(_("RKT masih kosong: tambahkan sasaran dan indikatornya."), _open(place, annual))
    missing = rows.filter(planned=None).count()
    if missing and plan_is_open(annual):
        sentence = _("{count} indikator RKT belum bertarget. Isi semuanya dalam satu halaman.")
        return Next(sentence.format(count=missing), Act(_("Isi target RKT"), address(place, "target_grid")))
    act = Act(_("Buat perjanjian kinerja"), address(place, "agreement_draft"), posts=True)
    return Next(_("RKT sudah bertarget lengkap. Susun perjanjian kinerja darinya."), act)


def _open(place: Place, plan: Plan) -> Act:
    return Act(_("Buka {plan}").format(plan=SHORT[PlanKind(plan.kind)]), address(place, "plan", plan.pk))


def _towards_signature(place: Place, draft: Agreement, plans: bool) -> Next:
    sign = Act(_("Baca dan tandatangani"), address(place, "agreement_sign", draft.version))
    if draft.first_signed_at is not None:
        if "sign_second" in place.may:
            return Next(_("Pihak pertama sudah menandatangani. Giliran Anda sebagai pihak kedua."), sign)
        return Next(_("Pihak pertama sudah menandatangani. Menunggu pihak kedua."))
    if draft.returned:
        return _returned(place, draft, plans)
    errors = [row for row in findings_of_agreement(draft) if row.severity is Severity.ERROR]
    if errors and plans:
        missing = any(target is None for target in _targets(draft))
        act = Act(_("Isi target perjanjian"), address(place, "target_grid"))
        if not missing:
            act = Act(_("Buka draf perjanjian"), address(place, "agreement", draft.version))
        sentence = _("Draf perjanjian belum dapat ditandatangani: {first}").format(first=told(errors[0]))
        return Next(sentence, act)
    if errors:
        return Next(_("Draf perjanjian sedang disusun operator atau Sekretaris."))
    if "sign_first" in place.may:
        return Next(_("Draf perjanjian siap ditandatangani. Giliran Anda sebagai pihak pertama."), sign)
    return Next(_("Draf perjanjian siap. Menunggu tanda tangan pihak pertama."))


def _returned(place: Place, draft: Agreement, plans: bool) -> Next:
    reason = draft.returned.strip().rstrip(".")
    if not plans:
        return Next(
            _("Draf dikembalikan: {reason}. Operator atau Sekretaris membetulkannya.").format(reason=reason)
        )
    sentence = _("Dikembalikan: {reason}. Betulkan, lalu tandatangani lagi.")
    if "sign_first" not in place.may:
        sentence = _("Dikembalikan: {reason}. Betulkan, lalu pihak pertama menandatangani lagi.")
    act = Act(_("Buka draf"), address(place, "agreement", draft.version))
    return Next(sentence.format(reason=reason), act)


def _targets(draft: Agreement) -> list[object]:
    held = set(draft.targets.values_list("indicator_id", flat=True))
    keys = Indicator.objects.filter(objective__plan=draft.plan).values_list("pk", flat=True)
    return [key if key in held else None for key in keys]


# ---------------------------------------------------------------- the steps


def _strategic(place: Place) -> Step:
    plan = plan_of(place.office, place.year, PlanKind.STRATEGIC)
    key = plan_of(place.office, place.year, PlanKind.KEY)
    others = ((key.title, address(place, "plan", key.pk)),) if key else ()
    if plan is None:
        above = strategic_objectives(place.office, place.year)
        detail = _("Kantor ini belum punya Renstra sendiri.")
        if above:
            detail = _("Memakai {plan}.").format(plan=above[0].plan.title)
        return Step(
            "Renstra",
            _("dari kantor di atas") if above else _("belum ada"),
            detail,
            bool(above),
            others=others,
        )
    detail = _("{count} sasaran, berlaku {first} sampai {last}.").format(
        count=plan.objectives.count(), first=plan.year_from, last=plan.year_to
    )
    return Step("Renstra", version_words(plan), detail, True, address(place, "plan", plan.pk), others)


def version_words(plan: Plan) -> str:
    """Which version it is: "ada", or "perubahan ke-1 (versi 2)"."""
    if plan.version == 1:
        return _("ada")
    return _("perubahan ke-{n} (versi {version})").format(n=revision_number(plan), version=plan.version)


def revision_name(one: Plan | Agreement) -> str:
    """ "Perubahan ke-1 (versi 2)"; "" for the first version."""
    if one.replaces is None:
        return ""
    return _("Perubahan ke-{n} (versi {version})").format(n=revision_number(one), version=one.version)


def _annual(place: Place) -> Step:
    plan = plan_of(place.office, place.year, PlanKind.ANNUAL)
    if plan is None:
        return Step("RKT", _("belum ada"), _("Sasaran, indikator, dan target setahun."), False)
    rows = Indicator.objects.filter(objective__plan=plan)
    missing = rows.filter(planned=None).count()
    detail = _("{objectives} sasaran, {indicators} indikator.").format(
        objectives=plan.objectives.count(), indicators=rows.count()
    )
    if missing:
        detail += " " + _("{count} belum bertarget.").format(count=missing)
    state = _("masih dapat diubah") if plan_is_open(plan) else _("terkunci oleh perjanjian")
    if plan.version > 1:
        state = f"{version_words(plan)}, {state}"
    older = [
        (_("Versi {version}").format(version=row.version), address(place, "plan", row.pk))
        for row in plans_of(place.office, place.year, PlanKind.ANNUAL)
        if row.pk != plan.pk
    ]
    done = bool(rows) and not missing
    return Step("RKT", state, detail, done, address(place, "plan", plan.pk), tuple(older), begun=not done)


def _agreement(place: Place) -> Step:
    versions = agreements_of(place.office, place.year)
    title = _("Perjanjian kinerja")
    if not versions:
        return Step(title, _("belum ada"), _("Janji Sekretaris kepada Ketua, disusun dari RKT."), False)
    newest = versions[0]
    force = agreement_in_force(place.office, place.year)
    detail = _("Antara {first} dan {second}.").format(
        first=newest.first_name or _("(belum diisi)"), second=newest.second_name or _("(belum diisi)")
    )
    older = [
        (f"{_('Versi {version}').format(version=row.version)}: {state_words(row)}",
         address(place, "agreement", row.version))
        for row in versions[1:]
    ]  # fmt: skip
    shown = address(place, "agreement", newest.version)
    state = state_words(newest)
    if newest.replaces is not None:
        state = f"{revision_name(newest)}: {state}"
    done = force is not None and newest.signed_on is not None
    return Step(title, state, detail, done, shown, tuple(older), begun=not done)


def state_words(agreement: Agreement) -> str:
    """Where an agreement stands: draft, waiting, in force, replaced."""
    if agreement.signed_on is not None:
        newer = Agreement.objects.filter(
            office=agreement.office_id,
            year=agreement.year,
            version__gt=agreement.version,
            signed_on__isnull=False,
        )
        if newer.exists():
            return _("ditandatangani {day}, sudah diganti").format(day=date(agreement.signed_on))
        return _("berlaku sejak {day}").format(day=date(agreement.signed_on))
    if agreement.first_signed_at is not None:
        return _("menunggu pihak kedua")
    return _("draf") if not agreement.returned else _("draf yang dikembalikan")


def _others(place: Place) -> tuple[Act, ...]:
    """What else may be begun: the kinds of plan that the year lacks."""
    if "plan" not in place.may:
        return ()
    labels = {PlanKind.ANNUAL: _("Buat RKT kosong, atau salin yang lama")}  # from the pack: the main button
    return tuple(
        Act(
            labels.get(kind, _("Buat {plan}").format(plan=SHORT[kind])),
            address(place, "plan_new", kind.value),
        )
        for kind in (PlanKind.STRATEGIC, PlanKind.KEY, PlanKind.ANNUAL)
        if plan_of(place.office, place.year, kind) is None
    )


def plan_findings(plan: Plan) -> tuple[FindingLine, ...]:
    """What the checks say about ``plan``."""
    return finding_lines(findings_of_plan(plan))


def agreement_findings(agreement: Agreement) -> tuple[FindingLine, ...]:
    """What the checks say about ``agreement``, each with the address where its draft is mended."""
    args = [agreement.office.code, agreement.year]
    words = reverse("agreement_change", args=[*args, agreement.version])
    grid = f"{reverse('target_grid', args=args)}?versi={agreement.plan.version}"

    def mend(finding: Finding) -> str:
        if finding.template == checks.NO_PARTY:
            first = finding.params["party"].template == checks.FIRST_PARTY
            return f"{words}#id_{'first' if first else 'second'}_name"
        fields = {
            checks.NO_STATEMENT: "statement",
            checks.NO_PLACE: "place",
            checks.SAME_PARTY: "second_name",
        }
        if finding.template in fields:
            return f"{words}#id_{fields[finding.template]}"
        if finding.template == checks.NO_BUDGET:
            return f"{words}#anggaran"
        return grid if finding.template in (checks.NO_TARGET, checks.NO_UPPER) else ""

    return finding_lines(findings_of_agreement(agreement), mend)
