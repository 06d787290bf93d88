"""My account: password, e-mail address, second factor."""

from __future__ import annotations

from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akuntabel.core.errors import AkuntabelError
from akuntabel.offices import deeds
from akuntabel.offices.models import Membership
from akuntabel.offices.second_factor import address_of, has_second_factor, recovery_codes_left
from akuntabel.web.entering import BY_LINK
from akuntabel.web.forms import CodeForm, EmailForm, PasswordForm, put_error, status_of
from akuntabel.web.place import Request


def _page(request: Request, **forms: Any) -> HttpResponse:
    person, by_link = request.user, _without_old(request)
    roles = Membership.objects.filter(person=person).select_related("office").order_by("office__path", "role")
    context = {
        "roles": roles,
        "by_link": by_link,
        "has_password": person.has_usable_password(),
        "password_form": PasswordForm(by_link=by_link),
        "email_form": EmailForm(initial={"email": person.email}, asks=person.has_usable_password()),
        "second_factor": has_second_factor(person),
        **forms,
    }
    status = max((status_of(form) for form in forms.values()), default=200)
    return render(request, "akuntabel/account.html", context, status=status)


def _without_old(request: Request) -> bool:
    return bool(request.session.get(BY_LINK)) or not request.user.has_usable_password()


@never_cache
@require_safe
def account(request: Request) -> HttpResponse:
    """My roles, and what I can change about myself."""
    return _page(request)


@never_cache
@require_POST
def password(request: Request) -> HttpResponse:
    """A new password; sessions elsewhere end."""
    form = PasswordForm(request.POST, by_link=_without_old(request))
    if not form.is_valid():
        return _page(request, password_form=form)
    try:
        if "old" in form.fields:
            deeds.check_own_password(password=form.cleaned_data["old"], by=request.user)
        deeds.change_password(password=form.cleaned_data["password"], by=request.user)
    except AkuntabelError as error:
        put_error(form, error)
        return _page(request, password_form=form)
    update_session_auth_hash(request, request.user)
    request.session.pop(BY_LINK, None)
    messages.success(request, _("Kata sandi Anda diganti. Sesi Anda di komputer lain sudah diakhiri."))
    return redirect("account")


@never_cache
@require_POST
def email(request: Request) -> HttpResponse:
    """Another e-mail address."""
    form = EmailForm(request.POST, asks=request.user.has_usable_password())
    if not form.is_valid():
        return _page(request, email_form=form)
    data = form.cleaned_data
    try:
        deeds.change_email(email=data["email"], password=data.get("old", ""), by=request.user)
    except AkuntabelError as error:
        put_error(form, error)
        return _page(request, email_form=form)
    messages.success(request, _("Alamat surel Anda disimpan."))
    return redirect("account")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: Request) -> HttpResponse:
    """Setting up the second factor: scan, type a code, keep the recovery codes."""
    if has_second_factor(request.user):
        return _second_factor_on(request, CodeForm())
    form = CodeForm(request.POST or None)
    form.fields["code"].help_text = _("Enam angka yang sekarang tampil di aplikasi autentikator.")
    if request.method == "POST" and form.is_valid():
        try:
            codes = deeds.confirm_second_factor(code=form.cleaned_data["code"], by=request.user)
        except AkuntabelError as error:
            put_error(form, error, "code")
        else:
            update_session_auth_hash(request, request.user)
            return render(request, "akuntabel/recovery_codes.html", {"codes": codes})
    secret = deeds.start_second_factor(by=request.user)
    picture = segno.make(address_of(secret, request.user), error="m")
    context = {
        "form": form,
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "picture": picture.svg_inline(scale=5, border=4, dark="#000", light="#fff", omitsize=True),
    }
    return render(request, "akuntabel/second_factor.html", context, status=status_of(form))


def _second_factor_on(request: Request, form: CodeForm) -> HttpResponse:
    context = {"form": form, "left": recovery_codes_left(request.user)}
    return render(request, "akuntabel/second_factor_on.html", context, status=status_of(form))


@never_cache
@require_POST
def change_second_factor(request: Request) -> HttpResponse:
    """Turn it off, or ask for new recovery codes; both with a code."""
    if not has_second_factor(request.user):
        return redirect("second_factor")
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _second_factor_on(request, form)
    code = form.cleaned_data["code"]
    try:
        if "matikan" in request.POST:
            deeds.remove_second_factor(code=code, by=request.user)
            messages.success(request, _("Faktor kedua dimatikan."))
            return redirect("account")
        codes = deeds.renew_recovery_codes(code=code, by=request.user)
    except AkuntabelError as error:
        put_error(form, error, "code")
        return _second_factor_on(request, form)
    return render(request, "akuntabel/recovery_codes.html", {"codes": codes})
