"""The report of a year: making it, watching it being made, reading and taking it away."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from akuntabel.planning.selectors import require_agreement
from akuntabel.reporting.deeds import request_build
from akuntabel.reporting.models import Build
from akuntabel.web.middleware import REPORT_POLICY
from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.screens.editions import seal_screen
from akuntabel.web.screens.report import file_of, preview_of, report_screen


@require_http_methods(["GET", "HEAD", "POST"])
@in_place
def report(request: Request, place: Place) -> HttpResponse:
    """The last build with its files; the button makes a new one.

    A year without an agreement in force says so before anybody presses the button.
    """
    require_agreement(place.office, place.year)
    if request.method == "POST":
        request_build(office=place.office, year=place.year, by=request.user)
        return redirect("report", office=place.office.code, year=place.year)
    screen = report_screen(request.user, place.office, place.year)
    context = {
        "place": place, "screen": screen, "ready": seal_screen(place), "offer_seal": True, "tab": "report",
        "report_tab": "report",
    }  # fmt: skip
    return render(request, "akuntabel/report.html", context)


@require_safe
@in_place
def progress(request: Request, place: Place) -> HttpResponse:
    """How far the running build is; asked every second by the report page."""
    screen = report_screen(request.user, place.office, place.year)
    return render(request, "akuntabel/parts/build.html", {"place": place, "screen": screen, "part": True})


@require_safe
@xframe_options_sameorigin
@in_place
def preview(request: Request, place: Place) -> HttpResponse:
    """The finished report as a page, shut off from everything else."""
    screen = report_screen(request.user, place.office, place.year)
    path = preview_of(screen.finished) if screen.finished else None
    if path is None:
        raise Http404(_("Belum ada laporan jadi untuk ditampilkan."))
    return HttpResponse(path.read_bytes(), headers={"Content-Security-Policy": REPORT_POLICY})


@require_safe
@in_place
def download(request: Request, place: Place, build: int, filename: str) -> FileResponse:
    """A file of a build."""
    builds = Build.objects.visible_to(request.user).filter(office=place.office, year=place.year)
    path = file_of(get_object_or_404(builds, pk=build), filename)
    if path is None:
        raise Http404(_("Berkas ini tidak ada; buat laporannya sekali lagi."))
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)
