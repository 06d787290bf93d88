"""A frozen figure worked out again, from its frozen evidence alone: no record and no plan is read."""

from __future__ import annotations

from akuntabel.core.measure import Manual, Measured, Record, ShareMet, evaluate
from akuntabel.core.measurement import share_met
from akuntabel.core.policy import Policy
from akuntabel.core.value import Value
from akuntabel.measuring.frozen import Frozen, exact_value, thaw
from akuntabel.measuring.models import Actual

# A row that was looked at and not counted: no selection matches it.
_PASSED_OVER = Record(id="", register="")


def recompute(actual: Actual, policy: Policy) -> Value:
    """The value that the frozen evidence of ``actual``, which was handed in, gives under ``policy``.

    What people typed has nothing to be counted from: it is the value itself, with its files.
    """
    return measured_again(actual, policy).value


def measured_again(actual: Actual, policy: Policy) -> Measured:
    """As :func:`recompute`, with numerator, denominator, records and basis."""
    frozen = thaw(actual)
    if frozen.by_hand or frozen.measure is None or isinstance(frozen.measure, Manual):
        return Measured(exact_value(actual))
    if isinstance(frozen.measure, ShareMet):
        return share_met([met for _code, met in frozen.others], policy)
    return evaluate(frozen.measure, _looked_at(frozen), policy)


def _looked_at(frozen: Frozen) -> dict[str, list[Record]]:
    """The records by register: those that were counted, and one empty row for each that was passed over."""
    found: dict[str, list[Record]] = {code: [] for code in frozen.considered}
    for record in frozen.records:
        found.setdefault(record.register, []).append(record)
    for code, considered in frozen.considered.items():
        found[code] += [_PASSED_OVER] * (considered - len(found[code]))
    return found
