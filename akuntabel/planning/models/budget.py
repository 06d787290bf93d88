"""The budget: versions of the DIPA, their lines and months, what was spent, and the ledger of grants."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from akuntabel.core.indonesian import format_money
from akuntabel.offices.models import Office
from akuntabel.planning.models.agreements import Agreement
from akuntabel.planning.models.scoped import OfficeScoped
from akuntabel.planning.models.shapes import AMOUNT, SOURCE


class Fund(models.TextChoices):
    """Where money comes from."""

    STATE = "apbn", _("APBN")
    GRANT = "hibah", _("Hibah")
    UNSPLIT = "", _("Belum dirinci")


class CeilingChange(models.TextChoices):
    """What a revision does to the ceiling."""

    FIRST = "first", _("DIPA awal")
    SAME = "same", _("revisi, pagu tetap")
    CHANGED = "changed", _("revisi, pagu berubah")
    UNKNOWN = "", _("tidak disebut")


class BudgetVersion(models.Model):
    """A named version of the budget; every percentage of absorption names the version it is of.

    A version that is not ``settled`` is being typed: it counts nowhere yet. A settled one is not
    changed any more; a revision is a new version that ``replaces`` it. ``touched`` counts changes.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="budget_versions")
    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, null=True, blank=True, related_name="budgets"
    )
    year = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=20)
    name = models.CharField(max_length=200)
    sequence = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=100, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    authority = models.CharField(max_length=100, blank=True)
    change = models.CharField(max_length=10, choices=CeilingChange.choices, blank=True, default="")
    reason = models.TextField(blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    settled = models.BooleanField(default=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    touched = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField(blank=True)
    source = models.CharField(**SOURCE)

    objects = OfficeScoped.as_manager()

    class Meta:
        ordering = ["office", "year", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "code"], name="one_budget_a_code"),
        ]

    def __str__(self) -> str:
        return self.name


class BudgetLine(models.Model):
    """An amount of a budget version, in rupiah, as deep as its source gives it: programme → activity
    (kegiatan) → output (KRO) → detail (RO) → account (akun), by fund.

    What the source does not give stays empty. ``key`` names the same line in every version: the
    codes with dots between, the account last.
    """

    version = models.ForeignKey(BudgetVersion, on_delete=models.CASCADE, related_name="lines")
    sequence = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=80, blank=True)
    programme_code = models.CharField(max_length=12, blank=True)
    programme = models.CharField(max_length=200, blank=True)
    activity_code = models.CharField(max_length=12, blank=True)
    activity = models.CharField(max_length=200, blank=True)
    output_code = models.CharField(max_length=12, blank=True)
    output = models.CharField(max_length=200, blank=True)
    detail_code = models.CharField(max_length=12, blank=True)
    detail = models.CharField(max_length=200, blank=True)
    account_code = models.CharField(max_length=12, blank=True)
    account = models.CharField(max_length=200, blank=True)
    fund = models.CharField(max_length=10, choices=Fund.choices, blank=True)
    amount = models.DecimalField(**AMOUNT)
    note = models.TextField(blank=True)
    source = models.CharField(**SOURCE)

    class Meta:
        ordering = ["version", "sequence"]

    def __str__(self) -> str:
        return f"{self.programme or self.get_fund_display()}: {format_money(self.amount, cents=False)}"


class MonthPlan(models.Model):
    """What a line means to spend in a month (1 to 12), in rupiah: page III of the DIPA."""

    line = models.ForeignKey(BudgetLine, on_delete=models.CASCADE, related_name="months")
    month = models.PositiveSmallIntegerField()
    amount = models.DecimalField(**AMOUNT)

    class Meta:
        ordering = ["line", "month"]
        constraints = [
            models.UniqueConstraint(fields=["line", "month"], name="one_plan_a_month"),
            models.CheckConstraint(condition=models.Q(month__gte=1, month__lte=12), name="twelve_months"),
        ]

    def __str__(self) -> str:
        return f"{self.month}: {format_money(self.amount, cents=False)}"


class Realisation(models.Model):
    """Money spent against a budget version up to a day, as a source states it in one sum."""

    version = models.ForeignKey(BudgetVersion, on_delete=models.CASCADE, related_name="realisations")
    amount = models.DecimalField(**AMOUNT)
    as_of = models.DateField()
    fund = models.CharField(max_length=10, choices=Fund.choices, blank=True)
    programme = models.CharField(max_length=200, blank=True)
    source = models.CharField(**SOURCE)

    class Meta:
        ordering = ["version", "as_of"]

    def __str__(self) -> str:
        return format_money(self.amount, cents=False)


class Spending(models.Model):
    """One payment (SP2D), in rupiah; money that came back is negative. Never deleted, only withdrawn.

    ``key`` is that of the budget line it is booked on; ``batch`` the file it came from.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="spendings")
    year = models.PositiveSmallIntegerField()
    date = models.DateField()
    document = models.CharField(max_length=80, blank=True)
    key = models.CharField(max_length=80, blank=True)
    fund = models.CharField(max_length=10, choices=Fund.choices, blank=True)
    amount = models.DecimalField(**AMOUNT)
    note = models.TextField(blank=True)
    source = models.CharField(**SOURCE)
    batch = models.CharField(max_length=64, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.TextField(blank=True)

    objects = OfficeScoped.as_manager()

    class Meta:
        ordering = ["office", "date", "pk"]
        indexes = [models.Index(fields=["office", "year", "date"], name="spending_in_order")]

    def __str__(self) -> str:
        return f"{self.document or self.date}: {format_money(self.amount, cents=False)}"


class GrantKind(models.TextChoices):
    """What happened to a grant."""

    AGREED = "agreed", _("Disepakati (NPHD)")
    RECEIVED = "received", _("Diterima")
    BOOKED = "booked", _("Dicatat dalam DIPA")
    SPENT = "spent", _("Dibelanjakan")
    RETURNED = "returned", _("Dikembalikan")


class GrantEntry(models.Model):
    """A line of the grant ledger, in rupiah; ``number`` is that of the NPHD, register, SP2HL or receipt."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="grant_entries")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=GrantKind.choices)
    amount = models.DecimalField(**AMOUNT)
    date = models.DateField(null=True, blank=True)
    number = models.CharField(max_length=100, blank=True)
    source = models.CharField(**SOURCE)
    note = models.TextField(blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.TextField(blank=True)

    objects = OfficeScoped.as_manager()

    class Meta:
        ordering = ["office", "year", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {format_money(self.amount, cents=False)}"


class BudgetShare(models.Model):
    """How much of a budget line, in %, serves an objective; it holds for every version of the year.

    ``key`` is the line's without its account, so that a mapping is made once for each RO.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="budget_shares")
    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=80)
    objective = models.CharField(max_length=10)
    percent = models.DecimalField(max_digits=7, decimal_places=4)

    objects = OfficeScoped.as_manager()

    class Meta:
        ordering = ["office", "year", "key", "objective"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "key", "objective"], name="one_share"),
            models.CheckConstraint(
                condition=models.Q(percent__gt=0, percent__lte=100), name="share_of_a_line"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} → {self.objective}: {self.percent}"


class ColumnMapping(models.Model):
    """Which column of an office's own table is which field, remembered by the table's headers."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="column_mappings")
    kind = models.CharField(max_length=20)
    headers = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["office", "kind", "-used_at"]
        constraints = [
            models.UniqueConstraint(fields=["office", "kind", "headers"], name="one_mapping_a_table"),
        ]

    def __str__(self) -> str:
        return f"{self.office.short_name} {self.kind}"


class BudgetImport(models.Model):
    """A table of budget lines or payments that was handed in: its cells, its mapping, not yet applied."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="budget_imports")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    version = models.ForeignKey(BudgetVersion, on_delete=models.CASCADE, null=True, blank=True)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    cells = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    objects = OfficeScoped.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name
