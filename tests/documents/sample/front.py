"""What stands before the chapters: foreword, summary, and the lists of contents."""

from __future__ import annotations

from akuntabel.documents.tree import (
    Cite,
    Contents,
    ContentsKind,
    Heading,
    Link,
    Numbering,
    PageBreak,
    ParagraphStyle,
    Section,
    Signatory,
    Signature,
    Text,
)

from .shorthand import p

TRICKY = 'Belanja "A & B" < 5% dari pagu > nol'


def front() -> Section:
    return Section(
        key="depan",
        numbering=Numbering.ROMAN,
        blocks=(
            Heading(1, "KATA PENGANTAR", anchor="kata-pengantar"),
            p(
                "Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa. Laporan Kinerja ini adalah "
                "pertanggungjawaban atas program dan kegiatan tahun anggaran 2024, disusun menurut "
                "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi "
                "Pemerintah."
            ),
            p(
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
            p(
                "Rata-rata capaian seluruh sasaran tahun 2024 adalah ",
                Cite("avg-2024", "123,64%", mark=True, bold=True),
                ", dari ",
                Cite("n-indicators", "6"),
                " indikator yang sudah dinilai. ",
                Text("Tiga indikator belum mencapai target", bold=True),
                "; sebabnya dijelaskan dalam BAB III.",
            ),
            p(TRICKY, style=ParagraphStyle.NOTE),
            Heading(1, "DAFTAR ISI", listed=False),
            Contents(ContentsKind.HEADINGS, depth=3),
            PageBreak(),
            Contents(ContentsKind.TABLES),
            Contents(ContentsKind.FIGURES),
        ),
    )
