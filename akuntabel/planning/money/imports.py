"""Deeds of importing money from a table: hand it in, say which column is which, apply all or nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from akuntabel.core.entry import Problem
from akuntabel.core.errors import AkuntabelError, CannotDo, gettext_noop
from akuntabel.core.indonesian import format_date
from akuntabel.files import clean_name
from akuntabel.offices.clock import zone_of
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import Event, difference, log_all
from akuntabel.planning.deeds.shared import GONE, ChangedMeanwhile, refuse, touch
from akuntabel.planning.models import BudgetImport, BudgetVersion, ColumnMapping, Spending
from akuntabel.planning.money.lines import fields_of, identity, told, write_line
from akuntabel.planning.money.previews import (
    NEW,
    SAME,
    Preview,
    PreviewRow,
    guess_columns,
    heads_of,
    preview,
    preview_lines,
    preview_payments,
    sample_of,
    says_the_same,
    table_of,
)
from akuntabel.planning.money.shared import keep_budget, opened_version
from akuntabel.planning.money.spending import Keys, new_spending, spendings_of
from akuntabel.planning.money.table_cells import packed
from akuntabel.planning.money.table_fields import (
    FIELDS,
    LINES,
    SPENDING,
    field_of,
    fingerprint,
    guessed,
    lacking,
)
from akuntabel.planning.money.table_lines import lines_of
from akuntabel.planning.money.table_rows import payments_of
from akuntabel.planning.money.tree import label_of
from akuntabel.planning.money.versions import dropped
from akuntabel.tables.handed_in import CannotImport, Sheet, read_sheets

__all__ = [
    "FIELDS",
    "CannotImport",
    "Preview",
    "PreviewRow",
    "apply_import",
    "forget_import",
    "guess_columns",
    "hand_in_table",
    "heads_of",
    "map_columns",
    "preview",
    "sample_of",
]

NO_TABLE = gettext_noop(
    "Berkas ini tidak berisi tabel. Yang diperlukan: satu baris judul kolom, lalu baris-barisnya."
)
ALREADY = gettext_noop(
    "Isi berkas ini sudah dimasukkan pada {day} (“{name}”). Tidak ada yang dimasukkan lagi."
)
NO_KIND = gettext_noop("Pilih apa isi tabelnya: baris anggaran atau pembayaran.")
NO_VERSION = gettext_noop("Pilih versi anggaran yang sedang disusun untuk menerima baris-baris ini.")
MISSING = gettext_noop("Pilih kolom untuk {field}.")
NO_COLUMN = gettext_noop("Kolom ini tidak ada dalam tabel.")
SAME_COLUMN = gettext_noop("Kolom ini sudah dipakai untuk {field}.")
STILL_WRONG = gettext_noop(
    "Belum ada yang disimpan: {count} baris masih bermasalah. Baris {row}: {first} "
    "Perbaiki berkasnya, lalu unggah lagi."
)
NOTHING = gettext_noop("Tidak ada baris yang dapat dimasukkan dari tabel ini.")

KEPT = dt.timedelta(days=7)  # how long a draft can be come back to
_LOOK_IN = 30  # rows that may hold the heads


class CannotApply(AkuntabelError):
    """A table that cannot be applied as it stands; nothing was kept."""


# ---------------------------------------------------------------- deeds


@transaction.atomic
def hand_in_table(
    *,
    office: Office,
    year: int,
    kind: str,
    version: BudgetVersion | None,
    name: str,
    content: bytes,
    by: Person,
) -> BudgetImport:
    """Read the table ``content`` (of budget ``lines`` for a ``version``, or of ``spending``) and keep its cells.

    Raises:
        Refused: ``by`` may not keep the budget here.
        CannotDo: a table of lines needs a version that is being typed.
        CannotImport: the file is no table, larger than is taken in, or was applied before.
    """
    keep_budget(office, by)
    if kind not in FIELDS:
        raise CannotDo(NO_KIND)
    if kind == SPENDING:
        version = None
    elif version is None:
        raise CannotDo(NO_VERSION)
    else:
        version = opened_version(version, by)
        office, year = version.office, version.year
    BudgetImport.objects.filter(created_at__lt=timezone.now() - KEPT, applied_at__isnull=True).delete()
    sheets = read_sheets(content, name, megabytes=settings.IMPORT_MEGABYTES)
    digest = hashlib.sha256(content).hexdigest()
    _refuse_again(office, year, kind, version, digest)
    sheet, at = _head(kind, sheets)
    return BudgetImport.objects.create(
        office=office,
        year=year,
        kind=kind,
        version=version,
        file_name=clean_name(name),
        sha256=digest,
        cells={
            "sheet": sheet.name,
            "head": [packed(cell) for cell in sheet.rows[at][1]],
            "rows": [[number, [packed(cell) for cell in cells]] for number, cells in sheet.rows[at + 1 :]],
            "touched": version.touched if version else 0,
        },
        created_by=by,
    )


@transaction.atomic
def map_columns(*, draft: BudgetImport, columns: Mapping[str, int], by: Person) -> BudgetImport:
    """Say which column (from 0) fills which field; the preview answers from then on.

    Raises:
        Refused: ``by`` may not keep the budget here.
        WrongFields: a needed field has no column, or a column is none or stands for two.
    """
    keep_budget(draft.office, by)
    current = _held(draft)
    refuse(_wrong_columns(current, columns))
    current.columns = dict(columns)
    if current.version is not None:
        current.cells = {**current.cells, "touched": current.version.touched}
    current.save(update_fields=["columns", "cells"])
    return current


@transaction.atomic
def apply_import(
    *, draft: BudgetImport, columns: Mapping[str, int] | None = None, by: Person
) -> BudgetImport:
    """Keep all that ``draft`` says by ``columns`` (those mapped before when None), or nothing; once.

    Lines replace those of the version; payments that are kept already are passed over. The mapping is
    remembered for the next table with these heads. A draft that was applied is answered as it is.

    Raises:
        Refused: ``by`` may not keep the budget here.
        WrongFields: as :func:`map_columns`.
        CannotImport: the same file was applied before.
        CannotApply: rows are wrong, or nothing would change.
        ChangedMeanwhile: somebody changed the version since the columns were mapped.
        CannotDo: the version is settled meanwhile.
    """
    keep_budget(draft.office, by)
    current = _held(draft)
    if current.applied_at is not None:
        return current
    mapped = dict(current.columns if columns is None else columns)
    refuse(_wrong_columns(current, mapped))
    current.columns = mapped
    _refuse_again(current.office, current.year, current.kind, current.version, current.sha256)
    before, after = _apply_lines(current, by) if current.kind == LINES else _apply_payments(current, by)
    current.applied_at = timezone.now()
    current.cells = {**current.cells, "rows": []}
    current.save(update_fields=["columns", "cells", "applied_at"])
    ColumnMapping.objects.update_or_create(
        office=current.office,
        kind=current.kind,
        headers=fingerprint(current.cells["head"]),
        defaults={"columns": mapped},
    )
    facts = {"file_name": current.file_name, "sha256": current.sha256, "year": current.year, **after}
    event = Event("money.import", current, current.file_name, difference(before, facts))
    log_all(by=by, office=current.office, events=[event])
    return current


@transaction.atomic
def forget_import(*, draft: BudgetImport, by: Person) -> None:
    """Throw a draft away that was not applied; nothing else changes.

    Raises:
        Refused: ``by`` may not keep the budget here.
    """
    keep_budget(draft.office, by)
    BudgetImport.objects.filter(pk=draft.pk, applied_at__isnull=True).delete()


# ---------------------------------------------------------------- applying


def _apply_lines(draft: BudgetImport, by: Person) -> tuple[dict[str, Any], dict[str, Any]]:
    if draft.version is None:
        raise CannotDo(NO_VERSION)
    version = opened_version(draft.version, by)
    if version.touched != draft.cells["touched"]:
        raise ChangedMeanwhile(version)
    found = lines_of(table_of(draft, draft.columns))
    _refuse_wrong(preview_lines(version, found))
    there = {identity(line): line for line in version.lines.prefetch_related("months")}
    before = sum((line.amount for line in there.values()), Decimal(0))
    events: list[Event] = []
    for place, each in enumerate(found, 1):
        if each.fields is None:
            continue
        old = there.pop(identity(each.fields), None)
        was = told(old)
        if old is not None and says_the_same(fields_of(old), each.fields):
            line = old
        else:
            line = write_line(version, replace(each.fields, source=draft.file_name), old, at=place)
        if line.sequence != place:
            line.sequence = place
            line.save(update_fields=["sequence"])
        if changes := difference(was, told(line)):
            deed = "money.line_change" if was else "money.line_add"
            events.append(Event(deed, line, label_of(line), changes))
    for line in there.values():
        events.append(dropped(line))
        line.delete()
    touch(version, by)
    log_all(by=by, office=version.office, events=events)
    total = sum((line.amount for line in version.lines.all()), Decimal(0))
    return {"amount": before}, {"amount": total, "version": version.name, "rows": len(found)}


def _apply_payments(draft: BudgetImport, by: Person) -> tuple[dict[str, Any], dict[str, Any]]:
    found = payments_of(table_of(draft, draft.columns), draft.year, Keys(draft.office, draft.year))
    judged = preview_payments(draft, found)
    _refuse_wrong(judged)
    new = [
        new_spending(draft.office, draft.year, replace(each.fields, source=draft.file_name), by, draft.sha256)
        for each, row in zip(found, judged.rows, strict=True)
        if row.state == NEW
    ]
    Spending.objects.bulk_create(new, batch_size=500)
    return {}, {"amount": judged.total, "added": len(new), "unchanged": judged.counts[SAME]}


def _refuse_wrong(judged: Preview) -> None:
    if wrong := judged.wrong:
        first = wrong[0]
        raise CannotApply(STILL_WRONG, count=len(wrong), row=first.number, first=str(first.problems[0]))
    if not judged.ready:
        raise CannotApply(NOTHING)


def _refuse_again(office: Office, year: int, kind: str, version: BudgetVersion | None, digest: str) -> None:
    """Raise CannotImport when the same file was applied here, and is still of effect."""
    same = BudgetImport.objects.filter(
        office=office, year=year, kind=kind, sha256=digest, applied_at__isnull=False
    )
    if kind == LINES:
        same = same.filter(version=version)
    elif not spendings_of(office, year).filter(batch=digest).exists():
        return  # every payment of it was withdrawn
    before = same.order_by("-applied_at").first()
    if before is not None and before.applied_at is not None:
        raise CannotImport(
            ALREADY,
            day=format_date(timezone.localdate(before.applied_at, zone_of(office.timezone))),
            name=before.file_name,
        )


# ---------------------------------------------------------------- helpers


def _head(kind: str, sheets: Sequence[Sheet]) -> tuple[Sheet, int]:
    """The sheet and the row of it that hold the heads: where most are known."""
    best: tuple[int, Sheet, int] | None = None
    for sheet in sheets:
        for at, (_number, cells) in enumerate(sheet.rows[:_LOOK_IN]):
            hits = len(guessed(kind, cells))
            if at + 1 < len(sheet.rows) and (best is None or hits > best[0]):
                best = hits, sheet, at
    if best is None:
        raise CannotImport(NO_TABLE)
    return best[1], best[2]


def _held(draft: BudgetImport) -> BudgetImport:
    rows = BudgetImport.objects.select_for_update(of=("self",)).select_related("office", "version")
    current: BudgetImport | None = rows.filter(pk=draft.pk).first()
    if current is None:
        raise CannotDo(GONE)
    return current


def _wrong_columns(draft: BudgetImport, columns: Mapping[str, int]) -> list[Problem]:
    problems: list[Problem] = []
    taken: dict[int, str] = {}
    width = len(heads_of(draft))
    for code, at in columns.items():
        if field_of(draft.kind, code) is None or not 0 <= at < width:
            problems.append(Problem(code, NO_COLUMN, {}))
        elif at in taken:
            other = field_of(draft.kind, taken[at])
            problems.append(Problem(code, SAME_COLUMN, {"field": other.label if other else taken[at]}))
        taken.setdefault(at, code)
    for code in lacking(draft.kind, columns):
        field = field_of(draft.kind, code)
        problems.append(Problem(code, MISSING, {"field": field.label if field else code}))
    return problems
