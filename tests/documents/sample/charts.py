"""One chart of each kind: bullet, column, line and bar."""

from __future__ import annotations

from decimal import Decimal

from akuntabel.documents.tree import Chart, ChartKind, Series


def _series(name: str, role: str, *values: str | None) -> Series:
    return Series(name, tuple(None if v is None else Decimal(v) for v in values), role)


def bullet() -> Chart:
    return Chart(
        kind=ChartKind.BULLET,
        title="Empat dari enam indikator mencapai atau melampaui 95% target",
        categories=(
            "Partisipasi pemilih",
            "Kegiatan pendidikan pemilih",
            "Nilai evaluasi akuntabilitas kinerja",
            "Penyerapan anggaran",
            "Laporan keuangan tepat waktu",
            "Pengaduan ditangani",
            "Indeks kepuasan layanan",
        ),
        series=(
            _series("Capaian", "actual", "102.26", "116.67", "96.72", "76.21", "50", "300", None),
            _series("Target", "target", "100", "100", "100", "100", "100", "100", "100"),
        ),
        labels=(
            ("102,26%", "116,67%", "96,72%", "76,21%", "50,00%", "300,00%", "belum jatuh tempo"),
            ("100%",) * 7,
        ),
        alt="Bagan batang: capaian tiap indikator terhadap target 100%; pengaduan 300% dipotong pada 150%.",
        unit="%",
        limit=Decimal(150),
    )


def column() -> Chart:
    return Chart(
        kind=ChartKind.COLUMN,
        title="Partisipasi pemilih naik dalam tiga pemilihan terakhir",
        categories=("2018", "2019", "2020", "2024"),
        series=(_series("Partisipasi", "actual", "74.2", "79.45", None, "81.3"),),
        labels=(("74,2", "79,45", "tidak ada", "81,30"),),
        alt="Bagan kolom: partisipasi 74,2 pada 2018, 79,45 pada 2019, 81,30 pada 2024.",
        unit="%",
    )


def line() -> Chart:
    months = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
    plan = ("4", "10", "18", "26", "34", "43", "52", "61", "70", "79", "88", "95")
    real = ("3.1", "8", "15.2", "22", "30.4", "38", "44.5", "50", "56.3", "62", "68.9", "72.4")
    return Chart(
        kind=ChartKind.LINE,
        title="Penyerapan anggaran tertinggal dari rencana sejak Juli",
        categories=months,
        series=(
            _series("Realisasi kumulatif", "actual", *real),
            _series("Rencana kumulatif", "plan", *plan),
            _series("Target tahun", "target", *("95",) * 12),
        ),
        labels=(
            ("",) * 11 + ("72,4",),
            ("",) * 12,
            ("",) * 11 + ("95",),
        ),
        alt="Bagan garis: realisasi kumulatif 72,4% pada Desember, rencana 95%.",
        unit="% dari pagu",
        anchor="g-serapan",
    )


def bar() -> Chart:
    return Chart(
        kind=ChartKind.BAR,
        title="Belanja barang menyumbang sisa pagu terbesar",
        categories=("Pegawai", "Barang", "Modal"),
        series=(
            _series("Pagu", "plan", "3215.4", "6480.1", "114.5"),
            _series("Realisasi", "actual", "3198.1", "3812.4", "92"),
        ),
        labels=(("3.215,4", "6.480,1", "114,5"), ("3.198,1", "3.812,4", "92,0")),
        alt="Bagan batang: pagu dan realisasi belanja pegawai, barang, modal dalam juta rupiah.",
        unit="juta rupiah",
    )
