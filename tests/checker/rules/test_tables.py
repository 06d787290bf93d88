"""Sums, shares, averages, scales: what is caught, and the near miss that is left alone."""
# ruff: noqa: E501, W291 - a line of a report stays as it is printed

import pytest

SCALE = """
No	Rentang	Kategori	Keterangan
1	> 100	Sangat Berhasil	melampaui target
2	91 - 100	Berhasil	telah mencapai target
3	71 - 90	Cukup Berhasil	mendekati target
4	0 - 70	Kurang Berhasil	tidak sesuai target
"""
WHOLE_SCALE = """
No	Rentang	Kategori
1	di atas 100	Sangat Berhasil
2	di atas 90 sampai 100	Berhasil
3	di atas 50 sampai 90	Cukup Berhasil
4	0 sampai 50	Kurang Berhasil
"""

CAUGHT = [
    (  # rows that run on; the serial numbers and the numbers of the columns are no amounts
        "learned-relations",
        """
NO PROGRAM PAGU (Rp.) REALISASI % Sisa 1 2 3 4 5 6 1. Pelayanan 925.896.500,00 826.994.935,00 89,32 98.901.565,00 2. Program
230.000.000,00 216.006.947,00 93,92 13.993.053,00 1 2 3 4 5 6 3. Disiplin 25.000.000,00 24.800.000,00 99,20 200.000,00
4. Wajib Belajar 5.569.088.920,00 3.513.771.168,00 63,14 2.051.317.752,00 5. Menengah 1.355.054.126,00 1.134.979.400,00 83,76 220.074.726,00
""",
        [(3, "2.051.317.752,00", "2.055.317.752", "error"), (3, "63,14", "63,09", "error")],
    ),
    (  # cells that wrap over many lines
        "learned-relations",
        """
ANGGARAN
(Rp)
REALISASI
(Rp)
CAPAIAN
(%)
1.Sub Kegiatan
Kerjasama
749.930.215 702.188.300 93.6
2.Sub Kegiatan
Badan
216.194.000 188.957.200 87.4
3.Sub Kegiatan
Evaluasi
398.379.650 307.055.630 80.5
4.Sub Kegiatan Umum
378.896.500 351.953.546 92.9
""",
        [(15, "80.5", "77,08", "error")],
    ),
    (  # months without a number have disappeared, so the rows differ in length
        "wide-rows",
        """
Indikator Satuan Target Realisasi Target Kinerja(%)
Jumlah Rancangan Perda dokumen 2 1 0 2 3 150.00
Jumlah Rancangan Perbup dokumen 3 1 1 1 2 6 200.00
Penyusunan Perda 808,430,200 177,776,900 139,800,500 156,653,392 331,138,792 805,369,584 99.62
Penyusunan Perbup 195,992,600 77,484,600 2,573,700 115,545,074 195,603,374 99.80
""",
        [(3, "6", "5", "error")],
    ),
    (
        "budget-columns",
        """
Uraian	Pagu	Realisasi	Sisa	%
Belanja Modal	500.000.000	490.000.000	20.000.000	89,00
""",
        [(2, "89,00", "98", "error"), (2, "20.000.000", "10.000.000", "error")],
    ),
    (
        "table-totals",
        """
Program	Anggaran (Rp)
Dukungan Manajemen	Rp2.511.011.000
Penyelenggaraan Pemilu	Rp26.670.291.000
Jumlah	Rp29.281.302.000
""",
        [(4, "Rp29.281.302.000", "Rp29.181.302.000", "error")],
    ),
    (  # one cell breaks its row and the total alike: the cell is named, not the total
        "table-totals",
        """
No	Uraian	Anggaran	Realisasi	Sisa
1	Belanja Pegawai	1.200.000	1.150.000	50.000
2	Belanja Barang	800.000	710.000	40.000
3	Belanja Modal	500.000	490.000	10.000
4	Belanja Hibah	300.000	200.000	100.000
	Jumlah	2.800.000	2.600.000	200.000
""",
        [(3, "710.000", "760.000", "error")],
    ),
    (
        "parent-rows",
        """
Uraian	Pagu	Revisi	Realisasi	Sisa
Belanja Operasional	3.000.000	3.100.000	2.900.000	250.000
Belanja Pegawai	1.000.000	1.100.000	1.000.000	100.000
Belanja Barang	2.000.000	2.000.000	1.900.000	100.000
""",
        [(2, "250.000", "200.000", "error")],
    ),
    (
        "average-rows",
        """
Indikator	Target	Realisasi	Capaian
Persentase arsip tertata	100%	90%	90%
Persentase layanan daring	100%	80%	80%
Rata-rata			88%
""",
        [(4, "88%", "85%", "error")],
    ),
    (
        "child-averages",
        """
No	Indikator	Target	Keterangan
1	Subbidang Cipta Karya	79,00	Rata-rata outcome a dan b
	a. Penurunan luasan kumuh	92,00
	b. Peningkatan cakupan akses	64,00
""",
        [(2, "79,00", "78", "error")],
    ),
    ("scale-borders", SCALE, [(3, "91 - 100", "di atas 90", "warning"), (4, "71 - 90", "di atas 70", "warning")]),
    (
        "row-categories",
        "\nIndikator	Target	Realisasi	Capaian	Kategori\n"
        "Persentase arsip tertata	100%	80%	80%	Berhasil\n"
        "Persentase layanan daring	100%	95%	95%	Berhasil\n\nSkala kategori:\n" + SCALE,
        [(2, "Berhasil", "Cukup Berhasil", "error")],
    ),
    (
        "inverted-categories",
        """
Indikator	Target	Realisasi	Capaian	Kategori
Persentase arsip tertata	100%	95%	95%	Cukup
Persentase layanan daring	100%	85%	85%	Baik
Persentase pegawai terlatih	100%	80%	80%	Baik
""",
        [(2, "Cukup", "Baik", "warning")],
    ),
    (
        "says-met",
        "Indikator	Target	Realisasi	Capaian	Status\nPersentase arsip tertata	100%	95%	95%	Tercapai\n",
        [(2, "Tercapai", "belum tercapai", "warning")],
    ),
    ("met-is-not-category", SCALE, [(3, "91 - 100", "mendekati target", "warning")]),
    (
        "headline-categories",
        "\nRata-rata capaian kinerja tahun 2024 adalah sebesar 85%, sehingga dikategorikan "
        "Sangat Berhasil.\n\nSkala berikut dipakai.\n"
        + WHOLE_SCALE,
        [(1, "Sangat Berhasil", "Cukup Berhasil", "error")],
    ),
    (
        "full-groups",
        """
BADAN ADHOC	JUMLAH
Pemilu Tahun 2024	
KPPS	5.922
Petugas Ketertiban	1.692
Pemilihan Tahun 2024	
Panitia Pemilihan Kecamatan	50
KPPS	4.725
Petugas Ketertiban	1.350
""",
        [(3, "Pemilu Tahun 2024", "Panitia Pemilihan Kecamatan", "warning")],
    ),
]  # fmt: skip

LEFT_ALONE = [
    (
        "learned-relations",
        "NO URAIAN ANGGARAN REALISASI % 1. Pegawai 1.200.000 1.150.000 95,83 2. Barang 800.000 760.000 95,00 "
        "3. Modal 60.000 0 0,00\n",
    ),
    (
        "wide-rows",
        "Indikator Target Realisasi Kinerja(%)\nJumlah Perda dokumen 2 1 0 2 3 150.00\n"
        "Jumlah Perbup dokumen 3 1 1 1 2 5 166.67\nPersentase layanan 95.56 93 93 97.32\n",
    ),
    ("budget-columns", "Uraian	Pagu	Realisasi	Sisa	%\nBelanja Modal	500.000.000	490.000.000	10.000.000	98,00\n"),
    (  # a grand total over subtotals
        "table-totals",
        "Uraian	Anggaran\nBelanja A	100.000\nBelanja B	200.000\nJumlah I	300.000\nBelanja C	50.000\nBelanja D	70.000\n"
        "Jumlah II	120.000\nTotal	420.000\n",
    ),
    (  # shares that were rounded one by one
        "table-totals",
        "Uraian	Orang	Bagian\nOrganik	13	33,3%\nHonorer	13	33,3%\nLain	13	33,3%\nJumlah	39	100%\n",
    ),
    ("table-totals",
        "Indikator	Target	Realisasi	Capaian\nJumlah kegiatan umum	2	2	100%\nJumlah kegiatan "
        "pemula	2	3	150%\n"),
    ("parent-rows", "Uraian	Pagu	Realisasi\nOperasional	3.000.000	2.900.000\nPegawai	1.000.000	1.000.000\nBarang	2.000.000	1.900.000\n"),
    ("average-rows",
        "Indikator	Target	Realisasi	Capaian\nPersentase arsip	100%	90%	90%\nPersentase "
        "daring	100%	81%	81%\nRata-rata			85,5%\n"),
    (  # the average over the actuals before they were rounded
        "average-rows",
        "INDIKATOR TARGET REALISASI CAPAIAN\n1. Sisa perkara 100% 100% 100%\n2. Perkara perdata 70% 96.42% 137%\n"
        "Rata-rata Capaian Sasaran 118%\n",
    ),
    (
        "child-averages",
        "No	Indikator	Target	Keterangan\n1	Subbidang Cipta Karya	78,00	Rata-rata outcome a dan b\n"
        "	a. Penurunan luasan kumuh	92,00\n	b. Peningkatan cakupan akses	64,00\n",
    ),
    ("scale-borders", WHOLE_SCALE),
    ("scale-borders",
        "Nilai	Kategori\n90,00 - 100,00	Sangat Baik\n75,00 - 89,99	Baik\n60,00 - 74,99	Cukup\n0 "
        "- 59,99	Kurang\n"),
    (  # a legend of colours names no categories
        "scale-borders",
        "Tidak Ada Target 0 - 49.99% 50 - 64.99% 65 - 74.99% 75 - 89.99% 90 - 99.99% Tercapai "
        "100% Melebihi Target >100%\n",
    ),
    (  # in a hole of the scale, and the word beside it: asked elsewhere, no contradiction
        "row-categories",
        "Indikator	Target	Realisasi	Capaian	Kategori\nPersentase arsip "
        "tertata	100%	95%	95%	Berhasil\n\nSkala kategori:\n" + SCALE,
    ),
    (
        "inverted-categories",
        "Indikator	Target	Realisasi	Capaian	Kategori\nPersentase "
        "arsip	100%	95%	95%	Baik\nPersentase daring	100%	85%	85%	Baik\n"
        "Persentase terlatih	100%	60%	60%	Cukup\n",
    ),
    ("says-met", "Indikator	Target	Realisasi	Capaian	Status\nPersentase arsip tertata	100%	100%	100%	Tercapai\n"),
    ("met-is-not-category", WHOLE_SCALE),
    (
        "headline-categories",
        "\nRata-rata capaian kinerja tahun 2024 adalah sebesar 85%, sehingga dikategorikan Cukup "
        "Berhasil.\n\nSkala ini dipakai.\n"
        + WHOLE_SCALE,
    ),
    ("full-groups", "BADAN	JUMLAH\nPemilu\nKPPS	10\nPTPS	20\nPemilihan\nKPPS	30\nPTPS	40\n"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "expected"), CAUGHT)
def test_caught(ask, rule, text, expected):
    found = [(f.place.line, f.stated, f.expected, f.severity) for f in ask(rule, text)]
    assert sorted(found, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(("rule", "text"), LEFT_ALONE)
def test_left_alone(ask, rule, text):
    assert [f.sentence() for f in ask(rule, text)] == []
