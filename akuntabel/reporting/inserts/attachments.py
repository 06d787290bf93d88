"""Attachments: the agreement as signed, the measurement in full, and where each figure comes from."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_date
from akuntabel.documents.tree import (
    Align,
    Block,
    Cell,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Row,
    RowKind,
    Signatory,
    Signature,
    Table,
    words,
)
from akuntabel.evidence.models import Record
from akuntabel.planning.models import Agreement
from akuntabel.reporting.figures import Figure
from akuntabel.reporting.inserts.plans import target_table
from akuntabel.reporting.writer import (
    Insert,
    Writer,
    category_cell,
    cite_cell,
    columns,
    group,
    head,
    text_cell,
)

SHOWN_RECORDS = 12  # record keys printed in a passport; the rest are counted


def agreement_document(writer: Writer) -> Iterator[Block]:
    """The statement page, then the table of targets and the budget, each with its signatures."""
    agreement = writer.year.agreement
    yield Paragraph(
        words(_("PERJANJIAN KINERJA TAHUN {year}").format(year=agreement.year), bold=True),
        ParagraphStyle.TITLE,
    )
    yield Paragraph(words(agreement.opening))
    yield _party(agreement.first_name, agreement.first_position)
    yield Paragraph(words(_("selanjutnya disebut pihak pertama,")))
    yield _party(agreement.second_name, agreement.second_position)
    yield Paragraph(words(_("selaku atasan pihak pertama, selanjutnya disebut pihak kedua.")))
    for text in agreement.statement.split("\n\n"):
        yield Paragraph(words(text))
    yield _signatures(agreement)
    yield PageBreak()
    yield Paragraph(
        words(
            _("LAMPIRAN PERJANJIAN KINERJA TAHUN {year}").format(year=agreement.year),
            bold=True,
        ),
        ParagraphStyle.TITLE,
    )
    yield Paragraph(words(writer.office.name.upper(), bold=True), ParagraphStyle.TITLE)
    yield target_table(writer, "")
    yield from _agreed_budget(writer, agreement)
    yield _signatures(agreement)


def _party(name: str, position: str) -> Table:
    return Table(
        columns(16, 84),
        (
            Row((text_cell(_("Nama")), text_cell(f": {name}"))),
            Row((text_cell(_("Jabatan")), text_cell(": " + " ".join(position.splitlines())))),
        ),
        ruled=False,
    )


def _signatures(agreement: Agreement) -> Signature:
    return Signature(
        place=agreement.place,
        date=format_date(agreement.signed_on) if agreement.signed_on else "",
        signatories=(
            Signatory(
                tuple(agreement.second_position.splitlines()), agreement.second_name, role=_("Pihak Kedua,")
            ),
            Signatory(
                tuple(agreement.first_position.splitlines()), agreement.first_name, role=_("Pihak Pertama,")
            ),
        ),
    )


def _agreed_budget(writer: Writer, agreement: Agreement) -> Iterator[Block]:
    for version in agreement.budgets.prefetch_related("lines"):
        lines = list(version.lines.all())
        yield Table(
            columns(8, 58, 34, align=(Align.RIGHT,)),
            (
                head(_("No."), _("Program"), _("Anggaran")),
                *(
                    Row(
                        (
                            text_cell(str(number)),
                            text_cell(line.programme),
                            cite_cell(writer.cite(f"budget.{version.code}.{number}")),
                        )
                    )
                    for number, line in enumerate(lines, 1)
                ),
                Row(
                    (
                        text_cell(_("Jumlah"), colspan=2, bold=True),
                        cite_cell(writer.cite(f"budget.{version.code}.total", bold=True)),
                    ),
                    RowKind.TOTAL,
                ),
            ),
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
                        cite_cell(writer.cite(f"{key}.actual")),
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
        note=writer.line(_("“–” berarti sumber hanya menyebut hasilnya, tanpa pembilang dan penyebut.")),
    )  # fmt: skip


def _part(writer: Writer, key: str) -> Cell:
    return cite_cell(writer.cite(key)) if key in writer.book else text_cell("–")


def passports(writer: Writer) -> Iterator[Block]:
    """One row for each figure of the report: what it is, how it came about, where that is written."""
    keys = dict(Record.objects.filter(office=writer.office).values_list("pk", "key"))
    sources = dict(Record.objects.filter(office=writer.office).values_list("pk", "source"))
    yield Paragraph(
        words(
            _(
                "Setiap angka dalam laporan ini disimpan satu kali. Tabel berikut menunjukkan cara setiap angka "
                "diperoleh dan catatan atau dokumen sumbernya."
            )
        )
    )
    rows = [
        Row(
            (
                text_cell(figure.label),
                text_cell(figure.text),
                text_cell(figure.origin),
                text_cell(_where(figure, keys, sources)),
            ),
            anchor=f"figure:{figure.id}",
        )
        for figure in writer.book.values()
    ]
    yield Table(
        columns(30, 14, 32, 24, align=(Align.RIGHT, Align.LEFT, Align.LEFT)),
        (head(_("Angka"), _("Nilai"), _("Cara diperoleh"), _("Sumber dan catatan")), *rows),
        caption=_("Asal-usul setiap angka"),
        anchor="passports",
    )


def _where(figure: Figure, keys: dict[int, str], sources: dict[int, str]) -> str:
    parts = list(figure.sources)
    if figure.records:
        shown = [keys[key] for key in figure.records[:SHOWN_RECORDS]]
        more = len(figure.records) - len(shown)
        parts.append(
            _("catatan: {keys}").format(keys=", ".join(shown))
            + (_(" dan {n} lagi").format(n=more) if more else "")
        )
        if len(figure.records) == 1:
            parts.append(sources[figure.records[0]])
    return "; ".join(dict.fromkeys(part for part in parts if part))


INSERTS: dict[str, Insert] = {
    "agreement_document": agreement_document,
    "measurement_attachment": measurement_attachment,
    "passports": passports,
}
