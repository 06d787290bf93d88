"""Dates in the Indonesian way: 10 Januari 2025 · Senin, 2 September 2024 · 02-09-2024.

No leading zero before a month's name, day before month always; Roman months in letter numbers.
"""

from __future__ import annotations

import datetime as dt
import re

from akuntabel.core.errors import InvalidValueError, ParseError, gettext_noop, quoted

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

UNREADABLE = gettext_noop("“{text}” tidak terbaca sebagai tanggal. Tulis seperti 4 Maret 2025 atau 4-3-2025.")
NO_SUCH_DATE = gettext_noop("“{text}” tidak ada di kalender. Periksa hari dan bulannya.")
MONTH_FIRST = gettext_noop("“{text}” menulis bulan lebih dahulu. Tulis hari-bulan-tahun: {suggestion}.")
UNKNOWN_MONTH = gettext_noop("“{name}” pada “{text}” bukan nama bulan. Tulis Januari sampai Desember.")
UNKNOWN_WEEKDAY = gettext_noop(
    "“{name}” pada “{text}” bukan nama hari. Tulis Senin sampai Minggu, atau tanpa hari."
)
WRONG_WEEKDAY = gettext_noop(
    "“{text}” keliru: {date} jatuh pada hari {weekday}, bukan {name}. Periksa hari atau tanggalnya."
)
NO_MONTH = gettext_noop("Tidak ada bulan ke-{month}. Bulan dihitung dari 1 sampai 12.")
NO_ROMAN = gettext_noop("{number} tidak punya angka Romawi. Pakai bilangan 1 sampai 3999.")

_OTHER_MONTHS = {
    "agt": 8,
    "agust": 8,
    "ags": 8,
    "sept": 9,
    "nop": 11,
    "nopember": 11,
    "pebruari": 2,
    "peb": 2,
}
_MONTH_NUMBERS = (
    {name.lower(): number for number, name in enumerate(MONTHS, 1)}
    | {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
    | _OTHER_MONTHS
)
_WEEKDAY_NUMBERS = {name.lower(): number for number, name in enumerate(WEEKDAYS)} | {"jum'at": 4, "ahad": 6}

_IN_WORDS = re.compile(
    r"(?:(?P<weekday>[a-z']+)(?:, ?| ))?(?P<day>[0-9]{1,2}) (?P<month>[a-z]+)\.? (?P<year>[0-9]{4})",
    re.IGNORECASE | re.ASCII,
)
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/])([0-9]{1,2})\2([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")

_FROM_TODAY = {
    "hari ini": 0, "sekarang": 0, "kemarin": -1, "kemarin dulu": -2, "kemarin lusa": -2, "besok": 1,
}  # fmt: skip
_HURRIED = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{4}|[0-9]{2}))?", re.ASCII)
_HURRIED_WORDS = re.compile(r"([0-9]{1,2})[-/. ]?([a-z]+)\.?(?:[-/. ]([0-9]{4}|[0-9]{2}))?", re.ASCII)

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def month_name(month: int) -> str:
    """The name of ``month`` (1 to 12): "Januari". Raises InvalidValueError outside 1 to 12."""
    if not 1 <= month <= 12:
        raise InvalidValueError(NO_MONTH, month=month)
    return MONTHS[month - 1]


def weekday_name(date: dt.date) -> str:
    """The name of the day of the week of ``date``: "Senin"."""
    return WEEKDAYS[date.weekday()]


def format_date(date: dt.date) -> str:
    """Write ``date`` as "10 Januari 2025"."""
    return f"{date.day} {format_month(date)}"


def format_day_date(date: dt.date) -> str:
    """Write ``date`` with its day of the week: "Senin, 2 September 2024"."""
    return f"{weekday_name(date)}, {format_date(date)}"


def format_month(date: dt.date) -> str:
    """Write the month of ``date``: "Januari 2024"."""
    return f"{MONTHS[date.month - 1]} {date.year:04d}"


def format_short(date: dt.date) -> str:
    """Write ``date`` for a table: "02-09-2024" (day first)."""
    return f"{date.day:02d}-{date.month:02d}-{date.year:04d}"


def roman(number: int) -> str:
    """Write ``number`` (1 to 3999) in Roman capitals: 12 is "XII". Raises InvalidValueError outside."""
    if not 1 <= number <= 3999:
        raise InvalidValueError(NO_ROMAN, number=number)
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def parse_date(text: str) -> dt.date:
    """Read a date, day first; month names in any letter case, also short ("Jan", "Agt", "Nop").

    Reads "10 Januari 2025", "10 Jan 2025", "Senin, 2 September 2024", "02-09-2024",
    "02/09/2024" and "2024-09-02". Raises ParseError for anything else, for a date that is not in
    the calendar, and for a day of the week that is not the date's (it says which day it was).
    """
    line = " ".join(text.split()).replace("’", "'")
    if match := _IN_WORDS.fullmatch(line):
        return _from_words(match, text)
    if match := _DAY_FIRST.fullmatch(line):
        day, separator, month, year = match.groups()
        if int(month) > 12 and int(day) <= 12:
            suggestion = f"{month}{separator}{day}{separator}{year}"
            raise ParseError(MONTH_FIRST, text=quoted(text), suggestion=suggestion)
        return _date(int(year), int(month), int(day), text)
    if match := _YEAR_FIRST.fullmatch(line):
        return _date(int(match[1]), int(match[2]), int(match[3]), text)
    raise ParseError(UNREADABLE, text=quoted(text))


def parse_typed_date(text: str, *, year: int, today: dt.date) -> dt.date:
    """Read a date as a hurried person types it: all that :func:`parse_date` reads, and

    "4/3", "4-3-25", "4 maret", "4.3.2025" (without a year it lies in ``year``), "hari ini",
    "kemarin", "kemarin dulu", "besok" (from ``today``). Raises ParseError for anything else.
    """
    line = " ".join(text.split()).casefold()
    if line in _FROM_TODAY:
        return today + dt.timedelta(days=_FROM_TODAY[line])
    if match := _HURRIED.fullmatch(line):
        day, month, end = match.groups()
        return parse_date(f"{day}-{month}-{_whole_year(end, year)}")
    if match := _HURRIED_WORDS.fullmatch(line):
        day, name, end = match.groups()
        return parse_date(f"{day} {name} {_whole_year(end, year)}")
    return parse_date(text)


def _whole_year(written: str | None, year: int) -> str:
    if not written:
        return f"{year:04d}"
    return f"{year // 100:02d}{written}" if len(written) == 2 else written


def _from_words(match: re.Match[str], text: str) -> dt.date:
    month = _MONTH_NUMBERS.get(match["month"].lower())
    if month is None:
        raise ParseError(UNKNOWN_MONTH, name=quoted(match["month"]), text=quoted(text))
    date = _date(int(match["year"]), month, int(match["day"]), text)
    if name := match["weekday"]:
        _check_weekday(date, name, text)
    return date


def _check_weekday(date: dt.date, name: str, text: str) -> None:
    weekday = _WEEKDAY_NUMBERS.get(name.lower())
    if weekday is None:
        raise ParseError(UNKNOWN_WEEKDAY, name=quoted(name), text=quoted(text))
    if weekday != date.weekday():
        raise ParseError(
            WRONG_WEEKDAY,
            text=quoted(text),
            date=format_date(date),
            weekday=weekday_name(date),
            name=WEEKDAYS[weekday],
        )


def _date(year: int, month: int, day: int, text: str) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ParseError(NO_SUCH_DATE, text=quoted(text)) from None
