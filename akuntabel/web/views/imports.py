"""A register as an Excel file: the template, the records, and the way back in with its preview."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akuntabel.core.errors import AkuntabelError, gettext_noop
from akuntabel.core.register import Register
from akuntabel.evidence.imports import apply_import, forget_import, hand_in_table, standing
from akuntabel.evidence.models import ImportDraft
from akuntabel.evidence.workbook import export, marked, template
from akuntabel.web.place import Place, Request
from akuntabel.web.screens.imports import import_screen, marked_rows
from akuntabel.web.screens.locks import lock_line
from akuntabel.web.screens.register_list import asked_for, in_order, read_query
from akuntabel.web.views.evidence.finding import address, in_register, keeping, records_of
from akuntabel.web.words import told

NO_FILE = gettext_noop("Pilih dulu berkas tabelnya.")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@in_register
def register_template(request: Request, place: Place, register: Register) -> HttpResponse:
    """The empty table to fill in."""
    return _file(template(register, place.office, place.year), place, register, _("templat"))


@require_safe
@in_register
def register_export(request: Request, place: Place, register: Register) -> HttpResponse:
    """The records that hold, as the list's filters ask, with the keys that bring them back."""
    query = replace(read_query(request.GET, register), everything=False)
    records = asked_for(records_of(request, place, register), register, query)
    rows = in_order(records, register, query.sort).iterator(chunk_size=2000)
    return _file(export(register, place.office, place.year, rows), place, register)


def _file(data: bytes, place: Place, register: Register, word: str = "") -> HttpResponse:
    parts = (word, slugify(register.name) or register.code, place.office.code, str(place.year))
    name = "-".join(part for part in parts if part)
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@in_register
@keeping
def register_import(request: Request, place: Place, register: Register) -> HttpResponse:
    """Hand a table in; drafts that wait can be come back to."""
    problem = ""
    if request.method == "POST":
        try:
            draft = _handed_in(request, place, register)
            return redirect(address("import_preview", place, register, draft.pk))
        except AkuntabelError as error:
            problem = told(error)
    return _import_page(request, place, register, problem)


def _import_page(request: Request, place: Place, register: Register, problem: str) -> HttpResponse:
    limit = settings.IMPORT_MEGABYTES
    too_big = _("Berkas ini lebih besar dari {limit} MB. Bagi menjadi beberapa berkas.")
    context = {
        "place": place,
        "register": register,
        "tab": "evidence",
        "drafts": _drafts(place, register).filter(applied_at__isnull=True).defer("rows")[:20],
        "locked": lock_line(place.office, place.year),
        "limit": limit,
        "problem": problem,
        "none": _(NO_FILE),
        "too_big": too_big.format(limit=limit),
    }
    return render(request, "akuntabel/import.html", context, status=422 if problem else 200)


def _handed_in(request: Request, place: Place, register: Register) -> ImportDraft:
    file = request.FILES.get("file")
    if file is None:
        raise AkuntabelError(NO_FILE)
    most = settings.IMPORT_MEGABYTES * 1_000_000
    return hand_in_table(
        office=place.office,
        year=place.year,
        register=register,
        file_name=file.name or "",
        data=file.read(most + 1),
        by=request.user,
    )


@require_safe
@in_register
@keeping
def import_preview(request: Request, place: Place, register: Register, draft: int) -> HttpResponse:
    """What a table would do, row by row; nothing is kept yet."""
    return _preview(request, place, register, _draft(place, register, draft))


def _preview(
    request: Request, place: Place, register: Register, draft: ImportDraft, problem: str = ""
) -> HttpResponse:
    asked = request.GET.get("tampil", ""), request.GET.get("hal", "1")
    screen = import_screen(standing(draft, register), register, *asked)
    context: dict[str, Any] = {"place": place, "register": register, "screen": screen, "draft": draft}
    context |= {"tab": "evidence", "problem": problem}
    return render(request, "akuntabel/import_preview.html", context, status=409 if problem else 200)


@require_POST
@in_register
@keeping
def import_apply(request: Request, place: Place, register: Register, draft: int) -> HttpResponse:
    """Keep all rows of a draft, or none."""
    found = _draft(place, register, draft)
    try:
        done = apply_import(draft=found, register=register, by=request.user)
    except AkuntabelError as error:
        return _preview(request, place, register, found, told(error))
    counts = done.rows["counts"]
    kept = counts["new"] + counts["change"]
    said = ngettext(
        "{count} catatan disimpan: {new} baru, {changed} berubah.",
        "{count} catatan disimpan: {new} baru, {changed} berubah.",
        kept,
    )
    messages.success(request, said.format(count=kept, new=counts["new"], changed=counts["change"]))
    return redirect(address("register", place, register))


@require_POST
@in_register
@keeping
def import_forget(request: Request, place: Place, register: Register, draft: int) -> HttpResponse:
    """Throw a draft away."""
    forget_import(draft=_draft(place, register, draft), by=request.user)
    messages.success(request, _("Unggahan dibuang; tidak ada catatan yang berubah."))
    return redirect(address("register_import", place, register))


@require_safe
@in_register
@keeping
def import_marked(request: Request, place: Place, register: Register, draft: int) -> HttpResponse:
    """The table back with the wrong cells coloured, to mend and hand in again."""
    entries = standing(_draft(place, register, draft), register).entries
    rows = marked_rows(register, entries)
    return _file(marked(register, place.office, place.year, rows), place, register, _("perbaiki"))


def _drafts(place: Place, register: Register) -> Any:
    return ImportDraft.objects.filter(
        office=place.office, year=place.year, register=register.code
    ).select_related("created_by", "office")


def _draft(place: Place, register: Register, pk: int) -> ImportDraft:
    found: ImportDraft = get_object_or_404(_drafts(place, register), pk=pk)
    return found
