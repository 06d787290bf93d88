"""Whoever must have a second factor sets it up before anything else."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from akuntabel.offices.models import Person
from akuntabel.offices.second_factor import has_second_factor, must_have_second_factor

OPEN = frozenset({"second_factor", "account", "sign_out", "set_language", "health", "password", "email"})


class SecondFactorDemanded:
    """Leads an administrator or head without a second factor to its page, when the installation demands one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer ``request``."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """The way to the page, or None when nothing is missing."""
        person = request.user
        match = request.resolver_match
        if not (settings.REQUIRE_TOTP and isinstance(person, Person)) or (match and match.url_name in OPEN):
            return None
        if not must_have_second_factor(person) or has_second_factor(person):
            return None
        messages.warning(request, _("Peran Anda mewajibkan faktor kedua. Pasang dulu, lalu lanjutkan."))
        return redirect("second_factor")
