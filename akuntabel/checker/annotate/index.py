"""Finds the blocks of a report again by the places of its findings."""

from __future__ import annotations

from dataclasses import dataclass, field

from akuntabel.checker.blocks import Cell, Paragraph, Place, Row, Source


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell that a place belongs to, with its row."""

    row: Row
    cell: Cell

    @property
    def offset(self) -> int:
        """Where the cell begins in its row's line, whose cells are joined by tabs."""
        before = self.row.cells[: self.row.cells.index(self.cell)]
        return sum(len(cell.text) + 1 for cell in before)


@dataclass
class Index:
    """The places of ``source``.

    A place names its row but not its column. Rules pass on the very place that the reader gave to
    a cell, so the cell is known by identity; a place that several cells share tells nothing.
    """

    source: Source
    _cells: dict[int, Spot | None] = field(default_factory=dict)
    _lines: dict[int, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for block in self.source.blocks:
            self._lines.setdefault(block.place.line, block.place)
            if isinstance(block, Paragraph):
                continue
            for row in block.rows:
                if row.place.line != block.place.line or row.place.row is not None:
                    self._lines[row.place.line] = row.place
                for cell in row.cells:
                    known = id(cell.place) in self._cells or cell.place is row.place
                    self._cells[id(cell.place)] = None if known else Spot(row, cell)

    def cell(self, place: Place) -> Spot | None:
        """The cell that ``place`` was given to."""
        return self._cells.get(id(place))

    def known(self, place: Place) -> Place:
        """``place``, or what stands at its line when it says no more than that."""
        if place.paragraph is None and place.table is None and place.box is None:
            return self._lines.get(place.line, place)
        return place
