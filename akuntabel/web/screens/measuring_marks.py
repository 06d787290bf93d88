"""How far an actual is, in words: its mark, the last step with who and when, and for whom it waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_quantity
from akuntabel.core.periods import Period
from akuntabel.core.value import State, Value
from akuntabel.measuring.models import Actual, IndicatorOwner, Standing
from akuntabel.measuring.states import state_word
from akuntabel.offices.access import Ability, holders
from akuntabel.offices.clock import zone_of
from akuntabel.offices.models import Office, Person
from akuntabel.planning.models import Indicator
from akuntabel.web.templatetags.indonesian import date

NAMED = 2  # people that a waiting row names; more would not be read


@dataclass(frozen=True)
class Mark:
    """How far an actual is: a word, its sign, and its part of the style class."""

    code: str
    word: str
    icon: str


@dataclass(frozen=True)
class VersionLine:
    """A version of an actual: how far it came, with what value."""

    actual: Actual
    mark: Mark
    value: str
    step: str


def mark_of(actual: Actual | None) -> Mark:
    """The mark of ``actual``; None is a figure that nobody has touched."""
    if actual is None:
        return Mark("draft", _("belum diajukan"), "dash")
    match Standing(actual.standing):
        case Standing.DRAFT if actual.returned:
            return Mark("returned", _("dikembalikan"), "left")
        case Standing.DRAFT if actual.replaces_id is not None:
            return Mark("reopened", _("dibuka lagi"), "wave")
        case Standing.DRAFT:
            return Mark("draft", _("draf"), "dash")
        case Standing.SUBMITTED:
            return Mark("submitted", _("diajukan"), "right")
        case Standing.VERIFIED:
            return Mark("verified", _("sudah diperiksa"), "check")
    return Mark("approved", _("disetujui"), "double-check")


def last_step(actual: Actual | None, zone: str) -> str:
    """Who brought ``actual`` where it is, and when in the time ``zone``; "" while nobody has touched it."""
    if actual is None:
        return ""
    match Standing(actual.standing):
        case Standing.DRAFT if actual.returned:
            return _("oleh {who}: {why}").format(who=actual.returned_by, why=actual.returned)
        case Standing.DRAFT if actual.replaces is not None:
            before = actual.replaces
            done = _by(zone, before.reopened_by, before.reopened_at)
            return _("{done}: {why}").format(done=done, why=before.reopen_reason)
        case Standing.SUBMITTED:
            return _by(zone, actual.submitted_by, actual.submitted_at)
        case Standing.VERIFIED:
            return _by(zone, actual.verified_by, actual.verified_at)
        case Standing.APPROVED:
            return _by(zone, actual.approved_by, actual.approved_at)
    return ""


def _by(zone: str, who: Person | None, when: dt.datetime | None) -> str:
    day = timezone.localtime(when, zone_of(zone)).date() if when else None
    return _("oleh {who}, {day}").format(who=who, day=date(day))


class Waiting:
    """Says for whom a row waits; asks the database once for each ability."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._people: dict[Ability, list[Person]] = {}

    def of(self, actual: Actual | None) -> str:
        """For whom ``actual`` waits; "" for one that is a draft or approved."""
        if actual is None:
            return ""
        if actual.standing == Standing.SUBMITTED:
            return self._sentence(
                Ability.VERIFY_ACTUALS,
                set(actual.stated_by_ids),
                _("menunggu diperiksa {who}"),
                _("menunggu diperiksa; belum ada Pemeriksa selain yang mengajukan"),
            )
        if actual.standing == Standing.VERIFIED:
            return self._sentence(
                Ability.APPROVE_ACTUALS,
                {*actual.stated_by_ids, actual.verified_by_id},
                _("menunggu persetujuan {who}"),
                _(
                    "menunggu persetujuan; belum ada yang dapat menyetujui selain yang mengajukan dan memeriksa"
                ),
            )
        if actual.reopen_asked_at is not None and actual.reopened_at is None:
            return _("{who} minta dibuka lagi: {why}").format(
                who=actual.reopen_asked_by, why=actual.reopen_reason
            )
        return ""

    def _sentence(self, ability: Ability, barred: set[int | None], words: str, nobody: str) -> str:
        if ability not in self._people:
            self._people[ability] = list(holders(ability, self._office).order_by("pk"))
        found = [person for person in self._people[ability] if person.pk not in barred]
        return words.format(who=_named(found)) if found else nobody


def _named(people: Iterable[Person]) -> str:
    names = [str(person) for person in people]
    shown = _(" atau ").join(names[:NAMED])
    return shown if len(names) <= NAMED else _("{names}, atau lainnya").format(names=", ".join(names[:NAMED]))


def shown_value(value: Value, indicator: Indicator) -> str:
    """``value`` in the unit of ``indicator``, or its state in words."""
    if value.number is None:
        return state_word(value.state) if value.state is not State.REPORTED else ""
    return format_quantity(round(value.number, 2).normalize(), indicator.unit)


def versions_of(
    office: Office, period: Period, indicator: Indicator, person: Person
) -> tuple[VersionLine, ...]:
    """The versions of the actual of ``indicator`` in ``period`` that ``person`` may see, the newest first."""
    rows = Actual.objects.visible_to(person).filter(office=office, period=period.code, code=indicator.code)
    rows = rows.select_related("submitted_by", "verified_by", "approved_by", "returned_by", "replaces")
    return tuple(
        VersionLine(
            each, mark_of(each), shown_value(each.value(), indicator), last_step(each, office.timezone)
        )
        for each in rows.select_related("replaces__reopened_by").order_by("-version")
    )


def owners_of(office: Office, year: int, code: str) -> tuple[Person, ...]:
    """Who answers for indicator ``code`` in ``year``: the first, then the deputy."""
    rows = IndicatorOwner.objects.filter(office=office, year=year, code=code).select_related("person")
    return tuple(row.person for row in rows.order_by("place"))
