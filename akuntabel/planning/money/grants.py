"""Deeds about the grant ledger: agreed, received, booked in the DIPA, spent, returned."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from akuntabel.core.entry import Problem
from akuntabel.core.errors import gettext_noop
from akuntabel.core.indonesian import format_date
from akuntabel.offices.clock import today_at
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import facts, log
from akuntabel.planning.deeds.shared import refuse, tidy
from akuntabel.planning.models import GrantEntry, GrantKind
from akuntabel.planning.money.ledger import Balances, GrantLedger, LedgerRow, grant_ledger
from akuntabel.planning.money.shared import keep_budget, too_long, withdraw, wrong_amount

__all__ = [
    "Balances",
    "GrantFields",
    "GrantLedger",
    "LedgerRow",
    "add_grant_entry",
    "grant_ledger",
    "withdraw_grant_entry",
]

NO_KIND = gettext_noop("Pilih apa yang terjadi dengan hibahnya.")
NOT_POSITIVE = gettext_noop("Jumlahnya harus lebih dari nol; jenisnya yang mengatakan masuk atau keluar.")
FUTURE = gettext_noop("Tanggal {day} belum tiba.")
WITHDRAWN = gettext_noop("Baris hibah ini sudah ditarik.")

ENTRY = ("year", "kind", "amount", "date", "number", "source", "note")


@dataclass(frozen=True)
class GrantFields:
    """A line of the ledger: one of GrantKind, its rupiah, and the number of its paper."""

    kind: str
    amount: Decimal | None
    date: dt.date | None = None
    number: str = ""
    source: str = ""
    note: str = ""


@transaction.atomic
def add_grant_entry(*, office: Office, year: int, fields: GrantFields, by: Person) -> GrantEntry:
    """Add a line to the grant ledger of ``year``.

    Raises:
        Refused: ``by`` may not keep the budget here.
        WrongFields: a field is wrong. A ledger that does not add up is told, not refused.
    """
    keep_budget(office, by)
    refuse(_wrong_fields(office, fields))
    assert fields.amount is not None
    entry = GrantEntry.objects.create(
        office=office, year=year, kind=fields.kind, amount=fields.amount, date=fields.date,
        number=tidy(fields.number), source=tidy(fields.source), note=tidy(fields.note), created_by=by,
    )  # fmt: skip
    log(by=by, office=office, deed="money.grant", target=entry, name=str(entry), after=facts(entry, ENTRY))
    return entry


@transaction.atomic
def withdraw_grant_entry(*, entry: GrantEntry, reason: str, by: Person) -> GrantEntry:
    """Let a line of the ledger count no more; it stays to be read, with the reason.

    Raises:
        Refused: ``by`` may not keep the budget here.
        CannotDo: it is withdrawn already, or no reason was given.
    """
    return withdraw(entry, deed="money.grant_withdraw", already=WITHDRAWN, reason=reason, by=by)


# ---------------------------------------------------------------- helpers


def _wrong_fields(office: Office, fields: GrantFields) -> list[Problem]:
    problems = wrong_amount("amount", fields.amount, negative=True)
    if not problems and fields.amount is not None and fields.amount <= 0:
        problems.append(Problem("amount", NOT_POSITIVE, {}))
    if fields.kind not in GrantKind.values:
        problems.append(Problem("kind", NO_KIND, {}))
    if fields.date is not None and fields.date > today_at(office):
        problems.append(Problem("date", FUTURE, {"day": format_date(fields.date)}))
    return problems + too_long("number", fields.number, 100) + too_long("source", fields.source, 200)
