"""What is owed: by one person, in one office; and how many things, at little cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from akuntabel.duties.actuals import actual_duties, joined
from akuntabel.duties.duty import Duty, in_order
from akuntabel.duties.meetings import follow_up_duties
from akuntabel.duties.plans import plan_duties
from akuntabel.duties.records import record_duties
from akuntabel.duties.report import report_duties
from akuntabel.duties.scene import Scene
from akuntabel.duties.spending import spending_duties
from akuntabel.measuring.models import Actual, IndicatorOwner, Standing
from akuntabel.meetings.models import FollowUp
from akuntabel.offices.access import ROLES, Ability, abilities
from akuntabel.offices.models import Membership, Office, Person
from akuntabel.planning.models import ReportingYear
from akuntabel.reporting.models import Edition

MOST_OFFICES, MOST_YEARS = 12, 3

SOURCES: tuple[Callable[[Scene], list[Duty]], ...] = (
    plan_duties,
    record_duties,
    actual_duties,
    spending_duties,
    follow_up_duties,
    report_duties,
)

DOING = frozenset(
    {
        Ability.KEEP_RECORDS, Ability.PLAN, Ability.KEEP_BUDGET, Ability.STATE_ACTUALS, Ability.VERIFY_ACTUALS,
        Ability.APPROVE_ACTUALS, Ability.WRITE_REPORT, Ability.SEAL_REPORT, Ability.HOLD_MEETINGS,
        Ability.SIGN_FIRST, Ability.SIGN_SECOND,
    }
)  # fmt: skip
ANSWERING = frozenset(
    {Ability.SIGN_FIRST, Ability.SIGN_SECOND, Ability.APPROVE_ACTUALS}
)  # for what others do
DOING_ROLES = [role for role, able in ROLES.items() if able & DOING]


@dataclass(frozen=True)
class Owes:
    """What a person owes, the most urgent first; ``left_out`` counts offices that were not asked.

    ``behind`` are the offices and years in which others are late and the person answers for them.
    ``works`` says whether they do anything at all anywhere: a reader does not.
    """

    duties: tuple[Duty, ...]
    offices: tuple[Office, ...]
    left_out: int
    behind: tuple[tuple[Office, int], ...] = ()

    @property
    def works(self) -> bool:
        """Whether the person has an office to work in."""
        return bool(self.offices)


def duties_in(office: Office, year: int, today: dt.date) -> list[Duty]:
    """All that ``office`` owes in ``year``, whoever owes it; the most urgent first."""
    scene = Scene(office, year, today)
    return in_order(duty for source in SOURCES for duty in source(scene))


def duties_of(person: Person, today: dt.date) -> list[Duty]:
    """What ``person`` owes; see :func:`owed_by`."""
    return list(owed_by(person, today).duties)


def owed_by(person: Person, today: dt.date) -> Owes:
    """What ``person`` owes in the offices where they work, in the years that are open there.

    A period to be submitted is one thing to do, whether the person holds its indicators or anybody does.

    Bounded: an office counts where the person holds a doing role themselves (not through an office
    above) or is named as an owner, at most :data:`MOST_OFFICES` of them; what a role reaches below is
    looked up at each office. So somebody above 553 offices causes no query for them.
    """
    offices = offices_of(person)
    asked = offices[:MOST_OFFICES]
    found: list[Duty] = []
    behind: list[tuple[Office, int]] = []
    for office in asked:
        able = abilities(person, office)
        for year in open_years(office):
            duties = duties_in(office, year, today)
            mine = [duty for duty in duties if duty.belongs_to(person, able)]
            found += joined(mine)
            if able & ANSWERING and any(duty.late and duty not in mine for duty in duties):
                behind.append((office, year))
    return Owes(tuple(in_order(found)), tuple(asked), len(offices) - len(asked), tuple(behind))


def offices_of(person: Person) -> list[Office]:
    """The offices where ``person`` works, as far as they may see them."""
    doing = Membership.objects.filter(person=person, role__in=DOING_ROLES).values("office")
    owns = IndicatorOwner.objects.filter(person=person).values("office")
    does = FollowUp.objects.filter(owner=person, done_on__isnull=True).values("meeting__office")
    works = Q(pk__in=doing) | Q(pk__in=owns) | Q(pk__in=does)
    return list(Office.objects.visible_to(person).filter(works))


def open_years(office: Office) -> list[int]:
    """The years in which something can be owed, the newest first: the newest, those without a sealed report,
    and those with something under way; at most :data:`MOST_YEARS`."""
    years = list(ReportingYear.objects.filter(office=office).order_by("-year").values_list("year", flat=True))
    sealed = set(Edition.objects.filter(office=office).values_list("year", flat=True))
    under_way = ~Q(standing=Standing.APPROVED) | Q(reopen_asked_by__isnull=False, reopened_at=None)
    actuals = Actual.objects.filter(under_way, office=office, replaced_by__isnull=True).order_by()
    promised = FollowUp.objects.filter(meeting__office=office, done_on=None).order_by()
    busy = {*actuals.values_list("year", flat=True), *promised.values_list("meeting__year", flat=True)}
    return [year for year in years if year == years[0] or year not in sealed or year in busy][:MOST_YEARS]
