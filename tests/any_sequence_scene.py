"""What the machine of any sequence begins with: an office, its people, a promise, a proven event."""

from __future__ import annotations

import io
from decimal import Decimal

from akuntabel.core.register import Register
from akuntabel.evidence.attachments import add_attachment
from akuntabel.evidence.deeds import Row, add_record
from akuntabel.offices.models import Level, Membership, Office, Official, Person, Role
from akuntabel.packs.loader import load_pack
from akuntabel.planning import deeds
from akuntabel.planning.models import PlanKind, ReportingYear

YEAR = 2025


def open_office(code: str) -> tuple[Office, dict[Role, Person]]:
    """An office with a year and its signers, and a person of every role."""
    fields = {"code": code, "name": f"KPU {code}", "short_name": code, "body": "KPU"}
    office = Office.objects.add_root({**fields, "level": Level.REGENCY})
    people = {}
    for role in Role:
        people[role] = Person.objects.create_user(username=f"{code}-{role.value}")
        Membership.objects.create(person=people[role], office=office, role=role)
    ReportingYear.objects.create(office=office, year=YEAR, policy="kpu-recommended")
    for role in (Role.HEAD, Role.SUPERIOR):
        Official.objects.create(office=office, role=role, name=role.label, position=role.label)
    return office, people


def draft_promise(office: Office, register: Register, by: Person) -> None:
    """A draft agreement with one promise, which the done records of ``register`` are counted for."""
    plan = deeds.draft_plan(
        office=office, kind=PlanKind.ANNUAL, fields=deeds.PlanFields("RKT", YEAR, YEAR), by=by
    )
    objective = deeds.save_objective(
        plan=plan, touched=0, fields=deeds.ObjectiveFields("1", "Partisipasi"), by=by
    )
    fields = deeds.IndicatorFields(
        objective, "1", "Jumlah kegiatan", "keg", definition="Kegiatan selesai", planned=Decimal(2)
    )
    row = deeds.save_indicator(plan=plan, touched=1, fields=fields, by=by)
    measure = {"count": {"register": register.code, "where": {"status": "done"}}}
    deeds.choose_measure(indicator=row, touched=2, measure=measure, registers=load_pack().registers, by=by)
    deeds.draft_agreement(office=office, year=YEAR, by=by)


def proven_event(office: Office, register: Register, by: Person) -> int:
    """The key of an event in March with a file that proves it."""
    data = {"segment": "pemula", "title": "Sosialisasi", "status": "done", "date": f"{YEAR}-03-01"}
    record = add_record(office=office, year=YEAR, register=register, row=Row(data), by=by)
    add_attachment(record=record, name="daftar.txt", content=io.BytesIO(b"Hadir: 30"), by=by)
    return record.pk
