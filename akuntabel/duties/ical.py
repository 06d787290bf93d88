"""Dates as an iCalendar file (RFC 5545) that phones and mail programs read.

Whole days only. UIDs stay the same from one download to the next, so that importing the file again
changes what was imported instead of doubling it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WIDTH = 75  # octets; a longer line goes on in the next one, after a blank


@dataclass(frozen=True)
class Event:
    """A day. ``uid`` is unique in the world, ``url`` is the page about it."""

    uid: str
    day: dt.date
    summary: str
    description: str
    url: str


def as_ical(name: str, events: Iterable[Event], stamp: dt.datetime) -> bytes:
    """A calendar called ``name``; ``stamp`` is when it is made."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Akuntabel//Kalender//ID",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    made = f"{stamp.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    for event in events:
        lines += _event(event, made)
    lines.append("END:VCALENDAR")
    return b"".join(part for line in lines for part in _folded(line))


def _event(event: Event, made: str) -> list[str]:
    after = event.day + dt.timedelta(days=1)
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"DTSTAMP:{made}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_text(event.summary)}",
        *([f"DESCRIPTION:{_text(event.description)}"] if event.description else []),
        f"URL:{event.url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(value: str) -> str:
    r"""``value`` as a TEXT: backslash, semicolon, comma and line ends escaped, other control characters gone."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = escaped.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\\n".join("".join(sign for sign in line if sign >= " " and sign != "\x7f") for line in lines)


def _folded(line: str) -> Iterator[bytes]:
    """``line`` in pieces of at most 75 octets that break no character, each with its line end."""
    piece = b""
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > WIDTH:
            yield piece + b"\r\n"
            piece = b" "
        piece += octets
    yield piece + b"\r\n"
