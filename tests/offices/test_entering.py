"""The first start, invitations, one's own account and the second factor."""

import pyotp
import pytest
from django.utils import timezone
from scene import GOOD, facts, office, person, tree

from akuntabel.core.errors import CannotDo
from akuntabel.offices import deeds, throttle
from akuntabel.offices.deeds.sentences import WrongValue
from akuntabel.offices.models import (
    Invitation,
    LogEntry,
    Membership,
    Office,
    Person,
    RecoveryCode,
    Role,
    SecondFactor,
)
from akuntabel.offices.passwords import WeakPassword
from akuntabel.offices.throttle import TooMany
from akuntabel.offices.trail import verify


def logged() -> list[str]:
    return list(LogEntry.objects.order_by("pk").exclude(deed="log.open").values_list("deed", flat=True))


# ---------------------------------------------------------------- the first start


def set_up(token: str, **changed):
    values = {"name": "Administrator Contoh", "username": "Admin", "password": GOOD, "office": facts()}
    return deeds.set_up(token=token, **(values | changed))


def test_set_up_makes_administrator_and_office_at_once(db):
    assert deeds.waits_for_setup()
    made = set_up(deeds.setup_token())
    assert (made.username, made.check_password(GOOD)) == ("admin", True)
    membership = Membership.objects.get()
    assert (membership.person, membership.role, membership.office.code) == (made, "administrator", "baru")
    assert logged() == ["office.add", "role.grant"]
    assert list(verify()) == []


def test_set_up_is_dead_as_soon_as_somebody_exists(db):
    token = deeds.setup_token()
    set_up(token)
    with pytest.raises(CannotDo, match="sudah punya administrator"):
        set_up(token, username="lain", office=facts("lain"))
    assert Office.objects.count() == Person.objects.count() == 1


@pytest.mark.parametrize("token", ["", "setup", "setup:x:y"])
def test_a_made_up_token_sets_nothing_up(db, token):
    with pytest.raises(CannotDo, match="akuntabel serve"):
        set_up(token)
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"password": "pendek"}, WeakPassword),
        ({"office": facts("periksa")}, WrongValue),
        ({"username": "dua kata"}, WrongValue),
    ],
)
def test_a_set_up_that_fails_leaves_nothing(db, changed, error):
    with pytest.raises(error):
        set_up(deeds.setup_token(), **changed)
    assert not Person.objects.exists()
    assert not Office.objects.exists()


def test_the_way_back_in(db):
    top = office("kpu")
    gone = person("admin")
    gone.is_active = False
    gone.save()
    SecondFactor.objects.create(person=gone, secret="A" * 32, confirmed_at=timezone.now())
    back = deeds.make_administrator(username="admin", without_second_factor=True)
    assert (back.pk, back.is_active) == (gone.pk, True)
    assert Membership.objects.get(person=back).office == top
    assert not SecondFactor.objects.exists()
    assert logged() == ["person.activate", "role.grant", "person.totp_off"]
    assert set(LogEntry.objects.values_list("actor", flat=True)) == {None}


def test_no_way_back_without_an_office(db):
    with pytest.raises(CannotDo, match="Belum ada kantor"):
        deeds.make_administrator(username="admin")


# ---------------------------------------------------------------- invitations


@pytest.fixture
def offices(db):
    return tree()


@pytest.fixture
def admin(offices):
    return person("admin", (Role.ADMINISTRATOR, offices["above"]))


@pytest.fixture
def invited(offices, admin):
    """An invitation and its token."""
    return deeds.invite(
        office=offices["own"], role=Role.OPERATOR, name="Operator Contoh", username="op", by=admin
    )


def accept(token: str, **changed):
    return deeds.accept_invitation(
        token=token, **({"name": "Operator Contoh", "username": "op", "password": GOOD} | changed)
    )


def test_an_invitation_becomes_a_person_with_the_role_once(invited, offices):
    made = accept(invited[1])
    assert Membership.objects.get(person=made).role == "operator"
    assert logged() == ["person.invite", "person.accept"]
    with pytest.raises(CannotDo):
        accept(invited[1], username="lagi")


def test_only_a_hash_of_the_token_is_kept_and_the_trail_tells_no_secret(invited):
    row, token = invited
    accept(token)
    assert token not in str(list(Invitation.objects.values()) + list(LogEntry.objects.values()))
    assert GOOD not in str(list(LogEntry.objects.values()))
    assert len(row.token_hash) == 64


def test_an_invitation_ends_after_a_week_and_can_be_sent_anew(invited, admin, clock):
    row, token = invited
    clock(7 * 24 * 3600 + 1)
    assert deeds.find_invitation(token) is None
    fresh = deeds.resend_invitation(invitation=row, by=admin)
    assert deeds.find_invitation(token) is None
    assert accept(fresh).username == "op"


def test_a_revoked_invitation_is_dead(invited, admin):
    deeds.revoke_invitation(invitation=invited[0], by=admin)
    assert deeds.find_invitation(invited[1]) is None
    with pytest.raises(CannotDo):
        deeds.resend_invitation(invitation=invited[0], by=admin)


def test_an_invitation_falls_with_the_power_of_its_giver(invited, admin):
    Membership.objects.filter(person=admin).delete()
    assert deeds.find_invitation(invited[1]) is None


def test_a_taken_name_is_told_and_the_invitation_lives_on(invited):
    person("lain")
    with pytest.raises(WrongValue, match="sudah dipakai"):
        accept(invited[1], username="LAIN")
    assert accept(invited[1]).username == "op"


# ---------------------------------------------------------------- roles and accounts


def test_the_last_administrator_stays(offices, admin):
    only = Membership.objects.get(person=admin)
    other = person("lain", (Role.ADMINISTRATOR, offices["above"]))
    deeds.deactivate(person=other, office=offices["above"], by=admin)
    with pytest.raises(CannotDo, match="satu-satunya"):
        deeds.take_role(membership=only, by=admin)
    deeds.activate(person=other, office=offices["above"], by=admin)
    deeds.take_role(membership=only, by=other)
    with pytest.raises(CannotDo, match="satu-satunya"):
        deeds.take_role(membership=Membership.objects.get(person=other), by=other)


def test_nobody_deactivates_himself(offices, admin):
    person("lain", (Role.ADMINISTRATOR, offices["above"]))
    with pytest.raises(CannotDo, match="akun sendiri"):
        deeds.deactivate(person=admin, office=offices["above"], by=admin)


def test_a_link_dies_with_deactivation_and_stays_dead(offices, admin):
    operator = person("op", (Role.OPERATOR, offices["own"]))
    token = deeds.make_link(person=operator, office=offices["own"], by=admin)
    deeds.deactivate(person=operator, office=offices["own"], by=admin)
    deeds.activate(person=operator, office=offices["own"], by=admin)
    assert deeds.sign_in_with_link(token) is None


def test_a_role_is_given_once(offices, admin):
    operator = person("op", (Role.OPERATOR, offices["own"]))
    with pytest.raises(CannotDo, match="sudah menjadi Operator"):
        deeds.grant_role(person=operator, role=Role.OPERATOR, office=offices["own"], by=admin)


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("pendek", "baru 6 huruf"),
        ("aaaaaaaaaaaaaa", "mengulang"),
        ("operator-contoh", "mirip nama"),
        ("1234567890", "terlalu sering"),
        ("password123", "terlalu sering"),
    ],
)
def test_a_weak_password_is_refused_with_what_to_do(db, password, says):
    who = person("operator")
    with pytest.raises(WeakPassword) as told:
        deeds.change_password(password=password, by=who)
    assert any(says in sentence for sentence in told.value.sentences)


def test_a_new_password_is_logged_without_itself(offices):
    who = person("op", (Role.OPERATOR, offices["own"]))
    deeds.change_password(password=GOOD, by=who)
    row = LogEntry.objects.get(deed="person.password")
    assert (row.office, row.actor, row.changes) == (offices["own"], who, {})


def test_names_are_found_whatever_their_capitals(db):
    person("operator")
    assert deeds.find_person("Operator").username == "operator"
    with pytest.raises(deeds.NoSuchPerson):
        deeds.find_person("tidak.ada")


# ---------------------------------------------------------------- the second factor


@pytest.fixture
def protected(db, clock):
    """Somebody with a second factor; returns the person, the current code, the recovery codes."""
    who = person("op")
    secret = deeds.start_second_factor(by=who)

    def code() -> str:
        return pyotp.TOTP(secret).at(timezone.now())

    codes = deeds.confirm_second_factor(code=code(), by=who)
    clock(60)
    return who, code, codes


def test_each_code_is_good_once(protected):
    who, code, _codes = protected
    deeds.enter_second_factor(person=who, code=code())
    with pytest.raises(WrongValue):
        deeds.enter_second_factor(person=who, code=code())


def test_the_code_of_a_clock_that_is_off_is_taken_but_none_older(protected, clock):
    who, code, _codes = protected
    before = code()
    clock(30)
    deeds.enter_second_factor(person=who, code=before)
    older = code()
    clock(90)
    with pytest.raises(WrongValue):
        deeds.enter_second_factor(person=who, code=older)


def test_a_recovery_code_is_good_once_and_kept_as_a_hash(protected):
    who, _code, codes = protected
    assert (len(codes), len(set(codes))) == (10, 10)
    deeds.enter_second_factor(person=who, code=codes[4].upper().replace("-", " "))
    with pytest.raises(WrongValue):
        deeds.enter_second_factor(person=who, code=codes[4])
    assert codes[0] not in str(list(RecoveryCode.objects.values()))


def test_guessing_codes_is_made_slow(protected, clock):
    who, code, _codes = protected
    for _guess in range(5):
        with pytest.raises(WrongValue):
            deeds.enter_second_factor(person=who, code="000000")
    with pytest.raises(TooMany):
        deeds.enter_second_factor(person=who, code=code())
    clock(throttle.FIRST_WAIT + 1)
    deeds.enter_second_factor(person=who, code=code())


def test_turning_it_off_needs_a_code_and_is_logged(protected, settings):
    who, code, _codes = protected
    with pytest.raises(WrongValue):
        deeds.remove_second_factor(code="123456", by=who)
    deeds.remove_second_factor(code=code(), by=who)
    assert not SecondFactor.objects.exists()
    assert logged() == ["person.totp_start", "person.totp_on", "person.totp_off"]


def test_where_it_is_demanded_it_stays_on(protected, settings):
    who, code, _codes = protected
    settings.REQUIRE_TOTP = True
    Membership.objects.create(person=who, office=office("kpu"), role=Role.HEAD)
    with pytest.raises(CannotDo, match="mewajibkan"):
        deeds.remove_second_factor(code=code(), by=who)


def test_secrets_are_in_no_trail(protected):
    _who, _code, codes = protected
    told = str(list(LogEntry.objects.values()))
    assert SecondFactor.objects.get().secret not in told
    assert not any(each in told for each in codes)
