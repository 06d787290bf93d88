"""The grid of targets: what the RKT plans and what the agreement promises, typed side by side."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akuntabel.planning import deeds
from akuntabel.planning.models import Plan, PlanKind
from akuntabel.planning.selectors import agreement_in_force, draft_agreement_of, plan_of
from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.planning_fields import NumberField
from akuntabel.web.screens.plan_page import Cell, Grid, GridRow, grid_title, target_grid, touched_of
from akuntabel.web.screens.planning import pack_act
from akuntabel.web.views.planning.shared import TAB, may_plan
from akuntabel.web.words import told

_reader = NumberField(required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@in_place
def targets(request: Request, place: Place) -> HttpResponse:
    """All targets in one form, saved at once."""
    may_plan(request, place)
    if plan_of(place.office, place.year, PlanKind.ANNUAL) is None:
        context = {"place": place, "tab": TAB, "act": pack_act(place)}
        return render(request, "akuntabel/plan_targets_none.html", context)
    grid = _grid(request, place)
    if request.method == "POST":
        if request.POST.get("salin"):
            _fill_from_plan(grid, request.POST)
        elif _save(request, grid):
            messages.success(request, _("Target disimpan."))
            return redirect("plans", office=place.office.code, year=place.year)
    context = {"place": place, "grid": grid, "title": grid_title(grid), "tab": TAB}
    status = 422 if grid.error or grid.wrong else 200
    return render(request, "akuntabel/plan_targets.html", context, status=status)


def _grid(request: Request, place: Place) -> Grid:
    """The grid of the newest RKT, or of the version that the address asks for."""
    plan = plan_of(place.office, place.year, PlanKind.ANNUAL)
    version = request.GET.get("versi", "")
    if version.isdigit():
        rows = Plan.objects.visible_to(request.user).filter(office=place.office, kind=PlanKind.ANNUAL)
        plan = rows.filter(year_from=place.year, version=int(version)).first()
    if plan is None:
        raise Http404(_("Belum ada RKT tahun ini."))
    draft = draft_agreement_of(place.office, place.year)
    usable = draft is not None and draft.plan_id == plan.pk and draft.is_open
    grid = target_grid(plan, draft if usable else None)
    grid.signed = agreement_in_force(place.office, place.year) if draft is None else None
    return grid


def _read(grid: Grid, data: QueryDict) -> None:
    """Put what was typed into the cells, with what cannot be read beside each."""
    for cell in [*grid.cells("planned"), *grid.cells("target")]:
        stands, cell.text = cell.text, data.get(cell.name, "")[:40]
        if data.get("touched", grid.touched) != grid.touched and stands != cell.text.strip():
            cell.now = stands or _("kosong")
        try:
            _reader.clean(cell.text)
        except ValidationError as error:
            cell.error = " ".join(error.messages)


def _examine(grid: Grid) -> None:
    """Put what is wrong with the numbers that could be read beside them too: all errors at once."""
    for side in ("planned", "target"):
        cells = {cell.name: cell for cell in grid.cells(side)}
        rows = {row.row.pk: row.row for row in grid.rows}
        for problem in deeds.wrong_spans(side, _spans(grid, side), rows):
            cells[problem.field].error = cells[problem.field].error or told(problem)


def _save(request: Request, grid: Grid) -> bool:
    """Whether all was kept; if not, the grid says why and holds what was typed."""
    _read(grid, request.POST)
    _examine(grid)
    if grid.wrong:
        grid.error = _("{count} target belum benar; tidak ada yang disimpan.").format(count=grid.wrong)
        grid.touched = request.POST.get("touched", grid.touched)
        return False
    seen = request.POST.get("touched", "").split("-")
    touched = [int(part) if part.isdigit() else -1 for part in [*seen, "", ""][:2]]
    try:
        deeds.save_numbers(
            plan=grid.plan if grid.plan_open else None,
            planned=_spans(grid, "planned"),
            plan_touched=touched[0],
            agreement=grid.agreement,
            targets=_spans(grid, "target"),
            agreement_touched=touched[1],
            by=request.user,
        )
    except deeds.WrongFields as error:
        cells = {cell.name: cell for cell in [*grid.cells("planned"), *grid.cells("target")]}
        for problem in error.problems:
            cells[problem.field].error = told(problem)
        grid.error = told(error)
        return False
    except (deeds.ChangedMeanwhile, deeds.CannotDo) as error:
        grid.error = told(error)
        grid.touched = touched_of(grid.plan, grid.agreement)
        return False
    return True


def _fill_from_plan(grid: Grid, data: QueryDict) -> None:
    """Offer the plan's targets where the agreement has none yet; nothing is saved."""
    _read(grid, data)
    grid.touched = data.get("touched", grid.touched)
    for row in grid.rows:
        for cell, source in zip(row.target, row.planned or _held(row), strict=False):
            if not cell.text.strip():
                cell.text, cell.error = source.text, ""


def _held(row: GridRow) -> list[Cell]:
    """The targets of a plan that can no longer be typed."""
    spans = [row.row.planned, row.row.planned_upper]
    return [Cell("", _reader.prepare_value(number) or "") for number in spans]


def _spans(grid: Grid, side: str) -> dict[int, deeds.Span]:
    found: dict[int, deeds.Span] = {}
    for row in grid.rows:
        cells = row.planned if side == "planned" else row.target
        numbers: list[Decimal | None] = [None if cell.error else _reader.clean(cell.text) for cell in cells]
        if cells:
            found[row.row.pk] = deeds.Span(numbers[0], numbers[1] if len(numbers) > 1 else None)
    return found
