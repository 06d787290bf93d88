"""Figures of the money: the measured budget, every version's lines, the grant, and efficiency."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from akuntabel.core.budget import efficiency
from akuntabel.core.indonesian import format_percent
from akuntabel.measuring.selectors import MeasuredYear
from akuntabel.planning.selectors import Budget
from akuntabel.reporting.book.money_parts import (
    fund_figures,
    ledger_figures,
    month_figures,
    objective_figures,
    score_origin,
    step_figures,
    tree_figures,
)
from akuntabel.reporting.efficiency import capped_achievement
from akuntabel.reporting.figures import Figure, number_figure


def budget_figures(measured: MeasuredYear, budget: Budget | None) -> Iterator[Figure]:
    """Every figure of ``budget``; none without one."""
    if budget is None:
        return
    yield from _measured_version(budget)
    yield from _grant(budget)
    yield from _lines(budget)
    yield from fund_figures(budget)
    yield from tree_figures(budget)
    yield from step_figures(budget)
    yield from month_figures(budget, measured.pack.money)
    yield from ledger_figures(budget)
    yield from objective_figures(measured, budget)
    yield from _efficiency(measured, budget)


def _money(
    key: str, label: str, amount: Decimal | None, origin: str, sources: tuple[str, ...] = ()
) -> Figure:
    return number_figure(f"budget.{key}", label, amount, origin, unit="Rp", kind="money", sources=sources)


def _measured_version(budget: Budget) -> Iterator[Figure]:
    """The version that the realisation is measured against."""
    version = budget.version.name
    sources = tuple(line.source for line in budget.lines if line.source)
    spent = (budget.realisation.source,) if budget.realisation else ()
    named = _("Menurut {version}.").format(version=version)
    summed = _("Jumlah baris {version}.").format(version=version)
    yield _money("apbn", _("Anggaran APBN"), budget.state, named, sources)
    yield _money("grant_booked", _("Hibah dalam DIPA"), budget.grant_booked, named, sources)
    yield _money("ceiling", _("Pagu"), budget.ceiling, summed, sources)
    yield _money("realised", _("Realisasi anggaran"), budget.realised, _realised_origin(budget), spent)
    yield _money("remaining", _("Sisa anggaran"), budget.remaining, _("Pagu dikurangi realisasi."))
    yield number_figure(
        "budget.absorption",
        _("Penyerapan anggaran"),
        budget.absorption,
        _absorption_origin(budget),
        unit="%",
        kind="percent",
    )


def _realised_origin(budget: Budget) -> str:
    if not budget.from_payments:
        return _("Realisasi sampai akhir tahun.")
    origin = _("Jumlah {basis}.").format(basis=budget.basis)
    return f"{origin} {budget.disagreement}".rstrip()


def _absorption_origin(budget: Budget) -> str:
    origin = _("Realisasi dibagi pagu {version}.").format(version=budget.version.name)
    if not budget.from_payments:
        return origin
    return f"{origin} " + _("Realisasi: {basis}.").format(basis=budget.basis)


def _grant(budget: Budget) -> Iterator[Figure]:
    if budget.grant_agreed is None:
        return
    agreed = tuple(entry.source for entry in budget.grant_entries if entry.kind == "agreed")
    yield _money(
        "grant_agreed", _("Hibah yang disepakati"), budget.grant_agreed, _("Alokasi hibah pemilihan."), agreed
    )
    yield _money(
        "grant_unbooked",
        _("Hibah di luar DIPA tahun ini"),
        budget.grant_agreed - budget.grant_booked,
        _("Selisih hibah yang disepakati dan yang dicatat dalam DIPA; rinciannya tidak ada dalam sumber."),
    )


def _lines(budget: Budget) -> Iterator[Figure]:
    for version in budget.versions:
        lines = list(version.lines.all())
        for number, line in enumerate(lines, 1):
            if line.account_code:
                continue  # hundreds of accounts: the levels above them have figures
            label = f"{version.name}: {line.programme or line.get_fund_display()}"
            yield _money(f"{version.code}.{number}", label, line.amount, line.note or label, (line.source,))
        total = sum((line.amount for line in lines), Decimal(0))
        label = _("Jumlah {version}").format(version=version.name)
        yield _money(f"{version.code}.total", label, total, _("Jumlah baris."))


def _efficiency(measured: MeasuredYear, budget: Budget) -> Iterator[Figure]:
    rules = measured.pack.money
    clamp, cap = rules.efficiency_clamp, format_percent(rules.achievement_cap)
    for key, achieved, basis in (
        ("full", Decimal(100), _("dengan anggapan seluruh keluaran tercapai 100%")),
        (
            "capped",
            capped_achievement(measured.indicators, rules),
            _("dengan rata-rata capaian berbatas {cap}").format(cap=cap),
        ),
    ):
        if budget.realised is None or achieved is None:
            continue
        if budget.ceiling * achieved <= 0:
            continue
        result = efficiency(
            ceiling=budget.ceiling, realised=budget.realised, achievement=achieved, clamp=clamp
        )
        origin = _("(Pagu × capaian − realisasi) / (pagu × capaian), {basis}.").format(basis=basis)
        yield number_figure(
            f"efficiency.{key}.value",
            _("Efisiensi {basis}").format(basis=basis),
            result.percent,
            origin,
            unit="%",
            kind="percent",
        )
        yield number_figure(
            f"efficiency.{key}.score",
            _("Nilai efisiensi {basis}").format(basis=basis),
            result.score,
            score_origin(result, clamp),
            unit="%",
            kind="percent",
        )
