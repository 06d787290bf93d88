"""When the server cannot keep what somebody sent: a full disk, a busy or absent database.

The page says what happened and holds what was typed, ready to be sent once more. A deed is one
transaction, so that nothing of it is half-done; this file only finds the words.
"""

from __future__ import annotations

import errno
import logging
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import Error as DatabaseError
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException, UnreadablePostError
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from akuntabel.core.register import RegisterField
from akuntabel.packs.loader import load_pack
from akuntabel.web.screens.trail_words import FIELDS

logger = logging.getLogger(__name__)

DISK_FULL, BUSY = 507, 503
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# PostgreSQL: 53100 disk full; 53200 out of memory, 53300 too many connections, 55P03 lock not available,
# 40001 and 40P01 lost against another transaction, 57P03 starting up, class 08 connection lost.
_BUSY_STATES = re.compile(r"53200|53300|55P03|40001|40P01|57P0[1-5]|08...")
_BUSY_WORDS = re.compile(
    r"database (table )?is locked|database is busy|connection .*(failed|refused|closed|lost)", re.I
)
# SQLite says "disk I/O error" where the file may not grow (a quota, a limit of the process).
_FULL_WORDS = re.compile(r"database or disk is full|disk I/O error|no space left", re.I)
# What is never shown again: passwords, typed twice or the old one, and codes to get in with.
_SECRET = re.compile(
    r"(.*[-_])?(passw\w*|(kata_)?sandi|otp|secret|rahasia|recovery|pemulihan)([-_].*)?", re.I
)
_GETTING_IN = frozenset({"old", "again", "code", "token"})  # secret where one gets in: pages of no office
_ROW = re.compile(r"(n?[0-9]+)-(\w+)")  # a cell of a table: 12-title in the grid, n12-owner in the cascade
# Hidden fields and choices of our forms, whose values say nothing to a reader.
_UNSEEN = re.compile(
    r"next|version|touched|changed|other|.*_id|kembali|baris|code-[0-9]+|(.*-)?(seen|token|was|parent)", re.I
)
_CSRF = "csrfmiddlewaretoken"
_MOST_SHOWN = 100  # cells of a table; a longer one travels unseen

Answer = Callable[[HttpRequest], HttpResponse]


def status_of(error: BaseException | None) -> int | None:
    """507 when ``error`` comes from a full disk, 503 when the database is busy or away; else None."""
    for each in _causes(error):
        if isinstance(each, OSError) and each.errno in _FULL:
            return DISK_FULL
        if not isinstance(each, DatabaseError):
            continue
        state = str(getattr(each.__cause__, "sqlstate", "") or "")
        if state == "53100" or _FULL_WORDS.search(str(each)):
            return DISK_FULL
        away = isinstance(each, OperationalError | InterfaceError) and _BUSY_WORDS.search(str(each))
        if _BUSY_STATES.fullmatch(state) or away:
            return BUSY
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


@dataclass(frozen=True)
class TypedField:
    """A field that was sent; ``label`` is "" for one that its form did not show, ``word`` a choice in words."""

    name: str
    label: str
    text: str
    word: str = ""

    @property
    def lines(self) -> int:
        """How many lines the text takes on a phone, at most eight."""
        return min(8, 1 + len(self.text) // 38 + self.text.count("\n"))


@dataclass(frozen=True)
class Typed:
    """What was sent: fields, and (name, file name) of files, which the browser has to send anew."""

    fields: list[TypedField] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)
    secrets: bool = False


def typed_in(request: HttpRequest) -> Typed:
    """What ``request`` brought along, without anything secret; nothing when it cannot be read any more."""
    if request.method != "POST":
        return Typed()
    try:
        post, files = request.POST, request.FILES
    except (
        OSError, MultiPartParserError, RawPostDataException, UnreadablePostError, RequestDataTooBig,
        TooManyFieldsSent,
    ):  # fmt: skip
        return Typed()
    where = _address(request)
    pairs = [(name, str(text)) for name, texts in post.lists() for text in texts if name != _CSRF]
    kept = [(name, text) for name, text in pairs if not _secret(name, where)]
    known = _register_fields(where)
    return Typed(
        fields=[*_fields(kept, known)],
        files=[(name, each.name or "") for name, several in files.lists() for each in several],
        secrets=len(kept) < len(pairs),
    )


def _address(request: HttpRequest) -> Mapping[str, Any]:
    """The office, year, register … that the address names; a failure may come before it was looked at."""
    try:
        return (request.resolver_match or resolve(request.path_info)).kwargs
    except Resolver404:
        return {}


def _secret(name: str, where: Mapping[str, Any]) -> bool:
    """Whether ``name`` may hold a password or a code; what a register or a table keeps never does.

    A field of a register is called as its pack likes ("token_pln", "sandi"), its form writes f-token_pln.
    """
    if "register" in where or name.startswith("f-") or _ROW.fullmatch(name):
        return False
    return bool(_SECRET.fullmatch(name)) or ("office" not in where and name in _GETTING_IN)


def _register_fields(where: Mapping[str, Any]) -> dict[str, RegisterField]:
    """The fields of the page's register by their codes, known without the database."""
    register = load_pack().registers.get(where.get("register", ""))
    return {each.code: each for each in register.fields} if register else {}


def _fields(pairs: Sequence[tuple[str, str]], known: Mapping[str, RegisterField]) -> Iterator[TypedField]:
    rows: dict[str, int] = {}
    cells = sum(bool(text) and bool(_ROW.fullmatch(name)) for name, text in pairs)
    for name, text in pairs:
        row = _ROW.fullmatch(name)
        if row is None:
            yield _field(name, text, known.get(name.removeprefix("f-")) if name.startswith("f-") else None)
            continue
        number = rows.setdefault(row[1], len(rows) + 1)
        cell = _field(row[2], text, known.get(row[2]))
        shown = cell.label and cells <= _MOST_SHOWN
        label = _("Baris {n}: {label}").format(n=number, label=cell.label) if shown else ""
        yield TypedField(name, label, text, cell.word)


def _field(name: str, text: str, known: RegisterField | None) -> TypedField:
    if known:
        return TypedField(name, known.label, text, (known.choices or {}).get(text, ""))
    if _UNSEEN.fullmatch(name):
        return TypedField(name, "", text)
    label = FIELDS.get(name) or name.replace("_", " ").replace("-", " ").strip()
    return TypedField(name, str(label), text)


def failure_page(request: HttpRequest, status: int) -> HttpResponse:
    """What happened, and what was typed in a form to be sent once more."""
    title, words = _said(status, request.method == "POST")
    if "json" in request.headers.get("Accept", "") or request.content_type == "application/json":
        answer: HttpResponse = JsonResponse({"error": f"{title}. {words}"}, status=status)
    else:
        context: dict[str, Any] = {"title": title, "words": words, "typed": typed_in(request)}
        answer = render(request, "akuntabel/failed.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    if status == BUSY:
        answer.headers["Retry-After"] = "5"
    return answer


def _said(status: int, sent: bool) -> tuple[str, str]:
    """Title and words; ``sent`` is whether something was to be kept."""
    if status == DISK_FULL:
        title = _("Penyimpanan server penuh atau tidak dapat ditulisi")
        then = _("Beri tahu administrator agar ruangnya dilonggarkan, lalu coba sekali lagi.")
    else:
        title = _("Server sedang sibuk")
        then = _("Tunggu sebentar, lalu coba sekali lagi.")
    if not sent:
        return title, _("Halaman ini belum dapat dibuka.") + " " + then
    kept = _("Yang baru saja Anda kirim belum tersimpan, dan tidak ada yang tersimpan setengah.")
    return title, f"{kept} {then}"


class Failures:
    """A full disk or a busy database becomes a page that keeps what was typed."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer ``request``."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a failure of the server's; other exceptions are not ours."""
        status = status_of(exception)
        if status is None:
            return None
        logger.error("%s %s: %s", request.method, request.path, exception)
        return failure_page(request, status)


def last_resort(request: HttpRequest) -> HttpResponse:
    """The page of any other error; failures outside of a view (a session that cannot be kept) too."""
    status = status_of(sys.exc_info()[1])
    return server_error(request) if status is None else failure_page(request, status)
