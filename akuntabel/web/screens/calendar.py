"""The calendar of a year: its dates month by month, and the same as a file for phones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import dateformat, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from akuntabel.core.periods import Period
from akuntabel.duties.calendar import Entry, Mark, calendar_of
from akuntabel.duties.ical import Event, as_ical
from akuntabel.duties.words import distance
from akuntabel.evidence.registers import calendar_of as days_of
from akuntabel.offices.words import date_words
from akuntabel.web.place import Place

WORDS = {
    Mark.DONE: gettext_lazy("selesai"),
    Mark.LATE: gettext_lazy("terlambat"),
    Mark.COMING: gettext_lazy("akan datang"),
    Mark.UNDER_WAY: gettext_lazy("sedang diperiksa"),
    Mark.DROPPED: gettext_lazy("tidak ditagih lagi"),
    Mark.UNKNOWN: gettext_lazy("tercatat sebagai jumlah"),
}
SIGNS = {
    Mark.DONE: "check", Mark.LATE: "note", Mark.COMING: "info", Mark.UNDER_WAY: "info", Mark.DROPPED: "down",
    Mark.UNKNOWN: "wave",
}  # fmt: skip
OVER = (Mark.DONE, Mark.DROPPED)  # no date to keep any more


@dataclass(frozen=True)
class DateLine:
    """A date in words; ``notes`` say what is uncertain about it, ``address`` is the page about it."""

    entry: Entry
    weekday: str
    state: str
    sign: str
    distance: str
    address: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Month:
    """A month of the calendar with its dates and its days off; ``short`` is what leads to it."""

    period: Period
    short: str
    lines: tuple[DateLine, ...]
    days_off: tuple[tuple[dt.date, str], ...]
    holds_today: bool


@dataclass(frozen=True)
class CalendarScreen:
    """The months from the first date to the last; how many dates are in each state; the years whose days off
    are not known, and the rules that nobody has confirmed."""

    months: tuple[Month, ...]
    counts: tuple[tuple[str, str, int], ...]
    unknown_years: tuple[int, ...]
    unverified: tuple[str, ...]


def calendar_screen(place: Place, today: dt.date) -> CalendarScreen:
    """The calendar of the year at ``place``."""
    entries = calendar_of(place.office, place.year, today)
    days = days_of(place.office)
    periods = sorted({Period(each.day.year, month=each.day.month) for each in entries} | {*_year(place.year)})
    months = tuple(_month(place, period, entries, today) for period in periods)
    counts = [(mark, sum(each.mark is mark for each in entries)) for mark in Mark]
    return CalendarScreen(
        months,
        tuple((str(WORDS[mark]), SIGNS[mark], count) for mark, count in counts if count),
        tuple(year for year in sorted({each.day.year for each in entries}) if not days.knows(year)),
        tuple(dict.fromkeys(each.unverified for each in entries if each.unverified)),
    )


def calendar_file(place: Place, today: dt.date, base: str) -> bytes:
    """The dates that are not done as an iCalendar file; ``base`` is the address of the app, "https://…"."""
    waiting = [each for each in calendar_of(place.office, place.year, today) if each.mark not in OVER]
    name = _("{office} {year}").format(office=place.office.short_name, year=place.year)
    host = base.split("//", 1)[-1].strip("/")
    events = [
        Event(
            uid=f"{each.key}-{place.office.code}-{place.year}@{host}",
            day=each.day,
            summary=f"{each.title} ({place.office.short_name})",
            description="\n".join(filter(None, [each.detail, *_notes(each), _doubt(each)])),
            url=base.rstrip("/") + _address(each),
        )
        for each in waiting
    ]
    return as_ical(name, events, timezone.now())


def _year(year: int) -> list[Period]:
    return [Period(year, month=month) for month in range(1, 13)]


def _month(place: Place, period: Period, entries: Sequence[Entry], today: dt.date) -> Month:
    days = days_of(place.office)
    return Month(
        period,
        dateformat.format(period.start, "M" if period.year == place.year else "M Y"),
        tuple(_line(each, today) for each in entries if period.contains(each.day)),
        tuple(sorted((day, name) for day, name in days.holidays.items() if period.contains(day))),
        period.contains(today),
    )


def _line(entry: Entry, today: dt.date) -> DateLine:
    waits = entry.mark in (Mark.LATE, Mark.COMING)
    return DateLine(
        entry=entry,
        weekday=dateformat.format(entry.day, "l"),
        state=_state(entry),
        sign=SIGNS[entry.mark],
        distance=distance(entry.day, today) if waits else "",
        address=_address(entry),
        notes=_notes(entry),
    )


def _state(entry: Entry) -> str:
    """How it stands; what was done after its day says so."""
    if entry.happens and entry.mark is Mark.LATE:
        return _("belum dicatat")
    if entry.mark is not Mark.DONE or entry.done_on is None:
        return str(WORDS[entry.mark])
    done = _("selesai {day}").format(day=date_words(entry.done_on))
    days = (entry.done_on - entry.day).days
    if days <= 0:
        return done
    late = ngettext("lewat {n} hari", "lewat {n} hari", days).format(n=days)
    return f"{done}, {late}"


def _address(entry: Entry) -> str:
    return reverse(entry.url_name, kwargs=entry.url_kwargs) + entry.query


def _doubt(entry: Entry) -> str:
    return _("Aturan batas waktu ini belum dipastikan.") if entry.unverified else ""


def _notes(entry: Entry) -> tuple[str, ...]:
    notes: list[str] = []
    if entry.moved_from is not None:
        notes.append(_("digeser dari {day}, bukan hari kerja").format(day=date_words(entry.moved_from)))
    if entry.provisional:
        notes.append(_("sementara: hari libur tahun itu belum ada dalam kalender"))
    return tuple(notes)
