"""The money of each objective, through the shares that were mapped, and what no objective claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from akuntabel.core.budget import absorption, portion, unshared
from akuntabel.planning.models import BudgetLine, BudgetShare
from akuntabel.planning.money.keys import CODES, line_of
from akuntabel.planning.money.tree import label_of


@dataclass(frozen=True)
class ObjectiveMoney:
    """What of the budget serves the objective ``code``, in rupiah, and through which lines.

    ``realised`` is None while the year has no payments. ``keys`` are pairs of line and share in %.
    """

    code: str
    ceiling: Decimal
    realised: Decimal | None
    keys: tuple[tuple[str, Decimal], ...]

    @property
    def absorption(self) -> Decimal | None:
        """Realised over ceiling, in %."""
        return absorption(self.realised, self.ceiling)


@dataclass(frozen=True)
class Unmapped:
    """A line without its account, of which ``percent`` serves no objective; ``ceiling`` is that part."""

    key: str
    name: str
    percent: Decimal
    ceiling: Decimal


def output_key(line: BudgetLine) -> str:
    """The key of ``line`` without its account; "" without codes."""
    return line_of({name: getattr(line, name) for name in CODES}).output_key


def shares_by_key(shares: Iterable[BudgetShare]) -> dict[str, dict[str, Decimal]]:
    """The shares in % of each line, by objective."""
    found: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for row in shares:
        found[row.key][row.objective] = row.percent
    return dict(found)


def by_objective(
    lines: Sequence[BudgetLine], shares: Iterable[BudgetShare], spent: Mapping[str, Decimal] | None
) -> list[ObjectiveMoney]:
    """Ceiling and realised of every objective that a line of the budget serves, in order of their codes."""
    ceilings: dict[str, Decimal] = defaultdict(Decimal)
    paid: dict[str, Decimal] = defaultdict(Decimal)
    counted: set[str] = set()
    for line in lines:
        key = output_key(line)
        ceilings[key] += line.amount
        if spent is not None and line.key not in counted:  # two funds of one line share its payments
            counted.add(line.key)
            paid[key] += spent.get(line.key, Decimal(0))
    serving: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
    for key, parts in shares_by_key(shares).items():
        for code, percent in parts.items():
            if key in ceilings:
                serving[code].append((key, percent))
    return [
        ObjectiveMoney(
            code,
            sum((portion(ceilings[key], percent) for key, percent in keys), Decimal(0)),
            None
            if spent is None
            else sum((portion(paid[key], percent) for key, percent in keys), Decimal(0)),
            tuple(keys),
        )
        for code, keys in sorted(serving.items(), key=lambda each: _order(each[0]))
    ]


def unmapped(lines: Sequence[BudgetLine], shares: Iterable[BudgetShare]) -> list[Unmapped]:
    """The rest that no objective claims, by line, in the order of the budget."""
    ceilings: dict[str, Decimal] = defaultdict(Decimal)
    names: dict[str, str] = {}
    for line in lines:
        key = output_key(line)
        ceilings[key] += line.amount
        names.setdefault(key, line.detail or line.output or line.activity or line.programme or label_of(line))
    mapped = shares_by_key(shares)
    found = []
    for key, ceiling in ceilings.items():
        percent = unshared(mapped.get(key, {}))
        if percent:
            found.append(Unmapped(key, names[key], percent, portion(ceiling, percent)))
    return found


def _order(code: str) -> tuple[int, str]:
    """Objectives in the order in which people count: 2 before 10."""
    digits = "".join(each for each in code if each.isdigit())
    return (int(digits) if digits else 0, code)
