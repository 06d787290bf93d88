"""The parts of a plan: missions, goals, objectives and indicators, one a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from akuntabel.core.register import Register
from akuntabel.evidence.registers import pack_of
from akuntabel.planning import deeds
from akuntabel.planning.models import Goal, Indicator, Mission, Objective, Plan, PlanKind
from akuntabel.web.forms import status_of
from akuntabel.web.measure_forms import (
    MeasureChoiceForm,
    MeasureForm,
    measure_values,
    needs_register,
)
from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.planning_forms import IndicatorForm, NumberedForm, ObjectiveForm, indicator_values
from akuntabel.web.screens.measure_words import measure_sentence
from akuntabel.web.screens.planning import address
from akuntabel.web.screens.trail_rows import history_of
from akuntabel.web.views.planning.shared import (
    TAB,
    find_plan,
    form_page,
    may_plan,
    started,
    to_plan,
    tried,
)

Numbered = type[Mission] | type[Goal]
NUMBERED: dict[str, Numbered] = {"misi": Mission, "tujuan": Goal}
EDITS = ["GET", "HEAD", "POST"]


@require_http_methods(EDITS)
@in_place
def numbered(request: Request, place: Place, plan: int, part: str, key: int | None = None) -> HttpResponse:
    """A mission or goal: new, or the one with ``key``."""
    may_plan(request, place)
    found, kind = find_plan(request, place, plan), NUMBERED[part]
    row: Any = get_object_or_404(kind, pk=key, plan=found) if key else None
    form = NumberedForm(**started(request, _numbered_values(found, kind, row), found.touched))
    if form.is_valid() and form.save(
        lambda data: deeds.save_numbered(plan=found, kind=kind, row=row, by=request.user, **data),
        lambda: _numbered_values(found, kind, row),
    ):
        messages.success(request, _("Tersimpan."))
        return to_plan(place, found, part)
    title = {"misi": _("Misi"), "tujuan": _("Tujuan")}[part]
    return _part_page(request, place, found, form, title=title, part=part, row=row)


def _numbered_values(plan: Plan, kind: Numbered, row: Any) -> dict[str, Any]:
    if row is None:
        rows: Any = kind.objects.filter(plan=plan)
        return {"number": rows.count() + 1}
    row.refresh_from_db()
    return {"number": row.number, "text": row.text}


@require_http_methods(EDITS)
@in_place
def objective(request: Request, place: Place, plan: int, key: int | None = None) -> HttpResponse:
    """An objective: new, or the one with ``key``."""
    may_plan(request, place)
    found = find_plan(request, place, plan)
    row = get_object_or_404(Objective, pk=key, plan=found) if key else None
    form = ObjectiveForm(
        **started(request, _objective_values(found, row), found.touched), plan=found, year=place.year
    )
    if form.is_valid():
        saved = form.save(
            lambda data: deeds.save_objective(
                plan=found, touched=data["touched"], fields=form.facts(), row=row, by=request.user
            ),
            lambda: _objective_values(found, row),
        )
        if saved:
            messages.success(request, _("Sasaran {code} disimpan.").format(code=saved.code))
            return to_plan(place, found, f"sasaran-{saved.pk}")
    return _part_page(request, place, found, form, title=_("Sasaran"), part="sasaran", row=row)


def _objective_values(plan: Plan, row: Objective | None) -> dict[str, Any]:
    if row is None:
        return {"code": str(plan.objectives.count() + 1)}
    row = Objective.objects.select_related("supports__plan__office", "goal").get(pk=row.pk)
    return {"code": row.code, "name": row.name, "goal": row.goal, "supports": row.supports}


@require_http_methods(EDITS)
@in_place
def indicator_edit(request: Request, place: Place, plan: int, key: int | None = None) -> HttpResponse:
    """An indicator: new, under the objective that the address asks for, or the one with ``key``."""
    may_plan(request, place)
    found = find_plan(request, place, plan)
    row = _find_indicator(found, key) if key else None
    values = _indicator_values(request, found, row)
    form = IndicatorForm(**started(request, values, found.touched), plan=found)
    if form.is_valid():
        saved = form.save(
            lambda data: deeds.save_indicator(
                plan=found, touched=data["touched"], fields=form.facts(), row=row, by=request.user
            ),
            lambda: _indicator_values(request, found, row),
        )
        if saved:
            messages.success(request, _("Indikator {code} disimpan.").format(code=saved.code))
            if row is None and found.kind == PlanKind.ANNUAL:  # what it counts is chosen next
                return redirect(address(place, "indicator_measure", found.pk, saved.pk))
            return to_plan(place, found, f"indikator-{saved.pk}")
    measure = measure_sentence(row.measure, pack_of(place.office).registers) if row else ""
    return _part_page(
        request, place, found, form, title=_("Indikator"), part="indikator", row=row, measure=measure
    )


def _find_indicator(plan: Plan, key: int) -> Indicator:
    rows = Indicator.objects.select_related("objective__plan__office")
    return get_object_or_404(rows, pk=key, objective__plan=plan)


def _indicator_values(request: Request, plan: Plan, row: Indicator | None) -> dict[str, Any]:
    if row is not None:
        return indicator_values(_find_indicator(plan, row.pk))
    wanted = request.GET.get("sasaran", "")
    above = plan.objectives.filter(pk=wanted).first() if wanted.isdigit() else plan.objectives.last()
    if above is None:
        return {}
    count = above.indicators.count()
    return {"objective": above, "code": f"{above.code}.{count + 1}" if count else above.code}


def _part_page(
    request: Request, place: Place, plan: Plan, form: Any, *, title: str, part: str, row: Any,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    back = address(place, "plan", plan.pk)
    key = row.pk if row is not None else None
    title = title if key else _("{part} baru").format(part=title)
    if row is not None:
        more["history"] = history_of(row, request.user, *(row.targets.all() if part == "indikator" else ()))
        more["remove"] = address(place, "part_remove", plan.pk, part, key)
    return form_page(request, place, form, back, title=title, button=_("Simpan"), plan=plan, key=key, **more)


# ---------------------------------------------------------------- removing and moving


@require_POST
@in_place
def part_remove(request: Request, place: Place, plan: int, part: str, key: int) -> HttpResponse:
    """Take a part out of the plan."""
    found = find_plan(request, place, plan)
    removals: dict[str, tuple[Any, Callable[[Any], None]]] = {
        "misi": (Mission.objects.filter(plan=found), _remove_numbered(request)),
        "tujuan": (Goal.objects.filter(plan=found), _remove_numbered(request)),
        "sasaran": (
            Objective.objects.filter(plan=found),
            lambda row: deeds.remove_objective(objective=row, by=request.user),
        ),
        "indikator": (
            Indicator.objects.filter(objective__plan=found),
            lambda row: deeds.remove_indicator(indicator=row, by=request.user),
        ),
    }
    if part not in removals:
        raise Http404
    rows, deed = removals[part]
    row = get_object_or_404(rows, pk=key)
    name = str(row)
    tried(request, lambda: deed(row), _("“{name}” dihapus dari rencana.").format(name=name))
    return to_plan(place, found)


def _remove_numbered(request: Request) -> Callable[[Any], None]:
    return lambda row: deeds.remove_numbered(row=row, by=request.user)


@require_POST
@in_place
def part_move(request: Request, place: Place, plan: int) -> HttpResponse:
    """Move an objective or indicator; the button says "sasaran-12-naik"."""
    found = find_plan(request, place, plan)
    part, _dash, rest = request.POST.get("pindah", "").partition("-")
    key, _dash, way = rest.partition("-")
    if part not in ("sasaran", "indikator") or not key.isdigit():
        raise Http404
    up, by = way == "naik", request.user
    if part == "sasaran":
        above = get_object_or_404(Objective, pk=key, plan=found)
        tried(request, lambda: deeds.move_objective(objective=above, up=up, by=by), _("Urutan disimpan."))
    else:
        row = _find_indicator(found, int(key))
        tried(request, lambda: deeds.move_indicator(indicator=row, up=up, by=by), _("Urutan disimpan."))
    return to_plan(place, found, f"{part}-{key}")


# ---------------------------------------------------------------- what an indicator counts


@require_http_methods(EDITS)
@in_place
def indicator_measure(request: Request, place: Place, plan: int, key: int) -> HttpResponse:
    """Choose what an indicator counts: the way and the register first, then the conditions."""
    may_plan(request, place)
    found = find_plan(request, place, plan)
    row = _find_indicator(found, key)
    registers = pack_of(place.office).registers
    choice = MeasureChoiceForm(request.GET if "cara" in request.GET else None, registers=registers,
                               initial=_chosen(row))  # fmt: skip
    form = _measure_form(request, row, found, choice, registers)
    if request.method == "POST" and form is not None and form.is_valid():
        saved = form.save(
            lambda data: deeds.choose_measure(
                indicator=row, touched=data["touched"], measure=form.measure(), registers=registers,
                by=request.user,
            ),
            dict,
        )  # fmt: skip
        if saved:
            messages.success(request, _("Cara ukur indikator {code} disimpan.").format(code=row.code))
            return to_plan(place, found, f"indikator-{row.pk}")
    context = {
        "place": place, "tab": TAB, "plan": found, "row": row, "choice": choice, "form": form,
        "now": measure_sentence(row.measure, registers), "back": address(place, "plan", found.pk),
    }  # fmt: skip
    status = status_of(form) if form is not None else status_of(choice)
    return render(request, "akuntabel/plan_measure.html", context, status=status)


def _chosen(row: Indicator) -> dict[str, str]:
    """The way of counting and the register that the measure of ``row`` has now."""
    kind, body = next(iter(row.measure.items())) if row.measure else ("count", {})
    inner = body.get("denominator", {}).get("count", {}) if kind == "ratio" else body
    return {"cara": kind, "register": inner.get("register", "")}


def _measure_form(
    request: Request, row: Indicator, plan: Plan, choice: MeasureChoiceForm, registers: Any
) -> MeasureForm | None:
    """The second step, once the first is answered."""
    if not choice.is_bound or not choice.is_valid():
        return None
    kind = choice.cleaned_data["cara"]
    register: Register | None = registers.get(choice.cleaned_data["register"])
    if not needs_register(kind):
        register = None
    same = _chosen(row) == {"cara": kind, "register": register.code if register else ""}
    values = measure_values(kind, row.measure) if same else {}
    return MeasureForm(**started(request, values, plan.touched), kind=kind, register=register)
