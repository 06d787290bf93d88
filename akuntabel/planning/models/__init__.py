"""Plans and agreements: objectives, indicators, targets, and the money that goes with them."""

from akuntabel.planning.models.agreements import (
    Action,
    Agreement,
    QuarterTarget,
    Target,
)
from akuntabel.planning.models.budget import (
    BudgetLine,
    BudgetVersion,
    Fund,
    GrantEntry,
    GrantKind,
    Realisation,
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
    "BudgetLine",
    "BudgetVersion",
    "CascadeNode",
    "Fund",
    "Goal",
    "GrantEntry",
    "GrantKind",
    "Indicator",
    "Mission",
    "NodeKind",
    "Objective",
    "Plan",
    "PlanKind",
    "QuarterTarget",
    "Realisation",
    "ReportingYear",
    "Target",
]
