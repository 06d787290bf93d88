"""Opening an approved actual again: one indicator, one period, with a reason and a second person."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.core.measure import registers_of
from akuntabel.core.periods import Period
from akuntabel.evidence.deeds.periods import open_registers
from akuntabel.measuring.deeds.shared import (
    held,
    label_of,
    refuse_standing,
    require_any,
)
from akuntabel.measuring.models import Actual, ActualFile, Standing
from akuntabel.offices.access import Ability
from akuntabel.offices.models import Person
from akuntabel.offices.trail import facts, log
from akuntabel.packs.loader import parse_measure
from akuntabel.planning.deeds.shared import need_reason

ASKED_ALREADY = gettext_noop("Pembukaan kembali {what} sudah diminta {name}; tinggal diputuskan.")
NOT_ASKED = gettext_noop("Pembukaan kembali {what} belum diminta.")
OWN_REQUEST = gettext_noop("Pembukaan kembali {what} Anda minta sendiri. Yang memutuskan harus orang lain.")

_ASKING = ("reopen_reason", "reopen_asked_by", "reopen_asked_at")
_OPENING = ("reopened_by", "reopened_at")
_ASKERS = (Ability.VERIFY_ACTUALS, Ability.APPROVE_ACTUALS, Ability.STATE_ACTUALS)
_DECIDERS = (Ability.VERIFY_ACTUALS, Ability.APPROVE_ACTUALS)
_COPIED = (
    "office", "indicator", "code", "year", "period", "state", "number", "numerator", "denominator",
    "considered", "basis", "by_hand", "note", "stated_by",
)  # fmt: skip


@transaction.atomic
def ask_reopening(*, actual: Actual, reason: str, by: Person) -> Actual:
    """Ask that an approved actual be opened again, with a ``reason``; somebody else decides.

    Raises:
        Refused: ``by`` may neither state, verify nor approve actuals there.
        CannotDo: no reason is given, it is not approved, or it was asked already.
    """
    require_any(by, _ASKERS, actual.office)
    words = need_reason(reason)
    [current] = held([actual])
    refuse_standing(current, [Standing.APPROVED])
    if current.reopen_asked_by is not None:
        raise CannotDo(ASKED_ALREADY, what=label_of(current), name=current.reopen_asked_by)
    before = facts(current, _ASKING)
    current.reopen_reason, current.reopen_asked_by, current.reopen_asked_at = words, by, timezone.now()
    current.touched += 1
    current.save(update_fields=[*_ASKING, "touched"])
    log(
        by=by, office=current.office, deed="actual.ask_reopening", target=current, name=label_of(current),
        before=before, after=facts(current, _ASKING), reason=words,
    )  # fmt: skip
    return current


@transaction.atomic
def grant_reopening(*, actual: Actual, by: Person) -> Actual:
    """Open it, for this one indicator and period; returns the new version, a draft that starts alike.

    Where the period is locked, the registers that the measure reads are left open in it until the
    new version is approved.

    Raises:
        Refused: ``by`` may neither verify nor approve actuals there.
        CannotDo: nobody asked for it, or ``by`` did.
    """
    require_any(by, _DECIDERS, actual.office)
    current, asker = _asked(actual, by)
    before = facts(current, _OPENING)
    current.reopened_by, current.reopened_at = by, timezone.now()
    current.touched += 1
    current.save(update_fields=[*_OPENING, "touched"])
    new = Actual.objects.create(
        version=current.version + 1, replaces=current, created_by=asker, touched=current.touched + 1,
        **{name: getattr(current, name) for name in _COPIED},
    )  # fmt: skip
    for file in current.files.filter(removed_at__isnull=True).order_by("pk"):
        kept = {
            name: getattr(file, name) for name in ("name", "content_type", "size", "sha256", "created_by")
        }
        ActualFile.objects.create(actual=new, **kept)
    log(
        by=by, office=current.office, deed="actual.reopen", target=current, name=label_of(current),
        before=before, after=facts(current, _OPENING), reason=current.reopen_reason,
    )  # fmt: skip
    open_registers(
        office=current.office,
        period=Period.parse(current.period),
        registers=registers_of(parse_measure(current.indicator.measure, place=current.code)),
        reason=current.reopen_reason,
        asked_by=asker,
        by=by,
    )
    return new


@transaction.atomic
def refuse_reopening(*, actual: Actual, reason: str, by: Person) -> Actual:
    """Leave it closed, with a ``reason`` that the trail keeps; it may be asked for again.

    Raises:
        Refused: ``by`` may neither verify nor approve actuals there.
        CannotDo: no reason is given, nobody asked for it, or ``by`` did.
    """
    require_any(by, _DECIDERS, actual.office)
    words = need_reason(reason)
    current, _asker = _asked(actual, by)
    before = facts(current, _ASKING)
    current.reopen_reason, current.reopen_asked_by, current.reopen_asked_at = "", None, None
    current.touched += 1
    current.save(update_fields=[*_ASKING, "touched"])
    log(
        by=by, office=current.office, deed="actual.refuse_reopening", target=current, name=label_of(current),
        before=before, after=facts(current, _ASKING), reason=words,
    )  # fmt: skip
    return current


def _asked(actual: Actual, by: Person) -> tuple[Actual, Person]:
    """``actual`` held, as it stands now: approved, and who, not ``by``, asked to open it again."""
    [current] = held([actual])
    refuse_standing(current, [Standing.APPROVED])
    asker = current.reopen_asked_by
    if asker is None:
        raise CannotDo(NOT_ASKED, what=label_of(current))
    if asker == by:
        raise CannotDo(OWN_REQUEST, what=label_of(current))
    return current, asker
