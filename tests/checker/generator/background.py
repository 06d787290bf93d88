"""BAB I and II: the staff and bodies of the office, what it promised, and its budget."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from akuntabel.core.indonesian import format_number
from akuntabel.documents.tree import Align, Block, Cell, Heading, Inline, Row, RowKind, Table

from .blocks import columns, head, paragraph, plain
from .figures import Pen, money, percent, share


def introduction(pen: Pen) -> Iterator[Block]:
    year = pen.year
    yield Heading(1, "PENDAHULUAN", "BAB I")
    yield Heading(2, "STRUKTUR ORGANISASI", "A.")
    groups = ("pegawai organik", "pegawai kontrak", "pegawai perbantuan")
    total = sum(year.staff)
    parts: list[str | Inline | tuple[Inline, ...]] = []
    for number, (name, count) in enumerate(zip(groups, year.staff, strict=True)):
        parts += [
            ("", ", ", ", dan ")[number],
            f"{name} sebanyak ",
            pen.count(f"staff.{number}", count),
            " orang",
        ]
    yield paragraph(
        f"Pegawai {year.office} seluruhnya ",
        pen.count("staff.total", total),
        " orang, terdiri atas ",
        *parts,
        ".",
    )
    rows = [
        Row(
            (
                plain(str(number + 1)), plain(name.capitalize()), pen.cell(f"staff-table.{number}", str(count)),
                pen.cell(f"staff-table.{number}.share", percent(share(count, total))),
            )
        )
        for number, (name, count) in enumerate(zip(groups, year.staff, strict=True))
    ]  # fmt: skip
    last = Row(
        (
            plain("Jumlah", colspan=2, bold=True),
            pen.cell("staff-table.total", str(total)),
            plain("100,00%"),
        ),
        RowKind.TOTAL,
    )
    yield Table(
        columns(8, 52, 20, 20, align=(Align.RIGHT, Align.DECIMAL)),
        (head("No.", "Status kepegawaian", "Orang", "Bagian"), *rows, last),
        caption=f"Pegawai {year.office} tahun {year.year}",
    )
    yield Heading(2, "BADAN AD HOC", "B.")
    yield _adhoc(pen)


def _adhoc(pen: Pen) -> Table:
    bodies = (
        "Panitia Pemilihan Kecamatan",
        "Panitia Pemungutan Suara",
        "Petugas Pemutakhiran Data",
        "Petugas Keamanan",
    )
    rows = []
    for number, (name, (men, women)) in enumerate(zip(bodies, pen.year.adhoc, strict=False)):
        values = (("men", men), ("women", women), ("both", men + women))
        cells = (pen.cell(f"adhoc.{number}.{key}", format_number(Decimal(value))) for key, value in values)
        rows.append(Row((plain(str(number + 1)), plain(name), *cells)))
    men, women = (sum(pair[side] for pair in pen.year.adhoc) for side in (0, 1))
    totals = (("men", men), ("women", women), ("both", men + women))
    cells = (pen.cell(f"adhoc.total.{key}", format_number(Decimal(value))) for key, value in totals)
    rows.append(Row((plain("Jumlah", colspan=2, bold=True), *cells), RowKind.TOTAL))
    return Table(
        columns(8, 44, 16, 16, 16, align=(Align.RIGHT,) * 3),
        (head("No.", "Badan", "Laki-laki", "Perempuan", "Jumlah"), *rows),
        caption="Anggota badan ad hoc menurut jenis kelamin",
    )


def planning(pen: Pen) -> Iterator[Block]:
    year = pen.year
    yield Heading(1, "PERENCANAAN KINERJA", "BAB II")
    yield Heading(2, f"PERJANJIAN KINERJA TAHUN {year.year}", "A.")
    yield paragraph(
        f"Sasaran, indikator, dan target yang diperjanjikan untuk tahun {year.year} disajikan pada tabel berikut."
    )
    rows = []
    for objective in year.objectives:
        for number, item in enumerate(objective.indicators):
            cells: tuple[Cell, ...] = (plain(item.name), pen.target("agreement", item))
            if number == 0:
                span = len(objective.indicators)
                cells = (plain(objective.code, rowspan=span), plain(objective.name, rowspan=span), *cells)
            rows.append(Row(cells))
    yield Table(
        columns(6, 36, 42, 16, align=(Align.RIGHT,)),
        (head("No.", "Sasaran program/kegiatan", "Indikator kinerja", "Target"), *rows),
        caption=f"Sasaran, indikator, dan target Perjanjian Kinerja {year.year}",
    )
    yield Heading(2, "ANGGARAN", "B.")
    lines = [
        Row((plain(line.programme), pen.cell(f"plan.{number}", money(line.ceiling))))
        for number, line in enumerate(year.budget)
    ]
    yield Table(
        columns(66, 34, align=(Align.RIGHT,)),
        (
            head("Program", "Anggaran"), *lines,
            Row((plain("Jumlah", bold=True), pen.cell("plan.total", money(year.ceiling))), RowKind.TOTAL),
        ),
        caption="Rencana kerja dan anggaran",
    )  # fmt: skip
