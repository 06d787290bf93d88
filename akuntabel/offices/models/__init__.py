"""Offices, people and their roles (``people``), how people get in (``doors``), and the trail of what they
did (``trail``)."""

from akuntabel.offices.models.doors import Attempts, Invitation, RecoveryCode, SecondFactor
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
    "Attempts",
    "Invitation",
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
    "RecoveryCode",
    "Role",
    "SecondFactor",
    "StaffGroup",
]
