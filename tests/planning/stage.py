"""The people and offices of the planning tests, and the shortest way to a signed agreement."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from akuntabel.offices.models import Level, Membership, Office, Official, Person, Role
from akuntabel.packs.loader import load_pack
from akuntabel.planning import deeds
from akuntabel.planning.models import Agreement, Indicator, Objective, Plan, PlanKind, ReportingYear

YEAR = 2025
CODES = ("satu", "dua")


@dataclass
class Stage:
    """Two neighbour offices below a province, each with a person of every role."""

    offices: dict[str, Office] = field(default_factory=dict)
    people: dict[tuple[str, Role], Person] = field(default_factory=dict)

    @property
    def office(self) -> Office:
        """The first office."""
        return self.offices["satu"]

    def who(self, role: Role, code: str = "satu") -> Person:
        """The person with ``role`` at the office ``code``."""
        return self.people[code, role]


def set_stage() -> Stage:
    """Put everybody on the stage."""
    stage = Stage()
    province = Office.objects.add_root(_names("provinsi", "KPU Provinsi", Level.PROVINCE))
    for code in CODES:
        province.refresh_from_db()
        office = Office.objects.add_child(province, _names(code, f"KPU Kabupaten {code}", Level.REGENCY))
        ReportingYear.objects.create(office=office, year=YEAR, policy="kpu-recommended")
        stage.offices[code] = office
    stage.offices["provinsi"] = province
    for code, office in stage.offices.items():
        for role, name in ((Role.HEAD, "Sekretaris Contoh"), (Role.SUPERIOR, "Ketua Contoh")):
            Official.objects.create(office=office, role=role, name=name, position=name.split()[0])
        for role in Role:
            person = Person.objects.create_user(username=f"{code}-{role.value}")
            Membership.objects.create(person=person, office=office, role=role)
            stage.people[code, role] = person
    return stage


def _names(code: str, name: str, level: Level) -> dict[str, str]:
    return {"code": code, "name": name, "short_name": name, "body": name, "level": level, "place": "Contoh"}


def small_plan(stage: Stage, code: str = "satu", year: int = YEAR, planned: str = "2") -> Plan:
    """An RKT with one objective and one indicator."""
    by = stage.who(Role.OPERATOR, code)
    plan = deeds.draft_plan(
        office=stage.offices[code],
        kind=PlanKind.ANNUAL,
        fields=deeds.PlanFields(f"RKT {year}", year, year),
        by=by,
    )
    objective = deeds.save_objective(
        plan=plan, touched=0, fields=deeds.ObjectiveFields("1", "Meningkatnya partisipasi"), by=by
    )
    plan.refresh_from_db()
    deeds.save_indicator(
        plan=plan,
        touched=plan.touched,
        fields=deeds.IndicatorFields(
            objective, "1", "Jumlah kegiatan", "keg", definition="Kegiatan selesai", planned=Decimal(planned)
        ),
        by=by,
    )
    plan.refresh_from_db()
    return plan


def draft(stage: Stage, code: str = "satu") -> Agreement:
    """A draft agreement over a small plan."""
    small_plan(stage, code)
    return deeds.draft_agreement(office=stage.offices[code], year=YEAR, by=stage.who(Role.OPERATOR, code))


def signed(stage: Stage, code: str = "satu") -> Agreement:
    """An agreement that both parties have signed."""
    return sign(stage, draft(stage, code), code)


def sign(stage: Stage, agreement: Agreement, code: str = "satu") -> Agreement:
    """Let both parties sign ``agreement``."""
    agreement = Agreement.objects.select_related("plan").get(pk=agreement.pk)
    deeds.sign_first(agreement=agreement, seen=deeds.seen_of(agreement), by=stage.who(Role.HEAD, code))
    return deeds.sign_second(
        agreement=agreement, seen=deeds.seen_of(agreement), by=stage.who(Role.SUPERIOR, code)
    )


def only_indicator(plan: Plan) -> Indicator:
    """The one indicator of a small plan."""
    return Indicator.objects.get(objective__plan=plan)


def from_pack(stage: Stage) -> Plan:
    """The RKT that one click makes."""
    return deeds.draft_plan(
        office=stage.office,
        kind=PlanKind.ANNUAL,
        fields=deeds.PlanFields("RKT", YEAR, YEAR),
        by=stage.who(Role.OPERATOR),
        content=load_pack(),
    )


def objective_of(plan: Plan) -> Objective:
    """The first objective of ``plan``."""
    return Objective.objects.filter(plan=plan).first()
