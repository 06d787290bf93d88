"""Columns by alignment: where the words of a table's lines leave the same gaps free."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from akuntabel.checker.readers.pdf.parts import Line, Word
from akuntabel.checker.readers.shape import split_item

_WORD_GAP = 0.42  # of the height of the type: a wider gap parts two pieces of a line
_COLUMN_GAP = 0.4  # of the height: the least free space between two columns


@dataclass(slots=True)
class Piece:
    """Words of a line that stand close together."""

    words: list[Word]

    @property
    def left(self) -> float:
        """Left edge."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Right edge."""
        return self.words[-1].right


def pieces(line: Line, gap: float = _WORD_GAP) -> list[Piece]:
    """The pieces of ``line``."""
    found: list[Piece] = []
    for word in line.words:
        if found and word.left - found[-1].right <= gap * max(word.height, 1.0):
            found[-1].words.append(word)
        else:
            found.append(Piece([word]))
    return found


def is_tabular(line: Line, gap: float) -> bool:
    """Whether ``line`` has several pieces, the mark of a list item not counted."""
    found = pieces(line, gap)
    if len(found) > 1 and len(found[0].words) == 1 and len(found) == 2:
        return not split_item(f"{found[0].words[0].text} x")[0]
    return len(found) > 1


Strip = tuple[float, float]  # from the right edge of a column to the left edge of the next


def gutters(lines: Sequence[Line]) -> list[Strip]:
    """The free strips between columns, from left to right.

    Lines with few pieces (totals, merged cells) may reach over a strip, so that they are not asked.
    """
    split = [found for line in lines if len(found := pieces(line)) > 1]
    if not split:
        return []
    counts = sorted(map(len, split))
    usual = counts[int(0.9 * (len(counts) - 1))]
    asked = [found for found in split if 2 * len(found) >= usual]
    least = _COLUMN_GAP * median(line.height for line in lines)
    strips: list[Strip] = []
    firm = _free_strips(asked, 0, least)
    for low, high in _free_strips(asked, _strays(len(asked)), least):
        over = [p for found in asked for p in found if p.left < high and p.right > low]
        if all(piece.left < low and piece.right > high for piece in over):
            strips.append((low, high))
        else:  # a narrow column stands in the strip
            strips += [strip for strip in firm if low <= strip[0] and strip[1] <= high]
    return _with_both_sides(asked, [strip for strip in strips if _parts(asked, sum(strip) / 2)])


def _strays(lines: int) -> int:
    """How many of so many lines may reach over a strip: heads and totals over several columns."""
    return (lines >= 5) + (lines >= 12)


def _free_strips(asked: Sequence[Sequence[Piece]], allowed: int, least: float) -> list[Strip]:
    """The strips that at most ``allowed`` pieces cover at any point."""
    steps: dict[float, int] = {}
    for found in asked:
        for piece in found:
            steps[piece.left] = steps.get(piece.left, 0) + 1
            steps[piece.right] = steps.get(piece.right, 0) - 1
    strips: list[Strip] = []
    covering, free_from = 0, None
    for x in sorted(steps):
        covering += steps[x]
        if covering > allowed and free_from is not None:
            if x - free_from >= least:
                strips.append((free_from, x))
            free_from = None
        elif covering <= allowed and free_from is None:
            free_from = x
    return strips


def _with_both_sides(split: Sequence[Sequence[Piece]], strips: list[Strip]) -> list[Strip]:
    """The strips that some line has words right before and right after.

    A centred head over figures set to the left leaves a strip free inside its column.
    """
    kept = list(strips)
    for strip in strips:
        n = kept.index(strip)
        low = kept[n - 1][1] if n else float("-inf")
        high = kept[n + 1][0] if n + 1 < len(kept) else float("inf")
        x = (strip[0] + strip[1]) / 2
        if not any(
            any(low < piece.right <= x for piece in found) and any(x <= piece.left < high for piece in found)
            for found in split
        ):
            kept.remove(strip)
    return kept


def _parts(asked: Sequence[Sequence[Piece]], x: float) -> bool:
    """Whether lines have words on both sides of ``x``: two, or one of few."""
    both = sum(found[0].right <= x <= found[-1].left for found in asked)
    return both >= (1 if len(asked) <= 4 else 2)


def span(piece: Piece, strips: Sequence[Strip]) -> tuple[int, int]:
    """The first and last column that ``piece`` reaches into.

    It may reach into the free strip beside its column: the next line of a cell may be longer than
    all lines before.
    """
    slack = 0.1 * piece.words[0].height
    first = bisect_left(strips, piece.left + slack, key=lambda strip: strip[0])
    last = bisect_left(strips, piece.right - slack, key=lambda strip: strip[1])
    if last >= first:
        return first, last
    middle = (piece.left + piece.right) / 2
    column = bisect_left(strips, middle, key=lambda strip: (strip[0] + strip[1]) / 2)
    return column, column
