"""Which objectives the lines of the budget serve, and what of each line nobody claims."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from akuntabel.core.budget import portion, unshared
from akuntabel.offices.models import Office
from akuntabel.planning.models import BudgetShare, Objective
from akuntabel.planning.money.objectives import ObjectiveMoney, by_objective, output_key
from akuntabel.planning.money.shares import mappable_keys, objectives_of
from akuntabel.planning.selectors import budget_of


@dataclass(frozen=True)
class SharedLine:
    """A line without its accounts; ``amount`` is None when the newest settled version has no such line."""

    key: str
    name: str
    amount: Decimal | None
    shares: tuple[tuple[str, str, Decimal], ...]
    rest: Decimal

    @property
    def rest_amount(self) -> Decimal | None:
        """The rupiah that no objective claims."""
        return None if self.amount is None else portion(self.amount, self.rest)


@dataclass(frozen=True)
class SharesScreen:
    """All that the page of the mapping shows, in rupiah; ``keyless`` lines cannot be mapped.

    ``version`` is the newest settled one, "" without any; ``held_back`` says why absorption is not against it.
    """

    lines: tuple[SharedLine, ...]
    objectives: tuple[Objective, ...]
    total: Decimal
    rest: Decimal
    keyless: int
    version: str
    held_back: str
    money: tuple[tuple[str, ObjectiveMoney], ...]

    @property
    def realised(self) -> bool:
        """Whether it is known what was spent for the objectives."""
        return any(each.realised is not None for _name, each in self.money)


def shares_screen(office: Office, year: int) -> SharesScreen:
    """The mapping of ``year``, with the amounts of the newest settled version."""
    budget = budget_of(office, year)
    rows = tuple(budget.newest.lines.all()) if budget else ()
    spent = budget.spent if budget and budget.from_payments else None
    keys = mappable_keys(office, year)
    amounts: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        if key := output_key(row):
            amounts[key] += row.amount
    objectives = objectives_of(office, year)
    names = {each.code: each.name for each in objectives}
    gone = _("(tidak ada dalam perjanjian kinerja yang berlaku)")
    shares: dict[str, list[tuple[str, str, Decimal]]] = defaultdict(list)
    mapped = tuple(BudgetShare.objects.filter(office=office, year=year).order_by("key", "pk"))
    for share in mapped:
        shares[share.key].append((share.objective, names.get(share.objective, gone), share.percent))
    lines = tuple(
        SharedLine(
            key, name, amounts.get(key), tuple(shares[key]),
            unshared({code: percent for code, _name, percent in shares[key]}),
        )
        for key, name in keys.items()
    )  # fmt: skip
    return SharesScreen(
        lines=lines,
        objectives=tuple(objectives),
        total=sum(amounts.values(), Decimal(0)),
        rest=sum((line.rest_amount or Decimal(0) for line in lines), Decimal(0)),
        keyless=sum(1 for row in rows if not row.key),
        version=budget.newest.name if budget else "",
        held_back=budget.held_back if budget else "",
        money=tuple((names.get(each.code, gone), each) for each in by_objective(rows, mapped, spent)),
    )
