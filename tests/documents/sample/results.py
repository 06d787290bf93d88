"""BAB III: the table of measurement with groups, tones and a total, the budget, and where the charts stand."""

from __future__ import annotations

from akuntabel.documents.tree import Align, Cell, Cite, Column, Heading, Row, RowKind, Section, Table, words

from .charts import bar, bullet, column, line
from .shorthand import cell, group, head, p


def results() -> Section:
    return Section(
        key="bab-3",
        blocks=(
            Heading(1, "AKUNTABILITAS KINERJA", "BAB III", anchor="bab-3"),
            Heading(2, "Pengukuran Kinerja", "A."),
            p("Hasil pengukuran tahun 2024 disajikan di bawah ini."),
            _measurement(),
            bullet(),
            Heading(2, "Analisis Capaian", "B."),
            p(
                "Partisipasi pemilih mencapai ",
                Cite("turnout-2024", "81,30%", mark=True),
                ", naik ",
                Cite("turnout-delta", "1,85 poin"),
                " dari tahun sebelumnya.",
            ),
            column(),
            Heading(2, "Realisasi Anggaran", "C."),
            _budget(),
            line(),
            bar(),
        ),
    )


# number, indicator, (target, actual, achievement), id, tone, category
MET = "very-good", "Sangat berhasil"
INCLUSIVE = (
    ("1.", "Persentase partisipasi pemilih", ("79,5", "81,30", "102,26"), "turnout", *MET),
    ("2.", "Jumlah kegiatan pendidikan pemilih", ("24", "28", "116,67"), "education", *MET),
)
ACCOUNTABLE = (
    ("3.", "Nilai evaluasi akuntabilitas kinerja", ("72,50", "70,125", "96,72"), "sakip", "good", "Berhasil"),
    ("4.", "Persentase penyerapan anggaran", ("95", "72,4", "76,21"), "absorb", "fair", "Cukup berhasil"),
    ("5.", "Jumlah laporan keuangan tepat waktu", ("12", "6", "50,00"), "finrep", "bad", "Tidak berhasil"),
    ("6.", "Jumlah pengaduan yang ditangani", ("1", "3", "300,00"), "complaint", *MET),
    ("7.", "Indeks kepuasan layanan", ("3,5", "belum jatuh tempo", "–"), "ikm", "unknown", "Belum dinilai"),
)


def _measured(number: str, what: str, figures: tuple[str, str, str], id_: str, tone: str, word: str) -> Row:
    target, actual, rate = figures
    return Row(
        (
            cell(number),
            cell(what),
            Cell((Cite(f"{id_}-target", target),)),
            Cell((Cite(f"{id_}-actual", actual),)),
            Cell((Cite(f"{id_}-2024", rate, mark=True),)),
            Cell(words(word), tone=tone, align=Align.CENTRE),
        )
    )


def _measurement() -> Table:
    heads = (
        Cell(words("No."), rowspan=2, align=Align.CENTRE),
        Cell(words("Indikator"), rowspan=2, align=Align.CENTRE),
        Cell(words("Kinerja 2024"), colspan=3, align=Align.CENTRE),
        Cell(words("Kategori"), rowspan=2, align=Align.CENTRE),
    )
    average = (
        Cell(words("Rata-rata capaian"), colspan=4, align=Align.LEFT),
        Cell((Cite("avg-2024", "123,64"),)),
        Cell(),
    )
    return Table(
        columns=(
            Column(0.9, Align.CENTRE),
            Column(5.6),
            Column(1.9, Align.DECIMAL),
            Column(1.9, Align.DECIMAL),
            Column(2.1, Align.DECIMAL),
            Column(2.6),
        ),
        caption="Capaian indikator kinerja tahun 2024",
        note=words("Kategori menurut Peraturan Menteri; capaian lebih dari 200% ditulis apa adanya."),
        rows=(
            Row(heads, RowKind.HEAD),
            head("Target", "Realisasi", "Capaian (%)"),
            group("Sasaran 1: Terselenggaranya pemilihan yang inklusif", 6),
            *(_measured(*row) for row in INCLUSIVE),
            group("Sasaran 2: Tata kelola yang akuntabel", 6),
            *(_measured(*row) for row in ACCOUNTABLE),
            Row(average, RowKind.TOTAL),
        ),
    )


def _budget() -> Table:
    def row(name: str, budget: str, spent: str, rate: str, kind: RowKind = RowKind.BODY) -> Row:
        cells = (
            cell(name),
            *(Cell((Cite(f"b-{name}-{n}", t),)) for n, t in enumerate((budget, spent, rate))),
        )
        return Row(cells, kind)

    return Table(
        columns=(Column(5), Column(3, Align.RIGHT), Column(3, Align.RIGHT), Column(1.6, Align.DECIMAL)),
        caption="Pagu dan realisasi menurut jenis belanja (rupiah)",
        rows=(
            head("Jenis belanja", "Pagu", "Realisasi", "%"),
            row("Belanja pegawai", "3.215.400.000", "3.198.112.450", "99,46"),
            row("Belanja barang", "6.480.100.000", "3.812.400.125", "58,83"),
            row("Belanja modal", "114.500.000", "92.000.000", "80,35"),
            row("Jumlah", "9.810.000.000", "7.102.512.575", "72,40", RowKind.TOTAL),
        ),
    )
