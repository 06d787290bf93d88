"""Opening a year."""

import pytest

from akuntabel.offices.access import Refused
from akuntabel.offices.models import Level, LogEntry, Membership, Office, Person, Role
from akuntabel.planning.models import ReportingYear
from akuntabel.planning.years import CannotOpen, open_year

POLICY = "kpu-recommended"


@pytest.fixture
def office(db):
    names = {
        "code": "contoh",
        "name": "KPU Contoh",
        "short_name": "Contoh",
        "body": "KPU",
        "level": Level.REGENCY,
    }
    return Office.objects.add_root(names)


def somebody(office: Office, role: Role) -> Person:
    person = Person.objects.create(username=role.value)
    Membership.objects.create(person=person, office=office, role=role)
    return person


@pytest.mark.parametrize("role", list(Role))
def test_who_may_open_a_year(office, role):
    person = somebody(office, role)
    if role in (Role.HEAD, Role.ADMINISTRATOR):
        assert open_year(office=office, year=2026, policy=POLICY, by=person).year == 2026
        row = LogEntry.objects.get(deed="year.open")
        assert row.changes == {"year": [None, 2026], "policy": [None, POLICY]}
        return
    with pytest.raises(Refused):
        open_year(office=office, year=2026, policy=POLICY, by=person)
    assert not ReportingYear.objects.exists()


@pytest.mark.parametrize(
    ("year", "policy", "field", "says"),
    [
        (1999, POLICY, "year", "2000 sampai 2100"),
        (2026, "karangan", "policy", "tidak ada dalam paket"),
        (2025, POLICY, "year", "sudah dibuka"),
    ],
)
def test_what_cannot_be_opened_is_told(office, year, policy, field, says):
    head = somebody(office, Role.HEAD)
    open_year(office=office, year=2025, policy=POLICY, by=head)
    with pytest.raises(CannotOpen, match=says) as error:
        open_year(office=office, year=year, policy=policy, by=head)
    assert error.value.field == field
    assert ReportingYear.objects.count() == 1
