"""The registers of a year and their records."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from akuntabel.evidence.models import Record
from akuntabel.evidence.registers import pack_of
from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.screens.records import register_groups, register_screen


@require_safe
@in_place
def registers(request: Request, place: Place) -> HttpResponse:
    """The registers that the office keeps, with how much stands in each."""
    groups = register_groups(pack_of(place.office), place.office, place.year)
    return render(request, "akuntabel/registers.html", {"place": place, "groups": groups, "tab": "evidence"})


@require_safe
@in_place
def register(request: Request, place: Place, register: str) -> HttpResponse:
    """All records of a register in the year."""
    definition = pack_of(place.office).registers.get(register)
    if definition is None:
        raise Http404(_("Register “{code}” tidak ada.").format(code=register))
    records = Record.objects.visible_to(request.user).of_year(place.office, place.year)
    screen = register_screen(definition, list(records.filter(register=register)))
    return render(request, "akuntabel/register.html", {"place": place, "screen": screen, "tab": "evidence"})
