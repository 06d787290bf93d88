"""How far somebody who manages people reaches: never beyond his own roles."""

from __future__ import annotations

from akuntabel.core.errors import gettext_noop
from akuntabel.offices.access import Ability, Refused, may, require
from akuntabel.offices.deeds.sentences import CannotDo
from akuntabel.offices.models import Membership, Office, Person, Role

SIGNING = (Role.HEAD, Role.SUPERIOR)

ONLY_ADMINISTRATOR = gettext_noop(
    "Peran Administrator di {office} hanya dapat diberikan atau diambil oleh Administrator kantor itu atau "
    "kantor di atasnya."
)
NOT_TO_ONESELF = gettext_noop(
    "Peran {role} menandatangani dokumen, jadi harus diberikan oleh orang lain. Minta administrator lain "
    "atau Sekretaris memberikannya kepada Anda."
)
ELSEWHERE = gettext_noop(
    "{person} juga punya peran di kantor di luar jangkauan Anda, jadi tindakan ini bukan wewenang Anda. "
    "Minta administrator di atas kantor-kantor itu; peran di kantor Anda sendiri tetap dapat Anda ambil."
)
NO_ROLE = gettext_noop("{person} tidak punya peran di kantor mana pun. Beri peran dulu.")
LAST_ADMINISTRATOR = gettext_noop(
    "{person} satu-satunya Administrator aktif di {office}. Jadikan orang lain Administrator dulu, supaya "
    "aplikasi tidak terkunci."
)


def require_role_reach(by: Person, role: Role, office: Office) -> None:
    """Let ``by`` give or take ``role`` at ``office``.

    Raises:
        Refused: ``by`` does not manage people there, or the role is Administrator and ``by`` is none.
    """
    require(by, Ability.MANAGE_PEOPLE, office)
    if role == Role.ADMINISTRATOR and not may(by, Ability.MANAGE_OFFICES, office):
        raise Refused(ONLY_ADMINISTRATOR, office=office.name)


def refuse_signing_for_oneself(by: Person, person: Person, role: Role) -> None:
    """Nobody makes himself one who signs.

    Raises:
        Refused: ``person`` is ``by``, and ``role`` signs.
    """
    if by.pk == person.pk and role in SIGNING:
        raise Refused(NOT_TO_ONESELF, role=role.label)


def require_whole_reach(by: Person, ability: Ability, person: Person, office: Office) -> None:
    """Let ``by`` do to ``person`` what counts everywhere; ``office`` is where it is done.

    All roles of the person must be within the reach of ``by``: otherwise a small office could grant
    a role to somebody from a greater one and then take over the account.

    Raises:
        Refused: ``by`` may not at ``office``, or the person has a role beyond the reach of ``by``.
        CannotDo: the person has no role at all.
    """
    require(by, ability, office)
    held = list(Membership.objects.filter(person=person).select_related("office"))
    if not held:
        raise CannotDo(NO_ROLE, person=str(person))
    for membership in held:
        if not may(by, ability, membership.office):
            raise Refused(ELSEWHERE, person=str(person))
        if membership.role == Role.ADMINISTRATOR and not may(by, Ability.MANAGE_OFFICES, membership.office):
            raise Refused(ONLY_ADMINISTRATOR, office=membership.office.name)


def refuse_last_administrator(person: Person, offices: list[Office]) -> None:
    """Keep the last active administrator of each top office among ``offices``.

    Raises:
        CannotDo: without ``person`` such an office would have none.
    """
    for office in offices:
        if office.depth > 1:
            continue
        # Two that take each other's role wait for each other here.
        Office.objects.select_for_update().get(pk=office.pk)
        others = Membership.objects.filter(office=office, role=Role.ADMINISTRATOR, person__is_active=True)
        if not others.exclude(person=person).exists():
            raise CannotDo(LAST_ADMINISTRATOR, person=str(person), office=office.name)


def home_of(person: Person) -> Office | None:
    """The office whose trail tells of the person's own account: that of the first role."""
    first = Membership.objects.filter(person=person).select_related("office").order_by("pk").first()
    return first.office if first else None
