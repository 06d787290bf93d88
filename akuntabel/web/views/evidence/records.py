"""One record: writing it, reading it, changing, correcting and withdrawing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akuntabel.core.errors import CannotDo
from akuntabel.core.register import Register
from akuntabel.evidence.deeds import (
    ChangedMeanwhile,
    InLocked,
    WrongRows,
    add_record,
    change_record,
    correct_record,
    lock_over,
    locked_periods,
    withdraw_record,
)
from akuntabel.evidence.models import Record
from akuntabel.web.forms import ReasonForm
from akuntabel.web.place import Place, Request
from akuntabel.web.screens.locks import lock_line
from akuntabel.web.screens.record import (
    both_versions,
    check_screen,
    offered,
    record_screen,
    saved_record,
)
from akuntabel.web.screens.record_form import Known, RecordForm, initial_of, suggestions
from akuntabel.web.screens.trail_rows import history_of
from akuntabel.web.views.evidence.finding import (
    address,
    hand_of,
    in_record,
    in_register,
    keeping,
    records_of,
)
from akuntabel.web.words import told


@require_http_methods(["GET", "HEAD", "POST"])
@in_register
@keeping
def record_new(request: Request, place: Place, register: Register) -> HttpResponse:
    """Write a record; saving opens the next empty form at once."""
    saved = saved_record(records_of(request, place, register), request)
    initial = offered(register, place.office, place.year, request.user, hand_of(place).today)
    form = _form(request, place, register, initial)
    checked = check_screen(form, place, confirmed=bool(request.POST.get("other")))
    if request.method == "POST" and form.is_valid() and not checked.stops:
        try:
            record = add_record(
                office=place.office, year=place.year, register=register, row=form.row, by=request.user
            )
        except (CannotDo, WrongRows) as error:
            _tell(form, error)
        else:
            return redirect(_after(request, place, register, record))
    return _page(request, place, register, form, checked, saved=saved, heading=_("Catatan baru"))


@require_safe
@in_record
def record(request: Request, place: Place, register: Register, record: Record) -> HttpResponse:
    """A record with all it says, what proves it, and what happened to it."""
    return record_page(request, place, register, record)


def record_page(
    request: Request, place: Place, register: Register, record: Record, refused: Sequence[str] = ()
) -> HttpResponse:
    """The page of ``record``; ``refused`` says of files that were just handed in why they are not kept."""
    screen = record_screen(record, register, locked_periods(place.office, place.year))
    context = {
        "place": place,
        "register": register,
        "screen": screen,
        "tab": "evidence",
        "history": history_of(record, request.user, *screen.attachments, *screen.removed),
        "locked": lock_line(place.office, place.year, register.code),
        "most_megabytes": settings.ATTACHMENT_MEGABYTES,
        "refused": refused,
    }
    return render(request, "akuntabel/record.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_record
@keeping
def record_edit(request: Request, place: Place, register: Register, record: Record) -> HttpResponse:
    """Change a record in place; what counted in a locked period is corrected instead."""
    if request.method != "POST" and lock_over(record, locked_periods(place.office, place.year)):
        return redirect(address("record_correct", place, register, record.pk))
    form = _form(request, place, register, initial_of(record, register), record)
    checked = check_screen(form, place, record=record, confirmed=bool(request.POST.get("other")))
    more: dict[str, Any] = {"record": record, "heading": _("Ubah catatan"), "version": record.version}
    if request.method == "POST" and form.is_valid() and not checked.stops:
        version = request.POST.get("version", "")
        try:
            record = change_record(
                record=record,
                version=int(version) if version.isdigit() else 0,
                register=register,
                row=form.row,
                by=request.user,
            )
        except ChangedMeanwhile as error:
            more |= {
                "versions": both_versions(error.record, register, form),
                "why": told(error),
                "version": error.record.version,
            }
        except (CannotDo, WrongRows) as error:
            _tell(form, error)
        else:
            messages.success(request, _("Perubahan tersimpan."))
            return redirect(address("record", place, register, record.pk) + f"?tersimpan={record.pk}")
    return _page(request, place, register, form, checked, **more)


@require_http_methods(["GET", "HEAD", "POST"])
@in_record
@keeping
def record_correct(request: Request, place: Place, register: Register, record: Record) -> HttpResponse:
    """Replace a record by a new row with a reason, as a locked period demands."""
    form = _form(request, place, register, initial_of(record, register), record)
    reason = ReasonForm(request.POST if request.method == "POST" else None)
    checked = check_screen(form, place, record=record, confirmed=True)
    if request.method == "POST" and all([form.is_valid(), reason.is_valid()]):
        try:
            new = correct_record(
                record=record,
                register=register,
                row=form.row,
                reason=reason.cleaned_data["reason"],
                by=request.user,
            )
        except (CannotDo, WrongRows) as error:
            _tell(form, error)
        else:
            messages.success(request, _("Catatan pengganti tersimpan; yang lama tetap dapat dibaca."))
            return redirect(address("record", place, register, new.pk) + f"?tersimpan={record.pk}")
    heading = _("Ganti catatan yang sudah dihitung")
    return _page(request, place, register, form, checked, record=record, reason=reason, heading=heading)


@require_http_methods(["GET", "HEAD", "POST"])
@in_record
@keeping
def record_withdraw(request: Request, place: Place, register: Register, record: Record) -> HttpResponse:
    """Take a record out of all counts, with a reason."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_record(record=record, reason=form.cleaned_data["reason"], by=request.user)
        except (CannotDo, WrongRows) as error:
            form.add_error(None, told(error))
        else:
            messages.success(request, _("Catatan ditarik; alasannya tersimpan."))
            return redirect(address("record", place, register, record.pk))
    context = {"place": place, "register": register, "record": record, "form": form, "tab": "evidence"}
    return render(request, "akuntabel/record_withdraw.html", context)


@require_safe
@in_register
@keeping
def record_check(request: Request, place: Place, register: Register) -> HttpResponse:
    """While somebody types: likely doubles, and what follows from what is typed."""
    form = RecordForm(request.GET, register=register, hand=hand_of(place))
    pk = request.GET.get("pk", "")
    record = records_of(request, place, register).filter(pk=int(pk)).first() if pk.isdigit() else None
    checked = check_screen(form, place, record=record, confirmed=bool(request.GET.get("other")))
    context = {"place": place, "register": register, "checked": checked}
    return render(request, "akuntabel/parts/record_check.html", context)


# ---------------------------------------------------------------- helpers


def _form(
    request: Request,
    place: Place,
    register: Register,
    initial: dict[str, str],
    record: Record | None = None,
) -> RecordForm:
    return RecordForm(
        request.POST if request.method == "POST" else None,
        register=register,
        hand=hand_of(place),
        known=Known(suggestions(register, records_of(request, place, register))),
        initial=initial,
        stated=record is not None and record.stated_percent is not None,
    )


def _page(
    request: Request, place: Place, register: Register, form: RecordForm, checked: Any, **more: Any
) -> HttpResponse:
    if not (checked.stops and form.is_valid()):
        form.focus()
    context = {"place": place, "register": register, "form": form, "checked": checked, "tab": "evidence"}
    context["locked"] = lock_line(place.office, place.year, register.code)
    status = 409 if "versions" in more else 200
    return render(request, "akuntabel/record_form.html", context | more, status=status)


def _after(request: Request, place: Place, register: Register, record: Record) -> str:
    if request.POST.get("lalu") == "buka":
        return address("record", place, register, record.pk) + "?tersimpan=baru"
    return address("record_new", place, register) + f"?tersimpan={record.pk}"


def _tell(form: RecordForm, error: CannotDo | WrongRows) -> None:
    """Put what a deed refused into the form, beside the fields where it names them."""
    if isinstance(error, WrongRows):
        form.add_problems([problem for found in error.problems.values() for problem in found])
    elif isinstance(error, InLocked):
        form.add_to_date(told(error))
    else:
        form.add_error(None, told(error))
