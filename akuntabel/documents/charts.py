"""Charts as SVG, the same shape on paper and on the screen.

No pie, no third dimension, no second axis. The numbers stand at what they measure, so that an
axis needs none, and none is ever formatted here.
"""

from __future__ import annotations

from akuntabel.documents.chart_base import Look, Palette, Sketch
from akuntabel.documents.charts_bars import Bars
from akuntabel.documents.charts_columns import Columns
from akuntabel.documents.charts_lines import Lines
from akuntabel.documents.svg import OWN_FONT, Canvas
from akuntabel.documents.tree import Chart, ChartKind

__all__ = ["PAPER", "SCREEN", "Palette", "chart_svg"]

PAPER = Palette()
SCREEN = Palette(
    ink="var(--chart-ink)",
    muted="var(--chart-muted)",
    axis="var(--chart-axis)",
    paper="var(--chart-paper)",
    edge="var(--chart-edge)",
    target="var(--chart-target)",
    actual="var(--chart-actual)",
    plan="var(--chart-plan)",
    others=("var(--chart-other-1)", "var(--chart-other-2)", "var(--chart-other-3)", "var(--chart-other-4)"),
)

_POINTS_PER_MM = 72 / 25.4


def chart_svg(
    chart: Chart,
    *,
    width_mm: float,
    font: str = OWN_FONT,
    palette: Palette = PAPER,
    size_pt: float = 8.5,
) -> str:
    """``chart`` as one ``<svg>`` of the given width; its height follows from what it shows."""
    canvas = Canvas(width_mm * _POINTS_PER_MM, font, palette.ink)
    sketch = Sketch(chart, canvas, Look(font, size_pt, palette))
    match chart.kind:
        case ChartKind.BULLET | ChartKind.BAR:
            height = Bars(sketch).draw()
        case ChartKind.COLUMN:
            height = Columns(sketch).draw()
        case ChartKind.LINE:
            height = Lines(sketch).draw()
    return canvas.document(height, title=chart.title, description=chart.alt)
