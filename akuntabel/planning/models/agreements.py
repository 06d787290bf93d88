"""Agreements: what is promised for the year, its quarters and what will be done for it."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models

from akuntabel.offices.models import Office
from akuntabel.planning.models.plans import Indicator, Plan
from akuntabel.planning.models.scoped import OfficeScoped
from akuntabel.planning.models.shapes import NUMBER, SOURCE


class Agreement(models.Model):
    """A performance agreement (perjanjian kinerja): the head promises, the superior supervises.

    ``statement`` holds its paragraphs; a civil servant's number that may not be shown stands as
    words in ``first_nip``. ``signed_on`` is set when the second party has signed; until then it is
    a draft. Measurement binds to the latest signed version of a year. ``seal`` is the SHA-256 of
    all that was signed; a revision is a new version that ``replaces`` this one, with a ``reason``.
    ``office_name`` is what the office was called when the first party signed, as the paper prints it;
    ``sealed_as`` the edition of what the seal covers (planning/seal.py). ``returned`` is why the second
    party sent a draft back; ``touched`` counts the changes of a draft.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="agreements")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="agreements")
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    signed_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=100, blank=True)
    opening = models.TextField(blank=True)
    statement = models.TextField(blank=True)
    first_name = models.CharField(max_length=150)
    first_position = models.TextField()
    first_nip = models.CharField(max_length=40, blank=True)
    second_name = models.CharField(max_length=150)
    second_position = models.TextField()
    source = models.CharField(**SOURCE)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    reason = models.TextField(blank=True)
    first_signed_at = models.DateTimeField(null=True, blank=True)
    first_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    second_signed_at = models.DateTimeField(null=True, blank=True)
    second_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    office_name = models.CharField(max_length=200, blank=True)
    seal = models.CharField(max_length=64, blank=True)
    sealed_as = models.PositiveSmallIntegerField(default=2)
    returned = models.TextField(blank=True)
    touched = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfficeScoped.as_manager()

    class Meta:
        ordering = ["office", "year", "version"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "version"], name="one_agreement_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.office.short_name} {self.year} ({self.version})"

    @property
    def is_draft(self) -> bool:
        """Whether the second party has not signed yet."""
        return self.signed_on is None

    @property
    def printed_office(self) -> str:
        """The name of the office on paper: as it was signed, else as it is now."""
        return self.office_name or self.office.name

    @property
    def is_open(self) -> bool:
        """Whether it may still be changed: nobody has signed."""
        return self.signed_on is None and self.first_signed_at is None


class Target(models.Model):
    """What an agreement promises for an indicator; ``upper`` closes a range."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="targets")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    number = models.DecimalField(**NUMBER, validators=[MinValueValidator(0)])
    upper = models.DecimalField(**NUMBER, null=True, blank=True)
    source = models.CharField(**SOURCE)

    class Meta:
        ordering = ["agreement", "indicator__sequence"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "indicator"], name="one_target_an_indicator"),
            models.CheckConstraint(condition=models.Q(number__gte=0), name="target_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code}: {self.number}"


class QuarterTarget(models.Model):
    """What the action plan promises of a target in one quarter (1 to 4).

    How the parts make up the year follows the indicator's aggregation: increments that sum up, or
    the position reached at the end of each quarter.
    """

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="quarters")
    quarter = models.PositiveSmallIntegerField()
    number = models.DecimalField(**NUMBER, validators=[MinValueValidator(0)])

    class Meta:
        ordering = ["target", "quarter"]
        constraints = [
            models.UniqueConstraint(fields=["target", "quarter"], name="one_part_a_quarter"),
            models.CheckConstraint(
                condition=models.Q(quarter__gte=1, quarter__lte=4), name="four_quarters_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target} T{self.quarter}: {self.number}"


class Action(models.Model):
    """Something the office will do in a quarter to reach a target (rencana aksi), and who does it."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="actions")
    quarter = models.PositiveSmallIntegerField()
    sequence = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    owner = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["target", "quarter", "sequence"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quarter__gte=1, quarter__lte=4), name="action_in_a_quarter"
            ),
        ]

    def __str__(self) -> str:
        return self.text
