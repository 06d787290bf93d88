"""The cascade: the tree, one condition of it, and the table that fills many at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akuntabel.core.errors import AkuntabelError
from akuntabel.offices.access import Ability, require
from akuntabel.planning.cascade import (
    Condition,
    NodeChanged,
    add_node,
    change_node,
    remove_node,
    seen_of,
)
from akuntabel.planning.cascade_draft import draft_cascade, sub_sections
from akuntabel.planning.cascade_tree import Tree, flat, tree_of
from akuntabel.planning.models import CascadeNode, NodeKind
from akuntabel.web.forms import put_error, status_of
from akuntabel.web.papers_forms import NodeForm
from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.screens.cascade import FillRow, cascade_screen, fill_row, fill_screen, indicators_for
from akuntabel.web.screens.trail_rows import history_of
from akuntabel.web.words import told


@require_safe
@in_place
def cascade(request: Request, place: Place) -> HttpResponse:
    """The tree, who answers for what, and what is weak about it."""
    screen = cascade_screen(place.office, place.year)
    return render(request, "akuntabel/cascade.html", {"place": place, "screen": screen, "tab": "plans"})


@require_POST
@in_place
def draft(request: Request, place: Place) -> HttpResponse:
    """Draw the tree up from the plans."""
    try:
        count = draft_cascade(office=place.office, year=place.year, by=request.user)
        messages.success(
            request, _("{n} kondisi disusun dari rencana. Lengkapi sebab dan orangnya.").format(n=count)
        )
    except AkuntabelError as error:
        messages.warning(request, told(error))
    return redirect("cascade", office=place.office.code, year=place.year)


@require_http_methods(["GET", "HEAD", "POST"])
@in_place
def new(request: Request, place: Place) -> HttpResponse:
    """A new condition, below the one that the address names (``?induk=12``)."""
    form = NodeForm(
        request.POST or None,
        tree=tree_of(place.office, place.year),
        indicators=indicators_for(place.office, place.year),
        parent=request.GET.get("induk", ""),
    )
    if request.method == "POST":
        require(request.user, Ability.PLAN, place.office)
        if form.is_valid() and _added(request, place, form):
            return redirect("cascade", office=place.office.code, year=place.year)
    return _form_page(request, place, form)


def _added(request: Request, place: Place, form: NodeForm) -> bool:
    try:
        add_node(
            office=place.office,
            year=place.year,
            condition=form.written(),
            parents=form.parents_chosen(),
            by=request.user,
        )
    except AkuntabelError as error:
        put_error(form, error, "parents")
        return False
    messages.success(request, _("Kondisi tersimpan."))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@in_place
def node(request: Request, place: Place, node: int) -> HttpResponse:
    """One condition to read, change or take out."""
    tree = tree_of(place.office, place.year)
    found = get_object_or_404(CascadeNode, office=place.office, year=place.year, pk=node)
    form = NodeForm(
        request.POST or None, tree=tree, indicators=indicators_for(place.office, place.year), node=found
    )
    if request.method == "POST":
        require(request.user, Ability.PLAN, place.office)
        if "remove" in request.POST:
            _remove(request, found)
            return redirect("cascade", office=place.office.code, year=place.year)
        if form.is_valid() and _changed(request, found, form):
            return redirect("cascade", office=place.office.code, year=place.year)
    return _form_page(request, place, form, found)


def _remove(request: Request, node: CascadeNode) -> None:
    try:
        remove_node(node=node, by=request.user)
    except AkuntabelError as error:
        messages.warning(request, told(error))
    else:
        messages.success(request, _("Kondisi dihapus; isinya tetap ada dalam riwayat."))


def _changed(request: Request, node: CascadeNode, form: NodeForm) -> bool:
    try:
        change_node(
            node=node,
            condition=form.written(),
            parents=form.parents_chosen(),
            seen=form.cleaned_data["seen"],
            by=request.user,
        )
    except NodeChanged as error:
        form.reopen(CascadeNode.objects.get(pk=node.pk))
        put_error(form, error, "condition")
        return False
    except AkuntabelError as error:
        put_error(form, error, "parents")
        return False
    messages.success(request, _("Kondisi tersimpan."))
    return True


def _form_page(
    request: Request, place: Place, form: NodeForm, node: CascadeNode | None = None
) -> HttpResponse:
    content = {
        "place": place,
        "form": form,
        "node": node,
        "sub_sections": sub_sections(place.office),
        "history": history_of(node, request.user) if node else (),
        "tab": "plans",
    }
    return render(request, "akuntabel/cascade_node.html", content, status=status_of(form))


# ---------------------------------------------------------------- many at once


@require_http_methods(["GET", "HEAD", "POST"])
@in_place
def fill(request: Request, place: Place) -> HttpResponse:
    """All conditions in one table: what they cause and who answers for them; one save."""
    tree = tree_of(place.office, place.year)
    typed: dict[int, FillRow] = {}
    if request.method == "POST":
        require(request.user, Ability.PLAN, place.office)
        typed, read = _fill(request, tree)
        if not read:
            messages.error(
                request, _("Tidak ada baris yang sampai, jadi tidak ada yang disimpan. Coba sekali lagi.")
            )
            return redirect("cascade_fill", office=place.office.code, year=place.year)
        if not typed:
            messages.success(request, _("Pohon kinerja tersimpan."))
            return redirect("cascade", office=place.office.code, year=place.year)
        tree = tree_of(place.office, place.year)
    content = {
        "place": place,
        "screen": fill_screen(tree, typed),
        "sub_sections": sub_sections(place.office),
        "tab": "plans",
    }
    return render(request, "akuntabel/cascade_fill.html", content, status=422 if typed else 200)


def _fill(request: Request, tree: Tree) -> tuple[dict[int, FillRow], int]:
    """Keep each row that holds; the rows that do not, as they were typed, and how many rows were read."""
    known = {str(one.pk): one for one in tree.nodes}
    refused: dict[int, FillRow] = {}
    read = 0
    for branch in flat(tree.roots()):
        typed = None if branch.again else _typed(request, fill_row(tree, branch))
        read += typed is not None
        if typed is None or typed.values == typed.was:
            continue
        try:
            _keep(request, typed, known)
        except NodeChanged as error:
            typed.error, typed.seen = told(error), seen_of(branch.node)
            refused[branch.node.pk] = typed
        except AkuntabelError as error:
            typed.error = told(error)
            refused[branch.node.pk] = typed
    return refused, read


def _typed(request: Request, row: FillRow) -> FillRow | None:
    """What the form says about ``row``; None when it was not on the form."""
    key = row.branch.node.pk
    if f"n{key}-seen" not in request.POST:
        return None

    def said(name: str) -> str:
        return request.POST.get(f"n{key}-{name}", "").replace("\r\n", "\n").strip()

    parent = "" if row.settled else said("parent")
    words = (" ".join(said("owner").split()), said("person"), said("factor"))
    return FillRow(row.branch, row.parents, parent, *words, said("seen"), said("was"))


def _keep(request: Request, typed: FillRow, known: dict[str, CascadeNode]) -> None:
    node = typed.branch.node
    chosen = known.get(typed.parent)
    change_node(
        node=node,
        condition=Condition(
            NodeKind(node.kind), node.condition, typed.factor, typed.owner, typed.person, node.indicator
        ),
        parents=[chosen] if chosen and not typed.settled else None,
        seen=typed.seen,
        by=request.user,
    )
