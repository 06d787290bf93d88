"""What every answer says to the browser about safety, what of a request is read, and who may not do something."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import is_valid_path
from django.utils import translation

from akuntabel.offices.access import Refused
from akuntabel.web.words import told

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# A finished report is shown inside the page: it may style itself, and nothing else. No script of
# its own ever runs (script-src), it belongs to no site (sandbox), yet the sandbox leaves the engine
# on: without timers the aids that a reader brings along, axe among them, would wait for ever.
REPORT_POLICY = "; ".join(
    (
        "sandbox allow-scripts",
        "default-src 'none'",
        "script-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "font-src data:",
        "frame-ancestors 'self'",
    )
)

if TYPE_CHECKING:
    from django.http.request import _ImmutableQueryDict

Answer = Callable[[HttpRequest], HttpResponse]


class SecurityHeaders:
    """Sets the content policy and keeps pages of signed-in people out of shared caches."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer ``request`` with the headers added; a view's own headers stay."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class ChosenLanguage:
    """The language that the reader chose, else the installation's own.

    What the browser asks for is not heard: the pages of an Indonesian office are Indonesian even
    where Windows is not. Stands in place of Django's LocaleMiddleware.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer ``request`` in the language of its cookie."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class WithoutNul:
    """Takes the character NUL out of what an address asks and a form hands in.

    It comes along with text copied out of a PDF, says nothing, and PostgreSQL cannot keep it. The body
    of a request that is no form (JSON) is its view's to read.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer ``request``."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Clean both; a form is read here only after all that may refuse it unread. No path has a NUL."""
        if "\0" in request.path:
            raise Http404
        request.GET = _without_nul(request.GET)
        request.POST = _without_nul(request.POST)


def _without_nul(given: _ImmutableQueryDict) -> _ImmutableQueryDict:
    if not any("\0" in text for name, texts in given.lists() for text in (name, *texts)):
        return given
    return QueryDict(given.urlencode().replace("%00", ""), encoding=given.encoding)


class ButtonAddresses:
    """An address that belongs to a button, opened as a page, becomes a page that leads back to where it stands.

    It stays in the browser after a form with an error, and is opened again from there or from its history.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer ``request``."""
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET":
            return response
        answer = render(
            request, "405.html", {"back": _page_above(request.path_info)}, status=response.status_code
        )
        answer.headers["Allow"] = response.headers.get("Allow", "POST")
        return answer


def _page_above(path: str) -> str:
    """The nearest address above ``path`` that exists."""
    while path.strip("/"):
        path = path.rstrip("/").rpartition("/")[0] + "/"
        if is_valid_path(path):
            return path
    return "/"


class Refusals:
    """A deed that refuses somebody becomes a page that says who may do it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer ``request``."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a :class:`Refused`; other exceptions are not ours."""
        if not isinstance(exception, Refused):
            return None
        return render(request, "403.html", {"why": told(exception)}, status=403)
