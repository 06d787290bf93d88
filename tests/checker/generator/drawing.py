"""How a random year is drawn: figures near a target and far from it, ranges, caps, things not counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from akuntabel.core.achievement import Target
from akuntabel.core.policy import LowerFormula, Polarity, Policy, ZeroTarget
from akuntabel.core.value import not_applicable, reported

from .office_year import BudgetLine, Event, Indicator, Objective, OfficeYear
from .vocabulary import (
    AUDIENCES,
    CAUSES,
    HUNDRED,
    LESS_TOPICS,
    LESS_UNITS,
    OBJECTIVES,
    OFFICES,
    PROGRAMMES,
    SCALE,
    TOPICS,
    UNITS,
    VENUES,
)


def _policies() -> st.SearchStrategy[Policy]:
    return st.builds(
        lambda lower, cap, zero: Policy(
            code="uji", name="Kebijakan uji", legal_basis="", valid_from=dt.date(2020, 1, 1), scale=SCALE,
            lower_formula=lower, cap=None if cap is None else Decimal(cap), zero_target=zero,
        ),
        st.sampled_from(LowerFormula), st.sampled_from((None, None, 100, 120, 150)), st.sampled_from(ZeroTarget),
    )  # fmt: skip


def _shares() -> st.SearchStrategy[Decimal]:
    """A share as a count of a count gives it: seldom a round number of per cent."""
    parts = st.tuples(st.integers(1, 400), st.integers(0, 400)).map(lambda pair: (max(pair), min(pair)))
    return parts.map(lambda pair: Decimal(pair[1]) / Decimal(pair[0]) * HUNDRED)


def _numbers(unit: str) -> st.SearchStrategy[Decimal]:
    whole = st.one_of(st.integers(0, 40), st.integers(0, 3), st.integers(100, 250_000)).map(Decimal)
    return _shares() if unit == "%" else whole


def _targets(unit: str) -> st.SearchStrategy[Decimal]:
    if unit == "%":
        return st.sampled_from(("100", "95", "90", "85", "77.5", "62.25", "10", "5")).map(Decimal)
    return st.one_of(st.integers(1, 30), st.integers(0, 1), st.integers(100, 60_000)).map(Decimal)


@st.composite
def _indicator(draw: st.DrawFn, code: str, topic: str, *, less: bool) -> Indicator:
    unit = draw(st.sampled_from(tuple(LESS_UNITS if less else UNITS)))
    name = (LESS_UNITS if less else UNITS)[unit].format(topic=topic)
    polarity = (
        Polarity.LOWER
        if less
        else draw(st.sampled_from((Polarity.HIGHER,) * 5 + (Polarity.RANGE, Polarity.EXACT)))
    )
    number = draw(_targets(unit))
    upper = number + draw(st.integers(1, 20)) if polarity is Polarity.RANGE else None
    kind = draw(st.sampled_from(("same", "near", "near", "any", "any", "none")))
    near = st.integers(-5, 5).map(lambda step: max(number + step, Decimal(0)))
    actual = {
        "same": st.just(reported(number)),
        "near": near.map(reported),
        "any": _numbers(unit).map(reported),
        "none": st.just(not_applicable("tidak ada yang dihitung")),
    }[kind]
    return Indicator(code, name, unit, polarity, Target(number, upper), draw(actual))


@st.composite
def _objectives(draw: st.DrawFn) -> tuple[Objective, ...]:
    names = draw(st.lists(st.sampled_from(OBJECTIVES), min_size=2, max_size=8, unique=True))
    sizes = [draw(st.integers(1, 3)) for _ in names]
    count = sum(sizes)
    topics = draw(st.lists(st.sampled_from(TOPICS), min_size=count, max_size=count, unique=True))
    bad = draw(st.lists(st.sampled_from(LESS_TOPICS), max_size=min(4, count), unique=True))
    less = dict(
        zip(draw(st.lists(st.integers(0, count - 1), max_size=len(bad), unique=True)), bad, strict=False)
    )
    found, number = [], 0
    for place, (name, size) in enumerate(zip(names, sizes, strict=True), 1):
        items = []
        for part in range(1, size + 1):
            code = f"{place}.{part}" if size > 1 else f"{place}"
            items.append(draw(_indicator(code, less.get(number, topics[number]), less=number in less)))
            number += 1
        found.append(Objective(str(place), name, tuple(items)))
    return tuple(found)


def _budget_lines() -> st.SearchStrategy[tuple[BudgetLine, ...]]:
    amounts = st.lists(
        st.tuples(st.integers(1_000_000, 40_000_000_000), st.integers(0, 1000)),
        min_size=2, max_size=len(PROGRAMMES),
    )  # fmt: skip
    return amounts.map(
        lambda pairs: tuple(
            BudgetLine(name, ceiling, ceiling * part // 1000)
            for name, (ceiling, part) in zip(PROGRAMMES, pairs, strict=False)
        )
    )


@st.composite
def _events(draw: st.DrawFn, year: int) -> tuple[Event, ...]:
    count = draw(st.integers(3, len(VENUES)))
    days = sorted(draw(st.lists(st.integers(0, 364), min_size=count, max_size=count, unique=True)))
    first = dt.date(year, 1, 1)
    return tuple(
        Event(audience, venue, first + dt.timedelta(days=day))
        for audience, venue, day in zip(AUDIENCES, VENUES, days, strict=False)
    )


@st.composite
def years(draw: st.DrawFn) -> OfficeYear:
    """A random year of an invented office, with at least one indicator that counts."""
    office, place = draw(st.sampled_from(OFFICES))
    year = draw(st.integers(2021, 2026))
    objectives = draw(_objectives())
    drawn = OfficeYear(
        office=office,
        place=place,
        year=year,
        policy=draw(_policies()),
        objectives=objectives,
        budget=draw(_budget_lines()),
        staff=(draw(st.integers(1, 60)), draw(st.integers(1, 40)), draw(st.integers(1, 20))),
        adhoc=draw(
            st.lists(st.tuples(st.integers(1, 900), st.integers(1, 900)), min_size=3, max_size=4).map(tuple)
        ),
        events=draw(_events(year)),
        before=draw(st.integers(4000, 13000).map(lambda hundredths: Decimal(hundredths) / 100)),
        causes=tuple(draw(st.sampled_from(CAUSES)) for _ in objectives),
    )
    if drawn.measurement.averages.counted:
        return drawn
    first = drawn.objectives[0]
    item = Indicator(
        first.indicators[0].code, UNITS["laporan"].format(topic=TOPICS[0]), "laporan", Polarity.HIGHER,
        Target(Decimal(4)), reported(3),
    )  # fmt: skip
    rest = tuple(other for other in first.indicators[1:] if other.name != item.name)
    changed = Objective(first.code, first.name, (item, *rest))
    return replace(drawn, objectives=(changed, *drawn.objectives[1:]))
