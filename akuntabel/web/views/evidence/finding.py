"""Finding what an address of the evidence street names, for this reader, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from akuntabel.core.entry import Hand
from akuntabel.core.register import Register
from akuntabel.evidence.models import Record
from akuntabel.evidence.registers import pack_of
from akuntabel.offices.access import Ability, require
from akuntabel.offices.clock import today_at
from akuntabel.web.place import Place, Request, in_place

View = Callable[..., HttpResponseBase]


def in_register(view: View) -> View:
    """Give ``view`` the :class:`Place` and the :class:`Register` instead of their codes."""

    @wraps(view)
    def answer(request: Request, place: Place, register: str, **rest: Any) -> HttpResponseBase:
        definition = pack_of(place.office).registers.get(register)
        if definition is None:
            raise Http404(_("Register “{code}” tidak ada.").format(code=register))
        return view(request, place, definition, **rest)

    return in_place(answer)


def in_record(view: View) -> View:
    """Give ``view`` the record as well, whatever its state."""

    @wraps(view)
    def answer(request: Request, place: Place, register: Register, pk: int, **rest: Any) -> HttpResponseBase:
        record = get_object_or_404(records_of(request, place, register), pk=pk)
        return view(request, place, register, record, **rest)

    return in_register(answer)


def keeping(view: View) -> View:
    """Show ``view`` only to those who keep records here; it stands under ``in_register`` or ``in_record``."""

    @wraps(view)
    def answer(request: Request, place: Place, *rest: Any, **more: Any) -> HttpResponseBase:
        require(request.user, Ability.KEEP_RECORDS, place.office)
        return view(request, place, *rest, **more)

    return answer


def records_of(request: Request, place: Place, register: Register) -> QuerySet[Record]:
    """All records of ``register`` here, replaced and withdrawn ones as well, that the reader may see."""
    mine = Record.objects.visible_to(request.user)
    return mine.filter(office=place.office, year=place.year, register=register.code).select_related("office")


def hand_of(place: Place) -> Hand:
    """How dates are read that somebody types here today."""
    return Hand(place.year, today_at(place.office))


def address(name: str, place: Place, register: Register, *more: Any) -> str:
    """The address called ``name`` of ``register`` here."""
    return reverse(name, args=[place.office.code, place.year, register.code, *more])


def address_if_any(name: str, place: Place, register: Register) -> str:
    """As :func:`address`; empty while this installation has no such page."""
    try:
        return address(name, place, register)
    except NoReverseMatch:
        return ""
