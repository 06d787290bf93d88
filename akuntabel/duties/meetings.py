"""What meetings agreed that somebody does."""

from __future__ import annotations

from django.utils.translation import gettext as _

from akuntabel.duties.duty import Duty, Kind
from akuntabel.duties.scene import Scene
from akuntabel.meetings.selectors import follow_ups_of
from akuntabel.offices.access import Ability


def follow_up_duties(scene: Scene) -> list[Duty]:
    """Each follow-up of a closed meeting that is not done: its owner's; without one of ours, whoever holds
    the meetings sees to it."""
    duties = []
    for row in follow_ups_of(scene.office, scene.year).filter(done_on__isnull=True):
        detail = _("Tindak lanjut {meeting}").format(meeting=row.meeting.title)
        owner = row.owner if row.owner and row.owner.is_active else None
        if owner is None and (named := row.owner_name or row.owner):
            detail = f"{detail}; {named}"
        duties.append(
            scene.duty(
                Kind.FOLLOW_UP, row.text, detail, row.due, "follow_up", key=(row.pk,),
                parts={"follow_up": row.pk}, person=owner,
                ability=None if owner else Ability.HOLD_MEETINGS,
            )
        )  # fmt: skip
    return duties
