"""What the views of planning share: finding what the address names, and the page of one form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from akuntabel.core.errors import CannotDo
from akuntabel.offices.access import Ability, require
from akuntabel.planning.deeds import ChangedMeanwhile, WrongFields
from akuntabel.planning.models import Agreement, Plan, PlanKind
from akuntabel.web.forms import status_of
from akuntabel.web.place import Place, Request
from akuntabel.web.screens.planning import SHORT
from akuntabel.web.words import told

TAB = "plans"


def find_plan(request: Request, place: Place, key: int) -> Plan:
    """The plan ``key`` of this office, if it covers the year.

    Raises:
        Http404: there is none that the reader may see.
    """
    rows = Plan.objects.visible_to(request.user).select_related("office", "replaces")
    found: Plan = get_object_or_404(
        rows, pk=key, office=place.office, year_from__lte=place.year, year_to__gte=place.year
    )
    return found


def find_agreement(request: Request, place: Place, version: int) -> Agreement:
    """Version ``version`` of the year's agreement.

    Raises:
        Http404: there is none that the reader may see.
    """
    rows = Agreement.objects.visible_to(request.user).select_related(
        "office", "plan", "replaces__plan", "first_signed_by", "second_signed_by"
    )
    found: Agreement = get_object_or_404(rows, office=place.office, year=place.year, version=version)
    return found


def kind_of(code: str) -> PlanKind:
    """The kind of plan that an address names.

    Raises:
        Http404: there is no such kind.
    """
    try:
        return PlanKind(code)
    except ValueError:
        raise Http404(_("Tidak ada rencana jenis “{kind}”.").format(kind=code)) from None


def may_plan(request: Request, place: Place) -> None:
    """Refuse whoever may not plan here, before a form is shown to them."""
    require(request.user, Ability.PLAN, place.office)


def form_page(request: Request, place: Place, form: forms.Form, back: str, **words: Any) -> HttpResponse:
    """The page of one ``form``; ``words`` are its title, lead, button, and what may be removed."""
    context = {"place": place, "form": form, "back": back, "tab": TAB, **words}
    return render(request, "akuntabel/plan_form.html", context, status=status_of(form))


def to_plan(place: Place, plan: Plan, anchor: str = "") -> HttpResponse:
    """On to the page of ``plan``, at ``anchor``."""
    answer = redirect("plan", office=place.office.code, year=place.year, plan=plan.pk)
    answer["Location"] += f"#{anchor}" if anchor else ""
    return answer


def to_agreement(place: Place, agreement: Agreement) -> HttpResponse:
    """On to the page of ``agreement``."""
    return redirect("agreement", office=place.office.code, year=place.year, version=agreement.version)


def tried(request: Request, deed: Callable[[], Any], done: str) -> Any:
    """What ``deed`` gave, said as ``done``; None when its state did not allow it, said too."""
    try:
        result = deed()
    except (CannotDo, ChangedMeanwhile, WrongFields) as error:
        messages.error(request, told(error))
        return None
    messages.success(request, done)
    return True if result is None else result


def short_name(plan: Plan) -> str:
    """Renstra, RKT or IKU."""
    return SHORT[PlanKind(plan.kind)]


def started(request: Request, values: Mapping[str, Any], touched: int) -> dict[str, Any]:
    """The arguments of a form over ``values`` that were read at ``touched``."""
    return {"data": request.POST or None, "initial": {**values, "touched": touched}}
