"""A year measured: what is counted, what is met, and what stays out of the average."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from akuntabel.core.achievement import Target
from akuntabel.core.measure import Basis, Count, Manual, Ratio, Record, Selection, ShareMet
from akuntabel.core.measurement import IndicatorSpec, measure
from akuntabel.core.policy import Category, Polarity, Policy, Scale, SelfReference
from akuntabel.core.value import (
    MISSING,
    NOT_DUE,
    State,
    not_applicable,
    not_assessable,
    reported,
    withdrawn,
)

STEP = Category("any", "Apa saja", None, None, "", "good", "check")
POLICY = Policy(
    code="uji",
    name="Uji",
    legal_basis="",
    valid_from=dt.date(2024, 1, 1),
    scale=Scale("uji", "Uji", "", (STEP,)),
)
AS_PRINTED = replace(POLICY, self_reference=SelfReference.COUNT_AS_MET)


def spec(code: str, how, target: str | None = "2") -> IndicatorSpec:
    goal = None if target is None else Target(Decimal(target))
    return IndicatorSpec(code, code.partition(".")[0], Polarity.HIGHER, how, goal)


def counted(code: str, target: str | None = "2") -> IndicatorSpec:
    """An indicator that counts the register of its own name."""
    return spec(code, Count(Selection(code)), target)


def books(**quantities: int) -> dict[str, list[Record]]:
    """One aggregate record per register: books(a=2)."""
    return {
        name: [Record(f"{name}-1", name, quantity=Decimal(number))] for name, number in quantities.items()
    }


SHARE = spec("share", ShareMet(), "90")


def test_the_share_of_met_indicators_leaves_itself_out():
    found = measure(
        [counted("a"), SHARE, counted("b"), counted("c"), counted("d")],
        books(a=2, b=3, c=2, d=1),
        POLICY,
    ).row("share")

    assert found.measured.value == reported(75)
    assert (found.measured.numerator, found.measured.denominator) == (3, 4)
    assert (found.measured.considered, found.measured.basis) == (4, Basis.DERIVED)
    assert found.achievement.met is False


def test_a_report_that_counted_itself_as_met_can_be_reproduced():
    # 18 of 21 others met; with itself 19 of 22, the 86,36% that was printed
    others = [counted(f"i{n}") for n in range(21)]
    records = books(**{f"i{n}": 2 if n < 18 else 1 for n in range(21)})

    printed = measure([*others, SHARE], records, AS_PRINTED).row("share").measured
    right = measure([*others, SHARE], records, POLICY).row("share").measured

    assert (printed.numerator, printed.denominator) == (19, 22)
    assert round(printed.value.number or 0, 2) == Decimal("86.36")
    assert (right.numerator, right.denominator) == (18, 21)


def test_an_unknown_indicator_is_considered_by_the_share_and_not_counted():
    found = measure([counted("a"), counted("b"), SHARE], books(a=2), POLICY).row("share").measured

    assert (found.value, found.denominator, found.considered) == (reported(100), 1, 2)


@pytest.mark.parametrize("policy", [POLICY, AS_PRINTED])
def test_a_share_of_nothing_is_not_assessable_even_where_it_counts_itself(policy):
    found = measure([counted("a"), SHARE], {}, policy).row("share").measured.value

    assert (found.state, found.reason) == (State.NOT_ASSESSABLE, "belum ada indikator lain yang terukur")


def test_a_state_that_people_entered_overrules_the_share_too():
    found = measure([counted("a"), SHARE], books(a=2), POLICY, {"share": withdrawn("dihitung ulang")})

    assert found.row("share").measured.value == withdrawn("dihitung ulang")


@pytest.mark.parametrize(
    "state",
    [MISSING, NOT_DUE, not_applicable("nihil"), not_assessable("sumber hilang"), withdrawn("salah catat")],
)
def test_an_unknown_indicator_is_neither_averaged_nor_met_nor_unmet(state):
    found = measure([counted("a"), counted("b"), counted("c")], books(a=2, b=1, c=9), POLICY, {"c": state})

    assert found.row("c").measured.value == state
    assert (found.met, found.unmet, found.averages.counted) == (1, 1, 2)
    assert found.averages.headline == 75  # (100 + 50) / 2


def test_a_zero_denominator_stays_out_of_everything():
    won = Ratio(
        Count(Selection("dispute", {"decided": True, "won": True})),
        Count(Selection("dispute", {"decided": True})),
    )
    nil = {"dispute": [Record("nihil", "dispute", {"decided": True}, quantity=Decimal(0))]}

    found = measure([spec("won", won, "100"), counted("a")], {**books(a=2), **nil}, POLICY)

    assert found.row("won").measured.value.state is State.NOT_APPLICABLE
    assert (found.met, found.unmet, found.averages.headline) == (1, 0, 100)


def test_without_a_target_an_indicator_is_measured_and_not_assessed():
    found = measure([counted("a", None)], books(a=7), POLICY)

    assert found.row("a").measured.value == reported(7)
    assert found.row("a").achievement.met is None
    assert (found.met, found.unmet, found.averages.headline) == (0, 0, None)


def test_a_manual_indicator_is_missing_until_somebody_says_its_number():
    manual = spec("index", Manual(), "80")

    assert measure([manual], {}, POLICY).row("index").measured.value == MISSING
    said = measure([manual], {}, POLICY, {"index": reported(72)}).row("index")
    assert (said.measured.value, said.measured.basis) == (reported(72), Basis.ENTERED)
    assert said.achievement.raw == reported(90)


def test_a_number_typed_for_a_counted_indicator_does_not_replace_the_count():
    found = measure([counted("a")], books(a=2), POLICY, {"a": reported(99)})

    assert found.row("a").measured.value == reported(2)


def test_the_rows_keep_the_order_of_the_agreement():
    found = measure([counted("b"), SHARE, counted("a")], books(a=2, b=2), POLICY)

    assert [row.spec.code for row in found.rows] == ["b", "share", "a"]


def test_two_indicators_with_one_code_are_refused():
    with pytest.raises(ValueError, match="two indicators have the same code"):
        measure([counted("a"), counted("a")], {}, POLICY)


def test_a_code_that_is_not_there():
    with pytest.raises(KeyError, match="z"):
        measure([counted("a")], {}, POLICY).row("z")
