"""Narratives that people write, and the building of report files."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from akuntabel.offices.models import Office, Person
from akuntabel.planning.models import OfficeScoped


class Narrative(models.Model):
    """A text of an office's report: Markdown that cites figures by id. ``touched`` counts its changes."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="narratives")
    year = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=60)
    kind = models.CharField(max_length=30, default="text")
    text = models.TextField()
    source = models.CharField(max_length=200, blank=True)
    touched = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = OfficeScoped.as_manager()

    class Meta:
        ordering = ["office", "year", "section", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "section", "kind"], name="one_narrative_a_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}.{self.kind}"


class BuildStatus(models.TextChoices):
    """How far a build is."""

    WAITING = "waiting", _("menunggu giliran")
    RUNNING = "running", _("sedang dibuat")
    DONE = "done", _("selesai")
    FAILED = "failed", _("gagal")


class BuildQuerySet(models.QuerySet["Build"]):
    """Reads of builds, scoped in the query itself."""

    def visible_to(self, person: Person) -> BuildQuerySet:
        """Builds of the offices that ``person`` may see."""
        return self.filter(office__in=Office.objects.visible_to(person))

    def under_way(self) -> BuildQuerySet:
        """Builds that wait or run."""
        return self.filter(status__in=(BuildStatus.WAITING, BuildStatus.RUNNING))


class Build(models.Model):
    """One making of the report files of an office and year, with its progress."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="builds")
    year = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=BuildStatus.choices, default=BuildStatus.WAITING)
    step = models.CharField(max_length=100, blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    message = models.TextField(blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = BuildQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.office.short_name} {self.year} #{self.pk}"

    @property
    def folder(self) -> Path:
        """Where the files of this build lie."""
        return Path(settings.REPORTS_ROOT) / self.office.code / str(self.year) / str(self.pk)


class Edition(models.Model):
    """A sealed report, kept whole: what it was made of (``tree``, the document; ``figures``) and its files.

    It is never changed. A correction is the next ``number``, with a ``reason`` and the list of what
    changed. ``renderer`` names the versions of the programs that made the files.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="editions")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True)
    tree = models.TextField()
    figures = models.TextField()
    narratives = models.JSONField(default=dict)
    changes = models.JSONField(default=list)
    renderer = models.CharField(max_length=200)
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField()

    objects = OfficeScoped.as_manager()

    class Meta:
        ordering = ["office", "year", "number"]
        constraints = [models.UniqueConstraint(fields=["office", "year", "number"], name="one_edition")]

    def __str__(self) -> str:
        return f"{self.office.short_name} {self.year} #{self.number}"


class EditionFile(models.Model):
    """A file of a sealed report; its bytes stand under their hash with the attachments."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["edition", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="one_file_a_name")]

    def __str__(self) -> str:
        return self.name
