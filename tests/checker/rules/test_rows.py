"""Target, actual, achievement: what is caught, and the near miss that is left alone."""
# ruff: noqa: E501 - a line of a report stays as it is printed

import pytest

CAUGHT = [
    (
        "row-achievement",
        """
Indikator	Target	Realisasi	Capaian
Jumlah kegiatan untuk pemilih perempuan	2 keg	1 keg	50%
Jumlah kegiatan untuk pemilih pemula	2 keg	2 keg	1.400%
Jumlah kegiatan untuk pemilih disabilitas	2 keg	28 keg	50%
""",
        [(3, "1.400%", "100%", "error"), (4, "50%", "1.400%", "error")],
    ),
    (  # running text: numbers in the middle of a wrapped name, a page number in between
        "row-achievement",
        """
Indikator Kinerja Target Realisasi Capaian 1. Proses Peradilan
a. Persentase perkara diselesaikan tepat waktu
85% 94,11% 110,5% b. Persentase sisa perkara
100% 100% 100%
Pengadilan Tahun 2017 18
""",
        [(3, "110,5%", "110,72%", "error")],
    ),
    (  # two sub-indicators on one line: targets, then actuals, then achievements
        "row-achievement",
        """
INDIKATOR TARGET REALISASI CAPAIAN
g. Upaya Hukum 4. Banding 5. Kasasi 6. PK 60% 60% 80% 90% 94% 100% 150% 156% 124%
""",
        [(2, "124%", "125%", "warning")],
    ),
    (  # the page gave the head after the rows; units are glued on
        "row-achievement",
        """
Persentase penyelesaian
laporan keuangan 90% 85% 94,44%
tepat waktu
Jumlah dokumen perencanaan 5 dok 4 dok 85%
Indikator Target Realisasi Capaian
""",
        [(4, "85%", "80%", "error")],
    ),
    (  # one cell per line
        "row-achievement",
        """
INDIKATOR
TARGET
REALISASI
CAPAIAN
Tingkat kepuasan masyarakat
65 %
90,83 %
149,73 %
""",
        [(8, "149,73 %", "139,74%", "error")],
    ),
    (  # OCR
        "row-achievement",
        """
No Indikator Kinerja Target Realisasi Capaian (%)
1 Persentase pelayanan lOOo/o lOOo/o lOOo/o
2 Persentase aduan ditindaklanjuti 90% 85% 99,44%
""",
        [(3, "99,44%", "94,44%", "error")],
    ),
    (  # other years beside the one that counts
        "row-achievement",
        """
Indikator Target 2020 Realisasi 2019 Realisasi 2020 Capaian
Persentase arsip yang tertata 80% 75% 78% 97,50%
Persentase berkas yang lengkap 70% 60% 63% 93,00%
""",
        [(3, "93,00%", "90%", "error")],
    ),
    (  # named in one sentence
        "row-achievement",
        "Target sebesar 85% dengan realisasi sebesar 80% sehingga capaian kinerjanya sebesar 98,12%.",
        [(1, "98,12%", "94,12%", "error")],
    ),
    (  # a cap that nobody announced: somebody must decide
        "row-achievement",
        """
Indikator Target Realisasi Capaian
Persentase Partisipasi Pemilih 80% 83% 100%
""",
        [(2, "100%", "103,75%", "warning")],
    ),
    (
        "row-rounding",
        """
Indikator	Target	Realisasi	Capaian
Persentase layanan kepegawaian	97,5%	100%	102,5%
Persentase laporan tepat waktu	75%	100%	133%
Persentase capaian sasaran	90%	86,36%	95,96%
""",
        [(2, "102,5%", "102,56%", "note"), (3, "133%", "133,33%", "note")],
    ),
    (
        "rewarded-for-more",
        """
Indikator	Target	Realisasi	Capaian
Jumlah revisi rencana kerja	8 kali	11 kali	137,5%
""",
        [(2, "137,5%", "62,5%", "warning")],
    ),
    (
        "direction-needed",
        """
SASARAN	INDIKATOR	Target
Terwujudnya pemilu	Persentase Pemilih yang Tidak Masuk dalam Daftar Pemilih Tetap	0,16%
""",
        [(2, "0,16%", "lebih rendah lebih baik", "note")],
    ),
    (
        "reversed-formula",
        """
Indikator	Target	Realisasi	Capaian
Persentase arsip tertata	80%	60%	75%
Persentase layanan daring	50%	40%	80%
Persentase pegawai terlatih	100%	90%	110%
""",
        [(4, "110%", "90%", "warning")],
    ),
    (
        "carrying-rows",
        """
Indikator	Target	Realisasi	Capaian
Jumlah kegiatan umum	2 keg	2 keg	100%
Jumlah kegiatan pemula	2 keg	28 keg	1.400%
Jumlah kegiatan perempuan	2 keg	1 keg	50%
Jumlah laporan berkala	1 lap	1 lap	100%
""",
        [(3, "1.400%", "83,33%", "warning")],
    ),
    (
        "carrying-items",
        """
1. Proses peradilan yang pasti (114%)
2. Pengelolaan penyelesaian perkara (100%)
3. Akses peradilan masyarakat miskin (100%)
4. Kepatuhan terhadap putusan pengadilan (660%)
""",
        [(4, "660%", "114%", "warning")],
    ),
    (
        "far-from-target",
        """
Indikator	Target	Realisasi	Capaian
Jumlah kegiatan pendidikan pemilih	2 keg	7 keg	350%
""",
        [(2, "350%", "", "note")],
    ),
    (
        "same-indicator",
        """
No.	Sasaran	Indikator Kinerja	Target
1	Meningkatnya kapasitas SDM	Persentase kesesuaian kompetensi pegawai	95%
2	Tertibnya arsip	Persentase arsip yang tertata rapi	100%

Hasil pengukuran adalah sebagai berikut.

Indikator	Target	Realisasi	Capaian
Persentase kesesuaian kompetensi pegawai	100%	100%	100%
Persentase arsip yang tertata rapi	100%	100%	100%
""",
        [(8, "100%", "95%", "error")],
    ),
    (
        "text-and-table",
        """
| INDIKATOR | TARGET | REALISASI | CAPAIAN |
|---|---|---|---|
| Persentase Obat yang Memenuhi Syarat | 80,80% | 97,62% | 120,82% |

Obat memenuhi syarat dengan nilai pencapaian indikator 122,82%.
""",
        [(5, "122,82%", "120,82%", "warning")],
    ),
    (
        "units-and-names",
        """
Indikator	Target	Realisasi	Capaian
Jumlah Badan Adhoc yang dibentuk	100%	100%	100%
Nilai Keterbukaan Informasi Publik	100%	90%	90%
""",
        [(2, "100%", "satuan yang dihitung", "warning"), (3, "100%", "tanpa tanda persen", "warning")],
    ),
    (
        "near-duplicates",
        """
Sasaran	Indikator Kinerja	Target
Terlaksananya proses seleksi sesuai peraturan perundang-undangan	Jumlah anggota yang terpilih	5 orang

Rencana kinerja tahunan adalah sebagai berikut.

Sasaran	Indikator Kinerja	Target
Terlaksananya proses seleksi sesuai perturan perundang-undangan	Jumlah anggota yang terpilih	5 orang
""",
        [(7, "perturan", "Terlaksananya proses seleksi sesuai peraturan perundang-undangan", "warning")],
    ),
    (
        "self-counting",
        """
Indikator	Target	Realisasi	Capaian
Persentase capaian target kinerja sesuai perjanjian kinerja	90%	80%	88,89%
Jumlah laporan bulanan	12 lap	12 lap	100%
Jumlah laporan tahunan	1 lap	1 lap	100%
Jumlah laporan barang	2 lap	2 lap	100%
Persentase arsip tertata	100%	100%	100%
""",
        [(2, "80%", "80%", "warning")],
    ),
    (
        "indicator-order",
        """
Sasaran	Indikator Kinerja	Target
Tertib administrasi	Persentase laporan evaluasi tepat waktu	75%
	Persentase capaian target yang dijanjikan	90%

Hasilnya disajikan berikut ini.

Indikator	Target	Realisasi	Capaian
Persentase capaian target yang dijanjikan	90%	90%	100%
Persentase laporan evaluasi tepat waktu	75%	75%	100%
""",
        [(8, "Persentase capaian target yang dijanjikan", "Persentase laporan evaluasi tepat waktu", "note")],
    ),
    (
        "title-order",
        """
Indikator	Target	Realisasi	Capaian
Sasaran 17 : Pendidikan Pemilih Pemula, Perempuan, dan Disabilitas
Jumlah kegiatan untuk pemilih perempuan	2 keg	2 keg	100%
Jumlah kegiatan untuk pemilih pemula	2 keg	2 keg	100%
Jumlah kegiatan untuk pemilih disabilitas	2 keg	2 keg	100%
""",
        [(3, "Pemula, Perempuan, dan Disabilitas", "perempuan, pemula, disabilitas", "note")],
    ),
]

LEFT_ALONE = [
    (  # half up, cut off, an actual rounded before print, both formulas for "lower is better"
        "row-achievement",
        """
Indikator	Target	Realisasi	Capaian
Persentase layanan kepegawaian	97,5%	100%	102,5%
Persentase laporan tepat waktu	75%	100%	133%
Rata-rata waktu tunggu layanan	15	12	120
Angka kematian bayi	32	4,88	184,75
Jumlah kasus pelanggaran	10	12	83,33
Persentase tanpa hasil	85%	0%	0%
""",
    ),
    (  # capped alike, and none beyond
        "row-achievement",
        """
Indikator	Target	Realisasi	Capaian
Persentase arsip tertata	50%	80%	120%
Persentase layanan daring	40%	60%	120%
Persentase pegawai terlatih	100%	90%	90%
""",
    ),
    (  # English separators, empty months that disappeared
        "row-achievement",
        """
Indikator Satuan Target Realisasi Target Kinerja(%)
Jumlah Rancangan Perda dokumen 2 1 0 2 3 150.00
Alokasi 1,004,422,800 1,000,972,958 99.66
""",
    ),
    (  # key and value, the target of another year
        "row-achievement",
        """
Angka Kematian Bayi (AKB) per 1000 kelahiran hidup
realisasi 2015	4,88
target 2015	32	capaian 184,75	Sangat Tinggi
target 2019	24	capaian 179,67	Sangat Tinggi
""",
    ),
    ("row-rounding", "Indikator	Target	Realisasi	Capaian\nPersentase arsip tertata	90%	86,36%	95,96%\n"),
    ("rewarded-for-more",
        "Indikator	Target	Realisasi	Capaian\nPersentase temuan yang "
        "ditindaklanjuti	80%	90%	112,5%\n"),
    ("rewarded-for-more", "Indikator	Target	Realisasi	Capaian\nJumlah revisi rencana kerja	8 kali	11 kali	62,5%\n"),
    ("direction-needed", "SASARAN	INDIKATOR	Target\nTerwujudnya pemilu	Persentase Partisipasi Pemilih Perempuan	77%\n"),
    (
        "reversed-formula",
        "Indikator	Target	Realisasi	Capaian\nPersentase arsip tertata	80%	60%	75%\n"
        "Persentase layanan daring	50%	40%	80%\nRata-rata waktu tunggu	10	9	110%\n",
    ),
    (
        "carrying-rows",
        "Indikator	Target	Realisasi	Capaian\nJumlah kegiatan umum	2	2	100%\nJumlah kegiatan pemula	2	3	150%\n"
        "Jumlah kegiatan perempuan	2	1	50%\nJumlah laporan berkala	1	1	100%\n",
    ),
    ("carrying-items", "1. Proses peradilan pasti (114%)\n2. Pengelolaan perkara (100%)\n3. Akses peradilan (100%)\n"),
    ("far-from-target", "Indikator	Target	Realisasi	Capaian\nJumlah kegiatan pendidikan pemilih	2 keg	3 keg	150%\n"),
    (  # the end of the plan is another target
        "same-indicator",
        """
Indikator	Target Akhir Renstra
Persentase arsip yang tertata rapi	100%

Hasil pengukuran adalah sebagai berikut.

Indikator	Target	Realisasi	Capaian
Persentase arsip yang tertata rapi	90%	90%	100%
""",
    ),
    (
        "text-and-table",
        "| INDIKATOR | TARGET | REALISASI | CAPAIAN |\n|---|---|---|---|\n| Persentase Obat yang "
        "Memenuhi Syarat | 80% | 92% | 115% |\n\n"
        "Laporan Kinerja Tahun 2020\nTahun 2020 ini baik.\nObat memenuhi syarat dengan nilai "
        "pencapaian indikator 115%; pada tahun 2018 capaiannya 98%.\n",
    ),
    ("units-and-names", "Indikator	Target	Realisasi	Capaian\nJumlah kegiatan sosialisasi	2 keg	2 keg	100%\n"),
    (  # two indicators of one table, however alike
        "near-duplicates",
        "Sasaran	Indikator Kinerja	Target\nTercapainya partisipasi	Persentase Partisipasi "
        "Pemilih Perempuan dalam Pemilu	77%\n"
        "	Persentase Partisipasi Pemilih Disabilitas dalam Pemilu	77%\n",
    ),
    (  # the share of the others: it does not count itself
        "self-counting",
        "Indikator	Target	Realisasi	Capaian\nPersentase capaian target kinerja sesuai perjanjian "
        "kinerja	90%	75%	83,33%\n"
        "Jumlah laporan bulanan	12	12	100%\nJumlah laporan tahunan	1	1	100%\nJumlah laporan barang	2	1	50%\n"
        "Persentase arsip tertata	100%	100%	100%\n",
    ),
    (
        "indicator-order",
        "Indikator Kinerja	Target\nPersentase laporan evaluasi tepat waktu	75%\nPersentase "
        "capaian target yang dijanjikan	90%\n\n"
        "Hasilnya berikut ini.\n\nIndikator	Target	Realisasi	Capaian\nPersentase laporan "
        "evaluasi tepat waktu	75%	75%	100%\n"
        "Persentase capaian target yang dijanjikan	90%	90%	100%\n",
    ),
    (
        "title-order",
        "Indikator	Target	Realisasi	Capaian\nSasaran 17 : Pendidikan Pemilih Pemula, Perempuan, dan Disabilitas\n"
        "Jumlah kegiatan untuk pemilih pemula	2	2	100%\nJumlah kegiatan untuk pemilih perempuan	2	2	100%\n"
        "Jumlah kegiatan untuk pemilih disabilitas	2	2	100%\n",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "expected"), CAUGHT)
def test_caught(ask, rule, text, expected):
    assert [(f.place.line, f.stated, f.expected, f.severity) for f in ask(rule, text)] == expected


@pytest.mark.parametrize(("rule", "text"), LEFT_ALONE)
def test_left_alone(ask, rule, text):
    assert [f.sentence() for f in ask(rule, text)] == []


def test_a_swapped_neighbour_is_named(ask):
    [first, second] = ask(*CAUGHT[0][:2])
    assert first.sentence() == (
        "2 keg terhadap target 2 keg adalah 100%, bukan 1.400%; realisasi 28 keg di baris 4 cocok dengan baris ini."
    )
    assert [place.line for place in second.others] == [2]
