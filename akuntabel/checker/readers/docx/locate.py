"""Where paragraphs, tables and cells stand in the XML: one walk for the reader and the annotator.

``Place.paragraph`` counts the paragraphs of the body from 0 in document order, those inside
content controls and accepted insertions included, those of tables and text boxes not. In a file
without content controls this is the index in python-docx's ``document.paragraphs``.
``Place.table`` counts tables from 1 in document order: nested ones right after the table that
holds them, those in text boxes where the box is anchored. ``Place.row`` counts rows that are
not deleted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from akuntabel.checker.blocks import Place
from akuntabel.checker.readers.docx.names import (
    ALTERNATE,
    BOX,
    CHOICE,
    DROPPED,
    FALLBACK,
    TBL,
    TC,
    TR,
    VAL,
    WRAPPERS,
    Element,
    P,
    W,
    number,
    value,
)

_MOST_COLUMNS = 512
_DEEPEST = 40  # wrappers and tables inside each other
_CELLS, _ROWS, _BLOCKS = frozenset({TC}), frozenset({TR}), frozenset({P, TBL})
_CELL_PROPERTIES, _GRID_SPAN, _V_MERGE, _H_MERGE = f"{W}tcPr", f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge"


class Spot(NamedTuple):
    """A paragraph or table as the walk meets it."""

    element: Element
    paragraph: int | None = None
    table: int | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell in its row's grid; ``below`` says that it belongs to the merged cell above."""

    element: Element
    column: int
    colspan: int
    below: bool
    opens: bool  # begins a cell that is merged downwards


def walk(body: Element) -> Iterator[Spot]:
    """The paragraphs and tables under ``body`` in reading order."""
    return _Walk().inside(body, top=True)


class _Walk:
    """Counts while it walks."""

    def __init__(self) -> None:
        self.paragraphs = 0
        self.tables = 0

    def inside(self, parent: Element, *, top: bool, depth: int = 0) -> Iterator[Spot]:
        if depth > _DEEPEST:
            return
        for child in parent:
            if child.tag == P:
                yield self._paragraph(child, top=top)
                yield from self._boxes(child, depth)
            elif child.tag == TBL:
                self.tables += 1
                yield Spot(child, table=self.tables)
                yield from self._within_table(child, depth)
            elif child.tag == ALTERNATE:
                for choice in alternate(child):
                    yield from self.inside(choice, top=top, depth=depth + 1)
            elif child.tag in WRAPPERS:
                yield from self.inside(child, top=top, depth=depth + 1)

    def _paragraph(self, element: Element, *, top: bool) -> Spot:
        if not top:
            return Spot(element)
        self.paragraphs += 1
        return Spot(element, paragraph=self.paragraphs - 1)

    def _boxes(self, element: Element, depth: int) -> Iterator[Spot]:
        for box in text_boxes(element):
            yield from self.inside(box, top=False, depth=depth + 1)

    def _within_table(self, table: Element, depth: int) -> Iterator[Spot]:
        if next(table.iterdescendants(TBL, BOX), None) is None:
            return
        for row in rows(table):
            for cell in row:
                for block in cell_blocks(cell.element):
                    if block.tag == TBL:
                        self.tables += 1
                        yield Spot(block, table=self.tables)
                        if depth < _DEEPEST:
                            yield from self._within_table(block, depth + 1)
                    else:
                        yield from self._boxes(block, depth)


def alternate(element: Element) -> list[Element]:
    """The one branch of alternate content that counts; the other repeats it for old programs."""
    return element.findall(CHOICE)[:1] or element.findall(FALLBACK)[:1]


def text_boxes(paragraph: Element) -> Iterator[Element]:
    """The text boxes anchored in ``paragraph``, each once, without those inside another."""
    if next(paragraph.iter(BOX), None) is None:
        return
    pending = list(reversed(paragraph))
    while pending:
        child = pending.pop()
        if child.tag == BOX:
            yield child
        elif child.tag == ALTERNATE:
            pending.extend(alternate(child))
        elif child.tag not in DROPPED:
            pending.extend(reversed(child))


def _unwrapped(parent: Element, wanted: frozenset[str], depth: int = 0) -> Iterator[Element]:
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag in WRAPPERS and depth < _DEEPEST:
            yield from _unwrapped(child, wanted, depth + 1)


def cell_blocks(cell: Element) -> Iterator[Element]:
    """The paragraphs and tables right inside a cell."""
    return _unwrapped(cell, _BLOCKS)


def table_rows(table: Element) -> Iterator[Element]:
    """The ``w:tr`` of ``table`` that are not deleted."""
    for row in _unwrapped(table, _ROWS):
        properties = row.find(f"{W}trPr")
        if properties is None or properties.find(f"{W}del") is None:
            yield row


def rows(table: Element) -> Iterator[list[GridCell]]:
    """For each row its cells in the grid."""
    for row in table_rows(table):
        column = _span(value(row, "trPr", "gridBefore"), 0)
        cells: list[GridCell] = []
        for element in _unwrapped(row, _CELLS):
            colspan, merge, beside = _merging(element)
            if beside and cells:
                last = cells[-1]
                cells[-1] = GridCell(
                    last.element, last.column, last.colspan + colspan, last.below, last.opens
                )
            else:
                cells.append(
                    GridCell(element, column, colspan, merge in {"", "continue"}, merge == "restart")
                )
            column += colspan
            if column > _MOST_COLUMNS:
                break
        yield cells


def _merging(cell: Element) -> tuple[int, str | None, bool]:
    """Column span, vertical merge and whether the cell is merged with the one before (an old way)."""
    colspan, merge, beside = 1, None, False
    for properties in cell.iterchildren(_CELL_PROPERTIES):
        for child in properties:
            tag = child.tag
            if tag == _GRID_SPAN:
                colspan = _span(child.get(VAL), 1)
            elif tag == _V_MERGE:
                merge = child.get(VAL, "")
            elif tag == _H_MERGE:
                beside = child.get(VAL, "") in {"", "continue"}
        break
    return colspan, merge, beside


def _span(text: str | None, default: int) -> int:
    return min(max(number(text, default), default), _MOST_COLUMNS)


def find_paragraph(body: Element, place: Place) -> Element | None:
    """The ``w:p`` of the body at ``place``."""
    if place.paragraph is None:
        return None
    return next((spot.element for spot in walk(body) if spot.paragraph == place.paragraph), None)


def find_cell(body: Element, place: Place, column: int = 0) -> Element | None:
    """The ``w:tc`` that covers grid ``column`` in the row at ``place``; its first one when none does."""
    table = next((spot.element for spot in walk(body) if spot.table == place.table), None)
    if table is None or place.row is None:
        return None
    for n, row in enumerate(rows(table), start=1):
        if n == place.row and row:
            covering = (cell for cell in row if cell.column <= column < cell.column + cell.colspan)
            return next(covering, row[0]).element
    return None
