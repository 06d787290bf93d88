"""Running text: lines become paragraphs, running heads and page numbers are set apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from akuntabel.checker.readers.pdf.columns import pieces
from akuntabel.checker.readers.pdf.parts import Line, unbroken
from akuntabel.checker.readers.shape import (
    Shape,
    contents_entry,
    is_caption,
    is_page_number,
    shape,
    split_item,
    without_markup,
)

_MARGIN = 0.11  # share of the page's height at its top and bottom where running heads stand
_SHORT = 0.84  # of the width of the text: a line that ends before is the last of its paragraph
_APART = 0.8  # of the height of the type: the least space between a running head and the text
_MOST_RUNNING = 3  # lines of a running head
_SPACE = 0.75  # of the height of the type: more space parts paragraphs
_LARGE = 1.12  # times the usual height: type of a title


@dataclass
class Passage:
    """Lines that belong together."""

    lines: list[Line]
    text: str
    page: int

    @property
    def top(self) -> float:
        """Top of the first line."""
        return self.lines[0].top


def running(pages: Sequence[tuple[float, Sequence[Line]]]) -> list[list[Line]]:
    """For each page its running heads and page numbers: lines in the margins that come back.

    Only the first piece of a line must come back (the name of the chapter beside it changes), its
    figures left out, and a space must part it from the text, unlike the first row of a table.
    """
    candidates = [_in_margins(lines, height) for height, lines in pages]
    counts = Counter(wording for each in candidates for wording in {_wording(line) for line in each})
    least = 2 if len(pages) < 12 else 3
    return [
        [line for line in each if is_page_number(line.text) or counts[_wording(line)] >= least]
        for each in candidates
    ]


def _in_margins(lines: Sequence[Line], height: float) -> list[Line]:
    """The lines at the top and bottom that a space parts from the rest."""
    found: list[Line] = []
    for ordered, inside in ((lines, 1.0), (list(reversed(lines)), -1.0)):
        for n, line in enumerate(ordered[:_MOST_RUNNING]):
            margin = line.bottom < _MARGIN * height if inside > 0 else line.top > (1 - _MARGIN) * height
            if not margin or line in found:
                break
            rest = ordered[n + 1 : n + 2]
            space = [(other.top - line.bottom) if inside > 0 else (line.top - other.bottom) for other in rest]
            other_type = any(abs(other.height - line.height) > 0.15 * other.height for other in rest)
            if not space or other_type or space[0] > _APART * line.height:
                found += [other for other in ordered[: n + 1] if other not in found]
    return found


def _wording(line: Line) -> str:
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", Line(pieces(line, _APART)[0].words).text)


def passages(lines: Sequence[Line], page: int, usual: float) -> list[Passage]:
    """The paragraphs that ``lines`` form. ``usual`` is the right edge of the document's text."""
    found: list[Passage] = []
    for line in lines:
        text = line.text
        if not text.strip():
            continue
        if found and _goes_on(found[-1], line, text, usual):
            found[-1].lines.append(line)
            found[-1].text = unbroken(found[-1].text, text)
        else:
            found.append(Passage([line], text, page))
    return found


def _goes_on(passage: Passage, line: Line, text: str, usual: float) -> bool:
    """Whether ``line`` is the next line of ``passage``."""
    before = passage.lines[-1]
    height = max(before.height, line.height)
    space = line.top - before.bottom
    if not -0.6 * height < space <= _SPACE * height or abs(before.height - line.height) > 0.15 * height:
        return False
    if before.bold != line.bold or contents_entry(text) or contents_entry(before.text):
        return False
    if split_item(text)[0] or (is_caption(text) and not text[0].islower()):
        return False
    if is_caption(passage.text):
        return line.bold == before.bold and before.right >= 0.7 * usual
    centred = line.left > before.left + 2 * height and before.left > 0.3 * usual
    return not centred and (
        before.right >= _SHORT * usual or (text[0].islower() and before.right >= 0.6 * usual)
    )


def right_edge(lines: Sequence[Line]) -> float:
    """Where full lines end: all but the widest few."""
    ends = sorted(line.right for line in lines if len(line.words) > 4)
    return ends[int(0.85 * (len(ends) - 1))] if ends else 0.0


def usual_height(lines: Sequence[Line]) -> float:
    """The height of the type of running text."""
    return median(line.height for line in lines) if lines else 10.0


def shaped(passage: Passage, usual: float) -> Shape:
    """What a passage is by its words and its type."""
    first = passage.lines[0]
    titled = all(line.bold for line in passage.lines) or first.height > _LARGE * usual
    return shape(without_markup(passage.text), alone=titled, bold=titled and len(passage.lines) <= 4)
