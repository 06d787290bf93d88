"""A page as it is read: its letters, where stated words stand, and the way back into the file's space."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from akuntabel.checker.annotate.search import chosen, spans
from akuntabel.checker.blocks import Box, Place
from akuntabel.checker.findings import Finding
from akuntabel.checker.readers.pdf import raw
from akuntabel.checker.readers.pdf.parts import Word, lines_of

_MOST_LETTERS = 200_000
_NEAR = 1.5  # points; a letter this far outside of its box is still in it
_GAP = 0.15  # times the height of the type; a wider gap is a space
_CELL_GAP = 1.0  # times the height; a wider one parts two cells
_FLAT = 2.0  # points; a lower letter has a font without a height
_LARGEST_TYPE = 200.0  # points
_PAD = 0.6  # points that a highlight reaches beyond its letters
_HYPHENS = {"\x02": "-", "\u2010": "-", "\u2011": "-", "\ufffe": "-"}


@dataclass
class Sheet:
    """A page; boxes are in points from its top left corner, as the reader gives them."""

    width: float
    height: float
    axes: tuple[int, int, int, int]  # one step right and one up, in the file's space
    corner: tuple[float, float]  # the top left corner, in the file's space
    letters: list[Word] = field(default_factory=list)

    @property
    def margin(self) -> float:
        """Where the text begins at the left."""
        return min((letter.left for letter in self.letters), default=60.0)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page in the file's space."""
        right_x, right_y, up_x, up_y = self.axes
        return self.corner[0] + x * right_x - y * up_x, self.corner[1] + x * right_y - y * up_y

    def rect(self, box: Box) -> str:
        """``box`` as a rectangle of the file."""
        (x0, y0), (x1, y1) = self.point(box.left, box.top), self.point(box.right, box.bottom)
        return f"[{min(x0, x1):.2f} {min(y0, y1):.2f} {max(x0, x1):.2f} {max(y0, y1):.2f}]"

    def boxes_of(self, finding: Finding, place: Place) -> list[Box]:
        """Where the stated words stand: a box for each line of them.

        They are looked for in the box of ``place``, then on the whole page; without any the place
        itself is taken.
        """
        inside = self._inside(place.box) if place.box else []
        found = _boxes(inside, finding)
        if not found and not place.box:
            found = _boxes(self.letters, finding)
        if not found and inside:
            found = [_around(line.words) for line in lines_of(inside)]
        return found or ([place.box] if place.box else [])

    def _inside(self, box: Box) -> list[Word]:
        return [
            letter
            for letter in self.letters
            if box.left - _NEAR <= (letter.left + letter.right) / 2 <= box.right + _NEAR
            and box.top - _NEAR <= letter.middle <= box.bottom + _NEAR
        ]


def _boxes(letters: Sequence[Word], finding: Finding) -> list[Box]:
    """The boxes around what is stated among ``letters``, one for each line."""
    text, owners = _text(letters)
    span = chosen(text, finding)
    if span is None and "-" in text:
        span = next(iter(spans(text, finding.stated)), None)
    if span is None:
        return []
    found = list(dict.fromkeys(owner for owner in owners[span[0] : span[1]] if owner is not None))
    return [_around(line.words) for line in lines_of(found)]


def _text(letters: Sequence[Word]) -> tuple[str, list[Word | None]]:
    """The text of ``letters`` in reading order, and the letter that each character is from."""
    parts: list[str] = []
    owners: list[Word | None] = []
    for line in lines_of(letters):
        before: Word | None = None
        for letter in line.words:
            gap = (letter.left - before.right) / max(letter.height, 1.0) if before else 0.0
            space = "\t" if gap > _CELL_GAP else " " if gap > _GAP else ""
            parts += [space, letter.text]
            owners += [*[None] * len(space), *[letter] * len(letter.text)]
            before = letter
        parts.append("\n")
        owners.append(None)
    return "".join(parts), owners


def _around(letters: Iterable[Word]) -> Box:
    known = list(letters)
    return Box(
        min(letter.left for letter in known) - _PAD,
        min(letter.top for letter in known),
        max(letter.right for letter in known) + _PAD,
        max(letter.bottom for letter in known),
    )


def sheet_of(document: Any, number: int) -> Sheet:
    """Page ``number`` (1-based) of an opened document."""
    with raw.loaded(document, number - 1) as page:
        if page is None:
            return Sheet(595.0, 842.0, (1, 0, 0, 1), (0.0, 842.0))
        text = pdfium.FPDFText_LoadPage(page)
        try:
            width, height, turn = raw._orientation(page, text)[:3]
            sheet = Sheet(width, height, *_back(turn))
            if text:
                sheet.letters = list(_letters(text, turn))
            return sheet
        finally:
            if text:
                pdfium.FPDFText_ClosePage(text)


def _back(turn: raw.Turn) -> tuple[tuple[int, int, int, int], tuple[float, float]]:
    """The way back of ``turn``, which is a quarter turn or none with a shift and a mirror."""
    e, f = turn(0.0, 0.0)
    a, c = (round(one - zero) for one, zero in zip(turn(1.0, 0.0), (e, f), strict=True))
    b, d = (round(one - zero) for one, zero in zip(turn(0.0, 1.0), (e, f), strict=True))
    scale = a * d - b * c  # 1 or -1
    right = (d * scale, -c * scale)
    down = (-b * scale, a * scale)
    corner = (-e * right[0] - f * down[0], -e * right[1] - f * down[1])
    return (*right, -down[0], -down[1]), corner


def _letters(text: Any, turn: raw.Turn) -> Iterable[Word]:
    rectangle = pdfium.FS_RECTF()
    for at in range(min(pdfium.FPDFText_CountChars(text), _MOST_LETTERS)):
        letter = _character(pdfium.FPDFText_GetUnicode(text, at))
        if not letter.strip() or not pdfium.FPDFText_GetLooseCharBox(text, at, ctypes.byref(rectangle)):
            continue
        x0, y0 = turn(rectangle.left, rectangle.top)
        x1, y1 = turn(rectangle.right, rectangle.bottom)
        if abs(y1 - y0) < _FLAT:
            y0, y1 = _stature(text, at, turn)
        yield Word(letter, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _stature(text: Any, at: int, turn: raw.Turn) -> tuple[float, float]:
    """From where to where a letter reaches whose font says nothing of its height."""
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    pdfium.FPDFText_GetCharOrigin(text, at, ctypes.byref(x), ctypes.byref(y))
    scaled = pdfium.FPDFText_GetMatrix(text, at, ctypes.byref(matrix))
    size = pdfium.FPDFText_GetFontSize(text, at) * (math.hypot(matrix.c, matrix.d) if scaled else 1.0)
    size = size if 1.0 <= size <= _LARGEST_TYPE else 10.0
    base = turn(x.value, y.value)[1]
    return base - 0.75 * size, base + 0.25 * size


def _character(code: int) -> str:
    if not 0 < code <= 0x10FFFF or 0xD800 <= code < 0xE000:
        return ""
    letter = chr(code)
    if 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", letter)
    return _HYPHENS.get(letter, letter)
