"""The tables of one page, by the surest way that fits: grid of lines, rules, alignment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from akuntabel.checker.readers.build import DraftCell, DraftRow
from akuntabel.checker.readers.pdf.aligned import table_of
from akuntabel.checker.readers.pdf.free import free_regions
from akuntabel.checker.readers.pdf.lattice import Lattice, fill, lattices
from akuntabel.checker.readers.pdf.parts import Page, Word, box_of, lines_of, text_of
from akuntabel.checker.readers.pdf.regions import Region, ruled_regions
from akuntabel.checker.readers.pdf.tags import TagTable

_FEWEST_FILLED = 0.25  # share of the cells of a grid with words; a chart has fewer


@dataclass
class Found:
    """A table on a page and the words that it takes."""

    rows: list[DraftRow]
    words: list[Word]
    page: int
    top: float
    bottom: float
    left: float
    right: float
    unsure: bool = False
    xs: list[float] = field(default_factory=list)  # column edges of a grid
    tagged: TagTable | None = None  # where tags say what the rows are


def grids_of(page: Page) -> tuple[list[Found], list[Word]]:
    """The tables with a grid of lines, and the words outside of them."""
    free = list(page.words)
    found: list[Found] = []
    for lattice in lattices(page.across, page.down):
        table, free = _from_lattice(lattice, free, page)
        found += [table] if table else []
    return found, free


def others_of(page: Page, grids: Sequence[Found], free: list[Word]) -> tuple[list[Found], list[Word]]:
    """The tables without a grid among the words ``free``, and the words outside of them."""
    found: list[Found] = []
    across = [edge for edge in page.across if not any(t.top - 2 <= edge.at <= t.bottom + 2 for t in grids)]
    if across:
        for region in ruled_regions(lines_of(free), across):
            table, free = _from_region(region, free, page)
            found += [table] if table else []
    for region in free_regions(lines_of(free), page.shades):
        table, free = _from_region(region, free, page)
        found += [table] if table else []
    return found, free


def _from_lattice(lattice: Lattice, free: list[Word], page: Page) -> tuple[Found | None, list[Word]]:
    inside = [word for word in free if lattice.holds(word)]
    fill(lattice, inside)
    filled = sum(bool(area.words) for area in lattice.areas)
    if filled < 2 or filled < _FEWEST_FILLED * len(lattice.areas):
        return None, free
    rows, unsure = _grid_rows(lattice, page.number)
    if not _is_table(rows):
        return None, free
    taken = set(map(id, inside))
    table = Found(
        rows,
        inside,
        page.number,
        lattice.ys[0],
        lattice.ys[-1],
        lattice.xs[0],
        lattice.xs[-1],
        unsure,
        lattice.xs,
    )
    return table, [word for word in free if id(word) not in taken]


def _grid_rows(lattice: Lattice, page: int) -> tuple[list[DraftRow], bool]:
    """The rows of a grid, without empty columns; and whether a cell is in doubt."""
    xs, count = lattice.xs, len(lattice.xs) - 1
    used = [
        any(area.words and area.column <= column < area.column_end for area in lattice.areas)
        or any(
            area.column == column and area.column_end == column + 1 and xs[column + 1] - xs[column] > 12
            for area in lattice.areas
        )
        for column in range(count)
    ]
    new = [sum(used[:column]) for column in range(count + 1)]
    rows: dict[int, list[DraftCell]] = {row: [] for row in range(len(lattice.ys) - 1)}
    unsure = False
    for area in lattice.areas:
        colspan = new[area.column_end] - new[area.column]
        if not colspan:
            continue
        box = box_of(area.words)
        cell = DraftCell(text_of(area.words), new[area.column], colspan, area.row_end - area.row, box, page)
        rows[area.row].append(cell)
        unsure = unsure or _sticks_out(lattice, area.column, area.column_end, area.words)
    drafts = [
        DraftRow(cells, page=page, box=box_of(_words(lattice, row)))
        for row, cells in rows.items()
        if any(cell.text for cell in cells)
    ]
    return drafts or [DraftRow([], page=page)], unsure


def _is_table(rows: Sequence[DraftRow]) -> bool:
    """Whether several rows, or one wide one, hold several texts: frames and charts do not."""
    filled = [sum(bool(cell.text) for cell in row.cells) for row in rows]
    return sum(count > 1 for count in filled) > 1 or (len(rows) <= 2 and max(filled) > 2)


def _words(lattice: Lattice, row: int) -> list[Word]:
    return [word for area in lattice.areas if area.row == row for word in area.words]


def _sticks_out(lattice: Lattice, first: int, end: int, words: Sequence[Word]) -> bool:
    """Whether a word reaches well over the sides of its cell: a line may be missing."""
    left, right = lattice.xs[first], lattice.xs[end]
    return any(
        word.left < left - 0.6 * word.height or word.right > right + 0.6 * word.height for word in words
    )


def _from_region(region: Region, free: list[Word], page: Page) -> tuple[Found | None, list[Word]]:
    left = set(map(id, free))
    if not all(id(word) in left for line in region.lines for word in line.words):
        return None, free  # part of another table
    rows = table_of(region.lines, region.rules, region.width, page.number)
    columns = max((cell.column + cell.colspan for row in rows for cell in row.cells), default=0)
    if len(rows) < 2 or columns < 2:
        return None, free
    words = [word for line in region.lines for word in line.words]
    taken = set(map(id, words))
    box = box_of(words)
    assert box is not None
    table = Found(rows, words, page.number, box.top, box.bottom, box.left, box.right)
    return table, [word for word in free if id(word) not in taken]
