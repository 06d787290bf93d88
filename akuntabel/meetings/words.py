"""The words of a pack for meetings, with office and period put in, and what a letter writes of a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.core.periods import Period
from akuntabel.evidence.registers import pack_of
from akuntabel.meetings.models import Meeting
from akuntabel.offices.clock import zone_of
from akuntabel.offices.models import Office

NO_WORDS = gettext_noop("Paket “{pack}” belum memuat kata-kata rapat (meeting.toml).")


def words_of(office: Office) -> Mapping[str, Any]:
    """The content of the pack's ``meeting.toml``.

    Raises:
        CannotDo: the pack of ``office`` has none.
    """
    pack = pack_of(office)
    if not pack.meeting:
        raise CannotDo(NO_WORDS, pack=pack.name)
    return pack.meeting


def filled(text: str, *, office: str, period: str, **more: str) -> str:
    """``text`` of a pack with its names in braces put in."""
    for name, value in {"office.name": office, "period": period, **more}.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def period_of(meeting: Meeting) -> Period:
    """The period that ``meeting`` is about."""
    return Period.parse(meeting.period)


def office_name(meeting: Meeting) -> str:
    """The office as the papers of ``meeting`` name it: as it was called when they were closed."""
    return str(meeting.frozen.get("office", meeting.office.name))


def signed_at(meeting: Meeting) -> str:
    """Where the papers of ``meeting`` are signed; kept once it is closed."""
    return str(meeting.frozen.get("signed_at", meeting.office.place))


def zone_name(meeting: Meeting) -> str:
    """The zone of the office on the day of ``meeting``: WIB, WITA, WIT; kept once it is closed."""
    noon = dt.datetime.combine(meeting.date, dt.time(12), zone_of(meeting.office.timezone))
    return str(meeting.frozen.get("zone", noon.tzname() or ""))


def time_text(meeting: Meeting) -> str:
    """ "09.00 s.d. 11.30 WITA", "09.00 WITA s.d. selesai"; empty while no time is set."""
    if meeting.time_from is None:
        return ""
    begins, zone = f"{meeting.time_from:%H.%M}", zone_name(meeting)
    if meeting.time_to is None:
        return f"{begins} {zone} s.d. selesai"
    return f"{begins} s.d. {meeting.time_to:%H.%M} {zone}"
