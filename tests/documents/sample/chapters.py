"""BAB I, II and IV: lists in lists, headings of four levels, cells over several rows, a signature."""

from __future__ import annotations

from akuntabel.documents.tree import (
    Align,
    Cell,
    Column,
    Heading,
    ItemList,
    Link,
    ListItem,
    ListKind,
    ParagraphStyle,
    Row,
    Section,
    Signatory,
    Signature,
    Table,
    Text,
    words,
)

from .shorthand import cell, head, inlines, p


def introduction() -> Section:
    duties = ItemList(
        (
            ListItem(words("membantu penyusunan program dan anggaran pemilihan;")),
            ListItem(
                words("memberikan dukungan teknis administratif, yaitu:"),
                (
                    ItemList(
                        (
                            ListItem(words("kepegawaian dan keuangan;")),
                            ListItem(words("logistik dan pengadaan; dan")),
                            ListItem(
                                words("data serta informasi:"),
                                (ItemList((ListItem(words("daftar pemilih;")),), ListKind.BULLET),),
                            ),
                        ),
                        ListKind.ALPHA,
                    ),
                ),
            ),
            ListItem(inlines("membantu penyelenggaraan ", Text("monitoring", italic=True), " dan evaluasi.")),
        )
    )
    return Section(
        key="bab-1",
        blocks=(
            Heading(1, "PENDAHULUAN", "BAB I", anchor="bab-1"),
            Heading(2, "Latar Belakang", "A.", anchor="latar"),
            p(
                "Laporan Kinerja merupakan bentuk akuntabilitas dari pelaksanaan tugas dan fungsi yang "
                "dipercayakan kepada setiap instansi pemerintah atas penggunaan anggaran. Hal terpenting "
                "yang diperlukan dalam penyusunannya adalah pengukuran kinerja dan evaluasi, serta "
                "pengungkapan secara memadai hasil analisis terhadap pengukuran itu."
            ),
            p(
                "Setiap instansi pemerintah menyampaikan laporan kinerja atas prestasi kerja yang dicapai "
                "berdasarkan penggunaan anggaran yang telah dialokasikan.",
                style=ParagraphStyle.QUOTE,
            ),
            Heading(2, "Tugas dan Struktur Organisasi", "B."),
            Heading(3, "Tugas", "1."),
            p("Sekretariat mempunyai tugas:"),
            duties,
            Heading(3, "Aspek Strategis", "2."),
            p("Isu yang dihadapi selama tahun berjalan:"),
            ItemList((ListItem(words("Keterbatasan pegawai;")), ListItem(words("Jarak antarwilayah.")))),
            Heading(4, "Sarana"),
            p("Sarana kantor diuraikan dalam laporan barang milik negara."),
            ItemList((ListItem(words("Gedung;")), ListItem(words("Kendaraan."))), ListKind.BULLET),
        ),
    )


def planning() -> Section:
    return Section(
        key="bab-2",
        blocks=(
            Heading(1, "PERENCANAAN KINERJA", "BAB II", anchor="bab-2"),
            Heading(2, "Perjanjian Kinerja", "A."),
            p(
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
                    head("No.", "Sasaran", "Indikator", "Target"),
                    Row(
                        (
                            cell("1."),
                            Cell(words("Terselenggaranya pemilihan yang inklusif"), rowspan=2),
                            cell("Persentase partisipasi pemilih"),
                            cell("79,5%"),
                        )
                    ),
                    Row((cell("2."), cell("Jumlah kegiatan pendidikan pemilih"), cell("24"))),
                    Row(
                        (
                            cell("3."),
                            Cell(words("Tata kelola yang akuntabel"), rowspan=3),
                            cell("Nilai evaluasi akuntabilitas kinerja"),
                            cell("72,50"),
                        )
                    ),
                    Row((cell("4."), cell("Persentase penyerapan anggaran"), cell("95%"))),
                    Row((cell("5."), cell("Jumlah laporan keuangan tepat waktu"), cell("12"))),
                ),
            ),
            p("Pagu untuk mencapai target tersebut adalah Rp 9.810.000,00 ribu."),
        ),
    )


def closing() -> Section:
    return Section(
        key="bab-4",
        blocks=(
            Heading(1, "PENUTUP", "BAB IV", anchor="bab-4"),
            p(
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
