"""An actual of one indicator and period: its value, what proves it, its versions, and what may be done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akuntabel.core.indonesian import format_number
from akuntabel.core.measure import Manual, Ratio, registers_of
from akuntabel.core.periods import Period
from akuntabel.core.value import State
from akuntabel.evidence.deeds import locked_periods
from akuntabel.evidence.models import Record
from akuntabel.measuring.frozen import thaw
from akuntabel.measuring.models import Actual, ActualFile, Standing
from akuntabel.measuring.periods import MeasuredPeriod, MeasuredRow
from akuntabel.measuring.states import state_word
from akuntabel.offices.access import Ability
from akuntabel.offices.clock import today_at
from akuntabel.offices.models import Person
from akuntabel.packs.loader import parse_measure
from akuntabel.web.place import Place
from akuntabel.web.screens.measure_words import measure_sentence
from akuntabel.web.screens.measuring import ACTS, SUBMIT, RowView, fits, ready, row_view
from akuntabel.web.screens.measuring_marks import VersionLine, versions_of
from akuntabel.web.screens.records import title_of
from akuntabel.web.screens.trail_rows import TrailRow, history_of


@dataclass(frozen=True)
class Counted:
    """A record that was counted: its date and quantity as they were then, and the record as it is now."""

    title: str
    date: dt.date | None
    quantity: str
    record: Record | None


@dataclass(frozen=True)
class Source:
    """A register that the figure is counted from, and whether it is locked for the period."""

    code: str
    name: str
    locked: bool


@dataclass(frozen=True)
class ItemScreen:
    """All that the page of an actual shows."""

    found: MeasuredPeriod
    view: RowView
    sentence: str
    parts: tuple[tuple[str, str], ...]
    frozen: bool
    counted: tuple[Counted, ...]
    uncounted: str  # why there are records that do not count; "" when there are none such
    sources: tuple[Source, ...]
    versions: tuple[VersionLine, ...]
    history: tuple[TrailRow, ...]
    files: tuple[ActualFile, ...]
    removed: tuple[ActualFile, ...]
    manual: bool
    act: str  # what the reader may do to bring it on: submit, verify, approve; "" for nothing
    may: frozenset[str]  # what else: state, return, take_back, ask, answer

    @property
    def others(self) -> frozenset[str]:
        """What the reader may do besides stating it and bringing it on."""
        return self.may - {"state"}

    @property
    def actual(self) -> Actual | None:
        """The newest version."""
        return self.view.row.actual

    @property
    def rewrites(self) -> bool:
        """Whether the form of the page stands open with the note in it, so that it is not shown twice."""
        return "state" in self.may and bool(self.actual and self.actual.by_hand and self.actual.note)

    @property
    def reason(self) -> str:
        """Why there is no number, unless the note says the same."""
        reason = self.view.row.value.reason
        return "" if self.actual and reason == self.actual.note else reason


def is_manual(row: MeasuredRow) -> bool:
    """Whether people give the number of ``row``."""
    return isinstance(parse_measure(row.indicator.measure, place=row.code), Manual)


def item_screen(place: Place, found: MeasuredPeriod, row: MeasuredRow, person: Person) -> ItemScreen:
    """The page of ``row`` for ``person``."""
    actual = row.actual
    versions = versions_of(place.office, found.period, row.indicator, person)
    files = list(actual.files.select_related("created_by", "removed_by").order_by("pk")) if actual else []
    return ItemScreen(
        found=found,
        view=row_view(place, row),
        sentence=measure_sentence(row.indicator.measure, found.pack.registers),
        parts=_parts(row),
        frozen=row.standing not in (None, Standing.DRAFT),
        counted=_counted(found, row, person),
        uncounted=_uncounted(row),
        sources=_sources(place, found, row),
        versions=versions,
        history=history_of(versions[0].actual, person, *(line.actual for line in versions[1:]))
        if versions
        else (),
        files=tuple(file for file in files if file.removed_at is None),
        removed=tuple(file for file in files if file.removed_at is not None),
        manual=is_manual(row),
        act=_act(place, found, row, person),
        may=_turns(place, row, person),
    )


CHECKERS = frozenset({Ability.VERIFY_ACTUALS, Ability.APPROVE_ACTUALS})
WORKERS = frozenset({Ability.STATE_ACTUALS, *CHECKERS})


def _act(place: Place, found: MeasuredPeriod, row: MeasuredRow, person: Person) -> str:
    """The step that the reader may take with ``row`` as it stands."""
    for act, (ability, _label) in ACTS.items():
        if act == SUBMIT and today_at(place.office) < found.opens:
            continue
        if ability in place.may and fits(row, act, person) and ready(row):
            return act
    return ""


def _turns(place: Place, row: MeasuredRow, person: Person) -> frozenset[str]:
    """What else the reader may do with ``row`` as it stands."""
    actual, checks = row.actual, bool(place.may & CHECKERS)
    found = set()
    if Ability.STATE_ACTUALS in place.may and fits(row, SUBMIT, person):
        found.add("state")
    if actual is None:
        return frozenset(found)
    own, asked = actual.submitted_by_id == person.pk, actual.reopen_asked_by_id
    if row.standing is Standing.SUBMITTED and own:
        found.add("take_back")
    if row.standing in (Standing.SUBMITTED, Standing.VERIFIED) and checks and not own:
        found.add("return")
    if row.standing is Standing.APPROVED and asked is None and place.may & WORKERS:
        found.add("ask")
    if row.standing is Standing.APPROVED and asked not in (None, person.pk) and checks:
        found.add("answer")
    return frozenset(found)


def _parts(row: MeasuredRow) -> tuple[tuple[str, str], ...]:
    """The numbers behind the value, each with its name."""
    measured = row.measured
    ratio = isinstance(parse_measure(row.indicator.measure, place=row.code), Ratio)
    found: list[tuple[str, Decimal | None]] = [(_("Catatan yang dilihat"), Decimal(measured.considered))]
    if ratio or (measured.denominator is not None):
        found = [
            (_("Pembilang"), measured.numerator),
            (_("Penyebut"), measured.denominator),
            *found,
        ]
    return tuple((label, format_number(number)) for label, number in found if number)


def _uncounted(row: MeasuredRow) -> str:
    """That there are records which do not count, since people stated something else."""
    number = len(row.live.records)
    if not number or row.actual is None or not row.actual.by_hand or row.value.state is State.REPORTED:
        return ""
    words = ngettext(
        "{n} catatan tidak dihitung, karena keadaannya dinyatakan “{state}”.",
        "{n} catatan tidak dihitung, karena keadaannya dinyatakan “{state}”.",
        number,
    )
    return words.format(n=number, state=state_word(row.value.state))


def _sources(place: Place, found: MeasuredPeriod, row: MeasuredRow) -> tuple[Source, ...]:
    """The registers behind ``row``, where it has no figure yet."""
    if ready(row):
        return ()
    measure = parse_measure(row.indicator.measure, place=row.code)
    return tuple(
        Source(code, found.pack.registers[code].name, _is_locked(place, found.period, code))
        for code in sorted(registers_of(measure))
        if code in found.pack.registers
    )


def _is_locked(place: Place, period: Period, register: str) -> bool:
    locks = locked_periods(place.office, period.year, register)
    return any(lock.start <= period.start and period.end <= lock.end for lock in locks)


def _counted(found: MeasuredPeriod, row: MeasuredRow, person: Person) -> tuple[Counted, ...]:
    """The records behind the value: as frozen with it, else those that count now."""
    frozen = list(thaw(row.actual).records) if row.actual and row.standing is not Standing.DRAFT else None
    keys = [int(each.id) for each in frozen] if frozen is not None else [int(k) for k in row.measured.records]
    there = {record.pk: record for record in Record.objects.visible_to(person).filter(pk__in=keys)}
    registers = found.pack.registers
    if frozen is None:
        return tuple(
            Counted(
                title_of(record, registers.get(record.register)),
                record.date,
                format_number(record.quantity.normalize()),
                record,
            )
            for key in keys
            if (record := there.get(key))
        )
    return tuple(
        Counted(
            title_of(record, registers.get(each.register)) if (record := there.get(int(each.id))) else "",
            dt.date.fromisoformat(each.date) if each.date else None,
            format_number(each.quantity.normalize()),
            record,
        )
        for each in frozen
    )
