"""What all charts share: colours, the scale, the series by role, swatches and broken bars."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from akuntabel.documents.svg import OWN_FONT, Box, Canvas, Ink, Pen, Point, width_of, wrap
from akuntabel.documents.tree import Chart


class Palette(NamedTuple):
    """Colours of a chart. The bars differ in lightness, so that print in grey stays readable."""

    ink: str = "#1b1f24"
    muted: str = "#5a6270"
    axis: str = "#9aa1ab"
    paper: str = "#ffffff"
    edge: str = "#1f4e79"
    target: str = "#111111"
    actual: str = "#1f4e79"
    plan: str = "#dfe7ef"
    others: tuple[str, ...] = ("#7fa6c9", "#b5651d", "#d9d2c0", "#5b5b5b")


class Look(NamedTuple):
    """Font, size and colours of one chart."""

    font: str = OWN_FONT
    size: float = 8.5
    palette: Palette = Palette()

    @property
    def small(self) -> float:
        """Size of what stands in the background."""
        return self.size * 0.92

    @property
    def leading(self) -> float:
        """From one line of words to the next."""
        return self.size * 1.18

    def width(self, text: str, *, bold: bool = False) -> float:
        """How wide ``text`` is."""
        return width_of(text, self.size, bold=bold, font=self.font)

    def wrap(self, text: str, width: float, lines: int = 2) -> tuple[str, ...]:
        """``text`` in lines of ``width``."""
        return wrap(text, width, self.size, lines=lines, font=self.font)


class Scale(NamedTuple):
    """Where a value stands between ``start`` and ``end``; values past ``limit`` are cut there."""

    low: Decimal
    high: Decimal
    start: float
    end: float
    limit: Decimal | None = None

    def at(self, value: Decimal) -> float:
        """The coordinate of ``value``."""
        share = float((min(value, self.high) - self.low) / (self.high - self.low))
        return self.start + share * (self.end - self.start)

    def cuts(self, value: Decimal) -> bool:
        """Whether ``value`` is too large to be drawn."""
        return self.limit is not None and value > self.limit

    @property
    def zero(self) -> float:
        """The coordinate of zero."""
        return self.at(Decimal(0))


class Sketch(NamedTuple):
    """A chart on its way to paper. A ``series`` is the index of a series of the chart."""

    chart: Chart
    canvas: Canvas
    look: Look

    # ------------------------------------------------------------ what the chart says

    @property
    def targets(self) -> list[int]:
        """The series that are drawn as marks."""
        return [n for n, series in enumerate(self.chart.series) if series.role == "target"]

    @property
    def bars(self) -> list[int]:
        """The series that are drawn as bars or lines."""
        return [n for n, series in enumerate(self.chart.series) if series.role != "target"]

    @property
    def categories(self) -> range:
        """The index of each category."""
        return range(len(self.chart.categories))

    def label(self, series: int, category: int) -> str:
        """The printed number of one value."""
        labels = self.chart.labels
        if series < len(labels) and category < len(labels[series]):
            return labels[series][category]
        return ""

    def value(self, series: int, category: int) -> Decimal | None:
        """One value; None where it is unknown."""
        values = self.chart.series[series].values
        return values[category] if category < len(values) else None

    @property
    def unit(self) -> str:
        """The unit, unless the printed numbers say it themselves."""
        unit = self.chart.unit
        said = any(unit in text for row in self.chart.labels for text in row)
        return "" if said else unit

    # ------------------------------------------------------------ how it looks

    def scale(self, start: float, end: float) -> Scale:
        """The scale of all values, zero included."""
        known = [value for series in self.chart.series for value in series.values if value is not None]
        low, high = min([Decimal(0), *known]), max([Decimal(0), *known])
        if self.chart.limit is not None:
            high = min(high, self.chart.limit)
        return Scale(low, high if high > low else low + 1, start, end, self.chart.limit)

    def ink(self, *, muted: bool = False, small: bool = False, anchor: str = "start") -> Ink:
        """Plain words of the chart."""
        size = self.look.small if small else self.look.size
        return Ink(size, self.look.palette.muted if muted else self.look.palette.ink, anchor)

    @property
    def axis(self) -> Pen:
        """The pen of the base line."""
        return Pen(self.look.palette.axis, 0.6)

    def fill(self, series: int) -> str:
        """The colour of a series."""
        palette, all_series = self.look.palette, self.chart.series
        if all_series[series].role == "plan":
            return palette.plan
        first = next((n for n, one in enumerate(all_series) if one.role == "actual"), None)
        if series == first:
            return palette.actual
        rest = [n for n in self.bars if n != first and all_series[n].role != "plan"]
        return palette.others[rest.index(series) % len(palette.others)]

    def bar(self, series: int, box: Box) -> None:
        """The bar of a series; a plan is hollow."""
        plan = self.chart.series[series].role == "plan"
        self.canvas.rect(box, self.fill(series), Pen(self.look.palette.edge, 0.5) if plan else None)

    def mark(self, box: Box) -> None:
        """The mark of a target, with some paper around it."""
        x, y, width, height = box.x, box.y, box.width, box.height
        aside = (
            Box(x - 0.9, y, width + 1.8, height) if height > width else Box(x, y - 0.9, width, height + 1.8)
        )
        self.canvas.rect(aside, self.look.palette.paper)
        self.canvas.rect(box, self.look.palette.target)

    def swatch(self, series: int, x: float, y: float) -> float:
        """The sign of a series as a legend shows it, on the baseline ``y``; answers its width."""
        size = self.look.size * 0.8
        if self.chart.series[series].role == "target":
            box = Box(x + size / 2 - 0.9, y - size, 1.8, size * 1.15)
            self.canvas.rect(box, self.look.palette.target)
        else:
            box = Box(x, y - size * 0.88, size, size * 0.88)
            self.canvas.rect(box, self.fill(series), Pen(self.look.palette.edge, 0.4))
        return size + 4

    def legend(self, series: list[int], x: float, y: float) -> float:
        """Swatches and names in a row, or in more where one is too narrow; answers the last baseline."""
        left = x
        for n in series:
            name = self.chart.series[n].name
            need = self.look.size * 0.8 + 4 + self.look.width(name)
            if left > x and left + need > self.canvas.width:
                left, y = x, y + self.look.leading * 1.2
            self.swatch(n, left, y)
            self.canvas.text(left + self.look.size * 0.8 + 4, y, name, self.ink(muted=True))
            left += need + 14
        return y

    def say_unit(self, y: float) -> None:
        """The unit at the left, where the numbers do not say it."""
        if self.unit:
            ink = Ink(self.look.small, self.look.palette.muted, italic=True)
            self.canvas.text(0, y, self.unit, ink)

    def broken(self, x: float, y: float, thick: float, *, upright: bool = False) -> None:
        """The visible break of a bar that is longer than the paper: a slanted gap at ``x``, ``y``."""
        out, gap, slant = 2.0, 3.2, 3.0
        if upright:
            one, two = (x - out, y + slant), (x + thick + out, y - slant)
            far_one, far_two = (one[0], one[1] + gap), (two[0], two[1] + gap)
        else:
            one, two = (x - slant, y + thick + out), (x + slant, y - out)
            far_one, far_two = (one[0] + gap, one[1]), (two[0] + gap, two[1])
        self.canvas.area([one, two, far_two, far_one], self.look.palette.paper)
        pen = Pen(self.look.palette.ink, 0.7)
        self.canvas.line(one, two, pen)
        self.canvas.line(far_one, far_two, pen)

    def lines(self, rows: tuple[str, ...], at: Point, ink: Ink) -> None:
        """Lines of words, in the middle of a height."""
        first = at[1] + self.look.size * 0.34 - (len(rows) - 1) * self.look.leading / 2
        for n, row in enumerate(rows):
            self.canvas.text(at[0], first + n * self.look.leading, row, ink)

    def names_below(self, left: float, slot: float, y: float) -> float:
        """The categories below their places; where names are too wide, every second or third only."""
        names, step = self.chart.categories, 1
        longest = max((self.look.width(word) for name in names for word in name.split()), default=0.0)
        while longest > slot * step - 3 and step < min(len(names), 4):
            step += 1
        deepest = 1
        for category in range(0, len(names), step):
            x = left + slot * (category + 0.5)
            room = min(slot * step - 3, 2 * x, 2 * (self.canvas.width - x))
            rows = self.look.wrap(names[category], max(room, self.look.size), 3)
            deepest = max(deepest, len(rows))
            for n, row in enumerate(rows):
                base = y + self.look.size + n * self.look.leading
                self.canvas.text(x, base, row, self.ink(anchor="middle"))
        return y + self.look.size + (deepest - 1) * self.look.leading + 2
