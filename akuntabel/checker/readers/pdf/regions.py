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
_FREE_GAP = 1.1  # times the height: the least gap of a line in a table without rules
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
    edges = [*family, None]
    for upper, lower in zip(edges, edges[1:], strict=False):
        assert upper is not None
        band = _band(lines, upper.at, lower.at if lower else None)
        if band and _looks_tabular(band, opens=not current):
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


def _looks_tabular(band: Sequence[Line], *, opens: bool) -> bool:
    """Whether a band can be part of a table and is not running text between two rules."""
    tabular = sum(is_tabular(line, _RULED_GAP) for line in band)
    if any(contents_entry(line.text) for line in band):
        return False
    if len(band) == 1:
        return tabular == 1 or not opens
    return tabular >= 0.3 * len(band)


def free_regions(lines: Sequence[Line], shades: Sequence[Box]) -> list[Region]:
    """Runs of lines that fall into columns without any rule."""
    regions: list[Region] = []
    run: list[Line] = []
    for line in lines:
        if run and line.top - run[-1].bottom > _WIDEST_SPACE * line.height:
            regions += _free(run, shades)
            run = []
        if is_tabular(line, _FREE_GAP) and not contents_entry(line.text):
            run.append(line)
        elif run and _goes_on(run, line):
            run.append(line)
        else:
            regions += _free(run, shades)
            run = []
    return regions + _free(run, shades)


def _goes_on(run: Sequence[Line], line: Line) -> bool:
    """Whether a line of one piece is the rest of a cell or a row of its own inside a table."""
    near = line.top - run[-1].bottom <= 0.9 * line.height
    if not near or is_caption(line.text) or contents_entry(line.text):
        return False
    return sum(is_tabular(each, _FREE_GAP) for each in run) >= 1 and (_fits([*run, line]) or line.bold)


def _free(run: list[Line], shades: Sequence[Box]) -> list[Region]:
    while run and not is_tabular(run[-1], _FREE_GAP) and not _fits(run):
        run = run[:-1]
    if sum(is_tabular(line, _FREE_GAP) for line in run) < _FEWEST:
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
