"""In whatever order people state, verify, approve, return and reopen: the rules of two and three people hold."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck
from hypothesis import settings as effort
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from measured_office import DRAFTS, EVENTS, IN_TIME, SHARE, T1, WHOLE, WOMEN, YEAR, build, keep
from test_reopening import OPENING

from akuntabel.core.errors import CannotDo
from akuntabel.core.periods import Period
from akuntabel.core.value import not_applicable
from akuntabel.evidence.deeds import Row, add_record, locked_periods
from akuntabel.evidence.models import PeriodOpening
from akuntabel.measuring import deeds
from akuntabel.measuring.frozen import exact_value
from akuntabel.measuring.models import Actual, Standing
from akuntabel.measuring.recompute import recompute
from akuntabel.offices.access import Refused
from akuntabel.offices.models import Membership, Person, Role
from akuntabel.offices.trail import verify
from akuntabel.packs.loader import load_pack

PACK = load_pack()
POLICY = PACK.policies["kpu-recommended"]
CODES = ("1", "2", "4")
PEOPLE = st.integers(0, 3)  # each holds all three roles, so only the rules keep them apart
PERIODS = st.sampled_from([T1, T1, T1, WHOLE])
SOME = st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True)
WHY = st.sampled_from(["Sebab contoh", "Sebab contoh", ""])


class Actuals(RuleBasedStateMachine):
    """An office in which everybody may do everything, and an approved figure may be opened again."""

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.house = build({"1": WOMEN, "2": IN_TIME, "4": SHARE})
        self.office = self.house.office
        self.people = []
        for number in range(4):
            person = Person.objects.create_user(username=f"serba-{number}")
            for role in (Role.OPERATOR, Role.VERIFIER, Role.HEAD):
                Membership.objects.create(person=person, office=self.office, role=role)
            self.people.append(person)
        keep(self.office, EVENTS, "2025-03-01")
        keep(self.office, DRAFTS, "2025-03-01", title="A", on_time=True)
        self.approved = {}  # what every approved row said when it was approved

    def teardown(self):
        assert list(verify()) == []  # the trail is whole
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def attempt(self, deed, **given):
        """Do ``deed``, all of it or nothing."""
        before = list(Actual.objects.order_by("pk").values())
        try:
            with transaction.atomic():
                return deed(**given)
        except (CannotDo, Refused):
            assert list(Actual.objects.order_by("pk").values()) == before
            return None

    def rows(self, period, codes):
        found = {row.code: row for row in Actual.objects.filter(period=period.code).order_by("version")}
        return [found[code] for code in codes if code in found]

    @rule(who=PEOPLE, period=PERIODS, codes=SOME, note=WHY)
    def submit(self, who, period, codes, note):
        notes = dict.fromkeys(codes, note)
        self.attempt(
            deeds.submit_actuals,
            office=self.office,
            period=period,
            codes=codes,
            notes=notes,
            by=self.people[who],
        )

    @rule(who=PEOPLE, period=PERIODS, code=st.sampled_from(CODES), note=WHY)
    def overrule(self, who, period, code, note):
        value = not_applicable("Diblokir") if note else None
        self.attempt(
            deeds.save_actual, office=self.office, period=period, code=code, value=value, note=note,
            by=self.people[who],
        )  # fmt: skip

    @rule(
        who=PEOPLE, period=PERIODS, codes=SOME, deed=st.sampled_from(["verify_actuals", "take_back_actuals"])
    )
    def check(self, who, period, codes, deed):
        self.attempt(getattr(deeds, deed), actuals=self.rows(period, codes), by=self.people[who])

    @rule(who=PEOPLE, period=PERIODS, codes=SOME)
    def approve(self, who, period, codes):
        done = self.attempt(deeds.approve_actuals, actuals=self.rows(period, codes), by=self.people[who])
        for row in done or []:
            self.approved[row.pk] = self.said(Actual.objects.get(pk=row.pk))

    @rule(period=PERIODS, codes=SOME, three=st.permutations(range(4)), again=st.booleans())
    def go_all_the_way(self, period, codes, three, again):
        for code in codes:
            self.submit(three[0], period, [code], "Sebab contoh")
            rows = self.rows(period, [code])
            self.attempt(deeds.verify_actuals, actuals=rows, by=self.people[three[1]])
            self.approve(three[2], period, [code])
        for row in self.rows(period, codes if again else []):
            self.attempt(deeds.ask_reopening, actual=row, reason="Terlewat", by=self.people[three[0]])
            self.attempt(deeds.grant_reopening, actual=row, by=self.people[three[3]])

    @rule(who=PEOPLE, period=PERIODS, codes=SOME, why=WHY)
    def give_back(self, who, period, codes, why):
        self.attempt(deeds.return_actuals, actuals=self.rows(period, codes), reason=why, by=self.people[who])

    @precondition(lambda self: self.approved)
    @rule(asks=PEOPLE, decides=PEOPLE, why=WHY, granted=st.sampled_from([True, True, False]), data=st.data())
    def reopen(self, asks, decides, why, granted, data):
        row = Actual.objects.get(pk=data.draw(st.sampled_from(sorted(self.approved))))
        self.attempt(deeds.ask_reopening, actual=row, reason=why, by=self.people[asks])
        if granted:
            self.attempt(deeds.grant_reopening, actual=row, by=self.people[decides])
        else:
            self.attempt(deeds.refuse_reopening, actual=row, reason=why, by=self.people[decides])

    @rule(day=st.sampled_from(["2025-02-02", "2025-05-05"]))
    def record(self, day):
        row = Row({"segment": "perempuan", "title": "Lagi", "status": "done", "date": day})
        given = {"office": self.office, "year": YEAR, "register": PACK.registers[EVENTS], "row": row}
        self.attempt(add_record, **given, by=self.house.operator)

    @staticmethod
    def said(row):
        return {
            field.attname: getattr(row, field.attname)
            for field in Actual._meta.concrete_fields
            if field.attname not in OPENING
        }

    @invariant()
    def the_rules_hold(self):
        rows = list(Actual.objects.order_by("version"))
        for row in rows:
            nobody_checks_their_own(row)
            if row.standing != Standing.DRAFT:  # what was handed in is what its evidence gives
                assert recompute(row, POLICY) == exact_value(row)
        # What is approved stays as it was, but for its opening.
        assert {row.pk: self.said(row) for row in rows if row.standing == Standing.APPROVED} == self.approved
        one_version_is_current(rows)
        self.locks_follow(rows)

    def locks_follow(self, rows):
        """A period that was approved whole is locked, and open only where a figure is open again."""
        for period in (T1, WHOLE):
            mine = [row for row in rows if row.period == period.code]
            if {row.code for row in mine if row.in_force} == set(CODES):
                assert period in locked_periods(self.office, YEAR)
        for gap in PeriodOpening.objects.filter(closed_at=None):
            again = [row for row in rows if row.period == gap.period and row.version > 1]
            assert any(row.standing != Standing.APPROVED for row in again)
            assert Period.parse(gap.period) not in locked_periods(self.office, YEAR, gap.register)


def nobody_checks_their_own(row):
    if row.verified_by_id is not None:
        assert row.verified_by_id != row.submitted_by_id
    if row.approved_by_id is not None:
        assert row.approved_by_id not in (row.submitted_by_id, row.verified_by_id)
    if row.reopened_by_id is not None:
        assert row.reopened_by_id != row.reopen_asked_by_id


def one_version_is_current(rows):
    """``rows`` by version: all but the newest of a period and indicator were opened again."""
    by_place = {}
    for row in rows:
        by_place.setdefault((row.period, row.code), []).append(row)
    for versions in by_place.values():
        assert [row.version for row in versions] == list(range(1, len(versions) + 1))
        assert [row.replaces_id for row in versions] == [None, *(row.pk for row in versions[:-1])]
        assert not any(row.in_force for row in versions[:-1])


@pytest.mark.django_db(transaction=False)
def test_the_rules_hold_in_any_order():
    run_state_machine_as_test(
        Actuals,
        settings=effort(
            max_examples=16, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
