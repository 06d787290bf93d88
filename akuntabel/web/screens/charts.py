"""The charts of a year: the same trees that the report prints, drawn in the colours of the screen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from akuntabel.core.measure import Count
from akuntabel.documents.html_charts import both_widths
from akuntabel.documents.tree import Chart
from akuntabel.evidence.models import Record
from akuntabel.measuring.selectors import MeasuredIndicator
from akuntabel.reporting.book import YearBook
from akuntabel.reporting.charts import achievement_chart, budget_chart, months_chart

FONT = "Segoe UI, Noto Sans, Helvetica, Arial, sans-serif"
WIDTH = 152.0  # mm, about half a laptop's screen


@dataclass(frozen=True)
class ChartView:
    """A drawn chart with its sentence, its numbers as a table, and what it leaves out.

    ``picture`` is drawn at two widths; the style sheet shows the one that fits.
    """

    title: str
    picture: SafeString
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    tall: bool = False


def year_charts(book: YearBook) -> tuple[ChartView, ...]:
    """The charts of the year that can be drawn from what is known."""
    drawn = [_achievements(book), _months(book), _budget(book)]
    return tuple(view for view in drawn if view is not None)


def draw(
    chart: Chart, *, first: str, note: str = "", tall: bool = False, written: Collection[int] | None = None
) -> ChartView:
    """``chart`` as picture and table; ``first`` names the column of its categories.

    In the picture only the numbers at the places ``written`` are printed, when given, and each line's last.
    """
    # The writer of the picture escapes every word it is given.
    picture = both_widths(_thinned(chart, written), width_mm=WIDTH, size_pt=9.0, font=FONT)
    return ChartView(
        title=chart.title,
        picture=mark_safe(picture),
        heads=(first, *(series.name for series in chart.series)),
        rows=tuple(
            (category, *(labels[place] for labels in chart.labels))
            for place, category in enumerate(chart.categories)
        ),
        note=note,
        tall=tall,
    )


def _thinned(chart: Chart, written: Collection[int] | None) -> Chart:
    if written is None:
        return chart
    rows = []
    for series, labels in zip(chart.series, chart.labels, strict=True):
        known = [place for place, amount in enumerate(series.values) if amount is not None]
        kept = {*written, *known[-1:]}
        rows.append(tuple(text if place in kept else "" for place, text in enumerate(labels)))
    return replace(chart, labels=tuple(rows))


def _achievements(book: YearBook) -> ChartView | None:
    chart = achievement_chart(book)
    if chart is None:
        return None
    note = _("Batang yang lebih panjang dari 150% dipotong; angkanya tetap tertulis.")
    return draw(chart, first=_("Indikator"), note=note, tall=True)


def _months(book: YearBook) -> ChartView | None:
    """The counted indicator with most dated records, month by month against its target."""
    found = _most_dated(book)
    return draw(months_chart(book, *found), first=_("Bulan")) if found else None


def _most_dated(book: YearBook) -> tuple[MeasuredIndicator, list[Record]] | None:
    counted = [item for item in book.measured.indicators if isinstance(item.row.spec.measure, Count)]
    ids = {key for item in counted for key in item.record_ids}
    records = {record.pk: record for record in Record.objects.filter(pk__in=ids)}
    dated = {item.code: sum(records[key].date is not None for key in item.record_ids) for item in counted}
    best = max(counted, key=lambda item: dated[item.code], default=None)
    if best is None or dated[best.code] <= 2:
        return None
    return best, [records[key] for key in best.record_ids]


def _budget(book: YearBook) -> ChartView | None:
    chart = budget_chart(book)
    if chart is None or book.budget is None:
        return None
    note = _("Penyerapan dihitung terhadap {version}.").format(version=book.budget.version.name)
    return draw(chart, first=_("Versi anggaran"), note=note)
