"""Plans and agreements: objectives, indicators, targets, and the money that goes with them."""

from akuntabel.planning.models.agreements import (
    Action,
    Agreement,
    QuarterTarget,
    Target,
)
from akuntabel.planning.models.budget import (
    BudgetImport,
    BudgetLine,
    BudgetShare,
    BudgetVersion,
    CeilingChange,
    ColumnMapping,
    Fund,
    GrantEntry,
    GrantKind,
    MonthPlan,
    Realisation,
    Spending,
)
from akuntabel.planning.models.cascade import (
    CascadeNode,
    NodeKind,
)
from akuntabel.planning.models.plans import (
    Goal,
    Indicator,
    Mission,
    Objective,
    Plan,
    PlanKind,
)
from akuntabel.planning.models.scoped import OfficeScoped
from akuntabel.planning.models.shapes import AMOUNT, NUMBER, SOURCE
from akuntabel.planning.models.years import (
    ReportingYear,
)

__all__ = [
    "AMOUNT",
    "NUMBER",
    "SOURCE",
    "Action",
    "Agreement",
    "BudgetImport",
    "BudgetLine",
    "BudgetShare",
    "BudgetVersion",
    "CascadeNode",
    "CeilingChange",
    "ColumnMapping",
    "Fund",
    "Goal",
    "GrantEntry",
    "GrantKind",
    "Indicator",
    "Mission",
    "MonthPlan",
    "NodeKind",
    "Objective",
    "OfficeScoped",
    "Plan",
    "PlanKind",
    "QuarterTarget",
    "Realisation",
    "ReportingYear",
    "Spending",
    "Target",
]
