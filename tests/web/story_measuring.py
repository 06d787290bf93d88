"""Actuals at every step for the addresses of measuring: a draft, one handed in, one approved, one asked back."""

from __future__ import annotations

import io

from cast import PASSWORD, YEAR

from akuntabel.core.periods import Period
from akuntabel.measuring import deeds
from akuntabel.offices.models import Membership, Person, Role

CODE = "1"  # counts events
DRAFT, HANDED_IN, APPROVED, ASKED = (f"{YEAR}-{part}" for part in ("T1", "T2", "T3", "08"))
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def furnish_measuring(house) -> None:
    """Give the office of ``house`` an actual at every step; its head states and verifies as well."""
    office, head = house.office, house.head
    for role in (Role.OPERATOR, Role.VERIFIER):
        Membership.objects.create(person=head, office=office, role=role)
    stater, checker = (_helper(house, role) for role in (Role.OPERATOR, Role.VERIFIER))
    draft = deeds.save_actual(
        office=office, period=Period.parse(DRAFT), code=CODE, value=None, note="Sesuai catatan", by=head
    )
    house.keys["actual_file"] = deeds.add_file(
        actual=draft, name="surat.png", content=io.BytesIO(PNG), by=head
    ).pk
    _submitted(office, HANDED_IN, head)
    for code in (APPROVED, ASKED):
        done = deeds.verify_actuals(actuals=_submitted(office, code, stater), by=checker)
        [approved] = deeds.approve_actuals(actuals=done, by=head)
    deeds.ask_reopening(actual=approved, reason="Satu kegiatan tertinggal", by=stater)


def _helper(house, role: Role) -> Person:
    person = Person.objects.create_user(
        username=f"penyusun-{role.value}-{house.office.code}", password=PASSWORD
    )
    Membership.objects.create(person=person, office=house.office, role=role)
    return person


def _submitted(office, period: str, by: Person):
    notes = {CODE: "Sebabnya tertulis."}
    return deeds.submit_actuals(office=office, period=Period.parse(period), codes=[CODE], notes=notes, by=by)
