"""No sequence of planning deeds, by whomever, changes a signed agreement or what it rests on."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from stage import YEAR, set_stage, sign, signed

from akuntabel.core.errors import SaidError
from akuntabel.offices.access import OWN_OFFICE_ONLY, ROLES, Ability, Refused
from akuntabel.offices.models import LogEntry, Role
from akuntabel.offices.trail import verify
from akuntabel.packs.loader import load_pack
from akuntabel.planning import deeds
from akuntabel.planning.models import Agreement, Goal, Indicator, Mission, Objective, Plan, PlanKind
from akuntabel.planning.seal import broken_seals, content_of, plan_content
from akuntabel.planning.selectors import agreement_in_force, frozen_by

WHO = st.tuples(st.sampled_from(["satu", "dua", "provinsi"]), st.sampled_from([*Role]))
# Mostly those who may, so that the machine gets somewhere; always somebody who may not among them.
LIKELY = st.one_of(
    st.sampled_from([("satu", Role.OPERATOR), ("satu", Role.HEAD), ("satu", Role.SUPERIOR)]), WHO
)
CODE = st.sampled_from(["satu", "dua"])
KIND = st.sampled_from([*PlanKind])
NUMBER = st.sampled_from([None, Decimal(-1), Decimal(0), Decimal(3), Decimal("97.5")])
REASON = st.sampled_from(["", "Ganti pejabat", "Anggaran berubah"])
PICK = st.integers(0, 50)
DAY = st.sampled_from([None, dt.date(YEAR, 1, 2), dt.date(YEAR, 3, 1), dt.date(2999, 1, 1)])
MEASURES = st.sampled_from(
    [
        {},
        {"manual": {}},
        {"count": {"register": "lppa", "where": {"on_time": True}}},
        {"count": {"register": "no_such"}},
    ]
)


class Planning(RuleBasedStateMachine):
    """Two offices below a province; deeds about plans and agreements in any order, by anybody."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.stage = set_stage()
        self.held: dict[int, tuple[object, ...]] = {}  # what every signed agreement said when signed
        self.sent = 0

    @initialize(already=st.booleans())
    def begin(self, already):
        if already:
            signed(self.stage)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def attempt(self, who, ability, office, deed):
        """Do ``deed`` as ``who``; whether they may is known beforehand, what the state allows is not."""
        code, role = who
        mine = self.stage.offices[code]
        reach = office.path.startswith(mine.path)
        if ability in OWN_OFFICE_ONLY:
            reach = office.path == mine.path
        allowed = reach and ability in ROLES[role]
        rows = LogEntry.objects.count()
        try:
            with transaction.atomic():
                deed(self.stage.people[who])
        except SaidError as error:
            refused = isinstance(error, Refused)
        else:
            assert allowed, (who, ability)
            return
        assert not (refused and allowed)
        assert LogEntry.objects.count() == rows

    def one(self, model, pick, code=None):
        rows = model.objects.order_by("pk")
        found = list(rows.filter(office__code=code) if code else rows)
        return found[pick % len(found)] if found else None

    # ------------------------------------------------------------ plans

    @rule(who=LIKELY, code=CODE, kind=KIND, content=st.sampled_from(["", "pack", "copy"]), pick=PICK)
    def draft_plan(self, who, code, kind, content, pick):
        source = {"": None, "pack": load_pack(), "copy": self.one(Plan, pick)}[content]
        fields = deeds.PlanFields(f"{kind} {YEAR}", YEAR, YEAR)
        office = self.stage.offices[code]
        self.attempt(
            who, Ability.PLAN, office,
            lambda by: deeds.draft_plan(office=office, kind=kind, fields=fields, by=by, content=source),
        )  # fmt: skip

    @rule(
        who=LIKELY, pick=PICK, title=st.sampled_from(["", "Rencana baru"]), year=st.sampled_from([YEAR, 2026])
    )
    def change_plan(self, who, pick, title, year):
        if plan := self.one(Plan, pick):
            fields = deeds.PlanFields(title, year, year)
            self.attempt(
                who, Ability.PLAN, plan.office,
                lambda by: deeds.change_plan(plan=plan, touched=plan.touched, fields=fields, by=by),
            )  # fmt: skip

    @rule(who=LIKELY, pick=PICK, reason=REASON)
    def revise_plan(self, who, pick, reason):
        if plan := self.one(Plan, pick):
            self.attempt(
                who, Ability.PLAN, plan.office,
                lambda by: deeds.revise_plan(plan=plan, reason=reason, by=by),
            )  # fmt: skip

    @rule(who=LIKELY, pick=PICK)
    def discard_plan(self, who, pick):
        if plan := self.one(Plan, pick):
            self.attempt(who, Ability.PLAN, plan.office, lambda by: deeds.discard_plan(plan=plan, by=by))

    @rule(who=LIKELY, pick=PICK, kind=st.sampled_from([Mission, Goal]), number=st.integers(1, 3))
    def save_numbered(self, who, pick, kind, number):
        if plan := self.one(Plan, pick):
            self.attempt(
                who, Ability.PLAN, plan.office,
                lambda by: deeds.save_numbered(
                    plan=plan, touched=plan.touched, kind=kind, number=number, text="Uraian", by=by
                ),
            )  # fmt: skip

    @rule(who=LIKELY, pick=PICK, code=st.sampled_from(["1", "2", "3/4"]), above=PICK, change=st.booleans())
    def save_objective(self, who, pick, code, above, change):
        if plan := self.one(Plan, pick):
            row = plan.objectives.first() if change else None
            fields = deeds.ObjectiveFields(code, "Sasaran lain", supports=self.one(Objective, above))
            self.attempt(
                who, Ability.PLAN, plan.office,
                lambda by: deeds.save_objective(
                    plan=plan, touched=plan.touched, fields=fields, by=by, row=row
                ),
            )  # fmt: skip

    @rule(who=LIKELY, pick=PICK, code=st.sampled_from(["1", "2", "9"]), number=NUMBER, change=st.booleans())
    def save_indicator(self, who, pick, code, number, change):
        if objective := self.one(Objective, pick):
            row = objective.indicators.first() if change else None
            fields = deeds.IndicatorFields(objective, code, "Indikator lain", "keg", planned=number)
            plan = objective.plan
            self.attempt(
                who, Ability.PLAN, plan.office,
                lambda by: deeds.save_indicator(
                    plan=plan, touched=plan.touched, fields=fields, by=by, row=row
                ),
            )  # fmt: skip

    @rule(who=LIKELY, pick=PICK, measure=MEASURES)
    def choose_measure(self, who, pick, measure):
        if row := self.one(Indicator, pick):
            plan = row.objective.plan
            self.attempt(
                who, Ability.PLAN, plan.office,
                lambda by: deeds.choose_measure(
                    indicator=row, touched=plan.touched, measure=measure, by=by,
                    registers=load_pack().registers,
                ),
            )  # fmt: skip

    @rule(who=LIKELY, pick=PICK, what=st.sampled_from([Mission, Goal, Objective, Indicator]))
    def remove(self, who, pick, what):
        if row := self.one(what, pick):
            plan = row.objective.plan if what is Indicator else row.plan
            deed = {
                Objective: lambda by: deeds.remove_objective(objective=row, by=by),
                Indicator: lambda by: deeds.remove_indicator(indicator=row, by=by),
            }.get(what, lambda by: deeds.remove_numbered(row=row, by=by))
            self.attempt(who, Ability.PLAN, plan.office, deed)

    @rule(who=LIKELY, pick=PICK, up=st.booleans())
    def move(self, who, pick, up):
        if row := self.one(Objective, pick):
            self.attempt(
                who, Ability.PLAN, row.plan.office,
                lambda by: deeds.move_objective(objective=row, up=up, by=by),
            )  # fmt: skip
        if item := self.one(Indicator, pick):
            self.attempt(
                who, Ability.PLAN, item.objective.plan.office,
                lambda by: deeds.move_indicator(indicator=item, up=up, by=by),
            )  # fmt: skip

    # ------------------------------------------------------------ agreements

    @rule(who=LIKELY, code=CODE)
    def draft_agreement(self, who, code):
        office = self.stage.offices[code]
        self.attempt(
            who, Ability.PLAN, office,
            lambda by: deeds.draft_agreement(office=office, year=YEAR, by=by),
        )  # fmt: skip

    @rule(who=LIKELY, pick=PICK, name=st.sampled_from(["", "Orang Lain"]), amount=NUMBER)
    def change_agreement(self, who, pick, name, amount):
        if row := self.one(Agreement, pick):
            fields = deeds.AgreementFields(
                first_name=name, second_name="Ketua Contoh", statement="Janji",
                budget=[deeds.BudgetRow("Dukungan", amount)],
            )  # fmt: skip
            self.attempt(
                who, Ability.PLAN, row.office,
                lambda by: deeds.change_agreement(agreement=row, touched=row.touched, fields=fields, by=by),
            )  # fmt: skip

    @rule(who=LIKELY, pick=PICK, planned=NUMBER, promised=NUMBER, both=st.booleans())
    def save_numbers(self, who, pick, planned, promised, both):
        if row := self.one(Agreement, pick):
            keys = Indicator.objects.values_list("pk", flat=True)  # of other offices too
            more = {"plan": row.plan, "planned": dict.fromkeys(keys, deeds.Span(planned))} if both else {}
            self.attempt(
                who, Ability.PLAN, row.office,
                lambda by: deeds.save_numbers(
                    agreement=row, targets=dict.fromkeys(keys, deeds.Span(promised)), by=by, **more
                ),
            )  # fmt: skip

    @rule(who=LIKELY, pick=PICK, to=PICK)
    def move_to_plan(self, who, pick, to):
        row, plan = self.one(Agreement, pick), self.one(Plan, to)
        if row and plan:
            self.attempt(
                who, Ability.PLAN, row.office,
                lambda by: deeds.move_to_plan(agreement=row, plan=plan, by=by),
            )  # fmt: skip

    @rule(who=LIKELY, pick=PICK)
    def discard_agreement(self, who, pick):
        if row := self.one(Agreement, pick):
            self.attempt(
                who, Ability.PLAN, row.office,
                lambda by: deeds.discard_agreement(agreement=row, by=by),
            )  # fmt: skip

    @rule(who=LIKELY, pick=PICK)
    def sign_first(self, who, pick):
        if row := self.one(Agreement, pick):
            self.attempt(
                who, Ability.SIGN_FIRST, row.office,
                lambda by: deeds.sign_first(agreement=row, seen=deeds.seen_of(row), by=by),
            )  # fmt: skip

    @rule(who=LIKELY, pick=PICK, day=DAY)
    def sign_second(self, who, pick, day):
        if row := self.one(Agreement, pick):
            self.attempt(
                who, Ability.SIGN_SECOND, row.office,
                lambda by: deeds.sign_second(
                    agreement=row, seen=deeds.seen_of(row), by=by, signed_on=day
                ),
            )  # fmt: skip

    @rule(who=LIKELY, pick=PICK, reason=REASON)
    def send_back(self, who, pick, reason):
        if row := self.one(Agreement, pick):
            self.attempt(
                who, Ability.SIGN_SECOND, row.office,
                lambda by: deeds.send_back(agreement=row, reason=reason, by=by),
            )  # fmt: skip

    @rule(who=LIKELY, pick=PICK, reason=REASON)
    def revise_agreement(self, who, pick, reason):
        if row := self.one(Agreement, pick):
            self.attempt(
                who, Ability.PLAN, row.office,
                lambda by: deeds.revise_agreement(agreement=row, reason=reason, by=by),
            )  # fmt: skip

    @rule(code=CODE)
    def straight_on(self, code):
        """Both parties sign the draft of an office, if it can be signed."""
        draft = Agreement.objects.filter(office__code=code, first_signed_at=None).first()
        if draft:
            try:
                with transaction.atomic():
                    sign(self.stage, draft, code)
            except deeds.CannotDo:
                pass

    # ------------------------------------------------------------ what always holds

    @invariant()
    def what_was_signed_stays(self):
        now = {row.pk: _said(row) for row in Agreement.objects.filter(signed_on__isnull=False)}
        for key, said in self.held.items():
            assert now[key] == said
        self.held = now
        assert list(broken_seals()) == []
        for row in Agreement.objects.exclude(first_signed_at=None):
            assert frozen_by(row.plan) is not None
        for code in ("satu", "dua"):
            office = self.stage.offices[code]
            mine = [row for row in Agreement.objects.filter(pk__in=now) if row.office_id == office.pk]
            assert agreement_in_force(office, YEAR) == max(mine, key=lambda row: row.version, default=None)

    @invariant()
    def what_is_signed_has_two_signers(self):
        for row in Agreement.objects.exclude(seal=""):
            assert None not in (row.first_signed_by_id, row.second_signed_by_id)
            assert row.first_signed_by_id != row.second_signed_by_id

    @invariant()
    def an_agreement_promises_only_its_own_plan(self):
        for row in Agreement.objects.select_related("plan"):
            assert row.plan.office_id == row.office_id
            for target in row.targets.select_related("indicator__objective"):
                assert target.indicator.objective.plan_id == row.plan_id

    @invariant()
    def the_trail_is_whole(self):
        assert list(verify()) == []
        rows = LogEntry.objects.count()
        assert rows >= self.sent
        self.sent = rows


def _said(agreement: Agreement) -> tuple[object, ...]:
    return content_of(agreement), plan_content(agreement.plan), agreement.seal


@pytest.mark.django_db
def test_any_sequence_of_planning_deeds():
    run_state_machine_as_test(
        Planning,
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
