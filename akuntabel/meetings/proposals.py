"""What a new meeting begins with: agenda, chair and participants, proposed from pack, figures and office."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from akuntabel.core.periods import Period
from akuntabel.measuring.forecast import forecast_year
from akuntabel.meetings.figures import figures_now
from akuntabel.meetings.selectors import earlier_rows
from akuntabel.meetings.words import filled, words_of
from akuntabel.offices.clock import today_at
from akuntabel.offices.models import Membership, Office, Official, Person, Role
from akuntabel.planning.selectors import NotThere

MOST_CODES = 8  # in one line of the agenda


@dataclass(frozen=True)
class Invitee:
    """Somebody who is invited: a person of the office, or a name from outside."""

    name: str = ""
    position: str = ""
    person: Person | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing is filled in."""
        return self.person is None and not self.name.strip() and not self.position.strip()


def proposed_title(office: Office, period: Period) -> str:
    """The title of a meeting about ``period``: "Rapat Kinerja Triwulan I 2024"."""
    return filled(words_of(office)["meeting"]["title"], office=office.name, period=period.label)


def proposed_agenda(office: Office, period: Period, date: dt.date) -> str:
    """The agenda, one point a line: what earlier meetings left open, and what the figures ask to talk about."""
    agenda = words_of(office)["agenda"]
    figures = figures_now(office, period)
    points = list(agenda["first"])
    waiting = [row for row in earlier_rows(office, date) if row.done_on is None]
    if waiting:
        points.append(filled(agenda["earlier"], office="", period="", count=str(len(waiting))))
    points.append(agenda["figures"])
    for name, codes in (
        ("below", figures.codes(met=False)),
        ("at_risk", _at_risk(office, period)),
        ("unapproved", figures.codes(approved=False)),
    ):
        if codes:
            listed = _listed(codes, len(figures.lines))
            points.append(filled(agenda[name], office="", period="", codes=listed))
    points += agenda["last"]
    return "\n".join(filled(point, office=office.name, period=period.label) for point in points)


def proposed_chair(office: Office) -> tuple[str, str]:
    """Who chairs, by name and position: the official whom the pack names."""
    words = words_of(office)["meeting"]
    official = Official.objects.filter(office=office, role=words["chair"]).first()
    if official is None:
        return "", str(words["chair_position"])
    return official.name, position_of(official)


def proposed_invitees(office: Office) -> list[Invitee]:
    """The officials and those who hold a role that the pack invites, each once, in the pack's order."""
    officials = {row.role: row for row in Official.objects.filter(office=office)}
    rows = Membership.objects.filter(office=office, person__is_active=True).select_related("person")
    holders: dict[str, list[Person]] = {}
    for row in rows.order_by("person__first_name", "person__username"):
        holders.setdefault(row.role, []).append(row.person)
    found: list[Invitee] = []
    seen: set[int] = set()
    for role in words_of(office)["meeting"]["invited"]:
        official = officials.get(role)
        people = [each for each in holders.get(role, []) if each.pk not in seen]
        if official is not None:
            alone = people[0] if len(people) == 1 else None
            found.append(Invitee(official.name, position_of(official), alone))
            people = [] if alone is not None else people
            seen |= {alone.pk} if alone is not None else set()
        found += [Invitee(str(each), str(Role(role).label), each) for each in people]
        seen |= {each.pk for each in people}
    return found


def position_of(official: Official) -> str:
    """The position of ``official`` in one line, its prefix in front: "Plt. Sekretaris KPU …"."""
    return f"{official.prefix} {' '.join(official.position.split())}".strip()


def _listed(codes: list[str], total: int) -> str:
    """The codes, or how many of how many they are when a line cannot hold them."""
    if len(codes) <= MOST_CODES:
        return ", ".join(codes)
    return f"{len(codes)} dari {total} indikator"


def _at_risk(office: Office, period: Period) -> list[str]:
    """The codes of the indicators that the year's forecast warns of."""
    try:
        rows = forecast_year(office, period.year, today=today_at(office))
    except NotThere:
        return []
    return [row.code for row in rows if row.at_risk]
