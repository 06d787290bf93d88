"""The desk of the tests of duties: one office with a year 2025, three indicators and its people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from akuntabel.core.value import State
from akuntabel.evidence.models import Record
from akuntabel.measuring.models import Actual, IndicatorOwner, Standing
from akuntabel.offices.models import Level, Membership, Office, Person, Role
from akuntabel.planning.models import (
    Agreement,
    Indicator,
    Objective,
    Plan,
    PlanKind,
    QuarterTarget,
    ReportingYear,
    Target,
)

YEAR = 2025
LPPA = {"count": {"register": "lppa", "where": {"on_time": True}}}
EVENTS = {"count": {"register": "voter_education", "where": {"status": "done"}}}
MEASURES = {"1": LPPA, "2": EVENTS, "3": {"manual": {}}}
NAMES = {"1": "LPPA tepat waktu", "2": "Kegiatan pendidikan pemilih", "3": "Indeks layanan"}


@dataclass
class House:
    """An office and its people, one of each role that does something, and a second operator."""

    office: Office
    operator: Person
    second: Person
    verifier: Person
    head: Person
    superior: Person
    reader: Person

    @property
    def people(self) -> list[Person]:
        return [self.operator, self.second, self.verifier, self.head, self.superior, self.reader]


def person(username: str, office: Office, role: Role, email: str = "") -> Person:
    found = Person.objects.create(username=username, first_name=username.capitalize(), email=email)
    Membership.objects.create(person=found, office=office, role=role)
    return found


def root(code: str = "kpu") -> Office:
    names = {"name": code.upper(), "short_name": code.upper(), "body": code.upper()}
    return Office.objects.add_root({"code": code, "level": Level.NATIONAL, **names})


def house_below(top: Office, code: str = "contoh", *, signed: bool = True) -> House:
    """An office below ``top`` with its year, and its agreement when ``signed``."""
    top.refresh_from_db()
    name = f"KPU {code.capitalize()}"
    names = {"code": code, "name": name, "short_name": name, "body": name}
    office = Office.objects.add_child(top, {"level": Level.REGENCY, **names})
    ReportingYear.objects.create(office=office, year=YEAR, policy="kpu-recommended")
    if signed:
        agree(office)
    people = {
        "operator": Role.OPERATOR, "second": Role.OPERATOR, "verifier": Role.VERIFIER, "head": Role.HEAD,
        "superior": Role.SUPERIOR, "reader": Role.READER,
    }  # fmt: skip
    made = {name: person(f"{name}-{code}", office, role) for name, role in people.items()}
    return House(office=office, **made)


def agree(office: Office, *, split: bool = True) -> Agreement:
    """A signed agreement with three targets, each split into quarters unless not ``split``."""
    plan = Plan.objects.create(office=office, kind=PlanKind.ANNUAL, title="RKT", year_from=YEAR, year_to=YEAR)
    objective = Objective.objects.create(plan=plan, code="1", sequence=1, name="Sasaran")
    agreement = Agreement.objects.create(
        office=office, plan=plan, year=YEAR, signed_on=dt.date(YEAR, 1, 20), first_name="Contoh Sekretaris",
        first_position="Sekretaris", second_name="Contoh Ketua", second_position="Ketua",
    )  # fmt: skip
    for sequence, (code, measure) in enumerate(MEASURES.items(), 1):
        indicator = Indicator.objects.create(
            objective=objective, code=code, sequence=sequence, name=NAMES[code], unit="laporan",
            polarity="higher", aggregation="sum", measure=measure,
        )  # fmt: skip
        target = Target.objects.create(agreement=agreement, indicator=indicator, number=4)
        for quarter in range(1, 5) if split else ():
            QuarterTarget.objects.create(target=target, quarter=quarter, number=1)
    return agreement


def actual(
    house: House, code: str, period: str, standing: Standing = Standing.DRAFT, **more: object
) -> Actual:
    """An actual as its row stands after the deeds; by the operator unless ``more`` says otherwise."""
    fields: dict[str, object] = {"created_by": house.operator}
    if standing != Standing.DRAFT:
        fields["submitted_by"] = house.operator
    if standing in (Standing.VERIFIED, Standing.APPROVED):
        fields["verified_by"] = house.verifier
    if standing == Standing.APPROVED:
        fields["approved_by"] = house.head
    return Actual.objects.create(
        office=house.office, indicator=Indicator.objects.get(code=code, objective__plan__office=house.office),
        code=code, year=YEAR, period=period, standing=standing, state=State.REPORTED, number=Decimal(1),
        **{**fields, **more},
    )  # fmt: skip


def owns(house: House, code: str, *people: Person) -> None:
    for place, who in enumerate(people, 1):
        IndicatorOwner.objects.create(office=house.office, year=YEAR, code=code, place=place, person=who)


def report_kept(house: House, register: str, *months: int) -> None:
    """A record of ``register`` for each of ``months``."""
    for month in months:
        Record.objects.create(
            office=house.office, register=register, key=f"{register}-{month}", year=YEAR,
            title=f"Bulan {month}", data={"month": f"{month:02d}"},
        )  # fmt: skip


def keep_all(house: House) -> None:
    """Every monthly report of the year stands in its register."""
    for register in ("lppa", "spip_report", "monitoring_report"):
        report_kept(house, register, *range(1, 13))
