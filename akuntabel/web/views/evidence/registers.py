"""The registers of a year, the list of each, and changing many of its rows at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from akuntabel.core.errors import CannotDo
from akuntabel.core.register import Register
from akuntabel.evidence.deeds import change_field, locked_periods, withdraw_records
from akuntabel.evidence.missing import owed
from akuntabel.evidence.registers import pack_of
from akuntabel.offices.clock import today_at
from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.screens.bulk import BulkForm
from akuntabel.web.screens.counted import counted_quantity
from akuntabel.web.screens.locks import lock_line
from akuntabel.web.screens.records import register_groups
from akuntabel.web.screens.register_list import asked_for, list_screen, read_query
from akuntabel.web.views.evidence.finding import (
    address,
    address_if_any,
    hand_of,
    in_register,
    keeping,
    records_of,
)
from akuntabel.web.words import told

TOOLS = ("register_grid", "register_import", "register_export", "register_template")


@require_safe
@in_place
def registers(request: Request, place: Place) -> HttpResponse:
    """The registers that the office keeps, with how much stands in each."""
    groups = register_groups(pack_of(place.office), place.office, place.year, today_at(place.office))
    return render(
        request,
        "akuntabel/registers.html",
        {"place": place, "groups": groups, "tab": "evidence"}
        | {"locked": lock_line(place.office, place.year)},
    )


@require_safe
@in_register
def register(request: Request, place: Place, register: Register) -> HttpResponse:
    """The records of a register in the year: filtered, sorted, page by page."""
    query = read_query(request.GET, register)
    locks = locked_periods(place.office, place.year)
    records = records_of(request, place, register)
    screen = list_screen(records, register, query, locks)
    context: dict[str, Any] = {
        "place": place,
        "tab": "evidence",
        "screen": screen,
        "counted": counted_quantity(asked_for(records, register, query), register, place.office, place.year),
        "owed": owed(register, place.office, place.year, today_at(place.office)),
        "locked": lock_line(place.office, place.year, register.code),
        "tools": {name: address_if_any(name, place, register) for name in TOOLS},
    }
    return render(request, "akuntabel/register.html", context)


@require_POST
@in_register
@keeping
def register_bulk(request: Request, place: Place, register: Register) -> HttpResponse:
    """Change one field of the ticked rows, or withdraw them; asks once before it does."""
    form = BulkForm(request.POST, register=register, hand=hand_of(place))
    back = address("register", place, register) + _query_only(request.POST)
    if request.POST.get("sungguh") and form.is_valid():
        try:
            done = _change(request, place, register, form)
        except CannotDo as error:
            form.add_error(None, told(error))
        else:
            messages.success(request, _said(form, done))
            return redirect(back)
    elif not form.picked:
        messages.warning(request, _("Centang dahulu catatan yang hendak diubah."))
        return redirect(back)
    form.settle()
    titles = list(
        records_of(request, place, register).filter(pk__in=form.picked).values_list("title", flat=True)
    )
    context = {"place": place, "register": register, "form": form, "titles": titles, "tab": "evidence"}
    return render(request, "akuntabel/register_bulk.html", context | {"back": back})


def _change(request: Request, place: Place, register: Register, form: BulkForm) -> int:
    shared: dict[str, Any] = {
        "office": place.office,
        "year": place.year,
        "register": register,
        "picked": form.picked,
        "by": request.user,
    }
    if form.withdraws:
        return withdraw_records(**shared, reason=form.cleaned_data["reason"])
    return change_field(**shared, field=form.target, value=form.read)


def _said(form: BulkForm, count: int) -> str:
    if form.withdraws:
        return ngettext("{count} catatan ditarik.", "{count} catatan ditarik.", count).format(count=count)
    return ngettext("{count} catatan diubah.", "{count} catatan diubah.", count).format(count=count)


def _query_only(given: QueryDict) -> str:
    """The filters that the list had, and nothing that could lead elsewhere."""
    kept = given.get("kembali", "")
    return f"?{kept.lstrip('?')}" if kept else ""
