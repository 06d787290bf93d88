"""Performance meetings: who is invited and came, what was decided, and what somebody does until when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from akuntabel.offices.models import Office
from akuntabel.planning.models import OfficeScoped


class MeetingState(models.TextChoices):
    """How far a meeting is."""

    PLANNED = "planned", _("disiapkan")
    HELD = "held", _("selesai dicatat")


class Meeting(models.Model):
    """A performance meeting about ``period``. Once its minutes are closed (held) they are not changed:
    ``figures`` are the measured figures as the minutes print them, frozen at that moment, and ``frozen``
    what else they print and others may change later (office, time zone, earlier follow-ups)."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="meetings")
    year = models.PositiveSmallIntegerField()
    period = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    letter_number = models.CharField(max_length=100, blank=True)
    letter_date = models.DateField(null=True, blank=True)
    date = models.DateField()
    time_from = models.TimeField(null=True, blank=True)
    time_to = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    agenda = models.TextField(blank=True)
    chair = models.CharField(max_length=150, blank=True)
    chair_position = models.CharField(max_length=150, blank=True)
    secretary = models.CharField(max_length=150, blank=True)
    discussion = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED)
    figures = models.JSONField(default=list, blank=True)
    frozen = models.JSONField(default=dict, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    touched = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OfficeScoped.as_manager()

    class Meta:
        ordering = ["office", "-date", "-pk"]

    def __str__(self) -> str:
        return self.title


class Participant(models.Model):
    """Somebody who is invited; ``came`` is None until the attendance is noted."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participants")
    sequence = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=150)
    position = models.CharField(max_length=150, blank=True)
    came = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["meeting", "sequence"]

    def __str__(self) -> str:
        return self.name


class Decision(models.Model):
    """Something the meeting decided."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    sequence = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["meeting", "sequence"]

    def __str__(self) -> str:
        return self.text


class FollowUp(models.Model):
    """What somebody does after a meeting, and until when; it is closed with what was done."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="follow_ups")
    sequence = models.PositiveSmallIntegerField()
    text = models.TextField()
    indicator = models.CharField(max_length=10, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    owner_name = models.CharField(max_length=150, blank=True)
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    result = models.TextField(blank=True)

    class Meta:
        ordering = ["meeting", "sequence"]

    def __str__(self) -> str:
        return self.text
