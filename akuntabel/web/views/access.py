"""Getting in, getting out, and finding one's offices."""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akuntabel.offices import deeds
from akuntabel.web.forms import SignInForm
from akuntabel.web.place import Request
from akuntabel.web.screens.home import home_screen


class SignIn(LoginView):
    """The sign-in page."""

    template_name = "akuntabel/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """A one-time link. Only the button uses it up, so that a mail previewer cannot."""
    if request.method != "POST":
        return render(request, "akuntabel/sign_in_link.html")
    person = deeds.sign_in_with_link(token)
    if person is None:
        return render(request, "akuntabel/sign_in_link.html", {"refused": True}, status=410)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("home")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave."""
    logout(request)
    return redirect("sign_in")


@require_safe
def home(request: Request) -> HttpResponse:
    """The offices and years I can see; straight on when there is only one."""
    screen = home_screen(request.user, request.GET.get("cari", ""))
    if screen.only is not None:
        return redirect("year", office=screen.only.office.code, year=screen.only.year)
    return render(request, "akuntabel/home.html", {"screen": screen})


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether the program answers, for whoever watches the server."""
    return HttpResponse("ok", content_type="text/plain")
