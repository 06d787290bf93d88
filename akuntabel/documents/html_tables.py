"""Tables as HTML: scopes of heads, spans, figures that stand on their comma."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from akuntabel.documents.anchors import OutlineEntry
from akuntabel.documents.grid import aligned, placed
from akuntabel.documents.plain import clean, split_decimal, words_of
from akuntabel.documents.svg import width_of
from akuntabel.documents.tree import Align, Cell, Cite, ItemList, Row, RowKind, Table, inlines_of

if TYPE_CHECKING:
    from akuntabel.documents.html_blocks import Writer

_MOST = 16  # half digits of room beside a figure; see html.css
_NARROW = frozenset(".,: \u00a0'ijl|!()")
_TONES = frozenset({"very-good", "good", "fair", "poor", "bad", "unknown"})

_PHONE, _TIGHT = 390.0, 420.0  # about px: what fits on a phone, and what fits in still smaller words
_PHONE_SIZE, _PHONE_PADDING, _PHONE_INDENT = (
    12.5,
    6.2,
    20.0,
)  # px, of words, columns, lists there; see html.css
_BREAKS = re.compile(r"[ \t\n]+|(?<=[-/])")
_SIDEWAYS = {
    "id": "Bila kolomnya terpotong, geser tabel ini ke samping.",
    "en": "If columns are cut off, move this table sideways.",
}

Halves = tuple[int, int]


def table_html(writer: Writer, table: Table, entry: OutlineEntry | None) -> str:
    """``table``; with an ``entry`` it has a caption and a number."""
    from akuntabel.documents.html_blocks import text

    caption = region = ""
    if entry is None:
        place = writer.id(table.anchor)
    else:
        place = writer.id(writer.place(entry), entry.key)
        number = f'<span class="number">{text(entry.number)}.</span>'
        caption = f"<caption>{number} {text(table.caption)}</caption>\n"
        region = f' tabindex="0" role="region" aria-label="{text(entry.label)}"'
    heads = any(row.kind is RowKind.HEAD for row in table.rows)
    layout = ' role="presentation"' if not caption and not heads else ""
    width = _narrowest(table, writer.document.labels.decimal_mark) if region else 0.0
    names = ["ruled"] * table.ruled + ["tight"] * (_PHONE < width <= _TIGHT)
    look = f' class="{" ".join(names)}"' if names else ""
    body = "".join(_groups(writer, table))
    note = f'<p class="table-note">{writer.inlines(table.note)}</p>\n' if table.note else ""
    inside = f"<table{look}{layout}>\n{caption}{_columns(table)}{body}</table>"
    hint = _hint(writer.document.language) if width > _TIGHT else ""
    return f'<figure{place}>{hint}<div class="scroll"{region}>{inside}</div>\n{note}</figure>\n'


def _hint(language: str) -> str:
    """What a phone says above a table that no small words make narrow enough."""
    return f'<p class="sideways">{_SIDEWAYS.get(language[:2], _SIDEWAYS["id"])}</p>\n'


def _narrowest(table: Table, mark: str) -> float:
    """About how narrow ``table`` can become: the widest word of each column beside each other."""
    widest: dict[int, float] = {}
    for row, columns in placed(table):
        for cell, column in zip(row.cells, columns, strict=True):
            if cell.colspan == 1:
                widest[column] = max(widest.get(column, 0.0), _widest_word(row, cell, mark))
    return sum(widest.values()) + _PHONE_PADDING * len(widest)


def _widest_word(row: Row, cell: Cell, mark: str) -> float:
    text = clean(words_of(cell.content))
    words = [text] if row.kind is not RowKind.HEAD and _halves(cell, mark) else _BREAKS.split(text)
    bold = cell.bold or row.kind in (RowKind.HEAD, RowKind.TOTAL)
    width = max((width_of(word, _PHONE_SIZE, bold=bold, font="") for word in words), default=0.0)
    inlines = (inline for block in cell.blocks for inline in inlines_of(block))
    inside = _BREAKS.split(clean(" ".join(words_of((inline,)) for inline in inlines)))
    return max([width, *(width_of(word, _PHONE_SIZE, font="") + _PHONE_INDENT for word in inside if word)])


def _columns(table: Table) -> str:
    total = sum(column.width for column in table.columns) or 1.0
    shares = (min(max(round(column.width / total * 20), 1), 20) for column in table.columns)
    columns = "".join(f'<col class="w-{share}">' for share in shares)
    return f"<colgroup>{columns}</colgroup>\n"


def _groups(writer: Writer, table: Table) -> Iterator[str]:
    """The head, then one body for each group of rows."""
    rows = list(placed(table))
    room = _room(table, rows, writer.document.labels.decimal_mark)
    cells = _Cells(writer, table, room)
    for part, members in groupby(_numbered_groups(rows), key=lambda one: one[0]):
        inside = [cells.row(row, columns, first=n == 0) for n, (_, row, columns) in enumerate(members)]
        tag = "thead" if part == 0 else "tbody"
        yield f"<{tag}>\n{''.join(inside)}</{tag}>\n"


def _numbered_groups(
    rows: Sequence[tuple[Row, list[int]]],
) -> Iterator[tuple[int, Row, list[int]]]:
    """Rows with the number of their part: 0 for the head; each group row begins a new part."""
    part = 1
    for n, (row, columns) in enumerate(rows):
        if row.kind is RowKind.HEAD and part == 1:
            yield 0, row, columns
            continue
        if row.kind is RowKind.GROUP and n and rows[n - 1][0].kind is not RowKind.GROUP:
            part += 1
        part = max(part, 2)
        yield part, row, columns


def _room(table: Table, rows: Sequence[tuple[Row, list[int]]], mark: str) -> dict[int, Halves]:
    """The widest halves of the figures of each decimal column, in half digits."""
    room: dict[int, Halves] = {}
    for row, columns in rows:
        for cell, column in zip(row.cells, columns, strict=True):
            if aligned(table, row, cell, column) is Align.DECIMAL and row.kind is not RowKind.HEAD:
                halves = _halves(cell, mark)
                if halves is not None:
                    before, behind = room.get(column, (0, 0))
                    room[column] = (max(before, halves[0]), max(behind, halves[1]))
    return room


def _halves(cell: Cell, mark: str) -> Halves | None:
    """About how wide a figure is before its comma and from there on, in half digits."""
    figure = None if cell.blocks else split_decimal(clean(words_of(cell.content)), mark)
    if figure is None:
        return None
    marked = any(isinstance(inline, Cite) and inline.mark for inline in cell.content)
    return _half_digits(figure[0]), _half_digits(figure[1]) + marked


def _half_digits(words: str) -> int:
    return sum(3 if sign == "%" else 1 if sign in _NARROW else 2 for sign in words)


class _Cells:
    """Writes the rows of one table."""

    def __init__(self, writer: Writer, table: Table, room: dict[int, Halves]) -> None:
        self.writer = writer
        self.table = table
        self.room = room

    def row(self, row: Row, columns: list[int], *, first: bool) -> str:
        """One row; ``first`` of its part."""
        kinds = {RowKind.GROUP: "group", RowKind.TOTAL: "total"}
        look = kinds.get(row.kind, "")
        body = row.kind is RowKind.BODY
        if body and not first and any(cell.rowspan > 1 for cell in row.cells):
            look = "opens"
        inside = "".join(self._cell(row, cell, at) for cell, at in zip(row.cells, columns, strict=True))
        name = f' class="{look}"' if look else ""
        return f"<tr{self.writer.id(row.anchor)}{name}>{inside}</tr>\n"

    def _cell(self, row: Row, cell: Cell, column: int) -> str:
        tag, scope = "td", ""
        if row.kind is RowKind.HEAD:
            tag, scope = "th", f' scope="{"colgroup" if cell.colspan > 1 else "col"}"'
        elif row.kind is RowKind.GROUP:
            tag, scope = "th", ' scope="rowgroup"'
        spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        spans += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
        names = " ".join(self._classes(row, cell, column))
        look = f' class="{names}"' if names else ""
        return f"<{tag}{scope}{spans}{look}>{self._inside(row, cell)}</{tag}>"

    def _inside(self, row: Row, cell: Cell) -> str:
        if not cell.blocks:
            return self.writer.inlines(cell.content, within=row.anchor)
        return "".join(
            self.writer.items(block) if isinstance(block, ItemList) else self.writer.paragraph(block)
            for block in cell.blocks
        )

    def _classes(self, row: Row, cell: Cell, column: int) -> Iterator[str]:
        align = aligned(self.table, row, cell, column)
        if align is Align.DECIMAL:
            yield from self._decimal(row, cell, column)
        elif align is not Align.LEFT:
            yield align.value
        if cell.bold and row.kind is RowKind.BODY:
            yield "strong"
        if row.kind is RowKind.HEAD and cell.colspan > 1:
            yield "spans"
        if cell.tone in _TONES:
            yield cell.tone

    def _decimal(self, row: Row, cell: Cell, column: int) -> Iterator[str]:
        """Room beside a figure: on both sides in a narrow column, else behind it only."""
        halves = _halves(cell, self.writer.document.labels.decimal_mark)
        widest = self.room.get(column, (0, 0))
        centred = widest[0] <= _MOST
        yield "centre" if centred or halves is None else "right"
        if halves is None or row.kind is RowKind.HEAD:
            return
        yield "figure"
        before, behind = widest[0] - halves[0], widest[1] - halves[1]
        if centred and before:
            yield f"before-{min(before, _MOST)}"
        if behind:
            yield f"behind-{min(behind, _MOST)}"
