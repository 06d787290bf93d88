"""Periksa: hand in anybody's report, see where it contradicts itself, take the annotated copy away."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akuntabel.checking import deeds
from akuntabel.checking.models import Check
from akuntabel.checking.selectors import file_of, find_check
from akuntabel.web.middleware import REPORT_POLICY

OWN = "checks"  # the keys of this browser's checks, in its session
View = Callable[..., HttpResponseBase]


def door(view: View) -> View:
    """Open to everybody, unless the installation asks for signing in first."""

    @login_not_required
    @wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not (settings.OPEN_CHECK or request.user.is_authenticated):
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return opened


def _own_check(request: HttpRequest, key: UUID) -> Check:
    check = find_check(key, request.session.get(OWN, []))
    if check is None:
        raise Http404(_("Pemeriksaan ini sudah dihapus, atau bukan dari peramban ini."))
    return check


@require_http_methods(["GET", "HEAD", "POST"])
@door
def check(request: HttpRequest) -> HttpResponse:
    """The form; handing a file in leads to its page."""
    limit = settings.CHECK_MEGABYTES
    none = _("Pilih dulu berkas laporannya.")
    too_big = _("Berkas ini lebih besar dari {limit} MB. Perkecil gambarnya, lalu coba lagi.")
    problem = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None:
            problem = none
        else:
            try:
                made = deeds.hand_in(
                    file=file, visitor=request.META["REMOTE_ADDR"], language=get_language() or "id"
                )
            except deeds.Refused as refused:
                problem = str(refused)
            else:
                request.session[OWN] = [*request.session.get(OWN, [])[-20:], str(made.key)]
                return redirect("check_result", key=made.key)
    context = {"problem": problem, "limit": limit, "none": none, "too_big": too_big.format(limit=limit)}
    return render(request, "akuntabel/check.html", context, status=422 if problem else 200)


@require_safe
@door
def check_result(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far the check is, and what it found."""
    template = "akuntabel/parts/check.html" if "bagian" in request.GET else "akuntabel/check_result.html"
    return render(request, template, {"check": _own_check(request, key), "part": "bagian" in request.GET})


@require_POST
@door
def check_forget(request: HttpRequest, key: UUID) -> HttpResponse:
    """Delete everything of a check now."""
    deeds.forget(_own_check(request, key))
    return redirect("check")


@require_safe
@xframe_options_sameorigin
@door
def check_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """The findings beside the text, shut off from everything else: the text is a stranger's."""
    path = file_of(_own_check(request, key), "page.html")
    if path is None:
        raise Http404
    return HttpResponse(path.read_bytes(), headers={"Content-Security-Policy": REPORT_POLICY})


@require_safe
@door
def check_copy(request: HttpRequest, key: UUID) -> FileResponse:
    """The copy with a comment at each place."""
    found = _own_check(request, key)
    path = file_of(found, found.copy)
    if path is None:
        raise Http404(_("Salinan ini tidak ada lagi."))
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)
