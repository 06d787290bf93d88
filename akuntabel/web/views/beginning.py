"""The first page of a new installation, and of a new person."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from akuntabel.core.errors import AkuntabelError
from akuntabel.offices import deeds
from akuntabel.offices.deeds.invitations import NO_GOOD
from akuntabel.offices.deeds.setup import check_setup_token
from akuntabel.web.entering import let_in
from akuntabel.web.forms import AccountForm, put_error
from akuntabel.web.office_forms import SetupForm
from akuntabel.web.words import told


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest, token: str) -> HttpResponse:
    """The administrator and the first office."""
    try:
        check_setup_token(token)
    except AkuntabelError as error:
        return render(request, "akuntabel/dead_link.html", {"why": told(error)}, status=410)
    form = SetupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            person = deeds.set_up(
                token=token,
                name=data["name"],
                username=data["username"],
                password=data["password"],
                office=form.facts(),
            )
        except AkuntabelError as error:
            put_error(form, error)
        else:
            messages.success(request, _("Akuntabel siap. Berikutnya: buka tahun, isi pejabat, undang orang."))
            return let_in(request, person, "home", by_link=False)
    groups = (
        (_("Anda, administrator pertama"), [form[name] for name in form.PERSON]),
        (_("Kantor pertama"), [form[name] for name in form.OFFICE]),
    )
    details = [form[name] for name in form.DETAILS]
    context = {"form": form, "groups": groups, "details": details, "open": any(f.errors for f in details)}
    # Always 200: what is answered with an error is logged with its address, and that is a secret here.
    return render(request, "akuntabel/set_up.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The account of somebody who was invited."""
    found = deeds.find_invitation(token)
    if found is None:
        return render(request, "akuntabel/dead_link.html", {"why": _(NO_GOOD)}, status=410)
    suggested = {"name": found.name, "username": found.username or found.email.partition("@")[0].lower()}
    form = AccountForm(request.POST or None, initial=suggested)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            person = deeds.accept_invitation(
                token=token, name=data["name"], username=data["username"], password=data["password"]
            )
        except AkuntabelError as error:
            put_error(form, error)
        else:
            logout(request)  # whoever sat here before is not the one who was invited
            messages.success(request, _("Akun Anda jadi. Selamat bekerja."))
            return let_in(request, person, "home", by_link=False)
    context = {"form": form, "invitation": found}
    return render(request, "akuntabel/invitation.html", context)
