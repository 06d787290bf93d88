"""Records: the rows of the registers. Their shape is data, in the pack."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from akuntabel.offices.models import Office, Person


class RecordQuerySet(models.QuerySet["Record"]):
    """Reads of records, scoped in the query itself."""

    def visible_to(self, person: Person) -> RecordQuerySet:
        """Records of the offices that ``person`` may see."""
        return self.filter(office__in=Office.objects.visible_to(person))

    def of_year(self, office: Office, year: int) -> RecordQuerySet:
        """Records of ``office`` in ``year``, without those that a correction has replaced."""
        return self.filter(office=office, year=year, replaced_by__isnull=True)


class Record(models.Model):
    """A row of a register.

    ``key`` is its stable name within office and register; ``quantity`` is 1 unless the row is an
    aggregate; ``stated_percent`` is a share whose parts the source does not give; ``asserted``
    names the fields that the source asserts without proof; ``source`` says where it can be read.
    A correction is a new row that ``replaces`` the old one, with a reason.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="records")
    register = models.SlugField(max_length=40)
    key = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    date = models.DateField(null=True, blank=True)
    title = models.CharField(max_length=400)
    data = models.JSONField(default=dict)
    quantity = models.DecimalField(max_digits=16, decimal_places=4, default=1)
    stated_percent = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    asserted = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    reason = models.TextField(blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["office", "register", "date", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "register", "key"], name="one_record_a_key"),
            models.CheckConstraint(condition=models.Q(quantity__gte=0), name="quantity_not_negative"),
            models.CheckConstraint(
                condition=models.Q(replaces__isnull=True) | ~models.Q(reason=""), name="correction_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["office", "year", "register"])]

    def __str__(self) -> str:
        return self.title

    @property
    def is_aggregate(self) -> bool:
        """Whether the row stands for a number that is known only as a whole."""
        return self.quantity != 1 or self.stated_percent is not None
