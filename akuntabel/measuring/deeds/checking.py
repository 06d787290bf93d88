"""Checking what was handed in: verifying, approving, returning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from akuntabel.core.errors import CannotDo, SaidError, gettext_noop
from akuntabel.core.indonesian import format_quantity
from akuntabel.core.measure import registers_of
from akuntabel.core.periods import Period
from akuntabel.core.value import Value
from akuntabel.evidence.deeds.periods import close_registers, lock_counted
from akuntabel.measuring.deeds.shared import (
    STATED,
    NotReady,
    held,
    label_of,
    refuse_standing,
    refuse_unseen,
    require_any,
    row_of,
)
from akuntabel.measuring.deeds.stating import as_draft
from akuntabel.measuring.frozen import exact_value
from akuntabel.measuring.models import Actual, Standing
from akuntabel.measuring.periods import MeasuredPeriod, MeasuredRow, measure_period
from akuntabel.measuring.states import state_word
from akuntabel.offices.access import Ability, require
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import Event, difference, facts, log_all
from akuntabel.packs.loader import parse_measure
from akuntabel.planning.deeds.shared import need_reason

OWN = gettext_noop("{what} Anda ajukan sendiri. Yang memeriksa dan menyetujui harus orang lain.")
VERIFIED_OWN = gettext_noop("{what} Anda periksa sendiri. Yang menyetujui harus orang ketiga.")
TYPED_OWN = gettext_noop("{what} Anda isi sendiri. Yang memeriksa dan menyetujui harus orang lain.")
OWN_RETURN = gettext_noop("{what} Anda ajukan sendiri. Tarik kembali saja, tanpa mengembalikannya.")
DRIFTED = gettext_noop(
    "{what}: catatannya berubah sesudah diajukan. Yang diajukan {frozen}, catatan sekarang memberi {now}. "
    "Kembalikan supaya dihitung ulang, atau periksa catatannya."
)
OTHERWISE_NOW = gettext_noop("{what}: {why} Kembalikan supaya diajukan lagi.")
NOTE_LACKS = gettext_noop("{what}: keterangannya belum ada. {why} Kembalikan supaya ditulis.")

_CHECKED = ("standing", "verified_by", "approved_by")


@transaction.atomic
def verify_actuals(
    *, actuals: Sequence[Actual], by: Person, seen: Mapping[str, int] | None = None
) -> list[Actual]:
    """Verify what somebody else stated and handed in, all or none.

    ``seen`` is ``touched`` by code as the page showed it; None does not ask.

    Raises:
        Refused: ``by`` may not verify actuals there.
        NotReady: ``by`` stated one or handed it in, records or plan give it otherwise now, it changed
            since ``by`` saw it, or it does not wait for it.
        CannotDo: none are given, or a newer version is there.
    """
    for office in _offices(actuals):
        require(by, Ability.VERIFY_ACTUALS, office)
    found = held(actuals)
    periods = _measured(found)

    def examine(actual: Actual) -> None:
        refuse_standing(actual, [Standing.SUBMITTED])
        _refuse_own(actual, by)
        refuse_unseen(actual.code, actual.touched, label_of(actual), seen)
        _refuse_changed(actual, periods)

    _all_ready(found, examine)
    now = timezone.now()
    return _move(found, "actual.verify", by, standing=Standing.VERIFIED, verified_by=by, verified_at=now)


@transaction.atomic
def approve_actuals(
    *, actuals: Sequence[Actual], by: Person, seen: Mapping[str, int] | None = None
) -> list[Actual]:
    """Approve what two others stated and verified, all or none: from then on reports count it.

    When with them every indicator that is due in a period is approved, the records of that period
    have counted and the period is locked. A new version of what was opened again closes the gap
    that was left for its registers. ``seen`` is ``touched`` by code as the page showed it; None does
    not ask.

    Raises:
        Refused: ``by`` may not approve actuals of this very office.
        NotReady: ``by`` stated one, handed it in or verified it, records or plan give it otherwise
            now, it changed since ``by`` saw it, or it does not wait for it.
        CannotDo: none are given, or a newer version is there.
    """
    for office in _offices(actuals):
        require(by, Ability.APPROVE_ACTUALS, office)
    found = held(actuals)
    periods = _measured(found)

    def examine(actual: Actual) -> None:
        refuse_standing(actual, [Standing.VERIFIED])
        _refuse_own(actual, by)
        if actual.verified_by_id == by.pk:
            raise CannotDo(VERIFIED_OWN, what=label_of(actual))
        refuse_unseen(actual.code, actual.touched, label_of(actual), seen)
        _refuse_changed(actual, periods)

    _all_ready(found, examine)
    now = timezone.now()
    _move(found, "actual.approve", by, standing=Standing.APPROVED, approved_by=by, approved_at=now)
    for actual in found:
        _close_gap(actual, by)
    for measured in periods.values():
        _lock_if_complete(measured, found, by)
    return found


@transaction.atomic
def return_actuals(
    *, actuals: Sequence[Actual], reason: str, by: Person, seen: Mapping[str, int] | None = None
) -> list[Actual]:
    """Give actuals back to draft with a reason, in the version they are; all or none.

    ``seen`` is ``touched`` by code as the page showed it; None does not ask.

    Raises:
        Refused: ``by`` may neither verify nor approve actuals there.
        NotReady: ``by`` handed one in, it changed since ``by`` saw it, or it waits for nobody.
        CannotDo: no reason is given, none are given, or a newer version is there.
    """
    for office in _offices(actuals):
        require_any(by, [Ability.APPROVE_ACTUALS, Ability.VERIFY_ACTUALS], office)
    words = need_reason(reason)
    found = held(actuals)

    def examine(actual: Actual) -> None:
        refuse_standing(actual, [Standing.SUBMITTED, Standing.VERIFIED])
        if actual.submitted_by_id == by.pk:
            raise CannotDo(OWN_RETURN, what=label_of(actual))
        refuse_unseen(actual.code, actual.touched, label_of(actual), seen)

    _all_ready(found, examine)
    events = []
    for actual in found:
        before = facts(actual, STATED)
        as_draft(actual)
        actual.returned, actual.returned_by = words, by
        actual.save()
        changes = difference(before, facts(actual, STATED))
        events.append((actual.office, Event("actual.return", actual, label_of(actual), changes, words)))
    _log(events, by)
    return found


# ---------------------------------------------------------------- helpers


def _offices(actuals: Iterable[Actual]) -> list[Office]:
    found = {actual.office_id: actual.office for actual in actuals}
    return [found[key] for key in sorted(found)]


def _measured(actuals: Iterable[Actual]) -> dict[tuple[int, str], MeasuredPeriod]:
    """Each period of ``actuals``, measured once, by office and period."""
    return {
        (office.pk, code): measure_period(office, Period.parse(code))
        for office, code in dict.fromkeys((actual.office, actual.period) for actual in actuals)
    }


def _all_ready(actuals: Iterable[Actual], examine: Callable[[Actual], None]) -> None:
    problems: dict[str, SaidError] = {}
    for actual in actuals:
        try:
            examine(actual)
        except CannotDo as problem:
            problems[actual.code] = problem
    if problems:
        raise NotReady(problems)


def _refuse_own(actual: Actual, by: Person) -> None:
    if actual.submitted_by_id == by.pk:
        raise CannotDo(OWN, what=label_of(actual))
    if by.pk in actual.stated_by_ids:
        raise CannotDo(TYPED_OWN, what=label_of(actual))


def _refuse_changed(actual: Actual, periods: dict[tuple[int, str], MeasuredPeriod]) -> None:
    """Raise CannotDo where records or plan give ``actual`` otherwise now, or demand a note since."""
    row = row_of(periods[actual.office_id, actual.period], actual.code)
    if row.drift is not None and not row.drift.of_value:
        raise CannotDo(OTHERWISE_NOW, what=label_of(actual), why=row.drift)
    if row.drift is not None:
        raise CannotDo(
            DRIFTED,
            what=label_of(actual),
            frozen=_shown(exact_value(actual), row),
            now=_shown(row.live.value, row),
        )
    if row.moved is not None and row.why_note and not actual.note:
        raise CannotDo(NOTE_LACKS, what=label_of(actual), why=row.moved)


def _shown(value: Value, row: MeasuredRow) -> str:
    if value.number is None:
        return f"“{state_word(value.state)}”"
    number = round(value.number, max(row.indicator.decimals, 2)).normalize()
    return format_quantity(number, row.indicator.unit)


def _move(actuals: Sequence[Actual], deed: str, by: Person, **columns: object) -> list[Actual]:
    events = []
    for actual in actuals:
        before = facts(actual, _CHECKED)
        for name, value in columns.items():
            setattr(actual, name, value)
        actual.touched += 1
        actual.save(update_fields=[*columns, "touched"])
        changes = difference(before, facts(actual, _CHECKED))
        events.append((actual.office, Event(deed, actual, label_of(actual), changes)))
    _log(events, by)
    return list(actuals)


def _log(events: Sequence[tuple[Office, Event]], by: Person) -> None:
    for office in dict.fromkeys(office for office, _event in events):
        log_all(by=by, office=office, events=[event for where, event in events if where == office])


def _close_gap(actual: Actual, by: Person) -> None:
    old = actual.replaces
    if old is None or old.reopen_asked_by is None:
        return
    close_registers(
        office=actual.office,
        period=Period.parse(old.period),
        registers=registers_of(parse_measure(old.indicator.measure, place=old.code)),
        reason=old.reopen_reason,
        asked_by=old.reopen_asked_by,
        by=by,
    )


def _lock_if_complete(measured: MeasuredPeriod, approved: Sequence[Actual], by: Person) -> None:
    done = {
        actual.code
        for actual in approved
        if (actual.office_id, actual.period) == (measured.office.pk, measured.period.code)
    }
    if all(row.in_force or row.code in done for row in measured.rows if row.is_due):
        lock_counted(office=measured.office, period=measured.period, by=by)
