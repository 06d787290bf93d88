"""What somebody owes: a thing to do at an office, whose it is, and by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from akuntabel.offices.access import Ability
from akuntabel.offices.models import Office, Person

SOON = dt.timedelta(days=7)


class Kind(StrEnum):
    """What kind of thing is owed; the first part of a duty's key."""

    PLAN = "plan"
    SIGN = "sign"
    ACTION_PLAN = "action-plan"
    RECORDS = "records"
    SUBMIT = "submit"
    RETURNED = "returned"
    VERIFY = "verify"
    APPROVE = "approve"
    REOPENING = "reopening"
    SPENDING = "spending"
    FOLLOW_UP = "follow-up"
    WRITE = "write"
    SEAL = "seal"


class When(StrEnum):
    """How near the due date is."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True)
class Duty:
    """A thing to do. ``key`` is the same from day to day, as long as it is the same thing.

    It is ``person``'s when somebody is named; else of whoever holds ``ability`` (or ``other_ability``) at
    ``office``, apart from the people in ``not_for``, who did the step before and may not do this one.
    ``due`` is None where no date is set: somebody waits, and nothing is late. ``url_name`` with
    ``url_kwargs`` (and ``query``) is the page where it is done. ``codes`` are the indicators to be submitted.
    """

    key: str
    kind: Kind
    title: str
    detail: str
    office: Office
    year: int
    due: dt.date | None
    late: bool
    url_name: str
    url_kwargs: dict[str, Any]
    person: Person | None = None
    ability: Ability | None = None
    other_ability: Ability | None = None
    not_for: frozenset[int] = field(default_factory=frozenset)
    query: str = ""
    codes: tuple[str, ...] = ()

    def belongs_to(self, person: Person, able: Collection[Ability]) -> bool:
        """Whether it is ``person``'s, who is ``able`` to do these things at the office."""
        if self.person is not None:
            return self.person.pk == person.pk
        return person.pk not in self.not_for and (self.ability in able or self.other_ability in able)

    def when(self, today: dt.date) -> When:
        """Late, within seven days (or without a date: somebody waits), or later."""
        if self.late:
            return When.LATE
        return When.SOON if self.due is None or self.due <= today + SOON else When.LATER


def in_order(duties: Iterable[Duty]) -> list[Duty]:
    """The most urgent first; what has no date stands with what is due now."""
    return sorted(duties, key=lambda duty: (not duty.late, duty.due or dt.date.min, duty.year, duty.key))


def shown_codes(codes: Sequence[str], most: int = 6) -> str:
    """Codes of indicators in a line: "1.1, 2, 3 …"."""
    text = ", ".join(codes[:most])
    return f"{text} …" if len(codes) > most else text
