"""The grant ledger read: its lines, the balances after each, and in words what does not add up.

received = booked + not yet booked; spent + returned ≤ received; agreed − received = still to come. What
breaks that is told, never corrected.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_money
from akuntabel.offices.models import Office
from akuntabel.planning.models import GrantEntry, GrantKind


@dataclass(frozen=True)
class Balances:
    """The sums of a ledger, in rupiah; one of a kind that nobody wrote down is None, not zero."""

    agreed: Decimal | None = None
    received: Decimal | None = None
    booked: Decimal | None = None
    spent: Decimal | None = None
    returned: Decimal | None = None

    @property
    def to_come(self) -> Decimal | None:
        """Agreed less received."""
        return _less(self.agreed, self.received)

    @property
    def unbooked(self) -> Decimal | None:
        """Received and not yet booked in the DIPA."""
        return _less(self.received, self.booked)

    @property
    def left(self) -> Decimal | None:
        """Received, neither spent nor returned."""
        out = None if self.spent is None and self.returned is None else _sum(self.spent, self.returned)
        return _less(self.received, out)

    def after(self, entry: GrantEntry) -> Balances:
        """The balances once ``entry`` is added."""
        return Balances(**(vars(self) | {entry.kind: _sum(getattr(self, entry.kind), entry.amount)}))


@dataclass(frozen=True)
class LedgerRow:
    """A line of the ledger and the balances after it; a withdrawn line changes none."""

    entry: GrantEntry
    balances: Balances


@dataclass(frozen=True)
class GrantLedger:
    """The ledger of a year; ``problems`` say in words what does not add up, nothing is corrected."""

    rows: tuple[LedgerRow, ...]
    totals: Balances
    problems: tuple[str, ...]


def grant_ledger(office: Office, year: int, *, in_budget: Decimal | None = None) -> GrantLedger | None:
    """The ledger of ``year`` in order of its days; None while it has no line.

    ``in_budget`` is what the DIPA in force carries as grant, to be held against what was booked.
    """
    entries = list(GrantEntry.objects.filter(office=office, year=year).select_related("withdrawn_by"))
    return ledger_of(entries, in_budget=in_budget) if entries else None


def ledger_of(entries: Iterable[GrantEntry], *, in_budget: Decimal | None = None) -> GrantLedger:
    """The ledger of ``entries``: undated ones first, then by day, then as they were written down."""
    order = list(GrantKind.values)
    lines = sorted(
        entries,
        key=lambda e: (e.date or dt.date.min, order.index(e.kind) if e.date is None else 0, e.pk or 0),
    )
    rows: list[LedgerRow] = []
    now = Balances()
    for entry in lines:
        if entry.withdrawn_at is None:
            now = now.after(entry)
        rows.append(LedgerRow(entry, now))
    return GrantLedger(tuple(rows), now, tuple(problems_of(now, in_budget)))


def problems_of(sums: Balances, in_budget: Decimal | None = None) -> Sequence[str]:
    """A sentence for each way in which the ledger contradicts itself or the DIPA."""
    found: list[str] = []

    def tell(sentence: str, **amounts: Decimal | None) -> None:
        found.append(sentence.format(**{name: format_money(a or Decimal(0)) for name, a in amounts.items()}))

    out = _sum(sums.spent, sums.returned)
    if sums.received is None and (sums.booked is not None or out):
        tell(
            _(
                "Penerimaan hibah belum dicatat, padahal sudah ada yang dibukukan, dibelanjakan, atau dikembalikan."
            )
        )
    if sums.agreed is None and sums.received is not None:
        tell(
            _("Kesepakatan hibah (NPHD) belum dicatat, padahal sudah diterima {received}."),
            received=sums.received,
        )
    if (sums.to_come or 0) < 0:
        tell(
            _("Hibah yang diterima, {received}, melebihi yang disepakati, {agreed}."),
            received=sums.received, agreed=sums.agreed,
        )  # fmt: skip
    if (sums.unbooked or 0) < 0:
        tell(
            _("Hibah yang dicatat dalam DIPA, {booked}, melebihi yang diterima, {received}."),
            booked=sums.booked, received=sums.received,
        )  # fmt: skip
    if (sums.left or 0) < 0:
        tell(
            _("Belanja dan pengembalian hibah, {out}, melebihi yang diterima, {received}."),
            out=out, received=sums.received,
        )  # fmt: skip
    if sums.booked is not None and sums.spent is not None and sums.spent > sums.booked:
        tell(
            _("Belanja hibah, {spent}, melebihi yang dicatat dalam DIPA, {booked}."),
            spent=sums.spent, booked=sums.booked,
        )  # fmt: skip
    if in_budget is not None and sums.booked is not None and sums.booked != in_budget:
        tell(
            _("Hibah yang dicatat dalam DIPA menurut buku hibah {booked}, sedangkan DIPA memuat {budget}."),
            booked=sums.booked, budget=in_budget,
        )  # fmt: skip
    return found


def _sum(first: Decimal | None, second: Decimal | None) -> Decimal:
    return (first or Decimal(0)) + (second or Decimal(0))


def _less(whole: Decimal | None, part: Decimal | None) -> Decimal | None:
    """``whole`` less ``part``; nothing known of the whole stays unknown, no part yet takes nothing away."""
    return None if whole is None else whole - (part or Decimal(0))
