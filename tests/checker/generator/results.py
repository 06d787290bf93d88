"""BAB III: what was measured and by which rules, objective by objective, the events, and the spending."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from akuntabel.core.indonesian import format_date, format_day_date, format_number, format_percent
from akuntabel.core.policy import Category, LowerFormula
from akuntabel.documents.tree import (
    Align,
    Block,
    Cell,
    Heading,
    Inline,
    ItemList,
    ListItem,
    Row,
    RowKind,
    Table,
    Text,
    words,
)

from .blocks import columns, head, paragraph, plain
from .figures import Pen, money, percent, share, target_text
from .office_year import Objective

# How the columns of target, actual, achievement and category stand.
RESULTS = (Align.RIGHT, Align.RIGHT, Align.DECIMAL, Align.LEFT)


def accountability(pen: Pen) -> Iterator[Block]:
    year, measured = pen.year, pen.year.measurement
    yield Heading(1, "AKUNTABILITAS KINERJA", "BAB III")
    yield Heading(2, f"CAPAIAN KINERJA TAHUN {year.year}", "A.")
    up = "meningkat" if year.average > year.before else "menurun"
    if percent(year.average) != percent(year.before):
        yield paragraph(
            f"Dibandingkan dengan tahun {year.year - 1}, rata-rata capaian ", pen.figure("change.word", up), " dari ",
            pen.figure("change.before", percent(year.before)), " menjadi ",
            pen.figure("change.after", percent(year.average)), ".",
        )  # fmt: skip
    counted = measured.averages.counted
    total = Row(
        (
            plain(f"Rata-rata atas {counted} indikator yang dihitung", colspan=3, bold=True),
            pen.cell("measurement.average", percent(year.average)),
            pen.cell("measurement.category", year.policy.scale.category(year.average).label),
        ),
        RowKind.TOTAL,
    )
    yield Table(
        columns(46, 13, 14, 13, 16, align=RESULTS),
        (
            head("Indikator", "Target", "Realisasi", "Capaian", "Kategori"),
            *measured_rows(pen, "measurement"),
            total,
        ),
        caption=f"Hasil pengukuran kinerja tahun {year.year}",
        note=words("Indikator yang tidak berlaku tidak ikut dalam rata-rata."),
    )
    yield _scale(pen)
    yield _rules(pen)
    yield Heading(2, "ANALISIS CAPAIAN KINERJA", "B.")
    for objective, cause in zip(year.objectives, year.causes, strict=True):
        yield from _objective(pen, objective, cause)
    yield Heading(2, "KEGIATAN PENDIDIKAN PEMILIH", "C.")
    yield from _events_told(pen)
    yield Heading(2, "REALISASI ANGGARAN", "D.")
    yield from _spending(pen)


def measured_rows(pen: Pen, table: str) -> Iterator[Row]:
    for objective in pen.year.objectives:
        yield Row(
            (plain(f"Sasaran {objective.code}: {objective.name}", colspan=5, bold=True),), RowKind.GROUP
        )
        for item in objective.indicators:
            yield Row((plain(item.name), *pen.results(table, item)))


def _scale(pen: Pen) -> Table:
    rows = [
        Row((plain(str(number)), plain(_range_text(step)), plain(step.label), plain(step.meaning)))
        for number, step in enumerate(reversed(pen.year.policy.scale.categories), 1)
    ]
    return Table(
        columns(6, 26, 22, 46),
        (head("No.", "Rentang capaian", "Kategori", "Keterangan"), *rows),
        caption="Skala kategori penilaian",
        note=words("Kategori ditentukan dari capaian sebelum dibulatkan."),
    )


def _range_text(step: Category) -> str:
    if step.above is None:
        return f"0 sampai {format_number(step.up_to or Decimal(0))}"
    if step.up_to is None:
        return f"di atas {format_number(step.above)}"
    return f"di atas {format_number(step.above)} sampai {format_number(step.up_to)}"


def _rules(pen: Pen) -> Table:
    policy = pen.year.policy
    lower = {
        LowerFormula.TWICE_TARGET: "(2 × target − realisasi) / target × 100",
        LowerFormula.INVERSE: "target / realisasi × 100, paling tinggi 200%",
    }
    cap = "tanpa batas atas" if policy.cap is None else format_percent(policy.cap)
    rules = (
        ("Makin tinggi makin baik", "realisasi / target × 100"),
        ("Makin rendah makin baik", lower[policy.lower_formula]),
        ("Batas capaian", f"{cap}; paling rendah 0%"),
    )
    return Table(
        columns(34, 66),
        (head("Aturan", "Yang dipakai"), *(Row((plain(rule), plain(choice))) for rule, choice in rules)),
        caption="Kebijakan pengukuran yang dipakai",
    )


def _objective(pen: Pen, objective: Objective, cause: str) -> Iterator[Block]:
    yield Heading(3, objective.name, f"Sasaran {objective.code}.")
    table = f"objective-{objective.code}"
    rows = [
        Row((plain(item.code), plain(item.name), *pen.results(table, item))) for item in objective.indicators
    ]
    yield Table(
        columns(8, 40, 12, 13, 13, 14, align=RESULTS),
        (head("No.", "Indikator", "Target", "Realisasi", "Capaian", "Kategori"), *rows),
        caption=f"Capaian sasaran {objective.code}",
    )
    sentences: list[str | Inline] = []
    for item in objective.indicators:
        row, key = pen.year.measurement.row(item.code), f"sentence.{item.code}"
        if row.achievement.capped.number is None:
            continue
        sentences += [
            "Realisasi ", pen.figure(f"{key}.actual", pen.actual_text(item)), " terhadap target ",
            pen.figure(f"{key}.target", target_text(item)), ", dengan capaian ",
            pen.figure(f"{key}.achievement", pen.achievement_text(row)), ". ",
        ]  # fmt: skip
    yield paragraph(*sentences, cause)


def _events_told(pen: Pen) -> Iterator[Block]:
    events = pen.year.events
    yield paragraph(
        "Sosialisasi dilaksanakan sebanyak ", pen.count("events.count", len(events)), " kegiatan, yaitu:"
    )
    yield ItemList(
        tuple(
            ListItem((
                Text(f"Sosialisasi kepada {event.audience} di {event.venue} pada hari "),
                pen.figure(f"events.{number}", format_day_date(event.date)), Text("."),
            ))
            for number, event in enumerate(events)
        )
    )  # fmt: skip
    rows = [
        Row(
            tuple(
                map(
                    plain,
                    (
                        str(number),
                        format_date(event.date),
                        f"Sosialisasi kepada {event.audience}",
                        event.venue,
                    ),
                )
            )
        )
        for number, event in enumerate(events, 1)
    ]
    yield Table(
        columns(7, 22, 43, 28),
        (head("No.", "Tanggal", "Kegiatan", "Tempat"), *rows),
        caption="Catatan kegiatan sosialisasi",
    )


def _spending(pen: Pen) -> Iterator[Block]:
    year = pen.year
    yield paragraph(
        "Realisasi anggaran sampai akhir tahun adalah ", pen.figure("spending.spent", money(year.spent)),
        " dari pagu ", pen.figure("spending.ceiling", money(year.ceiling)), ", sehingga tersisa ",
        pen.figure("spending.left", money(year.ceiling - year.spent)), ".",
    )  # fmt: skip
    rows = [
        Row(
            (
                plain(str(number)),
                plain(line.programme),
                *_amounts(pen, f"budget.{number}", line.ceiling, line.spent),
            )
        )
        for number, line in enumerate(year.budget, 1)
    ]
    total = Row(
        (plain("Jumlah", colspan=2, bold=True), *_amounts(pen, "budget.total", year.ceiling, year.spent)),
        RowKind.TOTAL,
    )
    yield Table(
        columns(6, 30, 19, 19, 18, 10, align=(Align.RIGHT,) * 4),
        (head("No.", "Program", "Pagu", "Realisasi", "Sisa", "%"), *rows, total),
        caption="Pagu dan realisasi anggaran menurut program",
    )


def _amounts(pen: Pen, key: str, ceiling: int, spent: int) -> tuple[Cell, ...]:
    return (
        pen.cell(f"{key}.ceiling", money(ceiling)),
        pen.cell(f"{key}.spent", money(spent)),
        pen.cell(f"{key}.left", money(ceiling - spent)),
        pen.cell(f"{key}.share", percent(share(spent, ceiling))),
    )
