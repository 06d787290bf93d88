"""Payments: the list with its filters, adding one, withdrawing one with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akuntabel.core.errors import CannotDo
from akuntabel.core.indonesian import format_money
from akuntabel.planning.models import Spending
from akuntabel.planning.money import spending as deeds
from akuntabel.web.forms import ReasonForm, put_error
from akuntabel.web.money_forms import SpendingForm
from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.screens.money_spending import line_choices, spending_screen
from akuntabel.web.screens.planning import address
from akuntabel.web.templatetags.indonesian import date
from akuntabel.web.views.money.shared import EDITS, form_page, may_keep, page, to

SUB = "spendings"


@require_safe
@in_place
def spendings(request: Request, place: Place) -> HttpResponse:
    """The payments of the year, as asked for."""
    screen = spending_screen(place, request.user, request.GET)
    return page(request, place, "money_spendings", SUB, screen=screen, title=_("Belanja"))


@require_http_methods(EDITS)
@in_place
def spending_new(request: Request, place: Place) -> HttpResponse:
    """Keep a payment; the next one begins with its line and fund."""
    may_keep(request, place)
    lines = line_choices(place.office, place.year)
    form = SpendingForm(request.POST or None, keyed=bool(lines), initial=_offered(request))
    if form.is_valid() and (
        made := form.save(
            lambda: deeds.add_spending(
                office=place.office, year=place.year, fields=form.facts(), by=request.user
            )
        )
    ):
        messages.success(request, _("Belanja {amount} disimpan.").format(amount=format_money(made.amount)))
        for sentence in deeds.warnings_of(made):
            messages.warning(request, sentence)
        if "again" not in request.POST:
            return to(place, "spendings")
        answer = to(place, "spending_new")
        answer["Location"] += f"?dana={made.fund}&tanggal={made.date}"
        return answer
    back, title = address(place, "spendings"), _("Catat belanja")
    more = {"title": title, "button": _("Simpan"), "again": _("Simpan dan catat berikutnya"), "lines": lines}
    return form_page(request, place, SUB, form, back, **more)


def _offered(request: Request) -> dict[str, str]:
    return {"fund": request.GET.get("dana", ""), "date": request.GET.get("tanggal", "")}


@require_http_methods(EDITS)
@in_place
def spending_withdraw(request: Request, place: Place, spending: int) -> HttpResponse:
    """Let a payment count no more, with the reason."""
    may_keep(request, place)
    rows = Spending.objects.visible_to(request.user).filter(office=place.office, year=place.year)
    found = get_object_or_404(rows.select_related("office"), pk=spending)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            deeds.withdraw_spending(spending=found, reason=form.cleaned_data["reason"], by=request.user)
        except CannotDo as error:
            put_error(form, error)
        else:
            messages.success(request, _("Belanja ditarik: tidak dihitung lagi, tetapi tetap dapat dibaca."))
            return to(place, "spendings")
    lead = _("{amount}, {day}. {document}").format(
        amount=format_money(found.amount), day=date(found.date), document=found.document
    )
    back, title = address(place, "spendings"), _("Tarik belanja")
    return form_page(request, place, SUB, form, back, title=title, lead=lead, button=_("Tarik"))
