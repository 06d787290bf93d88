"""An actual's frozen evidence: what was counted when it was handed in, enough to count it again.

``Actual.evidence`` is a list of rows, each with its ``kind``:

- ``value``: why there is no number (``reason``), and whether people gave it ``by_hand``;
- ``measure``: the measure as it is written in the plan (``measure``);
- ``promise``: what the plan promised then: the indicator's ``name`` and ``unit``, the period's ``target``
  (as far as ``upper`` for a range);
- ``register``: how many rows of a register were looked at (``register``, ``considered``);
- ``record``: a row that was counted: ``id``, ``register``, ``data`` (the fields that the measure
  reads), ``quantity``, ``stated_percent``, ``date``, ``asserted``;
- ``indicator``: for a share of met targets, another indicator (``code``) and whether it is ``met``;
- ``file``: a file that proves a number that was typed (``name``, ``sha256``).

Numbers are text, so that they come back exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.core.measure import (
    Amount,
    Basis,
    Count,
    Latest,
    Measure,
    Measured,
    Ratio,
    Record,
    Sum,
    registers_of,
)
from akuntabel.core.policy import HUNDRED
from akuntabel.core.value import Value, reported
from akuntabel.measuring.models import Actual
from akuntabel.packs.loader import parse_measure

TOO_GREAT = gettext_noop("Angka {number} terlalu besar: paling banyak 16 angka di depan koma.")

Rows = list[dict[str, Any]]
_PLACES = Decimal("0.00000001")  # as finely as a number is kept
_MOST = Decimal(10) ** 16


@dataclass(frozen=True)
class Promise:
    """What the plan promises of an indicator in a period: ``target`` in ``unit``, for a range up to ``upper``."""

    name: str
    unit: str
    target: Decimal | None
    upper: Decimal | None


@dataclass(frozen=True)
class Frozen:
    """The evidence of an actual, read back; ``promise`` is None where none was kept."""

    by_hand: bool
    reason: str
    measure: Measure | None
    promise: Promise | None
    considered: Mapping[str, int]
    records: tuple[Record, ...]
    others: tuple[tuple[str, bool | None], ...]
    files: tuple[tuple[str, str], ...]


def freeze(
    *,
    written: Mapping[str, Any],
    measure: Measure,
    measured: Measured,
    promise: Promise,
    by_hand: bool,
    looked_at: Mapping[str, Sequence[Record]],
    others: Iterable[tuple[str, bool | None]],
    files: Iterable[tuple[str, str]],
) -> Rows:
    """The rows of evidence of an actual that is handed in now.

    ``written`` is ``measure`` as the plan keeps it; ``looked_at`` holds the records by register of
    which ``measured`` names those that were counted; ``others`` are (code, met), ``files`` (name, SHA-256).
    """
    rows: Rows = [
        {"kind": "value", "reason": measured.value.reason, "by_hand": by_hand},
        {"kind": "measure", "measure": dict(written)},
        {
            "kind": "promise",
            "name": promise.name,
            "unit": promise.unit,
            "target": _text(promise.target),
            "upper": _text(promise.upper),
        },
    ]
    if not by_hand:
        codes = sorted(registers_of(measure))
        rows += [
            {"kind": "register", "register": code, "considered": len(looked_at.get(code, ()))}
            for code in codes
        ]
        wanted, reads = set(measured.records), fields_read(measure)
        rows += [
            _record_row(record, reads.get(code, frozenset()))
            for code in codes
            for record in looked_at.get(code, ())
            if record.id in wanted
        ]
        rows += [{"kind": "indicator", "code": code, "met": met} for code, met in others]
    rows += [{"kind": "file", "name": name, "sha256": sha256} for name, sha256 in files]
    return rows


def thaw(actual: Actual) -> Frozen:
    """The evidence of ``actual``, which was handed in."""
    kinds: dict[str, Rows] = {}
    for row in actual.evidence:
        kinds.setdefault(row["kind"], []).append(row)
    value = next(iter(kinds.get("value", [])), {})
    written = next(iter(kinds.get("measure", [])), None)
    return Frozen(
        by_hand=bool(value.get("by_hand")),
        reason=value.get("reason", ""),
        measure=parse_measure(written["measure"], place=actual.code) if written else None,
        promise=promise_in(actual),
        considered={row["register"]: row["considered"] for row in kinds.get("register", [])},
        records=tuple(_record(row) for row in kinds.get("record", [])),
        others=tuple((row["code"], row["met"]) for row in kinds.get("indicator", [])),
        files=tuple((row["name"], row["sha256"]) for row in kinds.get("file", [])),
    )


def promise_in(actual: Actual) -> Promise | None:
    """What the plan promised when ``actual`` was handed in; None where that was not kept."""
    row = next((row for row in actual.evidence if row["kind"] == "promise"), None)
    if row is None:
        return None
    target, upper = (None if row[name] is None else Decimal(row[name]) for name in ("target", "upper"))
    return Promise(row["name"], row["unit"], target, upper)


def frozen_measured(actual: Actual) -> Measured:
    """What ``actual`` was when it was handed in, with the records behind it."""
    records = () if actual.by_hand else (row["id"] for row in actual.evidence if row["kind"] == "record")
    return Measured(
        value=exact_value(actual),
        numerator=actual.numerator,
        denominator=actual.denominator,
        records=tuple(records),
        considered=actual.considered,
        basis=Basis(actual.basis),
    )


def exact_value(actual: Actual) -> Value:
    """The frozen value; a ratio as exactly as it was counted, not as finely as its number is kept."""
    number, top, bottom = actual.number, actual.numerator, actual.denominator
    if number is None or top is None or not bottom or actual.basis == Basis.ENTERED:
        return actual.value()
    ratio = top / bottom * HUNDRED
    return reported(ratio if stored(ratio) == stored(number) else number)


def stored(number: Decimal) -> Decimal:
    """``number`` as finely as it is kept: eight decimals, half up.

    Raises:
        CannotDo: it has more digits than there is room for.
    """
    if abs(number) >= _MOST:
        raise CannotDo(TOO_GREAT, number=f"{number:f}")
    return number.quantize(_PLACES, ROUND_HALF_UP)


def stored_or_none(number: Decimal | None) -> Decimal | None:
    """``number`` as it is kept; None stays None."""
    return None if number is None else stored(number)


def same_value(one: Value, other: Value) -> bool:
    """Whether two values are the same figure: in state, and in number as finely as one is kept."""
    return one.state is other.state and stored_or_none(one.number) == stored_or_none(other.number)


def fields_read(measure: Measure) -> dict[str, frozenset[str]]:
    """The fields that ``measure`` reads, by register: its conditions, and what it adds up."""
    found: dict[str, frozenset[str]] = {}
    for amount in _amounts(measure):
        names = set(amount.selection.where)
        if isinstance(amount, Sum | Latest):
            names.add(amount.field)
        code = amount.selection.register
        found[code] = found.get(code, frozenset()) | names
    return found


def _amounts(measure: Measure) -> tuple[Amount, ...]:
    match measure:
        case Ratio(numerator=numerator, denominator=denominator):
            return (numerator, denominator)
        case Count() | Sum() | Latest():
            return (measure,)
        case _:
            return ()


def _text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"


def _record_row(record: Record, reads: frozenset[str]) -> dict[str, Any]:
    return {
        "kind": "record",
        "id": record.id,
        "register": record.register,
        "data": {name: record.data[name] for name in sorted(reads) if name in record.data},
        "quantity": f"{record.quantity:f}",
        "stated_percent": _text(record.stated_percent),
        "date": record.date,
        "asserted": sorted(record.asserted & reads),
    }


def _record(row: Mapping[str, Any]) -> Record:
    percent = row["stated_percent"]
    return Record(
        id=row["id"],
        register=row["register"],
        data=row["data"],
        quantity=Decimal(row["quantity"]),
        stated_percent=None if percent is None else Decimal(percent),
        date=row["date"],
        asserted=frozenset(row["asserted"]),
    )
