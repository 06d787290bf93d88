"""How highlights and notes look, in the language of PDF. Nothing needs a font."""

from __future__ import annotations

from collections.abc import Sequence

from akuntabel.checker.annotate.pdf.sheet import Sheet
from akuntabel.checker.annotate.voice import AUTHOR
from akuntabel.checker.blocks import Box
from akuntabel.checker.findings import Severity

# What covers the words (printed through), and the line below them and the note's sign.
_PALE = {
    Severity.ERROR: "1 0.8 0.82",
    Severity.WARNING: "1 0.89 0.6",
    Severity.NOTE: "0.8 0.9 1",
}
_STRONG = {
    Severity.ERROR: "0.64 0.114 0.235",
    Severity.WARNING: "0.6 0.37 0",
    Severity.NOTE: "0.078 0.314 0.549",
}
_DASHES = {Severity.ERROR: "[] 0 d", Severity.WARNING: "[3 1.5] 0 d", Severity.NOTE: "[0.8 1.6] 0 d"}
# Signs on a field of 16 × 16: a stop sign with a cross, a triangle with "!", a square with "i".
_SHAPES = {
    Severity.ERROR: "5 1 m 11 1 l 15 5 l 15 11 l 11 15 l 5 15 l 1 11 l 1 5 l h",
    Severity.WARNING: "0.6 1.2 m 15.4 1.2 l 8 15.2 l h",
    Severity.NOTE: "1.5 1.5 13 13 re",
}
_STROKES = {
    Severity.ERROR: "5.2 5.2 m 10.8 10.8 l S 10.8 5.2 m 5.2 10.8 l S",
    Severity.WARNING: "8 10.6 m 8 6.2 l S 8 4 m 8 3.9 l S",
    Severity.NOTE: "8 8.8 m 8 4.2 l S 8 11.8 m 8 11.7 l S",
}


def literal(text: str) -> str:
    """``text`` as a string of PDF."""
    if text.isascii() and text.isprintable() and not set("()\\") & set(text):
        return f"({text})"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def note_object(title: str, text: str, date: str) -> str:
    """The entries that say who says what."""
    dates = f" /M {date} /CreationDate {date}" if date else ""
    return f"/T {literal(AUTHOR)} /Subj {literal(title)} /Contents {literal(f'{title}: {text}')}{dates}"


class Drawing:
    """The annotations of one severity on one page."""

    def __init__(self, sheet: Sheet, severity: Severity) -> None:
        self.sheet = sheet
        self.severity = severity

    def highlight(self, boxes: Sequence[Box], state: str, *, again: bool = False) -> tuple[str, bytes]:
        """The look of a highlight: dictionary and content. Words that are covered already, ``again``,
        are not covered once more: they could not be read any longer.
        """
        lines = ["/A gs", f"{_PALE[self.severity]} rg"]
        for box in () if again else boxes:
            x0, y0, x1, y1 = self.sheet.rect(box).strip("[]").split()
            lines.append(f"{x0} {y0} {float(x1) - float(x0):.2f} {float(y1) - float(y0):.2f} re f")
        lines += [f"{_STRONG[self.severity]} RG 1 w {_DASHES[self.severity]}"]
        lines += (
            []
            if again
            else [f"{self._point(box.left, box)} m {self._point(box.right, box)} l S" for box in boxes]
        )
        rect = self.sheet.rect(_hull(boxes))
        head = f"/Type /XObject /Subtype /Form /BBox {rect} /Resources << /ExtGState << /A {state} >> >>"
        return f"{head} /Group << /S /Transparency >>", "\n".join(lines).encode("ascii")

    def _point(self, x: float, box: Box) -> str:
        """An end of the line under the words, inside the box."""
        at_x, at_y = self.sheet.point(x, box.bottom - 0.5)
        return f"{at_x:.2f} {at_y:.2f}"

    def highlight_object(self, boxes: Sequence[Box], look: str, common: str) -> str:
        """The annotation over the words."""
        corners = []
        for box in boxes:
            tops = (box.left, box.top), (box.right, box.top)
            ends = (box.left, box.bottom), (box.right, box.bottom)
            corners += [f"{x:.2f} {y:.2f}" for x, y in (self.sheet.point(*at) for at in (*tops, *ends))]
        return (
            f"<< /Type /Annot /Subtype /Highlight /Rect {self.sheet.rect(_hull(boxes))} /F 4"
            f" /QuadPoints [{' '.join(corners)}] /C [{_PALE[self.severity]}] /AP << /N {look} >> {common} >>"
        )

    def icon(self) -> tuple[str, bytes]:
        """The look of a note: the sign of its severity, upright as the page is read."""
        matrix = " ".join(map(str, self.sheet.axes))
        head = f"/Type /XObject /Subtype /Form /BBox [0 0 16 16] /Matrix [{matrix} 0 0] /Resources << >>"
        shape, strokes = _SHAPES[self.severity], _STROKES[self.severity]
        content = f"{_STRONG[self.severity]} rg {shape} f 1 1 1 RG 1.9 w 1 J {strokes}"
        return head, content.encode("ascii")

    def text_object(self, box: Box, look: str, common: str) -> str:
        """The note in the margin."""
        return (
            f"<< /Type /Annot /Subtype /Text /Rect {self.sheet.rect(box)} /F 4 /Name /Comment"
            f" /C [{_STRONG[self.severity]}] /AP << /N {look} >> /Open false {common} >>"
        )


def _hull(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
