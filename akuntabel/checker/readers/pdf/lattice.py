"""Ruled tables: thin lines that cross are a grid, and what stands between them is a cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from akuntabel.checker.readers.pdf.parts import Edge, Word

_TOUCH = 3.0  # points; lines that miss each other by less are meant to meet
_SAME = 2.0  # points; lines nearer than this are one line
_MOST_LINES = 400  # in one direction of one table


@dataclass(slots=True)
class Area:
    """A cell of the grid: from row and column up to but not including the ends."""

    row: int
    column: int
    row_end: int
    column_end: int
    words: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class Lattice:
    """A grid of lines with its cells."""

    xs: list[float]
    ys: list[float]
    across: list[Edge]
    down: list[Edge]
    areas: list[Area] = field(default_factory=list)

    def holds(self, word: Word) -> bool:
        """Whether the middle of ``word`` is inside."""
        x = (word.left + word.right) / 2
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= word.middle <= self.ys[-1]


def merged(edges: Iterable[Edge]) -> list[Edge]:
    """Edges on one line that touch or overlap, as one edge each."""
    result: list[Edge] = []
    lines: list[list[Edge]] = []
    for edge in sorted(edges, key=lambda each: each.at):
        if lines and edge.at - lines[-1][0].at <= _SAME:
            lines[-1].append(edge)
        else:
            lines.append([edge])
    for line in lines:
        at = sum(edge.at for edge in line) / len(line)
        line.sort(key=lambda each: each.start)
        start, end = line[0].start, line[0].end
        for edge in line[1:]:
            if edge.start <= end + _TOUCH:
                end = max(end, edge.end)
            else:
                result.append(Edge(at, start, end))
                start, end = edge.start, edge.end
        result.append(Edge(at, start, end))
    return result


def lattices(across: Sequence[Edge], down: Sequence[Edge]) -> list[Lattice]:
    """The grids that crossing lines form, with at least two cells, from top to bottom."""
    across, down = merged(across), merged(down)
    found = []
    for rows, columns in _groups(across, down):
        xs, ys = _positions(columns), _positions(rows)
        if len(rows) < 2 or len(xs) < 2 or len(ys) < 2 or max(len(xs), len(ys)) > _MOST_LINES:
            continue
        xs, ys = _with_open_sides(xs, rows), _with_open_sides(ys, columns)
        if (len(xs) - 1) * (len(ys) - 1) < 2:
            continue
        lattice = Lattice(xs, ys, rows, columns)
        lattice.areas = _areas(lattice)
        if len(lattice.areas) > 1:
            found.append(lattice)
    return sorted(found, key=lambda each: (each.ys[0], each.xs[0]))


def _groups(across: list[Edge], down: list[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Lines that hang together by crossing each other."""
    parent = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    order = sorted(range(len(across)), key=lambda at: across[at].at)
    heights = [across[at].at for at in order]
    for n, line in enumerate(down):
        first = bisect_left(heights, line.start - _TOUCH)
        last = bisect_right(heights, line.end + _TOUCH)
        for at in order[first:last]:
            if across[at].start - _TOUCH <= line.at <= across[at].end + _TOUCH:
                parent[root(at)] = root(len(across) + n)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for at, edge in enumerate(across):
        groups.setdefault(root(at), ([], []))[0].append(edge)
    for at, edge in enumerate(down):
        groups.setdefault(root(len(across) + at), ([], []))[1].append(edge)
    return [group for group in groups.values() if group[0] and group[1]]


def _positions(edges: Iterable[Edge]) -> list[float]:
    """The distinct positions of lines."""
    found: list[float] = []
    for at in sorted(edge.at for edge in edges):
        if not found or at - found[-1] > _SAME:
            found.append(at)
    return found


def _with_open_sides(cuts: list[float], crossing: Sequence[Edge]) -> list[float]:
    """``cuts`` up to the ends of the lines that cross them.

    Some tables have no line at their sides, and a row cut by the end of a page has none there.
    """
    starts = sorted(edge.start for edge in crossing)
    ends = sorted(edge.end for edge in crossing)
    if len(crossing) < 2:
        return cuts
    if starts[1] < cuts[0] - 3 * _TOUCH:
        cuts = [starts[0], *cuts]
    if ends[-2] > cuts[-1] + 3 * _TOUCH:
        cuts = [*cuts, ends[-1]]
    return cuts


def _areas(lattice: Lattice) -> list[Area]:
    """The cells: squares of the grid between which no line is drawn are one."""
    xs, ys = lattice.xs, lattice.ys
    columns, rows = len(xs) - 1, len(ys) - 1
    level = _drawn(lattice.across, ys, xs)
    upright = _drawn(lattice.down, xs, ys)
    taken = [[False] * columns for _ in range(rows)]
    areas = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            right = column + 1
            while right < columns and not taken[row][right] and not upright[right][row]:
                right += 1
            below = row + 1
            while below < rows and _is_open(level, upright, below, column, right):
                below += 1
            for r in range(row, below):
                for c in range(column, right):
                    taken[r][c] = True
            areas.append(Area(row, column, below, right))
    return areas


def _is_open(level: list[list[bool]], upright: list[list[bool]], row: int, left: int, right: int) -> bool:
    """Whether the squares ``left`` to ``right`` of ``row`` belong to the cell above them."""
    return not any(level[row][column] for column in range(left, right)) and not any(
        upright[column][row] for column in range(left + 1, right)
    )


def _drawn(edges: Sequence[Edge], lines: list[float], cuts: list[float]) -> list[list[bool]]:
    """For each line and each stretch between two cuts, whether an edge is drawn there."""
    drawn = [[False] * (len(cuts) - 1) for _ in lines]
    for edge in edges:
        n = min(range(len(lines)), key=lambda at: abs(lines[at] - edge.at))
        for at in range(len(cuts) - 1):
            middle = (cuts[at] + cuts[at + 1]) / 2
            if edge.start - _TOUCH <= middle <= edge.end + _TOUCH:
                drawn[n][at] = True
    return drawn


def fill(lattice: Lattice, words: Iterable[Word]) -> None:
    """Put each word into the cell in which its middle stands."""
    at = {}
    for area in lattice.areas:
        for row in range(area.row, area.row_end):
            for column in range(area.column, area.column_end):
                at[row, column] = area
    for word in words:
        column = bisect_right(lattice.xs, (word.left + word.right) / 2) - 1
        row = bisect_right(lattice.ys, word.middle) - 1
        square = at.get((min(row, len(lattice.ys) - 2), min(column, len(lattice.xs) - 2)))
        if square is not None:
            square.words.append(word)
