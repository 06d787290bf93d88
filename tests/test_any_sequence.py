"""No sequence of deeds, by whomever, leaks a row, changes what has counted, or breaks the trail."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import pytest
from any_sequence_scene import YEAR, draft_promise, open_office, proven_event
from any_sequence_truths import AlwaysTrue, content_now, events_in
from django.db import transaction
from hypothesis import HealthCheck
from hypothesis import settings as effort
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    initialize,
    multiple,
    rule,
    run_state_machine_as_test,
)

from akuntabel.core.errors import SaidError
from akuntabel.core.periods import Period
from akuntabel.core.register import FieldType
from akuntabel.evidence import deeds
from akuntabel.evidence.attachments import add_attachment, remove_attachment
from akuntabel.evidence.models import Attachment, OwnRegister, Record
from akuntabel.evidence.own_registers import FieldDraft, RegisterDraft, define_register, retire_register
from akuntabel.evidence.registers import pack_of
from akuntabel.offices.access import ROLES, Ability, Refused
from akuntabel.offices.models import Role
from akuntabel.offices.trail import verify
from akuntabel.packs.loader import load_pack
from akuntabel.planning import deeds as planning
from akuntabel.planning.models import Agreement

OFFICES = ("satu", "dua")
# Whether at the office that the deed is about, and as what; mostly those who may do most.
ROLE = st.sampled_from([*[Role.HEAD] * 16, *Role])
PEOPLE = st.tuples(st.sampled_from([*[True] * 7, False]), ROLE)
PERIODS = st.sampled_from(
    [Period(YEAR), Period(YEAR, quarter=1), Period(YEAR, quarter=3), Period(YEAR, month=3)]
)
# Some lie outside the year: the report of December is handed in in January.
DAYS = st.dates(dt.date(YEAR - 1, 12, 1), dt.date(YEAR + 1, 1, 31)).map(dt.date.isoformat)
EVENTS = st.fixed_dictionaries(
    {
        "segment": st.sampled_from(["pemula", "perempuan"]),
        "title": st.sampled_from(["Sosialisasi", "Nonton bareng", "Simulasi"]),
        "status": st.sampled_from(["done", "planned"]),
    },
    optional={"date": DAYS},
)

FILES = st.sampled_from(["foto.png", "skrip.svg", "..\\..\\daftar.txt"])
TARGETS = st.sampled_from([Decimal(2), Decimal(4)])
REASONS = st.sampled_from(["Salah ketik", "Berubah", ""])


class Books(AlwaysTrue):
    """Two neighbour offices, each with a person of every role; deeds in any order."""

    records = Bundle("records")

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.register = load_pack().registers["voter_education"]
        self.offices, self.people = {}, {}
        for code in OFFICES:
            office, people = open_office(code)
            self.offices[code] = office
            self.people |= {(code, role): person for role, person in people.items()}
            draft_promise(office, self.register, people[Role.OPERATOR])
        self.held: dict[int, object] = {}  # what every signed agreement said when it was signed
        self.proof: set[int] = set()  # attachments of rows that have counted
        self.counted: dict[int, tuple[object, ...]] = {}  # rows of a locked period, as they stood then
        # The events that count in each locked period, each known by the first row written of it.
        self.events: dict[tuple[int, Period], set[int]] = {}
        self.turn = 0  # of the roles that look at the neighbour
        self.rows = 0  # of the trail, as far as we know

    def teardown(self) -> None:
        try:
            assert list(verify()) == []
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    @initialize(target=records)
    def begin(self):
        """One proven event in March at each office; the first has signed what it promised."""
        self.sign_both(OFFICES[0])
        return multiple(
            *(
                proven_event(self.offices[code], self.register, self.people[code, Role.OPERATOR])
                for code in OFFICES
            )
        )

    def attempt(self, who, ability, office, deed):
        """Do ``deed`` as ``who``; whether it may was known beforehand."""
        at_home, role = who
        allowed = at_home and ability in ROLES[role]
        [other] = [code for code in OFFICES if code != office.code]
        person = self.people[office.code if at_home else other, role]
        before = list(Record.objects.order_by("pk").values())
        try:
            with transaction.atomic():
                done = deed(person)
        except SaidError as error:
            refused = isinstance(error, Refused)
        else:
            assert allowed
            return done
        assert refused != allowed
        assert list(Record.objects.order_by("pk").values()) == before
        return None

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
            self.events[office.pk, period] = events_in(office.pk, period)
            for record in Record.objects.filter(office=office):
                if deeds.lock_over(record, [period]):
                    self.counted[record.pk] = content_now(record)
                    proof = Attachment.objects.filter(record=record, removed_at=None)
                    self.proof |= set(proof.values_list("pk", flat=True))

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
            del self.events[office.pk, period]
            locks = deeds.locked_periods(office, YEAR)
            for record in Record.objects.filter(office=office, pk__in=self.counted):
                if not deeds.lock_over(record, locks):
                    del self.counted[record.pk]
                    self.proof -= set(Attachment.objects.filter(record=record).values_list("pk", flat=True))

    # ------------------------------------------------------------ attachments and own registers

    @rule(who=PEOPLE, pk=records, name=FILES, size=st.integers(1, 2))
    def attach(self, who, pk, name, size):
        record = Record.objects.filter(pk=pk).first()
        if record is not None:
            self.attempt(
                who,
                Ability.KEEP_RECORDS,
                record.office,
                lambda by: add_attachment(
                    record=record, name=name, content=io.BytesIO(b"Daftar hadir. " * size), by=by
                ),
            )

    @rule(who=PEOPLE, pick=st.integers(0, 9), reason=REASONS)
    def detach(self, who, pick, reason):
        row = _one(Attachment, pick)
        if row is not None:
            self.attempt(
                who,
                Ability.KEEP_RECORDS,
                row.record.office,
                lambda by: remove_attachment(attachment=row, reason=reason, by=by),
            )

    @rule(who=PEOPLE, code=st.sampled_from(OFFICES), name=st.sampled_from(["", "Buku tamu", "Buku surat"]))
    def define(self, who, code, name):
        office = self.offices[code]
        fields = [FieldDraft("Tanggal", FieldType.DATE), FieldDraft("Isi", FieldType.TEXT, required=True)]
        draft = RegisterDraft(name, "Mencatat.", "", "baris", fields, title=1, date=0)
        self.attempt(
            who,
            Ability.DEFINE_REGISTERS,
            office,
            lambda by: define_register(office=office, draft=draft, by=by),
        )

    @rule(who=PEOPLE, pick=st.integers(0, 3), retired=st.booleans())
    def retire(self, who, pick, retired):
        row = _one(OwnRegister, pick)
        if row is not None:
            self.attempt(
                who,
                Ability.DEFINE_REGISTERS,
                row.office,
                lambda by: retire_register(register=row, retired=retired, by=by),
            )

    @rule(target=records, who=PEOPLE, code=st.sampled_from(OFFICES), pick=st.integers(0, 3), date=DAYS)
    def add_to_own(self, who, code, pick, date):
        row = _one(OwnRegister, pick)
        register = pack_of(row.office).registers[row.code] if row is not None else None
        if register is None or self.offices[code] != row.office:
            return None
        record = self.attempt(
            who,
            Ability.KEEP_RECORDS,
            row.office,
            lambda by: deeds.add_record(
                office=row.office,
                year=YEAR,
                register=register,
                row=deeds.Row({"isi": "Tamu", "tanggal": date}),
                by=by,
            ),
        )
        return record.pk if record else None

    # ------------------------------------------------------------ agreements over the same records

    @rule(who=PEOPLE, pick=st.integers(0, 5), number=TARGETS)
    def promise(self, who, pick, number):
        row = _one(Agreement, pick)
        keys = [target.indicator_id for each in Agreement.objects.all() for target in each.targets.all()]
        self.attempt(
            who,
            Ability.PLAN,
            row.office,
            lambda by: planning.save_numbers(
                agreement=row, targets=dict.fromkeys(keys, planning.Span(number)), by=by
            ),
        )

    @rule(who=PEOPLE, pick=st.integers(0, 5))
    def sign(self, who, pick):
        row = _one(Agreement, pick)
        first = row.first_signed_at is None
        deed = planning.sign_first if first else planning.sign_second
        ability = Ability.SIGN_FIRST if first else Ability.SIGN_SECOND
        seen = planning.seen_of(row)
        self.attempt(who, ability, row.office, lambda by: deed(agreement=row, seen=seen, by=by))

    def sign_both(self, code):
        """Those who may sign what waits to be signed, so that there is something to defend."""
        for role, deed in ((Role.HEAD, planning.sign_first), (Role.SUPERIOR, planning.sign_second)):
            row = Agreement.objects.filter(office__code=code).order_by("version").last()
            if row.signed_on is None and (row.first_signed_at is None) == (role is Role.HEAD):
                deed(agreement=row, seen=planning.seen_of(row), by=self.people[code, role])

    @rule(code=st.sampled_from(OFFICES))
    def sign_on(self, code):
        self.sign_both(code)

    @rule(who=PEOPLE, pick=st.integers(0, 5), reason=REASONS)
    def revise(self, who, pick, reason):
        row = _one(Agreement, pick)
        self.attempt(
            who,
            Ability.PLAN,
            row.office,
            lambda by: planning.revise_agreement(agreement=row, reason=reason, by=by),
        )

    @rule(who=PEOPLE, pick=st.integers(0, 5))
    def discard(self, who, pick):
        row = _one(Agreement, pick)
        if row.replaces_id is not None:
            self.attempt(
                who,
                Ability.PLAN,
                row.office,
                lambda by: planning.discard_agreement(agreement=row, by=by),
            )


def _one(model, pick):
    rows = list(model.objects.order_by("pk"))
    return rows[pick % len(rows)] if rows else None


@pytest.mark.django_db
def test_no_sequence_of_deeds_breaks_the_books(settings, tmp_path):
    settings.ATTACHMENTS_ROOT = tmp_path / "attachments"
    run_state_machine_as_test(
        Books,
        settings=effort(
            max_examples=6,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
