"""A year of an office as the sources of duties look at it; what several of them need is read once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from akuntabel.core.calendar import Calendar
from akuntabel.duties.duty import Duty, Kind
from akuntabel.evidence.registers import calendar_of, pack_of
from akuntabel.measuring.models import IndicatorOwner
from akuntabel.offices.access import Ability, holders
from akuntabel.offices.models import Office, Person
from akuntabel.packs.due import DueDates
from akuntabel.packs.pack import Pack
from akuntabel.planning.models import Agreement, Indicator
from akuntabel.planning.selectors import agreement_in_force, indicators_of
from akuntabel.reporting.models import Edition


@dataclass
class Scene:
    """``office`` in ``year``, seen ``today``."""

    office: Office
    year: int
    today: dt.date
    _holders: dict[Ability, frozenset[int]] = field(default_factory=dict)

    @cached_property
    def pack(self) -> Pack:
        """The pack of the office with its own registers."""
        return pack_of(self.office)

    @cached_property
    def calendar(self) -> Calendar:
        """The working days of the office."""
        return calendar_of(self.office)

    @property
    def dates(self) -> DueDates | None:
        """The due dates of the pack; None when it names none."""
        return self.pack.due

    @cached_property
    def sealed(self) -> bool:
        """Whether an edition of the year's report is sealed: what was not done by then is not asked any more."""
        return Edition.objects.filter(office=self.office, year=self.year).exists()

    @cached_property
    def agreement(self) -> Agreement | None:
        """The agreement that the year is measured by."""
        return agreement_in_force(self.office, self.year)

    @cached_property
    def indicators(self) -> list[Indicator]:
        """The indicators that the agreement binds to; none before it is signed."""
        return indicators_of(self.agreement) if self.agreement else []

    @cached_property
    def owners(self) -> dict[str, list[Person]]:
        """Who answers for each indicator, the first one first."""
        rows = IndicatorOwner.objects.filter(office=self.office, year=self.year).select_related("person")
        found: dict[str, list[Person]] = defaultdict(list)
        for row in rows.order_by("code", "place"):
            found[row.code].append(row.person)
        return dict(found)

    def can(self, person: Person, ability: Ability) -> bool:
        """Whether ``person`` holds ``ability`` at the office."""
        if ability not in self._holders:
            keys = holders(ability, self.office).values_list("pk", flat=True)
            self._holders[ability] = frozenset(keys)
        return person.pk in self._holders[ability]

    def able_owners(self, code: str, ability: Ability) -> list[Person]:
        """The owners of indicator ``code`` who hold ``ability``."""
        return [person for person in self.owners.get(code, []) if self.can(person, ability)]

    def key(self, kind: Kind, *rest: object) -> str:
        """The key of a duty of this year."""
        return ":".join(map(str, (kind.value, self.office.code, self.year, *rest)))

    def duty(
        self, kind: Kind, title: str, detail: str, due: dt.date | None, url_name: str, *, key: Sequence[object] = (),
        parts: dict[str, Any] | None = None, **who: Any,
    ) -> Duty:  # fmt: skip
        """A duty of this year; ``parts`` are the rest of its address, ``who`` says whose it is."""
        return Duty(
            key=self.key(kind, *key), kind=kind, title=title, detail=detail, office=self.office,
            year=self.year, due=due, late=due is not None and due < self.today, url_name=url_name,
            url_kwargs={"office": self.office.code, "year": self.year, **(parts or {})}, **who,
        )  # fmt: skip

    def after(self, day: dt.date, working_days: int) -> dt.date:
        """The working day that comes ``working_days`` after ``day``."""
        return self.calendar.add_working_days(day, working_days)


def by_owner(
    codes: Iterable[str], scene: Scene, ability: Ability
) -> tuple[dict[Person, list[str]], list[str]]:
    """Split ``codes`` by the owners who can do it; and those that have none: anybody with the ability."""
    owned: dict[Person, list[str]] = defaultdict(list)
    free = []
    for code in codes:
        people = scene.able_owners(code, ability)
        for person in people:
            owned[person].append(code)
        if not people:
            free.append(code)
    return dict(owned), free
