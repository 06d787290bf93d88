"""The budget of a year at a glance: against its named version, by fund, by month, down to the account."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from akuntabel.core.budget import efficiency
from akuntabel.core.errors import AkuntabelError
from akuntabel.core.indonesian import format_money, format_number, format_percent
from akuntabel.documents.tree import Chart, ChartKind, Series
from akuntabel.evidence.registers import pack_of
from akuntabel.offices.clock import today_at
from akuntabel.packs.money import MoneyRules
from akuntabel.planning.models import BudgetVersion
from akuntabel.planning.money.reading import Budget, FundMoney, MonthMoney, budget_of
from akuntabel.planning.money.tree import Node
from akuntabel.reporting.book import YearBook
from akuntabel.reporting.efficiency import capped_achievement
from akuntabel.reporting.figures import Figure
from akuntabel.web.place import Place
from akuntabel.web.screens.charts import ChartView, draw

MILLION = Decimal(1_000_000)
QUARTER_ENDS = (2, 5, 8)  # the places whose numbers one line has room for; between two there is none


@dataclass(frozen=True)
class Fact:
    """A sum of the year; ``figure`` opens to its passport where the year can be measured."""

    label: str
    text: str
    figure: Figure | None


@dataclass(frozen=True)
class EfficiencyLine:
    """Efficiency on one reading of what was achieved; ``words`` say what the clamp did."""

    basis: str
    percent: str
    score: str
    words: str


@dataclass(frozen=True)
class MoneyScreen:
    """All that the page of the budget shows; ``length`` is the bar of absorption out of 100, ``clamp`` in %."""

    budget: Budget
    sentence: str
    facts: tuple[Fact, ...]
    length: str
    warnings: tuple[str, ...]
    funds: tuple[FundMoney, ...]
    funds_realised: bool
    tree: tuple[Node, ...]
    months: tuple[MonthMoney, ...]
    planned: bool
    spread: str
    chart: ChartView | None
    efficiency: tuple[EfficiencyLine, ...]
    clamp: str
    too_early: bool
    stray: tuple[tuple[str, Decimal], ...]


def money_screen(place: Place) -> MoneyScreen | None:
    """The budget of the year at ``place``; None while no version is settled."""
    budget = budget_of(place.office, place.year)
    if budget is None:
        return None
    book, rules = _book(place), pack_of(place.office).money
    share = min(max(budget.absorption or Decimal(0), Decimal(0)), Decimal(100))
    months = tuple(budget.months) if budget.has_plan or budget.from_payments else ()
    tree = tuple(budget.tree)
    return MoneyScreen(
        budget=budget,
        sentence=_sentence(budget),
        facts=_facts(budget, book),
        length=f"{share:.2f}",
        warnings=tuple(filter(None, (budget.held_back, budget.disagreement, *map(str, budget.overspent)))),
        funds=tuple(fund for fund in budget.funds if fund.ceiling or fund.realised),
        funds_realised=any(fund.realised is not None for fund in budget.funds),
        tree=tree if any(node.level != "fund" for node in tree) else (),
        months=months,
        planned=budget.has_plan,
        spread=_spread(budget, rules),
        chart=_chart(budget, months),
        efficiency=_efficiency(budget, book, rules),
        clamp=format_number(rules.efficiency_clamp),
        too_early=today_at(place.office).year <= place.year,
        stray=tuple(budget.outside.items()) if budget.from_payments else (),
    )


def open_draft(place: Place) -> BudgetVersion | None:
    """The version of the year that is being typed."""
    rows = BudgetVersion.objects.filter(office=place.office, year=place.year, settled=False)
    return rows.filter(agreement=None).order_by("-sequence").first()


def _book(place: Place) -> YearBook | None:
    """The figures of the year; None when it cannot be measured yet, which is no reason to hide its money."""
    try:
        return place.book
    except AkuntabelError:
        return None


def _sentence(budget: Budget) -> str:
    if budget.realised is None or budget.absorption is None:
        return _("Belum ada realisasi anggaran")
    return _("{absorption} dari pagu sudah dibelanjakan").format(
        absorption=format_percent(budget.absorption, trim=False)
    )


def _facts(budget: Budget, book: YearBook | None) -> tuple[Fact, ...]:
    amounts = (
        ("ceiling", _("Pagu"), budget.ceiling),
        ("realised", _("Realisasi"), budget.realised),
        ("remaining", _("Sisa"), budget.remaining),
    )
    unknown = _("belum ada")
    found = [
        Fact(label, unknown if amount is None else format_money(amount, cents=False), _figure(book, key))
        for key, label, amount in amounts
    ]
    text = unknown if budget.absorption is None else format_percent(budget.absorption, trim=False)
    return (*found, Fact(_("Serapan"), text, _figure(book, "absorption")))


def _figure(book: YearBook | None, key: str) -> Figure | None:
    name = f"budget.{key}"
    return book[name] if book is not None and name in book else None


def _spread(budget: Budget, rules: MoneyRules) -> str:
    """How far the months were from their plan, in one sentence."""
    mean = budget.mean_deviation()
    if mean is None:
        return ""
    most = rules.deviation_most
    held = budget.mean_deviation(most=most)
    words = _("Rata-rata deviasi bulan yang sudah berjalan: {mean}.").format(mean=format_percent(mean))
    if held is not None and held != mean:
        words += " " + _("Bila tiap bulan dibatasi {most}: {held}.").format(
            most=format_percent(most), held=format_percent(held)
        )
    return words


def _chart(budget: Budget, months: tuple[MonthMoney, ...]) -> ChartView | None:
    """Realised against the plan, each added up month by month, in millions of rupiah."""
    if not months:
        return None
    planned = _running([month.planned for month in months])
    realised = _running([month.realised for month in months])
    series, labels = [], []
    if budget.from_payments:
        series.append(Series(_("Realisasi kumulatif"), tuple(realised), "actual"))
        labels.append(tuple(_millions(each) for each in realised))
    if budget.has_plan:
        series.append(Series(_("Rencana kumulatif"), tuple(planned), "target"))
        labels.append(tuple(_millions(each) for each in planned))
    title = _chart_title(months, planned, realised)
    return draw(
        Chart(
            ChartKind.LINE, title=title, categories=tuple(month.name[:3] for month in months),
            series=tuple(series), labels=tuple(labels), alt=f"{title}.", unit=_("juta rupiah"),
            anchor="money-months",
        ),
        first=_("Bulan"),
        note=_("Angka dalam juta rupiah."), written=() if budget.has_plan else QUARTER_ENDS,
    )  # fmt: skip


def _running(amounts: list[Decimal | None]) -> list[Decimal | None]:
    """Each known amount added to those before it, in millions."""
    total, found = Decimal(0), []
    for amount in amounts:
        total += amount or Decimal(0)
        found.append(None if amount is None else total / MILLION)
    return found


def _millions(amount: Decimal | None) -> str:
    return "" if amount is None else format_number(amount, 1)


def _chart_title(
    months: tuple[MonthMoney, ...], planned: list[Decimal | None], realised: list[Decimal | None]
) -> str:
    last = max((place for place, amount in enumerate(realised) if amount is not None), default=None)
    if last is None:
        return _("Rencana penarikan dana sampai {month}").format(month=months[-1].name)
    words = {"month": months[last].name, "realised": _millions(realised[last])}
    if planned[last] is None:
        return _("Sampai {month} dibelanjakan {realised} juta rupiah").format(**words)
    words["planned"] = _millions(planned[last])
    return _("Sampai {month} dibelanjakan {realised} dari rencana {planned} juta rupiah").format(**words)


def _efficiency(budget: Budget, book: YearBook | None, rules: MoneyRules) -> tuple[EfficiencyLine, ...]:
    capped = capped_achievement(book.measured.indicators, rules) if book is not None else None
    basis = _("bila keluaran setinggi rata-rata capaian berbatas {cap}")
    readings = (
        (_("bila seluruh keluaran dianggap tercapai 100%"), Decimal(100)),
        (basis.format(cap=format_percent(rules.achievement_cap)), capped),
    )
    if budget.realised is None or budget.ceiling <= 0:
        return ()
    return tuple(
        _efficiency_line(basis, budget.ceiling, budget.realised, achieved, rules.efficiency_clamp)
        for basis, achieved in readings
        if achieved is not None and achieved > 0
    )


def _efficiency_line(
    basis: str, ceiling: Decimal, realised: Decimal, achieved: Decimal, clamp: Decimal
) -> EfficiencyLine:
    result = efficiency(ceiling=ceiling, realised=realised, achievement=achieved, clamp=clamp)
    percent = format_percent(result.percent, trim=False)
    words = _("di dalam batas")
    if result.clamped:
        bound = _minus(format_percent(clamp if result.percent > 0 else -clamp))
        words = _("di luar batas, jadi nilainya dihitung dari {bound}").format(bound=bound)
    return EfficiencyLine(basis, _minus(percent), format_percent(result.score, trim=False), words)


def _minus(text: str) -> str:
    """``text`` of a number with the sign that the bounds beside it are written with."""
    return text.replace("-", "−")
