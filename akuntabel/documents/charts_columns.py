"""Vertical bars: categories beside each other, numbers above, targets as rules across."""

from __future__ import annotations

from akuntabel.documents.chart_base import Sketch
from akuntabel.documents.svg import Box, Ink

_HEIGHT = 14.0  # of the plot, in sizes of the words
_FULL = 0.72  # of a category's room, for its bars
_WIDEST = 46.0  # a single bar is no wider


class Columns:
    """Draws one chart of vertical bars."""

    def __init__(self, sketch: Sketch) -> None:
        self.sketch = sketch
        self.look = sketch.look
        own = len(sketch.bars)
        names = [self.look.width(sketch.chart.series[n].name) for n in sketch.targets]
        self.left = max(names) + self.look.size + 12 if names else 0.0
        self.slot = (sketch.canvas.width - self.left) / max(len(sketch.categories), 1)
        self.thick = min(self.slot * _FULL / max(own, 1), _WIDEST)
        self.room = self.slot - 2 if own == 1 else self.thick  # for the number above a bar
        self.turned = any(self.look.width(text) > self.room for text in self._texts())
        top = self._top() + self._headroom()
        self.floor = top + _HEIGHT * self.look.size
        self.scale = sketch.scale(self.floor, top)

    def draw(self) -> float:
        """Draw the chart; answers its height."""
        sketch = self.sketch
        for category in sketch.categories:
            middle = self.left + self.slot * (category + 0.5)
            for place, n in enumerate(sketch.bars):
                self._bar(n, category, middle + (place - len(sketch.bars) / 2) * self.thick)
            for n in sketch.targets:
                amount = sketch.value(n, category)
                if amount is not None:
                    half = self.thick * len(sketch.bars) / 2 + 4
                    sketch.mark(Box(middle - half, self.scale.at(amount) - 1, 2 * half, 2))
        zero = self.scale.zero
        sketch.canvas.line((self.left, zero), (sketch.canvas.width, zero), sketch.axis)
        y = sketch.names_below(self.left, self.slot, self.floor + 4)
        return self._target_rows(y) + 4

    def _texts(self) -> list[str]:
        """The numbers that stand above bars."""
        sketch = self.sketch
        return [
            sketch.label(n, c)
            for n in sketch.bars
            for c in sketch.categories
            if sketch.value(n, c) is not None
        ]

    def _headroom(self) -> float:
        """The room that the numbers need above the highest bar."""
        if not self.turned:
            return self.look.leading
        return max(self.look.width(text) for text in self._texts()) + 4

    def _top(self) -> float:
        """The legend and the unit; answers where the rest begins."""
        sketch, look = self.sketch, self.look
        y = 0.0
        if len(sketch.bars) > 1:
            y = sketch.legend(sketch.bars, 0, look.size) + look.leading * 0.5
        if sketch.unit:
            y += look.leading
            sketch.say_unit(y)
        return y + look.size * 0.3

    def _bar(self, series: int, category: int, x: float) -> None:
        sketch, look = self.sketch, self.look
        amount, text = sketch.value(series, category), sketch.label(series, category)
        middle, zero = x + self.thick / 2, self.scale.zero
        if amount is None:
            self._unknown(text, middle)
            return
        end = self.scale.at(amount)
        width = self.thick - (1.2 if len(sketch.bars) > 1 else 0.0)
        sketch.bar(series, Box(x, min(zero, end), width, abs(end - zero)))
        if self.scale.cuts(amount):
            sketch.broken(x, end + 9, width, upright=True)
        above = self._clear(category, min(zero, end) - 3, look.width(text) if self.turned else look.size)
        if self.turned:
            sketch.canvas.text(middle + look.small * 0.33, above, text, Ink(look.small, turn=True))
        else:
            sketch.canvas.text(middle, above, text, sketch.ink(anchor="middle"))

    def _unknown(self, text: str, x: float) -> None:
        """Words in the place of a bar that nobody knows."""
        look, canvas = self.look, self.sketch.canvas
        base, colour = self.scale.zero - 4, look.palette.muted
        if look.width(max(text.split(), key=len, default="")) > self.room:
            canvas.text(x + look.small * 0.33, base, text, Ink(look.small, colour, turn=True))
            return
        lines = look.wrap(text, self.room - 4, 3)
        for n, line in enumerate(reversed(lines)):
            canvas.text(x, base - n * look.leading, line, Ink(look.small, colour, "middle", italic=True))

    def _clear(self, category: int, y: float, height: float) -> float:
        """``y``, or a place above the rule of a target that would cross words of this ``height``."""
        for n in self.sketch.targets:
            amount = self.sketch.value(n, category)
            if amount is not None and y - height - 2 < self.scale.at(amount) < y + 3:
                y = self.scale.at(amount) - 5
        return y

    def _target_rows(self, y: float) -> float:
        """One row of numbers per target series, below the categories."""
        sketch, look = self.sketch, self.look
        size = look.size * 0.8
        for n in sketch.targets:
            y += look.leading * 1.15
            sketch.canvas.rect(Box(0, y - size * 0.5, size, 1.8), look.palette.target)
            sketch.canvas.text(size + 4, y, sketch.chart.series[n].name, sketch.ink(muted=True))
            for category in sketch.categories:
                x = self.left + self.slot * (category + 0.5)
                ink = sketch.ink(muted=True, small=True, anchor="middle")
                sketch.canvas.text(x, y, sketch.label(n, category), ink)
        return y
