"""Coming in: after the password or link, the second factor if there is one, then the session."""

from __future__ import annotations

import time

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare

from akuntabel.offices.models import Person
from akuntabel.offices.second_factor import has_second_factor

BACKEND = "django.contrib.auth.backends.ModelBackend"
PENDING = "second_factor"  # who has shown the password and still owes a code, in the session
BY_LINK = "by_link"  # came in by a link: may set a password without knowing the old one
PATIENCE = 10 * 60  # seconds


def enter(
    request: HttpRequest, person: Person, target: str, *, by_link: bool = False
) -> HttpResponseRedirect:
    """Let ``person`` in and on to ``target``; by way of the code page when a second factor is on."""
    if not has_second_factor(person):
        return let_in(request, person, target, by_link=by_link)
    request.session[PENDING] = {
        "person": person.pk,
        "session": person.get_session_auth_hash(),
        "at": int(time.time()),
        "target": target,
        "by_link": by_link,
    }
    return redirect("second_code")


def let_in(request: HttpRequest, person: Person, target: str, *, by_link: bool) -> HttpResponseRedirect:
    """Begin the session of ``person``."""
    request.session.pop(PENDING, None)
    login(request, person, backend=BACKEND)
    if by_link:
        request.session[BY_LINK] = True
    return redirect(target)


def waiting_person(request: HttpRequest) -> Person | None:
    """Who owes a code here, if not too long ago and nothing has changed since."""
    pending = request.session.get(PENDING)
    if not pending or time.time() - pending["at"] > PATIENCE:
        return None
    person = Person.objects.filter(pk=pending["person"], is_active=True).first()
    if person and constant_time_compare(person.get_session_auth_hash(), pending["session"]):
        return person
    return None
