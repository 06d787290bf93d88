"""Plans and agreements: objectives, indicators, targets, and the money that goes with them."""

from __future__ import annotations

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from akuntabel.offices.models import Office

AMOUNT: dict[str, Any] = {"max_digits": 20, "decimal_places": 2}
NUMBER: dict[str, Any] = {"max_digits": 24, "decimal_places": 8}
SOURCE: dict[str, Any] = {"max_length": 200, "blank": True}


class PlanKind(models.TextChoices):
    """The plans that an office keeps."""

    STRATEGIC = "renstra", _("Rencana Strategis")
    ANNUAL = "rkt", _("Rencana Kinerja Tahunan")
    KEY = "iku", _("Indikator Kinerja Utama")


class Plan(models.Model):
    """A plan of an office for some years."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="plans")
    kind = models.CharField(max_length=10, choices=PlanKind.choices)
    title = models.CharField(max_length=250)
    number = models.CharField(max_length=150, blank=True)
    year_from = models.PositiveSmallIntegerField()
    year_to = models.PositiveSmallIntegerField()
    vision = models.TextField(blank=True)
    source = models.CharField(**SOURCE)

    class Meta:
        ordering = ["office", "year_from", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["office", "kind", "year_from"], name="one_plan_of_a_kind"),
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
    """An indicator. ``measure`` names the records it counts; ``planned`` is the plan's own target."""

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
    source = models.CharField(**SOURCE)

    class Meta:
        ordering = ["objective__plan", "sequence"]
        constraints = [models.UniqueConstraint(fields=["objective", "code"], name="one_indicator_a_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Agreement(models.Model):
    """A performance agreement (perjanjian kinerja): the head promises, the superior supervises.

    ``statement`` holds its paragraphs; a civil servant's number that may not be shown stands as
    words in ``first_nip``. ``signed_on`` empty is a draft; measurement binds to the latest signed
    version of a year.
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

    class Meta:
        ordering = ["office", "year", "version"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "version"], name="one_agreement_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.office.short_name} {self.year} ({self.version})"


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


class ReportingYear(models.Model):
    """A year of an office: the policy it is measured under."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    policy = models.SlugField(max_length=60)
    reported_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["office", "year"]
        constraints = [models.UniqueConstraint(fields=["office", "year"], name="one_year_an_office")]

    def __str__(self) -> str:
        return f"{self.office.short_name} {self.year}"


class Fund(models.TextChoices):
    """Where money comes from."""

    STATE = "apbn", _("APBN")
    GRANT = "hibah", _("Hibah")
    UNSPLIT = "", _("Belum dirinci")


class BudgetVersion(models.Model):
    """A named version of the budget; every percentage of absorption names the version it is of."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="budget_versions")
    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, null=True, blank=True, related_name="budgets"
    )
    year = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=20)
    name = models.CharField(max_length=200)
    sequence = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)
    source = models.CharField(**SOURCE)

    class Meta:
        ordering = ["office", "year", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "code"], name="one_budget_a_code"),
        ]

    def __str__(self) -> str:
        return self.name


class BudgetLine(models.Model):
    """An amount of a budget version, by programme, by fund, or both."""

    version = models.ForeignKey(BudgetVersion, on_delete=models.CASCADE, related_name="lines")
    sequence = models.PositiveSmallIntegerField()
    programme = models.CharField(max_length=200, blank=True)
    fund = models.CharField(max_length=10, choices=Fund.choices, blank=True)
    amount = models.DecimalField(**AMOUNT)
    note = models.TextField(blank=True)
    source = models.CharField(**SOURCE)

    class Meta:
        ordering = ["version", "sequence"]

    def __str__(self) -> str:
        return f"{self.programme or self.get_fund_display()}: {self.amount}"


class Realisation(models.Model):
    """Money spent against a budget version, as of a day."""

    version = models.ForeignKey(BudgetVersion, on_delete=models.CASCADE, related_name="realisations")
    amount = models.DecimalField(**AMOUNT)
    as_of = models.DateField()
    fund = models.CharField(max_length=10, choices=Fund.choices, blank=True)
    programme = models.CharField(max_length=200, blank=True)
    source = models.CharField(**SOURCE)

    class Meta:
        ordering = ["version", "as_of"]

    def __str__(self) -> str:
        return str(self.amount)


class GrantKind(models.TextChoices):
    """What happened to a grant."""

    AGREED = "agreed", _("Disepakati (NPHD)")
    RECEIVED = "received", _("Diterima")
    BOOKED = "booked", _("Dicatat dalam DIPA")
    SPENT = "spent", _("Dibelanjakan")
    RETURNED = "returned", _("Dikembalikan")


class GrantEntry(models.Model):
    """A line of the grant ledger."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="grant_entries")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=GrantKind.choices)
    amount = models.DecimalField(**AMOUNT)
    source = models.CharField(**SOURCE)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["office", "year", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount}"
