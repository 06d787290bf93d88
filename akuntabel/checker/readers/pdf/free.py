"""Tables without any rule: runs of lines that fall into the same columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from akuntabel.checker.blocks import Box
from akuntabel.checker.readers.pdf.columns import Strip, gutters, is_tabular, pieces, span
from akuntabel.checker.readers.pdf.parts import Line
from akuntabel.checker.readers.pdf.regions import Region
from akuntabel.checker.readers.shape import contents_entry, is_caption

_GAP = 0.75  # times the height of the type: the least gap of a line with columns
_WIDEST_SPACE = 2.6  # times the height, above a row
_LINE_SPACE = 0.6  # times the height, above the next line of a cell
_NAME_SPACE = 1.2  # times the height, above the name of a group
_MOST_BETWEEN = 3  # lines of one piece between two with columns: names of groups
_NEAR = 30  # tiers before or after that are looked at
_MOST_LEADING = 8  # tiers at the top of a page that may be the rest of a row
_FEWEST = 2  # tiers with columns


@dataclass
class _Tier:
    """Lines that overlap in height: one line, or a row whose cells are centred on each other."""

    lines: list[Line]
    top: float
    bottom: float
    tabular: bool

    @property
    def height(self) -> float:
        """The height of its type."""
        return max(self.lines[0].height, 1.0)

    def spans(self, strips: Sequence[Strip]) -> list[tuple[int, int]]:
        """The columns of each of its pieces."""
        return [span(piece, strips) for line in self.lines for piece in pieces(line)]

    def is_inside(self, strips: Sequence[Strip]) -> bool:
        """Whether each piece stays inside one column."""
        return bool(strips) and all(first == last for first, last in self.spans(strips))

    def matches(self, strips: Sequence[Strip]) -> bool:
        """Whether (nearly) all pieces fall into columns."""
        spans = self.spans(strips)
        return sum(first != last for first, last in spans) <= max(1, len(spans) // 3)


def _tiers(lines: Sequence[Line]) -> list[_Tier]:
    tiers: list[_Tier] = []
    for line in lines:
        tabular = is_tabular(line, _GAP) and not contents_entry(line.text)
        if tiers and tiers[-1].bottom - line.top > 0.3 * line.height:
            last = tiers[-1]
            beside = any(line.left > other.right or line.right < other.left for other in last.lines)
            last.lines.append(line)
            last.bottom = max(last.bottom, line.bottom)
            last.tabular = last.tabular or tabular or beside
        else:
            tiers.append(_Tier([line], line.top, line.bottom, tabular))
    return tiers


def free_regions(lines: Sequence[Line], shades: Sequence[Box]) -> list[Region]:
    """The runs of lines that fall into columns without any rule."""
    tiers = _tiers(lines)
    regions: list[Region] = []
    at = 0
    while at < len(tiers):
        if not tiers[at].tabular:
            at += 1
            continue
        run = [tiers[at]]
        at += 1
        while at < len(tiers) and (ahead := _ahead(tiers, at, run)):
            run += tiers[at : at + ahead]
            at += ahead
        first = at - len(run)
        regions += _region(_leading(tiers[:first], run) + run, shades)
    return regions


def _ahead(tiers: Sequence[_Tier], at: int, run: Sequence[_Tier]) -> int:
    """How many tiers from ``at`` on belong to ``run``: one with columns, or all before such a one.

    In between may stand lines of cells that have more lines than their neighbours, and a few lines
    that reach over the columns: the names of groups.
    """
    strips = gutters([line for each in run[-_NEAR:] for line in each.lines])
    names = inside = 0
    before = run[-1]
    for n, tier in enumerate(tiers[at : at + _NEAR], start=1):
        space = (tier.top - before.bottom) / tier.height
        if tier.tabular:
            fits = tier.matches(strips) if strips else len(run) < 3
            return n if fits and space <= _WIDEST_SPACE else inside
        if any(is_caption(line.text) or contents_entry(line.text) for line in tier.lines):
            return inside
        if space <= _LINE_SPACE and not names and tier.is_inside(strips):
            inside = n
        else:
            names += 1
        if space > _NAME_SPACE or names > _MOST_BETWEEN:
            return inside
        before = tier
    return inside


def _leading(above: Sequence[_Tier], run: Sequence[_Tier]) -> list[_Tier]:
    """The tiers at the top of the page that are the rest of a row cut by its end."""
    if not 0 < len(above) <= _MOST_LEADING:
        return []
    strips = gutters([line for each in run[:_NEAR] for line in each.lines])
    close = all(below.top - tier.bottom <= _LINE_SPACE * tier.height for tier, below in pairwise(above))
    near = run[0].top - above[-1].bottom <= _NAME_SPACE * run[0].height
    return list(above) if close and near and all(tier.is_inside(strips) for tier in above) else []


def _region(tiers: Sequence[_Tier], shades: Sequence[Box]) -> list[Region]:
    run = [line for tier in tiers for line in tier.lines]
    if sum(tier.tabular for tier in tiers) < _FEWEST:
        return []
    strips = gutters(run)
    if not strips or _is_text(run, strips) or _is_chart(run, shades) or _is_scale(run):
        return []
    return [Region(run, [], max(line.right for line in run) - min(line.left for line in run))]


def _is_text(run: Sequence[Line], strips: Sequence[Strip]) -> bool:
    """Whether the columns are two columns of running text, or a list with wide marks."""
    left = [line.words[0].text for line in run if len(pieces(line)) > 1]
    if len(strips) == 1 and all(len(text) <= 2 for text in left):
        return True
    long = sum(len(line.text) > 90 and len(strips) == 1 for line in run)
    return len(run) > 6 and long > 0.8 * len(run)


def _is_scale(run: Sequence[Line]) -> bool:
    """Whether hardly a line has a word with letters: figures along the axes of a chart."""
    lettered = sum(any(sum(map(str.isalpha, word.text)) > 2 for word in line.words) for line in run)
    return lettered < 0.34 * len(run)


def _is_chart(run: Sequence[Line], shades: Sequence[Box]) -> bool:
    """Whether bars stand between the words: their labels are no table."""
    top, bottom = run[0].top, run[-1].bottom
    height = median(line.height for line in run)
    bars = [shade for shade in shades if shade.top >= top - height and shade.bottom <= bottom + height]
    words = [word for line in run for word in line.words]
    empty = 0
    for bar in bars:
        inside = any(
            bar.left - 1 <= (word.left + word.right) / 2 <= bar.right + 1
            and bar.top - 1 <= word.middle <= bar.bottom + 1
            for word in words
        )
        empty += not inside
    return empty >= 2
