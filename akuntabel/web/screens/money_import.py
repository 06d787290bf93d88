"""A table of budget lines or payments on its way in: its columns, and row by row what it would become."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.forms import BoundField
from django.utils.translation import gettext as _

from akuntabel.planning.models import BudgetImport, ColumnMapping, Fund
from akuntabel.planning.money.imports import Preview, PreviewRow, heads_of, preview, sample_of
from akuntabel.planning.money.table_fields import FIELDS, LINES, field_of, fingerprint
from akuntabel.web.money_forms import ColumnsForm
from akuntabel.web.words import told

PAGE = 100  # rows of one page
KINDS = {"bermasalah": "wrong", "baru": "new", "berubah": "changed", "dihapus": "removed", "tetap": "same"}


@dataclass(frozen=True)
class Column:
    """A column of the table: its select, and what stands in it in the first rows."""

    field: BoundField
    sample: tuple[str, ...]


@dataclass(frozen=True)
class ImportLine:
    """A row of the file, with what is wrong with it in words."""

    row: PreviewRow
    word: str
    fund: str
    complaints: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PreviewScreen:
    """A page of the preview."""

    preview: Preview
    tallies: tuple[tuple[str, str, int], ...]
    chosen: str
    rows: Page[Any]
    lines: tuple[ImportLine, ...]
    dated: bool
    keyed: bool

    @property
    def keeps(self) -> int:
        """How many rows applying would add, change or remove."""
        counts = self.preview.counts
        return counts["new"] + counts["changed"] + counts["removed"]

    @property
    def removed(self) -> int:
        """How many lines of the version the file does not hold any more."""
        return self.preview.counts["removed"]

    @property
    def total(self) -> Decimal:
        """What would be kept in all, in rupiah."""
        return self.preview.total


def columns_screen(draft: BudgetImport, form: ColumnsForm) -> tuple[Column, ...]:
    """The columns of ``draft`` as ``form`` shows them."""
    rows = sample_of(draft)
    return tuple(
        Column(form[f"column_{at}"], tuple(row[at] for row in rows if row[at]))
        for at in range(len(heads_of(draft)))
    )


def whence(draft: BudgetImport) -> str:
    """Where the selects were filled from, in one sentence."""
    if draft.columns:
        return _("Pilihan ini seperti yang Anda simpan tadi.")
    known = ColumnMapping.objects.filter(
        office=draft.office, kind=draft.kind, headers=fingerprint(draft.cells["head"])
    )
    if known.exists():
        return _("Pilihan ini diingat dari tabel berjudul sama yang terakhir dimasukkan.")
    return _("Pilihan ini ditebak dari judul kolom. Periksa dahulu.")


def fields_of(draft: BudgetImport) -> Any:
    """The fields that the columns of ``draft`` may fill."""
    return FIELDS[draft.kind]


def preview_screen(draft: BudgetImport, kind: str, page: str) -> PreviewScreen:
    """The page of the preview that shows rows of ``kind``; without one, the wrong rows come first."""
    found = preview(draft)
    words = _words(draft)
    tallies = tuple((name, words[state], found.counts[state]) for name, state in KINDS.items())
    first = next((name for name, _word, count in tallies if count), "")
    chosen = kind if kind in KINDS else first
    rows = Paginator([row for row in found.rows if row.state == KINDS.get(chosen)], PAGE).get_page(page)
    return PreviewScreen(
        preview=found,
        tallies=tallies,
        chosen=chosen,
        rows=rows,
        lines=tuple(_line(draft, row, words[row.state]) for row in rows),
        dated=any(row.date for row in rows),
        keyed=any(row.key for row in rows),
    )


def _words(draft: BudgetImport) -> dict[str, str]:
    same = _("tetap") if draft.kind == LINES else _("sudah tercatat")
    return {
        "wrong": _("bermasalah"), "new": _("baru"), "changed": _("berubah"), "removed": _("dihapus"), "same": same,
    }  # fmt: skip


def _line(draft: BudgetImport, row: PreviewRow, word: str) -> ImportLine:
    complaints = []
    for problem in row.problems:
        field = field_of(draft.kind, problem.field)
        complaints.append((str(field.label) if field else "", told(problem)))
    return ImportLine(
        row, word, str(Fund(row.fund).label) if row.fund in Fund.values else "", tuple(complaints)
    )
