"""A small Laporan Kinerja that uses every kind of block, for the tests of all renderers.

The office, its people and its figures are invented.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from akuntabel.documents.tree import (
    Align,
    Break,
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
    Inlines,
    ItemList,
    Link,
    ListItem,
    ListKind,
    Numbering,
    PageBreak,
    Paragraph,
    ParagraphStyle,
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
TRICKY = 'Belanja "A & B" < 5% dari pagu > nol'


def sample_document() -> Document:
    """The whole sample."""
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
            emblem_alt="Tempat lambang Komisi Pemilihan Umum",
        ),
        sections=(_front(), _introduction(), _planning(), _results(), _closing(), _agreement(), _passports()),
    )


def large_document(chapters: int = 10) -> Document:
    """The sample with its third chapter many times over, to measure time and long tables."""
    document = sample_document()
    results = document.sections[3]
    more = tuple(
        replace(results, key=f"bab-3-{n}", blocks=_without_anchors(results.blocks)) for n in range(chapters)
    )
    return replace(document, sections=document.sections[:4] + more + document.sections[4:])


def _without_anchors(blocks: tuple[object, ...]) -> tuple:  # type: ignore[type-arg]
    return tuple(replace(block, anchor="") if hasattr(block, "anchor") else block for block in blocks)  # type: ignore[type-var]


# ---------------------------------------------------------------- shorthand


def _p(*parts: str | Text | Cite | Link | Break, style: ParagraphStyle = ParagraphStyle.BODY) -> Paragraph:
    return Paragraph(_inlines(*parts), style)


def _inlines(*parts: str | Text | Cite | Link | Break) -> Inlines:
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def _cell(*parts: str | Text | Cite | Link | Break) -> Cell:
    return Cell(_inlines(*parts))


def _head(*texts: str) -> Row:
    return Row(tuple(Cell(words(text), align=Align.CENTRE) for text in texts), RowKind.HEAD)


def _group(text: str, span: int) -> Row:
    return Row((Cell(words(text), colspan=span),), RowKind.GROUP)


# ---------------------------------------------------------------- front matter


def _front() -> Section:
    return Section(
        key="depan",
        numbering=Numbering.ROMAN,
        blocks=(
            Heading(1, "KATA PENGANTAR", anchor="kata-pengantar"),
            _p(
                "Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa. Laporan Kinerja ini adalah "
                "pertanggungjawaban atas program dan kegiatan tahun anggaran 2024, disusun menurut "
                "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi "
                "Pemerintah."
            ),
            _p(
                "Laporan ini memuat hasil pengukuran atas sasaran yang diperjanjikan. Setiap angka pokok di "
                "dalamnya dapat ditelusuri sampai ke catatan asalnya melalui ",
                Link("passports", "lampiran asal-usul angka"),
                ". Keterangan lain tersedia di laman ",
                Link("https://example.go.id/laporan?tahun=2024&jenis=lkjip", "kantor kami"),
                ".",
            ),
            Signature(
                "Telaga Biru",
                "10 Januari 2025",
                (Signatory(("Sekretaris KPU", "Kabupaten Telaga Biru,"), "Rahmat Hidayat"),),
            ),
            Heading(1, "IKHTISAR EKSEKUTIF", anchor="ikhtisar"),
            _p(
                "Rata-rata capaian seluruh sasaran tahun 2024 adalah ",
                Cite("avg-2024", "123,64%", mark=True, bold=True),
                ", dari ",
                Cite("n-indicators", "6"),
                " indikator yang sudah dinilai. ",
                Text("Tiga indikator belum mencapai target", bold=True),
                "; sebabnya dijelaskan dalam BAB III.",
            ),
            _p(TRICKY, style=ParagraphStyle.NOTE),
            Heading(1, "DAFTAR ISI", listed=False),
            Contents(ContentsKind.HEADINGS, depth=3),
            PageBreak(),
            Contents(ContentsKind.TABLES),
            Contents(ContentsKind.FIGURES),
        ),
    )


# ---------------------------------------------------------------- BAB I and II


def _introduction() -> Section:
    duties = ItemList(
        (
            ListItem(words("membantu penyusunan program dan anggaran pemilihan;")),
            ListItem(
                words("memberikan dukungan teknis administratif, yaitu:"),
                ItemList(
                    (
                        ListItem(words("kepegawaian dan keuangan;")),
                        ListItem(words("logistik dan pengadaan; dan")),
                        ListItem(
                            words("data serta informasi:"),
                            ItemList((ListItem(words("daftar pemilih;")),), ListKind.BULLET),
                        ),
                    ),
                    ListKind.ALPHA,
                ),
            ),
            ListItem(
                _inlines("membantu penyelenggaraan ", Text("monitoring", italic=True), " dan evaluasi.")
            ),
        )
    )
    return Section(
        key="bab-1",
        blocks=(
            Heading(1, "PENDAHULUAN", "BAB I", anchor="bab-1"),
            Heading(2, "Latar Belakang", "A.", anchor="latar"),
            _p(
                "Laporan Kinerja merupakan bentuk akuntabilitas dari pelaksanaan tugas dan fungsi yang "
                "dipercayakan kepada setiap instansi pemerintah atas penggunaan anggaran. Hal terpenting "
                "yang diperlukan dalam penyusunannya adalah pengukuran kinerja dan evaluasi, serta "
                "pengungkapan secara memadai hasil analisis terhadap pengukuran itu."
            ),
            _p(
                "Setiap instansi pemerintah menyampaikan laporan kinerja atas prestasi kerja yang dicapai "
                "berdasarkan penggunaan anggaran yang telah dialokasikan.",
                style=ParagraphStyle.QUOTE,
            ),
            Heading(2, "Tugas dan Struktur Organisasi", "B."),
            Heading(3, "Tugas", "1."),
            _p("Sekretariat mempunyai tugas:"),
            duties,
            Heading(3, "Aspek Strategis", "2."),
            _p("Isu yang dihadapi selama tahun berjalan:"),
            ItemList((ListItem(words("Keterbatasan pegawai;")), ListItem(words("Jarak antarwilayah.")))),
            Heading(4, "Sarana"),
            _p("Sarana kantor diuraikan dalam laporan barang milik negara."),
            ItemList((ListItem(words("Gedung;")), ListItem(words("Kendaraan."))), ListKind.BULLET),
        ),
    )


def _planning() -> Section:
    return Section(
        key="bab-2",
        blocks=(
            Heading(1, "PERENCANAAN KINERJA", "BAB II", anchor="bab-2"),
            Heading(2, "Perjanjian Kinerja", "A."),
            _p(
                "Target tahun 2024 ditetapkan dalam Perjanjian Kinerja sebagaimana ",
                Link("t-target", "tabel berikut"),
                ".",
            ),
            Table(
                columns=(
                    Column(1, Align.CENTRE),
                    Column(4),
                    Column(6),
                    Column(2.2, Align.DECIMAL),
                ),
                caption="Sasaran, indikator, dan target tahun 2024",
                anchor="t-target",
                rows=(
                    _head("No.", "Sasaran", "Indikator", "Target"),
                    Row(
                        (
                            _cell("1."),
                            Cell(words("Terselenggaranya pemilihan yang inklusif"), rowspan=2),
                            _cell("Persentase partisipasi pemilih"),
                            _cell("79,5%"),
                        )
                    ),
                    Row((_cell("2."), _cell("Jumlah kegiatan pendidikan pemilih"), _cell("24"))),
                    Row(
                        (
                            _cell("3."),
                            Cell(words("Tata kelola yang akuntabel"), rowspan=3),
                            _cell("Nilai evaluasi akuntabilitas kinerja"),
                            _cell("72,50"),
                        )
                    ),
                    Row((_cell("4."), _cell("Persentase penyerapan anggaran"), _cell("95%"))),
                    Row((_cell("5."), _cell("Jumlah laporan keuangan tepat waktu"), _cell("12"))),
                ),
            ),
            _p("Pagu untuk mencapai target tersebut adalah Rp 9.810.000,00 ribu."),
        ),
    )


# ---------------------------------------------------------------- BAB III


def _results() -> Section:
    return Section(
        key="bab-3",
        blocks=(
            Heading(1, "AKUNTABILITAS KINERJA", "BAB III", anchor="bab-3"),
            Heading(2, "Pengukuran Kinerja", "A."),
            _p("Hasil pengukuran tahun 2024 disajikan di bawah ini."),
            _measurement(),
            _bullet(),
            Heading(2, "Analisis Capaian", "B."),
            _p(
                "Partisipasi pemilih mencapai ",
                Cite("turnout-2024", "81,30%", mark=True),
                ", naik ",
                Cite("turnout-delta", "1,85 poin"),
                " dari tahun sebelumnya.",
            ),
            _column(),
            Heading(2, "Realisasi Anggaran", "C."),
            _budget(),
            _line(),
            _bar(),
        ),
    )


def _measurement() -> Table:
    def row(number: str, what: str, figures: tuple[str, str, str], id_: str, tone: str, word: str) -> Row:
        target, actual, rate = figures
        return Row(
            (
                _cell(number),
                _cell(what),
                Cell((Cite(f"{id_}-target", target),)),
                Cell((Cite(f"{id_}-actual", actual),)),
                Cell((Cite(f"{id_}-2024", rate, mark=True),)),
                Cell(words(word), tone=tone, align=Align.CENTRE),
            )
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
            _group("Sasaran 1: Terselenggaranya pemilihan yang inklusif", 6),
            row(
                "1.",
                "Persentase partisipasi pemilih",
                ("79,5", "81,30", "102,26"),
                "turnout",
                "very-good",
                "Sangat berhasil",
            ),
            row(
                "2.",
                "Jumlah kegiatan pendidikan pemilih",
                ("24", "28", "116,67"),
                "education",
                "very-good",
                "Sangat berhasil",
            ),
            _group("Sasaran 2: Tata kelola yang akuntabel", 6),
            row(
                "3.",
                "Nilai evaluasi akuntabilitas kinerja",
                ("72,50", "70,125", "96,72"),
                "sakip",
                "good",
                "Berhasil",
            ),
            row(
                "4.",
                "Persentase penyerapan anggaran",
                ("95", "72,4", "76,21"),
                "absorb",
                "fair",
                "Cukup berhasil",
            ),
            row(
                "5.",
                "Jumlah laporan keuangan tepat waktu",
                ("12", "6", "50,00"),
                "finrep",
                "bad",
                "Tidak berhasil",
            ),
            row(
                "6.",
                "Jumlah pengaduan yang ditangani",
                ("1", "3", "300,00"),
                "complaint",
                "very-good",
                "Sangat berhasil",
            ),
            row(
                "7.",
                "Indeks kepuasan layanan",
                ("3,5", "belum jatuh tempo", "–"),
                "ikm",
                "unknown",
                "Belum dinilai",
            ),
            Row(
                (
                    Cell(words("Rata-rata capaian"), colspan=4, align=Align.LEFT),
                    Cell((Cite("avg-2024", "123,64"),)),
                    Cell(),
                ),
                RowKind.TOTAL,
            ),
        ),
    )


def _budget() -> Table:
    def row(name: str, budget: str, spent: str, rate: str, kind: RowKind = RowKind.BODY) -> Row:
        cells = (
            _cell(name),
            *(Cell((Cite(f"b-{name}-{n}", t),)) for n, t in enumerate((budget, spent, rate))),
        )
        return Row(cells, kind)

    return Table(
        columns=(Column(5), Column(3, Align.RIGHT), Column(3, Align.RIGHT), Column(1.6, Align.DECIMAL)),
        caption="Pagu dan realisasi menurut jenis belanja (rupiah)",
        rows=(
            _head("Jenis belanja", "Pagu", "Realisasi", "%"),
            row("Belanja pegawai", "3.215.400.000", "3.198.112.450", "99,46"),
            row("Belanja barang", "6.480.100.000", "3.812.400.125", "58,83"),
            row("Belanja modal", "114.500.000", "92.000.000", "80,35"),
            row("Jumlah", "9.810.000.000", "7.102.512.575", "72,40", RowKind.TOTAL),
        ),
    )


def _series(name: str, role: str, *values: str | None) -> Series:
    return Series(name, tuple(None if v is None else Decimal(v) for v in values), role)


def _bullet() -> Chart:
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


def _column() -> Chart:
    return Chart(
        kind=ChartKind.COLUMN,
        title="Partisipasi pemilih naik dalam tiga pemilihan terakhir",
        categories=("2018", "2019", "2020", "2024"),
        series=(_series("Partisipasi", "actual", "74.2", "79.45", None, "81.3"),),
        labels=(("74,2", "79,45", "tidak ada", "81,30"),),
        alt="Bagan kolom: partisipasi 74,2 pada 2018, 79,45 pada 2019, 81,30 pada 2024.",
        unit="%",
    )


def _line() -> Chart:
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


def _bar() -> Chart:
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


# ---------------------------------------------------------------- BAB IV and attachments


def _closing() -> Section:
    return Section(
        key="bab-4",
        blocks=(
            Heading(1, "PENUTUP", "BAB IV", anchor="bab-4"),
            _p(
                "Laporan ini diharapkan menjadi bahan perbaikan kinerja. Langkah berikutnya terlihat pada ",
                Link("g-serapan", "bagan penyerapan anggaran"),
                " dan akan dibahas setiap triwulan.",
            ),
            Signature(
                "Telaga Biru",
                "10 Januari 2025",
                (
                    Signatory(
                        ("Ketua KPU Kabupaten Telaga Biru", "Sekretaris,"),
                        "Rahmat Hidayat, S.H., M.H.",
                        "19750817 200112 1 003",
                        prefix="a.n.",
                    ),
                ),
            ),
        ),
    )


def _agreement() -> Section:
    party = Table(
        columns=(Column(3), Column(0.4), Column(10)),
        ruled=False,
        rows=(
            Row((_cell("Nama"), _cell(":"), _cell("Rahmat Hidayat, S.H., M.H."))),
            Row((_cell("Jabatan"), _cell(":"), _cell("Sekretaris KPU Kabupaten Telaga Biru"))),
        ),
    )
    steps = ItemList((ListItem(words("Perencanaan;")), ListItem(words("Pelaksanaan."))))
    return Section(
        key="lampiran-1",
        landscape=True,
        blocks=(
            Heading(1, "PERJANJIAN KINERJA", "LAMPIRAN I", anchor="lampiran-1"),
            _p("PERJANJIAN KINERJA TAHUN 2024", style=ParagraphStyle.TITLE),
            _p("Pihak pertama berjanji mewujudkan target berikut.", style=ParagraphStyle.CENTRED),
            party,
            Table(
                columns=(Column(5), Column(3), *(Column(2, Align.DECIMAL) for _ in range(4)), Column(5)),
                caption="Rencana aksi dan target triwulanan",
                rows=(
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
                    Row(
                        (
                            _cell("Persentase penyerapan anggaran"),
                            _cell("persen"),
                            _cell("18"),
                            _cell("43"),
                            _cell("70"),
                            _cell("95"),
                            Cell(blocks=(_p("Langkah:"), steps)),
                        )
                    ),
                    Row(
                        (
                            _cell("Nilai evaluasi"),
                            _cell("nilai"),
                            Cell(words("dinilai pada akhir tahun"), colspan=3, align=Align.CENTRE),
                            _cell("72,50"),
                            _cell("Tindak lanjut rekomendasi"),
                        )
                    ),
                ),
            ),
            Signature(
                "Telaga Biru",
                "2 Januari 2024",
                (
                    Signatory(
                        ("Ketua KPU", "Kabupaten Telaga Biru,"),
                        "Siti Marwah",
                        role="Pihak Kedua",
                        prefix="Plt.",
                    ),
                    Signatory(
                        ("Sekretaris,",),
                        "Rahmat Hidayat, S.H., M.H.",
                        "19750817 200112 1 003",
                        role="Pihak Pertama",
                    ),
                ),
            ),
        ),
    )


def _passports() -> Section:
    def row(id_: str, name: str, value: str, origin: str) -> Row:
        return Row((_cell(name), Cell((Cite(id_, value),)), _cell(origin)), anchor=f"figure:{id_}")

    return Section(
        key="lampiran-2",
        blocks=(
            Heading(1, "ASAL-USUL ANGKA", "LAMPIRAN II", anchor="passports"),
            Table(
                columns=(Column(5), Column(2.2, Align.DECIMAL), Column(7)),
                caption="Angka pokok dan catatan asalnya",
                rows=(
                    _head("Angka", "Nilai", "Cara dihitung"),
                    row(
                        "avg-2024",
                        "Rata-rata capaian",
                        "123,64",
                        "Rata-rata capaian indikator yang sudah dinilai.",
                    ),
                    row(
                        "turnout-2024",
                        "Partisipasi pemilih",
                        "81,30",
                        "Pengguna hak pilih dibagi daftar pemilih.",
                    ),
                    row("sakip-2024", "Capaian nilai evaluasi", "96,72", "70,125 dibagi 72,50."),
                    row("absorb-2024", "Capaian penyerapan", "76,21", "Realisasi 72,4% dibagi target 95%."),
                ),
            ),
            Paragraph(
                _inlines(
                    "Kegiatan pendidikan pemilih: ",
                    Cite("education-2024", "116,67"),
                    Break(),
                    "28 dari 24 kegiatan.",
                ),
                anchor="figure:education-2024",
            ),
        ),
    )
