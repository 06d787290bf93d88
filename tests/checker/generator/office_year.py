"""All that one report is written from: objectives, budget, staff and events of an office in a year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from akuntabel.core.achievement import Target
from akuntabel.core.measure import Manual
from akuntabel.core.measurement import IndicatorSpec, Measurement, measure
from akuntabel.core.policy import Polarity, Policy
from akuntabel.core.value import Value


@dataclass(frozen=True)
class Indicator:
    """An indicator with its target and what was reached."""

    code: str
    name: str
    unit: str
    polarity: Polarity
    target: Target
    actual: Value


@dataclass(frozen=True)
class Objective:
    """An objective and its indicators."""

    code: str
    name: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class BudgetLine:
    """What a programme had and spent, in rupiah."""

    programme: str
    ceiling: int
    spent: int


@dataclass(frozen=True)
class Event:
    """Something that took place."""

    audience: str
    venue: str
    date: dt.date


@dataclass(frozen=True)
class OfficeYear:
    """All that one report is written from."""

    office: str
    place: str
    year: int
    policy: Policy
    objectives: tuple[Objective, ...]
    budget: tuple[BudgetLine, ...]
    staff: tuple[int, int, int]  # organic, contract, seconded
    adhoc: tuple[tuple[int, int], ...]  # men and women in each body
    events: tuple[Event, ...]
    before: Decimal  # last year's average in %
    causes: tuple[str, ...]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in order."""
        return tuple(item for objective in self.objectives for item in objective.indicators)

    @cached_property
    def measurement(self) -> Measurement:
        """The year, measured."""
        specs = [
            IndicatorSpec(item.code, objective.code, item.polarity, Manual(), item.target)
            for objective in self.objectives
            for item in objective.indicators
        ]
        return measure(specs, {}, self.policy, {item.code: item.actual for item in self.indicators})

    @property
    def average(self) -> Decimal:
        """The headline."""
        assert self.measurement.averages.headline is not None
        return self.measurement.averages.headline

    @property
    def ceiling(self) -> int:
        """The whole budget."""
        return sum(line.ceiling for line in self.budget)

    @property
    def spent(self) -> int:
        """All that was spent."""
        return sum(line.spent for line in self.budget)
