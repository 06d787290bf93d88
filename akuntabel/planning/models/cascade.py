"""The cascade (pohon kinerja): which condition causes which, and who answers for it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from akuntabel.offices.models import Office
from akuntabel.planning.models.plans import Indicator, Objective


class NodeKind(models.TextChoices):
    """Where a condition stands in the cascade (PermenPANRB 89/2021)."""

    OUTCOME = "outcome", _("Hasil akhir")
    INTERMEDIATE = "intermediate", _("Hasil antara")
    OUTPUT = "output", _("Keluaran")


class CascadeNode(models.Model):
    """A condition of the cascade (pohon kinerja) of an office's year.

    Its parents are what it causes, not an organisation chart: there may be several, and no circle.
    ``owner`` is the position or sub-section, ``person`` who answers for it.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="cascade_nodes")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=15, choices=NodeKind.choices)
    sequence = models.PositiveSmallIntegerField(default=1)
    condition = models.TextField()
    success_factor = models.TextField(blank=True)
    owner = models.CharField(max_length=150, blank=True)
    person = models.CharField(max_length=150, blank=True)
    objective = models.ForeignKey(Objective, on_delete=models.SET_NULL, null=True, blank=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.SET_NULL, null=True, blank=True)
    parents = models.ManyToManyField("self", symmetrical=False, related_name="children", blank=True)

    class Meta:
        ordering = ["office", "year", "sequence", "pk"]

    def __str__(self) -> str:
        return self.condition
