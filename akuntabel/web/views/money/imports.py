"""Tables of budget lines and of payments: handed in, their columns named, previewed, kept all or not."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akuntabel.core.errors import AkuntabelError, gettext_noop
from akuntabel.planning.models import BudgetImport, BudgetVersion
from akuntabel.planning.money import imports as deeds
from akuntabel.planning.money.table_fields import LINES, SPENDING
from akuntabel.web.money_forms import ColumnsForm, column_values
from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.screens.money_import import columns_screen, fields_of, preview_screen, whence
from akuntabel.web.screens.planning import address
from akuntabel.web.views.money.shared import EDITS, find_version, may_keep, page, to
from akuntabel.web.words import told

NO_FILE = gettext_noop("Pilih dulu berkas tabelnya.")


@require_http_methods(EDITS)
@in_place
def budget_lines_import(request: Request, place: Place, version: int) -> HttpResponse:
    """Hand in a table of lines for a draft."""
    may_keep(request, place)
    return _hand_in(request, place, LINES, find_version(request, place, version))


@require_http_methods(EDITS)
@in_place
def spendings_import(request: Request, place: Place) -> HttpResponse:
    """Hand in a table of payments."""
    may_keep(request, place)
    return _hand_in(request, place, SPENDING, None)


def _hand_in(request: Request, place: Place, kind: str, version: BudgetVersion | None) -> HttpResponse:
    problem = ""
    if request.method == "POST":
        try:
            return to(place, "budget_import", _handed_in(request, place, kind, version).pk)
        except AkuntabelError as error:
            problem = told(error)
    limit = settings.IMPORT_MEGABYTES
    too_big = _("Berkas ini lebih besar dari {limit} MB. Bagi menjadi beberapa berkas.").format(limit=limit)
    waiting = _drafts(request, place).filter(kind=kind, version=version, applied_at=None).defer("cells")[:20]
    context: dict[str, Any] = {
        "problem": problem, "limit": limit, "too_big": too_big, "none": _(NO_FILE), "drafts": waiting,
        "version": version, "back": _back(place, version), "status": 422 if problem else 200,
    }  # fmt: skip
    title = _("Masukkan belanja dari Excel") if version is None else _("Masukkan baris anggaran dari Excel")
    return page(request, place, "money_import", _sub(kind), title=title, **context)


def _handed_in(request: Request, place: Place, kind: str, version: BudgetVersion | None) -> BudgetImport:
    file = request.FILES.get("file")
    if file is None:
        raise AkuntabelError(NO_FILE)
    content = file.read(settings.IMPORT_MEGABYTES * 1_000_000 + 1)
    return deeds.hand_in_table(
        office=place.office, year=place.year, kind=kind, version=version, name=file.name or "",
        content=content, by=request.user,
    )  # fmt: skip


@require_http_methods(EDITS)
@in_place
def budget_import(request: Request, place: Place, draft: int) -> HttpResponse:
    """Say which column is which."""
    may_keep(request, place)
    found = _draft(request, place, draft)
    if found.applied_at is not None:
        return to(place, "budget_import_preview", found.pk)
    form = ColumnsForm(
        request.POST or None, fields=fields_of(found), heads=deeds.heads_of(found),
        initial=column_values(deeds.guess_columns(found)),
    )  # fmt: skip
    if form.is_valid() and form.save(
        lambda columns: deeds.map_columns(draft=found, columns=columns, by=request.user)
    ):
        return to(place, "budget_import_preview", found.pk)
    more = {"columns": columns_screen(found, form), "whence": whence(found), "draft": found}
    back, title = _back(place, found.version), _("Kolom mana berisi apa")
    return page(request, place, "money_columns", _sub(found.kind), form=form, back=back, title=title, **more)


@require_safe
@in_place
def budget_import_preview(request: Request, place: Place, draft: int) -> HttpResponse:
    """What a table would do, row by row; nothing is kept yet."""
    may_keep(request, place)
    return _preview(request, place, _draft(request, place, draft))


def _preview(request: Request, place: Place, draft: BudgetImport, problem: str = "") -> HttpResponse:
    screen = None
    if draft.applied_at is None:
        screen = preview_screen(draft, request.GET.get("tampil", ""), request.GET.get("hal", "1"))
    more = {"screen": screen, "draft": draft, "problem": problem, "status": 409 if problem else 200}
    back = _back(place, draft.version)
    return page(request, place, "money_preview", _sub(draft.kind), back=back, title=draft.file_name, **more)


@require_POST
@in_place
def budget_import_apply(request: Request, place: Place, draft: int) -> HttpResponse:
    """Keep all that a table says, or nothing."""
    may_keep(request, place)
    found = _draft(request, place, draft)
    try:
        done = deeds.apply_import(draft=found, by=request.user)
    except AkuntabelError as error:
        return _preview(request, place, found, told(error))
    messages.success(request, _("Isi “{name}” disimpan.").format(name=done.file_name))
    if done.version is not None:
        return to(place, "budget_version", done.version.pk)
    return to(place, "spendings")


@require_POST
@in_place
def budget_import_forget(request: Request, place: Place, draft: int) -> HttpResponse:
    """Throw a draft away."""
    may_keep(request, place)
    found = _draft(request, place, draft)
    deeds.forget_import(draft=found, by=request.user)
    messages.success(request, _("Unggahan dibuang; tidak ada yang berubah."))
    if found.version is not None:
        return to(place, "budget_version", found.version.pk)
    return to(place, "spendings")


def _drafts(request: Request, place: Place) -> Any:
    mine = BudgetImport.objects.visible_to(request.user).filter(office=place.office, year=place.year)
    return mine.select_related("office", "version", "created_by")


def _draft(request: Request, place: Place, key: int) -> BudgetImport:
    found: BudgetImport = get_object_or_404(_drafts(request, place), pk=key)
    return found


def _sub(kind: str) -> str:
    return "versions" if kind == LINES else "spendings"


def _back(place: Place, version: BudgetVersion | None) -> str:
    return address(place, "spendings") if version is None else address(place, "budget_version", version.pk)
