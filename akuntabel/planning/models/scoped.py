"""Reads of what belongs to an office, scoped in the query itself."""

from __future__ import annotations

from typing import Any

from django.db import models

from akuntabel.offices.models import Office, Person


class OfficeScoped(models.QuerySet[Any]):
    """Rows that belong to an office."""

    def visible_to(self, person: Person) -> OfficeScoped:
        """The rows of the offices that ``person`` may see."""
        return self.filter(office__in=Office.objects.visible_to(person))
