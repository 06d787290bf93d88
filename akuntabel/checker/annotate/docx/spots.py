"""Finds the paragraph, and the words in it, that a finding speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from akuntabel.checker.annotate.docx.ranges import Text
from akuntabel.checker.annotate.index import Index
from akuntabel.checker.annotate.search import Span, chosen, pick, spans
from akuntabel.checker.blocks import Place
from akuntabel.checker.findings import Finding
from akuntabel.checker.readers.docx import locate
from akuntabel.checker.readers.docx.locate import GridCell
from akuntabel.checker.readers.docx.names import Element, P
from akuntabel.checker.readers.docx.words import words

Found = tuple[Element | None, Span | None]


class Spots:
    """The paragraphs and tables of a body, walked over once."""

    def __init__(self, body: Element, index: Index) -> None:
        self.index = index
        self._paragraphs: dict[int, Element] = {}
        self._tables: dict[int, Element] = {}
        self._rows: dict[int, list[list[GridCell]]] = {}
        for spot in locate.walk(body):
            if spot.paragraph is not None:
                self._paragraphs[spot.paragraph] = spot.element
            elif spot.table is not None:
                self._tables[spot.table] = spot.element

    def first(self) -> Element | None:
        """The first paragraph of the body; that of the first table when there is no other."""
        if self._paragraphs:
            return self._paragraphs[min(self._paragraphs)]
        return next((table.find(f".//{P}") for table in self._tables.values()), None)

    def find(self, finding: Finding) -> Found:
        """The paragraph where ``finding`` stands and its words there, None for what is not found."""
        place = self.index.known(finding.place)
        if place.paragraph is not None:
            return _within([self._paragraphs.get(place.paragraph)], finding)
        cells = self._cells(place)
        if not cells:
            return None, None
        cell = self._known_cell(finding.place, cells) or _cell(cells, finding)
        return _within(_paragraphs_of(cell), finding)

    def _cells(self, place: Place) -> list[GridCell]:
        """The cells of the row at ``place``, or of the table's first row."""
        table = self._tables.get(place.table) if place.table is not None else None
        if table is None or place.table is None:
            return []
        if place.table not in self._rows:
            self._rows[place.table] = list(locate.rows(table))
        rows = self._rows[place.table]
        row = (place.row or 1) - 1
        cells = rows[row] if 0 <= row < len(rows) else []
        return [cell for cell in cells if not cell.below] or cells

    def _known_cell(self, place: Place, cells: Sequence[GridCell]) -> GridCell | None:
        spot = self.index.cell(place)
        if spot is None:
            return None
        return next((cell for cell in cells if cell.column == spot.cell.column), None)


def _cell(cells: Sequence[GridCell], finding: Finding) -> GridCell:
    """The cell of a row that holds what is stated, else its subject, else the most words."""
    texts = [" ".join(words(paragraph) for paragraph in _paragraphs_of(cell)) for cell in cells]
    pairs = list(zip(cells, texts, strict=True))
    whole = [cell for cell, text in pairs if text.split() == finding.stated.split()]
    holding = whole or [cell for cell, text in pairs if spans(text, finding.stated)]
    if holding:
        return pick(holding, finding)
    named = [cell for cell, text in pairs if spans(text, finding.subject)]
    return named[0] if named else max(pairs, key=lambda pair: len(pair[1]))[0]


def _paragraphs_of(cell: GridCell) -> list[Element]:
    return [block for block in locate.cell_blocks(cell.element) if block.tag == P]


def _within(paragraphs: Sequence[Element | None], finding: Finding) -> Found:
    """The one of ``paragraphs`` that holds what is stated; else the first that holds anything."""
    known = [paragraph for paragraph in paragraphs if paragraph is not None]
    for paragraph in known:
        if span := chosen(Text(paragraph).text, finding):
            return paragraph, span
    filled = [paragraph for paragraph in known if words(paragraph).strip()]
    return next(iter(filled or known), None), None
