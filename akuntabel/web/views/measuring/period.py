"""The actuals of a period: submitted, verified, approved or given back, several at once."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from akuntabel.core.errors import CannotDo
from akuntabel.core.periods import Period
from akuntabel.measuring import deeds
from akuntabel.measuring.models import Actual
from akuntabel.measuring.periods import measure_period
from akuntabel.offices.clock import today_at
from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.screens.measuring import Typed, address_of, measuring_screen
from akuntabel.web.views.measuring.finding import TAB, latest_period, period_of
from akuntabel.web.views.measuring.item import item_page
from akuntabel.web.words import told

NOTE, TOUCHED = "note-", "touched-"


@require_http_methods(["GET", "HEAD", "POST"])
@in_place
def measuring(request: Request, place: Place) -> HttpResponse:
    """A period of the year with all its actuals, and what the reader may do with them."""
    code = request.GET.get("periode", "")
    period = period_of(place, code) if code else latest_period(place.year, today_at(place.office))
    typed = None
    if request.method == "POST":
        try:
            messages.success(request, _done(request, place, period))
        except CannotDo as error:
            if request.POST.get("dari"):
                return _item_again(request, place, period, error)
            typed = _typed(request, error)
        else:
            return redirect(address_of(place, period))
    screen = measuring_screen(place, period, request.user, wanted=request.GET.get("untuk", ""), typed=typed)
    context = {"place": place, "screen": screen, "tab": TAB}
    return render(request, "akuntabel/measuring.html", context, status=422 if typed else 200)


def _done(request: Request, place: Place, period: Period) -> str:
    """Do what was asked with the ticked rows; what was done, in words."""
    deed, codes, by = request.POST.get("deed", ""), request.POST.getlist("pilih"), request.user
    seen = _seen(request, codes)
    if deed == "submit":
        notes = {
            code: request.POST.get(f"{NOTE}{code}", "") for code in codes if f"{NOTE}{code}" in request.POST
        }
        done = deeds.submit_actuals(
            office=place.office, period=period, codes=codes, notes=notes, by=by, seen=seen
        )
        return ngettext("{n} realisasi diajukan.", "{n} realisasi diajukan.", len(done)).format(n=len(done))
    actuals = _ticked(request, place, period, codes)
    if deed == "verify":
        done = deeds.verify_actuals(actuals=actuals, by=by, seen=seen)
        return ngettext("{n} realisasi diperiksa.", "{n} realisasi diperiksa.", len(done)).format(n=len(done))
    if deed == "approve":
        done = deeds.approve_actuals(actuals=actuals, by=by, seen=seen)
        return ngettext("{n} realisasi disetujui.", "{n} realisasi disetujui.", len(done)).format(n=len(done))
    if deed == "return":
        reason = request.POST.get("reason", "")
        done = deeds.return_actuals(actuals=actuals, reason=reason, by=by, seen=seen)
        return ngettext("{n} realisasi dikembalikan.", "{n} realisasi dikembalikan.", len(done)).format(
            n=len(done)
        )
    raise Http404(_("Halaman ini tidak mengenal perintah itu."))


def _seen(request: Request, codes: list[str]) -> dict[str, int]:
    """How each ticked row stood on the page that was sent; what is no such number was never shown."""
    said = {code: request.POST.get(f"{TOUCHED}{code}") for code in codes}
    return {
        code: int(text) if re.fullmatch("[0-9]{1,9}", text) else -1
        for code, text in said.items()
        if text is not None
    }


def _item_again(request: Request, place: Place, period: Period, error: CannotDo) -> HttpResponse:
    """The page of the one indicator whose step was refused, with the reason and what was typed."""
    found, code = measure_period(place.office, period), request.POST["dari"]
    row = next((each for each in found.rows if each.code == code), None)
    if row is None:
        raise Http404(_("Indikator {code} tidak ada dalam perjanjian tahun ini.").format(code=code))
    problems = error.problems if isinstance(error, deeds.NotReady) else {}
    deed = request.POST.get("deed", "")
    said = request.POST.get(f"{NOTE}{code}" if deed == "submit" else "reason", "")
    return item_page(
        request, place, found, row, problem=told(problems.get(code, error)), said=said, tried=deed
    )


def _ticked(request: Request, place: Place, period: Period, codes: list[str]) -> list[Actual]:
    """The newest actual of each ticked row."""
    mine = Actual.objects.visible_to(request.user).filter(
        office=place.office, period=period.code, code__in=codes
    )
    newest: dict[str, Actual] = {}
    for actual in mine.order_by("version"):
        newest[actual.code] = actual
    return list(newest.values())


def _typed(request: Request, error: CannotDo) -> Typed:
    notes = {
        name.removeprefix(NOTE): str(value) for name, value in request.POST.items() if name.startswith(NOTE)
    }
    return Typed(
        codes=request.POST.getlist("pilih"),
        notes=notes,
        reason=request.POST.get("reason", ""),
        deed=request.POST.get("deed", ""),
        problem=told(error),
        problems=error.problems if isinstance(error, deeds.NotReady) else {},
    )
