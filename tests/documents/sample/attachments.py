"""The attachments: the agreement on a page turned sideways, and where the figures come from."""

from __future__ import annotations

from akuntabel.documents.tree import (
    Align,
    Break,
    Cell,
    Cite,
    Column,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Row,
    RowKind,
    Section,
    Signatory,
    Signature,
    Table,
    words,
)

from .shorthand import cell, head, inlines, p


def agreement() -> Section:
    party = Table(
        columns=(Column(3), Column(0.4), Column(10)),
        ruled=False,
        rows=(
            Row((cell("Nama"), cell(":"), cell("Rahmat Hidayat, S.H., M.H."))),
            Row((cell("Jabatan"), cell(":"), cell("Sekretaris KPU Kabupaten Telaga Biru"))),
        ),
    )
    return Section(
        key="lampiran-1",
        landscape=True,
        blocks=(
            Heading(1, "PERJANJIAN KINERJA", "LAMPIRAN I", anchor="lampiran-1"),
            p("PERJANJIAN KINERJA TAHUN 2024", style=ParagraphStyle.TITLE),
            p("Pihak pertama berjanji mewujudkan target berikut.", style=ParagraphStyle.CENTRED),
            party,
            _action_plan(),
            _signatures(),
        ),
    )


def _action_plan() -> Table:
    steps = ItemList((ListItem(words("Perencanaan;")), ListItem(words("Pelaksanaan."))))
    heads = (
        Cell(words("Indikator"), rowspan=2, align=Align.CENTRE),
        Cell(words("Satuan"), rowspan=2, align=Align.CENTRE),
        Cell(words("Target triwulan"), colspan=4, align=Align.CENTRE),
        Cell(words("Rencana aksi"), rowspan=2, align=Align.CENTRE),
    )
    absorption = ("Persentase penyerapan anggaran", "persen", "18", "43", "70", "95")
    evaluation = (
        cell("Nilai evaluasi"),
        cell("nilai"),
        Cell(words("dinilai pada akhir tahun"), colspan=3, align=Align.CENTRE),
        cell("72,50"),
        cell("Tindak lanjut rekomendasi"),
    )
    return Table(
        columns=(Column(5), Column(3), *(Column(2, Align.DECIMAL) for _ in range(4)), Column(5)),
        caption="Rencana aksi dan target triwulanan",
        rows=(
            Row(heads, RowKind.HEAD),
            head("I", "II", "III", "IV"),
            Row((*map(cell, absorption), Cell(blocks=(p("Langkah:"), steps)))),
            Row(evaluation),
        ),
    )


def _signatures() -> Signature:
    chair = Signatory(
        ("Ketua KPU", "Kabupaten Telaga Biru,"), "Siti Marwah", role="Pihak Kedua", prefix="Plt."
    )
    secretary = Signatory(
        ("Sekretaris,",), "Rahmat Hidayat, S.H., M.H.", "19750817 200112 1 003", role="Pihak Pertama"
    )
    return Signature("Telaga Biru", "2 Januari 2024", (chair, secretary))


def passports() -> Section:
    def row(id_: str, name: str, value: str, origin: str) -> Row:
        return Row((cell(name), Cell((Cite(id_, value),)), cell(origin)), anchor=f"figure:{id_}")

    return Section(
        key="lampiran-2",
        blocks=(
            Heading(1, "ASAL-USUL ANGKA", "LAMPIRAN II", anchor="passports"),
            Table(
                columns=(Column(5), Column(2.2, Align.DECIMAL), Column(7)),
                caption="Angka pokok dan catatan asalnya",
                rows=(
                    head("Angka", "Nilai", "Cara dihitung"),
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
                inlines(
                    "Kegiatan pendidikan pemilih: ",
                    Cite("education-2024", "116,67"),
                    Break(),
                    "28 dari 24 kegiatan.",
                ),
                anchor="figure:education-2024",
            ),
        ),
    )
