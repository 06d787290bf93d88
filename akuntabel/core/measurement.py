"""A year of one office measured: every indicator, then the averages over those that count."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from akuntabel.core.achievement import Achievement, Target, achieve
from akuntabel.core.averages import AverageRow, Averages, average
from akuntabel.core.measure import Basis, Manual, Measure, Measured, Record, ShareMet, evaluate
from akuntabel.core.policy import HUNDRED, Polarity, Policy, SelfReference
from akuntabel.core.value import MISSING, Value, not_assessable, reported


@dataclass(frozen=True, slots=True)
class IndicatorSpec:
    """What the arithmetic needs to know of an indicator; ``weight`` in %, where weights are used."""

    code: str
    objective: str
    polarity: Polarity
    measure: Measure
    target: Target | None
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator, measured."""

    spec: IndicatorSpec
    measured: Measured
    achievement: Achievement


@dataclass(frozen=True, slots=True)
class Measurement:
    """All indicators of an office and year, in the given order, and their averages."""

    rows: tuple[Row, ...]
    averages: Averages
    met: int
    unmet: int

    def row(self, code: str) -> Row:
        """The row of indicator ``code``.

        Raises:
            KeyError: there is none.
        """
        for row in self.rows:
            if row.spec.code == code:
                return row
        raise KeyError(code)


def measure(
    indicators: Sequence[IndicatorSpec],
    records: Mapping[str, Sequence[Record]],
    policy: Policy,
    entered: Mapping[str, Value] | None = None,
    settled: Mapping[str, Measured] | None = None,
) -> Measurement:
    """Measure ``indicators`` from ``records`` (by register code) under ``policy``.

    ``entered`` holds what people said by hand, by indicator code: the number of a manual
    indicator, or a state (withdrawn, not assessable, not due) that overrules the count. ``settled``
    holds what is measured already and is taken as it is, whatever the records say.

    Raises:
        ValueError: two indicators have the same code.
    """
    if len({spec.code for spec in indicators}) < len(indicators):
        raise ValueError("two indicators have the same code")
    said, known = entered or {}, settled or {}
    first = {
        spec.code: _row(spec, known.get(spec.code) or _measured(spec, records, policy, said), policy)
        for spec in indicators
        if not isinstance(spec.measure, ShareMet)
    }

    def share(spec: IndicatorSpec) -> Measured:
        return (
            known.get(spec.code)
            or _said(spec, said)
            or share_met([row.achievement.met for row in first.values()], policy)
        )

    rows = tuple(
        first[spec.code] if spec.code in first else _row(spec, share(spec), policy) for spec in indicators
    )
    counted = [_average_row(row) for row in rows if row.achievement.raw.is_reported]
    return Measurement(
        rows=rows,
        averages=average(counted, policy),
        met=sum(1 for row in rows if row.achievement.met is True),
        unmet=sum(1 for row in rows if row.achievement.met is False),
    )


def _measured(
    spec: IndicatorSpec, records: Mapping[str, Sequence[Record]], policy: Policy, entered: Mapping[str, Value]
) -> Measured:
    said = _said(spec, entered)
    if said is not None:
        return said
    if isinstance(spec.measure, Manual | ShareMet):
        return Measured(MISSING)
    return evaluate(spec.measure, records, policy)


def _said(spec: IndicatorSpec, entered: Mapping[str, Value]) -> Measured | None:
    """What people said of an indicator, where it counts: any state, a number only for a manual one."""
    said = entered.get(spec.code)
    if said is None or (said.is_reported and not isinstance(spec.measure, Manual)):
        return None
    return Measured(said, basis=Basis.ENTERED if said.is_reported else Basis.NONE)


def _row(spec: IndicatorSpec, measured: Measured, policy: Policy) -> Row:
    return Row(
        spec=spec,
        measured=measured,
        achievement=achieve(polarity=spec.polarity, target=spec.target, actual=measured.value, policy=policy),
    )


def share_met(others: Collection[bool | None], policy: Policy) -> Measured:
    """Met among counted, without any share-met indicator unless the policy says otherwise.

    ``others`` says of each other indicator whether it is met, None when it has no achievement.
    Counted of considered is its coverage: an indicator without achievement is considered only.
    """
    counted = [met for met in others if met is not None]
    if not counted:
        return Measured(not_assessable("belum ada indikator lain yang terukur"), considered=len(others))
    own = 1 if policy.self_reference is SelfReference.COUNT_AS_MET else 0
    met = sum(counted) + own
    of = len(counted) + own
    return Measured(
        value=reported(Decimal(met) / of * HUNDRED),
        numerator=Decimal(met),
        denominator=Decimal(of),
        considered=len(others) + own,
        basis=Basis.DERIVED,
    )


def _average_row(row: Row) -> AverageRow:
    raw, capped = row.achievement.raw.number, row.achievement.capped.number
    if raw is None or capped is None:
        raise ValueError(f"indicator {row.spec.code} has no achievement to average")
    return AverageRow(row.spec.code, row.spec.objective, raw, capped, row.spec.weight)
