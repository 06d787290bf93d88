"""Getting in and getting out."""

from __future__ import annotations

import logging
from functools import partial
from threading import Thread

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.db import DatabaseError, connection
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akuntabel.core.errors import AkuntabelError
from akuntabel.offices import deeds
from akuntabel.offices.models import Person
from akuntabel.offices.throttle import by_address, by_request, try_at
from akuntabel.web.entering import PENDING, enter, let_in, waiting_person
from akuntabel.web.forms import CodeForm, ForgottenForm, SignInForm, address_of, put_error, status_of
from akuntabel.web.mail import mail_link

logger = logging.getLogger(__name__)


class SignIn(LoginView):
    """The sign-in page."""

    template_name = "akuntabel/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Whether the installation is still empty, and whether it sends mail."""
        return super().get_context_data(**kwargs, empty=deeds.waits_for_setup(), mail=settings.SENDS_EMAIL)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """On to the code, or in."""
        person = form.get_user()
        assert isinstance(person, Person)
        return enter(self.request, person, self.get_success_url())

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """The page again; 429 when one must wait."""
        answer = super().form_invalid(form)
        answer.status_code = 429 if status_of(form) == 429 else 200
        return answer


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_code(request: HttpRequest) -> HttpResponse:
    """The code after the password or link."""
    person = waiting_person(request)
    if person is None:
        return redirect("sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            deeds.enter_second_factor(person=person, code=form.cleaned_data["code"])
        except AkuntabelError as error:
            put_error(form, error, "code")
        else:
            pending = request.session[PENDING]
            return let_in(request, person, pending["target"], by_link=pending["by_link"])
    return render(request, "akuntabel/second_code.html", {"form": form}, status=status_of(form))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """A one-time link. Only the button uses it up, so that a mail previewer cannot."""
    opened = request.method == "POST"
    person = deeds.sign_in_with_link(token) if opened else deeds.whose_link(token)
    if person is None:
        return render(request, "akuntabel/sign_in_link.html", {"refused": True}, status=410)
    if not opened:
        return render(request, "akuntabel/sign_in_link.html", {"person": person})
    return enter(request, person, "home", by_link=True)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """A link by mail, or whom to ask. What is answered does not tell which names exist."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and settings.SENDS_EMAIL and form.is_valid():
        who = form.cleaned_data["who"].strip()
        try:
            try_at(by_request(who), by_address(address_of(request)))
        except AkuntabelError as error:
            put_error(form, error)
        else:
            _mail_links(request, who)
            messages.success(
                request, _("Bila akun itu ada dan punya alamat surel, tautan masuk sudah dikirim ke sana.")
            )
            return redirect("sign_in")
    context = {"form": form, "mail": settings.SENDS_EMAIL}
    return render(request, "akuntabel/forgotten.html", context, status=status_of(form))


def _mail_links(request: HttpRequest, who: str) -> None:
    # Apart from the answer, which would otherwise take longer for a name that exists: looking it up,
    # the row in the trail and the letter.
    job = partial(_write_letters, who, request.build_absolute_uri("/"), get_language())
    Thread(target=job, name="letter").start()


def _write_letters(who: str, base: str, language: str | None) -> None:
    """Send each of up to three people called ``who`` a link; what goes wrong is for the server's log."""
    try:
        with translation.override(language):
            named = Q(username__iexact=who) | Q(email__iexact=who)
            for person in Person.objects.filter(named, is_active=True).exclude(email="")[:3]:
                mail_link(person, deeds.sign_in_address(person.username, base))
    except DatabaseError:
        logger.exception("no link sent")
    finally:
        connection.close()  # this thread's own


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave."""
    logout(request)
    return redirect("sign_in")


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether the program answers, for whoever watches the server."""
    return HttpResponse("ok", content_type="text/plain")
