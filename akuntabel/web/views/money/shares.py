"""The sharing of budget lines among the objectives."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akuntabel.planning.models import BudgetShare
from akuntabel.planning.money import shares as deeds
from akuntabel.web.money_forms import SharesForm, share_values
from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.screens.money_shares import shares_screen
from akuntabel.web.screens.planning import address
from akuntabel.web.views.money.shared import EDITS, may_keep, page, to

SUB = "shares"


@require_safe
@in_place
def budget_shares(request: Request, place: Place) -> HttpResponse:
    """Every line with the objectives that it serves, and what no objective claims."""
    screen = shares_screen(place.office, place.year)
    return page(request, place, "money_shares", SUB, screen=screen, title=_("Pemetaan ke sasaran"))


@require_http_methods(EDITS)
@in_place
def budget_share(request: Request, place: Place, key: str) -> HttpResponse:
    """Share one line; “bagi rata” fills the form in without keeping it yet."""
    may_keep(request, place)
    names = deeds.mappable_keys(place.office, place.year)
    if key not in names:
        raise Http404(_("Baris “{key}” tidak ada di anggaran tahun ini.").format(key=key))
    rows = BudgetShare.objects.visible_to(request.user)
    held = rows.filter(office=place.office, year=place.year, key=key)
    objectives = deeds.objectives_of(place.office, place.year)
    form = SharesForm(request.POST or None, objectives=objectives, initial=share_values(held))
    if "spread" in request.POST:
        form.spread()
    elif form.is_valid() and _saved(request, place, key, form):
        messages.success(request, _("Pembagian {key} disimpan.").format(key=key))
        return to(place, "budget_shares")
    more = {
        "title": _("Bagi ke sasaran"),
        "key": key,
        "name": names[key],
        "back": address(place, "budget_shares"),
    }
    return page(request, place, "money_share_form", SUB, form=form, **more)


def _saved(request: Request, place: Place, key: str, form: SharesForm) -> bool:
    return form.save(
        lambda: deeds.map_line(
            office=place.office, year=place.year, key=key, shares=form.shares(), by=request.user
        )
    ) is not None  # fmt: skip
