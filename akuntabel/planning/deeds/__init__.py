"""Deeds about plans and agreements; each asks first who may, and nothing signed is ever changed."""

from akuntabel.core.errors import CannotDo
from akuntabel.offices.clock import today_at
from akuntabel.planning.deeds.agreements import (
    AgreementFields,
    BudgetRow,
    Span,
    change_agreement,
    discard_agreement,
    draft_agreement,
    move_to_plan,
    save_numbers,
    title_of,
    wrong_spans,
)
from akuntabel.planning.deeds.contents import (
    ObjectiveFields,
    move_indicator,
    move_objective,
    remove_numbered,
    remove_objective,
    save_numbered,
    save_objective,
)
from akuntabel.planning.deeds.indicators import (
    IndicatorFields,
    choose_measure,
    remove_indicator,
    save_indicator,
)
from akuntabel.planning.deeds.plans import PlanFields, change_plan, discard_plan, draft_plan, revise_plan
from akuntabel.planning.deeds.shared import ChangedMeanwhile, WrongFields
from akuntabel.planning.deeds.signing import (
    revise_agreement,
    seen_of,
    send_back,
    sign_first,
    sign_second,
)

__all__ = [
    "AgreementFields",
    "BudgetRow",
    "CannotDo",
    "ChangedMeanwhile",
    "IndicatorFields",
    "ObjectiveFields",
    "PlanFields",
    "Span",
    "WrongFields",
    "change_agreement",
    "change_plan",
    "choose_measure",
    "discard_agreement",
    "discard_plan",
    "draft_agreement",
    "draft_plan",
    "move_indicator",
    "move_objective",
    "move_to_plan",
    "remove_indicator",
    "remove_numbered",
    "remove_objective",
    "revise_agreement",
    "revise_plan",
    "save_indicator",
    "save_numbered",
    "save_numbers",
    "save_objective",
    "seen_of",
    "send_back",
    "sign_first",
    "sign_second",
    "title_of",
    "today_at",
    "wrong_spans",
]
