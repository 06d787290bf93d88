"""The versions of the DIPA: the list, one version with its lines, drafting, revising, settling."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akuntabel.planning.models import BudgetVersion
from akuntabel.planning.money import versions as deeds
from akuntabel.web.money_forms import (
    ABOVE,
    LineForm,
    SeenForm,
    VersionForm,
    line_values,
    version_values,
)
from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.screens.money_versions import (
    absorbed_elsewhere,
    tables_of,
    version_screen,
    versions_screen,
)
from akuntabel.web.screens.planning import address
from akuntabel.web.screens.trail_rows import history_of
from akuntabel.web.views.money.shared import EDITS, find_line, find_version, form_page, may_keep, page, to
from akuntabel.web.views.planning.shared import started, tried

SUB = "versions"


@require_safe
@in_place
def budget_versions(request: Request, place: Place) -> HttpResponse:
    """Every version of the year's budget, each with what it changed."""
    screen = versions_screen(place.office, place.year, request.user)
    return page(request, place, "money_versions", SUB, screen=screen, title=_("Versi DIPA"))


@require_safe
@in_place
def budget_version(request: Request, place: Place, version: int) -> HttpResponse:
    """A version with its lines."""
    found = find_version(request, place, version)
    screen, history = version_screen(found), history_of(found, request.user, *tables_of(found))
    return page(request, place, "money_version", SUB, screen=screen, history=history, title=found.name)


@require_POST
@in_place
def budget_version_new(request: Request, place: Place) -> HttpResponse:
    """Begin the first DIPA of the year."""
    may_keep(request, place)
    made = tried(
        request,
        lambda: deeds.draft_version(office=place.office, year=place.year, by=request.user),
        _("Draf DIPA dibuat. Isi nomor, tanggal, dan barisnya, lalu tetapkan."),
    )
    return to(place, "budget_version", made.pk) if made else to(place, "budget_versions")


@require_http_methods(EDITS)
@in_place
def budget_version_change(request: Request, place: Place, version: int) -> HttpResponse:
    """Change what a draft is called and who issued it."""
    may_keep(request, place)
    found = find_version(request, place, version)
    revision = found.replaces_id is not None
    form = VersionForm(**started(request, version_values(found), found.touched), revision=revision)
    if form.is_valid() and form.save(
        lambda data: deeds.change_version(
            version=found, touched=data["touched"], fields=form.facts(), by=request.user
        ),
        lambda: version_values(find_version(request, place, version)),
    ):
        messages.success(request, _("Nama, nomor, dan tanggal disimpan."))
        return to(place, "budget_version", found.pk)
    back, title = address(place, "budget_version", found.pk), _("Nama, nomor, dan tanggal")
    return form_page(request, place, SUB, form, back, title=title, lead=found.name, button=_("Simpan"))


@require_http_methods(EDITS)
@in_place
def budget_version_revise(request: Request, place: Place, version: int) -> HttpResponse:
    """Draft the revision of a settled version, with the reason."""
    may_keep(request, place)
    found = find_version(request, place, version)
    form = VersionForm(**started(request, vars(deeds.suggested_fields(found)), 0), revision=True)
    if form.is_valid() and (
        made := form.save(
            lambda _data: deeds.revise_version(version=found, fields=form.facts(), by=request.user), dict
        )
    ):
        messages.success(request, _("Draf revisi dibuat dengan menyalin semua baris. Ubah yang berubah."))
        return to(place, "budget_version", made.pk)
    lead = _("Semua baris dan rencana bulanan “{name}” disalin. Versi itu sendiri tetap seperti semula.")
    back, title = address(place, "budget_version", found.pk), _("Revisi DIPA")
    words = {"title": title, "lead": lead.format(name=found.name), "button": _("Buat draf revisi")}
    return form_page(request, place, SUB, form, back, **words)


@require_http_methods(EDITS)
@in_place
def budget_version_settle(request: Request, place: Place, version: int) -> HttpResponse:
    """Settle a draft, once one has read what it holds."""
    may_keep(request, place)
    found = find_version(request, place, version)
    if found.settled:
        return to(place, "budget_version", found.pk)
    form = SeenForm(**started(request, {}, found.touched))
    if form.is_valid() and form.save(
        lambda data: deeds.settle_version(version=found, touched=data["touched"], by=request.user), dict
    ):
        done = _("“{name}” ditetapkan. Sejak sekarang isinya tidak berubah lagi.").format(name=found.name)
        waits = absorbed_elsewhere(find_version(request, place, version))
        messages.success(request, f"{done} {waits}".strip())
        return to(place, "budget_version", found.pk)
    screen, title = version_screen(found), _("Tetapkan versi anggaran")
    return page(request, place, "money_settle", SUB, screen=screen, form=form, title=title)


@require_http_methods(EDITS)
@in_place
def budget_version_discard(request: Request, place: Place, version: int) -> HttpResponse:
    """Throw a draft away, once one has been asked."""
    may_keep(request, place)
    found = find_version(request, place, version)
    if found.settled:
        return to(place, "budget_version", found.pk)
    form = SeenForm(**started(request, {}, found.touched))
    if form.is_valid() and form.save(lambda data: _discarded(found, data["touched"], request), dict):
        done = _("Draf “{name}” dibuang. Isinya masih terbaca dalam riwayat.").format(name=found.name)
        messages.success(request, done)
        return to(place, "budget_versions")
    lead = _("Semua baris draf “{name}” ikut dibuang.").format(name=found.name)
    back, title = address(place, "budget_version", found.pk), _("Buang draf versi")
    return form_page(request, place, SUB, form, back, title=title, lead=lead, button=_("Buang"))


def _discarded(version: BudgetVersion, touched: int, request: Request) -> bool:
    deeds.discard_version(version=version, touched=touched, by=request.user)
    return True


# ---------------------------------------------------------------- lines


@require_http_methods(EDITS)
@in_place
def budget_line_new(request: Request, place: Place, version: int) -> HttpResponse:
    """Add a line to a draft; what stands above it is offered again for the next one."""
    may_keep(request, place)
    found = find_version(request, place, version)
    form = LineForm(**started(request, _offered(request, found), found.touched))
    if form.is_valid() and (
        made := form.save(
            lambda data: deeds.add_line(
                version=found, touched=data["touched"], fields=form.facts(), by=request.user
            ),
            dict,
        )
    ):
        messages.success(request, _("Baris {key} disimpan.").format(key=made.key or made))
        if "again" not in request.POST:
            return to(place, "budget_version", found.pk)
        answer = to(place, "budget_line_new", found.pk)
        answer["Location"] += f"?seperti={made.pk}"
        return answer
    return _line_page(request, place, found, form, title=_("Baris anggaran baru"))


def _offered(request: Request, version: BudgetVersion) -> dict[str, Any]:
    """The place of the line that was filled in last, without its account and its money."""
    asked = request.GET.get("seperti", "")
    known = asked.isascii() and asked.isdigit() and len(asked) < 19
    line = version.lines.filter(pk=int(asked)).first() if known else None
    if line is None:
        return {}
    return {name: getattr(line, name) for name in (*ABOVE, "fund", "source")}


@require_http_methods(EDITS)
@in_place
def budget_line(request: Request, place: Place, version: int, line: int) -> HttpResponse:
    """Change a line of a draft."""
    may_keep(request, place)
    found = find_version(request, place, version)
    row = find_line(found, line)
    form = LineForm(**started(request, line_values(row), found.touched))
    if form.is_valid() and form.save(
        lambda data: deeds.change_line(
            line=row, touched=data["touched"], fields=form.facts(), by=request.user
        ),
        lambda: line_values(find_line(found, line)),
    ):
        messages.success(request, _("Baris disimpan."))
        return to(place, "budget_version", found.pk)
    return _line_page(request, place, found, form, title=_("Ubah baris anggaran"), line=row)


def _line_page(
    request: Request, place: Place, version: BudgetVersion, form: LineForm, **more: Any
) -> HttpResponse:
    back = address(place, "budget_version", version.pk)
    return page(request, place, "money_line_form", SUB, version=version, form=form, back=back, **more)


@require_POST
@in_place
def budget_line_remove(request: Request, place: Place, version: int, line: int) -> HttpResponse:
    """Take a line out of a draft."""
    may_keep(request, place)
    found = find_version(request, place, version)
    row = find_line(found, line)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["touched"] if form.is_valid() else found.touched
    tried(
        request,
        lambda: deeds.remove_line(line=row, touched=seen, by=request.user),
        _("Baris dihapus dari draf."),
    )
    return to(place, "budget_version", found.pk)
