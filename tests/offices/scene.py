"""A small tree of offices and people for the tests of this folder."""

from __future__ import annotations

from akuntabel.offices.deeds import OfficeFacts
from akuntabel.offices.models import Level, Membership, Office, Person, Role

GOOD = "batu sungai langit kopi"  # a password that keeps the rules
PLACES = ("own", "below", "above", "neighbour")


def office(code: str, parent: Office | None = None) -> Office:
    fields = {"code": code, "name": f"Kantor {code}", "short_name": code, "body": code, "level": "regency"}
    if parent is None:
        return Office.objects.add_root(fields)
    return Office.objects.add_child(Office.objects.get(pk=parent.pk), fields)


def tree() -> dict[str, Office]:
    """above → own → below, and neighbour beside own."""
    above = office("atas")
    own = office("sendiri", above)
    return {
        "above": above,
        "own": own,
        "below": office("bawah", own),
        "neighbour": office("tetangga", above),
    }


def person(username: str, *held: tuple[Role, Office]) -> Person:
    made = Person.objects.create(username=username, first_name=f"{username.capitalize()} Contoh")
    made.set_unusable_password()
    made.save()
    for role, at in held:
        Membership.objects.create(person=made, office=at, role=role)
    return made


def facts(code: str = "baru", **changed: object) -> OfficeFacts:
    known: dict[str, object] = {
        "name": f"Sekretariat KPU Kabupaten {code}",
        "short_name": f"KPU {code}",
        "body": f"KPU Kabupaten {code}",
        "code": code,
        "level": Level.REGENCY,
        "place": "Kota Contoh",
    }
    return OfficeFacts(**(known | changed))  # type: ignore[arg-type]
