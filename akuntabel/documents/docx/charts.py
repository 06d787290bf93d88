"""Charts that Word draws itself and its user can edit: DrawingML with a workbook behind it."""

from __future__ import annotations

from akuntabel.documents.docx.axes import HORIZONTAL, MAIN, OVER, Axes, Scale, axes_xml, scale_of
from akuntabel.documents.docx.context import ChartPart, Context
from akuntabel.documents.docx.markup import EMU_PER_TWIP, escape, paragraph
from akuntabel.documents.docx.series import series_xml, spoken_categories, tick_series, tick_target, ticks
from akuntabel.documents.docx.workbook import workbook_bytes
from akuntabel.documents.tree import Chart, ChartKind, Series

_EMU_PER_CM = 360000
_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def chart_paragraph(context: Context, chart: Chart, name: str) -> str:
    """The paragraph that holds ``chart``; its parts are left with ``context`` for the package."""
    context.charts.append(ChartPart(chart_xml(context, chart), _workbook(chart)))
    number = context.drawing_id()
    width = context.width * EMU_PER_TWIP
    height = round(_height_cm(chart) * _EMU_PER_CM)
    drawing = (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="{escape(name)}" descr="{escape(chart.alt)}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="rIdChart{len(context.charts)}"/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
    return paragraph("Figure", drawing)


def _workbook(chart: Chart) -> bytes:
    series = chart.series
    place = tick_target(chart)
    if place is not None:
        series = (*series, Series(series[place].name, ticks(chart, scale_of(chart).high)))
    return workbook_bytes(spoken_categories(chart), series)


def chart_xml(context: Context, chart: Chart) -> str:
    """The chart part."""
    scale = scale_of(chart)
    font = escape(context.document.style.table_font_docx)
    text = (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900"><a:latin typeface="{font}"/>'
        f'</a:defRPr></a:pPr><a:endParaRPr lang="{escape(context.document.language)}"/></a:p></c:txPr>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/>'
        f'<c:lang val="{escape(context.document.language)}"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{_plot(chart, scale)}'
        f"<c:spPr><a:noFill/></c:spPr></c:plotArea>{_legend(chart)}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _height_cm(chart: Chart) -> float:
    if chart.kind not in HORIZONTAL:
        return 7.0
    bars = 1 if chart.kind is ChartKind.BULLET else len(chart.series)
    per_category = max(0.95, 0.25 + 0.55 * bars)
    legend = 0.7 if len(chart.series) > 1 else 0.0
    return min(22.0, 1.6 + legend + per_category * len(chart.categories))


def _plot(chart: Chart, scale: Scale) -> str:
    """The series with their axes."""
    shown = spoken_categories(chart)
    tick = tick_target(chart)
    series = "".join(
        series_xml(chart, n, shown, high=scale.high) for n in range(len(chart.series)) if n != tick
    )
    axes = axes_xml(chart, scale, MAIN)
    if chart.kind is ChartKind.LINE:
        return (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
            f'<c:marker val="1"/>{_axis_ids(MAIN)}</c:lineChart>{axes}'
        )
    direction = "bar" if chart.kind in HORIZONTAL else "col"
    if tick is None:
        gap = 110 if chart.kind is ChartKind.BULLET else 60
        return _bars(direction, "clustered", series, (gap, 0), MAIN) + axes
    over = tick_series(chart, tick, shown, high=scale.high)
    return (
        _bars(direction, "clustered", series, (110, 0), MAIN)
        + _bars(direction, "stacked", over, (40, 100), OVER)
        + axes
        + axes_xml(chart, scale, OVER)
    )


def _bars(direction: str, grouping: str, series: str, spread: tuple[int, int], axes: Axes) -> str:
    gap, overlap = spread
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/>{_axis_ids(axes)}</c:barChart>'
    )


def _axis_ids(axes: Axes) -> str:
    return f'<c:axId val="{axes.category}"/><c:axId val="{axes.value}"/>'


def _legend(chart: Chart) -> str:
    if len(chart.series) < 2:
        return ""
    # The empty bar under the tick of a bullet graph comes behind the true bars, before the tick.
    hidden = f'<c:legendEntry><c:idx val="{len(chart.series) - 1}"/><c:delete val="1"/></c:legendEntry>'
    entry = hidden if tick_target(chart) is not None else ""
    return f'<c:legend><c:legendPos val="b"/>{entry}<c:overlay val="0"/></c:legend>'
