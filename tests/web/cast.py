"""The cast of the web tests: two neighbour offices with a small year each, and who may see what.

Figures of ``contoh``: indicator 1 counts three events against a target of two (150%), 2 is a
share that a source states, 3 has nothing to count, 4 has no records, 5 is the share of met ones.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from akuntabel.evidence.models import Record
from akuntabel.offices.models import Level, Membership, Office, Person, Role
from akuntabel.planning import models as plan

YEAR = 2024
PASSWORD = "kata-sandi-yang-panjang"
EVENTS = {"count": {"register": "voter_education", "where": {"segment": "pemula", "status": "done"}}}


def share(register: str, **where: bool) -> dict[str, object]:
    """A measure: the share of the records of ``register`` that meet ``where``."""
    return {
        "ratio": {
            "numerator": {"count": {"register": register, "where": where}},
            "denominator": {"count": {"register": register}},
        }
    }


INDICATORS = (
    ("1", "Jumlah kegiatan untuk pemilih pemula", "keg", EVENTS, 2),
    ("2", "Persentase pegawai yang sesuai standar", "%", share("staff_competence", meets_standard=True), 95),
    ("3", "Persentase sengketa yang dimenangkan", "%", share("dispute", won=True), 100),
    ("4", "Persentase tahapan sesuai jadwal", "%", share("stage", on_schedule=True), 100),
    ("5", "Persentase target yang tercapai", "%", {"share_met": {}}, 90),
)


@dataclass
class Cast:
    """The offices and the people."""

    office: Office
    neighbour: Office
    province: Office
    reader: Person
    outsider: Person
    supervisor: Person
    nobody: Person
    operator: Person
    verifier: Person
    head: Person
    superior: Person
    administrator: Person


def assemble_cast() -> Cast:
    """Put everybody on the stage."""
    national = Office.objects.add_root(_names("kpu", "KPU Pusat", Level.NATIONAL))
    province = Office.objects.add_child(national, _names("provinsi", "KPU Provinsi", Level.PROVINCE))
    office, neighbour = (_office(province, code) for code in ("contoh", "tetangga"))
    return Cast(
        office=office,
        neighbour=neighbour,
        province=province,
        reader=_person("pembaca", office),
        outsider=_person("tetangga", neighbour),
        supervisor=_person("pembina", province),
        nobody=_person("tanpa-peran", None),
        operator=_person("operator-contoh", office, Role.OPERATOR),
        verifier=_person("pemeriksa-contoh", office, Role.VERIFIER),
        head=_person("sekretaris-contoh", office, Role.HEAD),
        superior=_person("ketua-contoh", office, Role.SUPERIOR),
        administrator=_person("admin-contoh", national, Role.ADMINISTRATOR),
    )


def _names(code: str, name: str, level: Level) -> dict[str, str]:
    return {"code": code, "name": name, "short_name": name, "body": name, "level": level}


def _person(username: str, office: Office | None, role: Role = Role.READER) -> Person:
    person = Person.objects.create_user(username=username, password=PASSWORD)
    if office is not None:
        Membership.objects.create(person=person, office=office, role=role)
    return person


def _office(province: Office, code: str) -> Office:
    province.refresh_from_db()
    name = f"KPU Kabupaten {code.capitalize()}"
    office = Office.objects.add_child(province, _names(code, name, Level.REGENCY))
    plan.ReportingYear.objects.create(office=office, year=YEAR, policy="kpu-recommended")
    _promises(office)
    _records(office)
    _money(office)
    return office


def _promises(office: Office) -> None:
    annual = plan.Plan.objects.create(
        office=office, kind=plan.PlanKind.ANNUAL, title="RKT 2024", year_from=YEAR, year_to=YEAR
    )
    agreement = plan.Agreement.objects.create(
        office=office,
        plan=annual,
        year=YEAR,
        signed_on=dt.date(YEAR, 1, 31),
        first_name="Sekretaris Contoh",
        first_position="Sekretaris",
        second_name="Ketua Contoh",
        second_position="Ketua",
    )
    for place, (code, name, unit, measure, target) in enumerate(INDICATORS, 1):
        objective = plan.Objective.objects.create(
            plan=annual, code=code, sequence=place, name=f"Sasaran ke-{code}"
        )
        indicator = plan.Indicator.objects.create(
            objective=objective,
            code=code,
            sequence=place,
            name=name,
            unit=unit,
            polarity="higher",
            aggregation="sum",
            measure=measure,
        )
        plan.Target.objects.create(agreement=agreement, indicator=indicator, number=target)


def _records(office: Office) -> None:
    event = {"segment": "pemula", "status": "done"}
    for number, day in enumerate((dt.date(YEAR, 2, 1), dt.date(YEAR, 8, 12), None), 1):
        title = f"Sosialisasi ke-{number} di {office.code}"
        Record.objects.create(
            office=office,
            register="voter_education",
            key=f"kegiatan-{number}",
            year=YEAR,
            date=day,
            title=title,
            data={**event, "title": title, "place": f"Sekolah {number}"},
            source=f"Buku {office.code} halaman {number}",
            note="" if day else "Tanggalnya tidak disebut.",
        )
    Record.objects.create(
        office=office,
        register="staff_competence",
        key="kompetensi",
        year=YEAR,
        title="Hasil uji kompetensi",
        data={"meets_standard": True, "period": "2024"},
        stated_percent=90,
    )
    Record.objects.create(
        office=office,
        register="dispute",
        key="sengketa",
        year=YEAR,
        title="Nihil",
        data={"decided": True, "won": True},
        quantity=0,
    )


def _money(office: Office) -> None:
    version = plan.BudgetVersion.objects.create(
        office=office, year=YEAR, code="dipa", name="DIPA Contoh", sequence=1
    )
    plan.BudgetLine.objects.create(version=version, sequence=1, fund=plan.Fund.STATE, amount=1_000_000)
    plan.Realisation.objects.create(version=version, amount=750_000, as_of=dt.date(YEAR, 12, 31))
