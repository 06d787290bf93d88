"""Who may what: the table, the tree, and every deed of this room tried by every role from every side."""

import datetime as dt
import hashlib

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from scene import PLACES, facts, office, person, tree

from akuntabel.offices import deeds
from akuntabel.offices.access import OWN_OFFICE_ONLY, ROLES, Ability, Refused, abilities, may, reach
from akuntabel.offices.models import Invitation, LogEntry, Membership, Office, Person, Role, SecondFactor


class Permissions(TestCase):
    """Property: ``may`` is the table, applied along the tree; what one sees is where one may read."""

    @settings(max_examples=25, deadline=None)
    @given(
        parents=st.lists(st.integers(0, 7), min_size=1, max_size=7),
        held=st.lists(st.tuples(st.sampled_from(list(Role)), st.integers(0, 7)), max_size=4, unique=True),
        active=st.booleans(),
    )
    def test_may_is_the_table_along_the_tree(self, parents, held, active):
        offices, line = [office("o0")], {0: {0}}
        for number, chosen in enumerate(parents, 1):
            up = chosen % number
            offices.append(office(f"o{number}", offices[up]))
            line[number] = line[up] | {number}
        roles = {(role, at) for role, at in held if at < len(offices)}
        someone = person("p", *((role, offices[at]) for role, at in roles))
        someone.is_active = active
        for number, each in enumerate(offices):
            expected = {
                ability
                for role, at in roles
                for ability in ROLES[role]
                if at == number or (at in line[number] and ability not in OWN_OFFICE_ONLY)
            }
            assert abilities(someone, each) == (expected if active else set())
            assert all(may(someone, ability, each) == (active and ability in expected) for ability in Ability)
        seen = set(Office.objects.visible_to(someone))
        assert seen == {each for each in offices if may(someone, Ability.READ, each)}
        keeps = tuple(reach(someone, Ability.KEEP_OFFICE))
        assert all(each.path.startswith(keeps) == may(someone, Ability.KEEP_OFFICE, each) for each in offices)


def target(at: Office) -> Person:
    """An operator of ``at``, whom the deeds are about, with a second factor."""
    someone = Person.objects.filter(username="sasaran").first() or person("sasaran", (Role.OPERATOR, at))
    SecondFactor.objects.get_or_create(
        person=someone, defaults={"secret": "A" * 32, "confirmed_at": "2026-01-01T00:00Z"}
    )
    return someone


def invitation(at: Office) -> Invitation:
    return Invitation.objects.create(
        office=at,
        role=Role.READER,
        name="Pembaca Contoh",
        token_hash="0" * 64,
        invited_by=person("pengundang"),
        invited_at="2026-01-01T00:00Z",
        expires_at="2026-01-08T00:00Z",
    )


def activate(by, at):
    someone = target(at)
    someone.is_active = False
    someone.save()
    deeds.activate(person=someone, office=at, by=by)


PEOPLE = Ability.MANAGE_PEOPLE
# deed → the ability that it needs at the office, and the deed done by somebody there
DEEDS = {
    "add_office": (Ability.MANAGE_OFFICES, lambda by, at: deeds.add_office(parent=at, office=facts(), by=by)),
    "change_office": (
        Ability.KEEP_OFFICE,
        lambda by, at: deeds.change_office(office=at, to=facts(at.code, name="Nama lain"), by=by),
    ),
    "set_official": (
        Ability.KEEP_OFFICE,
        lambda by, at: deeds.set_official(office=at, role=Role.HEAD, name="X", position="Y", by=by),
    ),
    "invite": (
        PEOPLE,
        lambda by, at: deeds.invite(office=at, role=Role.READER, name="X", username="baru", by=by),
    ),
    "invite an administrator": (
        Ability.MANAGE_OFFICES,
        lambda by, at: deeds.invite(office=at, role=Role.ADMINISTRATOR, name="X", username="baru", by=by),
    ),
    "resend_invitation": (
        PEOPLE,
        lambda by, at: deeds.resend_invitation(invitation=invitation(at), by=by),
    ),
    "revoke_invitation": (
        PEOPLE,
        lambda by, at: deeds.revoke_invitation(invitation=invitation(at), by=by),
    ),
    "grant_role": (
        PEOPLE,
        lambda by, at: deeds.grant_role(person=target(at), role=Role.HEAD, office=at, by=by),
    ),
    "grant administrator": (
        Ability.MANAGE_OFFICES,
        lambda by, at: deeds.grant_role(person=target(at), role=Role.ADMINISTRATOR, office=at, by=by),
    ),
    "invite a superior": (
        Ability.MANAGE_OFFICES,
        lambda by, at: deeds.invite(office=at, role=Role.SUPERIOR, name="X", username="baru", by=by),
    ),
    "grant superior": (
        Ability.MANAGE_OFFICES,
        lambda by, at: deeds.grant_role(person=target(at), role=Role.SUPERIOR, office=at, by=by),
    ),
    "take superior": (
        Ability.MANAGE_OFFICES,
        lambda by, at: deeds.take_role(
            membership=person("ketua", (Role.SUPERIOR, at)).memberships.get(), by=by
        ),
    ),
    "deactivate a superior": (
        Ability.MANAGE_OFFICES,
        lambda by, at: deeds.deactivate(person=person("ketua", (Role.SUPERIOR, at)), office=at, by=by),
    ),
    "take_role": (
        PEOPLE,
        lambda by, at: deeds.take_role(membership=target(at).memberships.get(), by=by),
    ),
    "deactivate": (PEOPLE, lambda by, at: deeds.deactivate(person=target(at), office=at, by=by)),
    "activate": (PEOPLE, activate),
    "make_link": (Ability.LET_IN, lambda by, at: deeds.make_link(person=target(at), office=at, by=by)),
    "reset_second_factor": (
        Ability.LET_IN,
        lambda by, at: deeds.reset_second_factor(person=target(at), office=at, by=by),
    ),
}


@pytest.mark.parametrize("role", [*Role, None], ids=lambda role: role.value if role else "nobody")
@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_by_each_role_from_each_side(db, deed, role):
    needed, do = DEEDS[deed]
    offices = tree()
    actor = person("pelaku", *([(role, offices["own"])] if role else []))
    outcome = {}
    for place in PLACES:
        before = LogEntry.objects.count()
        with transaction.atomic():
            try:
                do(actor, offices[place])
                outcome[place] = True
                assert LogEntry.objects.filter(actor=actor).exists(), "a deed leaves a row"
            except Refused:
                outcome[place] = False
                assert LogEntry.objects.count() == before
            transaction.set_rollback(True)
    able = role is not None and needed in ROLES[role]
    assert outcome == {"own": able, "below": able, "above": False, "neighbour": False}


@pytest.mark.parametrize("deed", DEEDS)
def test_somebody_inactive_does_nothing(db, deed):
    offices = tree()
    actor = person("pelaku", (Role.ADMINISTRATOR, offices["above"]))
    actor.is_active = False
    actor.save()
    with pytest.raises(Refused), transaction.atomic():
        DEEDS[deed][1](actor, offices["own"])


def test_a_small_office_cannot_take_over_an_account_of_a_greater_one(db):
    offices = tree()
    local = person("lokal", (Role.ADMINISTRATOR, offices["own"]))
    great = person("besar", (Role.ADMINISTRATOR, offices["above"]), (Role.READER, offices["own"]))
    SecondFactor.objects.create(person=great, secret="A" * 32, confirmed_at="2026-01-01T00:00Z")
    for deed in (deeds.make_link, deeds.reset_second_factor, deeds.deactivate):
        with pytest.raises(Refused):
            deed(person=great, office=offices["own"], by=local)
    great.refresh_from_db()
    assert great.is_active


def test_a_head_cannot_touch_an_administrator(db):
    offices = tree()
    head = person("kepala", (Role.HEAD, offices["own"]))
    admin = person("admin", (Role.ADMINISTRATOR, offices["own"]))
    with pytest.raises(Refused, match="Administrator"):
        deeds.take_role(membership=admin.memberships.get(), by=head)
    with pytest.raises(Refused, match="Administrator"):
        deeds.deactivate(person=admin, office=offices["own"], by=head)


@pytest.mark.parametrize("role", [Role.HEAD, Role.SUPERIOR])
def test_nobody_makes_himself_one_who_signs(db, role):
    own = tree()["own"]
    admin = person("admin", (Role.ADMINISTRATOR, own))
    with pytest.raises(Refused, match="orang lain"):
        deeds.grant_role(person=admin, role=role, office=own, by=admin)
    deeds.grant_role(person=admin, role=Role.OPERATOR, office=own, by=admin)
    assert set(Membership.objects.filter(person=admin).values_list("role", flat=True)) == {
        "administrator",
        "operator",
    }


@pytest.mark.parametrize(("held", "other"), [(Role.HEAD, Role.SUPERIOR), (Role.SUPERIOR, Role.HEAD)])
def test_no_administrator_who_signs_can_be_both_parties(db, held, other):
    own = tree()["own"]
    admin = person("admin", (Role.ADMINISTRATOR, own), (held, own))
    with pytest.raises(Refused, match="kedua pihak perjanjian tidak boleh ditunjuk satu orang"):
        deeds.grant_role(person=target(own), role=other, office=own, by=admin)
    with pytest.raises(Refused, match="kedua pihak"):
        deeds.invite(office=own, role=other, name="X", username="baru", by=admin)
    deeds.grant_role(person=target(own), role=held, office=own, by=admin)  # a successor


@pytest.mark.parametrize("deed", [deeds.make_link, deeds.reset_second_factor])
def test_who_signs_opens_nobodys_account_where_he_signs(db, deed):
    offices = tree()
    admin = person("admin", (Role.ADMINISTRATOR, offices["above"]), (Role.HEAD, offices["own"]))
    with pytest.raises(Refused, match="Anda menandatangani dokumen Kantor sendiri sebagai Sekretaris"):
        deed(person=target(offices["own"]), office=offices["own"], by=admin)
    both = Person.objects.get(username="sasaran")  # reached from below, but holding a role where he signs
    Membership.objects.create(person=both, office=offices["below"], role=Role.READER)
    with pytest.raises(Refused, match="Kantor sendiri"):
        deed(person=both, office=offices["below"], by=admin)
    elsewhere = person("lain", (Role.OPERATOR, offices["below"]))
    SecondFactor.objects.create(person=elsewhere, secret="A" * 32, confirmed_at="2026-01-01T00:00Z")
    deed(person=elsewhere, office=offices["below"], by=admin)


def test_an_invitation_that_a_head_gave_to_a_superior_lets_nobody_in(db):
    """As one may wait from before the rule."""
    own = tree()["own"]
    row = invitation(own)
    row.role, row.invited_by = Role.SUPERIOR, person("kepala", (Role.HEAD, own))
    row.token_hash = hashlib.sha256(b"tautan").hexdigest()
    row.expires_at = timezone.now() + dt.timedelta(1)
    row.save()
    assert deeds.find_invitation("tautan") is None
    row.role = Role.READER
    row.save()
    assert deeds.find_invitation("tautan") == row
