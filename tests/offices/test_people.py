"""Who sees which office, and links that let somebody in once."""

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from akuntabel.offices.deeds import add_person, sign_in_token, sign_in_with_link
from akuntabel.offices.models import Membership, Office, Person, Role


def office(code: str, parent: Office | None = None) -> Office:
    fields = {"code": code, "name": f"Kantor {code}", "short_name": code, "body": code, "level": "regency"}
    return Office.objects.add_child(parent, fields) if parent else Office.objects.add_root(fields)


@pytest.fixture
def tree(db):
    root = office("kpu")
    province = office("prov-a", root)
    return {
        "kpu": root,
        "prov-a": province,
        "kab-a1": office("kab-a1", Office.objects.get(code="prov-a")),
        "kab-a2": office("kab-a2", Office.objects.get(code="prov-a")),
        "prov-b": office("prov-b", Office.objects.get(code="kpu")),
    }


def seen(person: Person) -> set[str]:
    return set(Office.objects.visible_to(person).values_list("code", flat=True))


@pytest.mark.parametrize(
    ("at", "sees"),
    [
        ("kab-a1", {"kab-a1"}),
        ("prov-a", {"prov-a", "kab-a1", "kab-a2"}),
        ("kpu", {"kpu", "prov-a", "kab-a1", "kab-a2", "prov-b"}),
    ],
)
def test_a_role_holds_for_an_office_and_those_below(tree, at, sees):
    assert seen(add_person(username="x", name="Contoh", office=tree[at], role=Role.READER)) == sees


def test_nobody_sees_nothing(tree):
    person = Person.objects.create(username="baru")
    assert seen(person) == set()


def test_a_person_who_left_sees_nothing(tree):
    person = add_person(username="x", name="Contoh", office=tree["kpu"], role=Role.READER)
    person.is_active = False
    assert seen(person) == set()


def test_being_superuser_opens_no_office(tree):
    assert seen(Person.objects.create(username="admin", is_superuser=True)) == set()


class VisibleOffices(TestCase):
    """Property: what one sees is exactly the offices at or below those where one holds a role."""

    @settings(max_examples=25, deadline=None)
    @given(parents=st.lists(st.integers(0, 7), min_size=1, max_size=8), roles=st.sets(st.integers(0, 8)))
    def test_scope_is_the_union_of_subtrees(self, parents, roles):
        made = [office("o0")]
        above = {0: {0}}
        for number, chosen in enumerate(parents, 1):
            up = chosen % number
            made.append(office(f"o{number}", Office.objects.get(pk=made[up].pk)))
            above[number] = above[up] | {number}
        person = Person.objects.create(username="p")
        held = {role for role in roles if role < len(made)}
        for role in held:
            Membership.objects.create(person=person, office=made[role], role=Role.READER)
        assert seen(person) == {f"o{n}" for n, line in above.items() if line & held}


def test_a_link_lets_in_once(tree):
    person = add_person(username="x", name="Contoh", office=tree["kpu"], role=Role.READER)
    token = sign_in_token(person)
    assert sign_in_with_link(token) == person
    assert sign_in_with_link(token) is None


def test_a_link_dies_when_the_person_signs_in_otherwise(tree):
    person = add_person(username="x", name="Contoh", office=tree["kpu"], role=Role.READER)
    token = sign_in_token(person)
    Person.objects.filter(pk=person.pk).update(last_login=timezone.now())
    assert sign_in_with_link(token) is None


@pytest.mark.parametrize("token", ["", "x", "1:abc", "1:abc:def:ghi", "☃"])
def test_a_made_up_link_is_refused(tree, token):
    assert sign_in_with_link(token) is None


def test_a_link_of_a_person_who_left_is_refused(tree):
    person = add_person(username="x", name="Contoh", office=tree["kpu"], role=Role.READER)
    token = sign_in_token(person)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert sign_in_with_link(token) is None
