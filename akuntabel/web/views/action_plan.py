"""The action plan: all quarters in one grid, and what will be done for one target."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akuntabel.core.errors import AkuntabelError
from akuntabel.offices.access import Ability, require
from akuntabel.planning.action_plan import (
    NEEDS_REASON,
    ChangedMeanwhile,
    add_action,
    change_action,
    copy_action_plan,
    parts_of,
    promise_of,
    remove_action,
    set_quarters,
    targets_of,
    working_agreement,
)
from akuntabel.planning.cascade_draft import sub_sections
from akuntabel.planning.models import Action, Agreement, Target
from akuntabel.planning.selectors import agreements_of
from akuntabel.web.forms import put_error, status_of
from akuntabel.web.papers_forms import ActionForm
from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.screens.action_plan import (
    Typed,
    actions_screen,
    parts_from,
    plan_screen,
    proposal_for,
    reckon,
    token_of,
    typed_for,
)
from akuntabel.web.screens.trail_rows import history_of
from akuntabel.web.words import told

PAGE = "akuntabel/action_plan.html"


@require_http_methods(["GET", "HEAD", "POST"])
@in_place
def action_plan(request: Request, place: Place) -> HttpResponse:
    """All targets with their quarters; one save for all of them."""
    agreement = _chosen(request, place)
    if agreement is None:
        return render(request, PAGE, {"place": place, "tab": "plans"})
    if request.method == "POST":
        require(request.user, Ability.PLAN, place.office)
        if "spread" in request.POST:
            typed = _spread(request, agreement)
        else:
            typed, kept = _save(request, agreement)
            if not any(one.error for one in typed.values()):
                messages.success(request, _saved(kept))
                return redirect(f"{request.path}?versi={agreement.version}")
        return _page(request, place, agreement, typed)
    return _page(request, place, agreement, {})


def _page(request: Request, place: Place, agreement: Agreement, typed: dict[int, Typed]) -> HttpResponse:
    reason = request.POST.get("reason", "")
    screen = plan_screen(agreement, agreements_of(place.office, place.year), typed, reason=reason)
    status = 422 if screen.refused else 200
    return render(request, PAGE, {"place": place, "screen": screen, "tab": "plans"}, status=status)


def _chosen(request: Request, place: Place) -> Agreement | None:
    """The version that the address names (``?versi=2``), else the one that is worked on."""
    wanted = request.GET.get("versi", "")
    if not wanted:
        return working_agreement(place.office, place.year)
    found = [one for one in agreements_of(place.office, place.year) if str(one.version) == wanted]
    if not found:
        raise Http404(_("Perjanjian versi {version} tidak ada.").format(version=wanted))
    return found[0]


def _saved(kept: int) -> str:
    if not kept:
        return _("Tidak ada yang berubah.")
    return ngettext(
        "Rencana aksi tersimpan: {n} indikator berubah.",
        "Rencana aksi tersimpan: {n} indikator berubah.",
        kept,
    ).format(n=kept)


def _save(request: Request, agreement: Agreement) -> tuple[dict[int, Typed], int]:
    """Keep each row that holds; the others come back as they were typed, with the reason beside them."""
    back: dict[int, Typed] = {}
    kept = 0
    for target in targets_of(agreement):
        typed = typed_for(target.pk, request.POST)
        if typed is None:
            continue
        was = parts_from(typed.was)
        if typed.parts is not None and typed.parts != was:
            kept += _keep(request, target, typed)
        if typed.error:
            back[target.pk] = typed
    return back, kept


def _keep(request: Request, target: Target, typed: Typed) -> bool:
    assert typed.parts is not None
    try:
        set_quarters(
            target=target,
            numbers=typed.parts,
            by=request.user,
            was=parts_from(typed.was),
            reason=request.POST.get("reason", ""),
        )
    except ChangedMeanwhile as error:
        typed.error, typed.was = told(error), token_of(parts_of(target))
        return False
    except AkuntabelError as error:
        typed.error = told(error)
        return False
    return True


def _spread(request: Request, agreement: Agreement) -> dict[int, Typed]:
    """What was typed, with a proposal in the row that was asked for, or in all that are still empty."""
    wanted = request.POST["spread"]
    answer: dict[int, Typed] = {}
    for target in targets_of(agreement):
        typed = typed_for(target.pk, request.POST) or Typed(("",) * 4, token_of(parts_of(target)))
        empty = not any(typed.texts)
        if wanted == str(target.pk) or (wanted == "all" and empty):
            typed = proposal_for(target, typed.was)
        typed.error = ""
        answer[target.pk] = typed
    return answer


@require_POST
@in_place
def copy(request: Request, place: Place) -> HttpResponse:
    """Take over the action plan of the version before."""
    agreement = _chosen(request, place)
    if agreement is None:
        raise Http404
    try:
        count = copy_action_plan(agreement=agreement, by=request.user)
        messages.success(
            request, _("Rencana aksi {n} indikator disalin dari versi sebelumnya.").format(n=count)
        )
    except AkuntabelError as error:
        messages.warning(request, told(error))
    address = redirect("action_plan", office=place.office.code, year=place.year).url
    return redirect(f"{address}?versi={agreement.version}")


@require_safe
@in_place
def reckon_row(request: Request, place: Place, target: int) -> HttpResponse:
    """How the quarters of a row add up while they are typed."""
    row = get_object_or_404(_targets(place), pk=target)
    typed = typed_for(row.pk, request.GET)
    reckoning = reckon(promise_of(row), typed.parts if typed else parts_of(row), typed.wrong if typed else ())
    return render(request, "akuntabel/parts/reckoning.html", {"reckoning": reckoning})


# ---------------------------------------------------------------- what is done for one target


@require_http_methods(["GET", "HEAD", "POST"])
@in_place
def actions(request: Request, place: Place, target: int) -> HttpResponse:
    """The actions for one target, and a form for one more."""
    row = get_object_or_404(_targets(place), pk=target)
    form = ActionForm(request.POST or None, initial={"quarter": request.GET.get("triwulan", "1")})
    if request.method == "POST":
        require(request.user, Ability.PLAN, place.office)
        if form.is_valid():
            try:
                add_action(target=row, planned=form.planned(), by=request.user)
                messages.success(request, _("Kegiatan tersimpan."))
                return redirect("actions", office=place.office.code, year=place.year, target=row.pk)
            except AkuntabelError as error:
                put_error(form, error, "text")
    return _actions_page(request, place, row, form)


@require_http_methods(["GET", "HEAD", "POST"])
@in_place
def action(request: Request, place: Place, target: int, action: int) -> HttpResponse:
    """One action to change or to take out."""
    row = get_object_or_404(_targets(place), pk=target)
    found = get_object_or_404(row.actions, pk=action)
    form = ActionForm.of(found, request.POST or None)
    if request.method == "POST":
        require(request.user, Ability.PLAN, place.office)
        if form.is_valid() and _done(request, found, form):
            return redirect("actions", office=place.office.code, year=place.year, target=row.pk)
    return _actions_page(request, place, row, form, found)


def _done(request: Request, action: Action, form: ActionForm) -> bool:
    reason = form.cleaned_data["reason"]
    try:
        if "remove" in request.POST:
            remove_action(action=action, by=request.user, reason=reason)
            messages.success(request, _("Kegiatan dihapus; isinya tetap ada dalam riwayat."))
        else:
            change_action(
                action=action, planned=form.planned(), was=form.opened(), by=request.user, reason=reason
            )
            messages.success(request, _("Kegiatan tersimpan."))
    except ChangedMeanwhile as error:
        form.reopen(Action.objects.get(pk=action.pk))
        put_error(form, error, "text")
        return False
    except AkuntabelError as error:
        put_error(form, error, "reason" if error.template == NEEDS_REASON else "text")
        return False
    return True


def _actions_page(
    request: Request, place: Place, target: Target, form: ActionForm, action: Action | None = None
) -> HttpResponse:
    screen = actions_screen(target, sub_sections(place.office))
    history = history_of(target, request.user, *target.actions.all())
    content = {
        "place": place, "screen": screen, "form": form, "action": action, "history": history, "tab": "plans",
    }  # fmt: skip
    return render(request, "akuntabel/action_plan_actions.html", content, status=status_of(form))


def _targets(place: Place) -> QuerySet[Target]:
    """The targets of the place's agreements, whose keys no other office's address opens."""
    rows = Target.objects.filter(agreement__office=place.office, agreement__year=place.year)
    return rows.select_related("indicator__objective", "agreement__office").prefetch_related(
        "quarters", "actions"
    )
