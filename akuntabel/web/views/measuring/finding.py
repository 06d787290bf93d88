"""Finding the period and the indicator that an address of the measuring street names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from akuntabel.core.errors import ParseError
from akuntabel.core.periods import Period
from akuntabel.measuring.periods import MeasuredPeriod, MeasuredRow, measure_period
from akuntabel.web.place import Place, Request, in_place

TAB = "measuring"
View = Callable[..., HttpResponseBase]


def period_of(place: Place, code: str) -> Period:
    """The period ``code``, which lies in the year of ``place``.

    Raises:
        Http404: there is no such period, or it lies in another year.
    """
    try:
        found = Period.parse(code)
    except ParseError:
        found = None
    if found is None or found.year != place.year or found.code != code:
        raise Http404(_("Periode “{code}” tidak ada dalam tahun ini.").format(code=code))
    return found


def latest_period(year: int, today: dt.date) -> Period:
    """What one measures first: the year once it is over, else its last quarter that is over, or the first."""
    whole = Period(year)
    if today > whole.end:
        return whole
    quarters = whole.children()
    return max((each for each in quarters if each.end < today), default=quarters[0])


def in_item(view: View) -> View:
    """Give ``view`` the place, the measured period and its row instead of their codes."""

    @wraps(view)
    def answer(request: Request, place: Place, period: str, code: str, **rest: Any) -> HttpResponseBase:
        found = measure_period(place.office, period_of(place, period))
        try:
            row = found.row(code)
        except KeyError:
            raise Http404(
                _("Indikator {code} tidak ada dalam perjanjian tahun ini.").format(code=code)
            ) from None
        return view(request, place, found, row, **rest)

    return in_place(answer)


def to_item(place: Place, found: MeasuredPeriod, row: MeasuredRow, anchor: str = "") -> HttpResponse:
    """On to the page of ``row``, at ``anchor``."""
    answer = redirect("actual", place.office.code, place.year, found.period.code, row.code)
    answer["Location"] += f"#{anchor}" if anchor else ""
    return answer
