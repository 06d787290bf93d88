"""Deeds about the cascade (pohon kinerja): its conditions, what causes what, and who answers for it.

PermenPANRB 89/2021: from the outcome over its critical success factors down to what is done.
Edges are causes; a condition may serve several, and no circle may arise.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models, transaction

from akuntabel.core.errors import AkuntabelError, gettext_noop, quoted
from akuntabel.offices.access import Ability, require
from akuntabel.offices.locks import lock_office
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import Event, difference, facts, log_all
from akuntabel.planning.models import CascadeNode, Indicator, NodeKind, Objective
from akuntabel.planning.selectors import strategic_objectives

EMPTY = gettext_noop(
    "Tulis kondisinya: keadaan yang hendak dicapai, misalnya “Data pemilih mutakhir dan akurat”."
)
TOO_LONG = gettext_noop("{label} terlalu panjang: paling banyak {most} huruf.")
CIRCLE = gettext_noop("Hubungan ini membentuk lingkaran: {path}. Pilih atasan yang lain.")
UPSIDE_DOWN = gettext_noop("“{child}” ({above}) tidak dapat berada di bawah “{parent}” ({below}).")
ELSEWHERE = gettext_noop("Kondisi itu bukan milik kantor dan tahun ini.")
NOT_YOUR_OBJECTIVE = gettext_noop("Sasaran itu bukan milik kantor ini atau kantor di atasnya.")
NOT_OF_PLAN = gettext_noop("Indikator itu bukan milik kantor ini.")
GONE = gettext_noop("Kondisi ini baru saja dihapus orang lain.")
CHANGED_MEANWHILE = gettext_noop(
    "Kondisi ini baru saja diubah orang lain. Ketikan Anda tetap ada: bandingkan dengan pohonnya, lalu simpan lagi."
)

LONGEST = 150  # characters of an owner or a person, as the columns hold
_RANK = {NodeKind.OUTCOME: 0, NodeKind.INTERMEDIATE: 1, NodeKind.OUTPUT: 2}
FACTS = ("kind", "sequence", "condition", "success_factor", "owner", "person", "objective", "indicator")


class CannotCascade(AkuntabelError):
    """What was asked for would not be a cascade."""


class NodeChanged(AkuntabelError):
    """Somebody else changed the condition first."""


@dataclass(frozen=True)
class Condition:
    """What a node says; ``owner`` is a sub-section or position, ``person`` who answers for it."""

    kind: NodeKind
    condition: str
    success_factor: str = ""
    owner: str = ""
    person: str = ""
    indicator: Indicator | None = None
    objective: Objective | None = None


@transaction.atomic
def add_node(
    *, office: Office, year: int, condition: Condition, by: Person, parents: Sequence[CascadeNode] = ()
) -> CascadeNode:
    """Add a condition that causes ``parents``.

    Raises:
        Refused: ``by`` may not plan here.
        CannotCascade: it says nothing, or its parents are below it or another office's.
    """
    require(by, Ability.PLAN, office)
    lock_office(office)  # or two could close a circle together
    said = _said(condition, office, year)
    last = (
        CascadeNode.objects.filter(office=office, year=year).aggregate(last=models.Max("sequence"))["last"]
        or 0
    )
    node = CascadeNode(office=office, year=year, sequence=last + 1)
    _fill(node, said)
    node.save()
    events = [Event("cascade.add", node, node.condition, difference({}, facts(node, FACTS)))]
    events += join(node, parents)
    log_all(by=by, office=office, events=events)
    return node


@transaction.atomic
def change_node(
    *,
    node: CascadeNode,
    condition: Condition,
    by: Person,
    parents: Sequence[CascadeNode] | None = None,
    seen: str | None = None,
) -> CascadeNode:
    """Change what a node says and, where ``parents`` is given, what it causes.

    ``seen`` (:func:`seen_of`) is of what ``by`` saw when opening the form.

    Raises:
        Refused: ``by`` may not plan here.
        NodeChanged: it is no longer what ``by`` saw.
        CannotCascade: it says nothing, or would stand below itself.
    """
    node = _opened(node, by)
    if seen is not None and seen != seen_of(node):
        raise NodeChanged(CHANGED_MEANWHILE)
    said = _said(condition, node.office, node.year)
    before = facts(node, FACTS)
    _fill(node, said)
    changes = difference(before, facts(node, FACTS))
    events = [Event("cascade.change", node, node.condition, changes)] if changes else []
    if changes:
        node.save()
    if parents is not None:
        now = set(node.parents.all())
        events += _part(node, now - set(parents))
        events += join(node, [one for one in parents if one not in now])
    for child in node.children.all():
        _refuse_upside_down(child, node)
    for parent in node.parents.all():
        _refuse_upside_down(node, parent)
    log_all(by=by, office=node.office, events=events)
    return node


@transaction.atomic
def remove_node(*, node: CascadeNode, by: Person) -> None:
    """Take a condition out; what stood below it stays, without this parent. The trail keeps what it said.

    Raises:
        Refused: ``by`` may not plan here.
        CannotCascade: somebody else took it out first.
    """
    node = _opened(node, by)
    before = {
        **facts(node, FACTS),
        "parents": _names(node.parents.all()),
        "children": _names(node.children.all()),
    }
    event = Event("cascade.remove", node, node.condition, difference(before, {}))
    log_all(by=by, office=node.office, events=[event])
    node.delete()


@transaction.atomic
def link_nodes(*, child: CascadeNode, parent: CascadeNode, by: Person) -> None:
    """Let ``child`` be a cause of ``parent``.

    Raises:
        Refused: ``by`` may not plan here.
        CannotCascade: a circle would arise, or ``parent`` is of a lower kind or another office's.
    """
    child = _opened(child, by)
    log_all(by=by, office=child.office, events=join(child, [parent]))


@transaction.atomic
def unlink_nodes(*, child: CascadeNode, parent: CascadeNode, by: Person) -> None:
    """Let ``child`` no longer be a cause of ``parent``.

    Raises:
        Refused: ``by`` may not plan here.
    """
    child = _opened(child, by)
    log_all(
        by=by, office=child.office, events=_part(child, [parent] if parent in child.parents.all() else [])
    )


# ---------------------------------------------------------------- what may not be


def seen_of(node: CascadeNode) -> str:
    """What a form keeps to find out whether the node was changed meanwhile."""
    content = [facts(node, FACTS), sorted(node.parents.values_list("pk", flat=True))]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


def _opened(node: CascadeNode, by: Person) -> CascadeNode:
    require(by, Ability.PLAN, node.office)
    lock_office(node.office)
    found = CascadeNode.objects.select_related("office").filter(pk=node.pk).first()
    if found is None:
        raise CannotCascade(GONE)
    return found


def _said(condition: Condition, office: Office, year: int) -> Condition:
    text = " ".join(condition.condition.split())
    if not text:
        raise CannotCascade(EMPTY)
    owner, person = condition.owner.strip(), condition.person.strip()
    for label, words in (("Penanggung jawab", owner), ("Nama orang", person)):
        if len(words) > LONGEST:
            raise CannotCascade(TOO_LONG, label=label, most=LONGEST)
    indicator = condition.indicator
    if indicator is not None and indicator.objective.plan.office_id != office.pk:
        raise CannotCascade(NOT_OF_PLAN)
    objective = condition.objective
    foreign = objective is not None and objective.plan.office_id != office.pk
    if foreign and objective not in strategic_objectives(office, year):  # those of an office above are served
        raise CannotCascade(NOT_YOUR_OBJECTIVE)
    factor = condition.success_factor.replace("\r\n", "\n").strip()
    return Condition(condition.kind, text, factor, owner, person, indicator, condition.objective)


def _fill(node: CascadeNode, said: Condition) -> None:
    node.kind, node.condition, node.success_factor = said.kind, said.condition, said.success_factor
    node.owner, node.person, node.indicator = said.owner, said.person, said.indicator
    if said.objective is not None:
        node.objective = said.objective


def join(child: CascadeNode, parents: Sequence[CascadeNode]) -> list[Event]:
    """Link ``child`` below ``parents``; the rows for the trail, which the caller writes.

    Raises:
        CannotCascade: a circle would arise, or a parent is of a lower kind or another office's.
    """
    events = []
    for parent in parents:
        if (parent.office_id, parent.year) != (child.office_id, child.year):
            raise CannotCascade(ELSEWHERE)
        _refuse_upside_down(child, parent)
        if path := _way_up(parent, child):
            names = " → ".join(f"“{quoted(node.condition)}”" for node in [child, *path])
            raise CannotCascade(CIRCLE, path=names)
        if not child.parents.filter(pk=parent.pk).exists():
            child.parents.add(parent)
            events.append(Event("cascade.link", child, child.condition, {"parent": (None, parent.condition)}))
    return events


def _part(child: CascadeNode, parents: Iterable[CascadeNode]) -> list[Event]:
    events = []
    for parent in sorted(parents, key=lambda node: node.pk):
        child.parents.remove(parent)
        events.append(Event("cascade.unlink", child, child.condition, {"parent": (parent.condition, None)}))
    return events


def _refuse_upside_down(child: CascadeNode, parent: CascadeNode) -> None:
    if _RANK[NodeKind(child.kind)] < _RANK[NodeKind(parent.kind)]:
        raise CannotCascade(
            UPSIDE_DOWN,
            child=quoted(child.condition),
            above=NodeKind(child.kind).label,
            parent=quoted(parent.condition),
            below=NodeKind(parent.kind).label,
        )


def _way_up(start: CascadeNode, goal: CascadeNode) -> list[CascadeNode]:
    """The nodes from ``start`` over parents to ``goal``, both included; none when there is no way."""
    links = CascadeNode.parents.through.objects.filter(from_cascadenode__office=start.office_id)
    above: dict[int, list[int]] = {}
    for child, parent in links.values_list("from_cascadenode_id", "to_cascadenode_id"):
        above.setdefault(child, []).append(parent)
    ways = [[start.pk]]
    seen = {start.pk}
    while ways:
        way = ways.pop(0)
        if way[-1] == goal.pk:
            found = CascadeNode.objects.in_bulk(way)
            return [found[key] for key in way]
        for key in above.get(way[-1], []):
            if key not in seen:
                seen.add(key)
                ways.append([*way, key])
    return []


def _names(nodes: Iterable[CascadeNode]) -> list[str]:
    return [node.condition for node in nodes]
