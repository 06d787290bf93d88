"""A small office that measures a year: who states, verifies and approves, what is promised and counted."""

import datetime as dt
import io
import uuid
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from akuntabel.core.errors import CannotDo
from akuntabel.core.periods import Period
from akuntabel.core.value import reported
from akuntabel.evidence.models import Record
from akuntabel.measuring import deeds
from akuntabel.offices.models import Level, Membership, Office, Person, Role
from akuntabel.planning import models as plan

YEAR = 2025
WHOLE, T1, T2 = Period(YEAR), Period(YEAR, quarter=1), Period(YEAR, quarter=2)
MARCH = Period(YEAR, month=3)
EVENTS, DRAFTS = "voter_education", "regulation_draft"
PDF = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF"


@dataclass(frozen=True)
class Promised:
    """An indicator, its target of the year and of the quarters."""

    measure: dict
    target: int = 2
    quarters: tuple = ()
    unit: str = "keg"
    polarity: str = "higher"
    aggregation: str = "sum"
    more: dict = field(default_factory=dict)


WOMEN = Promised(
    {"count": {"register": EVENTS, "where": {"segment": "perempuan", "status": "done"}}}, 2, (1, 0, 0, 1)
)
IN_TIME = Promised(
    {
        "ratio": {
            "numerator": {"count": {"register": DRAFTS, "where": {"on_time": True}}},
            "denominator": {"count": {"register": DRAFTS}},
        }
    },
    90, (90, 90, 90, 90), "%", aggregation="pooled",
)  # fmt: skip
SATISFACTION = Promised({"manual": {}}, 80, (80, 80, 80, 80), "%", aggregation="average")
SHARE = Promised({"share_met": {}}, 100, (100, 100, 100, 100), "%", aggregation="latest")
YEARLY = Promised({"count": {"register": "lppa"}}, 12, (), "laporan", aggregation="year")


@dataclass
class House:
    """The office, its people by what they do, and another who verifies and approves as well."""

    office: Office
    people: dict[Role, Person]
    agreement: plan.Agreement

    @property
    def operator(self):
        return self.people[Role.OPERATOR]

    @property
    def verifier(self):
        return self.people[Role.VERIFIER]

    @property
    def head(self):
        return self.people[Role.HEAD]


def build(promised, *, code="contoh", year=YEAR):
    """An office with ``promised`` (by code) in its agreement of ``year``."""
    names = {"code": code, "name": f"KPU {code}", "short_name": code, "body": "KPU", "level": Level.REGENCY}
    office = Office.objects.add_root(names)
    people = {}
    for role in Role:
        people[role] = Person.objects.create_user(username=f"{code}-{role.value}")
        Membership.objects.create(person=people[role], office=office, role=role)
    return House(office, people, promise(office, promised, year=year))


def promise(office, promised, *, year=YEAR):
    """The books of ``year`` with a signed agreement about ``promised``."""
    plan.ReportingYear.objects.create(office=office, year=year, policy="kpu-recommended")
    annual = plan.Plan.objects.create(
        office=office, kind=plan.PlanKind.ANNUAL, title="RKT", year_from=year, year_to=year
    )
    agreement = plan.Agreement.objects.create(
        office=office, plan=annual, year=year, signed_on=dt.date(year, 1, 31),
        first_name="Sekretaris Contoh", first_position="Sekretaris",
        second_name="Ketua Contoh", second_position="Ketua",
    )  # fmt: skip
    for place, (code, each) in enumerate(promised.items(), 1):
        objective = plan.Objective.objects.create(
            plan=annual, code=code, sequence=place, name=f"Sasaran {code}"
        )
        indicator = plan.Indicator.objects.create(
            objective=objective, code=code, sequence=place, name=f"Indikator {code}", unit=each.unit,
            polarity=each.polarity, aggregation=each.aggregation, measure=each.measure,
        )  # fmt: skip
        target = plan.Target.objects.create(
            agreement=agreement, indicator=indicator, number=each.target, **each.more
        )
        for quarter, number in enumerate(each.quarters, 1):
            plan.QuarterTarget.objects.create(target=target, quarter=quarter, number=number)
    return agreement


def keep(office, register, day, *, quantity=1, year=YEAR, **data):
    """A record of ``register`` on ``day`` (ISO text, None without a date)."""
    if register == EVENTS:
        data = {"segment": "perempuan", "title": "Sosialisasi", "status": "done", **data}
    return Record.objects.create(
        office=office, register=register, key=uuid.uuid4().hex[:12], year=year, title="Contoh", data=data,
        date=dt.date.fromisoformat(day) if day else None, quantity=quantity,
    )  # fmt: skip


def state_by_hand(house, code, period, number, note="Survei Contoh", *, proof=True):
    """A draft with a number and its file."""
    actual = deeds.save_actual(
        office=house.office, period=period, code=code, value=reported(Decimal(number)), note=note,
        by=house.operator,
    )  # fmt: skip
    if proof:
        deeds.add_file(actual=actual, name="survei.pdf", content=io.BytesIO(PDF), by=house.operator)
    return actual


def submit(house, period, *codes, by=None, **notes):
    """Hand in ``codes``; notes by keyword, "_" for a dot, else one for all."""
    said = dict.fromkeys(codes, "Contoh keterangan") | {
        name.lstrip("n").replace("_", "."): note for name, note in notes.items()
    }
    return deeds.submit_actuals(
        office=house.office, period=period, codes=codes, notes=said, by=by or house.operator
    )


def verify(house, actuals):
    return deeds.verify_actuals(actuals=actuals, by=house.verifier)


def approve(house, actuals):
    return deeds.approve_actuals(actuals=actuals, by=house.head)


def through(house, period, *codes):
    """Hand in, verify and approve ``codes``."""
    return approve(house, verify(house, submit(house, period, *codes)))


def said(call, *args, **kwargs):
    """The sentence with which ``call`` refuses."""
    with pytest.raises(CannotDo) as caught:
        call(*args, **kwargs)
    return str(caught.value)


def problems(call, *args, **kwargs):
    """Why ``call`` does not go on, by indicator code."""
    with pytest.raises(deeds.NotReady) as caught:
        call(*args, **kwargs)
    return {code: str(problem) for code, problem in caught.value.problems.items()}
