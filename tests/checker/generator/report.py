"""The whole report: what stands before the chapters, the chapters, and the closing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from akuntabel.core.indonesian import format_date
from akuntabel.documents.tree import (
    Align,
    Block,
    Cell,
    Contents,
    ContentsKind,
    Cover,
    Document,
    Heading,
    ItemList,
    ListItem,
    Numbering,
    Row,
    RowKind,
    Section,
    Signatory,
    Signature,
    Table,
    words,
)

from .background import introduction, planning
from .blocks import columns, head, paragraph
from .figures import Pen, money, percent, share
from .office_year import OfficeYear
from .results import RESULTS, accountability, measured_rows


def document(year: OfficeYear, altered: Mapping[str, str] | None = None) -> tuple[Document, dict[str, str]]:
    """The report of ``year``, and every figure that it prints by its key."""
    pen = Pen(year, altered or {})
    title = f"Laporan Kinerja {year.office} Tahun {year.year}"
    sections = (
        Section("summary", (Heading(1, "IKHTISAR EKSEKUTIF"), *_summary(pen)), Numbering.ROMAN),
        Section("contents", tuple(_contents()), Numbering.ROMAN),
        Section("bab-1", tuple(introduction(pen))),
        Section("bab-2", tuple(planning(pen))),
        Section("bab-3", tuple(accountability(pen))),
        Section("bab-4", tuple(_closing(pen))),
    )
    tree = Document(
        title=title,
        author=year.office,
        subject=title,
        language="id",
        moment=dt.datetime(year.year + 1, 1, 31, tzinfo=dt.UTC),
        running_head=title,
        sections=sections,
        cover=Cover((year.office.upper(),), ("LAPORAN KINERJA",), str(year.year), "Tempat lambang"),
    )
    return tree, pen.printed


def _contents() -> Iterator[Block]:
    yield Heading(1, "DAFTAR ISI", listed=False)
    yield Contents(ContentsKind.HEADINGS)
    yield Heading(2, "DAFTAR TABEL", listed=False)
    yield Contents(ContentsKind.TABLES)


def _summary(pen: Pen) -> Iterator[Block]:
    year, measured = pen.year, pen.year.measurement
    category = year.policy.scale.category(year.average)
    yield paragraph(
        f"Laporan Kinerja {year.office} disusun sebagai wujud pertanggungjawaban kepada para pemangku kepentingan."
    )
    yield paragraph(
        f"Perjanjian Kinerja Tahun {year.year} memuat ", pen.count("summary.objectives", len(year.objectives)),
        " sasaran kegiatan dengan ", pen.count("summary.indicators", len(year.indicators)),
        " indikator kinerja kegiatan. Rata-rata capaian atas ",
        pen.count("summary.counted", measured.averages.counted), " indikator yang dihitung adalah ",
        pen.figure("summary.average", percent(year.average)), " dengan kategori ",
        pen.figure("summary.category", category.label), "; ", pen.count("summary.met", measured.met),
        " indikator memenuhi target dan ", pen.count("summary.unmet", measured.unmet), " belum.",
    )  # fmt: skip
    yield paragraph(
        "Dari pagu DIPA sebesar ", pen.figure("summary.ceiling", money(year.ceiling)), " terealisasi ",
        pen.figure("summary.spent", money(year.spent)), " atau ",
        pen.figure("summary.absorption", percent(share(year.spent, year.ceiling))), ".",
    )  # fmt: skip
    rows = [
        Row(
            (
                Cell(words("Indikator kinerja"), rowspan=2, align=Align.CENTRE, bold=True),
                Cell(words("Kinerja"), colspan=4, align=Align.CENTRE, bold=True),
            ),
            RowKind.HEAD,
        ),
        head("Target", "Realisasi", "Capaian", "Kategori"),
        *measured_rows(pen, "overview"),
    ]
    yield Table(
        columns(46, 13, 14, 13, 16, align=RESULTS),
        tuple(rows),
        caption=f"Capaian indikator kinerja tahun {year.year}",
    )


def _closing(pen: Pen) -> Iterator[Block]:
    year, measured = pen.year, pen.year.measurement
    yield Heading(1, "PENUTUP", "BAB IV")
    yield paragraph("Dari hasil pengukuran kinerja dapat disimpulkan:")
    items = (
        paragraph(
            "Perjanjian Kinerja memuat ", pen.count("closing.objectives", len(year.objectives)),
            " sasaran kegiatan dan ", pen.count("closing.indicators", len(year.indicators)),
            " indikator kinerja kegiatan. Rata-rata capaian atas ",
            pen.count("closing.counted", measured.averages.counted), " indikator yang dihitung adalah ",
            pen.figure("closing.average", percent(year.average)), " dengan kategori ",
            pen.figure("closing.category", year.policy.scale.category(year.average).label), ".",
        ),
        paragraph(
            "Sebanyak ", pen.count("closing.met", measured.met), " indikator memenuhi target dan ",
            pen.count("closing.unmet", measured.unmet), " indikator belum.",
        ),
        paragraph(
            "Realisasi anggaran sebesar ", pen.figure("closing.spent", money(year.spent)), " atau ",
            pen.figure("closing.absorption", percent(share(year.spent, year.ceiling))), " dari pagu DIPA ",
            pen.figure("closing.ceiling", money(year.ceiling)), ".",
        ),
    )  # fmt: skip
    yield ItemList(tuple(ListItem(item.content) for item in items))
    yield paragraph("Langkah perbaikan tahun berikutnya akan dituangkan dalam rencana aksi.")
    yield Signature(
        year.place, format_date(dt.date(year.year + 1, 1, 31)),
        (Signatory(("Sekretaris,",), "Contoh Nama"),),
    )  # fmt: skip
