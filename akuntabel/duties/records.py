"""Registers with a due date that still owe a period."""

from __future__ import annotations

from django.utils.translation import gettext as _

from akuntabel.core.measure import registers_of
from akuntabel.duties.duty import Duty, Kind
from akuntabel.duties.scene import Scene
from akuntabel.evidence.missing import Owed, owed_by_register
from akuntabel.offices.access import Ability
from akuntabel.offices.models import Person
from akuntabel.packs.loader import parse_measure


def record_duties(scene: Scene) -> list[Duty]:
    """Of the periods that are over: a register's late ones as one duty, and each that is still in time; by
    its owners when they are named, else by whoever keeps records."""
    if scene.sealed:
        return []
    registers = [each for each in scene.pack.registers.values() if each.deadline and not each.retired]
    found = owed_by_register(registers, scene.office, scene.year, scene.today)
    duties = []
    for register in registers:
        missing = [each for each in found.get(register.code, []) if each.due.period.end < scene.today]
        late = [each for each in missing if each.late]
        lots = [late] if late else []
        for lot in [*lots, *([each] for each in missing if not each.late)]:
            duties += _of_lot(scene, register.code, register.name, lot)
    return duties


def _of_lot(scene: Scene, code: str, name: str, lot: list[Owed]) -> list[Duty]:
    people: list[Person | None] = [*_owners(scene, code)] or [None]
    return [
        scene.duty(
            Kind.RECORDS,
            _("Isi {register}").format(register=name),
            _("Belum ada: {periods}").format(periods=", ".join(each.label for each in lot)),
            min(each.due.date for each in lot),
            "register",
            key=(code, "late" if lot[0].late else lot[0].code, person.pk if person else ""),
            parts={"register": code},
            person=person,
            ability=None if person else Ability.KEEP_RECORDS,
        )
        for person in people
    ]


def _owners(scene: Scene, register: str) -> list[Person]:
    """Those who answer for ``register``: the owners of the indicators that count it and nothing else, when
    every indicator that counts it has one who may keep records."""
    found: dict[int, Person] = {}
    for indicator in scene.indicators:
        read = registers_of(parse_measure(indicator.measure, place=indicator.code))
        if register not in read:
            continue
        owners = scene.able_owners(indicator.code, Ability.KEEP_RECORDS) if len(read) == 1 else []
        if not owners:
            return []
        found |= {person.pk: person for person in owners}
    return list(found.values())
