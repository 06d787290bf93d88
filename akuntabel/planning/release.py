"""What the cascade loses when a plan loses an indicator or objective: a change of the tree, told as one.

The database would let go of it silently (SET NULL); the trail must say so, in the office of each condition.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.db.models import Q

from akuntabel.offices.locks import lock_office
from akuntabel.offices.models import Person
from akuntabel.offices.trail import Event, difference, facts, log_all
from akuntabel.planning.models import CascadeNode, Indicator, Objective

_POINTERS = ("indicator", "objective")


def release_from_cascade(
    *, by: Person, indicators: Iterable[Indicator] = (), objectives: Iterable[Objective] = ()
) -> None:
    """Let go of ``indicators`` and ``objectives`` in every cascade, and log it; they are removed next."""
    gone = (set(indicators), set(objectives))
    nodes = CascadeNode.objects.filter(Q(indicator__in=gone[0]) | Q(objective__in=gone[1]))
    held = nodes.select_related("office").order_by("office_id", "pk")
    for office, group in groupby(held, key=lambda node: node.office):
        lock_office(office)
        events = []
        for node in group:
            before = facts(node, _POINTERS)
            node.indicator = None if node.indicator in gone[0] else node.indicator
            node.objective = None if node.objective in gone[1] else node.objective
            node.save(update_fields=_POINTERS)
            changes = difference(before, facts(node, _POINTERS))
            events.append(Event("cascade.change", node, node.condition, changes))
        log_all(by=by, office=office, events=events)
