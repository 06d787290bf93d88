"""The years that an office keeps books for."""

from __future__ import annotations

from django.db import models

from akuntabel.offices.models import Office


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
