"""The grant ledger: its lines with running balances, adding one, withdrawing one with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akuntabel.core.errors import CannotDo
from akuntabel.planning.models import GrantEntry
from akuntabel.planning.money import grants as deeds
from akuntabel.web.forms import ReasonForm, put_error
from akuntabel.web.money_forms import GrantForm
from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.screens.money_grants import grants_screen
from akuntabel.web.screens.planning import address
from akuntabel.web.views.money.shared import EDITS, form_page, may_keep, page, to

SUB = "grants"


@require_safe
@in_place
def grants(request: Request, place: Place) -> HttpResponse:
    """The ledger of the year."""
    screen = grants_screen(place.office, place.year)
    return page(request, place, "money_grants", SUB, screen=screen, title=_("Hibah"))


@require_http_methods(EDITS)
@in_place
def grant_new(request: Request, place: Place) -> HttpResponse:
    """Add a line to the ledger."""
    may_keep(request, place)
    form = GrantForm(request.POST or None)
    if form.is_valid() and form.save(
        lambda: deeds.add_grant_entry(
            office=place.office, year=place.year, fields=form.facts(), by=request.user
        )
    ):
        messages.success(request, _("Baris hibah disimpan."))
        return to(place, "grants")
    lead = _(
        "Satu peristiwa satu baris: disepakati, diterima, dicatat dalam DIPA, dibelanjakan, dikembalikan."
    )
    back, title = address(place, "grants"), _("Catat peristiwa hibah")
    return form_page(request, place, SUB, form, back, title=title, lead=lead, button=_("Simpan"))


@require_http_methods(EDITS)
@in_place
def grant_withdraw(request: Request, place: Place, entry: int) -> HttpResponse:
    """Let a line of the ledger count no more, with the reason."""
    may_keep(request, place)
    rows = GrantEntry.objects.visible_to(request.user).filter(office=place.office, year=place.year)
    found = get_object_or_404(rows.select_related("office"), pk=entry)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            deeds.withdraw_grant_entry(entry=found, reason=form.cleaned_data["reason"], by=request.user)
        except CannotDo as error:
            put_error(form, error)
        else:
            messages.success(
                request, _("Baris hibah ditarik: tidak dihitung lagi, tetapi tetap dapat dibaca.")
            )
            return to(place, "grants")
    back, title = address(place, "grants"), _("Tarik baris hibah")
    return form_page(request, place, SUB, form, back, title=title, lead=str(found), button=_("Tarik"))
