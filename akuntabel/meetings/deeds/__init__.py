"""Deeds about performance meetings; closed minutes are never changed, only their follow-ups are done."""

from akuntabel.core.errors import CannotDo
from akuntabel.meetings.deeds.following import finish_follow_up, may_finish, reopen_follow_up
from akuntabel.meetings.deeds.minutes import (
    Minutes,
    NewFollowUp,
    close_minutes,
    unclosed_because,
    write_minutes,
)
from akuntabel.meetings.deeds.planning import (
    MeetingFields,
    change_meeting,
    discard_meeting,
    note_attendance,
    plan_meeting,
    set_participants,
)
from akuntabel.meetings.proposals import Invitee
from akuntabel.planning.deeds.shared import ChangedMeanwhile, WrongFields

__all__ = [
    "CannotDo",
    "ChangedMeanwhile",
    "Invitee",
    "MeetingFields",
    "Minutes",
    "NewFollowUp",
    "WrongFields",
    "change_meeting",
    "close_minutes",
    "discard_meeting",
    "finish_follow_up",
    "may_finish",
    "note_attendance",
    "plan_meeting",
    "reopen_follow_up",
    "set_participants",
    "unclosed_because",
    "write_minutes",
]
