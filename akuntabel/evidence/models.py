"""Records and what belongs to them: attachments, locked periods, an office's own registers, imports.

The shape of a record is data: the register's definition, in the pack or made by the office.
"""

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
        """Records of ``office`` in ``year`` that hold: not replaced by a correction, not withdrawn."""
        return self.filter(office=office, year=year, replaced_by__isnull=True, withdrawn_at__isnull=True)


class Record(models.Model):
    """A row of a register.

    ``key`` is its stable name within office and register; ``quantity`` is 1 unless the row is an
    aggregate; ``stated_percent`` is a share whose parts the source does not give; ``asserted``
    names the fields that the source asserts without proof; ``source`` says where it can be read.
    In an open period a row is changed in place and ``version`` counts the changes, so that two who
    edit at once find out. What counted in a locked period is corrected by a new row that
    ``replaces`` the old one, with a ``reason``. A row is never deleted, only withdrawn.
    ``event`` is what makes it the same event as another, folded (see ``evidence.duplicates``).
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
    event = models.CharField(max_length=64, blank=True, default="")
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
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.TextField(blank=True)

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
        indexes = [
            models.Index(fields=["office", "year", "register", "date", "id"], name="records_in_order"),
            models.Index(fields=["office", "year", "register", "event"], name="records_by_event"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_aggregate(self) -> bool:
        """Whether the row stands for a number that is known only as a whole."""
        return self.quantity != 1 or self.stated_percent is not None


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Reads of attachments, scoped in the query itself."""

    def visible_to(self, person: Person) -> AttachmentQuerySet:
        """Attachments of records of the offices that ``person`` may see."""
        return self.filter(record__office__in=Office.objects.visible_to(person))


class Attachment(models.Model):
    """A file that proves a record; its bytes stand under their own hash in the data folder."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_reason = models.TextField(blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["record", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "sha256"],
                condition=models.Q(removed_at__isnull=True),
                name="one_file_once_a_record",
            )
        ]

    def __str__(self) -> str:
        return self.name


class PeriodLock(models.Model):
    """A period whose records have counted: from then on they are corrected by new rows only.

    ``period`` is a code of :class:`akuntabel.core.periods.Period`. Opening it again takes a reason.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="period_locks")
    period = models.CharField(max_length=10)
    locked_at = models.DateTimeField(auto_now_add=True)
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["office", "period", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "period"],
                condition=models.Q(opened_at__isnull=True),
                name="one_lock_a_period",
            )
        ]

    def __str__(self) -> str:
        return f"{self.office.short_name} {self.period}"


class PeriodOpening(models.Model):
    """A gap in the lock of a period for one register, while an actual that counts it is open again."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="period_openings")
    period = models.CharField(max_length=10)
    register = models.SlugField(max_length=40)
    reason = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["office", "period", "register", "pk"]

    def __str__(self) -> str:
        return f"{self.office.short_name} {self.period} {self.register}"


class OwnRegister(models.Model):
    """A register that an office made itself; it holds for the offices below as well.

    ``definition`` has the keys of a pack's register file and is read by the same reader.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="own_registers")
    code = models.SlugField(max_length=40)
    definition = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    retired = models.BooleanField(default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["office", "code"]
        constraints = [models.UniqueConstraint(fields=["office", "code"], name="one_own_register_a_code")]

    def __str__(self) -> str:
        return str(self.definition.get("name", self.code))


class ImportDraft(models.Model):
    """A table that somebody handed in, read and judged but not yet applied.

    ``rows`` holds what each row would become and what is wrong with it, so that the preview and
    the applying see the same thing.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="import_drafts")
    year = models.PositiveSmallIntegerField()
    register = models.SlugField(max_length=40)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=list)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name
