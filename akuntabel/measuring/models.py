"""Actuals on their way from a draft to an approved figure, their proof, and who answers for an indicator."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from akuntabel.core.measure import Basis
from akuntabel.core.value import NEEDS_REASON, State, Value
from akuntabel.offices.models import Office
from akuntabel.planning.models import NUMBER, Indicator, OfficeScoped

NO_REASON = _("Alasannya belum ditulis.")
STATES = [(state.value, state.value) for state in State]
BASES = [(basis.value, basis.value) for basis in Basis]


class Standing(models.TextChoices):
    """How far an actual is."""

    DRAFT = "draft", _("draf")
    SUBMITTED = "submitted", _("diajukan")
    VERIFIED = "verified", _("sudah diperiksa")
    APPROVED = "approved", _("disetujui")


class Actual(models.Model):
    """What an indicator reached in a period, as somebody states it and others verify and approve it.

    ``code`` is the indicator's: the plan may be revised during the year, and the figure stays the
    indicator's. When it is submitted, the value (``state``, ``number`` with ``numerator``,
    ``denominator``, ``considered``, ``basis``) is frozen together with ``evidence``: the rows that
    were counted, whole, so that the value can be worked out again from what was there at that
    moment. ``by_hand`` says that people gave the value: a manual measure, or a state that overrules
    the count. ``returned`` is why it was sent back to draft. ``stated_by`` saved
    the draft or attached a file last, None where nobody did before it was handed in; ``touched`` counts
    every deed, on through the versions. An approved actual is never changed:
    it is reopened with a reason by a second person, and a new ``version`` replaces it.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="actuals")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="actuals")
    code = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    period = models.CharField(max_length=10)
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.DRAFT)
    state = models.CharField(max_length=20, choices=STATES)
    number = models.DecimalField(**NUMBER, null=True, blank=True)
    numerator = models.DecimalField(**NUMBER, null=True, blank=True)
    denominator = models.DecimalField(**NUMBER, null=True, blank=True)
    considered = models.PositiveIntegerField(default=0)
    basis = models.CharField(max_length=10, choices=BASES, default=Basis.NONE.value)
    by_hand = models.BooleanField(default=False)
    evidence = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)
    touched = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    returned = models.TextField(blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopen_reason = models.TextField(blank=True)
    reopen_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopen_asked_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True, blank=True)

    objects = OfficeScoped.as_manager()

    class Meta:
        ordering = ["office", "period", "code", "version"]
        indexes = [models.Index(fields=["office", "year", "period"], name="actuals_of_a_period")]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "period", "code", "version"], name="one_actual_a_version"
            ),
            models.CheckConstraint(
                condition=models.Q(state="reported", number__isnull=False)
                | (~models.Q(state="reported") & models.Q(number__isnull=True)),
                name="number_exactly_when_reported",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.period}"

    def value(self) -> Value:
        """The value as the arithmetic knows it; a state without number says why, as counted or as noted."""
        if self.number is not None:
            return Value(State.REPORTED, self.number)
        state = State(self.state)
        frozen = next((row["reason"] for row in self.evidence if row["kind"] == "value"), "")
        reason = frozen or self.note or (str(NO_REASON) if state in NEEDS_REASON else "")
        return Value(state, reason=reason)

    @property
    def in_force(self) -> bool:
        """Whether reports count it: approved, and not opened again."""
        return self.standing == Standing.APPROVED and self.reopened_at is None

    @property
    def stated_by_ids(self) -> frozenset[int]:
        """Who stated it, by primary key: who saved it last and who handed it in. None of them checks it."""
        return frozenset(pk for pk in (self.stated_by_id, self.submitted_by_id) if pk is not None)


class ActualFile(models.Model):
    """A file that proves an actual which no register can prove; its bytes stand under their hash."""

    actual = models.ForeignKey(Actual, on_delete=models.PROTECT, related_name="files")
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

    class Meta:
        ordering = ["actual", "pk"]

    def __str__(self) -> str:
        return self.name


class IndicatorOwner(models.Model):
    """Who answers for an indicator in a year: the first (1) and their deputy (2)."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="indicator_owners")
    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=10)
    place = models.PositiveSmallIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="indicators")

    objects = OfficeScoped.as_manager()

    class Meta:
        ordering = ["office", "year", "code", "place"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "code", "place"], name="one_owner_a_place"),
            models.UniqueConstraint(fields=["office", "year", "code", "person"], name="an_owner_once"),
            models.CheckConstraint(condition=models.Q(place__in=(1, 2)), name="two_owners"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.year}: {self.person}"
