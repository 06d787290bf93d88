"""Deeds about a finished agreement: the two signatures, sending it back, and revising it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.core.indonesian import format_date
from akuntabel.offices.access import Ability, require
from akuntabel.offices.clock import today_at
from akuntabel.offices.locks import lock_office
from akuntabel.offices.models import Person
from akuntabel.offices.trail import Event, facts, log, log_all
from akuntabel.planning.checks import Severity
from akuntabel.planning.deeds.agreements import AGREEMENT, TARGET, label_of, new_budget_version
from akuntabel.planning.deeds.shared import ChangedMeanwhile, locked_agreement, made, need_reason
from akuntabel.planning.inspection import findings_of_agreement
from akuntabel.planning.models import Action, Agreement, BudgetLine, QuarterTarget, Target
from akuntabel.planning.seal import SIGNED, set_seal

ALREADY_SIGNED = gettext_noop("Perjanjian ini sudah ditandatangani kedua pihak.")
FIRST_HAS_SIGNED = gettext_noop("Pihak pertama sudah menandatangani perjanjian ini.")
FIRST_MISSING = gettext_noop("Pihak pertama belum menandatangani perjanjian ini.")
BOTH_SIDES = gettext_noop(
    "Anda sudah menandatangani perjanjian ini sebagai pihak pertama. Pihak kedua harus orang lain."
)
HAS_ERRORS = gettext_noop("Perjanjian belum dapat ditandatangani: {first}")
FUTURE = gettext_noop("Tanggal tanda tangan {day} belum tiba. Pakai tanggal hari ini atau sebelumnya.")
BEFORE_REPLACED = gettext_noop("Tanggal {day} mendahului perjanjian yang diganti, {earlier}.")
NOT_SIGNED = gettext_noop("Perjanjian ini belum berlaku, jadi belum memerlukan perubahan. Ubah drafnya.")
ALREADY_REVISED = gettext_noop("Perjanjian ini sudah punya perubahan, versi {version}. Lanjutkan yang itu.")

FIRST = ("first_signed_at", "first_signed_by", "office_name")
SECOND = ("second_signed_at", "second_signed_by", "signed_on", "seal")
_COPIED = (
    "place", "opening", "statement", "first_name", "first_position", "first_nip", "second_name",
    "second_position",
)  # fmt: skip


def seen_of(agreement: Agreement) -> str:
    """What somebody has read who reads ``agreement`` and its plan now; changes with either."""
    return f"{agreement.plan_id}-{agreement.plan.touched}-{agreement.touched}"


@transaction.atomic
def sign_first(*, agreement: Agreement, seen: str, by: Person) -> Agreement:
    """Sign a draft as the first party; from then on it is frozen, and the plan it rests on too.

    Raises:
        Refused: ``by`` is not the head of this very office.
        CannotDo: it is signed already, or something is wrong with it.
        ChangedMeanwhile: it is not what ``by`` has read, as :func:`seen_of` knows it.
    """
    current = locked_agreement(agreement)
    require(by, Ability.SIGN_FIRST, current.office)
    _refuse_signed(current)
    if current.first_signed_at is not None:
        raise CannotDo(FIRST_HAS_SIGNED)
    _refuse_changed(current, seen)
    refuse_errors(current)
    before = facts(current, FIRST)
    current.first_signed_at, current.first_signed_by, current.returned = timezone.now(), by, ""
    current.office_name = current.office.name
    current.save(update_fields=[*FIRST, "returned"])
    log(
        by=by, office=current.office, deed="agreement.sign_first", target=current, name=label_of(current),
        before=before, after=facts(current, FIRST),
    )  # fmt: skip
    return current


@transaction.atomic
def sign_second(
    *, agreement: Agreement, seen: str, by: Person, signed_on: dt.date | None = None
) -> Agreement:
    """Sign as the second party, dated ``signed_on`` (today at the office): sealed and in force.

    Raises:
        Refused: ``by`` is not the superior of this very office.
        CannotDo: the first party has not signed or is ``by``, the date cannot be, or it is signed.
        ChangedMeanwhile: it is not what ``by`` has read, as :func:`seen_of` knows it.
    """
    current = locked_agreement(agreement)
    require(by, Ability.SIGN_SECOND, current.office)
    _refuse_signed(current)
    if current.first_signed_at is None:
        raise CannotDo(FIRST_MISSING)
    if current.first_signed_by_id == by.pk:
        raise CannotDo(BOTH_SIDES)
    _refuse_changed(current, seen)
    refuse_errors(current)
    day = signed_on or today_at(current.office)
    _refuse_date(current, day)
    before = facts(current, SECOND)
    current.second_signed_at, current.second_signed_by, current.signed_on = timezone.now(), by, day
    current.save(update_fields=["second_signed_at", "second_signed_by", "signed_on"])
    set_seal(current)
    log(
        by=by, office=current.office, deed=SIGNED, target=current, name=label_of(current),
        before=before, after=facts(current, SECOND),
    )  # fmt: skip
    return current


@transaction.atomic
def send_back(*, agreement: Agreement, reason: str, by: Person) -> Agreement:
    """Give an agreement back to the first party, whose signature falls away; it is open again.

    Raises:
        Refused: ``by`` is not the superior of this very office.
        CannotDo: the first party has not signed, both have, or no reason was given.
    """
    current = locked_agreement(agreement)
    require(by, Ability.SIGN_SECOND, current.office)
    words = need_reason(reason)
    _refuse_signed(current)
    if current.first_signed_at is None:
        raise CannotDo(FIRST_MISSING)
    before = facts(current, FIRST)
    current.first_signed_at, current.first_signed_by, current.returned = None, None, words
    current.office_name = ""
    current.touched += 1
    current.save(update_fields=[*FIRST, "returned", "touched"])
    log(
        by=by, office=current.office, deed="agreement.send_back", target=current, name=label_of(current),
        before=before, after=facts(current, FIRST), reason=words,
    )  # fmt: skip
    return current


@transaction.atomic
def revise_agreement(*, agreement: Agreement, reason: str, by: Person) -> Agreement:
    """Draft the next version of a signed agreement, alike in everything; the signed one stays in force.

    Raises:
        Refused: ``by`` may not plan here.
        CannotDo: it is not in force, was revised already, or no reason was given.
    """
    current = locked_agreement(agreement)
    require(by, Ability.PLAN, current.office)
    words = need_reason(reason)
    lock_office(current.office)
    if current.signed_on is None:
        raise CannotDo(NOT_SIGNED)
    newer = Agreement.objects.filter(replaces=current).first()
    if newer is not None:
        raise CannotDo(ALREADY_REVISED, version=newer.version)
    same = Agreement.objects.filter(office=current.office, year=current.year)
    new = Agreement.objects.create(
        office=current.office,
        plan=current.plan,
        year=current.year,
        version=(same.aggregate(last=Max("version"))["last"] or 0) + 1,
        replaces=current,
        reason=words,
        changed_by=by,
        **{name: getattr(current, name) for name in _COPIED},
    )
    events = [Event("agreement.revise", new, label_of(new), made(new, AGREEMENT), words)]
    events += _copy_targets(current, new)
    _copy_budget(current, new)
    log_all(by=by, office=new.office, events=events)
    return new


def refuse_errors(agreement: Agreement) -> None:
    """Raise CannotDo with the first error that the checks find; warnings are for people to weigh."""
    errors = [row for row in findings_of_agreement(agreement) if row.severity is Severity.ERROR]
    if errors:
        raise CannotDo(HAS_ERRORS, first=errors[0])


# ---------------------------------------------------------------- helpers


def _refuse_signed(agreement: Agreement) -> None:
    if agreement.signed_on is not None:
        raise CannotDo(ALREADY_SIGNED)


def _refuse_changed(agreement: Agreement, seen: str) -> None:
    if seen_of(agreement) != seen:
        raise ChangedMeanwhile(agreement)


def _refuse_date(agreement: Agreement, day: dt.date) -> None:
    if day > today_at(agreement.office):
        raise CannotDo(FUTURE, day=format_date(day))
    replaced = agreement.replaces
    if replaced is not None and replaced.signed_on is not None and day < replaced.signed_on:
        raise CannotDo(BEFORE_REPLACED, day=format_date(day), earlier=format_date(replaced.signed_on))


def _copy_targets(old: Agreement, new: Agreement) -> list[Event]:
    """The targets of ``old`` for ``new``, with their quarters and actions."""
    events = []
    for target in old.targets.select_related("indicator").prefetch_related("quarters", "actions"):
        copy = Target.objects.create(
            agreement=new, indicator=target.indicator, number=target.number, upper=target.upper
        )
        for part in target.quarters.all():
            QuarterTarget.objects.create(target=copy, quarter=part.quarter, number=part.number)
        for action in target.actions.all():
            kept = {name: getattr(action, name) for name in ("quarter", "sequence", "text", "owner")}
            Action.objects.create(target=copy, **kept)
        events.append(Event("target.set", copy, str(target.indicator), made(copy, TARGET)))
    return events


def _copy_budget(old: Agreement, new: Agreement) -> None:
    for version in old.budgets.order_by("pk")[:1]:
        copy = new_budget_version(new)
        for line in version.lines.all():
            kept = {name: getattr(line, name) for name in ("sequence", "programme", "fund", "amount", "note")}
            BudgetLine.objects.create(version=copy, **kept)
