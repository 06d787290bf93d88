"""Charts for a page: the drawing of the printed report, and one as narrow as a phone.

The style sheet around them shows one of the two (``full`` or ``slim``), never both.
"""

from __future__ import annotations

from dataclasses import replace

from akuntabel.documents.chart_base import Look, Scale, Sketch
from akuntabel.documents.charts import SCREEN, chart_svg
from akuntabel.documents.svg import Box, Canvas, Ink, number
from akuntabel.documents.tree import Chart, ChartKind, Series

SLIM_MM = 94.0  # the column of a phone, so that words keep their size there
SLIM_PT = 9.0
_POINTS_PER_MM = 72 / 25.4
_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'  # a page knows it
_GAP = 9.0  # between bars and numbers
_NUMBERS = 0.45  # of the width, at most, for the numbers


def both_widths(chart: Chart, *, width_mm: float, size_pt: float, font: str) -> str:
    """``chart`` at ``width_mm`` and as narrow as a phone, in the colours of the page."""
    wide = chart_svg(chart, width_mm=width_mm, font=font, palette=SCREEN, size_pt=size_pt)
    slim = _slim_svg(chart, font=font)
    return f'<div class="full">{_lean(wide, size_pt)}</div><div class="slim">{_lean(slim, SLIM_PT)}</div>'


def _lean(svg: str, size_pt: float) -> str:
    """``svg`` with what most of its words have in common said once: a quarter less to carry."""
    common = f' font-size="{number(size_pt)}" fill="{SCREEN.ink}"'
    for said in (*(f" {one}" for one in common.split()), ' text-anchor="start"', _NAMESPACE):
        svg = svg.replace(said, "")
    return svg.replace("<svg", f"<svg{common}", 1)


def _slim_svg(chart: Chart, *, font: str) -> str:
    """``chart`` as narrow as a phone: each name above its bars, each number beside its bar."""
    if chart.kind is ChartKind.LINE:
        return chart_svg(chart, width_mm=SLIM_MM, font=font, palette=SCREEN, size_pt=SLIM_PT)
    canvas = Canvas(SLIM_MM * _POINTS_PER_MM, font, SCREEN.ink)
    height = _Stacked(Sketch(_named(chart), canvas, Look(font, SLIM_PT, SCREEN))).draw()
    return canvas.document(height, title=chart.title, description=chart.alt)


def _named(chart: Chart) -> Chart:
    """``chart`` with a target that is the same everywhere said once, in its name."""
    told = [_told(one, labels) for one, labels in zip(chart.series, chart.labels, strict=False)]
    return replace(chart, series=(*told, *chart.series[len(told) :]))


def _told(series: Series, labels: tuple[str, ...]) -> Series:
    same = series.role == "target" and len(set(labels)) == 1
    return replace(series, name=f"{series.name} {labels[0]}") if same else series


class _Stacked:
    """Draws one chart of bars below their names."""

    def __init__(self, sketch: Sketch) -> None:
        self.sketch = sketch
        self.look = sketch.look
        self.width = sketch.canvas.width
        self.told = [n for n in sketch.targets if len({sketch.label(n, c) for c in sketch.categories}) > 1]
        texts = (self._number(n, c)[0] for n in sketch.bars for c in sketch.categories)
        widest = max((self.look.width(text, bold=True) for text in texts), default=0.0)
        self.room = min(widest, self.width * _NUMBERS)
        self.scale: Scale = sketch.scale(0, self.width - self.room - _GAP)
        self.thick = self.look.size * 1.05

    def draw(self) -> float:
        """Draw the chart; answers its height."""
        sketch = self.sketch
        y = self._head()
        for category in sketch.categories:
            y = self._row(category, y + self.look.size * 0.55)
        return y + 2

    def _head(self) -> float:
        """What the colours mean, where there is more than one series."""
        sketch = self.sketch
        y = 0.0
        if sketch.unit:
            y += self.look.size
            sketch.say_unit(y)
        if len(sketch.chart.series) > 1:
            y = sketch.legend([*sketch.bars, *sketch.targets], 0, y + self.look.leading)
        return y + (self.look.size * 0.4 if y else 0.0)

    def _row(self, category: int, y: float) -> float:
        sketch, look = self.sketch, self.look
        for line in look.wrap(sketch.chart.categories[category], self.width, 4):
            y += look.leading
            sketch.canvas.text(0, y, line, sketch.ink())
        for n in self.told:
            y += look.leading
            words = f"{sketch.chart.series[n].name} {sketch.label(n, category)}"
            sketch.canvas.text(0, y, words, sketch.ink(muted=True))
        top = y + look.size * 0.5
        for n in sketch.bars:
            y = self._bar(n, category, y + look.size * 0.5)
        for n in sketch.targets:
            amount = sketch.value(n, category)
            if amount is not None:
                mark = Box(self.scale.at(amount) - 1, top - 2, 2, y - top + 4)
                sketch.mark(mark)
        return y

    def _bar(self, series: int, category: int, top: float) -> float:
        """One bar with its number; answers where it ends."""
        sketch, look = self.sketch, self.look
        amount = sketch.value(series, category)
        if amount is not None:
            zero, end = self.scale.zero, self.scale.at(amount)
            sketch.bar(series, Box(min(zero, end), top, max(abs(end - zero), 0.6), self.thick))
            if self.scale.cuts(amount):
                sketch.broken(end - 12, top, self.thick)
        lines = self._number(series, category)
        known = amount is not None
        colour = look.palette.ink if known else look.palette.muted
        base = top + self.thick / 2 + look.size * 0.34
        for n, line in enumerate(lines):
            ink = Ink(look.size, colour, "end", bold=known, italic=not known)
            sketch.canvas.text(self.width, base + n * look.leading, line, ink)
        return top + max(self.thick, (len(lines) - 1) * look.leading + self.thick)

    def _number(self, series: int, category: int) -> tuple[str, ...]:
        return self.look.wrap(self.sketch.label(series, category), self.width * _NUMBERS) or ("",)
