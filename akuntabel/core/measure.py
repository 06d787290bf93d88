"""Measures: which records an indicator counts.

A measure names records, not numbers. Evaluating one gives the value, its numerator and
denominator and the records behind it, so that every figure opens to its proof.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from akuntabel.core.policy import HUNDRED, Policy, ZeroDenominator
from akuntabel.core.value import MISSING, Value, not_applicable, not_assessable, reported, unknown_among


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a register as a measure sees it.

    ``quantity`` is 1 unless the row is an aggregate known only as a number; 0 declares that
    there was nothing ("nihil"). ``stated_percent`` is a share whose numerator and denominator
    the source does not give. ``date`` sorts for "latest" (ISO text, empty when unknown).
    ``asserted`` names the fields that the source only asserts, without anything to prove them.
    """

    id: str
    register: str
    data: Mapping[str, Any] = field(default_factory=dict)
    quantity: Decimal = Decimal(1)
    stated_percent: Decimal | None = None
    date: str = ""
    asserted: frozenset[str] = frozenset()


class Basis(StrEnum):
    """What a value rests on."""

    RECORDS = "records"  # counted from records
    ASSERTED = "asserted"  # counted, but what makes a record count is only asserted by its source
    STATED = "stated"  # one source states it; no numerator and denominator are known
    DERIVED = "derived"  # worked out from the other indicators
    ENTERED = "entered"  # typed by hand, with a note
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Selection:
    """Records of one register whose fields meet ``where``.

    A condition is a value (equal), a list (one of), or a table with ``not`` (a value or a list),
    ``min``, ``max`` or ``present``. An empty field meets only ``present = false``: what nobody
    filled in is neither equal nor unequal. A number meets a number however it is written (money
    is kept as text); ISO dates compare as dates.

    Raises:
        ValueError: an operation that does not exist.
    """

    register: str
    where: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for condition in self.where.values():
            if isinstance(condition, Mapping) and (not condition or not OPERATIONS.issuperset(condition)):
                raise ValueError(f"a condition uses {sorted(OPERATIONS)}, not {sorted(condition)}")

    def matches(self, record: Record) -> bool:
        """Whether ``record`` belongs to the selection."""
        return record.register == self.register and all(
            _holds(record.data.get(name), condition) for name, condition in self.where.items()
        )


def _holds(value: Any, condition: Any) -> bool:
    if isinstance(condition, Mapping):
        return all(_OPERATIONS[name](value, bound) for name, bound in condition.items())
    return _is_among(value, condition)


def _is_among(value: Any, wanted: Any) -> bool:
    """Whether a filled field equals ``wanted``, or one of it where it is a list."""
    if isinstance(wanted, list | tuple):
        return any(_is_among(value, one) for one in wanted)
    if not _is_filled(value) or isinstance(value, bool) != isinstance(wanted, bool):
        return False
    return bool(value == wanted) or _compare(value, wanted) == 0


def _is_filled(value: Any) -> bool:
    return value not in (None, "")


def _compare(value: Any, bound: Any) -> int | None:
    """-1, 0 or 1 as ``value`` lies below, at or above ``bound``; None when they do not compare."""
    left, right = _number(value), _number(bound)
    if left is not None and right is not None:
        return (left > right) - (left < right)
    if left is None and right is None and isinstance(value, str) and isinstance(bound, str):
        return (value > bound) - (value < bound)
    return None


def _number(value: Any) -> Decimal | None:
    """The number that a field holds, or None."""
    if value is None or isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


_OPERATIONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "not": lambda value, bound: _is_filled(value) and not _is_among(value, bound),
    "min": lambda value, bound: _is_filled(value) and _compare(value, bound) in (0, 1),
    "max": lambda value, bound: _is_filled(value) and _compare(value, bound) in (0, -1),
    "present": lambda value, bound: _is_filled(value) is bound,
}
OPERATIONS = frozenset(_OPERATIONS)


@dataclass(frozen=True, slots=True)
class Count:
    """The sum of the quantities of the selected records."""

    selection: Selection


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of a numeric field of the selected records; a "nihil" record adds nothing."""

    selection: Selection
    field: str


@dataclass(frozen=True, slots=True)
class Latest:
    """A numeric field of the selected record with the latest date.

    Of several records each needs its date; two numbers with the latest date decide nothing.
    """

    selection: Selection
    field: str


Amount = Count | Sum | Latest


@dataclass(frozen=True, slots=True)
class Ratio:
    """``numerator`` over ``denominator``, in %, recomputed from the sums."""

    numerator: Amount
    denominator: Amount


@dataclass(frozen=True, slots=True)
class ShareMet:
    """The share, in %, of counted indicators that are met. It never counts itself by default."""


@dataclass(frozen=True, slots=True)
class Manual:
    """Typed by hand; demands a note and an attachment."""


Measure = Count | Sum | Latest | Ratio | ShareMet | Manual


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measure found: the value and all that proves it. ``records`` are record ids."""

    value: Value
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    records: tuple[str, ...] = ()
    considered: int = 0  # records of the register that were looked at
    basis: Basis = Basis.NONE


def registers_of(measure: Measure) -> frozenset[str]:
    """The codes of the registers that ``measure`` reads."""
    match measure:
        case Ratio(numerator=numerator, denominator=denominator):
            return frozenset({numerator.selection.register, denominator.selection.register})
        case Count(selection=selection) | Sum(selection=selection) | Latest(selection=selection):
            return frozenset({selection.register})
        case _:
            return frozenset()


def evaluate(
    measure: Count | Sum | Latest | Ratio, records: Mapping[str, Sequence[Record]], policy: Policy
) -> Measured:
    """The value of ``measure`` over ``records`` (by register code).

    A register without any record gives MISSING: nobody has said anything yet. Records of which
    none fits give a reported zero (nothing for "latest").
    """
    if isinstance(measure, Ratio):
        return _ratio(measure, records, policy)
    looked_at = records.get(measure.selection.register, ())
    chosen = [record for record in looked_at if measure.selection.matches(record)]
    if not looked_at:
        return Measured(MISSING)
    value = _amount(measure, chosen)
    return Measured(
        value=value,
        numerator=value.number,
        records=tuple(record.id for record in chosen),
        considered=len(looked_at),
        basis=_basis(chosen, measure.selection) if value.is_reported else Basis.NONE,
    )


def _basis(chosen: Sequence[Record], *selections: Selection) -> Basis:
    """Whether a condition that ``chosen`` records were counted by is only asserted."""
    tested = {name for selection in selections for name in selection.where}
    return Basis.ASSERTED if any(record.asserted & tested for record in chosen) else Basis.RECORDS


def _amount(amount: Amount, chosen: Sequence[Record]) -> Value:
    if any(record.stated_percent is not None for record in chosen):
        return not_assessable("persentase tanpa pembilang dan penyebut tidak dapat dihitung banyaknya")
    if isinstance(amount, Count):
        return reported(sum((record.quantity for record in chosen), Decimal(0)))
    some = [record for record in chosen if record.quantity != 0]
    return _sum(amount, some) if isinstance(amount, Sum) else _latest(amount, some)


def _sum(amount: Sum, some: Sequence[Record]) -> Value:
    numbers = [_number(record.data.get(amount.field)) for record in some]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return _incomplete(amount.field)
    return reported(sum(known, Decimal(0)))


def _latest(amount: Latest, some: Sequence[Record]) -> Value:
    if not some:
        return MISSING
    if len(some) > 1 and not all(record.date for record in some):
        return not_assessable("tanggal belum lengkap, sehingga catatan terakhir tidak diketahui")
    last = max(record.date for record in some)
    numbers = {_number(record.data.get(amount.field)) for record in some if record.date == last}
    if len(numbers) > 1:
        return not_assessable("dua catatan pada tanggal terakhir memberi angka yang berbeda")
    number = numbers.pop()
    return _incomplete(amount.field) if number is None else reported(number)


def _incomplete(field: str) -> Value:
    return not_assessable(f"isian {field} belum lengkap")


def _ratio(ratio: Ratio, records: Mapping[str, Sequence[Record]], policy: Policy) -> Measured:
    looked_at = records.get(ratio.denominator.selection.register, ())
    others = records.get(ratio.numerator.selection.register, ())
    base = [record for record in looked_at if ratio.denominator.selection.matches(record)]
    stated = [record for record in base if record.stated_percent is not None]
    if stated:
        return _stated(stated, base, len(looked_at))
    if not looked_at or not others:
        return Measured(MISSING)
    part = [record for record in others if ratio.numerator.selection.matches(record)]
    top, bottom = _amount(ratio.numerator, part), _amount(ratio.denominator, base)
    return Measured(
        value=_divided(top, bottom, policy),
        numerator=top.number,
        denominator=bottom.number,
        records=tuple(dict.fromkeys(record.id for record in (*base, *part))),
        considered=len(looked_at),
        basis=_basis((*base, *part), ratio.numerator.selection, ratio.denominator.selection),
    )


def _divided(top: Value, bottom: Value, policy: Policy) -> Value:
    unknown = unknown_among((top, bottom))
    if unknown is not None or top.number is None or bottom.number is None:
        return unknown or MISSING
    if bottom.number != 0:
        return reported(top.number / bottom.number * HUNDRED)
    if top.number != 0:
        return not_assessable("ada pembilang, tetapi penyebutnya 0")
    if policy.zero_denominator is ZeroDenominator.FULL:
        return reported(HUNDRED)
    return not_applicable("tidak ada yang dihitung pada tahun ini (penyebut 0)")


def _stated(stated: Sequence[Record], base: Sequence[Record], considered: int) -> Measured:
    """A share that a source gives without its numerator and denominator stands alone."""
    ids = tuple(record.id for record in base)
    if len(base) > 1:
        reason = "persentase tanpa pembilang dan penyebut tidak dapat dijumlahkan"
        return Measured(not_assessable(reason), records=ids, considered=considered)
    percent = stated[0].stated_percent
    value = MISSING if percent is None else reported(percent)
    return Measured(value, records=ids, considered=considered, basis=Basis.STATED)
