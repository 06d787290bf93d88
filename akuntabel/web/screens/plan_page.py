"""The page of one plan, the page of one agreement, and the grid of their targets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_quantity
from akuntabel.core.policy import Polarity
from akuntabel.core.register import Register
from akuntabel.planning.deeds import Span
from akuntabel.planning.differences import (
    Difference,
    agreement_differences,
    plan_differences,
    polarity_words,
)
from akuntabel.planning.models import Agreement, Indicator, Objective, Plan, Target
from akuntabel.planning.seal import seal_problem
from akuntabel.planning.selectors import frozen_by, plan_is_open
from akuntabel.reporting.agreement_parts import amount_text
from akuntabel.web.planning_fields import number_text
from akuntabel.web.screens.measure_words import measure_sentence
from akuntabel.web.screens.planning import (
    FindingLine,
    agreement_findings,
    plan_findings,
    revision_name,
    state_words,
)


@dataclass(frozen=True)
class PlanLine:
    """An indicator of a plan as a page shows it."""

    row: Indicator
    planned: str
    promised: str
    measure: str
    polarity: str


@dataclass(frozen=True)
class PlanScreen:
    """All that the page of a plan shows."""

    plan: Plan
    is_open: bool
    frozen_by: Agreement | None
    newer: Plan | None
    groups: tuple[tuple[Objective, tuple[PlanLine, ...]], ...]
    findings: tuple[FindingLine, ...]
    differences: tuple[Difference, ...]
    versions: tuple[Plan, ...]
    revision: str

    @property
    def indicators(self) -> int:
        """How many indicators it has."""
        return sum(len(lines) for _objective, lines in self.groups)

    @property
    def missing(self) -> int:
        """How many indicators have no target yet."""
        return sum(1 for _objective, lines in self.groups for line in lines if not line.planned)


def plan_screen(plan: Plan, registers: Mapping[str, Register]) -> PlanScreen:
    """The page of ``plan``."""
    same = Plan.objects.filter(office=plan.office, kind=plan.kind, year_from=plan.year_from)
    return PlanScreen(
        plan=plan,
        is_open=plan_is_open(plan),
        frozen_by=frozen_by(plan),
        newer=Plan.objects.filter(replaces=plan).first(),
        groups=_groups(plan, {}, registers),
        findings=plan_findings(plan),
        differences=tuple(plan_differences(plan.replaces, plan)) if plan.replaces else (),
        versions=tuple(same.order_by("-version")),
        revision=revision_name(plan),
    )


def _groups(
    plan: Plan, targets: Mapping[int, Target], registers: Mapping[str, Register]
) -> tuple[tuple[Objective, tuple[PlanLine, ...]], ...]:
    objectives = plan.objectives.select_related("supports", "goal").prefetch_related("indicators")
    return tuple(
        (
            objective,
            tuple(_line(row, targets.get(row.pk), registers) for row in objective.indicators.all()),
        )
        for objective in objectives
    )


def _line(row: Indicator, target: Target | None, registers: Mapping[str, Register]) -> PlanLine:
    return PlanLine(
        row=row,
        planned=span_text(row.planned, row.planned_upper, row.unit),
        promised=span_text(target.number, target.upper, row.unit) if target else "",
        measure=measure_sentence(row.measure, registers),
        polarity=polarity_words().get(row.polarity, row.polarity),
    )


def span_text(number: Decimal | None, upper: Decimal | None, unit: str) -> str:
    """A target as people write it; "" when there is none."""
    if number is None:
        return ""
    texts = [
        format_quantity(Decimal(f"{value.normalize():f}"), unit)
        for value in (number, upper)
        if value is not None
    ]
    return " s.d. ".join(texts)


# ---------------------------------------------------------------- an agreement


@dataclass(frozen=True)
class AgreementScreen:
    """All that the page of an agreement shows."""

    agreement: Agreement
    state: str
    newer: Agreement | None
    newer_plan: Plan | None
    paragraphs: tuple[str, ...]
    groups: tuple[tuple[Objective, tuple[PlanLine, ...]], ...]
    budget: tuple[tuple[str, str], ...]
    total: str
    findings: tuple[FindingLine, ...]
    has_errors: bool
    differences: tuple[Difference, ...]
    broken: str
    revision: str


def agreement_screen(agreement: Agreement, registers: Mapping[str, Register]) -> AgreementScreen:
    """The page of ``agreement``."""
    targets = {row.indicator_id: row for row in agreement.targets.all()}
    lines = [line for version in agreement.budgets.all() for line in version.lines.all()]
    findings = agreement_findings(agreement)
    plan = agreement.plan
    newer_plan = Plan.objects.filter(
        office=plan.office_id, kind=plan.kind, year_from=plan.year_from, version__gt=plan.version
    ).order_by("-version")
    return AgreementScreen(
        agreement=agreement,
        state=state_words(agreement),
        newer=Agreement.objects.filter(replaces=agreement).first(),
        newer_plan=newer_plan.first() if agreement.is_open else None,
        paragraphs=tuple(filter(None, agreement.statement.split("\n\n"))),
        groups=_groups(plan, targets, registers),
        budget=tuple((line.programme or line.get_fund_display(), amount_text(line.amount)) for line in lines),
        total=amount_text(sum((line.amount for line in lines), Decimal(0))),
        findings=findings,
        has_errors=any(row.severity == "error" for row in findings),
        differences=tuple(agreement_differences(agreement.replaces, agreement)) if agreement.replaces else (),
        broken=seal_problem(agreement),
        revision=revision_name(agreement),
    )


# ---------------------------------------------------------------- the grid of targets


@dataclass
class Cell:
    """A target being typed; ``now`` says what stands there when somebody else changed it."""

    name: str
    text: str = ""
    error: str = ""
    now: str = ""


@dataclass
class GridRow:
    """An indicator with its target in the plan and in the agreement, each from and to."""

    row: Indicator
    planned: list[Cell]
    target: list[Cell]
    fixed: str = ""  # the plan's target where it can no longer be typed

    @property
    def is_range(self) -> bool:
        """Whether a target has two ends."""
        return self.row.polarity == Polarity.RANGE


@dataclass
class Grid:
    """All targets of a year side by side; a side that may not be typed is None."""

    plan: Plan
    plan_open: bool
    agreement: Agreement | None
    rows: list[GridRow] = field(default_factory=list)
    error: str = ""
    touched: str = ""
    signed: Agreement | None = None  # what is to be changed where nothing can be typed

    def cells(self, side: str) -> list[Cell]:
        """All cells of one side."""
        return [cell for row in self.rows for cell in (row.planned if side == "planned" else row.target)]

    @property
    def wrong(self) -> int:
        """How many cells cannot be read."""
        return sum(1 for cell in [*self.cells("planned"), *self.cells("target")] if cell.error)


def target_grid(plan: Plan, agreement: Agreement | None) -> Grid:
    """The grid as it stands in the database; a signed agreement is not offered."""
    grid = Grid(plan=plan, plan_open=plan_is_open(plan), agreement=agreement)
    grid.touched = touched_of(plan, agreement)
    held = {row.indicator_id: row for row in agreement.targets.all()} if agreement else {}
    for row in (
        Indicator.objects.filter(objective__plan=plan).select_related("objective").order_by("sequence")
    ):
        planned = Span(row.planned, row.planned_upper)
        target = held.get(row.pk)
        promised = Span(target.number, target.upper) if target else Span(None)
        grid.rows.append(
            GridRow(
                row=row,
                planned=_cells("planned", row, planned) if grid.plan_open else [],
                target=_cells("target", row, promised) if agreement else [],
                fixed="" if grid.plan_open else span_text(row.planned, row.planned_upper, ""),
            )
        )
    return grid


def touched_of(plan: Plan, agreement: Agreement | None) -> str:
    """How often plan and agreement were changed: "12-3"."""
    return f"{plan.touched}-{agreement.touched if agreement else 0}"


def _cells(side: str, row: Indicator, span: Span) -> list[Cell]:
    cells = [Cell(f"{side}.{row.pk}", number_text(span.number))]
    if row.polarity == Polarity.RANGE:
        cells.append(Cell(f"{side}.{row.pk}.upper", number_text(span.upper)))
    return cells


def grid_title(grid: Grid) -> str:
    """The heading of the grid."""
    if grid.agreement is None:
        return _("Target RKT {year}").format(year=grid.plan.year_from)
    return _("Target RKT dan perjanjian kinerja {year}").format(year=grid.agreement.year)
