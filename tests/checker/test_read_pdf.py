"""PDF pages drawn by hand, against what stands in them."""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

import pytest

from akuntabel.checker.blocks import Source
from akuntabel.checker.readers import read
from akuntabel.checker.readers.pdf.parts import unbroken

sys.path.insert(0, str(Path(__file__).parent.parent / "documents"))


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
Row = tuple[str, ...]


def drawn(*pages: str, extra: bytes = b"") -> bytes:
    """A PDF whose pages are drawn by these operators; y counts from the bottom of 842 points."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        FONT,
    ]
    for n, page in enumerate(pages):
        content = zlib.compress(page.encode("cp1252"))
        head = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R" % (5 + 2 * n)
        objects.append(head + extra + b"/Resources<</Font<</F 3 0 R>>>>>>")
        objects.append(
            b"<</Filter/FlateDecode/Length %d>>\nstream\n" % len(content) + content + b"\nendstream",
        )
    out, offsets = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    )  # fmt: skip


def say(x: float, y: float, text: str, size: int = 10) -> str:
    return f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n"


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"0.5 w {x0} {y0} m {x1} {y1} l S\n"


def row(y: float, *cells: tuple[float, str]) -> str:
    return "".join(say(x, y, text) for x, text in cells)


def lattice(xs: list[float], ys: list[float]) -> str:
    across = "".join(rule(xs[0], y, xs[-1], y) for y in ys)
    return across + "".join(rule(x, ys[0], x, ys[-1]) for x in xs)


def reading(tmp_path: Path, data: bytes, name: str = "laporan.pdf") -> Source:
    (tmp_path / name).write_bytes(data)
    return read(tmp_path / name)


def rows_of(source: Source) -> list[list[Row]]:
    return [[tuple(cell.text for cell in r.cells) for r in table.rows] for table in source.tables()]


# ---------------------------------------------------------------- drawn by hand


def test_words_lines_and_paragraphs(tmp_path):
    page = (
        say(70, 700, "Kinerja tahun 2024 diukur dari pencapaian indikator yang diper-")
        + say(70, 687, "janjikan, dan rata-")
        + say(70, 650, "1. Sosialisasi pertama;")
        + say(70, 637, "2. Sosialisasi kedua.")
    )
    source = reading(tmp_path, drawn(page))
    assert [(p.item, p.text) for p in source.paragraphs()] == [
        ("", "Kinerja tahun 2024 diukur dari pencapaian indikator yang diperjanjikan, dan rata-"),
        ("1.", "Sosialisasi pertama;"),
        ("2.", "Sosialisasi kedua."),
    ]


@pytest.mark.parametrize(
    ("line", "following", "whole"),
    [
        ("masing-", "masing unit", "masing-masing unit"),
        ("perundang-", "undangan yang", "perundang-undangan yang"),
        ("pelak-", "sanaan", "pelaksanaan"),
        ("KPU-", "RI", "KPU-RI"),
        ("Kabupaten/", "Kota", "Kabupaten/Kota"),
        ("sebesar 10-", "20 persen", "sebesar 10- 20 persen"),
        ("satu", "dua", "satu dua"),
    ],
)
def test_words_broken_at_the_end_of_a_line(line, following, whole):
    assert unbroken(line, following) == whole


def test_a_box_counts_from_the_top_left_corner(tmp_path):
    [paragraph] = reading(tmp_path, drawn(say(70, 700, "Capaian"))).paragraphs()
    box = paragraph.place.box
    assert (paragraph.place.page, round(box.left), round(box.top), round(box.bottom)) == (1, 70, 133, 144)


def test_a_ruled_table_with_merged_cells(tmp_path):
    """The head reaches over two columns, the first column over two rows."""
    page = (
        "".join(rule(70, y, 400, y) for y in (700, 640))
        + rule(200, 680, 400, 680)
        + rule(70, 660, 400, 660)
        + "".join(rule(x, 640, x, 700) for x in (70, 200, 400))
        + rule(300, 640, 300, 680)
        + row(676, (75, "Indikator")) + row(686, (250, "Kinerja 2024")) + row(666, (210, "Target"), (310, "Realisasi"))
        + row(646, (75, "Partisipasi"), (210, "77,5%"), (310, "81,3%"))
    )  # fmt: skip
    [table] = reading(tmp_path, drawn(page)).tables()
    assert [[(c.text, c.column, c.colspan, c.rowspan) for c in r.cells] for r in table.rows] == [
        [("Indikator", 0, 1, 2), ("Kinerja 2024", 1, 2, 1)],
        [("Target", 1, 1, 1), ("Realisasi", 2, 1, 1)],
        [("Partisipasi", 0, 1, 1), ("77,5%", 1, 1, 1), ("81,3%", 2, 1, 1)],
    ]
    assert [r.head for r in table.rows] == [True, True, False]


def test_level_rules_only(tmp_path):
    page = (
        rule(70, 700, 450, 700) + row(690, (75, "No"), (110, "Indikator"), (300, "Target"), (380, "Capaian"))
        + rule(70, 684, 450, 684)
        + row(672, (75, "1"), (110, "Persentase partisipasi pemilih"), (300, "77,5%"), (380, "104,90%"))
        + row(660, (110, "dalam pemilihan"))
        + row(644, (75, "2"), (110, "Jumlah laporan"), (300, "12"), (380, "100%"))
        + rule(70, 638, 450, 638)
    )  # fmt: skip
    assert rows_of(reading(tmp_path, drawn(page))) == [
        [
            ("No", "Indikator", "Target", "Capaian"),
            ("1", "Persentase partisipasi pemilih dalam pemilihan", "77,5%", "104,90%"),
            ("2", "Jumlah laporan", "12", "100%"),
        ]
    ]


def test_no_rules_at_all(tmp_path):
    page = (
        say(70, 740, "Capaian kinerja disajikan dalam tabel berikut.")
        + row(700, (70, "Indikator"), (300, "Target"), (400, "Realisasi"))
        + row(684, (70, "Persentase partisipasi pemilih perempuan"), (300, "77%"), (400, "78%"))
        + row(672, (70, "dan disabilitas"))
        + row(656, (70, "Jumlah laporan keuangan"), (300, "12"), (400, "12"))
    )
    assert rows_of(reading(tmp_path, drawn(page))) == [
        [
            ("Indikator", "Target", "Realisasi"),
            ("Persentase partisipasi pemilih perempuan dan disabilitas", "77%", "78%"),
            ("Jumlah laporan keuangan", "12", "12"),
        ]
    ]


def test_a_list_and_a_frame_are_no_tables(tmp_path):
    page = (
        "".join(row(700 - 14 * n, (70, f"{n}."), (95, f"Kegiatan ke {n} tahun ini")) for n in range(1, 5))
        + lattice([60, 400], [500, 560])
        + say(70, 530, "Dalam bingkai.")
    )
    assert rows_of(reading(tmp_path, drawn(page))) == []


def broken() -> bytes:
    """A ruled table over two pages: the head comes again, and the row of "2" is cut in two."""
    xs = [70.0, 110.0, 300.0, 400.0]
    first = lattice(xs, [140, 110, 80, 50]) + row(125, (75, "No"), (115, "Indikator"), (305, "Target"))
    first += row(95, (75, "1"), (115, "Laporan"), (305, "12"))
    first += row(65, (75, "2"), (115, "Persentase pemilih yang"), (305, "77%"))
    second = lattice(xs, [800, 770, 740, 710]) + row(785, (75, "No"), (115, "Indikator"), (305, "Target"))
    second += row(755, (115, "menggunakan hak pilih")) + row(725, (75, "3"), (115, "Surat"), (305, "24"))
    return drawn(say(70, 700, "Pembuka.") + first, second + say(70, 600, "Penutup."))


def test_a_table_broken_over_pages_is_one(tmp_path):
    source = reading(tmp_path, broken())
    assert rows_of(source) == [
        [
            ("No", "Indikator", "Target"),
            ("1", "Laporan", "12"),
            ("2", "Persentase pemilih yang menggunakan hak pilih", "77%"),
            ("3", "Surat", "24"),
        ]
    ]
    [table] = source.tables()
    assert [r.place.page for r in table.rows] == [1, 1, 1, 2]
    assert source.lines[3] == "2\tPersentase pemilih yang menggunakan hak pilih\t77%"


def test_running_heads_are_set_apart(tmp_path):
    pages = [
        say(70, 810, f"Laporan Kinerja 2024 bagian {n}") + say(70, 600, f"Isi {n}.") + say(290, 30, str(n))
        for n in (1, 2, 3)
    ]
    source = reading(tmp_path, drawn(*pages))
    assert [p.text for p in source.paragraphs() if p.kind == "body"] == ["Isi 1.", "Isi 2.", "Isi 3."]
    assert [p.text for p in source.paragraphs() if p.kind == "header"][:2] == [
        "Laporan Kinerja 2024 bagian 1",
        "1",
    ]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages(tmp_path, turn):
    source = reading(tmp_path, drawn(say(70, 700, "Capaian 95%"), extra=b"/Rotate %d" % turn))
    assert [p.text for p in source.paragraphs()] == ["Capaian 95%"]


def test_a_table_laid_on_its_side(tmp_path):
    page = (
        lattice([70, 110, 300], [140, 110, 80])
        + row(125, (75, "No"), (115, "Indikator"))
        + row(95, (75, "1"), (115, "Laporan"))
    )
    source = reading(tmp_path, drawn(f"q 0 1 -1 0 400 100 cm\n{page}Q"))
    assert rows_of(source) == [[("No", "Indikator"), ("1", "Laporan")]]


def test_a_grid_in_doubt_is_said(tmp_path):
    page = lattice([70, 110, 300], [140, 110, 80]) + row(125, (75, "No"), (115, "Indikator"))
    page += row(95, (75, "1"), (115, "Laporanyangjauhmelewatigarisnyasendirisampaikeluartabel"))
    source = reading(tmp_path, drawn(page))
    assert source.notes in (
        (),
        ("Tabel di halaman 1 mungkin tidak terbaca tepat; periksa juga dengan mata.",),
    )
    assert rows_of(source)[0][0] == ("No", "Indikator")


# ---------------------------------------------------------------- the sample report, by four writers
