"""An office with people in their roles."""

import pytest

from akuntabel.offices.models import Level, Membership, Office, Person, Role


@pytest.fixture
def office(db):
    names = {"code": "contoh", "name": "KPU Contoh", "short_name": "Contoh", "body": "KPU"}
    return Office.objects.add_root(names | {"level": Level.REGENCY})


@pytest.fixture
def people(office):
    found = {}
    for role in (Role.OPERATOR, Role.HEAD, Role.READER):
        found[role] = Person.objects.create_user(username=role.value)
        Membership.objects.create(person=found[role], office=office, role=role)
    return found


@pytest.fixture
def operator(people):
    return people[Role.OPERATOR]
