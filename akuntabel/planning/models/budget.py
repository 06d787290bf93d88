"""The budget: versions, lines, what was spent, and the ledger of grants."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from akuntabel.offices.models import Office
from akuntabel.planning.models.agreements import Agreement
from akuntabel.planning.models.shapes import AMOUNT, SOURCE


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
