"""What one owes, who owes what in an office, and the calendar of its year."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from akuntabel.offices.clock import today_at
from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.screens.calendar import calendar_file, calendar_screen
from akuntabel.web.screens.duties import owes_screen
from akuntabel.web.screens.home import home_screen


@require_safe
def home(request: Request) -> HttpResponse:
    """What I owe and by when; below it the offices and years that I can see."""
    screen = home_screen(request.user, timezone.localdate(), request.GET.get("cari", ""))
    if screen.bare is not None:
        return redirect("office", office=screen.bare.code)
    return render(request, "akuntabel/home.html", {"screen": screen})


@require_safe
@in_place
def duties(request: Request, place: Place) -> HttpResponse:
    """Who owes what in the office this year."""
    screen = owes_screen(place, request.user, today_at(place.office))
    return render(request, "akuntabel/duties.html", {"place": place, "screen": screen, "tab": "duties"})


@require_safe
@in_place
def calendar(request: Request, place: Place) -> HttpResponse:
    """All dates of the year, month by month."""
    screen = calendar_screen(place, today_at(place.office))
    return render(request, "akuntabel/calendar.html", {"place": place, "screen": screen, "tab": "calendar"})


@require_safe
@in_place
def calendar_ics(request: Request, place: Place) -> HttpResponse:
    """The dates that are not done yet, as a file for the calendar of a phone."""
    content = calendar_file(place, today_at(place.office), request.build_absolute_uri("/"))
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    name = f"kalender-{place.office.code}-{place.year}.ics"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
