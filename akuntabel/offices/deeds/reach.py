"""How far somebody who manages people reaches: never beyond his own roles."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.offices.access import Ability, Refused, may, require
from akuntabel.offices.locks import lock_office
from akuntabel.offices.models import Membership, Office, Person, Role

SIGNING = (Role.HEAD, Role.SUPERIOR)

# The first party rules the office's people: were the second one among them, he could be both.
BY_ADMINISTRATOR = (Role.ADMINISTRATOR, Role.SUPERIOR)
_OTHER_PARTY = {Role.SUPERIOR: Role.HEAD, Role.HEAD: Role.SUPERIOR}

ONLY_ADMINISTRATOR = gettext_noop(
    "Peran {role} di {office} hanya dapat diberikan atau diambil oleh Administrator kantor itu atau kantor "
    "di atasnya."
)
OTHER_PARTY = gettext_noop(
    "Anda {held} di {office}, jadi peran {role} di sana harus diberikan oleh orang lain: kedua pihak "
    "perjanjian tidak boleh ditunjuk satu orang. Minta administrator lain."
)
SIGNS_THERE = gettext_noop(
    "Anda menandatangani dokumen {office} sebagai {held}, jadi Anda tidak dapat membuka pintu masuk ke akun "
    "orang lain di sana. Minta administrator lain."
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
        Refused: ``by`` does not manage people there, or the role is one that only an administrator gives.
    """
    require(by, Ability.MANAGE_PEOPLE, office)
    _refuse_without_ruling(by, role, office)


def _refuse_without_ruling(by: Person, role: Role, office: Office) -> None:
    if role in BY_ADMINISTRATOR and not may(by, Ability.MANAGE_OFFICES, office):
        raise Refused(ONLY_ADMINISTRATOR, role=role.label, office=office.name)


def refuse_naming_other_party(by: Person, role: Role, office: Office) -> None:
    """Who signs for one party at ``office`` names nobody for the other.

    Raises:
        Refused: ``role`` signs for the other party than ``by`` does there.
    """
    held = _OTHER_PARTY.get(role)
    if held and Membership.objects.filter(person=by, office=office, role=held).exists():
        raise Refused(OTHER_PARTY, held=held.label, office=office.name, role=role.label)


def signs_where(by: Person, person: Person, office: Office) -> QuerySet[Membership]:
    """The signing roles of ``by`` at ``office``, and at the offices where ``person`` holds a role."""
    places = Q(office=office) | Q(office__in=Membership.objects.filter(person=person).values("office"))
    signing = Membership.objects.filter(places, person=by, role__in=SIGNING)
    return signing.select_related("office").order_by("office__path")


def refuse_where_one_signs(by: Person, person: Person, office: Office) -> None:
    """Who signs at an office gets into nobody's account there, or he could sign as somebody else.

    Raises:
        Refused: ``by`` signs at ``office``, or at an office where ``person`` holds a role.
    """
    held = signs_where(by, person, office).first()
    if held is not None:
        raise Refused(SIGNS_THERE, office=held.office.name, held=Role(held.role).label)


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
        _refuse_without_ruling(by, Role(membership.role), membership.office)


def refuse_last_administrator(person: Person, offices: list[Office]) -> None:
    """Keep the last active administrator of each top office among ``offices``.

    Raises:
        CannotDo: without ``person`` such an office would have none.
    """
    for office in offices:
        if office.depth > 1:
            continue
        # Two that take each other's role wait for each other here.
        lock_office(office)
        others = Membership.objects.filter(office=office, role=Role.ADMINISTRATOR, person__is_active=True)
        if not others.exclude(person=person).exists():
            raise CannotDo(LAST_ADMINISTRATOR, person=str(person), office=office.name)


def home_of(person: Person) -> Office | None:
    """The office whose trail tells of the person's own account: that of the first role."""
    first = Membership.objects.filter(person=person).select_related("office").order_by("pk").first()
    return first.office if first else None
