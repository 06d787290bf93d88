"""A year brought to its close for tests: every actual stated, verified and approved, each by another person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from akuntabel.core.periods import Period
from akuntabel.core.value import State, Value
from akuntabel.measuring.deeds import approve_actuals, save_actual, submit_actuals, verify_actuals
from akuntabel.measuring.periods import measure_period
from akuntabel.offices.models import Membership, Office, Person, Role

NOTE = "Contoh keterangan: dijelaskan dalam uraian sasaran."


@dataclass(frozen=True)
class Closers:
    """The three people who close a year, each of whom does what the others may not."""

    operator: Person
    verifier: Person
    head: Person


def closers(office: Office) -> Closers:
    """An operator, a verifier and a head of ``office``; the same people when asked again."""
    return Closers(*(_person(office, role) for role in (Role.OPERATOR, Role.VERIFIER, Role.HEAD)))


def _person(office: Office, role: Role) -> Person:
    name = f"tutup-tahun-{office.code}-{role.value}"
    found, _made = Person.objects.get_or_create(username=name, defaults={"first_name": "Contoh"})
    Membership.objects.get_or_create(person=found, office=office, role=role)
    return found


def approve_everything(office: Office, year: int, *, only: Collection[str] = ()) -> Closers:
    """Bring the actuals of ``year`` that are not approved yet through all three hands, with a note where one is due.

    ``only`` names the indicators by their codes; without it, all of them.
    """
    people = closers(office)
    rows = measure_period(office, Period(year)).rows
    waiting = [row for row in rows if row.actual is None or not row.actual.in_force]
    waiting = [row for row in waiting if not only or row.code in only]
    if not waiting:
        return people
    for row in waiting:
        if row.value.state is State.MISSING:  # nobody counted anything: said to be so
            save_actual(
                office=office, period=Period(year), code=row.code, value=Value(State.NOT_ASSESSABLE, None, NOTE),
                note=NOTE, by=people.operator, touched=row.actual.touched if row.actual else 0,
            )  # fmt: skip
    notes = {row.code: NOTE for row in waiting if row.why_note}
    actuals = submit_actuals(
        office=office,
        period=Period(year),
        codes=[row.code for row in waiting],
        notes=notes,
        by=people.operator,
    )
    verify_actuals(actuals=actuals, by=people.verifier)
    approve_actuals(actuals=actuals, by=people.head)
    return people
