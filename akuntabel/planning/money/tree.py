"""The tree of a budget: programme → activity → output (KRO) → detail (RO) → account, with its sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from akuntabel.core.budget import absorption
from akuntabel.planning.models import BudgetLine, Fund
from akuntabel.planning.money.keys import CODES, LEVELS, line_of

LEVEL_WORDS = {
    "programme": _("Program"),
    "activity": _("Kegiatan"),
    "output": _("KRO"),
    "detail": _("RO"),
    "account": _("Akun"),
    "fund": _("Sumber dana"),
}


@dataclass
class Node:
    """A part of the budget and all that stands under it, in rupiah.

    ``level`` is one of LEVEL_WORDS. ``realised`` is None while the year has no payments. ``lines`` are
    those that end here: one for each fund. ``planned`` are the months, or () without a plan.
    """

    level: str
    key: str
    code: str
    name: str
    depth: int = 0
    ceiling: Decimal = Decimal(0)
    realised: Decimal | None = None
    funds: dict[str, Decimal] = field(default_factory=dict)
    lines: list[BudgetLine] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def absorption(self) -> Decimal | None:
        """Realised over ceiling, in %."""
        return absorption(self.realised, self.ceiling)

    @property
    def remaining(self) -> Decimal | None:
        """What was not spent, in rupiah."""
        return None if self.realised is None else self.ceiling - self.realised

    @property
    def label(self) -> str:
        """Code and name, as far as they are known."""
        return " ".join(part for part in (self.code, self.name) if part)

    def walk(self) -> Iterable[Node]:
        """This part and all under it, from the top."""
        yield self
        for child in self.children:
            yield from child.walk()


def label_of(line: Any) -> str:
    """What a line (or its fields) is called to people: its key and its deepest name, else its fund."""
    codes = line_of({name: getattr(line, name) for name in CODES})
    name = next((text for level in reversed(LEVELS) if (text := getattr(line, level))), "")
    words = " ".join(part for part in (codes.key, name) if part)
    return words or str(BudgetLine(fund=line.fund).get_fund_display())


def tree_of(lines: Sequence[BudgetLine], spent: Mapping[str, Decimal] | None) -> list[Node]:
    """The tree of ``lines``; ``spent`` is what was paid by key of a line, None without payments.

    A level that the source does not give is passed over. Every sum is that of the lines under it.
    """
    roots: list[Node] = []
    known: dict[tuple[str, ...], Node] = {}
    paid: set[str] = set()
    for line in lines:
        path = _path(line)
        realised = None
        if spent is not None:
            realised = Decimal(0) if not line.key or line.key in paid else spent.get(line.key, Decimal(0))
            paid.add(line.key)
        children = roots
        trail: tuple[str, ...] = ()
        for depth, step in enumerate(path):
            trail = (*trail, step.level, step.code or step.name.casefold())
            node = known.get(trail)
            if node is None:
                node = known[trail] = step
                node.depth = depth
                children.append(node)
            node.name = node.name or step.name
            _add(node, line, realised)
            children = node.children
        known[trail].lines.append(line)
    return roots


def flat(roots: Iterable[Node]) -> list[Node]:
    """Every part of the tree, each after the one it stands under."""
    return [node for root in roots for node in root.walk()]


def _add(node: Node, line: BudgetLine, realised: Decimal | None) -> None:
    node.ceiling += line.amount
    node.funds[line.fund] = node.funds.get(line.fund, Decimal(0)) + line.amount
    if realised is not None:
        node.realised = (node.realised or Decimal(0)) + realised


def _path(line: BudgetLine) -> list[Node]:
    """The parts that ``line`` stands in, from the programme down to itself."""
    steps: list[Node] = []
    key = ""
    for level in LEVELS:
        code, name = getattr(line, f"{level}_code"), getattr(line, level)
        if code or name:
            key = ".".join(part for part in (key, code) if part)
            steps.append(Node(level, key, code, name))
    return steps or [Node("fund", "", "", str(Fund(line.fund).label))]
