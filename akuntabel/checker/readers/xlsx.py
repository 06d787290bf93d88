"""XLSX: each sheet's blocks of cells are tables, with figures as the sheet shows them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

import openpyxl

from akuntabel.checker.blocks import Source
from akuntabel.checker.readers.archive import Archive
from akuntabel.checker.readers.build import Builder, DraftCell, DraftRow
from akuntabel.checker.readers.limits import DAMAGED, TOO_MUCH, CannotRead, Clock, Limits
from akuntabel.checker.readers.shape import Shape, clean, shape, without_markup

HIDDEN = "Lembar tersembunyi tidak diperiksa: {names}."
_MOST_COLUMNS = 512
_MOST_EMPTY = 2_000  # rows in a row
_CHECK_EVERY = 64  # rows between two looks at the clock
_SWAPPED = str.maketrans(",.", ".,")

Filled = dict[int, str]  # column (0-based) → text


def read_xlsx(data: bytes, file: str, *, limits: Limits, clock: Clock) -> Source:
    """The tables in the XLSX ``data``; the values that formulas had when it was saved."""
    parts = Archive(data, "XLSX", limits).repacked()
    builder = Builder(file, "xlsx", limits, clock)
    try:
        book = openpyxl.load_workbook(parts, read_only=True, data_only=True, keep_links=False)
        _sheets(book, builder, limits, clock)
    except CannotRead:
        raise
    except Exception:  # openpyxl meets a damaged file with whatever breaks first
        raise CannotRead(DAMAGED, kind="XLSX") from None
    return builder.source(name="XLSX")


def _sheets(book: Any, builder: Builder, limits: Limits, clock: Clock) -> None:
    hidden = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append(clean(str(sheet.title)))
            continue
        title = clean(str(sheet.title))
        groups = list(_groups(sheet, limits, clock))
        if groups:
            builder.paragraph(Shape(title, level=1))
        for group in groups:
            _group(builder, title, group)
    if hidden:
        builder.notes.append(HIDDEN.format(names=", ".join(hidden)))


def _groups(sheet: Any, limits: Limits, clock: Clock) -> Iterator[list[tuple[int, Filled]]]:
    """Neighbouring rows with something in them, with their numbers in the sheet.

    What stands below two thousand empty rows is a slip of the hand, and is not looked for.
    """
    sheet.reset_dimensions()
    group: list[tuple[int, Filled]] = []
    count = empty = 0
    for n, row in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), start=1):
        if n % _CHECK_EVERY == 0:
            clock.check()
        filled = {at: text for at, cell in enumerate(row) if cell.value is not None and (text := shown(cell))}
        count += len(filled)
        if count > limits.max_cells:
            raise CannotRead(TOO_MUCH, limit=limits.max_cells, unit="sel")
        empty = 0 if filled else empty + 1
        if filled:
            group.append((n, filled))
        elif group:
            yield group
            group = []
        if empty > _MOST_EMPTY:
            break
    if group:
        yield group


def _group(builder: Builder, sheet: str, group: Sequence[tuple[int, Filled]]) -> None:
    """Titles above as paragraphs, the rest as one table."""
    start = 0
    while start < len(group) and len(group[start][1]) == 1:
        start += 1
    body = group[start:]
    wide = len({column for _, filled in body for column in filled}) > 1
    for _, filled in group[: start if wide else len(group)]:
        text = " ".join(filled.values())
        builder.paragraph(shape(text, alone=True))
    if not wide:
        return
    first = min(min(filled) for _, filled in body)
    last = max(max(filled) for _, filled in body)
    drafts = [
        DraftRow(
            [DraftCell(filled.get(at, ""), at - first) for at in range(first, last + 1)], label=f"{sheet}!{n}"
        )
        for n, filled in body
    ]
    builder.table(drafts)


def shown(cell: Any) -> str:
    """The value of a cell as an Indonesian sheet shows it, as far as its number format is usual."""
    value, form = cell.value, str(cell.number_format or "General")
    if isinstance(value, bool):
        return "BENAR" if value else "SALAH"
    if isinstance(value, int | float):
        return _number(float(value) if isinstance(value, float) else value, form)
    if isinstance(value, dt.datetime | dt.date):
        return value.strftime("%d/%m/%Y")
    return without_markup(str(value))


def _number(value: float, form: str) -> str:
    positive = form.split(";", 1)[0]
    plain = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.', "", positive)
    prefix = "Rp" if re.search(r"\bRp\b|\[\$Rp", positive) else ""
    percent = "%" in plain
    places = re.search(r"\.([0#?]+)", plain)
    if percent:
        value *= 100
    if plain.strip() in {"General", "@", ""} or not re.search(r"[0#]", plain):
        text = f"{value:.12g}" if abs(value) < 1e15 else f"{value:.0f}"
        return prefix + text.replace(".", ",")
    decimals = len(places[1]) if places else 0
    grouped = bool(re.search(r"[#0],[#0]", plain))
    text = f"{value:,.{decimals}f}" if grouped else f"{value:.{decimals}f}"
    if places and "#" in places[1]:
        text = text.rstrip("0").rstrip(".")
    return prefix + text.translate(_SWAPPED) + ("%" if percent else "")
