"""Attachments: the agreement as signed, the measurement in full, and where each figure comes from."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from akuntabel.documents.tree import (
    Align,
    Block,
    Cell,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Row,
    Table,
    words,
)
from akuntabel.evidence.models import Record
from akuntabel.measuring.selectors import MeasuredIndicator
from akuntabel.planning.models import Agreement
from akuntabel.reporting.agreement_parts import budget_table, signatures, statement
from akuntabel.reporting.figures import Figure
from akuntabel.reporting.inserts.plans import target_table
from akuntabel.reporting.writer import (
    Insert,
    Writer,
    actual_cell,
    category_cell,
    cite_cell,
    columns,
    group,
    head,
    lead,
    text_cell,
    unapproved_note,
)

SHOWN_RECORDS = 12  # record keys printed in a passport; the rest are counted


def agreement_document(writer: Writer) -> Iterator[Block]:
    """The statement page, then the table of targets and the budget, each with its signatures."""
    agreement = writer.year.agreement
    yield Paragraph(
        words(_("PERJANJIAN KINERJA TAHUN {year}").format(year=agreement.year), bold=True),
        ParagraphStyle.TITLE,
    )
    yield from statement(agreement)
    yield PageBreak()
    yield Paragraph(
        words(
            _("LAMPIRAN PERJANJIAN KINERJA TAHUN {year}").format(year=agreement.year),
            bold=True,
        ),
        ParagraphStyle.TITLE,
    )
    yield Paragraph(words(writer.office.name.upper(), bold=True), ParagraphStyle.TITLE)
    yield target_table(writer, "", numbered=True)
    yield from _agreed_budget(writer, agreement)
    yield signatures(agreement)


def _agreed_budget(writer: Writer, agreement: Agreement) -> Iterator[Block]:
    for version in agreement.budgets.prefetch_related("lines"):
        yield budget_table(
            (line.programme, cite_cell(writer.cite(f"budget.{version.code}.{number}")))
            for number, line in enumerate(version.lines.all(), 1)
        )


def measurement_attachment(writer: Writer) -> Iterator[Block]:
    """Every indicator with numerator, denominator and what its actual rests on."""
    rows: list[Row] = []
    for objective, items in writer.year.by_objective():
        rows.append(group(_("Sasaran {code}: {name}").format(code=objective.code, name=objective.name), 8))
        for item in items:
            key = f"indicator.{item.code}"
            rows.append(
                Row(
                    (
                        text_cell(item.code),
                        text_cell(item.indicator.name),
                        cite_cell(writer.cite(f"{key}.target")),
                        _part(writer, f"{key}.numerator"),
                        _part(writer, f"{key}.denominator"),
                        actual_cell(writer, item),
                        cite_cell(writer.cite(f"{key}.achievement")),
                        category_cell(item),
                    )
                )
            )
    yield Table(
        columns(
            6, 38, 10, 9, 9, 10, 10, 12,
            align=(Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.DECIMAL, Align.LEFT),
        ),
        (
            head(
                _("No."), _("Indikator"), _("Target"), _("Pembilang"), _("Penyebut"),
                _("Realisasi"), _("Capaian"), _("Kategori"),
            ),
            *rows,
        ),
        caption=_("Pengukuran kinerja {office} tahun {year}").format(
            office=writer.office.name, year=writer.year.year
        ),
        note=(
            *writer.line(_("“–” berarti sumber hanya menyebut hasilnya, tanpa pembilang dan penyebut.")),
            *lead(unapproved_note(writer)),
        ),
    )  # fmt: skip


def _part(writer: Writer, key: str) -> Cell:
    return cite_cell(writer.cite(key)) if key in writer.book else text_cell("–")


def passports(writer: Writer) -> Iterator[Block]:
    """What each cited figure is, how it came about, and where that is written.

    The figures of one indicator share a row; every other figure has its own.
    """
    proof = _Proof(writer)
    yield Paragraph(
        words(
            _(
                "Setiap angka dalam laporan ini disimpan satu kali. Dua tabel berikut menunjukkan cara setiap angka "
                "diperoleh dan catatan atau dokumen sumbernya."
            )
        )
    )
    yield Table(
        columns(6, 28, 11, 11, 13, 31, align=(Align.RIGHT, Align.RIGHT, Align.DECIMAL, Align.LEFT)),
        (
            head(
                _("No."),
                _("Indikator"),
                _("Target"),
                _("Realisasi"),
                _("Capaian"),
                _("Cara diperoleh dan sumber"),
            ),
            *(_indicator_passport(writer, item, proof) for item in writer.year.indicators),
        ),
        caption=_("Asal-usul angka indikator"),
        anchor="passports",
    )
    others = [figure for figure in writer.book.values() if figure.passport == figure.id]
    yield Table(
        columns(32, 16, 30, 22, align=(Align.RIGHT, Align.LEFT, Align.LEFT)),
        (
            head(_("Angka"), _("Nilai"), _("Cara diperoleh"), _("Sumber dan catatan")),
            *(
                Row(
                    (
                        text_cell(figure.label),
                        text_cell(figure.text),
                        text_cell(figure.origin),
                        text_cell(proof.of(figure)),
                    ),
                    anchor=f"figure:{figure.passport}",
                )
                for figure in others
            ),
        ),
        caption=_("Asal-usul angka lainnya"),
    )


def _indicator_passport(writer: Writer, item: MeasuredIndicator, proof: _Proof) -> Row:
    key = f"indicator.{item.code}"
    target, actual, achievement = (
        writer.book[f"{key}.{part}"] for part in ("target", "actual", "achievement")
    )
    how = [actual.origin, _("Capaian: {formula}.").format(formula=achievement.origin.rstrip("."))]
    where = [_("target: {source}").format(source=proof.of(target)), proof.of(actual)]
    return Row(
        (
            text_cell(item.code),
            text_cell(item.indicator.name),
            cite_cell(writer.cite(target.id)),
            cite_cell(writer.cite(actual.id)),
            cite_cell(writer.cite(achievement.id)),
            Cell(
                blocks=(
                    Paragraph(words(" ".join(how))),
                    Paragraph(words("; ".join(filter(None, where)), italic=True)),
                )
            ),
        ),
        anchor=f"figure:{achievement.passport}",
    )


class _Proof:
    """Where a figure can be looked up: its sources, and the records behind it by their keys."""

    def __init__(self, writer: Writer) -> None:
        rows = Record.objects.filter(office=writer.office).values_list("pk", "key", "source")
        self._records = {pk: (key, source) for pk, key, source in rows}

    def of(self, figure: Figure) -> str:
        """The places of ``figure`` in one line, empty when it is worked out from other figures."""
        parts = list(figure.sources)
        if figure.records:
            keys = [self._records[pk][0] for pk in figure.records[:SHOWN_RECORDS]]
            more = len(figure.records) - len(keys)
            tail = _(" dan {n} lagi").format(n=more) if more else ""
            parts.append(_("catatan {keys}").format(keys=", ".join(keys)) + tail)
        if len(figure.records) == 1:
            parts.append(self._records[figure.records[0]][1])
        return "; ".join(dict.fromkeys(part for part in parts if part))


INSERTS: dict[str, Insert] = {
    "agreement_document": agreement_document,
    "measurement_attachment": measurement_attachment,
    "passports": passports,
}
