"""Two offices with one of everything, so that every address of the app has something to open."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, field
from decimal import Decimal

from cast import PASSWORD, YEAR, Cast
from story_editions import furnish_edition
from story_measuring import furnish_measuring
from story_money import furnish_money

from akuntabel.core.periods import Period
from akuntabel.core.register import FieldType
from akuntabel.evidence.attachments import add_attachment
from akuntabel.evidence.deeds import Row, add_record, lock_period
from akuntabel.evidence.imports import hand_in_table
from akuntabel.evidence.models import OwnRegister
from akuntabel.evidence.own_registers import FieldDraft, RegisterDraft, define_register
from akuntabel.evidence.registers import pack_of
from akuntabel.meetings import deeds as meeting_deeds
from akuntabel.meetings.models import Meeting
from akuntabel.offices.deeds import invite
from akuntabel.offices.models import Membership, Office, Official, Person, Role
from akuntabel.planning import deeds
from akuntabel.planning.action_plan import PlannedAction, add_action
from akuntabel.planning.cascade import Condition, add_node
from akuntabel.planning.models import (
    Agreement,
    Goal,
    Indicator,
    Mission,
    NodeKind,
    Plan,
    PlanKind,
    ReportingYear,
)
from akuntabel.reporting.models import Build, BuildStatus

DRAFT, HALF, PLANNED, REVISED = 2025, 2026, 2027, 2028  # the state of the agreement of each year
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
TABLE = b"Segmen utama,Nama kegiatan,Tanggal,Status\nKeluarga,Rapat warga,4-3-2024,Terlaksana\n"


@dataclass
class House:
    """An office, those who work in it, and the keys of what it keeps, by the word the addresses use."""

    office: Office
    head: Person
    superior: Person
    reader: Person
    keys: dict[str, int] = field(default_factory=dict)
    own: OwnRegister | None = None


def furnish(cast: Cast, code: str) -> House:
    """Give the office ``code`` of ``cast`` one of everything."""
    office = Office.objects.get(code=code)
    house = House(office, *(_member(office, role) for role in (Role.HEAD, Role.SUPERIOR, Role.READER)))
    for role, name in ((Role.HEAD, "Sekretaris Contoh"), (Role.SUPERIOR, "Ketua Contoh")):
        Official.objects.create(office=office, role=role, name=name, position=name.split()[0])
    for year in (DRAFT, HALF, PLANNED, REVISED):
        ReportingYear.objects.create(office=office, year=year, policy="kpu-recommended")
    _plans(house)
    _evidence(house)
    _doors(house, cast)
    furnish_money(house)
    furnish_edition(house, _agreed)
    furnish_measuring(house)
    _meetings(house)
    return house


def _member(office: Office, role: Role) -> Person:
    person = Person.objects.create_user(username=f"{role.value}-{office.code}", password=PASSWORD)
    Membership.objects.create(person=person, office=office, role=role)
    return person


# ---------------------------------------------------------------- plans


def _plans(house: House) -> None:
    keys, by, office = house.keys, house.head, house.office
    draft = _agreed(house, DRAFT)
    target = draft.targets.order_by("pk").first()
    keys["target"], keys["drafted"] = target.pk, target.indicator_id
    action = add_action(target=target, planned=PlannedAction(1, "Rapat", ""), by=by)
    keys["action"] = action.pk
    outcome = Condition(NodeKind.OUTCOME, "Pemilih ikut serta", "", "", "", None)
    top = add_node(office=office, year=DRAFT, condition=outcome, by=by)
    below = Condition(NodeKind.INTERMEDIATE, "Pemilih tahu", "", "", "", None)
    keys["node"] = add_node(office=office, year=DRAFT, condition=below, parents=[top], by=by).pk
    half = _agreed(house, HALF)
    deeds.sign_first(agreement=half, seen=deeds.seen_of(half), by=by)
    signed = _agreed(house, REVISED)
    deeds.sign_first(agreement=signed, seen=deeds.seen_of(signed), by=by)
    signed.refresh_from_db()
    deeds.sign_second(
        agreement=signed, seen=deeds.seen_of(signed), signed_on=dt.date(2026, 1, 5), by=house.superior
    )
    deeds.revise_agreement(agreement=signed, reason="Anggaran berubah", by=by)
    deeds.revise_plan(plan=signed.plan, reason="Indikator ditambah", by=by)
    _open_plan(house)


def _annual(house: House, year: int) -> Plan:
    office = house.office
    example = Plan.objects.get(office=office, kind=PlanKind.ANNUAL, year_from=YEAR)
    fields = deeds.PlanFields(f"RKT {year}", year, year)
    return deeds.draft_plan(
        office=office, kind=PlanKind.ANNUAL, fields=fields, by=house.head, content=example
    )


def _agreed(house: House, year: int) -> Agreement:
    plan = _annual(house, year)
    draft = deeds.draft_agreement(office=house.office, year=year, by=house.head)
    spans = {row.pk: deeds.Span(Decimal(4)) for row in Indicator.objects.filter(objective__plan=plan)}
    plan.refresh_from_db()
    deeds.save_numbers(
        plan=plan, planned=spans, plan_touched=plan.touched,
        agreement=draft, targets=spans, agreement_touched=draft.touched, by=house.head,
    )  # fmt: skip
    return Agreement.objects.select_related("plan", "office").get(pk=draft.pk)


def _open_plan(house: House) -> None:
    keys, by = house.keys, house.head
    plan = _annual(house, PLANNED)
    keys["plan"] = plan.pk
    objectives = list(plan.objectives.order_by("sequence"))
    keys["objective"] = objectives[0].pk
    fields = deeds.ObjectiveFields("9", "Belum berindikator")
    plan.refresh_from_db()
    keys["empty"] = deeds.save_objective(plan=plan, touched=plan.touched, fields=fields, by=by).pk
    keys["indicator"] = Indicator.objects.get(objective=objectives[0]).pk
    fields = deeds.PlanFields("Renstra", 2025, 2029)
    strategic = deeds.draft_plan(office=house.office, kind=PlanKind.STRATEGIC, fields=fields, by=by)
    mission = deeds.save_numbered(plan=strategic, touched=0, kind=Mission, number=1, text="Mandiri", by=by)
    keys["strategic"], keys["mission"] = strategic.pk, mission.pk
    strategic.refresh_from_db()
    goal = deeds.save_numbered(
        plan=strategic, touched=strategic.touched, kind=Goal, number=1, text="Pemilu jujur", by=by
    )
    keys["goal"] = goal.pk


# ---------------------------------------------------------------- evidence


def _evidence(house: House) -> None:
    keys, by, office = house.keys, house.head, house.office
    register = pack_of(office).registers["voter_education"]
    data = {"segment": "muda", "title": f"Kelas muda {office.code}", "date": "2024-05-02", "status": "done"}
    record = add_record(office=office, year=YEAR, register=register, row=Row(data), by=by)
    keys["record"] = record.pk
    keys["file"] = add_attachment(record=record, name="foto.png", content=io.BytesIO(PNG), by=by).pk
    file = {"file_name": "tabel.csv", "data": TABLE}
    keys["draft"] = hand_in_table(office=office, year=YEAR, register=register, by=by, **file).pk
    lock_period(office=office, period=Period(YEAR, quarter=4), by=by)
    described = RegisterDraft(
        name="Buku tamu", purpose="Mencatat tamu.", group="", unit="orang", title=1, date=0,
        fields=[FieldDraft("Tanggal", FieldType.DATE, required=True), FieldDraft("Nama", FieldType.TEXT, True)],
    )  # fmt: skip
    house.own = define_register(office=office, draft=described, by=by)


def _doors(house: House, cast: Cast) -> None:
    keys, office = house.keys, house.office
    invitation, _token = invite(office=office, role=Role.READER, name="Tamu", username="", email="t@contoh.id",
                                by=cast.administrator)  # fmt: skip
    keys["invitation"] = invitation.pk
    keys["person"] = house.reader.pk
    build = Build.objects.create(office=office, year=YEAR, status=BuildStatus.DONE)
    build.folder.mkdir(parents=True)
    (build.folder / "laporan-kinerja.html").write_text(
        "<!doctype html><html lang=id><title>Laporan</title><p>Isi"
    )
    keys["build"] = build.pk


# ---------------------------------------------------------------- meetings


def _meetings(house: House) -> None:
    """A closed meeting with one follow-up done and one open, and one that waits to be closed."""
    keys, by = house.keys, house.head
    held = _meeting(house, 1)
    meeting_deeds.close_minutes(meeting=held, touched=held.touched, by=by)
    done, still = held.follow_ups.all()
    meeting_deeds.finish_follow_up(follow_up=done, done_on=dt.date(YEAR, 5, 2), result="Sudah", by=by)
    keys["done"], keys["follow_up"] = done.pk, still.pk
    keys["meeting"] = _meeting(house, 2).pk


def _meeting(house: House, quarter: int) -> Meeting:
    by, day = house.head, dt.date(YEAR, 3 * quarter + 1, 10)
    meeting = meeting_deeds.plan_meeting(
        office=house.office, year=YEAR, period=Period(YEAR, quarter=quarter),
        fields=meeting_deeds.MeetingFields(day, dt.time(9), place="Aula"), by=by,
    )  # fmt: skip
    came = {row.pk: True for row in meeting.participants.all()}
    meeting = meeting_deeds.note_attendance(meeting=meeting, touched=meeting.touched, came=came, by=by)
    minutes = meeting_deeds.Minutes(
        "Capaian dibahas.", ["Jadwal diperbaiki."],
        [meeting_deeds.NewFollowUp(text, by, "", dt.date(YEAR, 12, 1)) for text in ("Jadwal", "Laporan")],
    )  # fmt: skip
    return meeting_deeds.write_minutes(meeting=meeting, touched=meeting.touched, minutes=minutes, by=by)
