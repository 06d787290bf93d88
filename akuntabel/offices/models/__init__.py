"""Offices, people and their roles (``people``), and the trail of what they did (``trail``)."""

from akuntabel.offices.models.people import (
    Level,
    Membership,
    Office,
    OfficeManager,
    OfficeQuerySet,
    Official,
    Person,
    Role,
    StaffGroup,
)
from akuntabel.offices.models.trail import LogEntry, LogEntryQuerySet, LogHead

__all__ = [
    "Level",
    "LogEntry",
    "LogEntryQuerySet",
    "LogHead",
    "Membership",
    "Office",
    "OfficeManager",
    "OfficeQuerySet",
    "Official",
    "Person",
    "Role",
    "StaffGroup",
]
