"""How near a date is, in words."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MANY_DAYS, MONTH = 60, 30  # from sixty days on one counts in months


def distance(day: dt.date | None, today: dt.date) -> str:
    """ "hari ini", "besok", "3 hari lagi", "terlambat 5 hari"; without a date, that somebody waits."""
    if day is None:
        return _("sudah ditunggu")
    days = (day - today).days
    if days == 0:
        return _("hari ini")
    if days == 1:
        return _("besok")
    if days >= MANY_DAYS:
        return _months(days, ngettext("{n} bulan lagi", "{n} bulan lagi", days // MONTH))
    if days > 0:
        return ngettext("{n} hari lagi", "{n} hari lagi", days).format(n=days)
    if days > -MANY_DAYS:
        return ngettext("terlambat {n} hari", "terlambat {n} hari", -days).format(n=-days)
    return _months(-days, ngettext("terlambat {n} bulan", "terlambat {n} bulan", -days // MONTH))


def _months(days: int, words: str) -> str:
    return words.format(n=days // MONTH)
