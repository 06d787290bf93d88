"""Figures of the money in its parts: by fund, level, month, version, grant and objective.

Each stands in the book only where the office has given what it needs; every percentage says of which
version and on what basis it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from akuntabel.core.budget import Efficiency
from akuntabel.core.indonesian import format_number, format_percent
from akuntabel.measuring.selectors import MeasuredYear
from akuntabel.packs.money import MoneyRules
from akuntabel.planning.money.reading import Budget
from akuntabel.planning.money.tree import LEVEL_WORDS, Node, flat
from akuntabel.reporting.efficiency import Result, clamp_words, efficiencies
from akuntabel.reporting.figures import Figure, number_figure

TREE_LEVELS = ("programme", "activity", "output", "detail")


def _money(key: str, label: str, amount: Decimal | None, origin: str) -> Figure:
    return number_figure(f"budget.{key}", label, amount, origin, unit="Rp", kind="money")


def _percent(key: str, label: str, number: Decimal | None, origin: str) -> Figure:
    return number_figure(key, label, number, origin, unit="%", kind="percent")


def _of(budget: Budget) -> str:
    """Version and basis, as every percentage names them."""
    return _("Realisasi dibagi pagu menurut {version}; realisasi: {basis}.").format(
        version=budget.version.name, basis=budget.basis
    )


def fund_figures(budget: Budget) -> Iterator[Figure]:
    """Ceiling, realised and absorption of each fund, where payments name their fund."""
    for each in budget.funds:
        if each.realised is None:
            continue
        key, name = f"fund.{each.fund or 'unsplit'}", each.label
        named = _("Baris {version} dengan sumber dana ini.").format(version=budget.version.name)
        yield _money(f"{key}.ceiling", _("Pagu {name}").format(name=name), each.ceiling, named)
        paid = _("Pembayaran dengan sumber dana ini: {basis}.").format(basis=budget.basis)
        yield _money(f"{key}.realised", _("Realisasi {name}").format(name=name), each.realised, paid)
        label = _("Penyerapan {name}").format(name=name)
        yield _percent(f"budget.{key}.absorption", label, each.absorption, _of(budget))


def is_shown(node: Node) -> bool:
    """Whether a part of the budget has figures: down to the RO, an account only where nothing stands above it."""
    return bool(node.code) and (node.level in TREE_LEVELS or node.depth == 0)


def tree_figures(budget: Budget) -> Iterator[Figure]:
    """Ceiling, realised and absorption of each programme, activity, output and detail that has a code."""
    seen: set[str] = set()
    for node in flat(budget.tree):
        if not is_shown(node) or node.key in seen:
            continue
        seen.add(node.key)
        key, label = f"node.{node.key}", f"{LEVEL_WORDS[node.level]} {node.label}"
        summed = _("Jumlah baris di bawahnya menurut {version}.").format(version=budget.version.name)
        yield _money(f"{key}.ceiling", _("Pagu {name}").format(name=label), node.ceiling, summed)
        if node.realised is None:
            continue
        paid = _("Pembayaran pada baris di bawahnya: {basis}.").format(basis=budget.basis)
        yield _money(f"{key}.realised", _("Realisasi {name}").format(name=label), node.realised, paid)
        label = _("Penyerapan {name}").format(name=label)
        yield _percent(f"budget.{key}.absorption", label, node.absorption, _of(budget))
    uncoded = [line.amount for line in budget.lines if not line.key]
    if uncoded and len(uncoded) < len(budget.lines):
        origin = _("Jumlah baris {version} yang tidak berkode.").format(version=budget.version.name)
        yield _money("uncoded", _("Pagu baris tanpa kode"), sum(uncoded, Decimal(0)), origin)
    if budget.payments and budget.outside:
        yield _money(
            "outside",
            _("Belanja di luar baris anggaran"),
            sum(budget.outside.values(), Decimal(0)),
            _("Pembayaran tanpa kode, atau dengan kode yang tidak ada dalam {version}.").format(
                version=budget.version.name
            ),
        )


def step_figures(budget: Budget) -> Iterator[Figure]:
    """What each revision changed of the ceiling, and the absorption against each version's own ceiling."""
    for step in budget.steps:
        name = step.version.name
        if step.version.replaces_id is None or step.difference is None:
            continue
        yield _money(
            f"{step.version.code}.difference",
            _("Perubahan pagu pada {version}").format(version=name),
            step.difference,
            _("Pagu {version} dikurangi pagu versi sebelumnya.").format(version=name),
        )
    if not any(step.version.replaces_id for step in budget.steps):
        return
    for step in budget.steps:
        name = step.version.name
        yield _percent(
            f"budget.{step.version.code}.absorption",
            _("Penyerapan terhadap {version}").format(version=name),
            step.absorption,
            _("Realisasi dibagi pagu {version}; realisasi: {basis}.").format(
                version=name, basis=budget.basis
            ),
        )


def month_figures(budget: Budget, rules: MoneyRules) -> Iterator[Figure]:
    """Planned, realised and deviation of each month, where the version has a monthly plan."""
    if not budget.has_plan:
        return
    version = budget.version.name
    for each in budget.months:
        key, name = f"month.{each.month}", each.name
        planned = _("Rencana bulanan menurut {version}.").format(version=version)
        yield _money(f"{key}.planned", _("Rencana belanja {month}").format(month=name), each.planned, planned)
        if each.realised is not None:
            paid = _("Pembayaran bertanggal bulan itu, dikurangi pengembalian.")
            yield _money(
                f"{key}.realised", _("Realisasi belanja {month}").format(month=name), each.realised, paid
            )
        if each.deviation is not None:
            origin = _("|Realisasi − rencana| / rencana {version}.").format(version=version)
            label = _("Deviasi {month}").format(month=name)
            yield _percent(f"budget.{key}.deviation", label, each.deviation, origin)
    mean = budget.mean_deviation(rules.deviation_most)
    if mean is not None:
        yield _percent(
            "budget.deviation",
            _("Rata-rata deviasi bulanan"),
            mean,
            _(
                "Rata-rata deviasi bulan-bulan yang punya rencana menurut {version}; satu bulan paling tinggi {most}."
            ).format(version=version, most=format_percent(rules.deviation_most)),
        )


def ledger_figures(budget: Budget) -> Iterator[Figure]:
    """The sums of the grant ledger, where receipts, spending or returns were written down."""
    if not has_ledger(budget) or budget.ledger is None:
        return
    totals = budget.ledger.totals
    labels = {
        "received": _("Hibah yang diterima"),
        "to_come": _("Hibah yang masih akan diterima"),
        "booked": _("Hibah yang dicatat menurut buku hibah"),
        "unbooked": _("Hibah diterima yang belum dicatat dalam DIPA"),
        "spent": _("Hibah yang dibelanjakan"),
        "returned": _("Hibah yang dikembalikan"),
        "left": _("Sisa hibah"),
    }
    origins = {
        "to_come": _("Yang disepakati dikurangi yang diterima."),
        "unbooked": _("Yang diterima dikurangi yang dicatat dalam DIPA."),
        "left": _("Yang diterima dikurangi belanja dan pengembalian."),
    }
    for name, label in labels.items():
        amount = getattr(totals, name)
        if amount is not None:
            yield _money(f"ledger.{name}", label, amount, origins.get(name, _("Jumlah baris buku hibah.")))


def has_ledger(budget: Budget) -> bool:
    """Whether the grant ledger says more than what was agreed and booked."""
    return any(entry.kind in ("received", "spent", "returned") for entry in budget.grant_entries)


def objective_figures(measured: MeasuredYear, budget: Budget) -> Iterator[Figure]:
    """Ceiling, realised, absorption and efficiency of each objective that lines are mapped to."""
    names = {objective.code: objective.name for objective, _items in measured.by_objective()}
    for row in budget.objectives:
        key = f"objective.{row.code}"
        name = _("sasaran {code} {name}").format(code=row.code, name=names.get(row.code, "")).strip()
        mapped = _("Bagian baris {version} yang dipetakan ke sasaran ini: {keys}.").format(
            version=budget.version.name,
            keys=", ".join(f"{line} ({format_percent(percent, 4)})" for line, percent in row.keys),
        )
        yield _money(f"{key}.ceiling", _("Pagu {name}").format(name=name), row.ceiling, mapped)
        if row.realised is None:
            continue
        paid = _("Bagian pembayaran yang dipetakan ke sasaran ini: {basis}.").format(basis=budget.basis)
        yield _money(f"{key}.realised", _("Realisasi {name}").format(name=name), row.realised, paid)
        label = _("Penyerapan {name}").format(name=name)
        yield _percent(f"budget.{key}.absorption", label, row.absorption, _of(budget))
    if budget.shares:
        rest = sum((each.ceiling for each in budget.unmapped), Decimal(0))
        origin = _("Bagian {version} yang tidak dipetakan ke sasaran mana pun.").format(
            version=budget.version.name
        )
        yield _money("unmapped", _("Pagu yang belum dipetakan ke sasaran"), rest, origin)
    for result in efficiencies(measured, budget):
        yield from _objective_efficiency(result, measured.pack.money)


def _objective_efficiency(result: Result, rules: MoneyRules) -> Iterator[Figure]:
    key = f"efficiency.objective.{result.code}"
    origin = _(
        "(Pagu × capaian − realisasi) / (pagu × capaian), dengan capaian rata-rata {achievement}, "
        "tiap indikator paling tinggi {cap}."
    ).format(achievement=format_percent(result.achievement), cap=format_percent(rules.achievement_cap))
    yield _percent(
        f"{key}.value", _("Efisiensi sasaran {code}").format(code=result.code), result.percent, origin
    )
    label = _("Nilai efisiensi sasaran {code}").format(code=result.code)
    yield _percent(f"{key}.score", label, result.score, score_origin(result, rules.efficiency_clamp))


def score_origin(result: Result | Efficiency, clamp: Decimal) -> str:
    """How NE came about, and that its clamp bit where it did."""
    origin = _("50 + efisiensi / {clamp} × 50, dengan efisiensi dibatasi −{clamp}% sampai {clamp}%.").format(
        clamp=format_number(clamp)
    )
    return f"{origin} {clamp_words(result.clamped, result.percent, clamp)}".rstrip()
