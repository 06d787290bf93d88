"""A copy of a PDF with a highlight and a note at each finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from akuntabel.checker.annotate.index import Index
from akuntabel.checker.annotate.pdf.drawing import Drawing, literal, note_object
from akuntabel.checker.annotate.pdf.sheet import Sheet, sheet_of
from akuntabel.checker.annotate.pdf.update import CannotUpdate, Update, opened, rewritten
from akuntabel.checker.annotate.voice import Voice
from akuntabel.checker.blocks import Box, Source
from akuntabel.checker.findings import Finding
from akuntabel.checker.readers.pdf import raw

_ICON = 13.0  # points
_STEP = _ICON + 1
_BESIDE = 9.0  # points between a note and the text, where the border of a table may be
_EDGE = 4.0  # points between a note and the edge of the page


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding on its page: boxes as the page is read, and its words."""

    finding: Finding
    title: str
    text: str
    boxes: tuple[Box, ...]


def annotate_pdf(
    data: bytes, source: Source, findings: Sequence[Finding], voice: Voice, date: dt.datetime | None
) -> bytes | None:
    """The PDF ``data`` with its findings; None when it is protected, which a copy would lose.

    The annotations follow the original's bytes, which stay as they are. Only a file that is
    damaged is written anew first.
    """
    sheets, marks = _placed(data, source, findings, voice)
    try:
        return _updated(data, sheets, marks, date)
    except CannotUpdate:
        mended = rewritten(data)
    if mended is None:
        return None
    try:
        return _updated(mended, sheets, marks, date)
    except CannotUpdate:
        return None


def _placed(
    data: bytes, source: Source, findings: Sequence[Finding], voice: Voice
) -> tuple[dict[int, Sheet], dict[int, list[Mark]]]:
    """The pages with findings and the findings on each; those without a place are on the first."""
    index = Index(source)
    sheets: dict[int, Sheet] = {}
    marks: dict[int, list[Mark]] = {}
    with raw.opened(data) as document:
        for finding in findings:
            place = index.known(finding.place)
            number = place.page if place.page and place.page <= len(document) else 1
            for needed in {number, 1} - sheets.keys():
                sheets[needed] = sheet_of(document, needed)
            boxes = sheets[number].boxes_of(finding, place) if number == place.page else []
            title, text = voice.severity(finding), "\n".join(voice.body(finding, source))
            if not boxes:
                text, number = f"{voice.unplaced(finding)}. {text}", 1
            marks.setdefault(number, []).append(Mark(finding, title, text, tuple(boxes)))
    return sheets, marks


def _updated(
    data: bytes, sheets: dict[int, Sheet], marks: dict[int, list[Mark]], date: dt.datetime | None
) -> bytes:
    with opened(data) as pdf:
        update = Update(data, pdf)
        writer = _Writer(update, literal(_stamp(date)) if date else update.modified())
        for number in sorted(marks):
            update.annotate(number - 1, writer.page(sheets[number], marks[number]))
        return update.packed()


def _stamp(date: dt.datetime) -> str:
    moment = date.astimezone(dt.UTC) if date.tzinfo else date
    return moment.strftime("D:%Y%m%d%H%M%SZ")


class _Writer:
    """Writes the annotations of one page after another."""

    def __init__(self, update: Update, date: str) -> None:
        self.update = update
        self.date = date
        self.count = 0
        self.state = ""
        self.covered: set[tuple[Box, ...]] = set()
        self.icons: dict[tuple[str, tuple[int, ...]], str] = {}

    def page(self, sheet: Sheet, marks: Sequence[Mark]) -> list[str]:
        """References to the annotations of a page, in the order of ``marks``."""
        found: list[str] = []
        taken: list[Box] = []
        self.covered.clear()
        for mark in marks:
            self.count += 1
            icon = _free(sheet, mark.boxes, taken)
            taken.append(icon)
            drawing = Drawing(sheet, mark.finding.severity)
            common = self._common(mark)
            parent = self._highlight(drawing, mark, common) if mark.boxes else ""
            note = self._note(drawing, icon, common, parent)
            found += [parent, *self._popup(sheet, parent, icon)] if parent else []
            found += [note, *([] if parent else self._popup(sheet, note, icon))]
        return found

    def _common(self, mark: Mark) -> str:
        """What highlight and note both say."""
        return note_object(mark.title, mark.text, self.date)

    def _highlight(self, drawing: Drawing, mark: Mark, common: str) -> str:
        if not self.state:
            self.state = self.update.add("<< /Type /ExtGState /BM /Multiply /ca 1 /CA 1 >>")
        again = mark.boxes in self.covered
        self.covered.add(mark.boxes)
        look = self.update.add(*drawing.highlight(mark.boxes, self.state, again=again))
        name = f"akuntabel-{self.count}"
        return self.update.add(drawing.highlight_object(mark.boxes, look, f"{common} /NM ({name})"))

    def _note(self, drawing: Drawing, icon: Box, common: str, parent: str) -> str:
        key = (drawing.severity.value, drawing.sheet.axes)
        if key not in self.icons:
            self.icons[key] = self.update.add(*drawing.icon())
        group = f" /IRT {parent} /RT /Group" if parent else ""
        name = f"/NM (akuntabel-{self.count}-note){group}"
        return self.update.add(drawing.text_object(icon, self.icons[key], f"{common} {name}"))

    def _popup(self, sheet: Sheet, parent: str, icon: Box) -> list[str]:
        """The window of a note at the right side of its page, closed at first."""
        right = max(sheet.width, icon.right + 200)
        rect = sheet.rect(Box(right - 190, icon.top, right - 10, icon.top + 90))
        popup = self.update.add(
            f"<< /Type /Annot /Subtype /Popup /Rect {rect} /Parent {parent} /Open false /F 28 >>"
        )
        self.update.extend(parent, f" /Popup {popup}")
        return [popup]


def _free(sheet: Sheet, boxes: Sequence[Box], taken: Sequence[Box]) -> Box:
    """Room for a note: in the margin beside its first box, or at the top of the page without one."""
    top = boxes[0].top + (boxes[0].bottom - boxes[0].top - _ICON) / 2 if boxes else _EDGE * 2
    start = max(sheet.margin - _ICON - _BESIDE, _EDGE) if boxes else max(sheet.margin, _EDGE)
    rooms = _rooms(sheet, start, top, -_STEP if boxes else _STEP)
    nearest = Box(start, top, start + _ICON, top + _ICON)
    return next((box for box in rooms if not any(_meet(box, other) for other in taken)), nearest)


def _rooms(sheet: Sheet, start: float, top: float, step: float) -> Iterator[Box]:
    """Where a note may stand: one beside the other, then below, then above."""
    last = sheet.height - _ICON - _EDGE
    below, above = int((last - top) / _STEP) + 1, int((top - _EDGE) / _STEP) + 1
    for level in [*range(max(below, 1)), *range(-1, -above, -1)]:
        left = start
        while _EDGE <= left <= sheet.width - _ICON:
            yield Box(left, top + level * _STEP, left + _ICON, top + level * _STEP + _ICON)
            left += step


def _meet(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )
