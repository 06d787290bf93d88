"""A handed-in table read: its heads, which column is which, and what each row would become."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from akuntabel.core.entry import Problem
from akuntabel.core.indonesian import format_number
from akuntabel.planning.models import BudgetImport, BudgetVersion, ColumnMapping, Spending
from akuntabel.planning.money.keys import CODES
from akuntabel.planning.money.lines import LineFields, fields_of, identity
from akuntabel.planning.money.spending import Keys, SpendingFields, spendings_of
from akuntabel.planning.money.table_cells import text_of
from akuntabel.planning.money.table_fields import LINES, field_of, fingerprint, guessed, uncoded
from akuntabel.planning.money.table_lines import LineRow, lines_of
from akuntabel.planning.money.table_rows import PaymentRow, TableRow, payments_of, rows_of
from akuntabel.planning.money.tree import label_of

NEW, CHANGED, SAME, REMOVED, WRONG = "new", "changed", "same", "removed", "wrong"
LONGEST_CODE = 6  # digits, that of an account


@dataclass(frozen=True)
class PreviewRow:
    """What a row of the file would become, or what is wrong with it.

    ``number`` is the row's in the file, 0 for a line that the file does not hold any more (``removed``).
    ``problems`` name the field (see FIELDS) and say what is wrong. ``merged`` counts the rows in it.
    """

    number: int
    state: str
    label: str
    key: str = ""
    fund: str = ""
    amount: Decimal | None = None
    date: dt.date | None = None
    problems: tuple[Problem, ...] = ()
    merged: int = 1


@dataclass(frozen=True)
class Preview:
    """A draft as it would be applied now: its rows in order, and the total that would be kept.

    ``totals`` counts the rows that only add up others and are left out; ``unused`` are the heads of the columns
    that fill nothing, and ``uncoded`` says that none holds a code of the budget.
    """

    rows: tuple[PreviewRow, ...]
    total: Decimal
    totals: int = 0
    unused: tuple[str, ...] = ()
    uncoded: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are new, changed, the same, removed, wrong."""
        found = Counter(row.state for row in self.rows)
        return {state: found[state] for state in (NEW, CHANGED, SAME, REMOVED, WRONG)}

    @property
    def wrong(self) -> list[PreviewRow]:
        """The rows that stand against applying it."""
        return [row for row in self.rows if row.state == WRONG]

    @property
    def ready(self) -> bool:
        """Whether it can be applied and would change something."""
        counts = self.counts
        return not counts[WRONG] and bool(counts[NEW] + counts[CHANGED] + counts[REMOVED])


def heads_of(draft: BudgetImport) -> list[str]:
    """The heads of the columns of ``draft``, in order; "" where a column has none."""
    width = max((len(cells) for _number, cells in draft.cells["rows"]), default=0)
    heads = [text_of(cell) for cell in draft.cells["head"]]
    return heads + [""] * (width - len(heads))


def sample_of(draft: BudgetImport, count: int = 3) -> list[list[str]]:
    """The first ``count`` rows of ``draft`` as texts, each as wide as the heads."""
    width = len(heads_of(draft))
    rows = [[_shown(cell) for cell in cells] for _number, cells in draft.cells["rows"][:count]]
    return [[*cells, *[""] * (width - len(cells))] for cells in rows]


def _shown(cell: Any) -> str:
    """``cell`` as a text; an amount with its points. No code of the budget has as many digits."""
    text = text_of(cell)
    if isinstance(cell, dict) and "number" in cell and len(text) > LONGEST_CODE:
        return format_number(Decimal(cell["number"]))
    return text


def guess_columns(draft: BudgetImport) -> dict[str, int]:
    """Which column fills which field: as mapped, else as for the last table with these heads, else by words."""
    if draft.columns:
        return dict(draft.columns)
    heads = draft.cells["head"]
    known = ColumnMapping.objects.filter(
        office=draft.office, kind=draft.kind, headers=fingerprint(heads)
    ).first()
    if known is not None:
        return {code: at for code, at in known.columns.items() if field_of(draft.kind, code)}
    return guessed(draft.kind, [text_of(cell) for cell in heads])


def preview(draft: BudgetImport) -> Preview:
    """What applying ``draft`` would do now, with the columns mapped or guessed; nothing is kept."""
    columns = guess_columns(draft)
    rows = table_of(draft, columns)
    if draft.kind == LINES and draft.version is not None:
        found = preview_lines(draft.version, lines_of(rows))
    else:
        found = preview_payments(draft, payments_of(rows, draft.year, Keys(draft.office, draft.year)))
    used = set(columns.values())
    return replace(
        found,
        totals=sum(row.is_total and not row.problems for row in rows),
        unused=tuple(head for at, head in enumerate(heads_of(draft)) if head and at not in used),
        uncoded=uncoded(draft.kind, columns),
    )


def preview_lines(version: BudgetVersion, found: Sequence[LineRow]) -> Preview:
    """What the lines ``found`` would make of ``version``."""
    there = {identity(line): line for line in version.lines.prefetch_related("months")}
    rows = []
    total = Decimal(0)
    for each in found:
        fields = each.fields
        if fields is None:
            label = text_of(each.row.cells.get("key")) or text_of(each.row.cells.get("name"))
            rows.append(PreviewRow(each.row.number, WRONG, label, problems=tuple(each.problems)))
            continue
        old = there.pop(identity(fields), None)
        state = NEW if old is None else SAME if says_the_same(fields_of(old), fields) else CHANGED
        total += fields.amount or 0
        rows.append(
            PreviewRow(
                each.row.number,
                WRONG if each.problems else state,
                label_of(fields),
                key=identity(fields)[0],
                fund=fields.fund,
                amount=fields.amount,
                problems=tuple(each.problems),
                merged=each.rows,
            )
        )
    gone = [PreviewRow(0, REMOVED, label_of(o), o.key, o.fund, o.amount) for o in there.values()]
    return Preview((*rows, *gone), total)


def says_the_same(was: LineFields, now: LineFields) -> bool:
    """Whether a line stays as it is, however its codes are written; its source aside."""
    return all(
        getattr(was, name) == value for name, value in vars(now).items() if name not in ("source", *CODES)
    )


def preview_payments(draft: BudgetImport, found: Sequence[PaymentRow]) -> Preview:
    """What the payments ``found`` would add to those that are kept."""
    kept = Counter(_signature(row) for row in spendings_of(draft.office, draft.year))
    rows = []
    total = Decimal(0)
    for each in found:
        fields = each.fields
        state = WRONG if each.row.problems else NEW
        if state == NEW and kept[_signature(fields)] > 0:
            kept[_signature(fields)] -= 1
            state = SAME
        total += (fields.amount or Decimal(0)) if state == NEW else 0
        rows.append(
            PreviewRow(
                each.row.number,
                state,
                fields.document or fields.note or fields.key,
                key=fields.key,
                fund=fields.fund,
                amount=fields.amount,
                date=fields.date,
                problems=tuple(each.row.problems),
            )
        )
    return Preview(tuple(rows), total)


def _signature(row: SpendingFields | Spending) -> tuple[Any, ...]:
    """What the same payment has the same of, in whatever file it stands."""
    return (row.date, row.document.strip().casefold(), row.key, row.amount)


def table_of(draft: BudgetImport, columns: Mapping[str, int]) -> list[TableRow]:
    """The rows of ``draft`` by the fields of ``columns``."""
    return list(rows_of(draft.cells["rows"], columns))
