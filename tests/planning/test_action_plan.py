"""The action plan: what is kept, what is refused and why, who may, and what the trail says of it."""

import datetime as dt
from decimal import Decimal

import pytest
from stage import YEAR

from akuntabel.core.action_plan import NO_PARTS, as_parts, spread
from akuntabel.offices.access import Refused
from akuntabel.offices.models import LogEntry, Role
from akuntabel.offices.trail import verify
from akuntabel.planning.action_plan import (
    CannotPlan,
    ChangedMeanwhile,
    DoesNotAddUp,
    PlannedAction,
    add_action,
    change_action,
    copy_action_plan,
    parts_of,
    promise_of,
    remove_action,
    set_quarters,
    working_agreement,
)
from akuntabel.planning.models import Action, Agreement, Indicator, Objective, Plan, QuarterTarget, Target


def parts(text):
    return as_parts([None if word == "-" else Decimal(word) for word in text.split()])


def agreement_of(office, *, version=1, replaces=None, signed=False, aggregation="sum", number=8):
    plan, _made = Plan.objects.get_or_create(
        office=office, kind="rkt", year_from=YEAR, year_to=YEAR, defaults={"title": f"RKT {YEAR}"}
    )
    objective, _made = Objective.objects.get_or_create(plan=plan, code="1", sequence=1, name="Sasaran contoh")
    indicator, _made = Indicator.objects.get_or_create(
        objective=objective, code="1", sequence=1, name="Jumlah revisi", unit="kali", polarity="lower",
        decimals=0, aggregation=aggregation,
    )  # fmt: skip
    agreement = Agreement.objects.create(
        office=office, plan=plan, year=YEAR, version=version, replaces=replaces,
        signed_on=dt.date(YEAR, 1, 31) if signed else None,
        first_name="Sekretaris Contoh", first_position="Sekretaris",
        second_name="Ketua Contoh", second_position="Ketua",
    )  # fmt: skip
    Target.objects.create(agreement=agreement, indicator=indicator, number=number)
    return agreement


@pytest.fixture
def by(stage):
    return stage.who(Role.OPERATOR)


@pytest.fixture
def draft(stage):
    return agreement_of(stage.office)


@pytest.fixture
def target(draft):
    return draft.targets.get()


def kept(target):
    return parts_of(Target.objects.get(pk=target.pk))


def test_quarters_that_add_up_are_kept_and_logged(target, by):
    set_quarters(target=target, numbers=parts("2 2 2 2"), by=by)
    assert kept(target) == parts("2 2 2 2")
    [row] = LogEntry.objects.filter(deed="quarters.set")
    assert row.changes == {f"quarter_{n}": [None, "2"] for n in (1, 2, 3, 4)}
    assert row.target_name == "1 Jumlah revisi"
    assert list(verify()) == []


def test_quarters_that_do_not_add_up_change_nothing(target, by):
    set_quarters(target=target, numbers=parts("2 2 2 2"), by=by)
    with pytest.raises(DoesNotAddUp, match=r"Jumlah 6, kurang 2 dari target 8\."):
        set_quarters(target=target, numbers=parts("2 2 2 -"), by=by)
    assert kept(target) == parts("2 2 2 2")
    assert LogEntry.objects.filter(deed="quarters.set").count() == 1


def test_the_same_numbers_leave_no_row(target, by):
    set_quarters(target=target, numbers=parts("2 2 2 2"), by=by)
    set_quarters(target=target, numbers=parts("2.00 2 2 2"), by=by)
    assert LogEntry.objects.filter(deed="quarters.set").count() == 1


def test_all_empty_takes_the_plan_away(target, by):
    set_quarters(target=target, numbers=parts("2 2 2 2"), by=by)
    set_quarters(target=target, numbers=NO_PARTS, by=by)
    assert not QuarterTarget.objects.exists()


def test_a_turn_of_direction_is_kept_with_its_reason(stage, by):
    target = agreement_of(stage.office, aggregation="latest", number=5).targets.get()
    with pytest.raises(DoesNotAddUp, match="Tulis alasannya"):
        set_quarters(target=target, numbers=parts("6 8 6 5"), by=by)
    set_quarters(target=target, numbers=parts("6 8 6 5"), by=by, reason="Beban tahapan di triwulan II")
    assert LogEntry.objects.get(deed="quarters.set").reason == "Beban tahapan di triwulan II"


def test_after_signing_the_first_filling_is_free_and_a_change_needs_a_reason(stage, by):
    target = agreement_of(stage.office, signed=True).targets.get()
    set_quarters(target=target, numbers=parts("2 2 2 2"), by=by)
    with pytest.raises(CannotPlan, match="sudah berlaku"):
        set_quarters(target=target, numbers=parts("0 0 4 4"), by=by)
    set_quarters(target=target, numbers=parts("0 0 4 4"), by=by, reason="Jadwal bergeser")
    assert kept(target) == parts("0 0 4 4")


def test_the_second_of_two_editors_is_told(target, by):
    set_quarters(target=target, numbers=parts("2 2 2 2"), by=by)
    with pytest.raises(ChangedMeanwhile, match=r"2 \| 2 \| 2 \| 2"):
        set_quarters(target=target, numbers=parts("8 - - -"), by=by, was=NO_PARTS)
    set_quarters(target=target, numbers=parts("8 - - -"), by=by, was=parts("2 2 2 2"))


def test_the_plan_of_a_replaced_agreement_stays_as_it_was(stage, by):
    old = agreement_of(stage.office, signed=True)
    target = old.targets.get()
    new = agreement_of(stage.office, version=2, replaces=old, signed=True)
    with pytest.raises(CannotPlan, match="sudah diganti oleh versi 2"):
        set_quarters(target=target, numbers=parts("2 2 2 2"), by=by)
    assert working_agreement(stage.office, YEAR) == new


def test_a_revision_takes_the_plan_over_as_far_as_it_still_adds_up(stage, by):
    old = agreement_of(stage.office, signed=True)
    set_quarters(target=old.targets.get(), numbers=parts("2 2 2 2"), by=by)
    add_action(target=old.targets.get(), planned=PlannedAction(1, "Menyusun jadwal"), by=by)
    same = agreement_of(stage.office, version=2, replaces=old)
    assert copy_action_plan(agreement=same, by=by) == 1
    assert kept(same.targets.get()) == parts("2 2 2 2")
    assert [action.text for action in same.targets.get().actions.all()] == ["Menyusun jadwal"]
    with pytest.raises(CannotPlan, match="tidak punya rencana aksi"):
        copy_action_plan(agreement=same, by=by)
    other = agreement_of(stage.office, version=3, replaces=None, number=9)
    Agreement.objects.filter(pk=same.pk).delete()
    Agreement.objects.filter(pk=other.pk).update(replaces=old)
    other.refresh_from_db()
    copy_action_plan(agreement=other, by=by)
    assert kept(other.targets.get()) == NO_PARTS
    assert other.targets.get().actions.count() == 1


def test_actions_are_added_changed_and_taken_out_with_their_rows(target, by):
    action = add_action(
        target=target, planned=PlannedAction(1, " Menyusun jadwal ", "Subbagian Contoh"), by=by
    )
    second = add_action(target=target, planned=PlannedAction(1, "Rapat"), by=by)
    assert (action.sequence, second.sequence, action.text) == (1, 2, "Menyusun jadwal")
    seen = PlannedAction(1, "Menyusun jadwal", "Subbagian Contoh")
    change_action(action=action, planned=PlannedAction(2, "Menyusun jadwal"), by=by, was=seen)
    with pytest.raises(ChangedMeanwhile):
        change_action(action=action, planned=PlannedAction(3, "Lain"), by=by, was=seen)
    remove_action(action=second, by=by)
    assert [action.quarter for action in Action.objects.all()] == [2]
    assert list(LogEntry.objects.filter(deed__startswith="action.").order_by("sequence").values_list("deed", flat=True)) == [
        "action.add", "action.add", "action.change", "action.remove",
    ]  # fmt: skip
    assert LogEntry.objects.get(deed="action.remove").changes["text"] == ["Rapat", None]
    assert list(verify()) == []


def test_an_action_in_force_is_not_changed_without_a_reason(stage, by):
    action = add_action(
        target=agreement_of(stage.office, signed=True).targets.get(), planned=PlannedAction(1, "Rapat"), by=by
    )
    with pytest.raises(CannotPlan, match="alasan"):
        remove_action(action=action, by=by)
    with pytest.raises(CannotPlan, match="alasan"):
        change_action(action=action, planned=PlannedAction(2, "Rapat"), by=by)
    remove_action(action=action, by=by, reason="Tidak jadi")


@pytest.mark.parametrize(("quarter", "text"), [(1, "  "), (5, "Rapat"), (0, "Rapat")])
def test_an_action_says_something_in_a_quarter_that_exists(target, by, quarter, text):
    with pytest.raises(CannotPlan):
        add_action(target=target, planned=PlannedAction(quarter, text), by=by)


PLANNERS = {Role.OPERATOR, Role.HEAD}


@pytest.mark.parametrize("role", list(Role))
def test_only_who_plans_here_may(stage, target, role):
    attempts = {
        "quarters": lambda by: set_quarters(target=target, numbers=spread(promise_of(target)), by=by),
        "action": lambda by: add_action(target=target, planned=PlannedAction(1, "Rapat"), by=by),
        "copy": lambda by: copy_action_plan(agreement=target.agreement, by=by),
    }
    for name, attempt in attempts.items():
        with pytest.raises(Refused):
            attempt(stage.who(role, "dua"))
        if role in PLANNERS and name != "copy":
            attempt(stage.who(role))
        elif role not in PLANNERS:
            with pytest.raises(Refused):
                attempt(stage.who(role))
