"""Periods and dates in the reader's language, for pages and letters."""

from __future__ import annotations

import datetime as dt

from django.utils import dateformat
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_date, roman
from akuntabel.core.periods import Period


def period_words(period: Period) -> str:
    """The name of ``period`` in the reader's language: "Triwulan I 2025", "Quarter I 2025"."""
    if get_language() == "id":
        return period.label
    if period.quarter is not None:
        return _("Triwulan {quarter} {year}").format(quarter=roman(period.quarter), year=period.year)
    if period.month is not None:
        return dateformat.format(period.start, "F Y")
    return _("Tahun {year}").format(year=period.year)


def date_words(day: dt.date) -> str:
    """10 Januari 2025, or 10 January 2025 for a reader of English."""
    return format_date(day) if get_language() == "id" else dateformat.format(day, "j F Y")
