"""No sequence of deeds, by whomever, leaks a row, changes what has counted, or breaks the trail."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from akuntabel.core.errors import AkuntabelError
from akuntabel.core.periods import Period
from akuntabel.evidence import deeds
from akuntabel.evidence.models import Record
from akuntabel.offices.access import ROLES, Ability, Refused
from akuntabel.offices.models import Level, LogEntry, Membership, Office, Person, Role
from akuntabel.offices.trail import verify
from akuntabel.packs.loader import load_pack

YEAR = 2025
OFFICES = ("satu", "dua")
PEOPLE = st.tuples(st.sampled_from(OFFICES), st.sampled_from([*Role]))
PERIODS = st.sampled_from([Period(YEAR), *Period(YEAR).children(), Period(YEAR, month=3)])
DAYS = st.dates(dt.date(YEAR, 1, 1), dt.date(YEAR, 12, 31)).map(dt.date.isoformat)
EVENTS = st.fixed_dictionaries(
    {
        "segment": st.sampled_from(["pemula", "perempuan"]),
        "title": st.sampled_from(["Sosialisasi", "Nonton bareng", "Simulasi"]),
        "status": st.sampled_from(["done", "planned"]),
    },
    optional={"date": DAYS},
)


class Books(RuleBasedStateMachine):
    """Two neighbour offices, each with a person of every role; deeds in any order."""

    records = Bundle("records")

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.register = load_pack().registers["voter_education"]
        self.offices = {}
        self.people = {}
        for code in OFFICES:
            fields = {"code": code, "name": f"KPU {code}", "short_name": code, "body": "KPU"}
            office = Office.objects.add_root({**fields, "level": Level.REGENCY})
            self.offices[code] = office
            for role in Role:
                person = Person.objects.create_user(username=f"{code}-{role.value}")
                Membership.objects.create(person=person, office=office, role=role)
                self.people[code, role] = person
        self.counted: dict[int, tuple[object, ...]] = {}  # rows of a locked period, as they stood then
        self.rows = 0  # of the trail, as far as we know

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def attempt(self, who, ability, office, deed):
        """Do ``deed`` as ``who``; whether it may was known beforehand."""
        allowed = who[0] == office.code and ability in ROLES[who[1]]
        before = list(Record.objects.order_by("pk").values())
        try:
            with transaction.atomic():
                done = deed(self.people[who])
        except AkuntabelError as error:
            assert isinstance(error, Refused) != allowed
            assert list(Record.objects.order_by("pk").values()) == before
            return None
        assert allowed
        return done

    @rule(target=records, who=PEOPLE, code=st.sampled_from(OFFICES), data=EVENTS)
    def add(self, who, code, data):
        office = self.offices[code]
        record = self.attempt(
            who,
            Ability.KEEP_RECORDS,
            office,
            lambda by: deeds.add_record(
                office=office, year=YEAR, register=self.register, row=deeds.Row(data), by=by
            ),
        )
        return record.pk if record else None

    @rule(who=PEOPLE, pk=records, data=EVENTS, stale=st.booleans())
    def change(self, who, pk, data, stale):
        record = Record.objects.filter(pk=pk).first()
        if record is not None:
            self.attempt(
                who,
                Ability.KEEP_RECORDS,
                record.office,
                lambda by: deeds.change_record(
                    record=record,
                    version=record.version - stale,
                    register=self.register,
                    row=deeds.Row(data),
                    by=by,
                ),
            )

    @rule(target=records, who=PEOPLE, pk=records, data=EVENTS, reason=st.sampled_from(["", "Salah ketik"]))
    def correct(self, who, pk, data, reason):
        record = Record.objects.filter(pk=pk).first()
        if record is None:
            return None
        new = self.attempt(
            who,
            Ability.KEEP_RECORDS,
            record.office,
            lambda by: deeds.correct_record(
                record=record, register=self.register, row=deeds.Row(data), reason=reason, by=by
            ),
        )
        return new.pk if new else None

    @rule(who=PEOPLE, pk=records, reason=st.sampled_from(["", "Batal"]))
    def withdraw(self, who, pk, reason):
        record = Record.objects.filter(pk=pk).first()
        if record is not None:
            self.attempt(
                who,
                Ability.KEEP_RECORDS,
                record.office,
                lambda by: deeds.withdraw_record(record=record, reason=reason, by=by),
            )

    @rule(who=PEOPLE, code=st.sampled_from(OFFICES), period=PERIODS)
    def lock(self, who, code, period):
        office = self.offices[code]
        done = self.attempt(
            who,
            Ability.LOCK_PERIODS,
            office,
            lambda by: deeds.lock_period(office=office, period=period, by=by),
        )
        if done:
            for record in Record.objects.filter(office=office):
                if deeds.lock_over(record, [period]):
                    self.counted[record.pk] = _content(record)

    @rule(who=PEOPLE, code=st.sampled_from(OFFICES), period=PERIODS, reason=st.sampled_from(["", "Salah"]))
    def open(self, who, code, period, reason):
        office = self.offices[code]
        done = self.attempt(
            who,
            Ability.LOCK_PERIODS,
            office,
            lambda by: deeds.open_period(office=office, period=period, reason=reason, by=by),
        )
        if done:
            locks = deeds.locked_periods(office, YEAR)
            for record in Record.objects.filter(office=office, pk__in=self.counted):
                if not deeds.lock_over(record, locks):
                    del self.counted[record.pk]

    @invariant()
    def what_has_counted_stands(self):
        for record in Record.objects.filter(pk__in=self.counted):
            assert _content(record) == self.counted[record.pk]

    @invariant()
    def nobody_sees_the_neighbour(self):
        for (code, _role), person in self.people.items():
            seen = Record.objects.visible_to(person).exclude(office=self.offices[code])
            assert not seen.exists()
            assert not LogEntry.objects.visible_to(person).exclude(office=self.offices[code]).exists()

    @invariant()
    def the_trail_is_whole_and_only_grows(self):
        assert list(verify()) == []
        count = LogEntry.objects.count()
        assert count >= self.rows
        self.rows = count

    @invariant()
    def every_record_has_its_story(self):
        for record in Record.objects.all():
            story = LogEntry.objects.about(record)
            assert story.first().deed in ("record.add", "record.correct")
            assert (
                story.filter(deed="record.change").count() + 1 + bool(record.withdrawn_at) >= record.version
            )


def _content(record):
    return record.data, record.quantity, record.date, record.title, record.withdrawn_at


@pytest.mark.django_db
def test_no_sequence_of_deeds_breaks_the_books():
    run_state_machine_as_test(
        Books,
        settings=settings(
            max_examples=15,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
