"""The periods of a year that are locked because their records have counted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akuntabel.core.errors import CannotDo, ParseError
from akuntabel.core.periods import Period
from akuntabel.evidence.deeds import lock_period
from akuntabel.measuring.deeds import open_period
from akuntabel.offices.words import period_words
from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.screens.locks import locks_screen
from akuntabel.web.words import told


@require_http_methods(["GET", "HEAD", "POST"])
@in_place
def locks(request: Request, place: Place) -> HttpResponse:
    """Which periods are locked, by whom and since when; lock one, or open one with a reason."""
    problem = ""
    if request.method == "POST":
        try:
            messages.success(request, _done(request, place))
        except (CannotDo, ParseError) as error:
            problem = told(error)
        else:
            return redirect("locks", place.office.code, place.year)
    context = {"place": place, "tab": "evidence", "screen": locks_screen(place.office, place.year)}
    asked = {
        "problem": problem,
        "asked": request.POST.get("period", ""),
        "said": request.POST.get("reason", ""),
    }
    return render(request, "akuntabel/locks.html", context | asked)


def _done(request: Request, place: Place) -> str:
    period = Period.parse(request.POST.get("period", ""))
    if period.year != place.year:
        period = Period.parse("")
    if request.POST.get("deed") == "open":
        reason = request.POST.get("reason", "")
        open_period(office=place.office, period=period, reason=reason, by=request.user)
        return _("{period} dibuka lagi.").format(period=period_words(period))
    lock_period(office=place.office, period=period, by=request.user)
    return _("{period} dikunci.").format(period=period_words(period))
