"""Registers that an office makes itself: the list, making one, changing it, closing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akuntabel.core.errors import AkuntabelError
from akuntabel.evidence.models import OwnRegister, Record
from akuntabel.evidence.own_registers import (
    WrongDefinition,
    change_register,
    define_register,
    retire_register,
)
from akuntabel.evidence.registers import read_definition
from akuntabel.offices.access import Ability, require
from akuntabel.web.place import OfficePlace, Request, in_office
from akuntabel.web.screens.own_registers import (
    OwnForm,
    first_form,
    form_of,
    only_reshapes,
    own_lines,
    type_words,
    typed_form,
)
from akuntabel.web.words import told


@require_safe
@in_office
def own_registers(request: Request, place: OfficePlace) -> HttpResponse:
    """The registers that the office and those above it made."""
    rows = OwnRegister.objects.filter(office__path__in=place.office.line).select_related(
        "office", "created_by"
    )
    held = Record.objects.visible_to(request.user).filter(
        office=place.office, register__in=rows.values("code")
    )
    counts = dict(held.order_by().values_list("register").annotate(Count("pk")))
    context = {"place": place, "lines": own_lines(place.office, list(rows), counts), "tab": "own_registers"}
    return render(request, "akuntabel/own_registers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def own_register_new(request: Request, place: OfficePlace) -> HttpResponse:
    """Make a register."""
    require(request.user, Ability.DEFINE_REGISTERS, place.office)
    form = typed_form(request.POST) if request.method == "POST" else first_form()
    if request.method == "POST" and not only_reshapes(request.POST):
        try:
            made = define_register(office=place.office, draft=form.draft, by=request.user)
        except AkuntabelError as error:
            form = _with(form, error)
        else:
            messages.success(request, _("Register {name} dibuat.").format(name=made))
            return _to_register(place, made)
    return _form(request, place, form)


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def own_register_edit(request: Request, place: OfficePlace, code: str) -> HttpResponse:
    """Change a register; what records hold stays."""
    require(request.user, Ability.DEFINE_REGISTERS, place.office)
    row = _row(place, code)
    if request.method != "POST":
        return _form(request, place, form_of(row, read_definition(row.code, row.definition)), row)
    form = typed_form(request.POST)
    if not only_reshapes(request.POST):
        try:
            changed = change_register(register=row, version=form.version, draft=form.draft, by=request.user)
        except AkuntabelError as error:
            form = _with(form, error)
        else:
            messages.success(request, _("Susunan {name} disimpan.").format(name=changed))
            return redirect("own_registers", office=place.office.code)
    return _form(request, place, form, row)


@require_POST
@in_office
def own_register_retire(request: Request, place: OfficePlace, code: str) -> HttpResponse:
    """Close a register, or open it again."""
    retired = request.POST.get("buka") != "1"
    row = retire_register(register=_row(place, code), retired=retired, by=request.user)
    said = (
        _("{name} ditutup: isinya tetap dihitung, catatan baru tidak diterima.")
        if retired
        else _("{name} dibuka lagi.")
    )
    messages.success(request, said.format(name=row))
    return redirect("own_registers", office=place.office.code)


def _row(place: OfficePlace, code: str) -> OwnRegister:
    rows = OwnRegister.objects.filter(office=place.office).select_related("office")
    found: OwnRegister = get_object_or_404(rows, code=code)
    return found


def _with(form: OwnForm, error: AkuntabelError) -> OwnForm:
    return form.with_error(error.field if isinstance(error, WrongDefinition) else "", told(error))


def _form(
    request: Request, place: OfficePlace, form: OwnForm, row: OwnRegister | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "place": place,
        "form": form,
        "row": row,
        "types": type_words(),
        "tab": "own_registers",
    }
    context["above"] = form.errors.get("") or form.errors.get("fields")
    return render(request, "akuntabel/own_register_form.html", context, status=422 if form.errors else 200)


def _to_register(place: OfficePlace, row: OwnRegister) -> HttpResponse:
    """The new register in the office's latest year, where it can be filled at once."""
    if not place.years:
        return redirect("own_registers", office=place.office.code)
    return redirect("register", office=place.office.code, year=max(place.years), register=row.code)
