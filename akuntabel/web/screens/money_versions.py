"""The versions of the budget in their order, and one version: its lines, what it changed, what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from akuntabel.core.entry import Problem
from akuntabel.offices.models import Office, Person
from akuntabel.planning.models import BudgetImport, BudgetLine, BudgetVersion
from akuntabel.planning.money.reading import budget_of, stays_with
from akuntabel.planning.money.tree import Node, label_of, tree_of
from akuntabel.planning.money.versions import total_of, unsettled_because
from akuntabel.web.words import told


@dataclass(frozen=True)
class VersionRow:
    """A version in the list; ``difference`` is to the one before it, None for the first."""

    version: BudgetVersion
    state: str
    ceiling: Decimal
    difference: Decimal | None


@dataclass(frozen=True)
class VersionsScreen:
    """The versions of a year, the oldest first, and which of their columns anything is known for.

    ``revisable`` is the settled one that a revision begins from, None while a draft is under way.
    """

    rows: tuple[VersionRow, ...]
    draft: BudgetVersion | None
    revisable: BudgetVersion | None
    has_own: bool
    numbered: bool
    dated: bool
    approved: bool


@dataclass(frozen=True)
class AmountChange:
    """A line whose amount is another than in the version before; None where there was or is no such line."""

    label: str
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self) -> Decimal:
        """What was added, in rupiah."""
        return (self.after or Decimal(0)) - (self.before or Decimal(0))


@dataclass(frozen=True)
class Lacking:
    """A sentence about what stands against settling; ``line`` is the line it is about, 0 for none."""

    sentence: str
    line: int
    head: bool


@dataclass(frozen=True)
class VersionScreen:
    """All that the page of one version shows."""

    version: BudgetVersion
    state: str
    ceiling: Decimal
    before: BudgetVersion | None
    difference: Decimal | None
    changes: tuple[AmountChange, ...]
    comparable: bool  # whether the version before is broken down in the same way
    tree: tuple[Node, ...]
    lines: tuple[BudgetLine, ...]
    coded: bool
    months: bool
    sourced: bool
    lacking: tuple[Lacking, ...]
    newer: BudgetVersion | None
    elsewhere: str  # why absorption is not, or would not be, against this version

    @property
    def open(self) -> bool:
        """Whether it may still be changed on its own page."""
        return not self.version.settled and self.version.agreement_id is None


def versions_screen(office: Office, year: int, person: Person) -> VersionsScreen:
    """Every version of ``year`` that ``person`` may see."""
    mine = BudgetVersion.objects.visible_to(person).filter(office=office, year=year)
    rows = list(
        mine.select_related("agreement", "replaces").prefetch_related("lines").order_by("sequence", "pk")
    )
    found: list[VersionRow] = []
    before: Decimal | None = None
    for version in rows:
        promised, ceiling = version.agreement_id is not None, total_of(version)
        difference = None if promised or before is None else ceiling - before
        found.append(VersionRow(version, version_state(version), ceiling, difference))
        before = before if promised else ceiling
    own = [version for version in rows if version.agreement_id is None]
    draft = next((version for version in reversed(own) if not version.settled), None)
    return VersionsScreen(
        rows=tuple(found),
        draft=draft,
        revisable=own[-1] if own and draft is None else None,
        has_own=bool(own),
        numbered=any(version.number for version in rows),
        dated=any(version.issued_on for version in rows),
        approved=any(version.authority for version in rows),
    )


def version_screen(version: BudgetVersion) -> VersionScreen:
    """The page of ``version``."""
    lines = tuple(version.lines.prefetch_related("months").order_by("sequence", "pk"))
    before = _before(version)
    ceiling = sum((line.amount for line in lines), Decimal(0))
    then, now = _amounts(before.lines.all() if before else ()), _amounts(lines)
    open_now = not version.settled and version.agreement_id is None
    return VersionScreen(
        version=version,
        state=version_state(version),
        ceiling=ceiling,
        before=before,
        difference=None if before is None else ceiling - total_of(before),
        changes=() if before is None else _changes(then, now),
        comparable=not then or not now or bool(then.keys() & now.keys()),
        tree=tuple(tree_of(lines, None)),
        lines=lines,
        coded=any(line.key for line in lines),
        months=any(line.months.all() for line in lines),
        sourced=any(line.source for line in lines),
        lacking=tuple(_lacking(problem) for problem in unsettled_because(version)) if open_now else (),
        newer=BudgetVersion.objects.filter(replaces=version).first(),
        elsewhere=absorbed_elsewhere(version),
    )


def absorbed_elsewhere(version: BudgetVersion) -> str:
    """Why absorption is against an older version than ``version``, as a sentence; "" where it is not.

    For a draft: why settling it changes nothing in that.
    """
    if version.agreement_id is not None:
        return ""
    budget = budget_of(version.office, version.year)
    if budget is None:
        return ""
    if version.settled:
        return budget.held_back if version == budget.newest else ""
    waits = budget.realisation is not None and not budget.from_payments
    return stays_with(budget.version) if waits else ""


def tables_of(version: BudgetVersion) -> tuple[BudgetImport, ...]:
    """The tables that lines of ``version`` were taken from."""
    return tuple(BudgetImport.objects.filter(version=version, applied_at__isnull=False))


def version_state(version: BudgetVersion) -> str:
    """Where a version stands, in words."""
    if version.agreement is not None:
        signed = version.agreement.signed_on is not None
        return _("dari perjanjian kinerja") if signed else _("dari draf perjanjian kinerja")
    if not version.settled:
        return _("draf, belum dihitung")
    return version.get_change_display() if version.change else _("ditetapkan")


def _before(version: BudgetVersion) -> BudgetVersion | None:
    """The office's own version before this one; a promise of an agreement is compared with none."""
    if version.agreement_id is not None:
        return None
    rows = BudgetVersion.objects.filter(office=version.office_id, year=version.year, agreement=None)
    earlier = rows.filter(sequence__lt=version.sequence).order_by("-sequence", "-pk").first()
    return version.replaces or earlier


def _changes(then: Mapping[str, Decimal], now: Mapping[str, Decimal]) -> tuple[AmountChange, ...]:
    return tuple(
        AmountChange(label, then.get(label), now.get(label))
        for label in dict.fromkeys([*then, *now])
        if then.get(label) != now.get(label)
    )


def _amounts(lines: Iterable[BudgetLine]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for line in lines:
        label = label_of(line)
        found[label] = found.get(label, Decimal(0)) + line.amount
    return found


def _lacking(problem: Problem) -> Lacking:
    line = problem.field.removeprefix("lines.")
    number = int(line) if line.isdigit() else 0
    return Lacking(told(problem), number, not problem.field.startswith("lines"))
