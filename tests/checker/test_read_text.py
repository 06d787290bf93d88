"""Plain text and Markdown: each test shows its own file and the blocks that come out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from akuntabel.checker.blocks import Paragraph, Source, Table
from akuntabel.checker.readers import read


def reading(tmp_path: Path, text: str, name: str = "laporan.txt") -> Source:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return read(file)


def lines_of(table: Table) -> list[tuple[int, list[str]]]:
    return [(row.place.line, [cell.text for cell in row.cells]) for row in table.rows]


def heads_of(table: Table) -> list[int]:
    return [row.place.row for row in table.rows if row.head and row.place.row]


def shapes(source: Source) -> list[tuple[int, int, str, str, str]]:
    return [(p.place.line, p.level, p.item, p.kind, p.text) for p in source.paragraphs()]


def test_every_line_keeps_its_number(tmp_path):
    source = reading(tmp_path, "\n\nSatu.\r\n\r\nDua.\rTiga.\n")
    assert source.lines == ("", "", "Satu.", "", "Dua.", "Tiga.")
    assert [(p.place.line, p.text) for p in source.paragraphs()] == [(3, "Satu."), (5, "Dua."), (6, "Tiga.")]


def test_a_form_feed_ends_no_line(tmp_path):
    source = reading(tmp_path, "Satu.\n\fDua.\n")
    assert [(p.place.line, p.text) for p in source.paragraphs()] == [(1, "Satu."), (2, "Dua.")]


def test_columns_parted_by_tabs(tmp_path):
    source = reading(tmp_path, "Tabel 2. Capaian\nIndikator\tTarget\tRealisasi\nPartisipasi\t77,5%\t81,3%\n")
    [table] = source.tables()
    assert lines_of(table) == [
        (2, ["Indikator", "Target", "Realisasi"]),
        (3, ["Partisipasi", "77,5%", "81,3%"]),
    ]
    assert (table.caption, table.columns, heads_of(table)) == ("Tabel 2. Capaian", 3, [1])


def test_a_cell_cut_in_two_by_the_end_of_a_page(tmp_path):
    """Lines 36 to 44 of a real report; the empty line is where a page ended."""
    text = (
        "INDIKATOR KINERJA\tKINERJA\t\t\n"
        "\tTARGET\tREALISASI\tCAPAIAN\n"
        "(1)\t(2)\t(3)\t(4)\n"
        "Jumlah anggota yang diseleksi sesuai dengan\t100%\t100%\t100%\n"
        "\n"
        "periode masa jabatan dan PAW\t\t\t\n"
        "Jumlah laporan\t1\t1\t100%\n"
    )
    [table] = reading(tmp_path, text).tables()
    assert lines_of(table)[3:] == [
        (
            4,
            [
                "Jumlah anggota yang diseleksi sesuai dengan periode masa jabatan dan PAW",
                "100%",
                "100%",
                "100%",
            ],
        ),
        (7, ["Jumlah laporan", "1", "1", "100%"]),
    ]
    assert heads_of(table) == [1, 2, 3]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        (
            "Sasaran 8 :\t\t",
            "Terwujudnya pengelolaan barang\t\t",
            "Sasaran 8 : Terwujudnya pengelolaan barang",
        ),
        ("Sasaran 18 : Daerah Rawan\t\t", "Konflik/bencana\t\t", "Sasaran 18 : Daerah Rawan Konflik/bencana"),
    ],
)
def test_the_name_of_a_group_cut_in_two(tmp_path, above, below, whole):
    text = f"Indikator\tTarget\tRealisasi\nSasaran 1 : Tertib\t\t\nLaporan\t1\t1\n{above}\n\n{below}\nSurat\t2\t2\n"
    [table] = reading(tmp_path, text).tables()
    assert lines_of(table)[3] == (4, [whole, "", ""])


def test_two_cells_of_one_row_cut_and_the_number_left_out(tmp_path):
    text = (
        "No\tTugas\tKewajiban\n1\tmemutakhirkan data\tmenyampaikan laporan\n\n"
        "\tdaftar pemilih\tBawaslu dan KPU Provinsi\n2\tmembuat berita acara\tmelaksanakan putusan\n"
    )
    [table] = reading(tmp_path, text).tables()
    assert lines_of(table)[1] == (
        2,
        ["1", "memutakhirkan data daftar pemilih", "menyampaikan laporan Bawaslu dan KPU Provinsi"],
    )
    assert len(table.rows) == 3


def test_a_row_with_its_own_figure_is_no_rest(tmp_path):
    text = "Sasaran\tIndikator\tTarget\nTertib\tPersentase laporan\t75%\n\n\tPersentase capaian\t90%\n"
    [table] = reading(tmp_path, text).tables()
    assert lines_of(table)[2] == (4, ["", "Persentase capaian", "90%"])


def test_the_head_printed_again_on_the_next_page_is_dropped(tmp_path):
    text = "No\tIndikator\tTarget\n1\tLaporan\t12\n\nNo\tIndikator\tTarget\n2\tSurat\t24\n"
    [table] = reading(tmp_path, text).tables()
    assert lines_of(table) == [
        (1, ["No", "Indikator", "Target"]),
        (2, ["1", "Laporan", "12"]),
        (5, ["2", "Surat", "24"]),
    ]


def test_another_head_begins_another_table(tmp_path):
    text = "Sasaran\tIndikator\tTarget\nTertib\tLaporan\t12\n\nSASARAN\tKEGIATAN\tPagu\nTertib\tRapat\t9\n"
    first, second = reading(tmp_path, text).tables()
    assert (len(first.rows), len(second.rows)) == (2, 2)
    assert (second.place.table, second.place.line) == (2, 4)


def test_a_cell_of_several_lines(tmp_path):
    text = "No\tIndikator\tTarget\n1\tJumlah revisi yang\ndilakukan atas rencana\tenam\n2\tLaporan\t12\n"
    [table] = reading(tmp_path, text).tables()
    assert lines_of(table)[1] == (2, ["1", "Jumlah revisi yang dilakukan atas rencana", "enam"])


def test_remains_of_html_in_cells(tmp_path):
    text = (
        'No\tTugas\n1\t<p>Mengoordinasikan:</p> <ul style="x"> a. logistik &amp; <li>b. keuangan</li></ul>\n'
    )
    [table] = reading(tmp_path, text).tables()
    assert table.rows[1].cells[1].text == "Mengoordinasikan: a. logistik & b. keuangan"


def test_a_table_of_pipes(tmp_path):
    text = "| INDIKATOR | TARGET |\n|---|---:|\n| Obat \\| makanan | 80,80% |\n"
    source = reading(tmp_path, text)
    [table] = source.tables()
    assert source.kind == "markdown"
    assert lines_of(table) == [(1, ["INDIKATOR", "TARGET"]), (3, ["Obat | makanan", "80,80%"])]
    assert heads_of(table) == [1]


def test_a_table_of_pipes_behind_a_bullet(tmp_path):
    [table] = reading(
        tmp_path, "- | | |\n|--|-----|\n| 1. Pemilu | Rp26.670 |\n| 2. Dukungan | Rp2.511 |\n"
    ).tables()
    assert lines_of(table) == [(3, ["1. Pemilu", "Rp26.670"]), (4, ["2. Dukungan", "Rp2.511"])]


def test_headings_items_and_captions(tmp_path):
    text = (
        "BAB I PENDAHULUAN\n\nA. LATAR BELAKANG\n\n1. Sumber Daya Manusia\n\n"
        "1. Peraturan Presiden Nomor 29 Tahun 2014;\n - a) rapat koordinasi;\n- belanja pegawai;\n"
        "Tabel 3.1 Pengukuran Kinerja\nTabel 3.1 menunjukkan capaian.\n"
    )
    assert shapes(reading(tmp_path, text)) == [
        (1, 1, "BAB I", "body", "PENDAHULUAN"),
        (3, 2, "A.", "body", "LATAR BELAKANG"),
        (5, 3, "1.", "body", "Sumber Daya Manusia"),
        (7, 0, "1.", "body", "Peraturan Presiden Nomor 29 Tahun 2014;"),
        (8, 0, "a)", "body", "rapat koordinasi;"),
        (9, 0, "-", "body", "belanja pegawai;"),
        (10, 0, "", "caption", "Tabel 3.1 Pengukuran Kinerja"),
        (11, 0, "", "body", "Tabel 3.1 menunjukkan capaian."),
    ]


def test_a_bold_title_over_two_lines(tmp_path):
    source = reading(
        tmp_path, "Kata *stakeholders* tetap.\n\n**Sasaran 2 :\nTerlaksananya seleksi**\n\nSelesai.\n"
    )
    assert shapes(source) == [
        (1, 0, "", "body", "Kata stakeholders tetap."),
        (3, 4, "", "body", "Sasaran 2 : Terlaksananya seleksi"),
        (6, 0, "", "body", "Selesai."),
    ]


def test_markdown_headings(tmp_path):
    assert shapes(reading(tmp_path, "# Laporan\n\n## A. Hasil ##\n", "laporan.md")) == [
        (1, 1, "", "body", "Laporan"),
        (3, 2, "A.", "body", "Hasil"),
    ]


def test_the_table_of_contents_is_no_table(tmp_path):
    text = "DAFTAR ISI\n\nKata Pengantar\tII\nBab I. Pendahuluan\t1\nLampiran\t\n\nPenutup ........ 43\n"
    source = reading(tmp_path, text)
    assert list(source.tables()) == []
    assert [p.text for p in source.paragraphs() if p.kind == "contents"] == [
        "Kata Pengantar",
        "Bab I. Pendahuluan",
        "Lampiran",
        "Penutup",
    ]


def test_one_cell_a_line_stays_as_it_is(tmp_path):
    source = reading(tmp_path, "INDIKATOR KINERJA\nTARGET\nREALISASI\nKepuasan\n65 %\n90,83 %\n")
    assert [type(block) for block in source.blocks] == [Paragraph] * 6
    assert {p.level for p in source.paragraphs()} == {0}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_unicode_in_its_encodings(tmp_path, encoding):
    file = tmp_path / "laporan.txt"
    file.write_bytes("Capaian “baik” – 95%\n".encode(encoding))
    assert [p.text for p in read(file).paragraphs()] == ["Capaian “baik” – 95%"]


def test_an_old_windows_file_is_read_and_said_so(tmp_path):
    file = tmp_path / "laporan.txt"
    file.write_bytes("Capaian “baik” – 95%\n".encode("cp1252"))
    source = read(file)
    assert [p.text for p in source.paragraphs()] == ["Capaian “baik” – 95%"]
    assert source.notes == ("Berkas ini tidak memakai UTF-8; dibaca sebagai Windows-1252.",)


def test_long_lines_and_many_breaks_take_no_time(tmp_path):
    """What once made a pattern run in squares: leaders, spaces, stars, pipes, tabs."""
    hard = [
        "a" + " " * 50_000 + "b",
        ". " * 30_000,
        "*a" * 30_000,
        "|" * 30_000,
        "\t" * 30_000,
        "# " + "# " * 20_000,
    ]
    many = "a\tb\n\n" * 5_000
    source = reading(tmp_path, "\n".join(hard) + "\n\n" + many)
    assert sum(len(table.rows) for table in source.tables()) > 500
