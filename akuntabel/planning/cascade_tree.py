"""The cascade as it is read: a tree with numbers, what is weak about it, and who answers for what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from akuntabel.core.errors import gettext_noop, quoted
from akuntabel.offices.models import Office
from akuntabel.planning.models import CascadeNode, NodeKind, Objective

NO_OWNER = gettext_noop("“{node}” belum punya penanggung jawab.")
NO_PERSON = gettext_noop("“{node}” belum menyebut orangnya.")
NO_FACTOR = gettext_noop("“{node}” belum menyebut faktor kunci keberhasilannya.")
ORPHAN = gettext_noop("“{node}” tidak sampai ke hasil akhir mana pun.")
BARREN = gettext_noop("“{node}” tidak punya sebab: belum ada yang dikerjakan untuk mencapainya.")
COPIED = gettext_noop(
    "“{node}” sama persis dengan “{parent}” di atasnya: rincikan sebabnya, jangan menyalin."
)
SAME_INDICATOR = gettext_noop("Indikator {indicator} dipakai di dua tingkat: “{node}” dan “{parent}”.")
NO_NODE = gettext_noop("Sasaran {objective} belum ada dalam pohon.")


@dataclass(frozen=True)
class Branch:
    """A node where it stands below one of its parents; ``number`` is its way down ("1.2.1").

    ``others`` are its further parents. A node that stands in several places shows its own branches
    in the first (``again`` is False) and is only named in the others.
    """

    node: CascadeNode
    number: str
    depth: int
    branches: tuple[Branch, ...] = ()
    others: tuple[CascadeNode, ...] = ()
    again: bool = False


@dataclass(frozen=True)
class Weakness:
    """Something that is weak about the tree; ``kind`` groups, ``node`` is where to mend it (None: nowhere yet)."""

    kind: str
    template: str
    params: Mapping[str, Any]
    node: CascadeNode | None = None

    def __str__(self) -> str:
        return self.template.format(**self.params)


@dataclass
class Tree:
    """All nodes of an office's year, with their parents and children at hand."""

    nodes: list[CascadeNode]
    parents: dict[int, list[CascadeNode]] = field(default_factory=dict)
    children: dict[int, list[CascadeNode]] = field(default_factory=dict)

    def roots(self) -> tuple[Branch, ...]:
        """The branches from the top: outcomes first, then what has no parent yet."""
        top = [node for node in self.nodes if not self.parents.get(node.pk)]
        top.sort(key=lambda node: (node.kind != NodeKind.OUTCOME, node.sequence, node.pk))
        seen: set[int] = set()
        return tuple(self._branch(node, str(n), 0, None, seen) for n, node in enumerate(top, 1))

    def _branch(
        self, node: CascadeNode, number: str, depth: int, below: CascadeNode | None, seen: set[int]
    ) -> Branch:
        others = tuple(one for one in self.parents.get(node.pk, ()) if one != below)
        if node.pk in seen:
            return Branch(node, number, depth, others=others, again=True)
        seen.add(node.pk)
        children = self.children.get(node.pk, ())
        branches = tuple(
            self._branch(child, f"{number}.{n}", depth + 1, node, seen) for n, child in enumerate(children, 1)
        )
        return Branch(node, number, depth, branches, others)

    def reaches_outcome(self, node: CascadeNode) -> bool:
        """Whether a way up from ``node`` ends at an outcome."""
        waiting, seen = [node], set()
        while waiting:
            one = waiting.pop()
            if one.kind == NodeKind.OUTCOME:
                return True
            if one.pk not in seen:
                seen.add(one.pk)
                waiting += self.parents.get(one.pk, [])
        return False

    def below(self, node: CascadeNode) -> set[int]:
        """The keys of ``node`` and of all that causes it, which may not become its parents."""
        found: set[int] = set()
        waiting = [node]
        while waiting:
            one = waiting.pop()
            if one.pk not in found:
                found.add(one.pk)
                waiting += self.children.get(one.pk, [])
        return found


def tree_of(office: Office, year: int) -> Tree:
    """The cascade of ``office`` in ``year``."""
    nodes = list(
        CascadeNode.objects.filter(office=office, year=year)
        .select_related("indicator", "objective")
        .prefetch_related("parents")
        .order_by("sequence", "pk")
    )
    own = {node.pk: node for node in nodes}
    tree = Tree(nodes)
    for node in nodes:
        above = [own[parent.pk] for parent in node.parents.all() if parent.pk in own]
        tree.parents[node.pk] = sorted(above, key=lambda one: (one.sequence, one.pk))
        for parent in above:
            tree.children.setdefault(parent.pk, []).append(node)
    return tree


def flat(branches: Sequence[Branch]) -> Iterator[Branch]:
    """All branches from the top down, each before those below it."""
    for branch in branches:
        yield branch
        yield from flat(branch.branches)


def weaknesses(tree: Tree, objectives: Sequence[Objective]) -> list[Weakness]:
    """What somebody should look at; ``objectives`` are those of the year's plan, each of which wants a node."""
    found = [weakness for node in tree.nodes for weakness in _of_node(tree, node)]
    present = {node.objective.code for node in tree.nodes if node.objective and node.kind != NodeKind.OUTCOME}
    found += [
        Weakness("objective", NO_NODE, {"objective": str(objective)})
        for objective in objectives
        if objective.code not in present
    ]
    return found


def _of_node(tree: Tree, node: CascadeNode) -> Iterator[Weakness]:
    name = {"node": quoted(node.condition)}
    if node.kind != NodeKind.OUTCOME and not tree.parents.get(node.pk):  # what hangs below hangs with it
        yield Weakness("orphan", ORPHAN, name, node)
    if node.kind != NodeKind.OUTPUT and not tree.children.get(node.pk):
        yield Weakness("barren", BARREN, name, node)
    if not node.owner:
        yield Weakness("owner", NO_OWNER, name, node)
    elif not node.person and node.kind == NodeKind.OUTPUT:
        yield Weakness("person", NO_PERSON, name, node)
    if not node.success_factor and node.kind != NodeKind.OUTPUT:
        yield Weakness("factor", NO_FACTOR, name, node)
    for parent in tree.parents.get(node.pk, ()):
        both = {**name, "parent": quoted(parent.condition)}
        if _folded(node.condition) == _folded(parent.condition):
            yield Weakness("copied", COPIED, both, node)
        elif node.indicator_id and node.indicator_id == parent.indicator_id and node.indicator:
            yield Weakness("copied", SAME_INDICATOR, {**both, "indicator": node.indicator.code}, node)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .")


@dataclass(frozen=True)
class Answering:
    """What one sub-section or position answers for, by person; an empty name is nobody yet."""

    owner: str
    people: tuple[tuple[str, tuple[Branch, ...]], ...]
    count: int


def answering(branches: Sequence[Branch]) -> list[Answering]:
    """Who answers for which condition: by owner, then by person; what nobody answers for comes last."""
    owners: dict[str, dict[str, list[Branch]]] = {}
    for branch in flat(branches):
        if not branch.again:
            owners.setdefault(branch.node.owner, {}).setdefault(branch.node.person, []).append(branch)
    ordered = sorted(owners.items(), key=lambda pair: (not pair[0], pair[0].casefold()))
    return [
        Answering(
            owner,
            tuple(
                (name, tuple(rows)) for name, rows in sorted(people.items(), key=lambda p: (not p[0], p[0]))
            ),
            sum(len(rows) for rows in people.values()),
        )
        for owner, people in ordered
    ]
