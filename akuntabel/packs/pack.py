"""What a pack holds once it has been read and checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from akuntabel.core.measure import Measure
from akuntabel.core.policy import Polarity, Policy
from akuntabel.core.register import Register
from akuntabel.packs.due import DueDates
from akuntabel.packs.measuring import ActualsDue
from akuntabel.packs.money import MoneyRules

OFFICE_BODY = "{office.body}"


class Aggregation(StrEnum):
    """How the values of the months or quarters become the value of the year."""

    SUM = "sum"
    LATEST = "latest"
    POOLED = "pooled"  # Σ numerators / Σ denominators
    MAX = "max"
    AVERAGE = "average"
    YEAR = "year"  # only known for the whole year


@dataclass(frozen=True, slots=True)
class PackIndicator:
    """An indicator. ``decimals`` are those of target and actual in print.

    ``measure_data`` is the measure as written, ready for JSON: what an office keeps of it.
    """

    code: str
    name: str
    unit: str
    polarity: Polarity
    decimals: int
    aggregation: Aggregation
    definition: str
    measure: Measure
    measure_data: Mapping[str, Any] = field(hash=False)
    source: str


@dataclass(frozen=True, slots=True)
class PackObjective:
    """An objective (sasaran) with its indicators, in the order of the agreement."""

    code: str
    name: str
    indicators: tuple[PackIndicator, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A text that the pack relies on."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Unverified:
    """Something the pack assumes and nobody has confirmed against the regulation yet."""

    key: str
    fact: str
    note: str


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack.

    ``duties``, ``organisation``, ``outline``, ``agreement`` and ``meeting`` are the plain contents of their files.
    """

    code: str
    name: str
    version: str
    valid_from: dt.date
    sources: tuple[Source, ...]
    unverified: tuple[Unverified, ...]
    policies: Mapping[str, Policy] = field(hash=False)
    objectives: tuple[PackObjective, ...]
    registers: Mapping[str, Register] = field(hash=False)
    holidays: Mapping[dt.date, str] = field(hash=False)
    duties: Mapping[str, Any] = field(hash=False)
    organisation: Mapping[str, Any] = field(hash=False)
    outline: Mapping[str, Any] = field(hash=False)
    agreement: Mapping[str, Any] = field(hash=False, default_factory=dict)
    meeting: Mapping[str, Any] = field(hash=False, default_factory=dict)
    due: DueDates | None = None
    actuals_due: ActualsDue = ActualsDue()  # noqa: RUF009
    money: MoneyRules = MoneyRules()  # noqa: RUF009

    @property
    def indicators(self) -> tuple[PackIndicator, ...]:
        """All indicators, in the order of the agreement."""
        return tuple(indicator for objective in self.objectives for indicator in objective.indicators)

    def indicator(self, code: str) -> PackIndicator:
        """The indicator ``code``.

        Raises:
            KeyError: the pack has none.
        """
        for indicator in self.indicators:
            if indicator.code == code:
                return indicator
        raise KeyError(code)

    def for_office(self, body: str) -> Pack:
        """The pack with ``body`` ("KPU Kabupaten Paser") where its texts name the office."""
        return replace(self, objectives=tuple(_named(objective, body) for objective in self.objectives))


def _named(objective: PackObjective, body: str) -> PackObjective:
    return replace(
        objective,
        name=objective.name.replace(OFFICE_BODY, body),
        indicators=tuple(
            replace(
                indicator,
                name=indicator.name.replace(OFFICE_BODY, body),
                definition=indicator.definition.replace(OFFICE_BODY, body),
            )
            for indicator in objective.indicators
        ),
    )
