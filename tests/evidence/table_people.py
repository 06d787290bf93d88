"""An office with people, for the tests of tables: who keeps records, who only reads."""

from akuntabel.evidence.deeds import Row, add_records
from akuntabel.offices.models import Level, Membership, Office, Person, Role
from akuntabel.packs.loader import load_pack

YEAR = 2025
REGISTER = load_pack().registers["voter_education"]


def event(title="Sosialisasi di SMA 1", **more):
    return {"segment": "pemula", "title": title, "date": "2025-03-04", "status": "done", **more}


def make_office(code="contoh"):
    names = {"code": code, "name": f"KPU {code}", "short_name": code, "body": "KPU", "level": Level.REGENCY}
    return Office.objects.add_root(names)


def make_person(role, office):
    person = Person.objects.create_user(username=f"{role.value}-{office.code}")
    Membership.objects.create(person=person, office=office, role=role)
    return person


def operator_of(office):
    return make_person(Role.OPERATOR, office)


def keep(office, by, *rows, register=REGISTER, **more):
    return add_records(
        office=office, year=YEAR, register=register, rows=[Row(data, **more) for data in rows], by=by
    )
