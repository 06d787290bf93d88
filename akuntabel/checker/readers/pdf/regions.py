"""Where tables with level rules only may stand: between rules of the same width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from akuntabel.checker.readers.pdf.columns import gutters, is_tabular, pieces, span
from akuntabel.checker.readers.pdf.lattice import merged
from akuntabel.checker.readers.pdf.parts import Edge, Line
from akuntabel.checker.readers.shape import contents_entry, is_caption

_SAME_SIDE = 5.0  # points; rules that begin and end this near belong together
_MOST_BETWEEN = 3  # lines of one piece between two with columns: names of groups
_PADDING = 0.15  # times the height: how much paddings of rows differ
_RULED_GAP = 0.6  # the same between rules
_FEWEST = 2  # lines with columns


@dataclass
class Region:
    """Lines that may form a table, with the rules between them."""

    lines: list[Line]
    rules: list[Edge]
    width: float


def ruled_regions(lines: Sequence[Line], across: Sequence[Edge]) -> list[Region]:
    """The regions between level rules of the same width."""
    rules = sorted(merged(across), key=lambda each: each.at)
    regions: list[Region] = []
    used: set[int] = set()
    for rule in rules:
        if id(rule) in used or rule.length < 60:
            continue
        family = [
            other
            for other in rules
            if abs(other.start - rule.start) <= _SAME_SIDE and abs(other.end - rule.end) <= _SAME_SIDE
        ]
        used.update(id(other) for other in family)
        inside = [line for line in lines if rule.start - 4 <= line.left and line.right <= rule.end + 4]
        regions += _between(inside, family, rules)
    return regions


def _between(lines: Sequence[Line], family: Sequence[Edge], rules: Sequence[Edge]) -> list[Region]:
    """The runs of neighbouring bands that look like parts of a table."""
    regions = []
    current: list[Line] = []
    cuts: list[Edge] = []
    padding = (0.0, 0.0)  # between a rule and the words of the first row
    edges = [*family, None]
    for upper, lower in pairwise(edges):
        assert upper is not None
        band = _band(lines, upper.at, lower.at if lower else None)
        named = bool(current) and lower is not None and _is_tight(band, upper, lower, padding)
        if band and (named or _looks_tabular(band)):
            padding = padding if current else (band[0].top - upper.at, (lower or upper).at - band[-1].bottom)
            current += band
            cuts += [edge for edge in (upper, lower) if edge and edge not in cuts]
        elif band or lower is None:
            regions += _region(current, cuts, rules, family[0].length)
            current, cuts = [], []
    return regions + _region(current, cuts, rules, family[0].length)


def _region(lines: list[Line], cuts: list[Edge], rules: Sequence[Edge], width: float) -> list[Region]:
    if sum(is_tabular(line, _RULED_GAP) for line in lines) < _FEWEST:
        return []
    top, bottom = lines[0].top - 6, lines[-1].bottom + 6
    left, right = cuts[0].start - _SAME_SIDE, cuts[0].end + _SAME_SIDE
    own = [rule for rule in rules if top <= rule.at <= bottom and left <= rule.start and rule.end <= right]
    return [Region(lines, own, width)]


def _band(lines: Sequence[Line], top: float, bottom: float | None) -> list[Line]:
    """The lines between two rules; below the last rule those that go on without a wide space."""
    band: list[Line] = []
    end = top
    for line in lines:
        middle = (line.top + line.bottom) / 2
        if middle < top or (bottom is not None and middle > bottom):
            continue
        if bottom is None:
            wide = line.top - end > 1.2 * line.height or is_caption(line.text)
            if wide or not (is_tabular(line, _RULED_GAP) or (band and _fits([*band, line]))):
                break
            end = line.bottom
        band.append(line)
    return band


def _fits(lines: Sequence[Line]) -> bool:
    """Whether the last of ``lines`` stays inside one column of those before it."""
    strips = gutters(lines[:-1])
    found = pieces(lines[-1])
    return bool(strips) and all(first == last for first, last in (span(piece, strips) for piece in found))


def _is_tight(band: Sequence[Line], upper: Edge, lower: Edge, padding: tuple[float, float]) -> bool:
    """Whether a few lines stand between two rules as close as the words of the first row do.

    So stands the name of a group; text between two tables has more space.
    """
    if not band or len(band) > _MOST_BETWEEN + 1 or any(is_caption(line.text) for line in band):
        return False
    slack = _PADDING * band[0].height
    above, below = band[0].top - upper.at, lower.at - band[-1].bottom
    return above <= padding[0] + slack and (below <= padding[1] + slack or below <= padding[0] + slack)


def _looks_tabular(band: Sequence[Line]) -> bool:
    """Whether a band can be part of a table and is not running text between two rules."""
    tabular = sum(is_tabular(line, _RULED_GAP) for line in band)
    if any(contents_entry(line.text) or is_caption(line.text) for line in band):
        return False
    return tabular >= 0.3 * len(band)
