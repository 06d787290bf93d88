"""Where on a page tables without a grid may stand: between rules, or where lines fall into columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from akuntabel.checker.blocks import Box
from akuntabel.checker.readers.pdf.columns import gutters, is_tabular, pieces, span
from akuntabel.checker.readers.pdf.lattice import merged
from akuntabel.checker.readers.pdf.parts import Edge, Line
from akuntabel.checker.readers.shape import contents_entry, is_caption

_SAME_SIDE = 5.0  # points; rules that begin and end this near belong together
_WIDEST_SPACE = 2.6  # times the height of the type, inside a table
_MOST_BETWEEN = 3  # lines of one piece between two with columns: names of groups
_NEAR = 30  # strips before or after that are looked at
_FREE_GAP = 0.75  # times the height: the least gap of a line in a table without rules
_PADDING = 0.15  # times the height: how much paddings of rows differ
_RULED_GAP = 0.6  # the same between rules
_FEWEST = 2  # lines with columns


@dataclass
class Region:
    """Lines that may form a table, with the rules between them."""

    lines: list[Line]
    rules: list[Edge]
    width: float
    ruled: bool


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
    for upper, lower in zip(edges, edges[1:], strict=False):
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
    return [Region(lines, own, width, ruled=True)]


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
    middles = gutters(lines[:-1])
    found = pieces(lines[-1])
    return bool(middles) and all(first == last for first, last in (span(piece, middles) for piece in found))


def _is_tight(band: Sequence[Line], upper: Edge, lower: Edge, padding: tuple[float, float]) -> bool:
    """Whether a few lines stand between two rules as close as the words of the first row do.

    So stands the name of a group; text between two tables has more space.
    """
    if not band or len(band) > _MOST_BETWEEN + 1:
        return False
    slack = _PADDING * band[0].height
    above, below = band[0].top - upper.at, lower.at - band[-1].bottom
    return above <= padding[0] + slack and (below <= padding[1] + slack or below <= padding[0] + slack)


def _looks_tabular(band: Sequence[Line]) -> bool:
    """Whether a band can be part of a table and is not running text between two rules."""
    tabular = sum(is_tabular(line, _RULED_GAP) for line in band)
    if any(contents_entry(line.text) for line in band):
        return False
    return tabular >= 0.3 * len(band)


@dataclass
class _Strip:
    """Lines that overlap in height: one line, or a row whose cells are centred on each other."""

    lines: list[Line]
    top: float
    bottom: float
    tabular: bool


def _strips(lines: Sequence[Line]) -> list[_Strip]:
    strips: list[_Strip] = []
    for line in lines:
        tabular = is_tabular(line, _FREE_GAP) and not contents_entry(line.text)
        if strips and strips[-1].bottom - line.top > 0.3 * line.height:
            last = strips[-1]
            beside = any(line.left > other.right or line.right < other.left for other in last.lines)
            last.lines.append(line)
            last.bottom = max(last.bottom, line.bottom)
            last.tabular = last.tabular or tabular or beside
        else:
            strips.append(_Strip([line], line.top, line.bottom, tabular))
    return strips


def free_regions(lines: Sequence[Line], shades: Sequence[Box]) -> list[Region]:
    """Runs of lines that fall into columns without any rule."""
    strips = _strips(lines)
    regions: list[Region] = []
    run: list[_Strip] = []
    at = 0
    while at < len(strips):
        ahead = _ahead(strips, at, run)
        if ahead:
            run += strips[at : at + ahead]
            at += ahead
            continue
        regions += _free(run, shades)
        run = []
        at += not strips[at].tabular or not _ahead(strips, at, [])
    return regions + _free(run, shades)


def _ahead(strips: Sequence[_Strip], at: int, run: Sequence[_Strip]) -> int:
    """How many strips from ``at`` on belong to ``run``: one with columns, or all before such a one.

    In between may stand lines of cells that have more lines than their neighbours, and a few lines
    that reach over the columns: the names of groups.
    """
    if not run:
        return int(strips[at].tabular)
    middles = gutters([line for each in run[-_NEAR:] for line in each.lines])
    names = 0
    inside = 0  # strips that are surely lines of cells
    before = run[-1]
    for n, strip in enumerate(strips[at : at + _NEAR]):
        space = (strip.top - before.bottom) / max(strip.lines[0].height, 1.0)
        if strip.tabular:
            fits = space <= _WIDEST_SPACE and _matches(strip, middles, first=len(run) < 3)
            return n + 1 if fits else inside
        if any(is_caption(line.text) or contents_entry(line.text) for line in strip.lines):
            return inside
        if space <= 0.6 and not names and _inside(strip, middles):
            inside = n + 1
        else:
            names += 1
        if space > 1.2 or names > _MOST_BETWEEN:
            return inside
        before = strip
    return inside


def _inside(strip: _Strip, middles: Sequence[float]) -> bool:
    """Whether a strip stays inside one column."""
    spans = [span(piece, middles) for line in strip.lines for piece in pieces(line)]
    return bool(middles) and all(first == last for first, last in spans)


def _matches(strip: _Strip, middles: Sequence[float], *, first: bool) -> bool:
    """Whether the pieces of ``strip`` fall into the columns that the run has so far."""
    if not middles:
        return first
    spans = [span(piece, middles) for line in strip.lines for piece in pieces(line)]
    return sum(one != other for one, other in spans) <= max(1, len(spans) // 3)


def _free(strips: list[_Strip], shades: Sequence[Box]) -> list[Region]:
    run = [line for strip in strips for line in strip.lines]
    if sum(strip.tabular for strip in strips) < _FEWEST:
        return []
    middles = gutters(run)
    if not middles or _is_text(run, middles) or _is_chart(run, shades):
        return []
    return [Region(run, [], max(line.right for line in run) - min(line.left for line in run), ruled=False)]


def _is_text(run: Sequence[Line], middles: Sequence[float]) -> bool:
    """Whether the columns are two columns of running text, or a list with wide marks."""
    left = [line.words[0].text for line in run if len(pieces(line)) > 1]
    if len(middles) == 1 and all(len(text) <= 2 for text in left):
        return True
    long = sum(len(line.text) > 90 and len(middles) == 1 for line in run)
    return len(run) > 6 and long > 0.8 * len(run)


def _is_chart(run: Sequence[Line], shades: Sequence[Box]) -> bool:
    """Whether bars stand between the words: their labels are no table."""
    top, bottom = run[0].top, run[-1].bottom
    height = median(line.height for line in run)
    bars = [shade for shade in shades if shade.top >= top - height and shade.bottom <= bottom + height]
    words = [word for line in run for word in line.words]
    empty = 0
    for bar in bars:
        inside = any(
            bar.left - 1 <= (word.left + word.right) / 2 <= bar.right + 1 and bar.top - 1 <= word.middle <= bar.bottom + 1
            for word in words
        )
        empty += not inside
    return empty >= 2
