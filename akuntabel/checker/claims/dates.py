"""Dates, civil servants' numbers, and the events that lists tell of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims.flows import Flow
from akuntabel.checker.claims.lines import Line
from akuntabel.core.errors import ParseError
from akuntabel.core.indonesian.dates import MONTHS, WEEKDAYS, parse_date
from akuntabel.core.indonesian.nip import parse_nip

_MONTH = "|".join([*MONTHS, "Nopember", "Pebruari"])
_DATE = re.compile(
    r"(?:\b(?P<weekday>Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad)\s*,?\s*(?:tanggal\s+)?)?"
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:\s*(?:-|–|s\.?d\.?|s/d|sampai(?: dengan)?|"
    rf"dan)\s*(?P<day2>\d{{1,2}}))?\s+(?P<month>{_MONTH})\s+(?P<year>(?:19|20)\d\d)\b",
    re.I,
)
_MONTH_AND_YEAR = re.compile(r"[itlsrITLSR]\s+(?:19|20)\d\d\b")  # what every date ends with
_NIP = re.compile(r"(?<!\d)(\d{8}\s?\d{6}\s?\d\s?\d{3})(?!\d)")


@dataclass(frozen=True, slots=True)
class DateClaim:
    """A date as printed. ``date`` is None when the calendar has no such day."""

    text: str
    date: dt.date | None
    weekday: str  # as printed, or empty
    place: Place
    line: int  # index of its line


@dataclass(frozen=True, slots=True)
class NipClaim:
    """A civil servant's number; ``problem`` says what is impossible about it."""

    text: str
    problem: ParseError | None
    place: Place
    line: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, as an item of a list tells it."""

    text: str
    date: dt.date | None
    date_text: str
    venue: str
    mark: str
    place: Place


@dataclass(frozen=True, slots=True)
class EventList:
    """The events of one list, with the paragraph before it."""

    events: tuple[Event, ...]
    lead: str
    place: Place


def dates_of(lines: Sequence[Line]) -> tuple[DateClaim, ...]:
    """Every date written with the name of its month."""
    return tuple(
        DateClaim(
            " ".join(match[0].split()), _date(match), (match["weekday"] or "").capitalize(), line.place, index
        )
        for index, line in enumerate(lines)
        if _MONTH_AND_YEAR.search(line.text)
        for match in _DATE.finditer(line.text)
    )


def _date(match: re.Match[str]) -> dt.date | None:
    try:
        return parse_date(f"{match['day']} {match['month']} {match['year']}")
    except ParseError:
        return None


def weekday_of(date: dt.date) -> str:
    """The name of the day."""
    return WEEKDAYS[date.weekday()]


def nips_of(lines: Sequence[Line]) -> tuple[NipClaim, ...]:
    """Every civil servant's number with eighteen digits that stands behind "NIP"."""
    found = []
    for index, line in enumerate(lines):
        if "NIP" not in line.text:
            continue
        for match in _NIP.finditer(line.text):
            if re.search(r"NIP", line.text[: match.start()]):
                found.append(NipClaim(match[1], _problem(match[1]), line.place, index))
    return tuple(found)


def _problem(text: str) -> ParseError | None:
    try:
        parse_nip(text)
    except ParseError as error:
        return error
    return None


# ---------------------------------------------------------------- events

_VENUE = re.compile(
    r"\b(?:di|pada)\s+(?P<venue>(?:(?!pada\s+(?:tanggal|hari|\d)|dalam rangka|tanggal\b|dan\s|di\s)[\w.,'’()/&-]+\s?){1,9})",
    re.I,
)
_NO_VENUE = re.compile(r"^(?:tanggal|hari|tahun|bulan|segmen|kegiatan|upacara|acara|area|\d)", re.I)


def events_of(flows: Sequence[Flow]) -> tuple[EventList, ...]:
    """Lists of which most items have a date: events."""
    found: list[EventList] = []
    run: list[Flow] = []
    for flow in [*flows, None]:
        if flow is not None and flow.mark and not flow.level and (not run or _goes_on(run[-1], flow)):
            run.append(flow)
            continue
        found += _event_list(flows, run)
        run = [flow] if flow is not None and flow.mark and not flow.level else []
    return tuple(found)


def _goes_on(last: Flow, flow: Flow) -> bool:
    if last.mark.isdigit() and flow.mark.isdigit():
        return int(flow.mark) == int(last.mark) + 1
    return last.mark.isdigit() == flow.mark.isdigit()


def _event_list(flows: Sequence[Flow], run: Sequence[Flow]) -> Iterator[EventList]:
    events = [_event(flow) for flow in run]
    dated = sum(event.date is not None for event in events)
    if len(events) >= 3 and dated * 3 >= len(events) * 2:
        lead = flows[run[0].index - 1].text if run[0].index else ""
        yield EventList(tuple(events), lead, run[0].place)


def _event(flow: Flow) -> Event:
    match = _DATE.search(flow.text)
    text = flow.text
    before = text[: match.start()] if match else text
    venues = [
        venue for found in _VENUE.finditer(before + " " + (text[match.end() :] if match else ""))
        if not _NO_VENUE.match(venue := re.sub(r"\s+(?:pada|tanggal)$", "", found["venue"].strip(" .;,")))
    ]  # fmt: skip
    return Event(
        text,
        _date(match) if match else None,
        match[0] if match else "",
        venues[-1] if venues else "",
        flow.mark,
        flow.place,
    )


def canonical_venue(venue: str) -> str:
    """The name of a place in one spelling: SMAN1, SMAN 1 and Sma Negeri 1 are the same school."""
    text = re.sub(r"[^\w]+", " ", venue.lower())
    text = re.sub(r"\b(sm[apk]|mt?s?|ma|sd)n(?=\s?\d)", r"\1 negeri ", text)
    text = re.sub(r"(?<=[a-z])(?=\d)", " ", text)
    return " ".join(text.split())
