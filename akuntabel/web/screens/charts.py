"""The charts of a year: the same trees that the report prints, drawn in the colours of the screen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_month, format_number
from akuntabel.core.indonesian.dates import MONTHS
from akuntabel.core.measure import Count
from akuntabel.documents.charts import SCREEN, chart_svg
from akuntabel.documents.tree import Chart, ChartKind, Series
from akuntabel.evidence.models import Record
from akuntabel.measuring.selectors import MeasuredIndicator
from akuntabel.reporting.book import YearBook

FONT = "Segoe UI, Noto Sans, Helvetica, Arial, sans-serif"
WIDTH = 152.0  # mm, about half a laptop's screen
LIMIT = Decimal(150)


@dataclass(frozen=True)
class ChartView:
    """A drawn chart with its sentence, its numbers as a table, and what it leaves out."""

    title: str
    svg: SafeString
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    tall: bool = False


def year_charts(book: YearBook) -> tuple[ChartView, ...]:
    """The charts of the year that can be drawn from what is known."""
    drawn = [_achievements(book), _months(book), _budget(book)]
    return tuple(view for view in drawn if view is not None)


def draw(chart: Chart, *, first: str, note: str = "", tall: bool = False) -> ChartView:
    """``chart`` as picture and table; ``first`` names the column of its categories."""
    # The writer of the picture escapes every word it is given.
    svg = chart_svg(chart, width_mm=WIDTH, font=FONT, palette=SCREEN, size_pt=9.0)
    return ChartView(
        title=chart.title,
        svg=mark_safe(svg),
        heads=(first, *(series.name for series in chart.series)),
        rows=tuple(
            (category, *(labels[place] for labels in chart.labels))
            for place, category in enumerate(chart.categories)
        ),
        note=note,
        tall=tall,
    )


def _achievements(book: YearBook) -> ChartView | None:
    measured = book.measured
    known = [item for item in measured.indicators if item.achievement.raw.number is not None]
    if not known:
        return None
    over = sum(1 for item in known if (item.achievement.raw.number or 0) > LIMIT)
    title = _("{met} dari {judged} indikator mencapai 100% atau lebih").format(
        met=measured.measurement.met, judged=len(known)
    )
    if over:
        title += _("; {over} melampaui 150%").format(over=over)
    chart = Chart(
        kind=ChartKind.BULLET,
        title=title,
        categories=tuple(f"{item.code}  {item.indicator.name}" for item in known),
        series=(
            Series(_("Capaian"), tuple(item.achievement.raw.number for item in known)),
            Series(_("Target"), tuple(Decimal(100) for _item in known), role="target"),
        ),
        labels=(
            tuple(book[f"indicator.{item.code}.achievement"].text for item in known),
            tuple("100%" for _item in known),
        ),
        alt=_("{title}. Batang menunjukkan capaian, garis tegak menunjukkan target 100%.").format(
            title=title
        ),
        unit="%",
        limit=LIMIT,
    )
    note = _("Batang yang lebih panjang dari 150% dipotong; angkanya tetap tertulis.") if over else ""
    return draw(chart, first=_("Indikator"), note=note, tall=True)


def _months(book: YearBook) -> ChartView | None:
    """The counted indicator with most dated records, month by month against its target."""
    found = _most_dated(book)
    if found is None:
        return None
    item, dated, undated = found
    year, target = book.measured.year, item.target.number if item.target else None
    running = [
        sum(
            (r.quantity for r in dated if r.date is not None and r.date <= _month_end(year, month)),
            Decimal(0),
        )
        for month in range(1, 13)
    ]
    series = [Series(_("Realisasi kumulatif"), tuple(running))]
    labels = [tuple(format_number(number) for number in running)]
    if target is not None:
        series.append(Series(_("Target"), tuple(target for _month in running), role="target"))
        labels.append(tuple(book[f"indicator.{item.code}.target"].text for _month in running))
    title = _months_title(book, item, running, target)
    chart = Chart(
        kind=ChartKind.LINE,
        title=title,
        categories=tuple(month[:3] for month in MONTHS),
        series=tuple(series),
        labels=tuple(labels),
        alt=_("{title}. Garis naik menunjukkan jumlah kumulatif tiap bulan.").format(title=title),
        unit=item.indicator.unit,
    )
    note = ""
    if undated:
        note = _("{number} tanpa tanggal tidak tergambar.").format(
            number=f"{format_number(sum((r.quantity for r in undated), Decimal(0)))} {item.indicator.unit}"
        )
    return draw(chart, first=_("Bulan"), note=note)


def _months_title(
    book: YearBook, item: MeasuredIndicator, running: list[Decimal], target: Decimal | None
) -> str:
    actual = book[f"indicator.{item.code}.actual"].text
    words = {"code": item.code, "actual": actual, "target": ""}
    if target is None:
        return _("Indikator {code}: {actual} setahun").format(**words)
    words["target"] = book[f"indicator.{item.code}.target"].text
    month = next((place for place, number in enumerate(running, 1) if number >= target), None)
    if month is None:
        return _("Indikator {code}: {actual} dari target {target}").format(**words)
    words["month"] = format_month(dt.date(book.measured.year, month, 1))
    return _("Indikator {code}: target {target} tercapai pada {month}, setahun {actual}").format(**words)


def _most_dated(book: YearBook) -> tuple[MeasuredIndicator, list[Record], list[Record]] | None:
    counted = [item for item in book.measured.indicators if isinstance(item.row.spec.measure, Count)]
    ids = {key for item in counted for key in item.record_ids}
    records = {record.pk: record for record in Record.objects.filter(pk__in=ids)}
    best: tuple[MeasuredIndicator, list[Record], list[Record]] | None = None
    for item in counted:
        own = [records[key] for key in item.record_ids]
        dated = [record for record in own if record.date is not None]
        if len(dated) > 2 and (best is None or len(dated) > len(best[1])):
            best = item, dated, [record for record in own if record.date is None]
    return best


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _budget(book: YearBook) -> ChartView | None:
    budget = book.budget
    if budget is None or budget.realised is None or not budget.ceiling:
        return None
    title = _("Belanja {realised} dari pagu {ceiling}, atau {absorption}").format(
        realised=book["budget.realised"].text,
        ceiling=book["budget.ceiling"].text,
        absorption=book["budget.absorption"].text,
    )
    names = [version.name for version in budget.versions]
    keys = [f"budget.{version.code}.total" for version in budget.versions]
    chart = Chart(
        kind=ChartKind.BAR,
        title=title,
        categories=(*names, _("Realisasi anggaran")),
        series=(Series(_("Jumlah"), tuple(book[key].number for key in [*keys, "budget.realised"])),),
        labels=(tuple(book[key].text for key in [*keys, "budget.realised"]),),
        alt=_("{title}. Satu batang untuk tiap versi anggaran dan satu untuk realisasi.").format(title=title),
        unit="Rp",
    )
    note = _("Penyerapan dihitung terhadap {version}.").format(version=budget.version.name)
    return draw(chart, first=_("Versi anggaran"), note=note)
