"""One series of a chart: its look, its values, its labels as they are printed."""

from __future__ import annotations

from decimal import Decimal

from akuntabel.documents.docx.markup import escape
from akuntabel.documents.docx.workbook import cell_name, decimal_text
from akuntabel.documents.tree import Chart, ChartKind

CUT = " »"  # behind the label of a bar that is longer than the axis
_DARK = "1F3864"
_BULLET_BAR = "9FB3D1"  # light enough for a black tick and black words on it
# Told apart without colour: dark, light with an outline, middle, white with an outline.
_FILLS = {"actual": _DARK, "plan": "C9D3E3", "target": "FFFFFF", "other": "8497B0"}
_MORE_FILLS = ("8497B0", "E3E3E3", "5B6B84", "FFFFFF")
_DASHES = {"actual": "solid", "plan": "dash", "target": "sysDot", "other": "dashDot"}
_LINE_COLOURS = {"actual": _DARK, "plan": "595959", "target": "000000", "other": "7F7F7F"}
_TICK_SHARE = Decimal("0.008")  # of the axis: how thick the tick of a bullet graph is
_ROOM = Decimal("0.3")  # of the axis: a bar that long has room for its label


def spoken_categories(chart: Chart) -> tuple[str, ...]:
    """The categories; one whose value is unknown says so, since no bar can."""
    answer = []
    for place, category in enumerate(chart.categories):
        words = [
            _label(chart, number, place) if len(chart.series) == 1 or series.role == "actual" else ""
            for number, series in enumerate(chart.series)
            if series.values[place] is None
        ]
        said = ", ".join(dict.fromkeys(word for word in words if word))
        answer.append(f"{category} ({said})" if said else category)
    return tuple(answer)


def tick_target(chart: Chart) -> int | None:
    """The series that a bullet graph draws as ticks."""
    if chart.kind is not ChartKind.BULLET:
        return None
    return next((n for n, series in enumerate(chart.series) if series.role == "target"), None)


def series_xml(chart: Chart, number: int, categories: tuple[str, ...], *, high: Decimal) -> str:
    """``c:ser`` in the order that the schema wants for its kind of chart."""
    series = chart.series[number]
    head = _head(series.name, number, order=_order(chart, number))
    labels = _labels(chart, number, high)
    data = _categories(categories) + _values(series.values, number)
    if chart.kind is ChartKind.LINE:
        return f'<c:ser>{head}{_line_look(series.role)}{labels}{data}<c:smooth val="0"/></c:ser>'
    look = _bar_look(chart, number)
    return f'<c:ser>{head}{look}<c:invertIfNegative val="0"/>{labels}{data}</c:ser>'


def _order(chart: Chart, number: int) -> int:
    """Place among the series: the target that is drawn as ticks comes behind the others."""
    tick = tick_target(chart)
    return number if tick is None or number < tick else number - 1


def tick_series(chart: Chart, number: int, categories: tuple[str, ...], *, high: Decimal) -> str:
    """The ticks of the target: an empty bar up to its value and a short black one on top of it."""
    target = chart.series[number]
    empty = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    black = f"<c:spPr>{_solid('000000')}<a:ln><a:noFill/></a:ln></c:spPr>"
    looks = ((number, empty, target.values), (len(chart.series), black, ticks(chart, high)))
    parts = []
    for order, (column, look, values) in enumerate(looks, start=len(chart.series) - 1):
        head = _head(target.name, column, order=order)
        data = _categories(categories) + _values(values, column)
        parts.append(f'<c:ser>{head}{look}<c:invertIfNegative val="0"/>{data}</c:ser>')
    return "".join(parts)


def ticks(chart: Chart, high: Decimal) -> tuple[Decimal | None, ...]:
    """How thick the tick is for each category that has a target."""
    number = tick_target(chart)
    if number is None:
        return ()
    thick = (high * _TICK_SHARE).normalize()
    return tuple(None if value is None else thick for value in chart.series[number].values)


def _head(name: str, column: int, *, order: int) -> str:
    place = _fixed(cell_name(column + 1, 0))
    return (
        f'<c:idx val="{order}"/><c:order val="{order}"/><c:tx><c:strRef><c:f>Sheet1!{place}</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(name)}</c:v></c:pt></c:strCache>'
        "</c:strRef></c:tx>"
    )


def _fixed(name: str) -> str:
    letters = name.rstrip("0123456789")
    return f"${letters}${name[len(letters) :]}"


def _categories(categories: tuple[str, ...]) -> str:
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{escape(category)}</c:v></c:pt>' for n, category in enumerate(categories)
    )
    return (
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${len(categories) + 1}</c:f><c:strCache>"
        f'<c:ptCount val="{len(categories)}"/>{points}</c:strCache></c:strRef></c:cat>'
    )


def _values(values: tuple[Decimal | None, ...], number: int) -> str:
    count = len(values)
    first, last = _fixed(cell_name(number + 1, 1)), _fixed(cell_name(number + 1, count))
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{decimal_text(value)}</c:v></c:pt>'
        for n, value in enumerate(values)
        if value is not None
    )
    return (
        f"<c:val><c:numRef><c:f>Sheet1!{first}:{last}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{count}"/>{points}</c:numCache></c:numRef></c:val>'
    )


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _bar_fill(chart: Chart, number: int) -> str:
    role = chart.series[number].role
    before = sum(series.role == role for series in chart.series[:number])
    if before:
        return _MORE_FILLS[(before - 1) % len(_MORE_FILLS)]
    if chart.kind is ChartKind.BULLET and role == "actual":
        return _BULLET_BAR
    return _FILLS.get(role, _FILLS["other"])


def _bar_look(chart: Chart, number: int) -> str:
    return f'<c:spPr>{_solid(_bar_fill(chart, number))}<a:ln w="6350">{_solid("262626")}</a:ln></c:spPr>'


def _line_look(role: str) -> str:
    colour, dash = _LINE_COLOURS.get(role, "7F7F7F"), _DASHES.get(role, "dashDot")
    width = 25400 if role == "actual" else 15875
    line = f'<a:ln w="{width}" cap="flat">{_solid(colour)}<a:prstDash val="{dash}"/><a:round/></a:ln>'
    if role != "actual":
        return f'<c:spPr>{line}</c:spPr><c:marker><c:symbol val="none"/></c:marker>'
    dot = f'<c:spPr>{_solid(colour)}<a:ln w="6350">{_solid(colour)}</a:ln></c:spPr>'
    return f'<c:spPr>{line}</c:spPr><c:marker><c:symbol val="circle"/><c:size val="5"/>{dot}</c:marker>'


def _label(chart: Chart, number: int, place: int) -> str:
    labels = chart.labels[number] if number < len(chart.labels) else ()
    return labels[place] if place < len(labels) else ""


def _said_again(chart: Chart, number: int, place: int) -> bool:
    """Whether a line that only accompanies the actuals says the same at the next place: once is enough."""
    series = chart.series[number]
    if chart.kind is not ChartKind.LINE or series.role == "actual" or place + 1 >= len(series.values):
        return False
    return series.values[place + 1] is not None and _label(chart, number, place) == _label(
        chart, number, place + 1
    )


def _labels(chart: Chart, number: int, high: Decimal) -> str:
    """The labels, each with its own words; a place without words has no label."""
    values = chart.series[number].values
    parts = []
    for place, value in enumerate(values):
        words = _label(chart, number, place)
        if value is None or not words or _said_again(chart, number, place):
            parts.append(f'<c:dLbl><c:idx val="{place}"/><c:delete val="1"/></c:dLbl>')
            continue
        cut = chart.kind is not ChartKind.LINE and value > high
        inside = cut or (chart.kind is ChartKind.BULLET and value >= high * _ROOM)
        position = _position(chart, cut=cut, inside=inside)
        white = cut and chart.kind is not ChartKind.BULLET and _bar_fill(chart, number) == _DARK
        parts.append(_label_xml(place, words + CUT if cut else words, position, white=white))
    empty = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    return f"<c:dLbls>{''.join(parts)}{empty}{_shown()}</c:dLbls>"


def _position(chart: Chart, *, cut: bool, inside: bool) -> str:
    """Where a label stands; in a bullet graph at the root of the bar, out of the way of the tick."""
    if chart.kind is ChartKind.LINE:
        return "t"
    if cut:
        return "inEnd"
    return "inBase" if inside else "outEnd"


def _label_xml(place: int, words: str, position: str, *, white: bool) -> str:
    colour = _solid("FFFFFF" if white else "000000")
    look = f'sz="900" b="{int(white)}"'
    return (
        f'<c:dLbl><c:idx val="{place}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr>'
        f"<a:defRPr {look}>{colour}</a:defRPr></a:pPr><a:r><a:rPr {look}>{colour}</a:rPr>"
        f"<a:t>{escape(words)}</a:t></a:r></a:p></c:rich></c:tx>"
        f'<c:dLblPos val="{position}"/>{_shown()}</c:dLbl>'
    )


def _shown() -> str:
    return (
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )
