"""A file handed in for checking: how far it is, what was found, and when it is forgotten."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CheckStatus(models.TextChoices):
    """How far a check is."""

    WAITING = "waiting", _("menunggu giliran")
    RUNNING = "running", _("sedang diperiksa")
    DONE = "done", _("selesai")
    FAILED = "failed", _("tidak dapat diperiksa")


class Check(models.Model):
    """One file being checked. The row outlives its files, without the file's name or content.

    ``key`` is unguessable and stands in the address; ``visitor`` is a keyed hash of the address it
    came from, kept only to hold the number of checks down.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=150, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    language = models.CharField(max_length=5, default="id")
    status = models.CharField(max_length=10, choices=CheckStatus.choices, default=CheckStatus.WAITING)
    message = models.TextField(blank=True)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    notes = models.PositiveIntegerField(default=0)
    copy = models.CharField(max_length=200, blank=True)
    visitor = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    forget_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["visitor", "created_at"]), models.Index(fields=["forget_at"])]

    def __str__(self) -> str:
        return f"{self.key}"

    @property
    def folder(self) -> Path:
        """Where the files of this check lie until it is forgotten."""
        return Path(settings.CHECKS_ROOT) / str(self.key)

    @property
    def busy(self) -> bool:
        """Whether it waits or runs."""
        return self.status in (CheckStatus.WAITING, CheckStatus.RUNNING)
