"""Years, dates, events, wording and completeness: what is caught, and the near miss left alone."""
# ruff: noqa: E501 - a line of a report stays as it is printed

import pytest

FILLER = "\n\n".join(f"Uraian ke-{number} tentang pelaksanaan tugas kantor." for number in range(130))
WHOLE = f"""
LAPORAN KINERJA TAHUN 2024

BAB I PENDAHULUAN

Bab III menguraikan hambatan yang dihadapi.

{FILLER}

BAB III AKUNTABILITAS KINERJA

B. ANALISIS CAPAIAN KINERJA

Sasaran 1 : Tertib arsip

No	Indikator	Target	Realisasi	Capaian
1.	Persentase arsip yang tertata	100%	50%	50%

Arsip senantiasa ditata tepat waktu.

Sasaran 2 : Sengketa selesai

No	Indikator	Target	Realisasi	Capaian
1.	Persentase sengketa hukum yang dimenangkan	100%	100%	100%

Tidak terdapat gugatan atas hasil pemilihan.

Sasaran 3 : Pegawai cakap

No	Indikator	Target	Realisasi	Capaian
1.	Persentase pegawai yang kompeten	100%	100%	100%

C. REALISASI ANGGARAN

Total realisasi anggaran sebesar Rp45.802.798.192.

BAB IV PENUTUP

Demikian laporan ini dibuat.
"""
COMPLETE = f"""
LAPORAN KINERJA TAHUN 2024

BAB I PENDAHULUAN

Bab III menguraikan hambatan yang dihadapi. Definisi operasional setiap indikator ada dalam lampiran.

{FILLER}

BAB III AKUNTABILITAS KINERJA

B. ANALISIS CAPAIAN KINERJA

Sasaran 1 : Tertib arsip

No	Indikator	Target	Realisasi	Capaian
1.	Persentase arsip yang tertata	100%	50%	50%

Dibandingkan tahun 2023 capaiannya turun karena hambatan ruang; target akhir Renstra 90% dan standar nasional 80%.
Dari 40 berkas 20 tertata tepat waktu, jatuh tempo 10 Januari 2024. Efisiensi anggaran dan program penunjang
keberhasilan dibahas di bawah; kegiatan yang mendukung keberhasilan adalah penataan ruang.

C. REALISASI ANGGARAN

Program	Pagu	Realisasi
Dukungan Manajemen	Rp2.511.011.000	Rp2.500.000.000

BAB IV PENUTUP

Langkah perbaikan tahun depan adalah penataan ruang arsip.
"""
EVENTS = """
KPU telah melaksanakan sosialisasi kepada pemilih pemula sebagai berikut;

1. Sosialisasi siswa di SMAN 1 Tanah Grogot pada 1 Februari 2024;
2. Sosialisasi pemilih pemula di SMA Negeri 1 Paser Belengkong pada 9 Februari 2024;
3. Sosialisasi pada upacara/apel di SMK Negeri 3 Tanah Grogot pada 26 Agustus 2024;
4. Sosialisasi pada upacara/apel di SMA Negeri 1 Kuaro pada 12 Agustus 2024;
5. Sosialisasi pada upacara/apel di SMA Negeri 1 Muara Samu pada 7 September 2024;
6. Sosialisasi pemilih pemula di SMA Negeri 1 Muara Samu pada 12 September 2024;
7. Sosialisasi basis pemilih muda pada 21 September 2024;
8. Sosialisasi di Siring Kandilo.
"""
PLAIN_EVENTS = """
KPU telah melaksanakan sosialisasi kepada pemilih pemula sebagai berikut;

1. Sosialisasi pemilih pemula di SMA Negeri 1 Kuaro pada 1 Februari 2024;
2. Sosialisasi pada upacara/apel di SMA Negeri 1 Muara Samu pada 12 Agustus 2024;
3. Sosialisasi pemilih pemula di SMA Negeri 1 Muara Samu pada 26 Agustus 2024;
4. Sosialisasi pemilih pemula di SMA Negeri 3 Long Kali pada 27 Agustus 2024;
"""
CONTENTS = """
LAPORAN KINERJA TAHUN 2024

DAFTAR ISI

KATA PENGANTAR	I
RINGKASAN EKSEKUTIF	iii
A. Pengukuran Kinerja	27
B. Capaian Kinerja Tahun {year}	31

RINGKASAN EKSEKUTIF

A. PENGUKURAN KINERJA

B. {heading} KINERJA TAHUN 2024
"""

CAUGHT = [
    ("contents-years", CONTENTS.format(year=2023, heading="CAPAIAN"), [(8, "2023", "2024", "error")]),
    ("contents-titles", CONTENTS.format(year=2024, heading="ANALISIS CAPAIAN"), [(8, "Capaian Kinerja Tahun 2024", "ANALISIS CAPAIAN KINERJA TAHUN 2024", "note")]),
    ("contents-pages", CONTENTS.format(year=2024, heading="CAPAIAN"), [(5, "I", "iii", "note")]),
    (
        "caption-years",
        "Laporan Kinerja Tahun 2024\n\nTabel 3.1 Hasil Pengukuran Kinerja Tahun "
        "2022\n\nIndikator	Target 2024	Realisasi 2024\nPersentase arsip	90%	80%\n",
        [(3, "2022", "2024", "warning")],
    ),
    (
        "caption-numbers",
        "Tabel 3.1 Pegawai menurut golongan\n\nTabel 3.2 Anggaran menurut program\n\nTabel 3.2 "
        "Capaian menurut sasaran\n",
        [(5, "Tabel 3.2", "nomor lain", "warning")],
    ),
    (
        "impossible-dates",
        "Rapat dilaksanakan pada hari Senin, 3 Agustus 2021. Evaluasi pada 31 Juni 2021.",
        [(1, "Senin, 3 Agustus 2021", "Selasa", "error"), (1, "31 Juni 2021", "tanggal yang ada", "error")],
    ),
    ("event-days", EVENTS, [(4, "9 Februari 2024", "cuti bersama Imlek", "warning"), (7, "7 September 2024", "Sabtu", "warning")]),
    ("event-order", EVENTS, [(6, "12 Agustus 2024", "26 Agustus 2024", "warning")]),
    ("doubled-events", EVENTS, [(8, "SMA Negeri 1 Muara Samu", "7 September 2024", "warning")]),
    ("event-fields", EVENTS, [(9, "21 September 2024", "tempat", "note"), (10, "8. Sosialisasi di Siring Kandilo.", "tanggal", "warning")]),
    ("venue-spelling", EVENTS, [(4, "SMA Negeri", "SMAN", "note")]),
    ("other-segment", EVENTS, [(9, "pemilih muda", "pemilih pemula", "warning")]),
    (
        "lone-events",
        "Selain itu KPU melaksanakan sosialisasi kepada pemilih perempuan pada 13 November 2024.",
        [(1, "13 November 2024", "tempat dan peserta", "note")],
    ),
    (
        "agreement-dates",
        "LAPORAN KINERJA TAHUN 2024\n\nSosialisasi pada 2 Januari 2024.\n\nPERJANJIAN KINERJA "
        "TAHUN 2024\n\nKami berjanji.\n\nTana Paser, 1 April 2024\n",
        [(3, "2 Januari 2024", "1 April 2024", "note"), (9, "1 April 2024", "2024", "note")],
    ),
    ("civil-servants", "NIP. 19691325 199603 1 003", [(1, "19691325 199603 1 003", "", "warning")]),
    ("mandatory-analyses", WHOLE, 6),
    ("promised-sections", WHOLE, [(5, "hambatan", "uraiannya", "warning"), (294, "BAB IV PENUTUP", "langkah perbaikan", "warning")]),
    ("definitions", WHOLE, 1),
    ("section-texts", WHOLE, 2),
    ("section-evidence", WHOLE, 4),
    ("nothing-to-count", WHOLE, 1),
    ("spending-in-detail", WHOLE, 1),
    (
        "table-captions",
        WHOLE
        +
            "\nSasaran	Indikator	Target\nTertib arsip	Persentase arsip	90%\nLayanan baik	Persentase "
            "daring	80%\nPegawai cakap	Persentase cakap	70%\n"
        +
            "\n\n\n\nSASARAN	INDIKATOR	Target	Satuan\nPemilu aman	Nilai "
            "keterbukaan	100	nilai\nPemilu jujur	Nilai kepuasan	90	nilai\nPemilu adil	Nilai "
            "mutu	80	nilai\n",
        1,
    ),
    (
        "signatures",
        "Sekretaris,\n\nAdi Contoh\n\nIKHTISAR\n\nPihak Pertama,\n\nADI CONTOH\n\nNIP. 19010101 192001 1 001\n",
        [(3, "Adi Contoh", "NIP", "note")],
    ),
    (
        "broken-sentences",
        "Laporan ini tidak hanya berisi capaian sasaran pada tahun ini.\n\nJumlah kegiatan untuk pada daerah rawan.\n",
        [(1, "tidak hanya", "tetapi juga", "note"), (3, "untuk pada", "pada", "note")],
    ),
    (
        "law-versions",
        "Ditetapkan Peraturan KPU Nomor 4 Tahun 2021 Tentang Perubahan Ketiga Atas Peraturan KPU "
        "Nomor 8 Tahun 2019 Tentang Tata Kerja.\n\n"
        "Sesuai Peraturan KPU Nomor 12 Tahun 2023 Tentang Perubahan Kelima Atas Peraturan KPU "
        "Nomor 8 Tahun 2019 Tentang Tata Kerja.\n",
        [(1, "Nomor 4 Tahun 2021", "Nomor 12 Tahun 2023", "warning")],
    ),
    (
        "documents-cited",
        "Renstra ditetapkan dengan Keputusan Nomor 444/.02.6-Kpt/6401/XII/2020 Tahun 2020. Pada "
        "Pasal 1 ayat 8 dinyatakan lembaga.",
        [
            (1, "444/.02.6-Kpt/6401/XII/2020", "klasifikasi lengkap", "note"),
            (1, "444/.02.6-Kpt/6401/XII/2020 Tahun 2020", "444/.02.6-Kpt/6401/XII/2020", "note"),
            (1, "Pasal 1 ayat 8", "Pasal 1 angka 8", "note"),
        ],
    ),
    (
        "terms",
        "Laporan Kinerja (LKIP) tahun 2024 disusun.\n\nLaporan (LKjIP) tahun 2024 mengacu pada Penetapan Kinerja.\n",
        [(1, "LKIP", "LKjIP", "note"), (3, "Penetapan Kinerja", "Perjanjian Kinerja", "note")],
    ),
    (
        "repeated-paragraphs",
        "Sekretariat telah melaksanakan dukungan fasilitasi pengelolaan data kebutuhan, "
        "pengadaan, dan pendistribusian logistik sehingga pelaksanaan Pemilu Tahun 2024 dapat "
        "berjalan dengan lancar dan tertib.\n\n"
        "Sekretariat telah melaksanakan dukungan fasilitasi pelaksanaan tahapan sesuai jadwal "
        "serta pengadaan logistik sehingga pelaksanaan Pemilu Tahun 2024 dapat berjalan dengan "
        "lancar dan tertib.\n",
        1,
    ),
    ("spelling", "Tugas ini berpendoman pada aturan dan dimasa depan diperbaiki.", [(1, "berpendoman", "berpedoman", "note"), (1, "dimasa", "di masa", "note")]),
]  # fmt: skip

LEFT_ALONE = [
    ("contents-years", CONTENTS.format(year=2024, heading="CAPAIAN")),
    ("contents-titles", CONTENTS.format(year=2024, heading="CAPAIAN")),
    ("contents-pages", CONTENTS.replace("	I\n", "	i\n").format(year=2024, heading="CAPAIAN")),
    ("caption-years",
        "Laporan Kinerja Tahun 2024\n\nTabel 3.1 Perbandingan dengan Tahun "
        "2022\n\nIndikator	2022	2024\nArsip	90%	80%\n"),
    ("caption-numbers",
        "Tabel 3.1 Pegawai menurut golongan\n\nTabel 3.2 Anggaran\n\nTabel 3.2 Anggaran "
        "(lanjutan)\n\nTabel 3.3 Capaian\n"),
    ("impossible-dates",
        "Rapat dilaksanakan pada hari Selasa, 3 Agustus 2021. Evaluasi pada 30 Juni 2021 dan "
        "Jum'at, 6 Agustus 2021."),
    ("event-days", PLAIN_EVENTS),
    ("event-order", PLAIN_EVENTS),
    ("doubled-events", PLAIN_EVENTS),
    ("event-fields", PLAIN_EVENTS),
    ("venue-spelling", PLAIN_EVENTS),
    ("other-segment", PLAIN_EVENTS),
    ("lone-events", "KPU melaksanakan sosialisasi di Aula Kecamatan kepada 40 orang pada 13 November 2024."),
    ("agreement-dates",
        "LAPORAN KINERJA TAHUN 2024\n\nPERJANJIAN KINERJA TAHUN 2024\n\nKami berjanji.\n\nTana "
        "Paser, 10 Januari 2024\n"),
    ("civil-servants", "NIP. 19010101 192001 1 001"),
    ("mandatory-analyses", COMPLETE),
    ("mandatory-analyses", "B. ANALISIS CAPAIAN KINERJA\n\nKutipan saja.\n"),
    ("promised-sections", COMPLETE),
    ("definitions", COMPLETE),
    ("section-texts", COMPLETE),
    ("section-evidence", COMPLETE),
    ("nothing-to-count", COMPLETE),
    ("spending-in-detail", COMPLETE),
    ("table-captions", COMPLETE),
    ("signatures", "Pihak Pertama,\n\nADI CONTOH\n\nNIP. 19010101 192001 1 001\n"),
    ("broken-sentences",
        "Laporan ini tidak hanya berisi capaian, tetapi juga analisisnya. Kegiatan pada daerah "
        "rawan."),
    ("law-versions",
        "Peraturan KPU Nomor 12 Tahun 2023 Tentang Perubahan Kelima Atas Peraturan KPU Nomor 8 "
        "Tahun 2019 Tentang Tata Kerja."),
    ("documents-cited",
        "Keputusan Nomor 444/PR.02.6-Kpt/6401/XII/2020 tentang Renstra. Pada Pasal 2 ayat 8 "
        "dinyatakan."),
    ("terms", "Laporan Kinerja (LKjIP) tahun 2024 mengacu pada Perjanjian Kinerja."),
    ("repeated-paragraphs", "Alinea pertama tentang arsip yang pendek.\n\nAlinea pertama tentang arsip yang pendek.\n"),
    ("spelling", "Tugas ini berpedoman pada aturan dan di masa depan diperbaiki."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "expected"), CAUGHT, ids=[case[0] for case in CAUGHT])
def test_caught(ask, rule, text, expected):
    found = [(f.place.line, f.stated, f.expected, f.severity) for f in ask(rule, text)]
    if isinstance(expected, int):
        assert len(found) == expected, found
    else:
        assert sorted(found, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(("rule", "text"), LEFT_ALONE, ids=[case[0] for case in LEFT_ALONE])
def test_left_alone(ask, rule, text):
    assert [f.sentence() for f in ask(rule, text)] == []
