"""The agreement: drafting, reading as the paper reads, changing, signing, sending back, revising."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akuntabel.evidence.registers import pack_of
from akuntabel.offices.access import Ability, require
from akuntabel.packs.loader import load_pack
from akuntabel.planning import deeds
from akuntabel.planning.models import Agreement
from akuntabel.web.forms import PlainForm, ReasonForm, put_error, status_of
from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.planning_forms import (
    EMPTY_ROWS,
    AgreementForm,
    SecondSignForm,
    SignForm,
    agreement_values,
)
from akuntabel.web.screens.plan_page import agreement_screen
from akuntabel.web.screens.planning import address
from akuntabel.web.screens.trail_rows import history_of
from akuntabel.web.views.planning.shared import (
    TAB,
    find_agreement,
    form_page,
    may_plan,
    started,
    to_agreement,
    tried,
)

EDITS = ["GET", "HEAD", "POST"]


@require_POST
@in_place
def agreement_draft(request: Request, place: Place) -> HttpResponse:
    """Draft the agreement of the year from its RKT."""
    made = tried(
        request,
        lambda: deeds.draft_agreement(office=place.office, year=place.year, by=request.user),
        _(
            "Draf perjanjian dibuat: target, pihak, dan kata-katanya sudah terisi. Periksa sebelum ditandatangani."
        ),
    )
    if made:
        return to_agreement(place, made)
    return redirect("plans", office=place.office.code, year=place.year)


@require_safe
@in_place
def agreement(request: Request, place: Place, version: int) -> HttpResponse:
    """A version of the agreement, as the paper reads."""
    found = find_agreement(request, place, version)
    screen = agreement_screen(found, pack_of(place.office).registers)
    context = {
        "place": place, "screen": screen, "tab": TAB, "history": history_of(found, request.user),
        "edit": found.is_open and "plan" in place.may, "sign": _may_sign(place, found),
    }  # fmt: skip
    return render(request, "akuntabel/agreement_page.html", context)


def _may_sign(place: Place, agreement: Agreement) -> bool:
    """Whether it is the reader's turn to sign."""
    if agreement.signed_on is not None:
        return False
    return ("sign_first" if agreement.first_signed_at is None else "sign_second") in place.may


@require_http_methods(EDITS)
@in_place
def agreement_change(request: Request, place: Place, version: int) -> HttpResponse:
    """Change parties, words and budget of a draft."""
    may_plan(request, place)
    found = find_agreement(request, place, version)
    values = _values(place, found)
    offered = sum(1 for name in values if name.endswith(".programme"))
    typed = sum(1 for name in request.POST if name.endswith(".programme"))
    form = AgreementForm(**started(request, values, found.touched), rows=max(offered + EMPTY_ROWS, typed))
    if form.is_valid() and form.save(
        lambda data: deeds.change_agreement(
            agreement=found, touched=data["touched"], fields=form.facts(), by=request.user
        ),
        lambda: _values(place, find_agreement(request, place, version)),
    ):
        messages.success(request, _("Perjanjian disimpan."))
        return to_agreement(place, found)
    context = {"place": place, "form": form, "agreement": found, "tab": TAB}
    return render(request, "akuntabel/agreement_form.html", context, status=status_of(form))


def _values(place: Place, agreement: Agreement) -> dict[str, Any]:
    words = load_pack(place.office.pack).agreement.get("agreement", {})
    return agreement_values(agreement, words.get("programmes", ()))


@require_http_methods(EDITS)
@in_place
def agreement_sign(request: Request, place: Place, version: int) -> HttpResponse:
    """Sign: first the head, then the superior, who dates it."""
    found = find_agreement(request, place, version)
    second = found.first_signed_at is not None
    if waits := _waits(request, place, found):
        messages.info(request, waits)
        return to_agreement(place, found)
    require(request.user, Ability.SIGN_SECOND if second else Ability.SIGN_FIRST, place.office)
    if found.signed_on is not None:
        return to_agreement(place, found)
    form = (SecondSignForm if second else SignForm)(
        request.POST or None,
        initial={"seen": deeds.seen_of(found), "signed_on": deeds.today_at(place.office)},
    )
    if form.is_valid() and _sign(request, form, found, second=second):
        return to_agreement(place, found)
    screen = agreement_screen(found, pack_of(place.office).registers)
    context = {
        "place": place, "form": form, "screen": screen, "second": second, "tab": TAB,
        "edit": found.is_open and "plan" in place.may,
    }  # fmt: skip
    return render(request, "akuntabel/agreement_sign.html", context, status=status_of(form))


def _waits(request: Request, place: Place, agreement: Agreement) -> str:
    """Whose signature somebody who signs as the other party still waits for; "" when it is their turn."""
    if request.method == "POST" or agreement.signed_on is not None or _may_sign(place, agreement):
        return ""
    if agreement.first_signed_at is None:
        return _("Menunggu tanda tangan pihak pertama.") if "sign_second" in place.may else ""
    return _("Menunggu tanda tangan pihak kedua.") if "sign_first" in place.may else ""


def _sign(request: Request, form: SignForm, agreement: Agreement, *, second: bool) -> bool:
    found = form.cleaned_data
    try:
        if second:
            deeds.sign_second(
                agreement=agreement, seen=found["seen"], signed_on=found["signed_on"], by=request.user
            )
        else:
            deeds.sign_first(agreement=agreement, seen=found["seen"], by=request.user)
    except deeds.CannotDo as error:
        put_error(form, error)
        return False
    except deeds.ChangedMeanwhile:
        form.add_error(
            None, _("Isi perjanjian berubah sesudah Anda membacanya. Baca lagi, lalu tandatangani.")
        )
        data = request.POST.copy()
        data["seen"], data["agree"] = deeds.seen_of(agreement), ""
        form.data = data
        return False
    words = (
        _("Perjanjian berlaku.") if second else _("Anda sudah menandatangani. Sekarang menunggu pihak kedua.")
    )
    messages.success(request, words)
    return True


@require_http_methods(EDITS)
@in_place
def agreement_return(request: Request, place: Place, version: int) -> HttpResponse:
    """Give it back to the first party, with the reason."""
    found = find_agreement(request, place, version)
    require(request.user, Ability.SIGN_SECOND, place.office)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            deeds.send_back(agreement=found, reason=form.cleaned_data["reason"], by=request.user)
        except deeds.CannotDo as error:
            put_error(form, error)
        else:
            messages.success(request, _("Perjanjian dikembalikan kepada pihak pertama."))
            return to_agreement(place, found)
    lead = _("Tanda tangan pihak pertama gugur, dan drafnya dapat diubah lagi.")
    back = address(place, "agreement", version)
    title = _("Kembalikan perjanjian")
    return form_page(request, place, form, back, title=title, lead=lead, button=_("Kembalikan"))


@require_http_methods(EDITS)
@in_place
def agreement_revise(request: Request, place: Place, version: int) -> HttpResponse:
    """Draft the next version of a signed agreement, with the reason."""
    may_plan(request, place)
    found = find_agreement(request, place, version)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            made = deeds.revise_agreement(
                agreement=found, reason=form.cleaned_data["reason"], by=request.user
            )
        except deeds.CannotDo as error:
            put_error(form, error)
        else:
            messages.success(
                request, _("Draf perubahan dibuat. Perjanjian lama berlaku sampai ini ditandatangani.")
            )
            return to_agreement(place, made)
    lead = _(
        "Draf perubahan menyalin seluruh isi perjanjian. Yang lama tetap berlaku sampai kedua pihak "
        "menandatangani yang baru."
    )
    back = address(place, "agreement", version)
    title = _("Perubahan perjanjian kinerja")
    return form_page(request, place, form, back, title=title, lead=lead, button=_("Buat perubahan"))


@require_POST
@in_place
def agreement_move(request: Request, place: Place, version: int) -> HttpResponse:
    """Let a draft rest on the newest version of its RKT."""
    found = find_agreement(request, place, version)
    newer = agreement_screen(found, {}).newer_plan
    if newer is None:
        messages.error(request, _("Tidak ada versi RKT yang lebih baru."))
    else:
        tried(
            request,
            lambda: deeds.move_to_plan(agreement=found, plan=newer, by=request.user),
            _("Perjanjian memakai RKT versi {version}. Periksa targetnya.").format(version=newer.version),
        )
    return to_agreement(place, found)


@require_http_methods(EDITS)
@in_place
def agreement_discard(request: Request, place: Place, version: int) -> HttpResponse:
    """Throw a draft away, once one has been asked."""
    may_plan(request, place)
    found = find_agreement(request, place, version)
    if request.method != "POST":
        lead = _(
            "Target, anggaran, dan kata-katanya ikut dibuang. Isinya tetap terbaca dalam riwayat kantor."
        )
        back, title = address(place, "agreement", version), _("Buang draf perjanjian")
        return form_page(request, place, PlainForm(), back, title=title, lead=lead, button=_("Buang"))
    done = _("Draf perjanjian dibuang. Isinya masih terbaca dalam riwayat.")
    if tried(request, lambda: deeds.discard_agreement(agreement=found, by=request.user), done):
        return redirect("plans", office=place.office.code, year=place.year)
    return to_agreement(place, found)
