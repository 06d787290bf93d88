"""Drawing up the cascade from the plans: strategic objectives, objectives of the year, indicators, sub-sections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from akuntabel.core.errors import gettext_noop
from akuntabel.offices.access import Ability, require
from akuntabel.offices.locks import lock_office
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import Event, difference, facts, log_all
from akuntabel.packs.loader import load_pack
from akuntabel.planning.action_plan import working_agreement
from akuntabel.planning.cascade import FACTS, CannotCascade, join
from akuntabel.planning.models import CascadeNode, Indicator, NodeKind, Objective, Plan, PlanKind
from akuntabel.planning.selectors import plan_of, strategic_objectives

NOTHING_NEW = gettext_noop("Semua sasaran dan indikator rencana sudah ada dalam pohon.")
NO_PLAN = gettext_noop(
    "Belum ada rencana kinerja tahun {year} untuk disusun menjadi pohon. Buat rencananya lebih dulu."
)


@transaction.atomic
def draft_cascade(*, office: Office, year: int, by: Person) -> int:
    """Draw up the tree from the plans: strategic objectives, objectives of the year, their indicators.

    What is already in the tree stays as it is; what the plans have besides is added. Sub-sections
    answer for an indicator by the register that it counts, as the pack has it. How many were added.

    Raises:
        Refused: ``by`` may not plan here.
        CannotCascade: there is no plan of the year, or nothing to add.
    """
    require(by, Ability.PLAN, office)
    lock_office(office)
    plan = annual_plan(office, year)
    if plan is None:
        raise CannotCascade(NO_PLAN, year=year)
    draft = _Draft(office, year)
    draft.add_objectives(strategic_objectives(office, year), NodeKind.OUTCOME)
    objectives = list(plan.objectives.select_related("supports").prefetch_related("indicators"))
    draft.add_objectives(objectives, NodeKind.INTERMEDIATE)
    owners = _owners(office)
    for objective in objectives:
        for indicator in objective.indicators.all():
            draft.add_indicator(indicator, objective, owners)
    if not draft.added:
        raise CannotCascade(NOTHING_NEW)
    head = Event("cascade.draft", office, plan.title, {"added": (0, draft.added)})
    log_all(by=by, office=office, events=[head, *draft.events])
    return draft.added


class _Draft:
    """A tree on its way; finds what is there by the objective or indicator it stands for."""

    def __init__(self, office: Office, year: int) -> None:
        self.office, self.year = office, year
        nodes = list(
            CascadeNode.objects.filter(office=office, year=year).select_related("objective", "indicator")
        )
        self.sequence = max((node.sequence for node in nodes), default=0)
        self.objectives = {
            _code(node.kind, node.objective): node for node in nodes if node.objective and not node.indicator
        }
        self.indicators = {node.indicator.code: node for node in nodes if node.indicator}
        self.events: list[Event] = []
        self.added = 0

    def add_objectives(self, objectives: Iterable[Objective], kind: NodeKind) -> None:
        """A node for each of ``objectives`` that has none, below the strategic one it supports."""
        for objective in objectives:
            if _code(kind, objective) in self.objectives:
                continue
            node = self._add(kind=kind, condition=objective.name, objective=objective)
            self.objectives[_code(kind, objective)] = node
            if objective.supports and (
                parent := self.objectives.get(_code(NodeKind.OUTCOME, objective.supports))
            ):
                self.events += join(node, [parent])

    def add_indicator(self, indicator: Indicator, objective: Objective, owners: Mapping[str, str]) -> None:
        """An output for ``indicator`` below its objective, if there is none."""
        if indicator.code in self.indicators:
            return
        owner = next((owners[name] for name in registers_in(indicator.measure) if name in owners), "")
        node = self._add(
            kind=NodeKind.OUTPUT,
            condition=indicator.name,
            objective=objective,
            indicator=indicator,
            owner=owner,
        )
        self.indicators[indicator.code] = node
        self.events += join(node, [self.objectives[_code(NodeKind.INTERMEDIATE, objective)]])

    def _add(self, **fields: Any) -> CascadeNode:
        self.sequence += 1
        self.added += 1
        node = CascadeNode.objects.create(
            office=self.office, year=self.year, sequence=self.sequence, **fields
        )
        self.events.append(Event("cascade.add", node, node.condition, difference({}, facts(node, FACTS))))
        return node


def _code(kind: str, objective: Objective) -> tuple[str, str]:
    """What makes an objective the same one in the next version of its plan."""
    return str(kind), objective.code


def _owners(office: Office) -> dict[str, str]:
    """The sub-section that answers for each register, by the group that the pack puts it in."""
    pack = load_pack(office.pack)
    groups = {
        group: section["name"]
        for section in pack.organisation.get("sub_section", ())
        for group in section.get("groups", ())
    }
    return {code: groups[one.group] for code, one in pack.registers.items() if one.group in groups}


def registers_in(measure: Any) -> list[str]:
    """The registers that a measure counts, in the order in which it names them."""
    if isinstance(measure, Mapping):
        own = [measure["register"]] if isinstance(measure.get("register"), str) else []
        return own + [name for value in measure.values() for name in registers_in(value)]
    return []


def sub_sections(office: Office) -> list[str]:
    """The sub-sections that the office's pack knows."""
    return [section["name"] for section in load_pack(office.pack).organisation.get("sub_section", ())]


def annual_plan(office: Office, year: int) -> Plan | None:
    """The plan of the year that the agreement in force rests on, else the newest one."""
    agreement = working_agreement(office, year)
    if agreement is not None:
        return agreement.plan
    return plan_of(office, year, PlanKind.ANNUAL)
