"""The whole sample, and a large one to measure time and long tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from akuntabel.documents.tree import Cover, Document

from .attachments import agreement, passports
from .chapters import closing, introduction, planning
from .front import front
from .results import results

OFFICE = "Sekretariat Komisi Pemilihan Umum Kabupaten Telaga Biru"


def sample_document() -> Document:
    """The whole sample."""
    return Document(
        title=f"Laporan Kinerja {OFFICE} Tahun 2024",
        author=OFFICE,
        subject="Laporan Kinerja Instansi Pemerintah",
        language="id-ID",
        moment=dt.datetime(2025, 1, 10, 9, 30, tzinfo=dt.UTC),
        running_head="Laporan Kinerja KPU Kabupaten Telaga Biru Tahun 2024",
        cover=Cover(
            office=("Komisi Pemilihan Umum", "Kabupaten Telaga Biru"),
            title=("Laporan Kinerja", "Sekretariat"),
            year="2024",
            emblem_alt="Tempat lambang Komisi Pemilihan Umum",
        ),
        sections=(front(), introduction(), planning(), results(), closing(), agreement(), passports()),
    )


def large_document(chapters: int = 10) -> Document:
    """The sample with its third chapter many times over, to measure time and long tables."""
    document = sample_document()
    results = document.sections[3]
    more = tuple(
        replace(results, key=f"bab-3-{n}", blocks=_without_anchors(results.blocks)) for n in range(chapters)
    )
    return replace(document, sections=document.sections[:4] + more + document.sections[4:])


def _without_anchors(blocks: tuple[object, ...]) -> tuple:  # type: ignore[type-arg]
    return tuple(replace(block, anchor="") if hasattr(block, "anchor") else block for block in blocks)  # type: ignore[type-var]
