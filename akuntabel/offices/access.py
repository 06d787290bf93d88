"""Who may do what: roles and abilities as one table, asked by every deed."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from akuntabel.core.errors import SaidError, gettext_noop
from akuntabel.offices.models import Membership, Office, Person, Role


class Refused(SaidError):
    """Somebody may not do this here.

    Nothing that is typed differently mends it, so what handles mendable errors lets it pass: the
    web's middleware makes it the page of who may, the command line says it.
    """


class Ability(StrEnum):
    """What somebody may do at an office."""

    READ = "read"
    KEEP_RECORDS = "keep_records"
    DEFINE_REGISTERS = "define_registers"
    LOCK_PERIODS = "lock_periods"
    PLAN = "plan"
    KEEP_BUDGET = "keep_budget"
    STATE_ACTUALS = "state_actuals"
    VERIFY_ACTUALS = "verify_actuals"
    APPROVE_ACTUALS = "approve_actuals"
    NAME_OWNERS = "name_owners"
    WRITE_REPORT = "write_report"
    SEAL_REPORT = "seal_report"
    HOLD_MEETINGS = "hold_meetings"
    SIGN_FIRST = "sign_first"
    SIGN_SECOND = "sign_second"
    READ_LOG = "read_log"
    MANAGE_PEOPLE = "manage_people"
    LET_IN = "let_in"
    KEEP_OFFICE = "keep_office"
    MANAGE_OFFICES = "manage_offices"


WORDS = {
    Ability.READ: _("melihat data kantor"),
    Ability.KEEP_RECORDS: _("mengisi dan memperbaiki catatan"),
    Ability.DEFINE_REGISTERS: _("membuat register sendiri"),
    Ability.LOCK_PERIODS: _("mengunci dan membuka periode"),
    Ability.PLAN: _("menyusun rencana dan perjanjian"),
    Ability.KEEP_BUDGET: _("mengisi anggaran dan belanja"),
    Ability.STATE_ACTUALS: _("mengajukan realisasi"),
    Ability.VERIFY_ACTUALS: _("memeriksa realisasi"),
    Ability.APPROVE_ACTUALS: _("menyetujui realisasi"),
    Ability.NAME_OWNERS: _("menunjuk penanggung jawab indikator"),
    Ability.WRITE_REPORT: _("menulis naskah laporan"),
    Ability.SEAL_REPORT: _("menyegel laporan"),
    Ability.HOLD_MEETINGS: _("menyiapkan dan mencatat rapat kinerja"),
    Ability.SIGN_FIRST: _("menandatangani sebagai pihak pertama"),
    Ability.SIGN_SECOND: _("menandatangani sebagai pihak kedua"),
    Ability.READ_LOG: _("membaca riwayat seluruh kantor"),
    Ability.MANAGE_PEOPLE: _("mengundang orang dan mengatur peran"),
    Ability.LET_IN: _("membuat tautan masuk dan menghapus faktor kedua orang lain"),
    Ability.KEEP_OFFICE: _("mengubah identitas dan pejabat kantor serta membuka tahun"),
    Ability.MANAGE_OFFICES: _("menambah kantor"),
}

_A = Ability
ROLES: dict[Role, frozenset[Ability]] = {
    Role.OPERATOR: frozenset(
        {
            _A.READ, _A.KEEP_RECORDS, _A.DEFINE_REGISTERS, _A.PLAN, _A.KEEP_BUDGET, _A.STATE_ACTUALS,
            _A.WRITE_REPORT, _A.HOLD_MEETINGS,
        }
    ),
    Role.VERIFIER: frozenset({_A.READ, _A.LOCK_PERIODS, _A.READ_LOG, _A.VERIFY_ACTUALS}),
    Role.HEAD: frozenset(
        {
            _A.READ, _A.KEEP_RECORDS, _A.DEFINE_REGISTERS, _A.LOCK_PERIODS, _A.PLAN, _A.SIGN_FIRST,
            _A.READ_LOG, _A.MANAGE_PEOPLE, _A.KEEP_OFFICE, _A.KEEP_BUDGET, _A.APPROVE_ACTUALS,
            _A.NAME_OWNERS, _A.WRITE_REPORT, _A.SEAL_REPORT, _A.HOLD_MEETINGS,
        }
    ),
    Role.SUPERIOR: frozenset({_A.READ, _A.SIGN_SECOND, _A.READ_LOG}),
    Role.MEMBER: frozenset({_A.READ}),
    Role.SUPERVISOR: frozenset({_A.READ, _A.READ_LOG}),
    Role.REVIEWER: frozenset({_A.READ, _A.READ_LOG}),
    Role.READER: frozenset({_A.READ}),
    # A link lets its maker in as somebody else: only an administrator may, and nobody who also signs.
    Role.ADMINISTRATOR: frozenset(
        {_A.READ, _A.READ_LOG, _A.MANAGE_PEOPLE, _A.LET_IN, _A.KEEP_OFFICE, _A.MANAGE_OFFICES}
    ),
}  # fmt: skip

# A role reaches the offices below, but nobody signs, approves or seals for an office that is not his own.
OWN_OFFICE_ONLY = frozenset(
    {Ability.SIGN_FIRST, Ability.SIGN_SECOND, Ability.APPROVE_ACTUALS, Ability.SEAL_REPORT}
)

NOT_ALLOWED = gettext_noop("Anda tidak dapat {deed} di {office}. Yang dapat: {roles}.")


def may(person: Person, ability: Ability, office: Office) -> bool:
    """Whether a role of ``person`` at ``office`` or above it includes ``ability``."""
    return ability in abilities(person, office)


def abilities(person: Person, office: Office) -> frozenset[Ability]:
    """All that the roles of ``person`` at ``office`` and above it include."""
    if not person.is_active:
        return frozenset()
    found: set[Ability] = set()
    rows = Membership.objects.filter(person=person).values_list("role", "office__path")
    for role, path in rows:
        if office.path == path:
            found |= ROLES[Role(role)]
        elif office.path.startswith(path):
            found |= ROLES[Role(role)] - OWN_OFFICE_ONLY
    return frozenset(found)


def reach(person: Person, ability: Ability) -> list[str]:
    """The tree paths of the offices where ``person`` holds a role with ``ability``; it reaches below them."""
    if not person.is_active:
        return []
    return list(
        Membership.objects.filter(person=person, role__in=roles_with(ability)).values_list(
            "office__path", flat=True
        )
    )


def roles_with(ability: Ability) -> list[Role]:
    """The roles that include ``ability``."""
    return [role for role, able in ROLES.items() if ability in able]


def holders(ability: Ability, office: Office) -> QuerySet[Person]:
    """The active people whose roles at ``office`` or above it include ``ability``."""
    line = [office.path] if ability in OWN_OFFICE_ONLY else office.line
    return Person.objects.filter(
        is_active=True, memberships__role__in=roles_with(ability), memberships__office__path__in=line
    ).distinct()


def require(person: Person, ability: Ability, office: Office) -> None:
    """Let ``person`` pass.

    Raises:
        Refused: no role of theirs includes ``ability`` at ``office``; the sentence names those that do.
    """
    if not may(person, ability, office):
        roles = ", ".join(str(role.label) for role in roles_with(ability))
        raise Refused(NOT_ALLOWED, deed=WORDS[ability], office=office.name, roles=roles)
