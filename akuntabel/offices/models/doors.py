"""How people get in: invitations, the second factor with its recovery codes, and counted attempts.

Of every secret that is handed out only a hash is kept; the one exception is the secret of the second
factor, which both sides must know.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from akuntabel.offices.models.people import Office, Person, Role


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Reads of invitations, scoped in the query itself."""

    def visible_to(self, person: Person) -> InvitationQuerySet:
        """Invitations to offices that ``person`` may see."""
        return self.filter(office__in=Office.objects.visible_to(person))

    def waiting(self) -> InvitationQuerySet:
        """Neither accepted nor revoked; those that ran out included, since they can be sent anew."""
        return self.filter(accepted_at=None, revoked_at=None)


class Invitation(models.Model):
    """A role that waits for a person who has no account yet. ``token_hash`` is the SHA-256 of the link."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=15, choices=Role.choices)
    name = models.CharField(max_length=150)
    username = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations_given"
    )
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="invitation"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("undangan")
        verbose_name_plural = _("undangan")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_role_display()}"

    @property
    def is_over(self) -> bool:
        """Whether its link ran out."""
        return self.expires_at <= timezone.now()


class SecondFactor(models.Model):
    """The authenticator of a person (TOTP, RFC 6238); it counts once ``confirmed_at`` is set.

    ``last_step`` is the 30-second step of the last code that was taken, so that none is taken twice.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="second_factor"
    )
    secret = models.CharField(max_length=64)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    last_step = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.person)


class RecoveryCode(models.Model):
    """A code for a day without the phone; good once. ``code_hash`` is a SHA-256 of 80 random bits."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes"
    )
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "code_hash"], name="one_recovery_code")]

    def __str__(self) -> str:
        return f"{self.person}: {self.used_at or '-'}"


class Attempts(models.Model):
    """How often something failed under ``key`` (a hash of a user name, or of an address) since ``at``."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=dt.datetime(2000, 1, 1, tzinfo=dt.UTC))
    until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.count}"
