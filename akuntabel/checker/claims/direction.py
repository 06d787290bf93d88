"""Which way is better, as far as an indicator's name tells."""

from __future__ import annotations

import re

_LESS = re.compile(
    r"\b(?:revisi|temuan|keterlambatan|terlambat|pelanggaran|pengaduan|keluhan|komplain|kematian|kemiskinan|miskin|"
    r"pengangguran|kecelakaan|kejadian|kasus|kehilangan|kerusakan|konflik|angka kesakitan|stunting|gizi buruk|prevalensi|"
    r"inflasi|gini|ketimpangan|kesenjangan|sisa perkara|tunggakan|emisi|kriminalitas|tindak pidana|putus sekolah|"
    r"kemacetan|waktu tunggu|waktu respon|waktu penyelesaian|waktu pelayanan|lama waktu|"
    r"defisit|sengketa yang timbul|buta aksara|kumuh|banjir|kebakaran|perceraian|"
    r"tidak masuk|tidak memenuhi syarat|tidak terdaftar|golput|suara tidak sah|kebocoran|residu|pencemaran|"
    r"kerawanan|rawan pangan|jumlah pemohon yang ditolak|incremental|icor|biaya per)\b",
    re.I,
)
_TURNED = re.compile(
    r"\b(?:penurunan|menurun\w*|berkurang\w*|pengurangan|ditindaklanjuti|diselesaikan|terselesaikan|penyelesaian|penanganan|"
    r"ditangani|tertangani|dimenangkan|bebas|tanpa|nihil|pencegahan|penanggulangan|terpenuhi|teratasi|diatasi|"
    r"cakupan|pelayanan|tepat waktu|sesuai|dibantu|terlayani|mendapat\w*|mengikuti|rekomendasi|selesai|dituntaskan|tuntas|"
    r"tidak mengajukan|aman|damai|laporan|pengendalian|kegiatan|sosialisasi|pendidikan|dokumen|"
    r"pembinaan|fasilitasi|penyusunan|program|responden|puas|ditata|tertata|pelatihan|"
    r"pengelolaan|penyuluhan)\b",
    re.I,
)


def lower_is_better(name: str) -> bool:
    """Whether a name speaks of something of which less is better, and not of its being mended."""
    return _LESS.search(name) is not None and _TURNED.search(name) is None


def speaks_of_less(name: str) -> bool:
    """Whether a name speaks of something of which less is better, mended or not."""
    return _LESS.search(name) is not None
