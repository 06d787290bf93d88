"""Who answers for an indicator in a year: two people."""

from __future__ import annotations

from django.db import transaction

from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.measuring.deeds.shared import NO_INDICATOR
from akuntabel.measuring.models import IndicatorOwner
from akuntabel.offices.access import Ability, holders, require
from akuntabel.offices.locks import lock_office
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import log
from akuntabel.planning.action_plan import find_agreement
from akuntabel.planning.models import Indicator

FIRST_FIRST = gettext_noop("Tunjuk dahulu penanggung jawabnya, baru wakilnya.")
TWICE = gettext_noop("Penanggung jawab dan wakilnya harus dua orang yang berbeda.")
STRANGER = gettext_noop("{name} tidak punya peran di {office}. Beri peran dahulu, atau pilih orang lain.")


@transaction.atomic
def name_owners(
    *, office: Office, year: int, code: str, first: Person | None, second: Person | None, by: Person
) -> list[IndicatorOwner]:
    """Name who answers for indicator ``code`` in ``year``, and their deputy; None leaves a place empty.

    Raises:
        Refused: ``by`` may not name owners here.
        NotThere: the year has no agreement, not even a draft.
        CannotDo: there is no such indicator, a deputy without a first, one person twice, or somebody
            without a role at this office or above it.
    """
    require(by, Ability.NAME_OWNERS, office)
    lock_office(office)
    plan = find_agreement(office, year).plan
    indicator = Indicator.objects.filter(objective__plan=plan, code=code).first()
    if indicator is None:
        raise CannotDo(NO_INDICATOR, year=year, code=code)
    if first is None and second is not None:
        raise CannotDo(FIRST_FIRST)
    if first is not None and first == second:
        raise CannotDo(TWICE)
    people = [person for person in (first, second) if person is not None]
    known = set(holders(Ability.READ, office).filter(pk__in=[each.pk for each in people]))
    for person in people:
        if person not in known:
            raise CannotDo(STRANGER, name=person, office=office.name)
    rows = IndicatorOwner.objects.filter(office=office, year=year, code=code).select_related("person")
    before = _told({row.place: row.person for row in rows.order_by("place")})
    after = _told(dict(enumerate(people, 1)))
    if before == after:
        return list(rows.order_by("place"))
    rows.delete()
    named = [
        IndicatorOwner.objects.create(office=office, year=year, code=code, place=place, person=person)
        for place, person in enumerate(people, 1)
    ]
    log(
        by=by, office=office, deed="owner.name", target=indicator, name=f"{code}, {year}",
        before=before, after=after,
    )  # fmt: skip
    return named


def _told(people: dict[int, Person]) -> dict[str, str]:
    return {f"owner_{place}": str(person) for place, person in people.items()}
