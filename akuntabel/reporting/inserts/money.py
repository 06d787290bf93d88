"""Chapter III.C: the budget against its named version, its sources, and efficiency with its clamp."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from akuntabel.documents.tree import Align, Block, Inlines, Row, RowKind, Table, words
from akuntabel.planning.selectors import Budget
from akuntabel.reporting.charts import budget_chart
from akuntabel.reporting.writer import Insert, Writer, cite_cell, columns, head, text_cell


def budget_tables(writer: Writer) -> Iterator[Block]:
    """Ceiling, realisation, remainder and absorption; then the grant from agreement to booking."""
    budget = writer.book.budget
    if budget is None:
        return
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
    yield Table(
        columns(64, 36, align=(Align.RIGHT,)),
        (head(_("Uraian"), _("Jumlah")), *lines, *results),
        caption=_("Pagu dan realisasi anggaran menurut {version}").format(version=budget.version.name),
        note=_realisation_note(budget),
        anchor="budget-table",
    )
    yield _versions(writer, budget)
    if budget.grant_agreed is None:
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
                        text_cell(version.note),
                    )
                )
                for version in budget.versions
            ),
        ),
        caption=_("Versi anggaran tahun {year}").format(year=writer.year.year),
    )


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
        note=writer.line(
            _(
                "E = (pagu × capaian − realisasi) / (pagu × capaian); NE = 50 + E / 20 × 50, "
                "dengan E dibatasi −20% sampai 20%. "
                "Anggaran belum dipetakan ke sasaran, sehingga efisiensi tiap sasaran tidak dihitung. "
                "Rumus keluarga PMK 22/2021; "
                "penerapannya pada laporan kinerja perlu dipastikan."
            )
        ),
    )


INSERTS: dict[str, Insert] = {
    "budget_tables": budget_tables,
    "budget_chart": spending,
    "efficiency_table": efficiency_table,
}
