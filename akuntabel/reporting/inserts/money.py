"""Chapter III.C: the budget against its named version, its sources, and efficiency with its clamp."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_date, format_number
from akuntabel.documents.tree import (
    Align,
    Block,
    Inlines,
    Paragraph,
    ParagraphStyle,
    Row,
    RowKind,
    Table,
    words,
)
from akuntabel.packs.money import MoneyRules
from akuntabel.planning.models import BudgetVersion
from akuntabel.planning.selectors import Budget
from akuntabel.reporting.book.money_parts import has_ledger
from akuntabel.reporting.charts import budget_chart
from akuntabel.reporting.inserts.money_tables import (
    fund_table,
    is_coded,
    ledger_table,
    level_table,
    month_table,
    objective_table,
    version_words,
)
from akuntabel.reporting.writer import Insert, Writer, cite_cell, columns, head, text_cell


def budget_tables(writer: Writer) -> Iterator[Block]:
    """The budget by line or level, fund, version and month; then the grant, and the money by objective."""
    budget = writer.book.budget
    if budget is None:
        return
    yield level_table(writer, budget) if is_coded(budget) else _line_table(writer, budget)
    if budget.disagreement:
        yield Paragraph(words(budget.disagreement), ParagraphStyle.NOTE)
    yield from fund_table(writer, budget)
    yield _versions(writer, budget)
    yield from month_table(writer, budget)
    yield from _grant(writer, budget)
    yield from ledger_table(writer, budget)
    yield from objective_table(writer, budget)


def _line_table(writer: Writer, budget: Budget) -> Table:
    """Ceiling by line, then realisation, remainder and absorption."""
    lines = [
        Row(
            (
                text_cell(line.programme or line.get_fund_display()),
                cite_cell(writer.cite(f"budget.{budget.version.code}.{number}")),
            )
        )
        for number, line in enumerate(budget.lines, 1)
    ]
    results = [
        Row((text_cell(label, bold=strong), cite_cell(writer.cite(key, bold=strong))), kind)
        for label, key, strong, kind in (
            (_("Pagu"), "budget.ceiling", True, RowKind.TOTAL),
            (_("Realisasi"), "budget.realised", False, RowKind.BODY),
            (_("Sisa"), "budget.remaining", False, RowKind.BODY),
            (_("Penyerapan terhadap pagu"), "budget.absorption", True, RowKind.TOTAL),
        )
    ]
    return Table(
        columns(64, 36, align=(Align.RIGHT,)),
        (head(_("Uraian"), _("Jumlah")), *lines, *results),
        caption=_("Pagu dan realisasi anggaran menurut {version}").format(version=budget.version.name),
        note=_realisation_note(budget),
        anchor="budget-table",
    )


def _grant(writer: Writer, budget: Budget) -> Iterator[Table]:
    """The grant from agreement to booking, where the ledger says no more."""
    if budget.grant_agreed is None or has_ledger(budget):
        return
    yield Table(
        columns(64, 36, align=(Align.RIGHT,)),
        (
            head(_("Uraian"), _("Jumlah")),
            Row((text_cell(_("Hibah yang disepakati")), cite_cell(writer.cite("budget.grant_agreed")))),
            Row(
                (text_cell(_("Hibah yang dicatat dalam DIPA")), cite_cell(writer.cite("budget.grant_booked")))
            ),
            Row(
                (
                    text_cell(_("Selisih di luar DIPA tahun ini"), bold=True),
                    cite_cell(writer.cite("budget.grant_unbooked", bold=True)),
                ),
                RowKind.TOTAL,
            ),
        ),
        caption=_("Hibah dari kesepakatan sampai DIPA"),
        note=words("; ".join(dict.fromkeys(entry.note for entry in budget.grant_entries if entry.note))),
    )


def _realisation_note(budget: Budget) -> Inlines:
    """Said only where it is so: one amount, without programme, fund or kind of spending."""
    if budget.from_payments:
        return words(version_words(budget))
    spent = budget.realisation
    if spent is None or spent.programme or spent.fund:
        return ()
    return words(
        _(
            "Realisasi hanya dilaporkan sebagai satu jumlah; rincian menurut program, sumber dana, "
            "dan jenis belanja belum ada."
        )
    )


def _versions(writer: Writer, budget: Budget) -> Table:
    """Every version of the budget with its total and what is to be known of it."""
    return Table(
        columns(30, 22, 48, align=(Align.RIGHT, Align.LEFT)),
        (
            head(_("Versi anggaran"), _("Jumlah"), _("Keterangan")),
            *(
                Row(
                    (
                        text_cell(version.name),
                        cite_cell(writer.cite(f"budget.{version.code}.total")),
                        text_cell(_about(version)),
                    )
                )
                for version in budget.versions
            ),
        ),
        caption=_("Versi anggaran tahun {year}").format(year=writer.year.year),
    )


def _about(version: BudgetVersion) -> str:
    """Number, day, kind of change and reason of a version, as far as they are known, and its note."""
    issued = _("tanggal {day}").format(day=format_date(version.issued_on)) if version.issued_on else ""
    change = str(version.get_change_display()) if version.change else ""
    parts = [" ".join(filter(None, (version.number, issued))), change, version.reason.rstrip(".")]
    told = "; ".join(filter(None, parts))
    return " ".join(filter(None, (f"{told}." if told else "", version.note)))


def spending(writer: Writer) -> Iterator[Block]:
    """Every version of the budget and what was spent."""
    if chart := budget_chart(writer.book):
        yield chart


def efficiency_table(writer: Writer) -> Iterator[Block]:
    """Efficiency at the level of the office, on both readings of the output's achievement."""
    kinds = [kind for kind in ("full", "capped") if f"efficiency.{kind}.value" in writer.book]
    labels = {
        "full": _("bila seluruh keluaran dianggap tercapai 100%"),
        "capped": _("bila keluaran setinggi rata-rata capaian berbatas 100%"),
    }
    if not kinds:
        return
    yield Table(
        columns(56, 22, 22, align=(Align.DECIMAL, Align.DECIMAL)),
        (
            head(_("Dasar"), _("Efisiensi (E)"), _("Nilai efisiensi (NE)")),
            *(
                Row(
                    (
                        text_cell(labels[kind]),
                        cite_cell(writer.cite(f"efficiency.{kind}.value")),
                        cite_cell(writer.cite(f"efficiency.{kind}.score")),
                    )
                )
                for kind in kinds
            ),
        ),
        caption=_("Efisiensi anggaran tingkat kantor"),
        note=writer.line(_efficiency_note(writer)),
    )


def _efficiency_note(writer: Writer) -> str:
    """The formula, its limits, where a limit bit, and whether objectives have an efficiency of their own."""
    budget, rules = writer.book.budget, writer.pack.money
    mapped = budget is not None and bool(budget.objectives)
    parts = [
        _(
            "E = (pagu × capaian − realisasi) / (pagu × capaian); NE = 50 + E / {clamp} × 50, "
            "dengan E dibatasi −{clamp}% sampai {clamp}%."
        ).format(clamp=format_number(rules.efficiency_clamp)),
        *_clamped(writer, rules),
        _("Efisiensi tiap sasaran ada pada tabel anggaran menurut sasaran.")
        if mapped
        else _("Anggaran belum dipetakan ke sasaran, sehingga efisiensi tiap sasaran tidak dihitung."),
        _("Rumus keluarga PMK 22/2021; penerapannya pada laporan kinerja perlu dipastikan."),
    ]
    return " ".join(parts)


def _clamped(writer: Writer, rules: MoneyRules) -> list[str]:
    """A sentence when E went beyond its limit in one of the rows above."""
    figures = [
        writer.book[key] for kind in ("full", "capped") if (key := f"efficiency.{kind}.value") in writer.book
    ]
    beyond = [each.text for each in figures if abs(each.number or Decimal(0)) > rules.efficiency_clamp]
    if not beyond:
        return []
    told = _("E sebesar {values} melewati batas itu dan dihitung setinggi batasnya.")
    return [told.format(values=_(" dan ").join(beyond))]


INSERTS: dict[str, Insert] = {
    "budget_tables": budget_tables,
    "budget_chart": spending,
    "efficiency_table": efficiency_table,
}
