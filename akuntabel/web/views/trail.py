"""Riwayat: who did what in an office, when, and from what to what."""

from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akuntabel.offices.access import Ability, require
from akuntabel.web.place import OfficePlace, Request, in_office
from akuntabel.web.screens.trail import csv_lines, trail_check, trail_rows, trail_screen


@require_safe
@in_office
def trail(request: Request, place: OfficePlace) -> HttpResponse:
    """The trail of the office, newest first."""
    require(request.user, Ability.READ_LOG, place.office)
    screen = trail_screen(request.user, place.office, request.GET)
    return render(request, "akuntabel/trail.html", {"place": place, "screen": screen, "tab": "trail"})


@require_safe
@in_office
def trail_whole(request: Request, place: OfficePlace) -> HttpResponse:
    """Whether the trail of the office is whole, worked out now."""
    require(request.user, Ability.READ_LOG, place.office)
    check = trail_check(place.office)
    return render(request, "akuntabel/trail_check.html", {"place": place, "check": check, "tab": "trail"})


@require_safe
@in_office
def trail_csv(request: Request, place: OfficePlace) -> StreamingHttpResponse:
    """The trail as a file for a spreadsheet, with the filter of the page."""
    require(request.user, Ability.READ_LOG, place.office)
    _form, rows = trail_rows(request.user, place.office, request.GET)
    answer = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="riwayat-{place.office.code}.csv"'
    return answer
