"""Deeds about versions of the budget: typed, settled, and then only replaced by a revision."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from akuntabel.core.entry import Problem
from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.core.indonesian import format_date, format_money
from akuntabel.offices.clock import today_at
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import Event, difference, facts, log, log_all
from akuntabel.planning.deeds.shared import (
    GONE,
    empty_fields,
    fill,
    need_reason,
    refuse,
    touch,
)
from akuntabel.planning.models import BudgetLine, BudgetVersion, CeilingChange
from akuntabel.planning.money.lines import (
    LineFields,
    fields_of,
    months_problem,
    told,
    write_line,
    wrong_line,
)
from akuntabel.planning.money.shared import held_version, keep_budget, opened_version, too_long
from akuntabel.planning.money.tree import label_of

__all__ = [
    "LineFields",
    "VersionFields",
    "add_line",
    "change_line",
    "change_version",
    "discard_version",
    "draft_version",
    "fields_of",
    "remove_line",
    "revise_version",
    "settle_version",
    "suggested_fields",
]

ALREADY = gettext_noop("Anggaran {year} sudah punya “{version}”. Lanjutkan yang itu, atau buat revisinya.")
NOT_SETTLED = gettext_noop("“{version}” belum ditetapkan, jadi belum dapat direvisi. Ubah langsung isinya.")
ALREADY_REVISED = gettext_noop("“{version}” sudah punya revisi, “{newer}”. Lanjutkan yang itu.")
NO_LINES = gettext_noop("“{version}” belum punya satu baris pun. Isi dahulu pagunya.")
FUTURE = gettext_noop("Tanggal {day} belum tiba. Pakai tanggal yang tertera pada DIPA.")
OTHER_YEAR = gettext_noop("Tanggal {day} bukan tanggal DIPA tahun {year}.")
BEFORE_REPLACED = gettext_noop("Tanggal {day} mendahului versi yang digantikan, {earlier}.")
NO_CHANGE = gettext_noop("Pilih apakah pagunya tetap atau berubah.")
NOT_THE_SAME = gettext_noop(
    "Revisi ini disebut pagu tetap, tetapi pagunya {total}, sedangkan sebelumnya {before}. "
    "Betulkan barisnya, atau pilih pagu berubah."
)
NOT_CHANGED = gettext_noop(
    "Revisi ini disebut pagu berubah, tetapi pagunya sama dengan sebelumnya, {total}. "
    "Betulkan barisnya, atau pilih pagu tetap."
)

VERSION = ("year", "code", "name", "number", "issued_on", "authority", "change", "reason", "replaces")
WORDS = ("name", "number", "issued_on", "authority", "change", "reason")
SETTLING = ("settled", "settled_at", "settled_by")


@dataclass(frozen=True)
class VersionFields:
    """What a version of the budget is called and who issued it; ``change`` one of CeilingChange."""

    name: str
    number: str = ""
    issued_on: dt.date | None = None
    authority: str = ""
    change: str = ""
    reason: str = ""


def suggested_fields(version: BudgetVersion) -> VersionFields:
    """What the revision of ``version`` is usually called: "DIPA Tahun Anggaran 2025 Revisi ke-1"."""
    count, earlier = 1, version.replaces
    while earlier is not None:
        count, earlier = count + 1, earlier.replaces
    return VersionFields(f"{_first_name(version.year)} Revisi ke-{count}", authority=version.authority)


# ---------------------------------------------------------------- versions


@transaction.atomic
def draft_version(*, office: Office, year: int, by: Person) -> BudgetVersion:
    """Begin the first DIPA of ``year``, without lines; it counts nowhere until it is settled.

    Raises:
        Refused: ``by`` may not keep the budget here.
        CannotDo: the year has a version of its own already.
    """
    keep_budget(office, by)
    last = _own(office, year).order_by("-sequence").first()
    if last is not None:
        raise CannotDo(ALREADY, year=year, version=last.name)
    version = _new_version(office, year, by, VersionFields(_first_name(year), change=CeilingChange.FIRST))
    log(
        by=by, office=office, deed="money.draft", target=version, name=version.name,
        after=facts(version, VERSION),
    )  # fmt: skip
    return version


@transaction.atomic
def revise_version(*, version: BudgetVersion, fields: VersionFields, by: Person) -> BudgetVersion:
    """Begin the version that replaces the settled ``version``, with the same lines and months.

    Raises:
        Refused: ``by`` may not keep the budget here.
        CannotDo: it is not settled, was promised in an agreement, has a revision, or no reason was given.
        WrongFields: a field is wrong.
    """
    keep_budget(version.office, by)
    current = held_version(version)
    reason = need_reason(fields.reason)
    if current.agreement_id is not None or not current.settled:
        raise CannotDo(NOT_SETTLED, version=current.name)
    newer = BudgetVersion.objects.filter(replaces=current).first()
    if newer is not None:
        raise CannotDo(ALREADY_REVISED, version=current.name, newer=newer.name)
    refuse(_wrong_fields(fields))
    new = _new_version(current.office, current.year, by, replace(fields, reason=reason), replaces=current)
    for line in current.lines.prefetch_related("months"):
        write_line(new, fields_of(line), at=line.sequence)
    log(
        by=by, office=new.office, deed="money.revise", target=new, name=new.name,
        after=facts(new, VERSION), reason=reason,
    )  # fmt: skip
    return new


@transaction.atomic
def change_version(
    *, version: BudgetVersion, touched: int, fields: VersionFields, by: Person
) -> BudgetVersion:
    """Change what a version that is being typed is called and who issued it.

    Raises:
        Refused, CannotDo, ChangedMeanwhile: as :func:`~akuntabel.planning.money.shared.opened_version`.
        WrongFields: a field is wrong.
    """
    current = opened_version(version, by, touched)
    refuse(_wrong_fields(fields))
    before = facts(current, WORDS)
    fill(current, vars(fields) | ({} if current.replaces_id else {"change": CeilingChange.FIRST}))
    if changes := difference(before, facts(current, WORDS)):
        current.save(update_fields=WORDS)
        touch(current, by)
        log_all(by=by, office=current.office, events=[Event("money.change", current, current.name, changes)])
    return current


@transaction.atomic
def settle_version(*, version: BudgetVersion, touched: int, by: Person) -> BudgetVersion:
    """Declare that ``version`` stands as it was issued: from now on it counts and is never changed.

    Raises:
        Refused, CannotDo, ChangedMeanwhile: as :func:`~akuntabel.planning.money.shared.opened_version`.
        WrongFields: its fields, lines or months contradict each other (see :func:`unsettled_because`).
    """
    current = opened_version(version, by, touched)
    refuse(unsettled_because(current))
    before = facts(current, SETTLING)
    current.settled, current.settled_at, current.settled_by = True, timezone.now(), by
    current.save(update_fields=SETTLING)
    touch(current, by)
    after = facts(current, SETTLING) | {"amount": str(total_of(current))}
    log(
        by=by, office=current.office, deed="money.settle", target=current, name=current.name,
        before=before, after=after,
    )  # fmt: skip
    return current


@transaction.atomic
def discard_version(*, version: BudgetVersion, touched: int, by: Person) -> None:
    """Throw a version away that is being typed; what it said stays in the trail.

    Raises:
        Refused, CannotDo, ChangedMeanwhile: as :func:`~akuntabel.planning.money.shared.opened_version`.
    """
    current = opened_version(version, by, touched)
    before = facts(current, VERSION) | {
        f"budget.{line.sequence}": f"{label_of(line)}: {line.amount}" for line in current.lines.all()
    }
    log(
        by=by, office=current.office, deed="money.discard", target=current, name=current.name,
        before=before, after={},
    )  # fmt: skip
    current.delete()


def unsettled_because(version: BudgetVersion) -> list[Problem]:
    """What stands against settling ``version``, each with its field: a field of the version, or "lines"."""
    labels = {"number": gettext_noop("Nomor DIPA"), "issued_on": gettext_noop("Tanggal DIPA")}
    problems = empty_fields(facts(version, labels), labels) + _wrong_date(version)
    lines = list(version.lines.prefetch_related("months"))
    if not lines:
        problems.append(Problem("lines", NO_LINES, {"version": version.name}))
    for line in lines:
        problem = months_problem(line, fields_of(line).months)
        if problem is not None:
            problems.append(Problem(f"lines.{line.pk}", problem.template, problem.params))
    return problems + _wrong_change(version)


def total_of(version: BudgetVersion) -> Decimal:
    """The ceiling of ``version``, in rupiah."""
    return sum((line.amount for line in version.lines.all()), Decimal(0))


# ---------------------------------------------------------------- lines


@transaction.atomic
def add_line(*, version: BudgetVersion, touched: int, fields: LineFields, by: Person) -> BudgetLine:
    """Add a line to a version that is being typed.

    Raises:
        Refused, CannotDo, ChangedMeanwhile: as :func:`~akuntabel.planning.money.shared.opened_version`.
        WrongFields: a field is wrong, or there is such a line.
    """
    current = opened_version(version, by, touched)
    refuse(wrong_line(fields, current.lines.all()))
    last = current.lines.aggregate(last=Max("sequence"))["last"] or 0
    line = write_line(current, fields, at=last + 1)
    touch(current, by)
    log(
        by=by,
        office=current.office,
        deed="money.line_add",
        target=line,
        name=label_of(line),
        after=told(line),
    )
    return line


@transaction.atomic
def change_line(*, line: BudgetLine, touched: int, fields: LineFields, by: Person) -> BudgetLine:
    """Change a line of a version that is being typed, which ``by`` opened at ``touched``.

    Raises:
        Refused, CannotDo, ChangedMeanwhile: as :func:`~akuntabel.planning.money.shared.opened_version`.
        WrongFields: a field is wrong, or there is such a line.
    """
    current = opened_version(line.version, by, touched)
    own = _line_there(current, line)
    refuse(wrong_line(fields, current.lines.exclude(pk=own.pk)))
    before = told(own)
    own = write_line(current, fields, own)
    if changes := difference(before, told(own)):
        touch(current, by)
        event = Event("money.line_change", own, label_of(own), changes)
        log_all(by=by, office=current.office, events=[event])
    return own


@transaction.atomic
def remove_line(*, line: BudgetLine, touched: int, by: Person) -> None:
    """Take a line out of a version that is being typed.

    Raises:
        Refused, CannotDo, ChangedMeanwhile: as :func:`~akuntabel.planning.money.shared.opened_version`.
    """
    current = opened_version(line.version, by, touched)
    own = _line_there(current, line)
    log_all(by=by, office=current.office, events=[dropped(own)])
    own.delete()
    touch(current, by)


def dropped(line: BudgetLine) -> Event:
    """What the trail says of a line that is taken out."""
    return Event("money.line_remove", line, label_of(line), difference(told(line), {}))


# ---------------------------------------------------------------- helpers


def _own(office: Office, year: int) -> QuerySet[BudgetVersion]:
    """The versions of the year that are no promise of an agreement."""
    return BudgetVersion.objects.filter(office=office, year=year, agreement__isnull=True)


def _first_name(year: int) -> str:
    return f"DIPA Tahun Anggaran {year}"


def _new_version(
    office: Office, year: int, by: Person, fields: VersionFields, replaces: BudgetVersion | None = None
) -> BudgetVersion:
    same = BudgetVersion.objects.filter(office=office, year=year)
    taken = set(same.values_list("code", flat=True))
    codes = ("dipa" if not number else f"dipa-{number}" for number in range(len(taken) + 1))
    version = BudgetVersion(
        office=office,
        year=year,
        code=next(code for code in codes if code not in taken),
        sequence=(same.aggregate(last=Max("sequence"))["last"] or 0) + 1,
        replaces=replaces,
        settled=False,
        changed_by=by,
    )
    fill(version, vars(fields))
    version.save()
    return version


def _wrong_fields(fields: VersionFields) -> list[Problem]:
    problems = empty_fields(vars(fields), {"name": gettext_noop("Nama versi")})
    for name, most in (("name", 200), ("number", 100), ("authority", 100)):
        problems += too_long(name, getattr(fields, name), most)
    if fields.change not in CeilingChange.values:
        problems.append(Problem("change", NO_CHANGE, {}))
    return problems


def _wrong_date(version: BudgetVersion) -> list[Problem]:
    day, replaced = version.issued_on, version.replaces
    if day is None:
        return []
    if day > today_at(version.office):
        return [Problem("issued_on", FUTURE, {"day": format_date(day)})]
    if day.year not in (version.year - 1, version.year, version.year + 1):
        return [Problem("issued_on", OTHER_YEAR, {"day": format_date(day), "year": str(version.year)})]
    if replaced is not None and replaced.issued_on is not None and day < replaced.issued_on:
        params = {"day": format_date(day), "earlier": format_date(replaced.issued_on)}
        return [Problem("issued_on", BEFORE_REPLACED, params)]
    return []


def _wrong_change(version: BudgetVersion) -> list[Problem]:
    """What the ceiling says against the kind of revision that was chosen."""
    if version.replaces is None:
        return []
    total, before = total_of(version), total_of(version.replaces)
    params = {"total": format_money(total), "before": format_money(before)}
    match version.change:
        case CeilingChange.SAME:
            return [] if total == before else [Problem("change", NOT_THE_SAME, params)]
        case CeilingChange.CHANGED:
            return [] if total != before else [Problem("change", NOT_CHANGED, params)]
    return [Problem("change", NO_CHANGE, {})]


def _line_there(version: BudgetVersion, line: BudgetLine) -> BudgetLine:
    found: BudgetLine | None = version.lines.filter(pk=line.pk).first()
    if found is None:
        raise CannotDo(GONE)
    return found
