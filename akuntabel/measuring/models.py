"""What people say about an actual by hand: a manual number, or a state that overrules the count."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from akuntabel.core.value import State, Value
from akuntabel.planning.models import NUMBER, Indicator

STATES = [(state.value, state.value) for state in State]


class Actual(models.Model):
    """A statement about an indicator's actual in a period; rows are appended and the last one holds."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="actuals")
    period = models.CharField(max_length=10)
    state = models.CharField(max_length=20, choices=STATES)
    number = models.DecimalField(**NUMBER, null=True, blank=True)
    note = models.TextField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["indicator", "period", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="reported", number__isnull=False)
                | (~models.Q(state="reported") & models.Q(number__isnull=True)),
                name="number_exactly_when_reported",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.period}: {self.state}"

    def value(self) -> Value:
        """The statement as a core value."""
        return Value(State(self.state), self.number, self.note)
