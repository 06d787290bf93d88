"""Sealed editions of the report: the list, sealing the next, reading one, and whether it is genuine."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akuntabel.core.errors import CannotDo
from akuntabel.offices.access import Ability, require
from akuntabel.reporting.editions import inspect_edition, seal_edition
from akuntabel.reporting.models import Edition
from akuntabel.reporting.rendering import HTML
from akuntabel.web.forms import put_error, status_of
from akuntabel.web.middleware import REPORT_POLICY
from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.screens.editions import (
    SealForm,
    edition_screen,
    editions_screen,
    file_name,
    find_edition,
    open_file,
    seal_screen,
)

TABS = {"tab": "report", "report_tab": "editions"}


@require_safe
@in_place
def editions(request: Request, place: Place) -> HttpResponse:
    """All editions of the year, the newest first."""
    context = {"place": place, "editions": editions_screen(place), **TABS}
    return render(request, "akuntabel/editions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_place
def edition_seal(request: Request, place: Place) -> HttpResponse:
    """Seal the next edition, once one has seen what stands against it."""
    require(request.user, Ability.SEAL_REPORT, place.office)
    ready = seal_screen(place)
    data = request.POST if request.method == "POST" else None
    form = SealForm(data, corrects=ready.previous is not None, warned=bool(ready.warnings))
    if form.is_valid() and (sealed := _seal(request, place, form)):
        messages.success(request, _("Edisi {number} disegel.").format(number=sealed.number))
        return redirect("edition", office=place.office.code, year=place.year, number=sealed.number)
    context = {"place": place, "ready": ready, "form": form, **TABS}
    return render(request, "akuntabel/edition_seal.html", context, status=status_of(form))


def _seal(request: Request, place: Place, form: SealForm) -> Edition | None:
    reason = form.cleaned_data.get("reason", "")
    try:
        return seal_edition(office=place.office, year=place.year, reason=reason, by=request.user)
    except CannotDo as error:
        put_error(form, error)
        return None


@require_safe
@in_place
def edition(request: Request, place: Place, number: int) -> HttpResponse:
    """One edition: its text, its files, what it changes."""
    screen = edition_screen(place, find_edition(request.user, place, number))
    return render(request, "akuntabel/edition.html", {"place": place, "screen": screen, **TABS})


@require_POST
@in_place
def edition_verify(request: Request, place: Place, number: int) -> HttpResponse:
    """The same page with the answer whether the edition is still what was sealed."""
    found = find_edition(request.user, place, number)
    screen = edition_screen(place, found)
    context = {"place": place, "screen": screen, "found": inspect_edition(found), **TABS}
    return render(request, "akuntabel/edition.html", context)


@require_safe
@xframe_options_sameorigin
@in_place
def edition_text(request: Request, place: Place, number: int) -> HttpResponse:
    """The edition as a page, shut off from everything else."""
    with open_file(find_edition(request.user, place, number), HTML) as stream:
        return HttpResponse(stream.read(), headers={"Content-Security-Policy": REPORT_POLICY})


@require_safe
@in_place
def edition_file(request: Request, place: Place, number: int, filename: str) -> FileResponse:
    """A file of the edition, named so that two editions on a desk can be told apart."""
    found = find_edition(request.user, place, number)
    if not found.files.filter(name=filename).exists():
        raise Http404(_("Edisi ini tidak punya berkas bernama itu."))
    return FileResponse(open_file(found, filename), as_attachment=True, filename=file_name(found, filename))
