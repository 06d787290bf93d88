"""A made-up report of about 45 pages with 30 tables and 10 charts; the same on every machine."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

from akuntabel.documents.tree import (
    Align,
    Block,
    Cell,
    Chart,
    ChartKind,
    Cite,
    Column,
    Contents,
    ContentsKind,
    Cover,
    Document,
    Heading,
    ItemList,
    Link,
    ListItem,
    ListKind,
    Numbering,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Section,
    Series,
    Signatory,
    Signature,
    Table,
    Text,
    words,
)

OFFICE = "Sekretariat Komisi Pemilihan Umum Kabupaten Telaga Biru"
CHAPTERS = 9
_TONES = (
    ("very-good", "Sangat berhasil"),
    ("good", "Berhasil"),
    ("fair", "Cukup berhasil"),
    ("bad", "Gagal"),
)
_YEARS = ("2020", "2021", "2022", "2023", "2024")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_SUBJECTS = (
    "Pengukuran kinerja",
    "Sekretariat kabupaten",
    "Sosialisasi kepada pemilih pemula",
    "Pemutakhiran data pemilih",
    "Pengelolaan barang milik negara",
    "Rencana aksi triwulanan",
    "Pelayanan informasi kepada masyarakat",
    "Evaluasi internal",
)
_PREDICATES = (
    "dilaksanakan sesuai jadwal yang ditetapkan dalam perjanjian kinerja",
    "memerlukan koordinasi yang lebih erat dengan pemerintah daerah",
    "menunjukkan kemajuan dibandingkan dengan tahun sebelumnya",
    "masih terkendala jarak antarwilayah dan keterbatasan jumlah pegawai",
    "didukung oleh dokumen yang tersimpan di bagian umum dan dapat diperiksa kembali",
    "disesuaikan setelah revisi anggaran pada pertengahan tahun",
)
_ENDS = (
    "sehingga target pada akhir tahun dapat dicapai.",
    "dan hasilnya dibahas dalam rapat pleno setiap bulan.",
    "sebagaimana diatur dalam peraturan yang berlaku.",
    "tanpa menambah beban anggaran satuan kerja.",
    "dengan tetap memperhatikan asas keterbukaan.",
)
_INDICATORS = (
    "Persentase partisipasi pemilih dalam pemilihan",
    "Jumlah kegiatan pendidikan pemilih yang terlaksana",
    "Nilai evaluasi akuntabilitas kinerja instansi pemerintah",
    "Persentase penyerapan anggaran satuan kerja",
    "Jumlah laporan keuangan yang disampaikan tepat waktu",
    "Persentase pengaduan masyarakat yang ditindaklanjuti",
    "Indeks kepuasan masyarakat atas layanan informasi",
    "Persentase pegawai yang mengikuti pelatihan",
)


def made() -> Document:
    """The whole document."""
    chance = random.Random(2024)
    chapters = tuple(_chapter(chance, number) for number in range(1, CHAPTERS + 1))
    return Document(
        title=f"Laporan Kinerja {OFFICE} Tahun 2024",
        author=OFFICE,
        subject="Laporan Kinerja Instansi Pemerintah",
        language="id-ID",
        moment=dt.datetime(2025, 1, 10, 9, 30, tzinfo=dt.UTC),
        running_head="Laporan Kinerja KPU Kabupaten Telaga Biru Tahun 2024",
        cover=Cover(
            office=("Komisi Pemilihan Umum", "Kabupaten Telaga Biru"),
            title=("Laporan Kinerja", "Sekretariat"),
            year="2024",
            emblem_alt="Tempat lambang",
        ),
        sections=(_front(chance), *chapters, _landscape(chance), _passports()),
    )


def _sentences(chance: random.Random, count: int) -> str:
    return " ".join(
        f"{chance.choice(_SUBJECTS)} {chance.choice(_PREDICATES)}, {chance.choice(_ENDS)}"
        for _ in range(count)
    )


def _text(chance: random.Random, count: int = 5) -> Paragraph:
    return Paragraph(words(_sentences(chance, count)))


def _figure(value: float, decimals: int = 2) -> str:
    return f"{value:,.{decimals}f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def _number(text: str) -> Cell:
    return Cell((Cite(f"n.{text}", text),))


def _head(*labels: str) -> Row:
    return Row(tuple(Cell(words(label), align=Align.CENTRE) for label in labels), RowKind.HEAD)


# ---------------------------------------------------------------- chapters


def _front(chance: random.Random) -> Section:
    return Section(
        key="depan",
        numbering=Numbering.ROMAN,
        blocks=(
            Heading(1, "KATA PENGANTAR", anchor="kata-pengantar"),
            _text(chance, 5),
            _text(chance, 5),
            Signature("Telaga Biru", "10 Januari 2025", (Signatory(("Sekretaris,",), "Rahmat Hidayat"),)),
            Heading(1, "IKHTISAR EKSEKUTIF", anchor="ikhtisar"),
            *(_text(chance, 6) for _ in range(5)),
            Heading(1, "DAFTAR ISI", listed=False),
            Contents(ContentsKind.HEADINGS, depth=2),
            PageBreak(),
            Contents(ContentsKind.TABLES),
            Contents(ContentsKind.FIGURES),
        ),
    )


def _chapter(chance: random.Random, number: int) -> Section:
    blocks: list[Block] = [
        Heading(1, f"SASARAN STRATEGIS KE-{number}", f"BAB {number}", anchor=f"bab-{number}"),
        Heading(2, "Latar Belakang", "A.", anchor=f"latar-{number}"),
        _text(chance, 5),
        _duties(chance),
        Heading(2, "Target dan Capaian", "B."),
        Paragraph(
            (
                Text("Rata-rata capaian sasaran ini adalah "),
                Cite(f"average.{number}", _figure(chance.uniform(60, 140)) + "%", mark=True, bold=True),
                Text(". " + _sentences(chance, 3) + " Lihat juga "),
                Link("passports", "lampiran asal-usul angka"),
                Text("."),
            )
        ),
        _measurement(chance, number),
        _text(chance, 5),
        _chart(chance, number),
        Heading(2, "Perbandingan dan Anggaran", "C."),
        _text(chance, 5),
        _trend(chance, number),
        _text(chance, 5),
        _budget(chance, number),
        Heading(3, "Tindak Lanjut", "1."),
        _text(chance, 5),
    ]
    if number == 1:
        blocks.append(_months(chance))
    return Section(key=f"bab-{number}", blocks=tuple(blocks))


def _duties(chance: random.Random) -> ItemList:
    inner = ItemList(tuple(ListItem(words(_sentences(chance, 1))) for _ in range(3)), ListKind.ALPHA)
    first = ListItem(words("Sekretariat melaksanakan tugas berikut:"), inner)
    return ItemList((first, *(ListItem(words(_sentences(chance, 1))) for _ in range(3))))


# ---------------------------------------------------------------- tables


def _measurement(chance: random.Random, number: int) -> Table:
    rows = [
        Row(
            (
                Cell(words("No."), rowspan=2, align=Align.CENTRE),
                Cell(words("Indikator"), rowspan=2, align=Align.CENTRE),
                Cell(words("Kinerja 2024"), colspan=3, align=Align.CENTRE),
                Cell(words("Kategori"), rowspan=2, align=Align.CENTRE),
            ),
            RowKind.HEAD,
        ),
        _head("Target", "Realisasi", "Capaian (%)"),
    ]
    for place in range(6):
        if place in (0, 3):
            title = f"Sasaran {number}.{place // 3 + 1}: {chance.choice(_SUBJECTS)}"
            rows.append(Row((Cell(words(title), colspan=6),), RowKind.GROUP))
        target, rate = chance.uniform(5, 100), chance.uniform(50, 150)
        tone, word = chance.choice(_TONES)
        figures = (_figure(target, 1), _figure(target * rate / 100, 2), _figure(rate))
        rows.append(
            Row(
                (
                    Cell(words(f"{place + 1}.")),
                    Cell(words(_INDICATORS[(number + place) % len(_INDICATORS)])),
                    *(_number(figure) for figure in figures),
                    Cell(words(word), tone=tone, align=Align.CENTRE),
                )
            )
        )
    total = (
        Cell(words("Rata-rata capaian"), colspan=4, align=Align.LEFT),
        _number(_figure(chance.uniform(60, 140))),
        Cell(),
    )
    rows.append(Row(total, RowKind.TOTAL))
    decimal = (Column(1.9, Align.DECIMAL), Column(1.9, Align.DECIMAL), Column(2.1, Align.DECIMAL))
    return Table(
        columns=(Column(0.9, Align.CENTRE), Column(5.6), *decimal, Column(2.6)),
        caption=f"Capaian indikator sasaran ke-{number} tahun 2024",
        note=words("Kategori menurut Peraturan Menteri; capaian di atas 100% ditulis apa adanya."),
        rows=tuple(rows),
    )


def _trend(chance: random.Random, number: int) -> Table:
    rows = [_head("Sasaran", "Indikator", *_YEARS)]
    for place in range(8):
        values = tuple(_number(_figure(chance.uniform(40, 120))) for _ in _YEARS)
        label = Cell(words(_INDICATORS[(number + place) % len(_INDICATORS)]))
        lead = (Cell(words(chance.choice(_SUBJECTS)), rowspan=2),) if place % 2 == 0 else ()
        rows.append(Row((*lead, label, *values)))
    return Table(
        columns=(Column(3.2), Column(4.6), *(Column(1.7, Align.DECIMAL) for _ in _YEARS)),
        caption=f"Perbandingan lima tahun sasaran ke-{number}",
        rows=tuple(rows),
    )


def _budget(chance: random.Random, number: int) -> Table:
    rows = [_head("Kegiatan", "Pagu", "Realisasi", "%")]
    for place in range(8):
        plan, rate = chance.uniform(2e7, 3e9), chance.uniform(40, 100)
        figures = (_figure(plan, 0), _figure(plan * rate / 100, 0), _figure(rate))
        kind = RowKind.TOTAL if place == 7 else RowKind.BODY
        name = "Jumlah" if place == 7 else f"{chance.choice(_SUBJECTS)}, keluaran {place + 1}"
        rows.append(Row((Cell(words(name)), *(_number(figure) for figure in figures)), kind))
    return Table(
        columns=(Column(5), Column(3, Align.RIGHT), Column(3, Align.RIGHT), Column(1.7, Align.DECIMAL)),
        caption=f"Pagu dan realisasi sasaran ke-{number} (rupiah)",
        rows=tuple(rows),
    )


def _landscape(chance: random.Random) -> Section:
    return Section(
        key="lampiran-1",
        landscape=True,
        blocks=(
            Heading(1, "RENCANA AKSI", "LAMPIRAN I", anchor="lampiran-1"),
            _actions(chance, "Rencana aksi dan target triwulanan"),
            _actions(chance, "Realisasi rencana aksi"),
            Signature(
                "Telaga Biru",
                "2 Januari 2024",
                (
                    Signatory(("Ketua KPU",), "Siti Marwah", role="Pihak Kedua", prefix="Plt."),
                    Signatory(
                        ("Sekretaris,",), "Rahmat Hidayat", "19750817 200112 1 003", role="Pihak Pertama"
                    ),
                ),
            ),
        ),
    )


def _actions(chance: random.Random, caption: str) -> Table:
    rows = [
        Row(
            (
                Cell(words("Indikator"), rowspan=2, align=Align.CENTRE),
                Cell(words("Satuan"), rowspan=2, align=Align.CENTRE),
                Cell(words("Target triwulan"), colspan=4, align=Align.CENTRE),
                Cell(words("Rencana aksi"), rowspan=2, align=Align.CENTRE),
            ),
            RowKind.HEAD,
        ),
        _head("I", "II", "III", "IV"),
    ]
    for indicator in _INDICATORS:
        steps = ItemList(tuple(ListItem(words(f"{chance.choice(_SUBJECTS)};")) for _ in range(2)))
        quarters = (_number(_figure(chance.uniform(5, 100), 1)) for _ in range(4))
        rows.append(
            Row((Cell(words(indicator)), Cell(words("persen")), *quarters, Cell(blocks=(steps,)))),
        )
    return Table(
        columns=(Column(5), Column(2), *(Column(1.8, Align.DECIMAL) for _ in range(4)), Column(6)),
        caption=caption,
        rows=tuple(rows),
    )


def _passports() -> Section:
    rows = [_head("Angka", "Nilai", "Cara dihitung")]
    for number in range(1, CHAPTERS + 1):
        how = f"Rata-rata capaian enam indikator sasaran ke-{number} yang sudah dinilai."
        cells = (
            Cell(words(f"Rata-rata sasaran ke-{number}")),
            _number(_figure(90 + number)),
            Cell(words(how)),
        )
        rows.append(Row(cells, anchor=f"figure:average.{number}"))
    return Section(
        key="lampiran-2",
        blocks=(
            Heading(1, "ASAL-USUL ANGKA", "LAMPIRAN II", anchor="passports"),
            Table(
                columns=(Column(5), Column(2.2, Align.DECIMAL), Column(7)),
                caption="Angka pokok dan catatan asalnya",
                rows=tuple(rows),
            ),
        ),
    )


# ---------------------------------------------------------------- charts


def _series(chance: random.Random, name: str, count: int, role: str) -> tuple[Series, tuple[str, ...]]:
    values = tuple(round(Decimal(chance.uniform(30, 130)), 1) for _ in range(count))
    return Series(name, values, role), tuple(_figure(float(value), 1) for value in values)


def _chart(chance: random.Random, number: int) -> Chart:
    kind = (ChartKind.BULLET, ChartKind.COLUMN, ChartKind.BAR)[number % 3]
    categories = _YEARS if kind is ChartKind.COLUMN else tuple(one[:34] for one in _INDICATORS[:6])
    names = {
        ChartKind.BULLET: (("Capaian", "actual"), ("Target", "target")),
        ChartKind.COLUMN: (("Capaian", "actual"),),
        ChartKind.BAR: (("Pagu", "plan"), ("Realisasi", "actual")),
    }[kind]
    pairs = [_series(chance, name, len(categories), role) for name, role in names]
    return Chart(
        kind=kind,
        title=f"Sebagian besar indikator sasaran ke-{number} mencapai target",
        categories=categories,
        series=tuple(series for series, _ in pairs),
        labels=tuple(labels for _, labels in pairs),
        alt=f"Bagan capaian sasaran ke-{number}; angkanya ada dalam tabel di atasnya.",
        unit="%",
    )


def _months(chance: random.Random) -> Chart:
    pairs = [_series(chance, name, 12, role) for name, role in (("Realisasi", "actual"), ("Rencana", "plan"))]
    return Chart(
        kind=ChartKind.LINE,
        title="Penyerapan anggaran bergerak di sekitar rencana",
        categories=_MONTHS,
        series=tuple(series for series, _ in pairs),
        labels=tuple(("",) * 11 + labels[-1:] for _, labels in pairs),
        alt="Bagan garis penyerapan anggaran setiap bulan menurut rencana dan realisasi.",
        unit="%",
    )
