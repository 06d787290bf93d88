"""Bullet graphs and bars: categories below each other, names on the left, numbers on the right."""

from __future__ import annotations

from typing import NamedTuple

from akuntabel.documents.chart_base import Scale, Sketch
from akuntabel.documents.svg import Box, Ink
from akuntabel.documents.tree import ChartKind

_GAP = 10.0  # between names, plot and numbers
_NAMES = 0.42  # of the width, at most, for the names
_NUMBERS = 0.2  # of the width, at most, for one column of numbers


class _Column(NamedTuple):
    """Numbers of one series, right-aligned at ``right``."""

    series: int
    right: float
    rows: tuple[tuple[str, ...], ...]
    name: tuple[str, ...]
    width: float


class Bars:
    """Draws one chart of horizontal bars."""

    def __init__(self, sketch: Sketch) -> None:
        self.sketch = sketch
        self.look = sketch.look
        bullet = sketch.chart.kind is ChartKind.BULLET
        self.columns = self._columns([*sketch.bars, *sketch.targets] if bullet else sketch.targets)
        self.aside = {column.series for column in self.columns}  # their numbers stand in columns
        width = sketch.canvas.width
        self.names = tuple(self.look.wrap(name, width * _NAMES) for name in sketch.chart.categories)
        self.thick = self.look.size * (1.1 if len(sketch.bars) == 1 else 0.95)
        self.group = self.thick * len(sketch.bars)
        self.scale = self._scale()

    def draw(self) -> float:
        """Draw the chart; answers its height."""
        sketch = self.sketch
        top = self._heads()
        y = top
        for category in sketch.categories:
            height = self._height(category)
            self._row(category, y + height / 2)
            y += height
        zero = self.scale.zero
        sketch.canvas.line((zero, top - 2), (zero, y + 2), sketch.axis)
        return y + 4

    def _columns(self, series: list[int]) -> tuple[_Column, ...]:
        sketch, look = self.sketch, self.look
        room = sketch.canvas.width * _NUMBERS
        right = sketch.canvas.width
        columns: list[_Column] = []
        for n in reversed(series):
            name = look.wrap(sketch.chart.series[n].name, room - look.size - 4)
            rows = tuple(look.wrap(sketch.label(n, c), room) for c in sketch.categories)
            widest = max((look.width(line, bold=True) for lines in rows for line in lines), default=0.0)
            head = max((look.width(line) for line in name), default=0.0) + look.size + 4
            columns.append(_Column(n, right, rows, name, max(widest, head)))
            right -= columns[-1].width + _GAP
        return tuple(reversed(columns))

    def _scale(self) -> Scale:
        sketch, look = self.sketch, self.look
        width = sketch.canvas.width
        left = max((look.width(line) for lines in self.names for line in lines), default=0.0) + _GAP
        right = min((column.right - column.width for column in self.columns), default=width) - _GAP
        behind = [n for n in sketch.bars if n not in self.aside]
        texts = [sketch.label(n, c) for n in behind for c in sketch.categories]
        right -= min(max((look.width(text) for text in texts), default=0.0), width * _NUMBERS)
        return sketch.scale(left, max(right, left + 20))

    def _heads(self) -> float:
        """Names of the series and the unit; answers where the rows begin."""
        sketch, look = self.sketch, self.look
        y = look.size
        own = [n for n in sketch.bars if n not in self.aside]
        named = len(own) > 1 or bool(own and self.columns)
        if named:
            beside = look.width(sketch.unit) + 12 if sketch.unit else 0.0
            y = sketch.legend(own, max(self.scale.start, beside), y)
            y += look.leading if self.columns else 0
        for column in self.columns:
            for n, line in enumerate(column.name):
                ink = sketch.ink(muted=True, anchor="end")
                sketch.canvas.text(column.right, y + n * look.leading, line, ink)
            first = look.width(column.name[0]) if column.name else 0.0
            sketch.swatch(column.series, column.right - first - look.size * 0.8 - 4, y)
        sketch.say_unit(y)
        if not (named or self.columns or sketch.unit):
            return 2.0
        deepest = max((len(column.name) for column in self.columns), default=1)
        return y + max(deepest - 1, 0) * look.leading + look.size * 0.6

    def _height(self, category: int) -> float:
        lines = max([len(self.names[category]), *(len(column.rows[category]) for column in self.columns)])
        return max(self.group + self.look.size * 1.1, lines * self.look.leading + self.look.size * 0.7)

    def _row(self, category: int, middle: float) -> None:
        sketch = self.sketch
        sketch.lines(self.names[category], (0, middle), sketch.ink())
        for place, n in enumerate(sketch.bars):
            self._bar(n, category, middle - self.group / 2 + place * self.thick)
        for n in sketch.targets:
            amount = sketch.value(n, category)
            if amount is not None:
                half = self.group / 2 + self.look.size * 0.3
                sketch.mark(Box(self.scale.at(amount) - 1, middle - half, 2, 2 * half))
        palette = self.look.palette
        for column in self.columns:
            known = sketch.value(column.series, category) is not None
            main = known and sketch.chart.series[column.series].role == "actual"
            colour = palette.ink if main else palette.muted
            ink = Ink(self.look.size, colour, "end", bold=main, italic=not known)
            sketch.lines(column.rows[category], (column.right, middle), ink)

    def _bar(self, series: int, category: int, top: float) -> None:
        sketch = self.sketch
        amount = sketch.value(series, category)
        zero, end = self.scale.zero, self.scale.zero
        if amount is not None:
            end = self.scale.at(amount)
            thick = self.thick - (1.2 if len(sketch.bars) > 1 else 0)
            sketch.bar(series, Box(min(zero, end), top, abs(end - zero), thick))
            if self.scale.cuts(amount):
                sketch.broken(end - 12, top, thick)
        if series in self.aside:
            return
        text = sketch.label(series, category)
        x = self._clear(category, max(end, zero) + 4, self.look.width(text))
        base = top + self.thick / 2 + self.look.small * 0.33
        colour = self.look.palette.muted if amount is None else self.look.palette.ink
        sketch.canvas.text(x, base, text, Ink(self.look.small, colour, italic=amount is None))

    def _clear(self, category: int, x: float, width: float) -> float:
        """``x``, or a place behind the mark of a target that would cross words of this ``width``."""
        for n in self.sketch.targets:
            amount = self.sketch.value(n, category)
            if amount is not None and x - 3 < self.scale.at(amount) < x + width + 2:
                x = self.scale.at(amount) + 5
        return x
