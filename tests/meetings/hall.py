"""The hall of the meeting tests: an office in WITA with two indicators, its people, and the shortest way to minutes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from akuntabel.core.periods import Period
from akuntabel.evidence.models import Record
from akuntabel.meetings import deeds
from akuntabel.meetings.models import Meeting
from akuntabel.offices.models import Level, Membership, Office, Official, Person, Role
from akuntabel.planning import models as plan

YEAR = 2024
FIRST, SECOND = Period(YEAR, quarter=1), Period(YEAR, quarter=2)
DAY = dt.date(YEAR, 4, 17)  # a Wednesday
NAMES = {
    Role.HEAD: "Contoh Sekretaris",
    Role.SUPERIOR: "Contoh Ketua",
    Role.MEMBER: "Contoh Anggota",
    Role.OPERATOR: "Contoh Operator",
    Role.VERIFIER: "Contoh Pemeriksa",
    Role.READER: "Contoh Pembaca",
}
MINUTES = deeds.Minutes(
    "Sekretaris membuka rapat.\n\nSosialisasi <tertinggal> & dijadwalkan ulang.",
    ["Jadwal diperbaiki.", "  ", "LPPA tepat waktu."],
)


@dataclass
class Hall:
    """The office, its people by role, and somebody of another office."""

    office: Office
    people: dict[Role, Person] = field(default_factory=dict)
    outsider: Person | None = None

    @property
    def operator(self) -> Person:
        """Who holds the meetings."""
        return self.people[Role.OPERATOR]

    def plan(self, period: Period = FIRST, day: dt.date = DAY, **fields: object) -> Meeting:
        """A planned meeting."""
        given = deeds.MeetingFields(day, **{"time_from": dt.time(9), "place": "Aula", **fields})
        return deeds.plan_meeting(
            office=self.office, year=YEAR, period=period, fields=given, by=self.operator
        )

    def attended(self, meeting: Meeting) -> Meeting:
        """The meeting with everybody there but the last."""
        rows = list(meeting.participants.all())
        came = {row.pk: row is not rows[-1] for row in rows}
        return deeds.note_attendance(meeting=meeting, touched=meeting.touched, came=came, by=self.operator)

    def written(self, meeting: Meeting, minutes: deeds.Minutes | None = None) -> Meeting:
        """The meeting with attendance and minutes; by default one follow-up is the verifier's, one a guest's."""
        meeting = self.attended(meeting)
        follow_ups = [
            deeds.NewFollowUp("Menyusun jadwal", self.people[Role.VERIFIER], "", meeting.date, "1"),
            deeds.NewFollowUp("Menyampaikan LPPA", None, "Bendahara Contoh", dt.date(YEAR, 12, 1)),
        ]
        minutes = minutes or deeds.Minutes(MINUTES.discussion, MINUTES.decisions, follow_ups)
        return deeds.write_minutes(
            meeting=meeting, touched=meeting.touched, minutes=minutes, by=self.operator
        )

    def closed(self, period: Period = FIRST, day: dt.date = DAY) -> Meeting:
        """A meeting whose minutes are closed."""
        meeting = self.written(self.plan(period, day))
        return deeds.close_minutes(meeting=meeting, touched=meeting.touched, by=self.operator)


def set_hall() -> Hall:
    """Furnish the hall."""
    names = {"short_name": "KPU Contoh", "body": "KPU Kabupaten Contoh", "level": Level.REGENCY}
    office = Office.objects.add_root(
        {"code": "contoh", "name": "Sekretariat KPU Kabupaten Contoh", "place": "Kota Contoh",
         "timezone": "Asia/Makassar", **names}
    )  # fmt: skip
    plan.ReportingYear.objects.create(office=office, year=YEAR, policy="kpu-recommended")
    hall = Hall(office)
    for role, name in NAMES.items():
        person = Person.objects.create_user(username=role.value, first_name=name)
        Membership.objects.create(person=person, office=office, role=role)
        hall.people[role] = person
    for role, position in ((Role.HEAD, "Sekretaris\nKPU Kabupaten Contoh"), (Role.SUPERIOR, "Ketua")):
        Official.objects.create(office=office, role=role, name=NAMES[role], position=position)
    other = Office.objects.add_root({"code": "lain", "name": "Kantor Lain", **names})
    hall.outsider = Person.objects.create_user(username="luar")
    Membership.objects.create(person=hall.outsider, office=other, role=Role.HEAD)
    _promise(office)
    return hall


def event(office: Office, day: dt.date) -> Record:
    """An event for first-time voters, which indicator 1 counts."""
    number = Record.objects.count()
    return Record.objects.create(
        office=office, register="voter_education", key=f"k{number}", year=YEAR, date=day, title=f"Kelas {number}",
        data={"segment": "pemula", "status": "done", "title": f"Kelas {number}", "date": day.isoformat()},
    )  # fmt: skip


def _promise(office: Office) -> None:
    """An agreement: indicator 1 counts events, one of the quarter's two there; 2 has no records."""
    annual = plan.Plan.objects.create(
        office=office, kind=plan.PlanKind.ANNUAL, title="RKT", year_from=YEAR, year_to=YEAR
    )
    agreement = plan.Agreement.objects.create(
        office=office, plan=annual, year=YEAR, signed_on=dt.date(YEAR, 1, 31)
    )
    education = {"count": {"register": "voter_education", "where": {"segment": "pemula", "status": "done"}}}
    reports = {"count": {"register": "lppa", "where": {"on_time": True}}}
    for place, (name, unit, measure) in enumerate(
        (("Jumlah kelas pemula", "keg", education), ("Jumlah LPPA", "laporan", reports)), 1
    ):
        objective = plan.Objective.objects.create(
            plan=annual, code=str(place), sequence=place, name=f"Sasaran {place}"
        )
        indicator = plan.Indicator.objects.create(
            objective=objective, code=str(place), sequence=place, name=name, unit=unit, polarity="higher",
            aggregation="sum", measure=measure,
        )  # fmt: skip
        target = plan.Target.objects.create(agreement=agreement, indicator=indicator, number=8)
        for quarter in range(1, 5):
            plan.QuarterTarget.objects.create(target=target, quarter=quarter, number=2)
    event(office, dt.date(YEAR, 2, 1))
