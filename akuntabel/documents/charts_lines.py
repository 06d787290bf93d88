"""Lines over time, each named at its end, where its last number stands."""

from __future__ import annotations

from dataclasses import dataclass

from akuntabel.documents.chart_base import Scale, Sketch
from akuntabel.documents.svg import Ink, Pen, Point

_HEIGHT = 17.0  # of the plot, in sizes of the words
_GUTTER = 0.25  # of the width, for names and last numbers


@dataclass(slots=True)
class _End:
    """The words at the right end of a line."""

    series: int
    y: float
    name: tuple[str, ...]
    number: str
    height: float


class Lines:
    """Draws one chart of lines."""

    def __init__(self, sketch: Sketch) -> None:
        self.sketch = sketch
        self.look = sketch.look
        self.right = sketch.canvas.width * (1 - _GUTTER)
        self.slot = self.right / max(len(sketch.categories), 1)
        top = self.look.leading * (2.4 if sketch.unit else 1.4)
        self.floor = top + _HEIGHT * self.look.size
        self.scale = self._scale(top)
        self.taken: list[tuple[float, float, float, float]] = []  # where numbers stand already

    def draw(self) -> float:
        """Draw the chart; answers its height."""
        sketch = self.sketch
        sketch.say_unit(self.look.size)
        self._base()
        ends: list[_End] = []
        for n in [*sketch.targets, *reversed(sketch.bars)]:
            points = self._points(n)
            if points:
                self._line(n, points)
                self._numbers(n, points)
                ends.append(self._end(n, points))
        _move_apart(ends, self.floor)
        for end in ends:
            self._say(end)
        names = sketch.names_below(0, self.slot, self.floor + 4)
        return max([names, *(end.y + end.height for end in ends)]) + 4

    def _scale(self, top: float) -> Scale:
        """The scale from zero, or from near the lowest value where all lines run far above zero."""
        scale = self.sketch.scale(self.floor, top)
        series = self.sketch.chart.series
        known = [amount for one in series for amount in one.values if amount is not None]
        if not known or min(known) <= scale.high / 2 or min(known) == max(known):
            return scale
        return scale._replace(low=min(known) - (scale.high - min(known)) / 2)

    def _base(self) -> None:
        """The base line; where it is not zero, a cut axis says so."""
        sketch = self.sketch
        if self.scale.low <= 0:
            zero = self.scale.zero
            sketch.canvas.line((0, zero), (self.right, zero), sketch.axis)
            return
        sketch.canvas.line((0, self.floor), (self.right, self.floor), sketch.axis)
        sketch.canvas.line((3, self.floor), (3, self.floor - 20), sketch.axis)
        sketch.broken(1.5, self.floor - 11, 3, upright=True)

    def _points(self, series: int) -> dict[int, Point]:
        """The place of each known value, by category."""
        points = {}
        for category in self.sketch.categories:
            amount = self.sketch.value(series, category)
            if amount is not None:
                points[category] = (self.slot * (category + 0.5), self.scale.at(amount))
        return points

    def _pen(self, series: int) -> Pen:
        match self.sketch.chart.series[series].role:
            case "target":
                return Pen(self.look.palette.target, 1.1, "1.5 2.5")
            case "plan":
                return Pen(self.look.palette.muted, 1.3, "5 2.5")
            case _:
                return Pen(self.sketch.fill(series), 1.9)

    def _line(self, series: int, points: dict[int, Point]) -> None:
        """One line; where a value is unknown it is interrupted."""
        pen, canvas = self._pen(series), self.sketch.canvas
        heights = {y for _, y in points.values()}
        if self.sketch.chart.series[series].role == "target" and len(heights) == 1:
            level = heights.pop()
            canvas.line((0, level), (self.right, level), pen)
            return
        part: list[Point] = []
        for category, point in points.items():
            if category - 1 not in points and part:
                canvas.path(part, pen)
                part = []
            part.append(point)
        canvas.path(part, pen)
        if not pen.dash:
            for point in points.values():
                canvas.dot(point, 2.1, pen.colour, Pen(self.look.palette.paper, 0.8))

    def _numbers(self, series: int, points: dict[int, Point]) -> None:
        """The printed numbers at the points of a line, the last left out, as far as there is room."""
        if self.sketch.chart.series[series].role == "target":
            return
        for category, (x, y) in list(points.items())[:-1]:
            text = self.sketch.label(series, category)
            half = self.look.width(text) / 2
            base = y + self.look.size + 3 if self._runs_below(series, category) else y - 5
            box = (x - half - 1, base - self.look.size, x + half + 1, base)
            free = not any(
                box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in self.taken
            )
            if text and free:
                self.taken.append(box)
                self.sketch.canvas.text(x, base, text, self.sketch.ink(small=True, anchor="middle"))

    def _runs_below(self, series: int, category: int) -> bool:
        """Whether another line runs above this one."""
        mine = self.sketch.value(series, category)
        others = (self.sketch.value(n, category) for n in self.sketch.bars if n != series)
        return mine is not None and any(other is not None and other > mine for other in others)

    def _end(self, series: int, points: dict[int, Point]) -> _End:
        category, (_, y) = list(points.items())[-1]
        width = self.sketch.canvas.width - self.right - 22
        name = self.look.wrap(self.sketch.chart.series[series].name, width)
        number = self.sketch.label(series, category)
        height = (len(name) + bool(number)) * self.look.leading
        return _End(series, y - height / 2, name, number, height)

    def _say(self, end: _End) -> None:
        canvas, look = self.sketch.canvas, self.look
        base = end.y + look.size
        middle = base - look.size * 0.3
        canvas.line((self.right + 4, middle), (self.right + 17, middle), self._pen(end.series))
        for n, line in enumerate(end.name):
            canvas.text(self.right + 22, base + n * look.leading, line, self.sketch.ink(muted=True))
        last = base + len(end.name) * look.leading
        canvas.text(self.right + 22, last, end.number, Ink(look.size, look.palette.ink, bold=True))


def _move_apart(ends: list[_End], floor: float) -> None:
    """Move the words at the ends apart, none above the picture."""
    ends.sort(key=lambda end: end.y)
    lowest = 0.0
    for end in ends:
        end.y = max(end.y, lowest)
        lowest = end.y + end.height + 3
    over = floor
    for end in reversed(ends):
        end.y = max(0.0, min(end.y, over - end.height))
        over = end.y - 3
