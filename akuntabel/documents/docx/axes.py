"""The axes of a chart: how far they reach, what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from akuntabel.documents.docx.markup import escape
from akuntabel.documents.tree import Chart, ChartKind

HORIZONTAL = {ChartKind.BULLET, ChartKind.BAR}


@dataclass(frozen=True, slots=True)
class Axes:
    """A pair of axes by their ids; hidden ones only measure.

    A hidden axis of values is there without line and words: were it deleted, LibreOffice would
    pile its series on those of the other pair.
    """

    category: str
    value: str
    hidden: bool = False


MAIN = Axes("111111111", "222222222")
OVER = Axes("333333333", "444444444", hidden=True)


@dataclass(frozen=True, slots=True)
class Scale:
    """The axis of values."""

    low: Decimal
    high: Decimal
    step: Decimal


def scale_of(chart: Chart) -> Scale:
    """From 0 (or below) to the limit of the chart, or to the next round number above its values."""
    values = [value for series in chart.series for value in series.values if value is not None]
    low = min([Decimal(0), *values])
    high = chart.limit if chart.limit is not None else max([Decimal(0), *values])
    if high <= low:
        high = low + 1
    step = _round_step((high - low) / 5)
    low = -step * (-low / step).to_integral_value(ROUND_CEILING)
    if chart.limit is None:
        high = step * (high / step).to_integral_value(ROUND_CEILING)
    return Scale(low, high, step)


def _round_step(rough: Decimal) -> Decimal:
    """The next of 1, 2, 2,5, 5, 10 ... that is not below ``rough``."""
    unit = Decimal(10) ** rough.adjusted()
    for factor in (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5)):
        if unit * factor >= rough:
            return unit * factor
    return unit * 10


def axes_xml(chart: Chart, scale: Scale, axes: Axes) -> str:
    """Both axes of a pair."""
    return _category_axis(chart, axes) + _value_axis(chart, scale, axes)


def _line(colour: str) -> str:
    return f'<a:ln w="6350"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln>'


def _category_axis(chart: Chart, axes: Axes) -> str:
    order, side = ("maxMin", "l") if chart.kind in HORIZONTAL else ("minMax", "b")
    return (
        f'<c:catAx><c:axId val="{axes.category}"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="{int(axes.hidden)}"/><c:axPos val="{side}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr>{_line("404040")}</c:spPr><c:crossAx val="{axes.value}"/><c:crosses val="autoZero"/>'
        '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(chart: Chart, scale: Scale, axes: Axes) -> str:
    flat = chart.kind in HORIZONTAL
    # With the first category on top the axis of values would stand on top as well.
    side, crosses = ("b", "max") if flat else ("l", "autoZero")
    number = "#,##0" if scale.step == scale.step.to_integral_value() else "#,##0.0#"
    # Bars bear their own printed numbers; an axis of numbers beside them would say them again, in
    # Word's own notation.
    beside, words = "", "nextTo" if chart.kind is ChartKind.LINE and not axes.hidden else "none"
    if words != "none":
        grid = f"<c:majorGridlines><c:spPr>{_line('D9D9D9')}</c:spPr></c:majorGridlines>"
        beside = grid + _unit_title(chart, flat=flat)
    return (
        f'<c:valAx><c:axId val="{axes.value}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{scale.high:f}"/><c:min val="{scale.low:f}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/>{beside}'
        f'<c:numFmt formatCode="{number}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{words}"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'<c:crossAx val="{axes.category}"/><c:crosses val="{crosses}"/><c:crossBetween val="between"/>'
        f'<c:majorUnit val="{scale.step:f}"/></c:valAx>'
    )


def _unit_title(chart: Chart, *, flat: bool) -> str:
    if not chart.unit:
        return ""
    turn = "" if flat else ' rot="-5400000" vert="horz"'
    return (
        f'<c:title><c:tx><c:rich><a:bodyPr{turn}/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900" b="0"/></a:pPr>'
        f'<a:r><a:rPr sz="900" b="0"/><a:t>{escape(chart.unit)}</a:t></a:r></a:p></c:rich></c:tx>'
        '<c:overlay val="0"/></c:title>'
    )
