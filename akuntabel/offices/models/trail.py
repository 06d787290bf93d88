"""The audit trail: who changed what, when, from what to what. Rows are only ever added.

Each office has a chain of its own, so that 553 offices do not wait for each other; what belongs
to no office stands in the chain of the installation. Every row holds the hash of the row before
it; the head holds the last one, and the opening of an office's chain is itself a row of the
installation's. ``offices/trail.py`` writes and verifies.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from akuntabel.offices.models.people import Office, Person


class LogHead(models.Model):
    """The last row of a chain; locked while a row is added, so that rows stand in one order."""

    chain = models.CharField(max_length=40, primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.chain or '-'}: {self.sequence}"


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    """Reads of the trail, scoped in the query itself."""

    def visible_to(self, person: Person) -> LogEntryQuerySet:
        """Rows about the offices that ``person`` may see."""
        return self.filter(office__in=Office.objects.visible_to(person))

    def about(self, target: models.Model) -> LogEntryQuerySet:
        """Rows about ``target``, oldest first."""
        return self.filter(target_type=target._meta.label_lower, target_id=str(target.pk)).order_by("pk")


class LogEntry(models.Model):
    """One deed. ``deed`` is its code ("record.add"); ``changes`` maps a field to [before, after].

    ``actor_name`` and ``target_name`` are what they were called then. ``actor`` None is the
    program itself (loading the demo, a command on the server).
    """

    chain = models.CharField(max_length=40)
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    actor_name = models.CharField(max_length=200, blank=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    deed = models.CharField(max_length=40)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=40)
    target_name = models.CharField(max_length=400, blank=True)
    changes = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("riwayat")
        verbose_name_plural = _("riwayat")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["chain", "sequence"], name="one_row_a_place")]
        indexes = [
            models.Index(fields=["target_type", "target_id"]),
            models.Index(fields=["office", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.chain}:{self.sequence} {self.deed}"
