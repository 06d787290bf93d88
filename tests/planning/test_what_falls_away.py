"""What a removal takes with it stands in the trail, and of two who remove at once one is told."""

import pytest
from stage import YEAR, draft, only_indicator, signed, small_plan

from akuntabel.core.errors import AkuntabelError
from akuntabel.offices.models import LogEntry, Role
from akuntabel.planning import deeds
from akuntabel.planning.action_plan import PlannedAction, add_action, remove_action
from akuntabel.planning.cascade import CannotCascade, Condition, add_node, remove_node
from akuntabel.planning.models import CascadeNode, Goal, Indicator, NodeKind


@pytest.fixture
def by(stage):
    return stage.who(Role.OPERATOR)


def changes(deed):
    return [row.changes for row in LogEntry.objects.filter(deed=deed).order_by("pk")]


def grow(stage, by, **of):
    return add_node(
        office=stage.office, year=YEAR, condition=Condition(NodeKind.OUTPUT, "Keluaran", **of), by=by
    )


def test_a_removed_indicator_leaves_the_cascade_with_a_row(stage, by):
    plan = small_plan(stage)
    indicator = only_indicator(plan)
    node, other = grow(stage, by, indicator=indicator), grow(stage, by)
    key = indicator.pk
    deeds.remove_indicator(indicator=indicator, by=by)
    node.refresh_from_db()
    assert node.indicator is None
    assert changes("cascade.change") == [{"indicator": [key, None]}]
    assert CascadeNode.objects.filter(pk=other.pk).exists()


def test_a_discarded_plan_leaves_the_cascade_with_a_row(stage, by):
    plan = small_plan(stage)
    indicator, objective = only_indicator(plan), plan.objectives.get()
    grow(stage, by, indicator=indicator, objective=objective)
    keys = {"indicator": [indicator.pk, None], "objective": [objective.pk, None]}
    deeds.discard_plan(plan=plan, by=by)
    assert changes("cascade.change") == [keys]


def test_a_removed_objective_leaves_the_cascade_with_a_row(stage, by):
    plan = small_plan(stage)
    objective = plan.objectives.get()
    grow(stage, by, objective=objective)
    deeds.remove_indicator(indicator=only_indicator(plan), by=by)
    key = objective.pk
    deeds.remove_objective(objective=objective, by=by)
    assert changes("cascade.change") == [{"objective": [key, None]}]


def test_a_draft_that_moves_to_a_newer_plan_tells_of_each_target(stage, by):
    first = signed(stage)
    plan = deeds.revise_plan(plan=first.plan, reason="Perubahan", by=by)
    second = deeds.revise_agreement(agreement=first, reason="Perubahan", by=by)
    old, new = only_indicator(first.plan).pk, only_indicator(plan).pk
    deeds.move_to_plan(agreement=second, plan=plan, by=by)
    assert changes("target.change") == [{"indicator": [old, new]}]
    assert second.targets.get().indicator_id == new


def _indicator(stage, by):
    row = only_indicator(small_plan(stage))
    return "indicator.remove", lambda: deeds.remove_indicator(indicator=Indicator(**_known(row)), by=by)


def _objective(stage, by):
    plan = small_plan(stage)
    deeds.remove_indicator(indicator=only_indicator(plan), by=by)
    row = plan.objectives.get()
    return "objective.remove", lambda: deeds.remove_objective(objective=type(row)(**_known(row)), by=by)


def _goal(stage, by):
    row = Goal.objects.create(plan=small_plan(stage), number=1, text="Tujuan")
    return "goal.remove", lambda: deeds.remove_numbered(row=Goal(**_known(row)), by=by)


def _action(stage, by):
    target = draft(stage).targets.get()
    row = add_action(target=target, planned=PlannedAction(1, "Rapat", ""), by=by)
    return "action.remove", lambda: remove_action(action=type(row)(**_known(row)), by=by)


def _node(stage, by):
    row = grow(stage, by)
    return "cascade.remove", lambda: remove_node(node=CascadeNode(**_known(row)), by=by)


def _known(row):
    """The columns of ``row`` as somebody read them before it went."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.mark.parametrize("make", [_indicator, _objective, _goal, _action, _node])
def test_the_second_of_two_removals_is_told_and_leaves_no_row(stage, by, make):
    deed, remove = make(stage, by)
    remove()
    with pytest.raises(AkuntabelError, match="baru saja dihapus orang lain"):
        remove()
    assert LogEntry.objects.filter(deed=deed).count() == 1


def test_an_objective_of_a_neighbour_finds_no_place_in_the_tree(stage, by):
    small_plan(stage)
    foreign = small_plan(stage, "dua").objectives.get()
    with pytest.raises(CannotCascade, match="Sasaran itu bukan milik kantor ini atau kantor di atasnya"):
        grow(stage, by, objective=foreign)
    assert not CascadeNode.objects.exists()
