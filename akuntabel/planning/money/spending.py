"""Deeds about payments, and what was spent: each payment stays, a wrong one is withdrawn with a reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet, Sum

from akuntabel.core.entry import Problem
from akuntabel.core.errors import gettext_noop, quoted
from akuntabel.core.indonesian import format_date
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import facts, log
from akuntabel.planning.deeds.shared import refuse, tidy
from akuntabel.planning.models import BudgetLine, Spending
from akuntabel.planning.money.keys import find_key
from akuntabel.planning.money.reading import budget_of
from akuntabel.planning.money.shared import keep_budget, too_long, withdraw, wrong_amount, wrong_fund

NO_DATE = gettext_noop("Isi tanggal pembayarannya, misalnya 4-3-2025.")
OTHER_YEAR = gettext_noop("Tanggal {day} bukan di tahun anggaran {year}.")
ZERO = gettext_noop("Jumlah pembayaran tidak dapat nol.")
NO_KEY = gettext_noop(
    "Kode “{key}” tidak ada di anggaran tahun {year}. Pakai kode yang ada, atau kosongkan bila belum jelas."
)
MANY_KEYS = gettext_noop("Kode “{key}” dapat berarti {keys}. Tulis kode lengkapnya.")
WITHDRAWN = gettext_noop("Pembayaran ini sudah ditarik.")

SPENDING = ("date", "document", "key", "fund", "amount", "note", "source", "batch")


@dataclass(frozen=True)
class SpendingFields:
    """A payment (SP2D): its day, number, line, fund and rupiah; below zero is money that came back.

    ``key`` may leave out the codes before those that name the line; "" while it is not clear.
    """

    date: dt.date | None
    amount: Decimal | None
    document: str = ""
    key: str = ""
    fund: str = ""
    note: str = ""
    source: str = ""


class Keys:
    """The lines of all versions of a year, for finding the one that a payment is booked on."""

    def __init__(self, office: Office, year: int) -> None:
        rows = BudgetLine.objects.filter(version__office=office, version__year=year).exclude(key="")
        self.year = year
        self.funds: dict[str, set[str]] = {}
        for key, fund in rows.order_by("version__sequence", "sequence").values_list("key", "fund"):
            self.funds.setdefault(key, set()).add(fund)

    def read(self, fields: SpendingFields) -> tuple[SpendingFields, list[Problem]]:
        """``fields`` with the whole key and the fund of its line, and what is wrong with the key."""
        if not fields.key.strip():
            return replace(fields, key=""), []
        found = find_key(fields.key, self.funds)
        if len(found) == 1:
            funds = self.funds[found[0]]
            fund = fields.fund or (next(iter(funds)) if len(funds) == 1 else "")
            return replace(fields, key=found[0], fund=fund), []
        if found:
            params = {"key": quoted(fields.key), "keys": ", ".join(found[:5])}
            return fields, [Problem("key", MANY_KEYS, params)]
        return fields, [Problem("key", NO_KEY, {"key": quoted(fields.key), "year": str(self.year)})]


def wrong_spending(fields: SpendingFields, year: int) -> list[Problem]:
    """What is wrong with a payment by itself."""
    problems = wrong_amount("amount", fields.amount, negative=True) + wrong_fund(fields.fund)
    if fields.amount == 0:
        problems.append(Problem("amount", ZERO, {}))
    if fields.date is None:
        problems.append(Problem("date", NO_DATE, {}))
    elif fields.date.year != year:
        params = {"day": format_date(fields.date), "year": str(year)}
        problems.append(Problem("date", OTHER_YEAR, params))
    problems += too_long("document", fields.document, 80)
    return problems + too_long("source", fields.source, 200)


@transaction.atomic
def add_spending(*, office: Office, year: int, fields: SpendingFields, by: Person) -> Spending:
    """Keep a payment; :func:`warnings_of` says whether it takes its line too far.

    Raises:
        Refused: ``by`` may not keep the budget here.
        WrongFields: a field is wrong, or no version of the year has such a line.
    """
    keep_budget(office, by)
    full, problems = Keys(office, year).read(fields)
    refuse([*wrong_spending(full, year), *problems])
    row = new_spending(office, year, full, by)
    row.save()
    log(by=by, office=office, deed="money.spend", target=row, name=str(row), after=facts(row, SPENDING))
    return row


@transaction.atomic
def withdraw_spending(*, spending: Spending, reason: str, by: Person) -> Spending:
    """Let a payment count no more; it stays to be read, with the reason.

    Raises:
        Refused: ``by`` may not keep the budget here.
        CannotDo: it is withdrawn already, or no reason was given.
    """
    return withdraw(spending, deed="money.unspend", already=WITHDRAWN, reason=reason, by=by)


def new_spending(office: Office, year: int, fields: SpendingFields, by: Person, batch: str = "") -> Spending:
    """A payment that is not kept yet, of ``fields`` that nothing is wrong with."""
    assert fields.date is not None
    assert fields.amount is not None
    texts = {name: tidy(getattr(fields, name)) for name in ("document", "key", "fund", "note", "source")}
    return Spending(
        office=office, year=year, date=fields.date, amount=fields.amount, created_by=by, batch=batch, **texts
    )


def warnings_of(spending: Spending) -> list[str]:
    """What is to be known once a payment is kept: which line it takes beyond its ceiling."""
    budget = budget_of(spending.office, spending.year)
    if budget is None or not spending.key:
        return []
    return [str(each) for each in budget.overspent if each.key == spending.key]


# ---------------------------------------------------------------- reads


def spendings_of(office: Office, year: int, *, as_of: dt.date | None = None) -> QuerySet[Spending]:
    """The payments of the year that count, in order of their days; up to ``as_of``, that day included."""
    rows: QuerySet[Spending] = Spending.objects.filter(office=office, year=year, withdrawn_at__isnull=True)
    if as_of is not None:
        rows = rows.filter(date__lte=as_of)
    return rows.order_by("date", "pk")


def realised(
    office: Office, year: int, *, as_of: dt.date | None = None, fund: str | None = None
) -> Decimal | None:
    """What was paid less what came back, in rupiah; None while the year has no payment at all."""
    if not spendings_of(office, year).exists():
        return None
    rows = spendings_of(office, year, as_of=as_of)
    if fund is not None:
        rows = rows.filter(fund=fund)
    total: Decimal | None = rows.aggregate(total=Sum("amount"))["total"]
    return Decimal(0) if total is None else total
