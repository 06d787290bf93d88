"""Offices form a tree; a person holds a role at an office and, through it, at those below."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet


class PersonManager(UserManager["Person"]):
    """Finds people by user name, whatever its capitals: a phone likes to begin with one."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person called ``username``; a name that differs in capitals only when there is no other."""
        try:
            return super().get_by_natural_key(username)
        except self.model.DoesNotExist:
            return self.get(username=(username or "").lower())


class Person(AbstractUser):
    """Somebody who signs in.

    ``session_epoch`` is part of every session: counting it up ends all of them at once.
    """

    session_epoch = models.PositiveIntegerField(default=0)

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        verbose_name = _("orang")
        verbose_name_plural = _("orang")

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        content = f"{self.password}:{self.session_epoch}"
        return salted_hmac(
            "akuntabel.offices.models.Person.session", content, secret=secret, algorithm="sha256"
        ).hexdigest()


class OfficeQuerySet(MP_NodeQuerySet):
    """Reads of offices, scoped in the query itself."""

    def visible_to(self, person: Person) -> OfficeQuerySet:
        """The offices where ``person`` holds a role, and all below them."""
        paths = Membership.objects.filter(person=person).values_list("office__path", flat=True)
        if not person.is_active or not paths:
            return self.none()
        within = Q()
        for path in paths:
            within |= Q(path__startswith=path)
        return self.filter(within)


class OfficeManager(MP_NodeManager.from_queryset(OfficeQuerySet)):  # type: ignore[misc]
    """The manager of :class:`Office`, in tree order."""

    def get_queryset(self) -> OfficeQuerySet:
        """All offices, parents before their children."""
        return OfficeQuerySet(self.model).order_by("path")


class Level(models.TextChoices):
    """Where an office stands."""

    NATIONAL = "national", _("Nasional")
    PROVINCE = "province", _("Provinsi")
    REGENCY = "regency", _("Kabupaten/Kota")


class Office(MP_Node):
    """An office (satker) that owes a report.

    ``name`` is the reporting entity ("Sekretariat KPU Kabupaten Paser"), ``body`` the institution
    it serves ("KPU Kabupaten Paser"), ``place`` where its papers are signed.
    """

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100)
    body = models.CharField(max_length=200)
    level = models.CharField(max_length=10, choices=Level.choices)
    place = models.CharField(max_length=100, blank=True)
    timezone = models.CharField(max_length=50, default="Asia/Jakarta")
    pack = models.SlugField(max_length=40, default="kpu")

    objects = OfficeManager()

    class Meta:
        verbose_name = _("kantor")
        verbose_name_plural = _("kantor")

    def __str__(self) -> str:
        return self.name

    @property
    def line(self) -> list[str]:
        """The tree paths of the offices from the top one down to this one, this one included."""
        return [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]


class Role(models.TextChoices):
    """What somebody does at an office."""

    OPERATOR = "operator", _("Operator")
    VERIFIER = "verifier", _("Pemeriksa")
    HEAD = "head", _("Sekretaris")
    SUPERIOR = "superior", _("Ketua")
    MEMBER = "member", _("Anggota divisi")
    SUPERVISOR = "supervisor", _("Pembina provinsi")
    REVIEWER = "reviewer", _("Inspektorat")
    READER = "reader", _("Pembaca")
    ADMINISTRATOR = "administrator", _("Administrator")


class Membership(models.Model):
    """A role of a person at an office and the offices below it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=15, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "office", "role"], name="one_role_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}, {self.office}"


class Official(models.Model):
    """Who signs for an office; ``prefix`` is "Plt.", "Plh.", "a.n." or empty. NIP is kept out of demo data."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="officials")
    role = models.CharField(max_length=15, choices=Role.choices)
    name = models.CharField(max_length=150)
    position = models.TextField(help_text=_("Satu baris tiap baris jabatan."))
    prefix = models.CharField(max_length=10, blank=True)
    nip = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "role"], name="one_official_a_role")]

    def __str__(self) -> str:
        return self.name


class StaffGroup(models.Model):
    """How many people of one kind an office has; the total of the staff is always worked out."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="staff_groups")
    year = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=150)
    quantity = models.PositiveIntegerField()
    is_member = models.BooleanField(default=False, help_text=_("Anggota komisi, bukan pegawai sekretariat."))
    source = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["office", "year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "code"], name="one_staff_group_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.quantity}"
