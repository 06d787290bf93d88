"""The grant ledger as its page shows it: only those balances that something is known of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from akuntabel.offices.models import Office
from akuntabel.planning.models import GrantEntry
from akuntabel.planning.money.ledger import Balances, grant_ledger
from akuntabel.planning.selectors import budget_of


@dataclass(frozen=True)
class LedgerLine:
    """A line of the ledger; ``balances`` are heads with what stands under them, None is not known."""

    entry: GrantEntry
    balances: tuple[tuple[str, Decimal | None], ...]


@dataclass(frozen=True)
class GrantsScreen:
    """All that the page of the ledger shows; ``sums`` are the kinds that were written down."""

    heads: tuple[str, ...]
    lines: tuple[LedgerLine, ...]
    sums: tuple[tuple[str, Decimal], ...]
    problems: tuple[str, ...]
    unknown: str
    numbered: bool
    sourced: bool


def grants_screen(office: Office, year: int) -> GrantsScreen | None:
    """The ledger of ``year``; None while nothing is written down."""
    budget = budget_of(office, year)
    carried = budget.grant_booked if budget and budget.grant_booked else None
    ledger = grant_ledger(office, year, in_budget=carried)
    if ledger is None:
        return None
    names = _balance_names()
    known = [name for name in names if any(getattr(row.balances, name) is not None for row in ledger.rows)]
    entries = [row.entry for row in ledger.rows]
    return GrantsScreen(
        heads=tuple(names[name] for name in known),
        lines=tuple(
            LedgerLine(row.entry, tuple((names[name], getattr(row.balances, name)) for name in known))
            for row in ledger.rows
        ),
        sums=_sums(ledger.totals),
        problems=ledger.problems,
        unknown=_unknown(ledger.totals),
        numbered=any(entry.number for entry in entries),
        sourced=any(entry.source for entry in entries),
    )


def _balance_names() -> dict[str, str]:
    return {
        "to_come": _("Belum diterima (Rp)"),
        "unbooked": _("Belum masuk DIPA (Rp)"),
        "left": _("Sisa kas hibah (Rp)"),
    }


def _kinds() -> dict[str, str]:
    return {
        "agreed": _("disepakati"),
        "received": _("diterima"),
        "booked": _("dicatat dalam DIPA"),
        "spent": _("dibelanjakan"),
        "returned": _("dikembalikan"),
    }


def _sums(totals: Balances) -> tuple[tuple[str, Decimal], ...]:
    found = ((word, getattr(totals, kind)) for kind, word in _kinds().items())
    return tuple((word, amount) for word, amount in found if amount is not None)


def _unknown(totals: Balances) -> str:
    """A sentence about the kinds that nobody wrote down."""
    missing = [word for kind, word in _kinds().items() if getattr(totals, kind) is None]
    if not missing:
        return ""
    return _("Belum ada catatan tentang yang {kinds}; itu belum diketahui, bukan nol.").format(
        kinds=", ".join(missing)
    )
