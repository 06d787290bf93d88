"""What was sent to whom: a reminder goes out once a day at most."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Reminder(models.Model):
    """A letter that told ``person`` on ``day`` what they owe; ``duties`` are the keys it named."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders")
    day = models.DateField()
    duties = models.JSONField(default=list)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_reminder_a_day")]

    def __str__(self) -> str:
        return f"{self.person} {self.day}"
