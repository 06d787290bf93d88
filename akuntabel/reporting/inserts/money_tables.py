"""The tables of chapter III.C that stand only where the office has given what they need."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_date, format_percent
from akuntabel.documents.tree import Align, Cell, Paragraph, ParagraphStyle, Row, RowKind, Table, words
from akuntabel.planning.money.reading import Budget
from akuntabel.planning.money.tree import Node, flat
from akuntabel.reporting.book.money_parts import has_ledger, is_shown
from akuntabel.reporting.efficiency import efficiencies
from akuntabel.reporting.writer import Writer, cite_cell, columns, head, text_cell

_NOTHING = "–"


def is_coded(budget: Budget) -> bool:
    """Whether the measured version is deep enough for a table by level."""
    return any(line.key for line in budget.lines)


def version_words(budget: Budget) -> str:
    """Version and basis, as a table names them under its percentages."""
    version = budget.version
    issued = _(" tanggal {day}").format(day=format_date(version.issued_on)) if version.issued_on else ""
    number = f" ({version.number}{issued})" if version.number else ""
    return _("Pagu menurut {version}{number}; realisasi: {basis}.").format(
        version=version.name, number=number, basis=budget.basis
    )


def level_table(writer: Writer, budget: Budget) -> Table:
    """Ceiling, realised and absorption by programme, activity, output and detail, with their total."""
    rows = [_level_row(writer, node) for node in flat(budget.tree) if is_shown(node)]
    cites = [
        _figure(writer, key, bold=True) for key in ("budget.ceiling", "budget.realised", "budget.absorption")
    ]
    for key, label in (
        ("budget.uncoded", _("Baris tanpa kode")),
        ("budget.outside", _("Belanja di luar baris anggaran")),
    ):
        if key in writer.book:
            amounts = (_figure(writer, key), text_cell(_NOTHING))
            cells = amounts if key == "budget.uncoded" else amounts[::-1]
            rows.append(Row((text_cell(label), *cells, text_cell(_NOTHING))))
    return Table(
        columns(43, 21, 21, 15, align=(Align.RIGHT, Align.RIGHT, Align.DECIMAL)),
        (
            head(_("Program / kegiatan / KRO / RO"), _("Pagu"), _("Realisasi"), _("Penyerapan")),
            *rows,
            Row((text_cell(_("Jumlah"), bold=True), *cites), RowKind.TOTAL),
        ),
        caption=_("Pagu dan realisasi anggaran menurut {version}").format(version=budget.version.name),
        note=words(version_words(budget)),
        anchor="budget-table",
    )


def _level_row(writer: Writer, node: Node) -> Row:
    key = f"budget.node.{node.key}"
    label = "\u2003" * node.depth + node.label
    cites = [_figure(writer, f"{key}.{part}") for part in ("ceiling", "realised", "absorption")]
    return Row((text_cell(label), *cites))


def _figure(writer: Writer, key: str, *, bold: bool = False) -> Cell:
    """A figure, or a dash where the book has none."""
    return cite_cell(writer.cite(key, bold=bold)) if key in writer.book else text_cell(_NOTHING)


def fund_table(writer: Writer, budget: Budget) -> Iterator[Table]:
    """Ceiling, realised and absorption by fund, where there is more than one."""
    funds = [each for each in budget.funds if each.realised is not None]
    if len(funds) < 2:
        return
    rows = [
        Row(
            (
                text_cell(each.label),
                *(
                    _figure(writer, f"budget.fund.{each.fund or 'unsplit'}.{part}")
                    for part in ("ceiling", "realised", "absorption")
                ),
            )
        )
        for each in funds
    ]
    yield Table(
        columns(40, 22, 22, 16, align=(Align.RIGHT, Align.RIGHT, Align.DECIMAL)),
        (head(_("Sumber dana"), _("Pagu"), _("Realisasi"), _("Penyerapan")), *rows),
        caption=_("Pagu dan realisasi menurut sumber dana"),
        note=words(version_words(budget)),
    )


def month_table(writer: Writer, budget: Budget) -> Iterator[Table]:
    """Plan, realisation and deviation of each month, where the version has a monthly plan."""
    if not budget.has_plan:
        return
    rules = writer.pack.money
    rows = [
        Row(
            (
                text_cell(each.name),
                *(
                    _figure(writer, f"budget.month.{each.month}.{part}")
                    for part in ("planned", "realised", "deviation")
                ),
            )
        )
        for each in budget.months
    ]
    if "budget.deviation" in writer.book:
        mean = cite_cell(writer.cite("budget.deviation", bold=True))
        total = (text_cell(_("Rata-rata deviasi"), bold=True, colspan=3), mean)
        rows.append(Row(total, RowKind.TOTAL))
    yield Table(
        columns(28, 26, 26, 20, align=(Align.RIGHT, Align.RIGHT, Align.DECIMAL)),
        (head(_("Bulan"), _("Rencana"), _("Realisasi"), _("Deviasi")), *rows),
        caption=_("Rencana penarikan dan realisasi tiap bulan"),
        note=words(
            _(
                "Rencana menurut {version}; deviasi = |realisasi − rencana| / rencana. "
                "Deviasi sampai {full} dianggap sesuai rencana, dan dalam rata-rata satu bulan dihitung "
                "paling tinggi {most}; kedua batas ini perlu dipastikan."
            ).format(
                version=budget.version.name,
                full=format_percent(rules.deviation_full),
                most=format_percent(rules.deviation_most),
            )
        ),
    )


def ledger_table(writer: Writer, budget: Budget) -> Iterator[Table | Paragraph]:
    """The grant from agreement to return, line by line of its sums; what does not add up stands below."""
    if not has_ledger(budget) or budget.ledger is None:
        return
    rows = (
        ("budget.grant_agreed", _("Disepakati (NPHD)")),
        ("budget.ledger.received", _("Diterima")),
        ("budget.ledger.to_come", _("Masih akan diterima")),
        ("budget.ledger.booked", _("Dicatat dalam DIPA")),
        ("budget.ledger.unbooked", _("Diterima, belum dicatat dalam DIPA")),
        ("budget.ledger.spent", _("Dibelanjakan")),
        ("budget.ledger.returned", _("Dikembalikan")),
        ("budget.ledger.left", _("Sisa")),
    )
    yield Table(
        columns(64, 36, align=(Align.RIGHT,)),
        (
            head(_("Uraian"), _("Jumlah")),
            *(
                Row((text_cell(label), cite_cell(writer.cite(key))))
                for key, label in rows
                if key in writer.book
            ),
        ),
        caption=_("Hibah dari kesepakatan sampai pengembalian"),
        note=words("; ".join(dict.fromkeys(entry.note for entry in budget.grant_entries if entry.note))),
    )
    for sentence in budget.ledger.problems:
        yield Paragraph(words(sentence), ParagraphStyle.NOTE)


def objective_table(writer: Writer, budget: Budget) -> Iterator[Table]:
    """Ceiling, realised, absorption and efficiency of each objective, with the rest that none claims."""
    if not budget.objectives:
        return
    names = {objective.code: objective.name for objective, _items in writer.year.by_objective()}
    rows = []
    for row in budget.objectives:
        keys = [f"budget.objective.{row.code}.{part}" for part in ("ceiling", "realised", "absorption")]
        keys += [f"efficiency.objective.{row.code}.{part}" for part in ("value", "score")]
        name = f"{row.code} {names.get(row.code, '')}".strip()
        rows.append(Row((text_cell(name), *(_figure(writer, key) for key in keys))))
    rest = Row(
        (text_cell(_("Belum dipetakan"), bold=True), _figure(writer, "budget.unmapped", bold=True))
        + (text_cell(""),) * 4,
        RowKind.TOTAL,
    )
    yield Table(
        columns(26, 20, 20, 14, 10, 10, align=(Align.RIGHT, Align.RIGHT, *(Align.DECIMAL,) * 3)),
        (head(_("Sasaran"), _("Pagu"), _("Realisasi"), _("Penyerapan"), _("E"), _("NE")), *rows, rest),
        caption=_("Anggaran menurut sasaran"),
        note=words(
            " ".join(
                filter(None, (version_words(budget), _unmapped_words(budget), _clamp_words(writer, budget)))
            )
        ),
    )


def _unmapped_words(budget: Budget) -> str:
    """Which lines no objective claims, by name."""
    names = [f"{each.key or each.name} ({format_percent(each.percent, 4)})" for each in budget.unmapped]
    return _("Belum dipetakan: {names}.").format(names=", ".join(names)) if names else ""


def _clamp_words(writer: Writer, budget: Budget) -> str:
    """Which objectives went beyond the limit of E, so that their NE is that of the limit."""
    codes = [each.code for each in efficiencies(writer.year, budget) if each.clamped]
    if not codes:
        return ""
    return _("E sasaran {codes} melewati batas ±{clamp}, jadi NE-nya dihitung setinggi batas.").format(
        codes=", ".join(codes), clamp=format_percent(writer.pack.money.efficiency_clamp)
    )
