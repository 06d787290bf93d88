"""What day it is at an office: each has a time zone of its own."""

from __future__ import annotations

import datetime as dt
import zoneinfo

from django.utils import timezone

from akuntabel.offices.models import Office


def zone_of(name: str) -> dt.tzinfo:
    """The zone called ``name``; the installation's own where there is none of that name."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return timezone.get_default_timezone()


def today_at(office: Office) -> dt.date:
    """The date in the time zone of ``office``."""
    return timezone.localdate(timezone=zone_of(office.timezone))
