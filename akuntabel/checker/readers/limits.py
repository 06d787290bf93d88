"""What a reader takes on, and the words with which it refuses the rest."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from akuntabel.core.errors import AkuntabelError

MEGA: Final = 1_000_000  # bytes, as file managers count them

MISSING: Final = "Berkas {file} tidak ditemukan."
UNREADABLE: Final = "Berkas {file} tidak dapat dibuka; periksa izin bacanya."
FOLDER: Final = "{file} adalah folder; pilih berkas laporannya."
EMPTY: Final = "Berkas ini kosong."
UNKNOWN: Final = "Jenis berkas ini tidak dikenal; yang dapat dibaca: DOCX, PDF, XLSX, teks, dan Markdown."
OTHER: Final = "Berkas {kind} belum dapat dibaca; simpan dulu sebagai {instead}."
DAMAGED: Final = "Berkas {kind} ini rusak atau terpotong; simpan ulang atau minta salinan yang utuh."
ENCRYPTED: Final = "Berkas ini terkunci kata sandi; simpan salinan tanpa kata sandi, lalu coba lagi."
NO_TEXT: Final = (
    "PDF ini hanya berisi gambar pindaian, tanpa teks; pakai berkas aslinya atau jalankan OCR lebih dulu."
)
NO_CONTENT: Final = "Berkas {kind} ini tidak berisi teks atau tabel."
TOO_BIG: Final = "Berkas ini {size} MB, sedangkan batasnya {limit} MB."
TOO_MANY_PAGES: Final = "PDF ini {pages} halaman, sedangkan batasnya {limit} halaman."
BOMB: Final = "Isi berkas ini mengembang melampaui batas {limit} MB, jadi tidak dibuka."
TOO_MUCH: Final = "Isi berkas ini lebih dari {limit} {unit}, jadi tidak dibaca."
TOO_SLOW: Final = (
    "Membaca berkas ini melewati {seconds} detik, jadi dihentikan; pecah berkasnya, lalu coba lagi."
)


class CannotRead(AkuntabelError):
    """A file that is refused, with the reason and the way out."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of anything one file may be.

    A ministry's report of 500 pages stays inside; what lies beyond is a mistake or an attack.
    """

    max_bytes: int = 50 * MEGA
    max_pages: int = 600
    max_unpacked: int = 200 * MEGA
    max_ratio: int = 200  # unpacked to packed; a long table of spaces reaches about 60
    max_entries: int = 10_000  # members of an archive
    max_cells: int = 1_000_000  # of all tables together
    seconds: float = 60.0


class Clock:
    """The time left for one file."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds until the end, never below zero."""
        return max(0.0, self.end - time.monotonic())

    def check(self) -> None:
        """Raise :class:`CannotRead` when the time is over."""
        if time.monotonic() > self.end:
            raise CannotRead(TOO_SLOW, seconds=f"{self.seconds:g}")
