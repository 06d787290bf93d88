"""The overview of the year, and whole plans: drafting, reading, changing the head, revising, discarding."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akuntabel.evidence.registers import pack_of
from akuntabel.packs.loader import load_pack
from akuntabel.packs.pack import Pack
from akuntabel.planning import deeds
from akuntabel.planning.models import Plan, PlanKind
from akuntabel.web.forms import PlainForm, ReasonForm, put_error
from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.planning_forms import NewPlanForm, PlanForm
from akuntabel.web.screens.plan_page import plan_screen
from akuntabel.web.screens.planning import SHORT, address, plans_screen
from akuntabel.web.screens.trail_rows import history_of
from akuntabel.web.views.planning.shared import (
    TAB,
    find_plan,
    form_page,
    kind_of,
    may_plan,
    short_name,
    started,
    to_plan,
    tried,
)

EMPTY, PACK = "empty", "pack"


@require_safe
@in_place
def plans(request: Request, place: Place) -> HttpResponse:
    """Renstra, RKT and agreement of the year as three steps, with the one to take next."""
    context = {"place": place, "screen": plans_screen(place), "tab": TAB}
    return render(request, "akuntabel/plans.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_place
def plan_new(request: Request, place: Place, kind: str) -> HttpResponse:
    """Draft a plan: from the pack, from an earlier one, or empty."""
    may_plan(request, place)
    found = kind_of(kind)
    sources = _sources(request, place, found)
    contents = [(key, label) for key, (label, _source) in sources.items()]
    form = NewPlanForm(
        **started(request, _usual(place, found, contents[0][0]), 0),
        kind=found,
        year=place.year,
        contents=contents,
    )
    if form.is_valid():
        source = sources[form.cleaned_data["content"]][1]
        made = form.save(
            lambda _data: deeds.draft_plan(
                office=place.office, kind=found, fields=form.facts(), content=source, by=request.user
            ),
            dict,
        )
        if made:
            messages.success(request, _("{plan} dibuat.").format(plan=made.title))
            return to_plan(place, made)
    title = _("Buat {plan}").format(plan=SHORT[found])
    return form_page(request, place, form, address(place, "plans"), title=title, button=title)


def _sources(request: Request, place: Place, kind: PlanKind) -> dict[str, tuple[str, Plan | Pack | None]]:
    """What a new plan may begin with, by the value of the form."""
    found: dict[str, tuple[str, Plan | Pack | None]] = {}
    if kind == PlanKind.ANNUAL:
        pack = load_pack(place.office.pack)
        words = _("Dari paket {pack}: {objectives} sasaran, {indicators} indikator beserta cara ukurnya")
        label = words.format(pack=pack.name, objectives=len(pack.objectives), indicators=len(pack.indicators))
        found[PACK] = (label, pack)
    earlier = Plan.objects.visible_to(request.user).filter(office=place.office, kind=kind)
    for plan in earlier.order_by("-year_from", "-version")[:5]:
        label = _("Salin “{plan}”").format(plan=plan.title)
        found[f"copy-{plan.pk}"] = (label, plan)
    found[EMPTY] = (_("Kosong"), None)
    return found


def _usual(place: Place, kind: PlanKind, content: str) -> dict[str, Any]:
    """What the form of a new plan offers."""
    year = place.year
    first = year - year % 5 if kind == PlanKind.STRATEGIC else year  # 2020–2024, 2025–2029
    last = first + 4 if kind == PlanKind.STRATEGIC else year
    years = str(year) if first == last else f"{first}–{last}"
    body = "" if kind == PlanKind.ANNUAL else f" {place.office.body}"
    title = f"{kind.label}{body} {_('Tahun')} {years}"
    return {"title": title, "year_from": first, "year_to": last, "content": content}


@require_safe
@in_place
def plan(request: Request, place: Place, plan: int) -> HttpResponse:
    """A plan with its objectives, indicators, and what the checks say."""
    found = find_plan(request, place, plan)
    screen = plan_screen(found, pack_of(place.office).registers)
    context = {
        "place": place, "screen": screen, "tab": TAB, "short": short_name(found),
        "history": history_of(found, request.user), "edit": screen.is_open and "plan" in place.may,
    }  # fmt: skip
    return render(request, "akuntabel/plan_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_place
def plan_change(request: Request, place: Place, plan: int) -> HttpResponse:
    """Change the head of a plan."""
    may_plan(request, place)
    found = find_plan(request, place, plan)
    form = PlanForm(**started(request, _head(found), found.touched), kind=found.kind, year=found.year_from)
    if form.is_valid() and form.save(
        lambda data: deeds.change_plan(
            plan=found, touched=data["touched"], fields=form.facts(), by=request.user
        ),
        lambda: _head(find_plan(request, place, plan)),
    ):
        messages.success(request, _("{plan} disimpan.").format(plan=short_name(found)))
        return to_plan(place, found)
    title = _("Ubah judul {plan}").format(plan=short_name(found))
    return form_page(request, place, form, address(place, "plan", plan), title=title, button=_("Simpan"))


def _head(plan: Plan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in ("title", "number", "year_from", "year_to", "vision")}


@require_http_methods(["GET", "HEAD", "POST"])
@in_place
def plan_revise(request: Request, place: Place, plan: int) -> HttpResponse:
    """Make the next version of a plan, with the reason."""
    may_plan(request, place)
    found = find_plan(request, place, plan)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            made = deeds.revise_plan(plan=found, reason=form.cleaned_data["reason"], by=request.user)
        except deeds.CannotDo as error:
            put_error(form, error)
        else:
            words = _("Versi {version} dibuat. Versi sebelumnya tetap tersimpan.")
            messages.success(request, words.format(version=made.version))
            return to_plan(place, made)
    title = _("Perubahan {plan}").format(plan=short_name(found))
    lead = _("Versi baru menyalin seluruh isi “{plan}”. Versi lama tidak berubah.").format(plan=found.title)
    back = address(place, "plan", plan)
    return form_page(request, place, form, back, title=title, lead=lead, button=_("Buat perubahan"))


@require_http_methods(["GET", "HEAD", "POST"])
@in_place
def plan_discard(request: Request, place: Place, plan: int) -> HttpResponse:
    """Throw a draft away, once one has been asked."""
    may_plan(request, place)
    found = find_plan(request, place, plan)
    if request.method != "POST":
        title = _("Buang “{plan}”").format(plan=found.title)
        lead = _("Sasaran dan indikatornya ikut dibuang. Isinya tetap terbaca dalam riwayat kantor.")
        back = address(place, "plan", plan)
        return form_page(request, place, PlainForm(), back, title=title, lead=lead, button=_("Buang"))
    done = _("“{plan}” dibuang. Isinya masih terbaca dalam riwayat.").format(plan=found.title)
    if tried(request, lambda: deeds.discard_plan(plan=found, by=request.user), done):
        return redirect("plans", office=place.office.code, year=place.year)
    return to_plan(place, found)
