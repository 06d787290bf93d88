"""The charts of a year, built once for screen and paper; each title is a sentence that says the result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from akuntabel.core.indonesian import MONTHS, format_month, format_number
from akuntabel.documents.tree import Chart, ChartKind, Series
from akuntabel.evidence.models import Record
from akuntabel.measuring.selectors import MeasuredIndicator
from akuntabel.reporting.book import YearBook

AXIS_LIMIT = Decimal(150)  # %, where a long bar is cut so that the others stay readable


def achievement_chart(book: YearBook) -> Chart | None:
    """The achievement of every counted indicator against 100 %; None when nothing is counted."""
    counted = [item for item in book.measured.indicators if item.achievement.raw.is_reported]
    if not counted:
        return None
    over = sum(1 for item in counted if (item.achievement.capped.number or 0) > AXIS_LIMIT)
    unmet = [item.code for item in counted if item.achievement.met is False]
    title = _("{met} dari {counted} indikator mencapai target").format(
        met=book["count.met"].text, counted=book["count.counted"].text
    )
    if over:
        title += _("; {over} melampaui {limit}").format(over=over, limit=f"{AXIS_LIMIT}%")
    return Chart(
        ChartKind.BULLET,
        title=title,
        categories=tuple(f"{item.code}  {short_name(item.indicator.name)}" for item in counted),
        series=(
            Series(_("Capaian"), tuple(item.achievement.capped.number for item in counted), "actual"),
            Series(_("Target"), tuple(Decimal(100) for _item in counted), "target"),
        ),
        labels=(
            tuple(book[f"indicator.{item.code}.achievement"].text for item in counted),
            tuple("100%" for _item in counted),
        ),
        alt=_(
            "Batang capaian tiap indikator, dengan garis target 100%. Belum mencapai target: {codes}."
        ).format(codes=", ".join(unmet) or _("tidak ada")),
        unit="%",
        limit=AXIS_LIMIT,
        anchor="achievement-chart",
    )


def short_name(name: str) -> str:
    """An indicator's name as a chart can hold it: its middle left out, since its end tells names apart."""
    if len(name) <= 72:
        return name
    return f"{name[:26].rsplit(' ', 1)[0]} … {name[-44:].split(' ', 1)[-1]}"


def months_chart(book: YearBook, item: MeasuredIndicator, records: Sequence[Record]) -> Chart:
    """The dated records of ``item`` added up to the end of each month, with the target as a rule."""
    dated = [record for record in records if record.date is not None]
    running = [
        sum((r.quantity for r in dated if r.date is not None and r.date.month <= month), Decimal(0))
        for month in range(1, 13)
    ]
    target = item.target.number if item.target else None
    months = tuple(name[:3] for name in MONTHS)
    counts = tuple(format_number(number) for number in running)
    series, labels = [Series(_("Realisasi kumulatif"), tuple(running), "actual")], [counts]
    if target is not None:
        series.append(Series(_("Target"), tuple(target for _month in months), "target"))
        labels.append(tuple(book[f"indicator.{item.code}.target"].text for _month in months))
    undated = len(records) - len(dated)
    note = " " + _("({n} tanpa tanggal tidak tergambar)").format(n=undated) if undated else ""
    title = _months_title(book, item, running, target) + note
    return Chart(
        ChartKind.LINE,
        title=title,
        categories=months,
        series=tuple(series),
        labels=tuple(labels),
        alt=f"{title}. " + "; ".join(f"{m} {n}" for m, n in zip(months, counts, strict=True)) + ".",
        unit=item.indicator.unit,
        anchor=f"chart-{item.code}",
    )


def _months_title(
    book: YearBook, item: MeasuredIndicator, running: list[Decimal], target: Decimal | None
) -> str:
    actual = book[f"indicator.{item.code}.actual"].text
    if target is None:
        return _("Indikator {code}: {actual} setahun").format(code=item.code, actual=actual)
    words = {"code": item.code, "actual": actual, "target": book[f"indicator.{item.code}.target"].text}
    month = next((place for place, number in enumerate(running, 1) if number >= target), None)
    if month is None:
        return _("Indikator {code}: {actual} dari target {target}").format(**words)
    words["month"] = format_month(dt.date(book.measured.year, month, 1))
    return _("Indikator {code}: target {target} tercapai pada {month}, setahun {actual}").format(**words)


def budget_chart(book: YearBook) -> Chart | None:
    """Every version of the budget and what was spent; None without a realisation."""
    budget = book.budget
    if budget is None or budget.realised is None or not budget.ceiling:
        return None
    title = _("Belanja {realised} dari pagu {ceiling}, atau {absorption}").format(
        realised=book["budget.realised"].text,
        ceiling=book["budget.ceiling"].text,
        absorption=book["budget.absorption"].text,
    )
    keys = [*(f"budget.{version.code}.total" for version in budget.versions), "budget.realised"]
    names = [*(version.name for version in budget.versions), _("Realisasi anggaran")]
    return Chart(
        ChartKind.BAR,
        title=title,
        categories=tuple(names),
        series=(Series(_("Jumlah"), tuple(book[key].number for key in keys)),),
        labels=(tuple(book[key].text for key in keys),),
        alt=f"{title}. "
        + "; ".join(f"{name} {book[key].text}" for name, key in zip(names, keys, strict=True))
        + ".",
        unit="Rp",
        anchor="budget-chart",
    )
