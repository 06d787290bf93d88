"""The budget of a year, read once: what it is measured against, and what was spent of it.

Payments are the realisation as soon as there is one; a sum that a source states is then only compared
with them. Without payments the latest stated sum counts. A version that is not settled counts nowhere.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from akuntabel.core.budget import absorption, deviation, mean_deviation
from akuntabel.core.indonesian import format_date, format_money, month_name
from akuntabel.offices.clock import today_at
from akuntabel.offices.models import Office
from akuntabel.planning.models import (
    BudgetLine,
    BudgetShare,
    BudgetVersion,
    Fund,
    GrantEntry,
    GrantKind,
    Realisation,
    Spending,
)
from akuntabel.planning.money.ledger import GrantLedger, ledger_of
from akuntabel.planning.money.objectives import ObjectiveMoney, Unmapped, by_objective, unmapped
from akuntabel.planning.money.tree import Node, tree_of

ZERO = Decimal(0)


@dataclass(frozen=True)
class FundMoney:
    """The money of one fund in the measured version, in rupiah."""

    fund: str
    label: str
    ceiling: Decimal
    realised: Decimal | None

    @property
    def absorption(self) -> Decimal | None:
        """Realised over ceiling, in %."""
        return absorption(self.realised, self.ceiling)


@dataclass(frozen=True)
class VersionStep:
    """A version in the order in which they followed, with its ceiling and what changed, in rupiah.

    ``difference`` is against the version before; None for the first. ``absorption`` is in % of this
    version's own ceiling.
    """

    version: BudgetVersion
    ceiling: Decimal
    difference: Decimal | None
    absorption: Decimal | None
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class MonthMoney:
    """A month (1 to 12): planned on page III, realised, in rupiah; None where that is not known.

    A month that is over and has no payment realised 0, once the year has payments.
    """

    month: int
    planned: Decimal | None
    realised: Decimal | None

    @property
    def name(self) -> str:
        """The name of the month."""
        return month_name(self.month)

    @property
    def deviation(self) -> Decimal | None:
        """How far the month was from its plan, in %."""
        return deviation(self.planned, self.realised)


@dataclass(frozen=True)
class Overspent:
    """A line that was paid beyond its ceiling."""

    key: str
    ceiling: Decimal
    realised: Decimal
    version: str

    def __str__(self) -> str:
        return _("Belanja pada {key}, {realised}, melebihi pagunya menurut {version}, {ceiling}.").format(
            key=self.key, realised=format_money(self.realised), version=self.version,
            ceiling=format_money(self.ceiling),
        )  # fmt: skip


@dataclass(frozen=True)
class Budget:
    """The money of a year against its named version, in rupiah.

    ``absorption`` is realised / ceiling in %; it is None without a realisation. ``realisation`` is the
    latest sum that a source states; it counts only while there are no ``payments``. ``months_over`` is
    how many months of the year are over at the office.
    """

    version: BudgetVersion
    lines: tuple[BudgetLine, ...]
    ceiling: Decimal
    realised: Decimal | None
    realisation: Realisation | None
    state: Decimal
    grant_booked: Decimal
    grant_agreed: Decimal | None
    grant_entries: tuple[GrantEntry, ...]
    versions: tuple[BudgetVersion, ...]
    payments: tuple[Spending, ...] = ()
    shares: tuple[BudgetShare, ...] = field(default=())
    months_over: int = 0

    @property
    def remaining(self) -> Decimal | None:
        """What was not spent, in rupiah."""
        return None if self.realised is None else self.ceiling - self.realised

    @property
    def absorption(self) -> Decimal | None:
        """Realised over ceiling, in %."""
        return absorption(self.realised, self.ceiling)

    @property
    def from_payments(self) -> bool:
        """Whether the realisation is the sum of payments, not a sum that a source states."""
        return bool(self.payments)

    @property
    def basis(self) -> str:
        """What the realisation rests on, as a clause."""
        if self.payments:
            last = format_date(max(row.date for row in self.payments))
            return _("{count} pembayaran sampai {day}").format(count=len(self.payments), day=last)
        if self.realisation is not None:
            return _("jumlah yang dinyatakan per {day}").format(day=format_date(self.realisation.as_of))
        return _("belum ada realisasi")

    @property
    def newest(self) -> BudgetVersion:
        """The newest settled version of the office's own; that of an agreement only where it has none."""
        own = [each for each in self.versions if each.agreement_id is None]
        return (own or list(self.versions))[-1]

    @property
    def held_back(self) -> str:
        """Why absorption is not against the newest version, as a sentence; "" where it is."""
        return "" if self.newest == self.version else stays_with(self.version)

    @property
    def disagreement(self) -> str:
        """How the payments differ from the stated sum, as a sentence; "" where both agree or one is missing."""
        stated = self.realisation
        if stated is None or not self.payments:
            return ""
        paid = sum((row.amount for row in self.payments if row.date <= stated.as_of), ZERO)
        if paid == stated.amount:
            return ""
        return _(
            "Pembayaran sampai {day} berjumlah {paid}, sedangkan realisasi yang dinyatakan {stated}; keduanya berbeda {gap}."
        ).format(
            day=format_date(stated.as_of), paid=format_money(paid), stated=format_money(stated.amount),
            gap=format_money(abs(paid - stated.amount)),
        )  # fmt: skip

    # ------------------------------------------------------------ by line

    @cached_property
    def spent(self) -> Mapping[str, Decimal]:
        """What was paid by the key of a line; "" is what is booked on none."""
        found: dict[str, Decimal] = defaultdict(Decimal)
        for row in self.payments:
            found[row.key] += row.amount
        return dict(found)

    @cached_property
    def tree(self) -> list[Node]:
        """The measured version from programme down to account, with subtotals and what was spent."""
        return tree_of(self.lines, self.spent if self.payments else None)

    @cached_property
    def outside(self) -> Mapping[str, Decimal]:
        """Payments that no line of the measured version takes, by key; "" is what is booked on none."""
        here = {line.key for line in self.lines if line.key}
        return {key: amount for key, amount in self.spent.items() if key not in here}

    @cached_property
    def overspent(self) -> list[Overspent]:
        """The lines that were paid beyond their ceiling."""
        ceilings: dict[str, Decimal] = defaultdict(Decimal)
        for line in self.lines:
            if line.key:
                ceilings[line.key] += line.amount
        return [
            Overspent(key, ceiling, self.spent[key], self.version.name)
            for key, ceiling in ceilings.items()
            if self.spent.get(key, ZERO) > ceiling
        ]

    # ------------------------------------------------------------ by fund, version, month, objective

    @cached_property
    def funds(self) -> list[FundMoney]:
        """The money by fund, as far as lines or payments name one."""
        ceilings: dict[str, Decimal] = defaultdict(Decimal)
        for line in self.lines:
            ceilings[line.fund] += line.amount
        paid: dict[str, Decimal] = defaultdict(Decimal)
        for row in self.payments:
            paid[row.fund] += row.amount
        named = [each for each in Fund if each.value in ceilings or each.value in paid]
        split = self.payments and not (paid.get("") and any(each.value for each in named))
        return [
            FundMoney(each.value, str(each.label), ceilings[each.value], paid[each.value] if split else None)
            for each in named
        ]

    @cached_property
    def steps(self) -> list[VersionStep]:
        """The office's own versions, in order, each with its difference to the one before."""
        found: list[VersionStep] = []
        before: BudgetVersion | None = None
        for version in (each for each in self.versions if each.agreement_id is None):
            found.append(_step(version, before, self.realised))
            before = version
        return found

    @cached_property
    def months(self) -> list[MonthMoney]:
        """The twelve months against page III of the measured version."""
        planned: dict[int, Decimal] = defaultdict(Decimal)
        for line in self.lines:
            for part in line.months.all():
                planned[part.month] += part.amount
        paid: dict[int, Decimal] = defaultdict(Decimal)
        for row in self.payments:
            paid[row.date.month] += row.amount
        # A month that runs is known once something was paid in it.
        last = max([self.months_over, *(row.date.month for row in self.payments)]) if self.payments else 0
        return [
            MonthMoney(
                month,
                planned[month] if planned else None,
                paid[month] if month <= last else None,
            )
            for month in range(1, 13)
        ]

    @property
    def has_plan(self) -> bool:
        """Whether any line has a monthly plan."""
        return any(month.planned is not None for month in self.months)

    def mean_deviation(self, most: Decimal | None = None) -> Decimal | None:
        """The mean deviation of the months so far, in %, each held to ``most`` when given."""
        return mean_deviation(((each.planned, each.realised) for each in self.months), most=most)

    @cached_property
    def objectives(self) -> list[ObjectiveMoney]:
        """Ceiling and realised by objective, through the shares; none while nothing is mapped."""
        return by_objective(self.lines, self.shares, self.spent if self.payments else None)

    @cached_property
    def unmapped(self) -> list[Unmapped]:
        """The lines, and parts of lines, that no objective claims."""
        return unmapped(self.lines, self.shares)

    @cached_property
    def ledger(self) -> GrantLedger | None:
        """The grant ledger of the year, held against the measured version."""
        if not self.grant_entries:
            return None
        split = any(line.fund for line in self.lines)
        return ledger_of(self.grant_entries, in_budget=self.grant_booked if split else None)


def stays_with(version: BudgetVersion) -> str:
    """That absorption stays against ``version``, of which the realisation is stated, and how it comes loose."""
    return _(
        "Serapan masih terhadap “{name}”, karena realisasinya dinyatakan terhadap versi itu; catat belanja, "
        "supaya serapan dihitung terhadap versi terbaru."
    ).format(name=version.name)


def budget_versions(office: Office, year: int) -> QuerySet[BudgetVersion]:
    """The settled versions of the year's budget, in order; what a draft agreement promises is no budget yet."""
    drafts = BudgetVersion.objects.filter(agreement__isnull=False, agreement__signed_on__isnull=True)
    rows = BudgetVersion.objects.filter(office=office, year=year, settled=True)
    return rows.exclude(pk__in=drafts).order_by("sequence", "pk")


def budget_of(office: Office, year: int) -> Budget | None:
    """The budget that the realisation is measured against.

    With payments it is the newest version of the office's own; without, the newest that a stated
    realisation is of, and else the newest.
    """
    versions = tuple(budget_versions(office, year).prefetch_related("lines__months", "realisations"))
    payments = tuple(
        Spending.objects.filter(office=office, year=year, withdrawn_at__isnull=True).order_by("date", "pk")
    )
    version = _measured(versions, payments)
    if version is None:
        return None
    lines = tuple(version.lines.all())
    stated = (
        [row for each in versions for row in each.realisations.all()]
        if payments
        else version.realisations.all()
    )
    realisation = max(stated, key=lambda r: (r.as_of, r.pk), default=None)
    entries = tuple(GrantEntry.objects.filter(office=office, year=year, withdrawn_at__isnull=True))
    agreed = [entry.amount for entry in entries if entry.kind == GrantKind.AGREED]
    return Budget(
        version=version,
        lines=lines,
        ceiling=sum((line.amount for line in lines), ZERO),
        realised=_realised(payments, realisation),
        realisation=realisation,
        state=sum((line.amount for line in lines if line.fund == Fund.STATE), ZERO),
        grant_booked=sum((line.amount for line in lines if line.fund == Fund.GRANT), ZERO),
        grant_agreed=sum(agreed, ZERO) if agreed else None,
        grant_entries=entries,
        versions=versions,
        payments=payments,
        shares=tuple(BudgetShare.objects.filter(office=office, year=year)),
        months_over=_months_over(year, today_at(office)),
    )


def _months_over(year: int, today: dt.date) -> int:
    """How many months of ``year`` are over on ``today``: 0 to 12."""
    return min(max((today.year - year) * 12 + today.month - 1, 0), 12)


def _measured(versions: Sequence[BudgetVersion], payments: Sequence[Spending]) -> BudgetVersion | None:
    own = [v for v in versions if v.agreement_id is None]  # an agreement's budget stands in only for none
    stated = [] if payments else [v for v in versions if v.realisations.all()]
    found = stated or own or list(versions)
    return found[-1] if found else None


def _realised(payments: Sequence[Spending], realisation: Realisation | None) -> Decimal | None:
    if payments:
        return sum((row.amount for row in payments), ZERO)
    return realisation.amount if realisation else None


def _step(version: BudgetVersion, before: BudgetVersion | None, realised: Decimal | None) -> VersionStep:
    now, then = _amounts(version), _amounts(before) if before else {}
    ceiling = sum(now.values(), ZERO)
    return VersionStep(
        version=version,
        ceiling=ceiling,
        difference=None if before is None else ceiling - sum(then.values(), ZERO),
        absorption=absorption(realised, ceiling),
        added=tuple(name for name in now if before and name not in then),
        removed=tuple(name for name in then if name not in now),
        changed=tuple(name for name in now if name in then and now[name] != then[name]),
    )


def _amounts(version: BudgetVersion) -> dict[str, Decimal]:
    """The amounts of a version by what its lines are called."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for line in version.lines.all():
        found[line.key or line.programme or str(Fund(line.fund).label)] += line.amount
    return dict(found)
