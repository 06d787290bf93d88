"""What the deeds about meetings share: opening one for a change, and the count of changes."""

from __future__ import annotations

from typing import Any, cast

from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.meetings.models import Meeting, MeetingState
from akuntabel.offices.access import Ability, require
from akuntabel.offices.locks import lock_office
from akuntabel.offices.models import Person
from akuntabel.planning.deeds.shared import ChangedMeanwhile

CLOSED = gettext_noop("Notula “{meeting}” sudah ditutup, jadi rapat ini tidak dapat diubah lagi.")
GONE = gettext_noop("Rapat ini baru saja dibuang orang lain.")


def opened_meeting(meeting: Meeting, by: Person, touched: int | None = None) -> Meeting:
    """``meeting`` as it stands now, its office locked, for a change to what stood there at ``touched``.

    Raises:
        Refused: ``by`` may not hold meetings here.
        CannotDo: its minutes are closed, or it is gone.
        ChangedMeanwhile: somebody changed it since ``touched``.
    """
    require(by, Ability.HOLD_MEETINGS, meeting.office)
    lock_office(meeting.office)
    current: Meeting | None = Meeting.objects.select_related("office").filter(pk=meeting.pk).first()
    if current is None:
        raise CannotDo(GONE)
    if current.state == MeetingState.HELD:
        raise CannotDo(CLOSED, meeting=current.title)
    if touched is not None and current.touched != touched:
        raise ChangedMeanwhile(cast(Any, current))  # it only asks who changed it, and how often
    return current


def touch(meeting: Meeting, by: Person) -> None:
    """Count a change of ``meeting``, so that whoever has it open on an older page is told."""
    meeting.touched += 1
    meeting.changed_by = by
    meeting.save(update_fields=["touched", "changed_by"])
