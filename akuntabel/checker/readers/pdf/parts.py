"""What a page is made of once pdfium has been asked: words, rules, shades."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from akuntabel.checker.blocks import Box


@dataclass(slots=True, eq=False)
class Word:
    """Characters without a space between them. Points from the page's top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool = False
    mark: int = -1  # marked content id of a tagged PDF

    @property
    def height(self) -> float:
        """Height of its font, roughly."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Where its middle stands."""
        return (self.top + self.bottom) / 2


@dataclass(slots=True, eq=False)
class Edge:
    """A thin line, horizontal or vertical: at ``at``, from ``start`` to ``end``."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        """How long it is."""
        return self.end - self.start


@dataclass(slots=True, eq=False)
class Line:
    """Words that stand beside each other."""

    words: list[Word]

    @property
    def left(self) -> float:
        """Left edge of the first word."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Right edge of the last word."""
        return max(word.right for word in self.words)

    @property
    def top(self) -> float:
        """Top of the highest word."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Bottom of the lowest word."""
        return max(word.bottom for word in self.words)

    @property
    def height(self) -> float:
        """The usual height of its words."""
        return median(word.height for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(word.bold for word in self.words)

    @property
    def text(self) -> str:
        """Its words with the spaces that stand between them."""
        return joined(self.words)


@dataclass(slots=True)
class Page:
    """A page as far as the checker is concerned."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    across: list[Edge] = field(default_factory=list)  # horizontal
    down: list[Edge] = field(default_factory=list)  # vertical
    shades: list[Box] = field(default_factory=list)  # filled areas


def joined(words: Sequence[Word]) -> str:
    """The text of words of one line: no space where they touch (a raised mark, a change of font)."""
    parts: list[str] = []
    before: Word | None = None
    for word in words:
        if before is not None and word.left - before.right > 0.12 * max(word.height, before.height, 1.0):
            parts.append(" ")
        parts.append(word.text)
        before = word
    return "".join(parts)


def lines_of(words: Iterable[Word]) -> list[Line]:
    """The lines that ``words`` form, from top to bottom, each from left to right.

    A word joins the line whose middle passes through it, so that raised marks and small figures
    stay with their line.
    """
    lines: list[Line] = []
    middles: list[float] = []
    for word in sorted(words, key=lambda each: (each.middle, each.left)):
        if lines and abs(word.middle - middles[-1]) <= 0.45 * max(word.height, lines[-1].words[-1].height):
            line = lines[-1].words
            line.append(word)
            tallest = max(line, key=lambda each: each.height)
            middles[-1] = tallest.middle
        else:
            lines.append(Line([word]))
            middles.append(word.middle)
    for each in lines:
        each.words.sort(key=lambda word: word.left)
    return lines


def text_of(words: Iterable[Word]) -> str:
    """The text of a cell: its lines joined by spaces."""
    text = ""
    for line in lines_of(words):
        text = unbroken(text, line.text)
    return text


def unbroken(text: str, more: str) -> str:
    """``more`` after ``text``, a word broken at the end of the line mended.

    A doubled word keeps its hyphen ("masing-" + "masing"), so does one with a figure or a capital
    after it; any other hyphen before a small letter is the line's own.
    """
    if not text or not more:
        return text or more
    if text.endswith("\u00ad"):
        return text[:-1] + more
    if text.endswith(("-", "‐")) and len(text) > 2 and text[-2].isalpha():
        before = text[:-1].rsplit(" ", 1)[-1].rsplit("-", 1)[-1].lower()
        first = more.split(" ", 1)[0].lower().strip(".,;:)")
        doubled = first[:4] in before or before[-4:] in first
        return text + more if doubled or not more[0].islower() else text[:-1] + more
    if text.endswith("/") and len(text) > 1 and text[-2].isalpha():
        return text + more
    return f"{text} {more}"


def box_of(words: Iterable[Word]) -> Box | None:
    """The box around ``words``."""
    known = list(words)
    if not known:
        return None
    return Box(
        round(min(word.left for word in known), 2),
        round(min(word.top for word in known), 2),
        round(max(word.right for word in known), 2),
        round(max(word.bottom for word in known), 2),
    )
