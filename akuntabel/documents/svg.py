"""A small SVG writer: shapes, words that know how wide they are, and words cut into lines."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

# Advance widths of Source Sans Pro in 1/1000 em, from space to tilde: regular, then semibold.
_REGULAR = (
    "200 289 426 497 497 824 609 249 303 303 418 497 249 311 249 350 497 497 497 497 497 497 497 497 497 497 "
    "249 249 497 497 497 425 847 544 588 571 615 527 494 617 652 263 480 579 486 727 647 664 566 664 569 534 "
    "536 645 515 786 513 476 539 303 350 303 497 500 542 504 553 456 555 496 292 504 544 246 247 495 255 829 "
    "547 542 555 555 347 419 338 544 467 718 446 467 425 303 241 303 497"
)
_SEMIBOLD = (
    "200 315 482 513 513 841 639 275 324 324 438 513 275 322 275 344 513 513 513 513 513 513 513 513 513 513 "
    "275 275 513 513 513 444 875 558 597 576 625 538 510 628 663 282 494 597 502 745 656 674 582 674 592 545 "
    "546 655 536 800 541 501 540 324 344 324 513 500 549 516 563 462 564 507 317 520 558 262 263 522 271 843 "
    "560 549 564 564 373 431 361 556 495 748 481 495 443 324 255 324 513"
)
_OTHER = 0.55  # em, for a sign that the table does not know


class _Widths(dict[str, float]):
    """Widths in em; what is not in the table is looked at once."""

    def __init__(self, table: str, more: dict[str, float]) -> None:
        super().__init__({chr(32 + n): int(width) / 1000 for n, width in enumerate(table.split())} | more)

    def __missing__(self, sign: str) -> float:
        plain = unicodedata.normalize("NFD", sign)
        width = sum(self.get(part, _OTHER) for part in plain if not unicodedata.combining(part))
        self[sign] = width
        return width


_WIDTHS = _Widths(_REGULAR, {"◊": 0.517, "–": 0.48})
_BOLD_WIDTHS = _Widths(_SEMIBOLD, {"◊": 0.533, "–": 0.48})
_FOREIGN = 1.12  # a line in another sans serif font is at most about so much wider
OWN_FONT = "Source Sans Pro"


_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """``text`` without the signs that no XML file may hold."""
    return _UNPRINTABLE.sub("", text)


def number(value: float) -> str:
    """A coordinate, short and the same on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def width_of(text: str, size: float, *, bold: bool = False, font: str = OWN_FONT) -> float:
    """About how wide ``text`` is, never much too small."""
    widths = _BOLD_WIDTHS if bold else _WIDTHS
    return sum(map(widths.__getitem__, text)) * size * (1.0 if OWN_FONT in font else _FOREIGN)


def wrap(text: str, width: float, size: float, *, lines: int = 2, font: str = OWN_FONT) -> tuple[str, ...]:
    """``text`` in at most ``lines`` lines of ``width``; what does not fit is cut with an ellipsis."""
    rows: list[str] = []
    rest = text.split()
    while rest and len(rows) < lines - 1:
        row = rest.pop(0)
        while rest and width_of(f"{row} {rest[0]}", size, font=font) <= width:
            row = f"{row} {rest.pop(0)}"
        rows.append(_cut(row, width, size, font))
    if rest:
        rows.append(_cut(" ".join(rest), width, size, font))
    return tuple(rows)


def _cut(text: str, width: float, size: float, font: str) -> str:
    if width_of(text, size, font=font) <= width:
        return text
    short = text
    while short and width_of(f"{short}…", size, font=font) > width:
        short = short[:-1]
    whole = short.rpartition(" ")[0]  # a cut between words reads better, if it costs little
    return f"{whole if len(whole) > len(short) * 0.75 else short.rstrip()}…"


Point = tuple[float, float]


class Pen(NamedTuple):
    """How a line is drawn."""

    colour: str
    width: float = 0.6
    dash: str = ""

    def __str__(self) -> str:
        dashes = f' stroke-dasharray="{self.dash}"' if self.dash else ""
        return f'stroke="{self.colour}" stroke-width="{number(self.width)}"{dashes}'


class Ink(NamedTuple):
    """How words are set; ``turn`` makes them read from below upwards."""

    size: float
    colour: str = ""
    anchor: str = "start"
    bold: bool = False
    italic: bool = False
    turn: bool = False


class Box(NamedTuple):
    """A rectangle from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass
class Canvas:
    """Collects the shapes of one picture; sizes are points."""

    width: float
    font: str
    colour: str
    parts: list[str] = field(default_factory=list)

    def rect(self, box: Box, fill: str, edge: Pen | None = None) -> None:
        """A filled rectangle."""
        place = f'x="{number(box.x)}" y="{number(box.y)}"'
        size = f'width="{number(max(box.width, 0))}" height="{number(max(box.height, 0))}"'
        self.parts.append(f'<rect {place} {size} fill="{fill}"{f" {edge}" if edge else ""}/>')

    def line(self, start: Point, end: Point, pen: Pen) -> None:
        """A straight line."""
        ends = f'x1="{number(start[0])}" y1="{number(start[1])}" x2="{number(end[0])}" y2="{number(end[1])}"'
        self.parts.append(f"<line {ends} {pen}/>")

    def path(self, points: list[Point], pen: Pen) -> None:
        """An open line through ``points``."""
        self.parts.append(f'<polyline points="{_way(points)}" fill="none" {pen} stroke-linejoin="round"/>')

    def area(self, points: list[Point], fill: str) -> None:
        """A filled shape."""
        self.parts.append(f'<polygon points="{_way(points)}" fill="{fill}"/>')

    def dot(self, middle: Point, radius: float, fill: str, edge: Pen) -> None:
        """A circle."""
        place = f'cx="{number(middle[0])}" cy="{number(middle[1])}" r="{number(radius)}"'
        self.parts.append(f'<circle {place} fill="{fill}" {edge}/>')

    def text(self, x: float, y: float, words: str, ink: Ink) -> None:
        """Words on a baseline."""
        if not words:
            return
        look = f'font-size="{number(ink.size)}" text-anchor="{ink.anchor}" fill="{ink.colour or self.colour}"'
        look += ' font-weight="600"' if ink.bold else ""
        look += ' font-style="italic"' if ink.italic else ""
        look += f' transform="rotate(-90 {number(x)} {number(y)})"' if ink.turn else ""
        self.parts.append(f'<text x="{number(x)}" y="{number(y)}" {look}>{escape(printable(words))}</text>')

    def document(self, height: float, *, title: str, description: str) -> str:
        """The finished picture."""
        size = f'viewBox="0 0 {number(self.width)} {number(height)}"'
        real = f'width="{number(self.width)}pt" height="{number(height)}pt"'
        names = f"<title>{escape(printable(title))}</title><desc>{escape(printable(description))}</desc>"
        label, font = escape(printable(description or title)), escape(self.font)
        head = f'xmlns="http://www.w3.org/2000/svg" {size} {real} role="img" aria-label="{label}"'
        return f'<svg {head} font-family="{font}">{names}{"".join(self.parts)}</svg>'


def _way(points: list[Point]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)


def emblem_svg(words: str, *, font: str = OWN_FONT, colour: str = "#737a85") -> str:
    """The ring that keeps the place of an office's emblem, with the words of what belongs there."""
    canvas = Canvas(100, font, colour)
    canvas.dot((50, 50), 48.5, "none", Pen(colour, 0.9))
    canvas.dot((50, 50), 45, "none", Pen(colour, 0.4))
    rows = wrap(words, 66, 8.5, lines=4, font=font)
    for n, row in enumerate(rows):
        canvas.text(50, 53 + (n - (len(rows) - 1) / 2) * 10.5, row, Ink(8.5, anchor="middle"))
    return canvas.document(100, title=words, description=words)
