"""Pages through pdfium: words with boxes, thin lines, filled areas.

Everything is asked for in bulk and turned into points from the top left corner of the page as
it is shown. pdfium is not made for threads, so one document is read at a time.
"""

from __future__ import annotations

import ctypes
import math
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from akuntabel.checker.blocks import Box
from akuntabel.checker.readers.limits import DAMAGED, ENCRYPTED, CannotRead, Clock
from akuntabel.checker.readers.pdf.parts import Edge, Page, Word

_LOCK = threading.RLock()
_THIN = 2.6  # points; a thicker bar is no rule
_SHORT = 3.0  # points; a shorter stroke is a dot, not a rule
_MOST_OBJECTS = 60_000  # on one page; beyond that the page is a drawing
_MOST_SEGMENTS = 4_000  # in one path
_MOST_CHARACTERS = 200_000  # on one page
_LARGEST_TYPE = 300.0  # points
_ABOVE, _BELOW = 0.9, 0.22  # of the size of the type: its height above and below the baseline
_FORM_DEPTH = 4
_PALE = 250  # a colour of which all parts are at least this is paper
_CHECK_EVERY = 4_096

Turn = Callable[[float, float], tuple[float, float]]


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The document in ``data``, closed again at the end; one at a time."""
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            locked = pdfium.FPDF_GetLastError() in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
            raise CannotRead(
                *([ENCRYPTED] if locked else [DAMAGED]), **({} if locked else {"kind": "PDF"})
            ) from None
        try:
            yield document
        finally:
            document.close()


def is_tagged(document: Any) -> bool:
    """Whether the document says that it has tags."""
    return bool(pdfium.FPDFCatalog_IsTagged(document.raw))


@contextmanager
def loaded(document: Any, index: int) -> Iterator[Any]:
    """The raw page at ``index``, or None where it is damaged."""
    page = pdfium.FPDF_LoadPage(document.raw, index)
    try:
        yield page or None
    finally:
        if page:
            pdfium.FPDF_ClosePage(page)


def read_page(raw: Any, number: int, clock: Clock, *, marks: bool) -> Page:
    """The words, rules and shades of a loaded page; ``marks`` asks for the ids of a tagged PDF."""
    text = pdfium.FPDFText_LoadPage(raw)
    try:
        width, height, turn, upright = _orientation(raw, text)
        page = Page(number, width, height)
        if text:
            page.words = _Words(text, turn, upright, marks=marks).read(clock)
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
    _Drawing(page, turn, clock).read(raw)
    return page


def _orientation(raw: Any, text: Any) -> tuple[float, float, Turn, int]:
    """Width and height, how a point of the file's space gets there, and the quarter turns of it.

    The page is turned so that most of its text stands upright. For nearly all pages this is as
    they are shown; a wide table laid on its side is read as a reader would turn it.
    """
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPage_GetCropBox(raw, left, bottom, right, top):
        pdfium.FPDFPage_GetMediaBox(raw, left, bottom, right, top)
    rotation = int(pdfium.FPDFPage_GetRotation(raw)) % 4
    x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
    if x1 <= x0 or y1 <= y0:
        size = pdfium.FPDF_GetPageWidthF(raw), pdfium.FPDF_GetPageHeightF(raw)
        x0, y0, (x1, y1) = 0.0, 0.0, size if rotation % 2 == 0 else size[::-1]
    turns: list[Turn] = [
        lambda x, y: (x - x0, y1 - y),
        lambda x, y: (y - y0, x - x0),
        lambda x, y: (x1 - x, y - y0),
        lambda x, y: (y1 - y, x1 - x),
    ]
    upright = _text_turn(text, rotation) if text else rotation
    width, height = (x1 - x0, y1 - y0) if upright % 2 == 0 else (y1 - y0, x1 - x0)
    return width, height, turns[upright], upright


def _text_turn(text: Any, usual: int) -> int:
    """How often the page must be turned clockwise so that most of its text stands upright."""
    count = pdfium.FPDFText_CountChars(text)
    angles = [pdfium.FPDFText_GetCharAngle(text, at) for at in range(0, count, max(1, count // 40))]
    quarters = [round(-angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0]
    return next((turn for turn in range(4) if quarters.count(turn) > 0.6 * len(quarters)), usual)


class _Words:
    """Turns pdfium's characters into words.

    A letter is as wide as it advances and as high as its type, counted from the baseline: the
    ink of "a" and "g" differs, and some writers give their fonts no height at all.
    """

    def __init__(self, text: Any, turn: Turn, upright: int, *, marks: bool) -> None:
        self.text = text
        self.upright = upright  # quarter turns of the page's own text
        self.turn = turn
        self.marks = marks
        self.words: list[Word] = []
        self.letters: list[str] = []
        self.left = self.right = self.base = self.low = self.size = 0.0
        self.mark = -1
        self.bold = False
        self.turned = False  # the letters at hand run up or down

    def read(self, clock: Clock) -> list[Word]:
        count = min(pdfium.FPDFText_CountChars(self.text), _MOST_CHARACTERS)
        unicode, loose, origin = (
            pdfium.FPDFText_GetUnicode,
            pdfium.FPDFText_GetLooseCharBox,
            pdfium.FPDFText_GetCharOrigin,
        )
        text, turn = self.text, self.turn
        rectangle, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        box, at_x, at_y = ctypes.byref(rectangle), ctypes.byref(x), ctypes.byref(y)
        for at in range(count):
            if at % _CHECK_EVERY == 0:
                clock.check()
            code = unicode(text, at)
            if (code <= 32 and code != 2) or code in _SPACES:
                self._space()
                continue
            if self.turned or not self.letters:
                self._look(at)
            loose(text, at, box)
            origin(text, at, at_x, at_y)
            x0, _ = turn(rectangle.left, rectangle.top)
            x1, _ = turn(rectangle.right, rectangle.bottom)
            _, base = turn(x.value, y.value)
            self._letter(at, code, min(x0, x1), max(x0, x1), base)
        self._end()
        return self.words

    def _look(self, at: int) -> None:
        """Whether the letter at ``at`` runs up or down; if that changes, the word is over."""
        angle = pdfium.FPDFText_GetCharAngle(self.text, at)
        turned = angle >= 0 and (round(-angle / (math.pi / 2)) - self.upright) % 4 in {1, 3}
        if turned != self.turned:
            self._end()
            self.turned = turned

    def _space(self) -> None:
        if not self.turned:
            self._end()
        elif self.letters and self.letters[-1] != " ":
            self.letters.append(" ")

    def _letter(self, at: int, code: int, left: float, right: float, base: float) -> None:
        mark = self._mark(at) if self.marks else -1
        if self.letters and not self.turned and (mark != self.mark or self._parts(left, base)):
            self._end()
        if self.letters:
            self.left, self.right = min(self.left, left), max(self.right, right)
            self.low = base
        else:
            self.left, self.right, self.base, self.low, self.mark = left, right, base, base, mark
            self.size = self._size(at)
            self.bold = pdfium.FPDFText_GetFontWeight(self.text, at) >= 600 or self._is_bold_font(at)
        self.letters.append(_character(code))

    def _parts(self, left: float, base: float) -> bool:
        """Whether a letter at ``left`` on the line ``base`` begins a new word."""
        size = self.size
        return (
            left - self.right > 0.2 * size
            or left < self.left - 0.3 * size
            or left < self.right - 1.2 * size
            or abs(base - self.base) > 0.15 * size
        )

    def _size(self, at: int) -> float:
        """The size of the type as it stands on the page."""
        matrix = pdfium.FS_MATRIX()
        scale = 1.0
        if pdfium.FPDFText_GetMatrix(self.text, at, matrix):
            scale = math.hypot(matrix.c, matrix.d) or 1.0
        size = float(pdfium.FPDFText_GetFontSize(self.text, at)) * scale
        return size if 1.0 <= size <= _LARGEST_TYPE else 10.0

    def _mark(self, at: int) -> int:
        found = pdfium.FPDFText_GetTextObject(self.text, at)
        return int(pdfium.FPDFPageObj_GetMarkedContentID(found)) if found else -1

    def _is_bold_font(self, at: int) -> bool:
        name = ctypes.create_string_buffer(80)
        flags = ctypes.c_int()
        length = pdfium.FPDFText_GetFontInfo(self.text, at, name, 80, flags)
        return 0 < length <= 80 and b"bold" in name.value.lower()

    def _end(self) -> None:
        if self.letters:
            base = (self.base + self.low) / 2 if self.turned else self.base
            top, bottom = base - _ABOVE * self.size, base + _BELOW * self.size
            text = "".join(self.letters).strip()
            word = Word(text, self.left, top, self.right, bottom, self.bold, self.mark)
            self.words.append(word)
            self.letters = []


_SPACES = frozenset({0xA0, 0x200B, 0xFEFF, 0xFFFE, 0xFFFF})
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    2: "-",
    0x2010: "-",
    0x2011: "-",
}


def _character(code: int) -> str:
    if 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd"
    return _LIGATURES.get(code) or chr(code)


class _Drawing:
    """Collects the rules and shades of a page."""

    def __init__(self, page: Page, turn: Turn, clock: Clock) -> None:
        self.page = page
        self.turn = turn
        self.clock = clock
        self.seen = 0

    def read(self, raw: Any) -> None:
        count = pdfium.FPDFPage_CountObjects(raw)
        for at in range(min(count, _MOST_OBJECTS)):
            self._object(pdfium.FPDFPage_GetObject(raw, at), self.turn, 0)

    def _object(self, found: Any, turn: Turn, depth: int) -> None:
        self.seen += 1
        if self.seen % _CHECK_EVERY == 0:
            self.clock.check()
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(found, turn)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
            inner = _through(found, turn)
            for at in range(pdfium.FPDFFormObj_CountObjects(found)):
                if self.seen > _MOST_OBJECTS:
                    return
                self._object(pdfium.FPDFFormObj_GetObject(found, at), inner, depth + 1)

    def _path(self, found: Any, turn: Turn) -> None:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if not pdfium.FPDFPageObj_GetBounds(found, left, bottom, right, top):
            return
        x0, y0 = turn(left.value, top.value)
        x1, y1 = turn(right.value, bottom.value)
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(found, filled, stroked)
        if not self._is_seen(found, bool(filled.value), bool(stroked.value)):
            return
        if min(x1 - x0, y1 - y0) <= _THIN:
            self._rule(x0, y0, x1, y1)
        elif stroked.value:
            self._strokes(found, turn)
        elif pdfium.FPDFPath_CountSegments(found) > 8:
            self._strokes(found, turn)  # many thin boxes in one path
        else:
            self.page.shades.append(Box(x0, y0, x1, y1))

    def _is_seen(self, found: Any, filled: bool, stroked: bool) -> bool:
        """Whether a path differs from white paper."""
        colour = [ctypes.c_uint() for _ in range(4)]
        ask = pdfium.FPDFPageObj_GetStrokeColor if stroked else pdfium.FPDFPageObj_GetFillColor
        if not (filled or stroked):
            return False
        if not ask(found, *colour):
            return True
        red, green, blue, alpha = (each.value for each in colour)
        return alpha > 8 and min(red, green, blue) < _PALE

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if x1 - x0 >= y1 - y0:
            if x1 - x0 >= _SHORT:
                self.page.across.append(Edge((y0 + y1) / 2, x0, x1))
        elif y1 - y0 >= _SHORT:
            self.page.down.append(Edge((x0 + x1) / 2, y0, y1))

    def _strokes(self, found: Any, turn: Turn) -> None:
        """The upright and level strokes of a path with several."""
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(found, matrix)
        onto = _by(matrix, turn)
        start = last = None
        for at in range(min(pdfium.FPDFPath_CountSegments(found), _MOST_SEGMENTS)):
            segment = pdfium.FPDFPath_GetPathSegment(found, at)
            x, y = ctypes.c_float(), ctypes.c_float()
            if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
                continue
            point = onto(x.value, y.value)
            if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
                start = point
            elif last and pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO:
                self._stroke(last, point)
            if start and pdfium.FPDFPathSegment_GetClose(segment):
                self._stroke(point, start)
            last = point

    def _stroke(self, one: tuple[float, float], other: tuple[float, float]) -> None:
        x0, x1 = sorted((one[0], other[0]))
        y0, y1 = sorted((one[1], other[1]))
        if min(x1 - x0, y1 - y0) <= 0.8:
            self._rule(x0, y0, x1, y1)


def _by(matrix: Any, turn: Turn) -> Turn:
    a, b, c, d, e, f = matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
    return lambda x, y: turn(a * x + c * y + e, b * x + d * y + f)


def _through(form: Any, turn: Turn) -> Turn:
    """The way from inside a form to the page."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(form, matrix)
    return _by(matrix, turn)
