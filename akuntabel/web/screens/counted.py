"""How much of a list the indicators of the year count: a plan that was not carried out is in the list only."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import QuerySet

from akuntabel.core import measure as core
from akuntabel.core.measure import Count, Latest, Measure, Ratio, Selection, Sum
from akuntabel.core.register import Register
from akuntabel.evidence.models import Record
from akuntabel.offices.models import Office
from akuntabel.packs.loader import parse_measure
from akuntabel.planning.selectors import agreement_in_force, indicators_of


def counted_quantity(
    records: QuerySet[Record], register: Register, office: Office, year: int
) -> Decimal | None:
    """What those of ``records`` add up to that an indicator of ``year`` selects, in the register's unit.

    None while no indicator in force reads ``register``.
    """
    agreement = agreement_in_force(office, year)
    if agreement is None:
        return None
    chosen = [
        selection
        for indicator in indicators_of(agreement)
        for selection in _selections(parse_measure(indicator.measure, place=indicator.code))
        if selection.register == register.code
    ]
    if not chosen:
        return None
    holding = records.filter(withdrawn_at__isnull=True, replaced_by__isnull=True).order_by()
    total = Decimal(0)
    for pk, data, quantity, stated in holding.values_list("pk", "data", "quantity", "stated_percent"):
        whole = quantity != 1 or stated is not None or register.counts(data)
        seen = core.Record(id=str(pk), register=register.code, data=data, quantity=quantity)
        if whole and any(selection.matches(seen) for selection in chosen):
            total += quantity
    return total


def _selections(measure: Measure) -> list[Selection]:
    match measure:
        case Ratio(numerator=top, denominator=bottom):
            return [top.selection, bottom.selection]
        case Count() | Sum() | Latest() as amount:
            return [amount.selection]
    return []
