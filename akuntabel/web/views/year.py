"""A year of an office: at a glance, by indicator, and the passport of each figure."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.screens.glance import glance_screen
from akuntabel.web.screens.indicator import indicator_screen
from akuntabel.web.screens.passport import passport_screen


@require_safe
@in_place
def glance(request: Request, place: Place) -> HttpResponse:
    """The year at a glance."""
    return render(
        request,
        "akuntabel/year.html",
        {"place": place, "screen": glance_screen(place.book), "tab": "year"},
    )


@require_safe
@in_place
def indicator(request: Request, place: Place, code: str) -> HttpResponse:
    """An indicator from its definition down to its records."""
    try:
        screen = indicator_screen(place.book, code, request.user)
    except KeyError:
        raise Http404(_("Indikator {code} tidak ada dalam rencana tahun ini.").format(code=code)) from None
    return render(request, "akuntabel/indicator.html", {"place": place, "screen": screen, "tab": "year"})


@require_safe
@in_place
def passport(request: Request, place: Place, figure: str) -> HttpResponse:
    """Where a figure comes from: in the side panel, or as a page of its own."""
    try:
        screen = passport_screen(place.book, figure, request.user)
    except KeyError:
        raise Http404(_("Angka “{id}” tidak ada dalam buku tahun ini.").format(id=figure)) from None
    template = "akuntabel/parts/passport.html" if request.htmx else "akuntabel/figure.html"
    return render(request, template, {"place": place, "screen": screen, "tab": "year"})
