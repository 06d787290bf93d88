"""What the views of the budget share: finding what the address names, and their pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from akuntabel.offices.access import Ability, require
from akuntabel.planning.models import BudgetLine, BudgetVersion
from akuntabel.web.forms import status_of
from akuntabel.web.place import Place, Request

EDITS = ["GET", "HEAD", "POST"]
AUTHORITIES = (_("KPA"), _("Kanwil DJPb"), _("Direktorat Jenderal Anggaran"), _("Pengguna Anggaran"))


def find_version(request: Request, place: Place, key: int) -> BudgetVersion:
    """The version ``key`` of the year's budget.

    Raises:
        Http404: there is none that the reader may see.
    """
    rows = BudgetVersion.objects.visible_to(request.user).select_related("office", "agreement", "replaces")
    found: BudgetVersion = get_object_or_404(rows, pk=key, office=place.office, year=place.year)
    return found


def find_line(version: BudgetVersion, key: int) -> BudgetLine:
    """The line ``key`` of ``version``.

    Raises:
        Http404: it has no such line.
    """
    found: BudgetLine = get_object_or_404(version.lines.prefetch_related("months"), pk=key)
    return found


def may_keep(request: Request, place: Place) -> None:
    """Refuse whoever does not keep the budget here, before a form is shown to them."""
    require(request.user, Ability.KEEP_BUDGET, place.office)


def page(request: Request, place: Place, template: str, sub: str, **context: Any) -> HttpResponse:
    """The page ``template`` of the budget, under its tab ``sub``; a ``form`` decides the status."""
    status = status_of(context["form"]) if "form" in context else context.pop("status", 200)
    shown = {"place": place, "tab": "money", "sub": sub, "keeps": "keep_budget" in place.may, **context}
    return render(request, f"akuntabel/{template}.html", shown, status=status)


def form_page(
    request: Request, place: Place, sub: str, form: forms.Form, back: str, **words: Any
) -> HttpResponse:
    """The page of one ``form``; ``words`` are its title, lead and button."""
    return page(request, place, "money_form", sub, form=form, back=back, authorities=AUTHORITIES, **words)


def to(place: Place, name: str, *rest: Any) -> HttpResponse:
    """On to the page ``name`` of this office and year."""
    return redirect(name, place.office.code, place.year, *rest)
