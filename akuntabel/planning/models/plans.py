"""Plans: missions, goals, objectives and indicators."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from akuntabel.offices.models import Office
from akuntabel.planning.models.scoped import OfficeScoped
from akuntabel.planning.models.shapes import NUMBER, SOURCE


class PlanKind(models.TextChoices):
    """The plans that an office keeps."""

    STRATEGIC = "renstra", _("Rencana Strategis")
    ANNUAL = "rkt", _("Rencana Kinerja Tahunan")
    KEY = "iku", _("Indikator Kinerja Utama")


class Plan(models.Model):
    """A plan of an office for some years.

    A plan that a signed agreement rests on is not changed any more; a revision is a new ``version``
    that ``replaces`` the old one, with a ``reason``. ``touched`` counts its changes, those of its
    parts included, so that the second of two people at the same form is told.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="plans")
    kind = models.CharField(max_length=10, choices=PlanKind.choices)
    title = models.CharField(max_length=250)
    number = models.CharField(max_length=150, blank=True)
    year_from = models.PositiveSmallIntegerField()
    year_to = models.PositiveSmallIntegerField()
    vision = models.TextField(blank=True)
    source = models.CharField(**SOURCE)
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    reason = models.TextField(blank=True)
    touched = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfficeScoped.as_manager()

    class Meta:
        ordering = ["office", "year_from", "kind", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "year_from", "version"], name="one_plan_of_a_kind"
            ),
            models.CheckConstraint(condition=models.Q(year_to__gte=models.F("year_from")), name="plan_years"),
        ]

    def __str__(self) -> str:
        return self.title


class Mission(models.Model):
    """A mission of a strategic plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="missions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    source = models.CharField(**SOURCE)

    class Meta:
        ordering = ["plan", "number"]

    def __str__(self) -> str:
        return self.text


class Goal(models.Model):
    """A goal (tujuan) of a strategic plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    source = models.CharField(**SOURCE)

    class Meta:
        ordering = ["plan", "number"]

    def __str__(self) -> str:
        return self.text


class Objective(models.Model):
    """An objective (sasaran). ``supports`` links it to the strategic objective it serves, if any."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="objectives")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, null=True, blank=True, related_name="objectives")
    supports = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True)
    code = models.CharField(max_length=10)
    sequence = models.PositiveSmallIntegerField()
    name = models.TextField()
    source = models.CharField(**SOURCE)

    class Meta:
        ordering = ["plan", "sequence"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="one_objective_a_code")]

    def __str__(self) -> str:
        return f"{self.code}. {self.name}"


class Indicator(models.Model):
    """An indicator. ``measure`` names the records it counts; ``planned`` is the plan's own target.

    ``planned_upper`` closes a range.
    """

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="indicators")
    code = models.CharField(max_length=10)
    sequence = models.PositiveSmallIntegerField()
    name = models.TextField()
    unit = models.CharField(max_length=30)
    polarity = models.CharField(max_length=10)
    decimals = models.PositiveSmallIntegerField(default=2)
    aggregation = models.CharField(max_length=10)
    definition = models.TextField(blank=True)
    measure = models.JSONField(default=dict)
    weight = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    planned = models.DecimalField(**NUMBER, null=True, blank=True, validators=[MinValueValidator(0)])
    planned_upper = models.DecimalField(**NUMBER, null=True, blank=True)
    national = models.DecimalField(
        **NUMBER,
        null=True,
        blank=True,
        help_text=_("Target nasional, bila ada; target kantor tidak di bawahnya."),
    )
    source = models.CharField(**SOURCE)

    class Meta:
        ordering = ["objective__plan", "sequence"]
        constraints = [models.UniqueConstraint(fields=["objective", "code"], name="one_indicator_a_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
