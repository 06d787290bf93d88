"""An actual by itself: stated, taken back, opened again; and who answers for its indicator."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from akuntabel.core.errors import CannotDo
from akuntabel.measuring import deeds
from akuntabel.measuring.models import Actual
from akuntabel.measuring.periods import MeasuredPeriod, MeasuredRow
from akuntabel.offices.access import Ability, require
from akuntabel.offices.words import period_words
from akuntabel.web.forms import ReasonForm, put_error, status_of
from akuntabel.web.measuring_forms import ActualForm, OwnersForm, actual_values
from akuntabel.web.place import Place, Request
from akuntabel.web.screens.measuring_item import CHECKERS, WORKERS, is_manual, item_screen
from akuntabel.web.views.measuring.finding import TAB, in_item, to_item
from akuntabel.web.words import told

EDITS = ["GET", "HEAD", "POST"]


@require_http_methods(EDITS)
@in_item
def actual(request: Request, place: Place, found: MeasuredPeriod, row: MeasuredRow) -> HttpResponse:
    """The actual with all that proves it; whoever states actuals fills it in here."""
    form = _form(request, row)
    if request.method == "POST":
        require(request.user, Ability.STATE_ACTUALS, place.office)
        if form.is_valid() and _save(request, place, found, row, form):
            messages.success(request, _("Draf disimpan. Ajukan bila sudah benar."))
            return to_item(place, found, row)
    return item_page(request, place, found, row, form=form)


def item_page(
    request: Request, place: Place, found: MeasuredPeriod, row: MeasuredRow, **more: Any
) -> HttpResponse:
    """The page of ``row``; ``more`` is its form, or what was refused."""
    form = more.get("form") or _form(request, row, bound=False)
    problems = any(more.get(name) for name in ("refused", "problem"))
    context = {
        "place": place, "tab": TAB, "screen": item_screen(place, found, row, request.user), **more, "form": form,
        "most_megabytes": settings.ATTACHMENT_MEGABYTES,
    }  # fmt: skip
    status = 422 if problems else status_of(form)
    return render(request, "akuntabel/measuring_item.html", context, status=status)


def _form(request: Request, row: MeasuredRow, *, bound: bool = True) -> ActualForm:
    manual = is_manual(row)
    values = actual_values(row.actual, manual=manual)
    touched = row.actual.touched if row.actual else 0
    return ActualForm(
        request.POST if bound and request.method == "POST" else None,
        initial={**values, "touched": touched},
        manual=manual,
        ratio=row.indicator.unit == "%",
        why_note=row.why_note,
    )


def _save(
    request: Request, place: Place, found: MeasuredPeriod, row: MeasuredRow, form: ActualForm
) -> Actual | None:
    def deed(said: dict[str, Any]) -> Actual:
        return deeds.save_actual(
            office=place.office, period=found.period, code=row.code, value=form.value(), note=said["note"],
            by=request.user, touched=said["touched"], numerator=said.get("numerator"),
            denominator=said.get("denominator"),
        )  # fmt: skip

    def now() -> dict[str, Any]:
        mine = Actual.objects.visible_to(request.user).filter(
            office=place.office, period=found.period.code, code=row.code
        )
        return actual_values(mine.order_by("-version").first(), manual=is_manual(row))

    saved: Actual | None = form.save(deed, now)
    return saved


@require_POST
@in_item
def take_back(request: Request, place: Place, found: MeasuredPeriod, row: MeasuredRow) -> HttpResponse:
    """Take back what was handed in and nobody has verified."""
    require(request.user, Ability.STATE_ACTUALS, place.office)
    try:
        deeds.take_back_actuals(actuals=[_there(row)], by=request.user)
    except CannotDo as error:
        messages.error(request, told(error))
    else:
        messages.success(request, _("Realisasi ditarik kembali menjadi draf."))
    return to_item(place, found, row)


@require_http_methods(EDITS)
@in_item
def reopen(request: Request, place: Place, found: MeasuredPeriod, row: MeasuredRow) -> HttpResponse:
    """Ask that an approved actual be opened again, with the reason."""
    if not place.may & WORKERS:
        require(request.user, Ability.STATE_ACTUALS, place.office)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            deeds.ask_reopening(actual=_there(row), reason=form.cleaned_data["reason"], by=request.user)
        except CannotDo as error:
            put_error(form, error)
        else:
            messages.success(request, _("Permintaan dicatat; orang kedua memutuskannya."))
            return to_item(place, found, row)
    title = _("Minta dibuka lagi: indikator {code}, {period}").format(
        code=row.code, period=period_words(found.period)
    )
    lead = _(
        "Angka yang sudah disetujui dikunci. Bila dibuka, hanya indikator dan periode ini yang menjadi draf "
        "lagi; angka yang lama tetap tersimpan sebagai versi sebelumnya."
    )
    return _form_page(request, place, found, row, form, title=title, lead=lead, button=_("Minta dibuka"))


@require_POST
@in_item
def answer(request: Request, place: Place, found: MeasuredPeriod, row: MeasuredRow) -> HttpResponse:
    """Open an approved actual again, as somebody asked, or refuse it."""
    if not place.may & CHECKERS:
        require(request.user, Ability.APPROVE_ACTUALS, place.office)
    there, reason = _there(row), request.POST.get("reason", "")
    try:
        if request.POST.get("deed") == "grant":
            deeds.grant_reopening(actual=there, by=request.user)
            words = _("Realisasi dibuka lagi sebagai draf versi baru.")
        else:
            deeds.refuse_reopening(actual=there, reason=reason, by=request.user)
            words = _("Permintaan ditolak; angkanya tetap.")
    except CannotDo as error:
        return item_page(request, place, found, row, problem=told(error), said=reason, tried="answer")
    messages.success(request, words)
    return redirect("actual", place.office.code, place.year, found.period.code, row.code)


@require_http_methods(EDITS)
@in_item
def owners(request: Request, place: Place, found: MeasuredPeriod, row: MeasuredRow) -> HttpResponse:
    """Name the two people who answer for the indicator this year."""
    require(request.user, Ability.NAME_OWNERS, place.office)
    named = dict(zip(("first", "second"), row.owners, strict=False))
    form = OwnersForm(request.POST or None, office=place.office, initial=named)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            deeds.name_owners(
                office=place.office, year=place.year, code=row.code, first=said["first"],
                second=said["second"], by=request.user,
            )  # fmt: skip
        except CannotDo as error:
            put_error(form, error)
        else:
            messages.success(request, _("Penanggung jawab disimpan."))
            return to_item(place, found, row)
    title = _("Penanggung jawab indikator {code}").format(code=row.code)
    lead = _("Dua orang: yang kedua ikut diingatkan dan meneruskan bila yang pertama berhalangan.")
    return _form_page(request, place, found, row, form, title=title, lead=lead, button=_("Simpan"))


def _there(row: MeasuredRow) -> Actual:
    """The actual of ``row``.

    Raises:
        Http404: nobody has stated one.
    """
    if row.actual is None:
        raise Http404(_("Realisasi ini belum pernah disimpan."))
    return row.actual


def _form_page(
    request: Request, place: Place, found: MeasuredPeriod, row: MeasuredRow, form: Any, **words: str
) -> HttpResponse:
    back = reverse("actual", args=[place.office.code, place.year, found.period.code, row.code])
    context = {"place": place, "form": form, "back": back, "tab": TAB, "street": _("Pengukuran"), **words}
    return render(request, "akuntabel/plan_form.html", context, status=status_of(form))
