"""A figure that was handed in is what its frozen evidence gives, whatever happens to the records later."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from measured_office import (
    DRAFTS,
    EVENTS,
    IN_TIME,
    MARCH,
    SHARE,
    T1,
    WHOLE,
    WOMEN,
    YEAR,
    Promised,
    build,
    keep,
    state_by_hand,
    submit,
)

from akuntabel.core.value import State, not_applicable, reported
from akuntabel.evidence.models import Record
from akuntabel.measuring import deeds
from akuntabel.measuring.frozen import exact_value, frozen_measured, stored, thaw
from akuntabel.measuring.models import Actual
from akuntabel.measuring.periods import measure_period
from akuntabel.measuring.recompute import measured_again, recompute
from akuntabel.packs.loader import load_pack
from akuntabel.planning.models import Indicator

POLICY = load_pack().policies["kpu-recommended"]

CONDITIONS = st.fixed_dictionaries(
    {},
    optional={
        "segment": st.sampled_from(["perempuan", "pemula", ["perempuan", "pemula"], {"not": "pemula"}]),
        "status": st.sampled_from(["done", {"present": True}]),
        "participants_female": st.sampled_from([{"min": 10}, {"max": 20}, {"present": False}]),
    },
)
FIELD = {"field": "participants_female"}


def amount(kind, where):
    body = {"register": EVENTS} | ({"where": where} if where else {}) | ({} if kind == "count" else FIELD)
    return {kind: body}


AMOUNTS = st.builds(amount, st.sampled_from(["count", "sum", "latest"]), CONDITIONS)
RATIOS = st.builds(
    lambda base, more, kind: {
        "ratio": {"numerator": amount(kind, base | more), "denominator": amount(kind, base)}
    },
    st.sampled_from([{}, {"status": "done"}]),
    st.sampled_from([{}, {"segment": "perempuan"}]),
    st.sampled_from(["count", "sum"]),
)
DAYS = st.none() | st.dates(dt.date(YEAR - 1, 12, 20), dt.date(YEAR + 1, 1, 10)).map(dt.date.isoformat)
ROWS = st.fixed_dictionaries(
    {
        "day": st.one_of(DAYS, st.just("2025-03-04")),
        "quantity": st.sampled_from([0, 1, 1, 1, 3, Decimal("2.5")]),
        "segment": st.sampled_from(["perempuan", "pemula"]),
        "status": st.sampled_from(["done", "planned"]),
    },
    optional={"participants_female": st.integers(0, 30)},
)


def put(house, rows):
    for row in rows:
        keep(house.office, EVENTS, **row)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    measure=AMOUNTS | RATIOS,
    aggregation=st.sampled_from(["sum", "pooled"]),
    period=st.sampled_from([WHOLE, T1, MARCH]),
    before=st.lists(ROWS, min_size=1, max_size=6),
    after=st.lists(ROWS, max_size=3),
    percent=st.sampled_from([None, None, None, Decimal("97.5")]),
)
def test_any_figure_is_worked_out_again_from_its_evidence_alone(
    measure, aggregation, period, before, after, percent
):
    with transaction.atomic():
        house = build({"1": Promised(measure, aggregation=aggregation)})
        put(house, before)
        Record.objects.filter(pk=Record.objects.order_by("pk").first().pk).update(stated_percent=percent)
        try:
            [actual] = submit(house, period, "1")
        except deeds.NotReady:
            nothing = measure_period(house.office, period).row("1").value.state
            assert nothing is State.MISSING  # nobody has said anything in the period
        else:
            frozen = exact_value(actual)
            put(house, after)
            Record.objects.update(data={}, quantity=7, date=None, stated_percent=1)
            Record.objects.order_by("-pk").first().delete()
            Indicator.objects.update(measure={"manual": {}})
            again = Actual.objects.get()
            assert recompute(again, POLICY) == frozen == exact_value(again)
            assert again.number == (None if frozen.number is None else stored(frozen.number))
            whole = measured_again(again, POLICY)
            kept = frozen_measured(again)
            assert (whole.considered, whole.basis) == (kept.considered, kept.basis)
            assert (set(whole.records), whole.numerator) == (set(kept.records), kept.numerator)
        transaction.set_rollback(True)


def test_a_ratio_stays_as_exact_as_it_was_counted(db):
    house = build({"2": IN_TIME})
    for name in "ABC":
        keep(house.office, DRAFTS, "2025-03-01", title=name, on_time=name != "C")
    [actual] = submit(house, T1, "2")
    actual.refresh_from_db()
    assert actual.number == Decimal("66.66666667")
    assert exact_value(actual).number == Decimal(2) / 3 * 100
    assert recompute(actual, POLICY).number == Decimal(2) / 3 * 100


def test_a_share_of_met_targets_is_worked_out_from_what_was_met_then(db):
    house = build({"1": WOMEN, "2": IN_TIME, "4": SHARE})
    keep(house.office, EVENTS, "2025-03-01")
    keep(house.office, DRAFTS, "2025-03-01", title="A", on_time=False)
    [actual] = submit(house, T1, "4")
    keep(house.office, DRAFTS, "2025-03-01", title="B", on_time=True, quantity=50)
    assert thaw(actual).others == (("1", True), ("2", False))
    assert recompute(actual, POLICY) == reported(50)


def test_what_people_gave_is_the_value_itself(house):
    state_by_hand(house, "3", T1, "87.5")
    deeds.save_actual(
        office=house.office, period=T1, code="1", value=not_applicable("Diblokir"), note="", by=house.operator
    )
    first, third = submit(house, T1, "1", "3", n1="Diblokir pusat")
    assert recompute(third, POLICY) == reported(Decimal("87.5"))
    assert recompute(first, POLICY) == not_applicable("Diblokir pusat")
    assert json.dumps(first.evidence)


def test_a_state_that_was_counted_keeps_its_reason_without_a_note(db):
    house = build({"2": IN_TIME})
    keep(house.office, DRAFTS, "2025-03-01", title="Nihil", quantity=0)
    [actual] = submit(house, T1, "2", n2="")
    assert actual.value() == not_applicable("tidak ada yang dihitung pada tahun ini (penyebut 0)")
    assert recompute(actual, POLICY) == actual.value()
