"""What invented offices are made of: names, topics, units, places, and the scale of categories."""

from __future__ import annotations

from decimal import Decimal

from akuntabel.core.policy import Category, Scale

HUNDRED = Decimal(100)

SCALE = Scale(
    "kpu",
    "Skala kategori penilaian",
    "",
    (
        Category("bad", "Tidak Berhasil", None, Decimal(50), "Kegiatan sangat tidak sesuai.", "bad", ""),
        Category("poor", "Kurang Berhasil", Decimal(50), Decimal(70), "Kegiatan belum sesuai.", "poor", ""),
        Category("fair", "Cukup Berhasil", Decimal(70), Decimal(90), "Kegiatan agak sesuai.", "fair", ""),
        Category("good", "Berhasil", Decimal(90), HUNDRED, "Kegiatan sangat dekat.", "good", ""),
        Category("best", "Sangat Berhasil", HUNDRED, None, "Kegiatan melampaui.", "very-good", ""),
    ),
)

OFFICES = (
    ("Sekretariat KPU Kabupaten Telaga Biru", "Telaga Biru"),
    ("Sekretariat KPU Kota Muara Jingga", "Muara Jingga"),
    ("Dinas Arsip Kabupaten Bukit Damar", "Bukit Damar"),
)
OBJECTIVES = (
    "Terwujudnya data pemilih yang mutakhir",
    "Meningkatnya partisipasi masyarakat",
    "Terlaksananya pengelolaan logistik",
    "Terwujudnya tata kelola keuangan yang akuntabel",
    "Meningkatnya kualitas pelayanan informasi publik",
    "Terselenggaranya pengawasan internal",
    "Tersedianya sarana dan prasarana kantor",
    "Terfasilitasinya penyusunan produk hukum",
    "Meningkatnya kompetensi aparatur",
    "Terbangunnya kerja sama antarlembaga",
)
# Topics are far enough apart that no two names are slips of each other.
TOPICS = (
    "pemutakhiran daftar pemilih", "verifikasi partai politik", "distribusi surat suara", "bimbingan teknis saksi",
    "rekonsiliasi barang milik negara", "siaran pers bulanan", "pameran arsip", "audit sistem pengendalian",
    "perawatan gedung", "harmonisasi rancangan keputusan", "lokakarya jurnalistik", "magang mahasiswa",
    "kunjungan perpustakaan", "digitalisasi naskah lama", "pemeliharaan kendaraan dinas", "penyuluhan desa terpencil",
    "simulasi pemungutan suara", "pengarsipan surat masuk", "kajian kebijakan daerah", "penataan ruang layanan",
    "konsultasi hukum warga", "lomba karya tulis", "pemantauan media sosial", "pengadaan alat tulis",
)  # fmt: skip
LESS_TOPICS = (
    "pengaduan layanan loket", "temuan pemeriksa eksternal", "keterlambatan pengiriman barang",
    "kecelakaan kerja petugas", "kerusakan perangkat jaringan", "pelanggaran disiplin aparatur",
)  # fmt: skip
UNITS = {
    "%": "Persentase {topic} yang memenuhi standar",
    "laporan": "Jumlah laporan {topic} yang disusun",
    "kegiatan": "Jumlah kegiatan {topic} yang dilaksanakan",
    "orang": "Jumlah peserta {topic} yang hadir",
    "kali": "Frekuensi {topic} dalam setahun",
}
LESS_UNITS = {"%": "Persentase {topic}", "kali": "Jumlah {topic}"}
PROGRAMMES = (
    "Program Dukungan Manajemen",
    "Program Penyelenggaraan Pemilu",
    "Program Pembangunan Sarana",
    "Program Pendidikan Politik",
)
VENUES = (
    "SMA Negeri 2",
    "Balai Desa Sukamaju",
    "Kampus Universitas Damar",
    "Aula Kecamatan Hulu",
    "Pasar Raya",
    "Radio Telaga FM",
)
AUDIENCES = ("pelajar", "warga desa", "mahasiswa", "tokoh masyarakat", "pedagang", "pendengar radio")
CAUSES = (
    "Capaian ini didukung oleh koordinasi yang baik dengan pemangku kepentingan.",
    "Kendala yang dihadapi adalah keterbatasan sumber daya manusia; langkah perbaikannya adalah pelatihan.",
    "Pelaksanaan kegiatan disebabkan oleh kebutuhan masyarakat dan akan ditingkatkan.",
)
