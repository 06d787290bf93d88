"""Writing the report: the outline, one text with its preview, the figures to insert, what is found."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akuntabel.core.errors import CannotDo
from akuntabel.evidence.registers import pack_of
from akuntabel.offices.access import Ability, require
from akuntabel.reporting.models import Narrative
from akuntabel.reporting.writing import TextChanged, is_section, write_narrative
from akuntabel.web.forms import put_error, status_of
from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.screens.trail_rows import history_of
from akuntabel.web.screens.writing import (
    PartScreen,
    findings_screen,
    part_screen,
    preview_of,
    search_picks,
    usual_picks,
    writing_screen,
)
from akuntabel.web.writing_forms import NarrativeForm

TAB = "report"


@require_safe
@in_place
def outline(request: Request, place: Place) -> HttpResponse:
    """The outline of the report, and what it still lacks."""
    context = {"place": place, "screen": writing_screen(place), "tab": TAB}
    return render(request, "akuntabel/writing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_place
def part(request: Request, place: Place, section: str, kind: str) -> HttpResponse:
    """One text: read by whoever sees the office, written by whoever writes the report."""
    screen = _screen(place, section, kind)
    form, changed = (
        NarrativeForm(initial={"text": screen.entry.part.text, "touched": screen.entry.part.touched}),
        None,
    )
    if request.method == "POST":
        require(request.user, Ability.WRITE_REPORT, place.office)
        form = NarrativeForm(request.POST)
        if form.is_valid():
            changed = _write(request, place, section, kind, form)
            if form.is_valid():
                return _onward(request, place, screen)
        screen = _screen(place, section, kind, typed=request.POST.get("text", ""))
    return _shown(request, place, screen, form, changed)


def _screen(place: Place, section: str, kind: str, typed: str | None = None) -> PartScreen:
    _must_be(place, section, kind)
    return part_screen(place, section, kind, typed)


def _must_be(place: Place, section: str, kind: str) -> None:
    if not is_section(place.office, place.year, section, kind, pack_of(place.office).outline):
        raise Http404(_("Laporan ini tidak punya bagian itu. Pilih bagian dari kerangka."))


def _write(request: Request, place: Place, section: str, kind: str, form: NarrativeForm) -> Narrative | None:
    """Keep what was typed; the text of somebody who came first, when there is one."""
    found = form.cleaned_data
    try:
        write_narrative(
            office=place.office, year=place.year, section=section, kind=kind, text=found["text"],
            touched=found["touched"] or 0, by=request.user,
        )  # fmt: skip
    except TextChanged as error:
        put_error(form, error)
        form.renew(error.current.touched)
        return error.current
    except CannotDo as error:
        put_error(form, error, "text")
    else:
        messages.success(request, _("Naskah disimpan."))
    return None


def _onward(request: Request, place: Place, screen: PartScreen) -> HttpResponse:
    """The same text again, or the next one where that button was pressed."""
    part = screen.entry.part
    if "lanjut" in request.POST and screen.after is not None:
        part = screen.after.part
    return redirect("writing_part", place.office.code, place.year, part.key, part.kind)


def _shown(
    request: Request, place: Place, screen: PartScreen, form: NarrativeForm, changed: Narrative | None
) -> HttpResponse:
    part = screen.entry.part
    rows = Narrative.objects.filter(office=place.office, year=place.year, section=part.key, kind=part.kind)
    row = rows.first()
    context = {
        "place": place, "screen": screen, "form": form, "changed": changed, "tab": TAB,
        "edit": "write_report" in place.may, "history": history_of(row, request.user) if row else (),
    }  # fmt: skip
    return render(request, "akuntabel/writing_part.html", context, status=status_of(form))


@require_POST
@in_place
def preview(request: Request, place: Place, section: str, kind: str) -> HttpResponse:
    """What is typed as it will be printed; nothing is kept."""
    require(request.user, Ability.WRITE_REPORT, place.office)
    _must_be(place, section, kind)
    found = preview_of(place, section, kind, request.POST.get("text", ""))
    return render(request, "akuntabel/parts/writing_preview.html", {"place": place, "preview": found})


@require_safe
@in_place
def figures(request: Request, place: Place) -> HttpResponse:
    """The figures by name, to be inserted; a page of its own for who copies by hand."""
    query, objective = request.GET.get("cari", "")[:100], request.GET.get("sasaran", "")[:10]
    picks = (
        search_picks(place.book, query, objective)
        if query.strip()
        else usual_picks(place.book, objective, "")
    )
    context = {"place": place, "picks": picks, "query": query, "objective": objective, "tab": TAB}
    name = "parts/writing_figures.html" if request.htmx else "writing_figures.html"
    return render(request, f"akuntabel/{name}", context)


@require_safe
@in_place
def remarks(request: Request, place: Place, section: str, kind: str) -> HttpResponse:
    """What the checker finds in one text and the tables that stand with it."""
    _must_be(place, section, kind)
    found = findings_screen(place, section, kind)
    return render(request, "akuntabel/parts/writing_remarks.html", {"place": place, "findings": found})


@require_safe
@in_place
def findings(request: Request, place: Place) -> HttpResponse:
    """What is found in the whole report, each with the text it stands in."""
    context = {"place": place, "findings": findings_screen(place), "tab": TAB}
    return render(request, "akuntabel/writing_findings.html", context)
