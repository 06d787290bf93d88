"""A row of the grid, as somebody typed it, kept through the same deeds as every other row.

A row may arrive twice, when the line broke before the answer came back: a new row brings its own
key, and a change that already holds changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction

from akuntabel.core.entry import Hand, Problem, read_field
from akuntabel.core.errors import CannotDo, ParseError, gettext_noop
from akuntabel.core.indonesian import format_number
from akuntabel.core.register import Register
from akuntabel.evidence.deeds import ChangedMeanwhile, Row, WrongRows, add_record, change_record
from akuntabel.evidence.deeds.rows import hold
from akuntabel.evidence.import_rows import read_others
from akuntabel.evidence.models import Record
from akuntabel.evidence.tables import NOTE, QUANTITY, SOURCE, Column, typed_text
from akuntabel.offices.access import Ability, require
from akuntabel.offices.models import Office, Person

GONE = gettext_noop("Catatan ini tidak ada lagi di register ini. Muat ulang halamannya.")
KEY_TAKEN = gettext_noop("Baris baru ini bertabrakan dengan catatan lain. Muat ulang halamannya.")

_KEY = re.compile(r"[0-9a-f]{12,32}")


@dataclass(frozen=True)
class TypedRow:
    """What somebody typed: the texts of the cells in sight by column code.

    ``pk`` and ``version`` name the record that was shown; a new row has its own ``key`` instead.
    """

    cells: Mapping[str, str]
    pk: int | None = None
    version: int = 0
    key: str = field(default="")

    @property
    def blank(self) -> bool:
        """Whether nothing is typed."""
        return not any(text.strip() for text in self.cells.values())


def text_of(column: Column, record: Record) -> str:
    """What stands in ``column`` for ``record``, as somebody would type it."""
    if column.field:
        return _on_one_line(typed_text(column.field, record.data.get(column.code)))
    if column.code == QUANTITY:
        return "" if record.quantity == 1 else format_number(record.quantity.normalize())
    return _on_one_line({SOURCE: record.source, NOTE: record.note}.get(column.code, ""))


def _on_one_line(text: str) -> str:
    """``text`` for an input, which would drop the ends of lines; they are shown as a sign."""
    return "↵".join(text.splitlines()) if "\n" in text or "\r" in text else text


def _with_lines(text: str) -> str:
    return text.replace("↵", "\n")


@transaction.atomic
def keep_typed(
    *, office: Office, year: int, register: Register, row: TypedRow, hand: Hand, by: Person
) -> Record:
    """Keep ``row``: a new record, or a change of the one that it names.

    Raises:
        Refused: ``by`` may not keep records here.
        WrongRows: a cell cannot be read, or is missing.
        ChangedMeanwhile: somebody changed the record since.
        CannotDo: it counted in a locked period, or is gone.
    """
    require(by, Ability.KEEP_RECORDS, office)
    hold(office)  # the same new row may come twice at once: the second finds what the first has made
    record = _named(office, year, register, row, by)
    data, problems = _data(register, row, record, hand)
    untouched = _untouched(row, record)
    more, wrong = read_others({c: _with_lines(t).strip() or None for c, t in row.cells.items()}, untouched)
    problems += [*wrong, *_lacking(register, data, more["quantity"] != "1", {p.field for p in problems})]
    if problems:
        raise WrongRows({0: problems})
    typed = Row(
        data, Decimal(more["quantity"]), more["source"], more["note"], row.key if record is None else ""
    )
    if record is None:
        return add_record(office=office, year=year, register=register, row=typed, by=by)
    if row.pk is None or record.version != row.version:
        if _holds(record, typed):
            return record
        if row.pk is not None:
            raise ChangedMeanwhile(record)
    return change_record(record=record, version=record.version, register=register, row=typed, by=by)


def _named(office: Office, year: int, register: Register, row: TypedRow, by: Person) -> Record | None:
    """The record that ``row`` names; for a new row the one that it already became, if it did."""
    mine = Record.objects.filter(office=office, register=register.code).select_related("office")
    if row.pk is not None:
        record = mine.filter(year=year, pk=row.pk).first()
        if record is None:
            raise CannotDo(GONE)
        return record
    if not _KEY.fullmatch(row.key):
        raise CannotDo(KEY_TAKEN)
    record = mine.filter(key=row.key).first()
    if record is not None and (record.created_by_id != by.pk or record.version != 1 or record.year != year):
        raise CannotDo(KEY_TAKEN)
    return record


def _data(
    register: Register, row: TypedRow, record: Record | None, hand: Hand
) -> tuple[dict[str, Any], list[Problem]]:
    data = dict(record.data) if record else {}
    problems = []
    for target in register.fields:
        text = row.cells.get(target.code)
        if text is None or target.code in register.worked_out:
            continue
        if record and text == text_of(Column(target.code, "", target), record):
            continue
        data.pop(target.code, None)
        try:
            value = read_field(target, _with_lines(text), hand)
        except ParseError as error:
            problems.append(Problem(target.code, error.template, error.params))
            continue
        if value is not None:
            data[target.code] = value
    return data, problems


def _untouched(row: TypedRow, record: Record | None) -> dict[str, Any]:
    if record is None:
        return {}
    kept = {QUANTITY: record.quantity, SOURCE: record.source, NOTE: record.note}
    return {
        code: value
        for code, value in kept.items()
        if code not in row.cells or row.cells[code] == text_of(Column(code, ""), record)
    }


def _lacking(register: Register, data: Mapping[str, Any], aggregate: bool, named: set[str]) -> list[Problem]:
    return [
        Problem(code, "{sentence}", {"sentence": sentence})
        for code, sentence in register.problems(data, aggregate=aggregate)
        if code not in named
    ]


def _holds(record: Record, row: Row) -> bool:
    now = (record.data, record.quantity, record.source, record.note)
    return now == (dict(row.data), row.quantity, row.source, row.note)
