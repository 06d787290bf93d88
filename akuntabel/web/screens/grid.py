"""A register as a grid to type into: which columns, which rows, and what each cell holds as text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from akuntabel.core.periods import Period
from akuntabel.core.register import FieldType, Register
from akuntabel.evidence.deeds import lock_over
from akuntabel.evidence.models import Record
from akuntabel.evidence.tables import NO, YES, Column, choice_word, columns_of
from akuntabel.evidence.typed_rows import TypedRow, text_of
from akuntabel.offices.words import period_words

PAGE = 500  # rows of one page
BLANK = 3  # empty rows below the last one
_WIDTHS = {
    FieldType.DATE: "short", FieldType.INTEGER: "number", FieldType.NUMBER: "number", FieldType.MONEY: "money",
    FieldType.BOOLEAN: "tiny", FieldType.CHOICE: "middle",
}  # fmt: skip


@dataclass(frozen=True)
class GridColumn:
    """A column: ``words`` are what one can choose from, ``shown`` whether it is in sight."""

    column: Column
    words: tuple[str, ...]
    width: str
    computed: bool
    shown: bool

    @property
    def code(self) -> str:
        """The code of the field."""
        return self.column.code

    @property
    def words_json(self) -> str:
        """The words for the script."""
        return json.dumps(self.words, ensure_ascii=False)


@dataclass(frozen=True)
class GridCell:
    """A cell: its column, the text in it, and what is wrong with that."""

    column: GridColumn
    text: str
    error: str = ""


@dataclass(frozen=True)
class GridRow:
    """A row; ``id`` is the number of its record, or n0, n1 … for new ones.

    ``locked`` is the locked period that keeps it from changing.
    """

    id: str
    number: int
    cells: tuple[GridCell, ...]
    version: int = 0
    was: str = ""
    locked: str = ""
    message: str = ""
    more: str = ""  # what columns out of sight hold, for the script: {"budget": "1.000"}

    @property
    def wrong(self) -> bool:
        """Whether the row was refused."""
        return bool(self.message)

    @property
    def new(self) -> bool:
        """Whether there is no record yet."""
        return self.id.startswith("n")


@dataclass(frozen=True)
class GridScreen:
    """A page of the grid."""

    register: Register
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    page: int
    pages: int
    total: int
    chosen: str  # the part of an address that keeps the choice of columns

    @property
    def shown(self) -> list[GridColumn]:
        """The columns in sight."""
        return [column for column in self.columns if column.shown]

    @property
    def hidden(self) -> list[GridColumn]:
        """The columns that a paste may bring into sight."""
        return [column for column in self.columns if not column.shown]

    @property
    def locked(self) -> list[str]:
        """The locked periods that hold rows of this page."""
        return list(dict.fromkeys(row.locked for row in self.rows if row.locked))


# What was typed, what is wrong with it by column, and a sentence about the row.
Refusal = tuple[TypedRow | None, Mapping[str, str], str]
Refusals = Mapping[str, Refusal]
NOT_REFUSED: Refusal = (None, {}, "")


def grid_columns(
    register: Register, records: Sequence[Record], chosen: Sequence[str]
) -> tuple[GridColumn, ...]:
    """All columns; in sight are those ``chosen``, else what a row needs and what ``records`` fill."""
    wanted = set(chosen) & {column.code for column in columns_of(register)}
    if not wanted:
        wanted = {register.title_field, register.date_field, *register.same_event, *register.counts_when}
        wanted |= {each.code for each in register.fields if each.required}
        wanted |= {column.code for column in columns_of(register) if any(text_of(column, r) for r in records)}
    return tuple(
        GridColumn(
            column,
            _words(column),
            _WIDTHS.get(column.type, "wide"),
            column.code in register.worked_out,
            column.code in wanted,
        )
        for column in columns_of(register)
    )


def _words(column: Column) -> tuple[str, ...]:
    if column.type is FieldType.BOOLEAN:
        return (YES, NO)
    if column.field and column.field.choices:
        return tuple(choice_word(column.field, code) for code in column.field.choices)
    return ()


def grid_screen(
    register: Register,
    columns: tuple[GridColumn, ...],
    records: Sequence[Record],
    locks: Sequence[Period],
    *,
    page: int,
    total: int,
    chosen: Sequence[str],
    refused: Refusals | None = None,
) -> GridScreen:
    """The page of ``records``; ``refused`` are rows that were typed but not kept, by their id."""
    refused = refused or {}
    shown = [column for column in columns if column.shown]
    first = (page - 1) * PAGE + 1
    rows = [_row(record, columns, locks, first + n, refused) for n, record in enumerate(records)]
    after = first + len(rows)
    news = [name for name in refused if name.startswith("n")]
    for n in range(len(news) + BLANK):
        name = news[n] if n < len(news) else f"n{n + 1000}"
        rows.append(_typed(name, after + n, shown, refused.get(name)))
    keep = "".join(f"&kolom={code}" for code in chosen)
    return GridScreen(register, columns, tuple(rows), page, max(1, -(-total // PAGE)), total, keep)


def _row(
    record: Record, columns: Sequence[GridColumn], locks: Sequence[Period], number: int, refused: Refusals
) -> GridRow:
    shown = [column for column in columns if column.shown]
    more = {column.code: text_of(column.column, record) for column in columns if not column.shown}
    more = {code: text for code, text in more.items() if text}
    texts = {column.code: text_of(column.column, record) for column in shown}
    lock = lock_over(record, locks)
    typed, errors, message = refused.get(str(record.pk), NOT_REFUSED)
    cells = tuple(
        GridCell(
            c, typed.cells.get(c.code, texts[c.code]) if typed else texts[c.code], errors.get(c.code, "")
        )
        for c in shown
    )
    return GridRow(
        id=str(record.pk),
        number=number,
        cells=cells,
        version=record.version,
        was=fingerprint(texts.values()),
        locked=period_words(lock) if lock else "",
        message=message,
        more=json.dumps(more, ensure_ascii=False) if more else "",
    )


def _typed(name: str, number: int, shown: Sequence[GridColumn], refused: Refusal | None) -> GridRow:
    typed, errors, message = refused or NOT_REFUSED
    cells = tuple(
        GridCell(c, typed.cells.get(c.code, "") if typed else "", errors.get(c.code, "")) for c in shown
    )
    return GridRow(name, number, cells, was=fingerprint("" for _column in shown), message=message)


def fingerprint(texts: Any) -> str:
    """A short mark of the texts of a row, by which a form without script knows what was touched."""
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:10]
