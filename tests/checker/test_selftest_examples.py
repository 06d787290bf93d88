"""What random reports were once accused of wrongly, or got away with, as plain examples."""

from __future__ import annotations

import pytest
from verdicts import serious, told

from akuntabel.checker.blocks import Paragraph, Place, Source
from akuntabel.checker.check import check_source
from akuntabel.checker.findings import Kind

SCALE = """
Rentang capaian\tKategori
di atas 100\tSangat Berhasil
di atas 90 sampai 100\tBerhasil
di atas 70 sampai 90\tCukup Berhasil
di atas 50 sampai 70\tKurang Berhasil
0 sampai 50\tTidak Berhasil
"""
HEAD = "\nIndikator\tTarget\tRealisasi\tCapaian\tKategori\n"

LEFT_ALONE = {
    "an average of rows that were rounded before they were printed": """
Rata-rata capaian atas 3 indikator yang dihitung adalah 100,01%.
"""
    + HEAD
    + """Persentase berkas lengkap dan sah\t96%\t96,01%\t100,01%\tSangat Berhasil
Persentase warga yang terlayani\t95%\t95%\t100,00%\tBerhasil
Persentase surat yang terbalas\t85%\t85%\t100,00%\tBerhasil
""",
    "a category given before its average was rounded": SCALE
    + "\nRata-rata capaian adalah 70,00% dengan kategori Cukup Berhasil.\n",
    "a category given before its achievement was rounded": SCALE
    + HEAD
    + "Persentase berkas lengkap dan sah\t90%\t63,003%\t70,00%\tCukup Berhasil\n"
    + "Jumlah perkara yang diputus tuntas\t30.001 perkara\t21.001 perkara\t70,00%\tCukup Berhasil\n",
    "target by actual, where the actual was rounded before it was printed": HEAD
    + "Persentase keterlambatan pengiriman barang\t100%\t62,02%\t161,25%\tSangat Berhasil\n",
    "the category Tidak Berhasil is no count of what was not met": """
Perjanjian Kinerja memuat 3 (tiga) sasaran kegiatan dan 5 (lima) indikator kinerja kegiatan. Ada 5 (lima) indikator.

Atas 5 (lima) indikator itu diberi kategori Tidak Berhasil; 2 (dua) indikator memenuhi target dan 3 (tiga) belum.
""",
    "the count of the average stands before it, that of another clause behind it": """
Rata-rata atas 3 (tiga) indikator yang dihitung adalah 80,00%; 2 (dua) indikator memenuhi target dan 1 (satu) belum.
"""
    + HEAD
    + """Jumlah laporan keuangan yang disusun\t10 laporan\t10 laporan\t100,00%\tBerhasil
Jumlah laporan kinerja yang disusun\t10 laporan\t10 laporan\t100,00%\tBerhasil
Jumlah laporan aset yang disusun\t10 laporan\t4 laporan\t40,00%\tTidak Berhasil
""",
    "a target that is a range": """
Rata-rata capaian atas 3 indikator yang dihitung adalah 83,33%.
"""
    + HEAD
    + """Jumlah hari layanan loket pusat\t10–12 hari\t11 hari\t100,00%\tBerhasil
Jumlah jam siaran radio kota\t10–12 jam\t18 jam\t50,00%\tTidak Berhasil
Jumlah surat edaran yang terbit\t4 surat\t4 surat\t100,00%\tBerhasil

Realisasi 18 jam terhadap target 10–12 jam, capaian 50,00%. Realisasi 4 surat terhadap target 4 surat, capaian 100,00%.
""",
    "a cap that the report states": """
Aturan\tYang dipakai
Batas capaian\t120%; paling rendah 0%
"""
    + HEAD
    + "Jumlah laporan aset yang disusun\t4 laporan\t9 laporan\t120,00%\tSangat Berhasil\n",
    "the lowest and the highest of several averages": """
Gambar 3. Rata-rata capaian antara 90,07% dan 100,00%, menurut caranya
"""
    + HEAD
    + """Jumlah laporan keuangan yang disusun\t10 laporan\t10 laporan\t100,00%\tBerhasil
Jumlah laporan kinerja yang disusun\t10 laporan\t10 laporan\t100,00%\tBerhasil
Jumlah laporan aset yang disusun\t10 laporan\t4 laporan\t40,00%\tTidak Berhasil
""",
    "the target by the actual is no rule for sentences that name the two": "".join(
        f"""
Realisasi {actual} laporan terhadap target {target} laporan, dengan capaian {achievement}. Capaian ini baik adanya.
"""
        for actual, target, achievement in (
            (4, 5, "125,00%"), (8, 10, "125,00%"), (5, 6, "83,33%"), (3, 4, "133,33%"), (2, 5, "40,00%"),
        )
    ),
    "an item that ends with a semicolon announces no list": """
Indikator yang perlu ditindaklanjuti adalah:
• 1 Jumlah revisi rencana kerja: realisasi 11 kali terhadap target 8 kali;
• 4.2 Persentase capaian perjanjian kinerja: realisasi 80% terhadap target 90%;
• 17.1 Jumlah kegiatan pemilih perempuan: realisasi 1 kegiatan terhadap target 2 kegiatan;
• 18 Jumlah kegiatan daerah rawan: realisasi 0 kegiatan terhadap target 2 kegiatan.
""",
}  # fmt: skip


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_what_is_right_is_not_accused(text):
    about_numbers = {Kind.STRUCTURE, Kind.POLARITY, Kind.OUTLIER, Kind.WORDING}
    assert [f"{f.place.line}: {f.sentence()}" for f in told(text) if f.kind not in about_numbers] == []


def test_a_list_goes_on_behind_the_number_of_a_page():
    lines = (
        ("Sosialisasi dilaksanakan sebanyak 3 (tiga) kegiatan, yaitu:", "body"),
        ("1. Sosialisasi kepada pelajar di SMA Negeri 2.", "body"),
        ("2. Sosialisasi kepada warga di Balai Desa Sukamaju.", "body"),
        ("8", "header"),
        ("3. Sosialisasi kepada mahasiswa di Kampus Damar.", "body"),
    )
    blocks = tuple(Paragraph(text, Place(number), kind=kind) for number, (text, kind) in enumerate(lines, 1))
    assert serious(check_source(Source("laporan.pdf", "pdf", blocks, tuple(text for text, _ in lines)))) == []


MISSED = (
    (  # 2 belum: the noun of the first count is that of the second
        """
Perjanjian Kinerja memuat 3 (tiga) sasaran kegiatan dan 5 (lima) indikator kinerja kegiatan. Ada 5 (lima) indikator.

Sebanyak 4 (empat) indikator memenuhi target dan 2 (dua) belum.
""",
        (4, "4 (empat) indikator memenuhi target dan 2 (dua)", "5"),
    ),
    (  # a table that is said to be averaged over three rows is not averaged over its two objectives
        HEAD
        + """Sasaran 1: Terwujudnya laporan yang baik
Jumlah laporan keuangan yang disusun\t10 laporan\t10 laporan\t100,00%\tBerhasil
Jumlah laporan kinerja yang disusun\t10 laporan\t10 laporan\t100,00%\tBerhasil
Sasaran 2: Terwujudnya aset yang tertib
Jumlah laporan aset yang disusun\t10 laporan\t4 laporan\t40,00%\tTidak Berhasil
Rata-rata atas 3 indikator yang dihitung\t\t\t70,00%\tKurang Berhasil
""",
        (8, "70,00%", "80%"),
    ),
    (HEAD + "Jumlah jam siaran radio kota\t10–12 jam\t18 jam\t60,00%\tKurang Berhasil\n", (3, "60,00%", "50%")),
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MISSED)
def test_what_was_once_missed_is_found(text, expected):
    assert expected in [(f.place.line, f.stated, f.expected) for f in told(text)]
