"""What the pages of the cascade show: the tree, what is weak about it, who answers, and the filling table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from akuntabel.offices.models import Office
from akuntabel.planning.cascade import seen_of
from akuntabel.planning.cascade_draft import annual_plan
from akuntabel.planning.cascade_tree import (
    Answering,
    Branch,
    Tree,
    Weakness,
    answering,
    flat,
    tree_of,
    weaknesses,
)
from akuntabel.planning.models import CascadeNode, Indicator, NodeKind, Objective
from akuntabel.planning.selectors import strategic_objectives
from akuntabel.web.words import told


@dataclass(frozen=True)
class WeakGroup:
    """Weaknesses of one kind: their name, how many, and each with where to mend it."""

    name: str
    items: tuple[tuple[CascadeNode | None, str], ...]


@dataclass(frozen=True)
class CascadeScreen:
    """The tree of an office's year."""

    branches: tuple[Branch, ...]
    weak: tuple[WeakGroup, ...]
    answering: tuple[Answering, ...]
    count: int
    draftable: bool
    rootless: bool = False  # no final outcome at all, so nothing can reach one
    strategic: bool = True  # whether a Renstra, own or from above, gives final outcomes


def cascade_screen(office: Office, year: int) -> CascadeScreen:
    """The page of the tree."""
    tree = tree_of(office, year)
    branches = tree.roots()
    objectives = _objectives(office, year)
    found = weaknesses(tree, objectives)
    return CascadeScreen(
        branches,
        tuple(_weak(found)) if tree.nodes else (),
        tuple(answering(branches)),
        len(tree.nodes),
        draftable=_draftable(tree, objectives),
        rootless=not any(node.kind == NodeKind.OUTCOME for node in tree.nodes),
        strategic=bool(strategic_objectives(office, year)),
    )


def _weak(found: Sequence[Weakness]) -> Iterator[WeakGroup]:
    names = {
        "objective": _("Sasaran yang belum ada dalam pohon"),
        "orphan": _("Tidak sampai ke hasil akhir"),
        "barren": _("Belum punya sebab"),
        "copied": _("Salinan dari tingkat di atasnya"),
        "owner": _("Tanpa penanggung jawab"),
        "person": _("Tanpa nama orang"),
        "factor": _("Tanpa faktor kunci keberhasilan"),
    }
    for kind, name in names.items():
        items = tuple((one.node, told(one)) for one in found if one.kind == kind)
        if items:
            yield WeakGroup(name, items)


def _objectives(office: Office, year: int) -> list[Objective]:
    plan = annual_plan(office, year)
    return list(plan.objectives.prefetch_related("indicators")) if plan else []


def _draftable(tree: Tree, objectives: Sequence[Objective]) -> bool:
    """Whether the plan has an objective or indicator that is not in the tree."""
    present = {node.objective.code for node in tree.nodes if node.objective and node.kind != NodeKind.OUTCOME}
    indicators = {node.indicator.code for node in tree.nodes if node.indicator}
    return any(
        one.code not in present or any(item.code not in indicators for item in one.indicators.all())
        for one in objectives
    )


def indicators_for(office: Office, year: int) -> list[Indicator]:
    """The indicators of the year's plan, to choose from."""
    plan = annual_plan(office, year)
    if plan is None:
        return []
    rows = Indicator.objects.filter(objective__plan=plan).select_related("objective__plan")
    return list(rows.order_by("sequence"))


# ---------------------------------------------------------------- the filling table


@dataclass
class FillRow:
    """A node as a row of the filling table; ``parent`` is what it is to cause, where it causes nothing yet."""

    branch: Branch
    parents: tuple[CascadeNode, ...]
    parent: str
    owner: str
    person: str
    factor: str
    seen: str
    was: str = ""
    error: str = ""

    @property
    def values(self) -> str:
        """What its four fields say, as the form keeps it to tell an untouched row."""
        return json.dumps([self.parent, self.owner, self.person, self.factor])

    @property
    def settled(self) -> bool:
        """Whether its parents are changed on its own page: it has some already, or needs none."""
        return bool(self.parents) or self.branch.node.kind == NodeKind.OUTCOME


@dataclass(frozen=True)
class FillScreen:
    """All nodes in one table, and the nodes that may stand above another."""

    rows: tuple[FillRow, ...]
    above: tuple[CascadeNode, ...]
    refused: int


def fill_screen(tree: Tree, typed: Mapping[int, FillRow] | None = None) -> FillScreen:
    """The filling table; ``typed`` holds by node what was typed and not kept."""
    typed = typed or {}
    rows = tuple(
        typed.get(branch.node.pk) or fill_row(tree, branch)
        for branch in flat(tree.roots())
        if not branch.again
    )
    above = tuple(
        sorted(
            (node for node in tree.nodes if node.kind != NodeKind.OUTPUT),
            key=lambda node: (node.kind != NodeKind.OUTCOME, node.sequence),
        )
    )
    return FillScreen(rows, above, sum(bool(row.error) for row in rows))


def fill_row(tree: Tree, branch: Branch) -> FillRow:
    """A node as it is kept."""
    node = branch.node
    parents = tuple(tree.parents.get(node.pk, ()))
    row = FillRow(
        branch,
        parents,
        "",
        node.owner,
        node.person,
        node.success_factor,
        seen_of(node),
    )
    row.was = row.values
    return row
