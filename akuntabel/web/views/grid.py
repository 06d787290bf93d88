"""A register as a grid: typed into like a spreadsheet, each row kept by the same deeds as a form's."""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import Error as DatabaseError
from django.db import transaction
from django.db.models import F
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from akuntabel.core.errors import AkuntabelError
from akuntabel.core.register import Register
from akuntabel.evidence.deeds import ChangedMeanwhile, WrongRows, locked_periods, withdraw_record
from akuntabel.evidence.duplicates import likely_doubles
from akuntabel.evidence.models import Record
from akuntabel.evidence.tables import columns_of
from akuntabel.evidence.typed_rows import GONE, TypedRow, keep_typed, text_of
from akuntabel.web.failures import BUSY, DISK_FULL, status_of
from akuntabel.web.place import Place, Request
from akuntabel.web.screens.grid import (
    PAGE,
    GridScreen,
    Refusal,
    Refusals,
    fingerprint,
    grid_columns,
    grid_screen,
)
from akuntabel.web.screens.locks import lock_line
from akuntabel.web.views.evidence.finding import hand_of, in_register, keeping
from akuntabel.web.words import told

logger = logging.getLogger(__name__)

MOST = 50  # rows of one request
UNDONE = "Tempelan dibatalkan segera sesudah ditempel."


@require_http_methods(["GET", "HEAD", "POST"])
@in_register
@keeping
def register_grid(request: Request, place: Place, register: Register) -> HttpResponse:
    """The grid. Without script the form keeps each good row and shows the refused ones again."""
    refused: Refusals = {}
    if request.method == "POST":
        kept, refused = _keep_form(request, place, register)
        _say(request, kept, len(refused))
        if not refused:
            return redirect(request.get_full_path())
    return _grid(request, place, register, refused)


def _say(request: Request, kept: int, refused: int) -> None:
    if kept:
        said = ngettext("{count} baris disimpan.", "{count} baris disimpan.", kept)
        messages.success(request, said.format(count=kept))
    if refused:
        said = ngettext(
            "{count} baris belum disimpan; lihat keterangannya.",
            "{count} baris belum disimpan; lihat keterangannya.",
            refused,
        )
        messages.error(request, said.format(count=refused))


def _grid(
    request: Request, place: Place, register: Register, refused: Refusals | None = None
) -> HttpResponse:
    screen = _screen(request, place, register, refused)
    context = {"place": place, "register": register, "screen": screen, "tab": "evidence"}
    context["locked"] = lock_line(place.office, place.year, register.code)
    return render(request, "akuntabel/grid.html", context, status=422 if refused else 200)


def _screen(request: Request, place: Place, register: Register, refused: Refusals | None) -> GridScreen:
    mine = Record.objects.visible_to(request.user).of_year(place.office, place.year)
    mine = mine.filter(register=register.code).order_by(F("date").asc(nulls_last=True), "pk")
    total = mine.count()
    pages = max(1, -(-total // PAGE))
    asked = request.GET.get("hal", "")
    page = min(int(asked), pages) if asked.isascii() and asked.isdigit() and int(asked[:6]) else pages
    records = list(mine[(page - 1) * PAGE : page * PAGE])
    chosen = request.GET.getlist("kolom")
    columns = grid_columns(register, records, chosen)
    locks = locked_periods(place.office, place.year)
    return grid_screen(
        register, columns, records, locks, page=page, total=total, chosen=chosen, refused=refused
    )


def _keep_form(request: Request, place: Place, register: Register) -> tuple[int, Refusals]:
    kept = 0
    refused: dict[str, Refusal] = {}
    for name, row in _touched(request.POST, register):
        try:
            _keep(request, place, register, row)
        except WrongRows as error:
            errors = {problem.field: told(problem) for problem in error.problems[0]}
            refused[name] = row, errors, _("Belum disimpan.")
        except DatabaseError as error:
            refused[name] = row, {}, _failed(error)[1]
        except AkuntabelError as error:
            refused[name] = row, {}, told(error)
        else:
            kept += 1
    return kept, refused


def _keep(request: Request, place: Place, register: Register, row: TypedRow) -> Record:
    """Keep ``row`` alone: whatever the database says of it takes no other row along."""
    with transaction.atomic():
        return keep_typed(
            office=place.office,
            year=place.year,
            register=register,
            row=row,
            hand=hand_of(place),
            by=request.user,
        )


def _failed(error: DatabaseError) -> tuple[str, str]:
    """What becomes of a row that the database did not take, and why: it is sent anew later, or refused."""
    logger.error("grid row: %s", error)
    status = status_of(error)
    if status == DISK_FULL:
        return "later", _("Penyimpanan server penuh; baris ini belum tersimpan.")
    if status == BUSY:
        return "later", _("Server sedang sibuk; baris ini belum tersimpan.")
    return "refused", _("Server menolak baris ini. Muat ulang halamannya, lalu ketik baris ini sekali lagi.")


def _touched(given: QueryDict, register: Register) -> list[tuple[str, TypedRow]]:
    """The rows of a form whose cells are not as they were when the page was made."""
    codes = [column.code for column in columns_of(register)]
    rows = []
    for mark in given.getlist("baris"):
        name, _dot, rest = mark.partition(".")
        version, _dot, was = rest.partition(".")
        cells = {code: str(given[f"{name}-{code}"]) for code in codes if f"{name}-{code}" in given}
        computed = {code for code in cells if code in register.worked_out}
        if not cells or fingerprint(cells.values()) == was:
            continue
        cells = {code: text for code, text in cells.items() if code not in computed}
        if name.isdigit():
            row = TypedRow(cells, int(name), int(version) if version.isdigit() else 0)
        else:
            row = TypedRow(cells, key=uuid.uuid4().hex[:12])
        if row.pk is not None or not row.blank:
            rows.append((name, row))
    return rows


# ---------------------------------------------------------------- for the script


@require_POST
@in_register
@keeping
def register_grid_rows(request: Request, place: Place, register: Register) -> HttpResponse:
    """Keep up to 50 rows, each on its own; the answer says of each what became of it."""
    rows = _asked(request)
    answers = [_answer(request, place, register, row) for row in rows]
    _warn_of_doubles(place, register, answers)
    for answer in answers:
        answer.pop("record", None)
    return JsonResponse({"rows": answers})


def _asked(request: Request) -> list[dict[str, Any]]:
    try:
        rows = json.loads(request.body)["rows"]
        right = isinstance(rows, list) and len(rows) <= MOST and all(map(_is_row, rows))
    except (ValueError, KeyError, TypeError, RecursionError):
        right = False
    if not right:
        raise BadRequest("rows")
    return list(rows)


def _is_row(row: Any) -> bool:
    if not isinstance(row, dict) or not isinstance(row.get("cells", {}), dict):
        return False
    texts = all(isinstance(text, str) for text in row.get("cells", {}).values())
    whole = all(isinstance(row.get(name), int | None) for name in ("pk", "version"))
    sane = all(abs(row.get(name) or 0) < 2**62 for name in ("pk", "version")) if whole else False
    return texts and sane and isinstance(row.get("id"), str) and isinstance(row.get("key", ""), str)


def _answer(request: Request, place: Place, register: Register, asked: Mapping[str, Any]) -> dict[str, Any]:
    cells = {code: text.replace("\x00", "") for code, text in asked.get("cells", {}).items()}
    row = TypedRow(cells, asked.get("pk"), asked.get("version") or 0, asked.get("key", ""))
    try:
        if asked.get("undo"):
            _undo(request, place, register, row)
            return {"id": asked["id"], "state": "withdrawn"}
        record = _keep(request, place, register, row)
    except WrongRows as error:
        errors = {problem.field: told(problem) for problem in error.problems[0]}
        return {"id": asked["id"], "state": "wrong", "errors": errors}
    except ChangedMeanwhile as error:
        return {
            "id": asked["id"],
            "state": "conflict",
            "message": _conflict(error),
            **_now(register, error.record),
        }
    except AkuntabelError as error:
        return {"id": asked["id"], "state": "refused", "message": told(error)}
    except DatabaseError as error:
        state, message = _failed(error)
        return {"id": asked["id"], "state": state, "message": message}
    new = record if row.pk is None else None
    return {"id": asked["id"], "state": "saved", "record": new, **_now(register, record)}


def _undo(request: Request, place: Place, register: Register, row: TypedRow) -> None:
    """Withdraw a row that a paste has just made."""
    mine = Record.objects.visible_to(request.user).filter(
        office=place.office, year=place.year, register=register.code, pk=row.pk or 0, created_by=request.user
    )
    record = mine.first()
    if record is None or record.version != row.version:
        raise AkuntabelError(GONE)
    with transaction.atomic():
        withdraw_record(record=record, reason=UNDONE, by=request.user)


def _conflict(error: ChangedMeanwhile) -> str:
    who = error.record.changed_by or error.record.created_by or ""
    return _("Sudah diubah {name} sesudah Anda membukanya.").format(name=who)


def _now(register: Register, record: Record) -> dict[str, Any]:
    """The record as the grid shows it."""
    cells = {column.code: text_of(column, record) for column in columns_of(register)}
    return {"pk": record.pk, "version": record.version, "cells": cells}


def _warn_of_doubles(place: Place, register: Register, answers: list[dict[str, Any]]) -> None:
    new = [answer for answer in answers if answer.get("record")]
    if not new:
        return
    pks = [answer["pk"] for answer in new]
    rows = [answer["record"].data for answer in new]
    try:
        found = likely_doubles(place.office, place.year, register, rows, without=pks)
    except DatabaseError:  # the rows are kept, and that is what has to be told
        logger.exception("grid doubles")
        return
    for index, doubles in found.items():
        titles = ", ".join(f"“{double.title}”" for double in doubles)
        new[index]["warning"] = _("Mirip dengan {titles}").format(titles=titles)
