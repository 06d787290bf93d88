"""What all annotated copies share: names of files, where words are found, which cell is meant."""

import datetime as dt

import pytest

from akuntabel.checker.annotate import annotate
from akuntabel.checker.annotate.index import Index
from akuntabel.checker.annotate.search import chosen, spans
from akuntabel.checker.annotate.voice import Voice
from akuntabel.checker.blocks import Place
from akuntabel.checker.findings import Finding, Kind, Severity
from akuntabel.checker.output import place_words
from akuntabel.checker.readers import read


def finding(place, stated="", kind=Kind.COUNT, severity=Severity.ERROR, **more):
    return Finding(kind, severity, place, "", stated, "", more.pop("message", "Tidak cocok."), **more)


def say(found):
    return found.sentence()


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "laporan.txt"
    path.write_text("Jumlah pegawai 26 orang.\n\nA\t100%\t100%\t100%\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        ("capaian 100% dari 1.100%", "100%", [(8, 12)]),
        ("capaian 1.100% saja", "100%", [(10, 14)]),
        ("rata-rata 166,04\u00a0%.", "166,04 %", [(10, 18)]),
        ("B e r h a s i l", "Berhasil", [(0, 15)]),
        ("26 orang dan 260 orang", "26", [(0, 2)]),
        ("pagu Rp5.000,00", "Rp5.000,00", [(5, 15)]),
        ("tidak ada", "26", []),
        ("apa saja", "", []),
        ("apa saja", "x" * 5000, []),
    ],
)
def test_stated_words_are_found_by_themselves_first(text, stated, expected):
    assert spans(text, stated) == expected


def test_a_result_is_the_last_of_equal_cells_and_a_whole_cell_comes_before_a_part():
    row = "Target 100%\t100%\t100%\tBaik"
    place = Place(1)
    assert chosen(row, finding(place, "100%", Kind.ARITHMETIC)) == (17, 21)
    assert chosen(row, finding(place, "100%", Kind.MISMATCH)) == (12, 16)
    assert chosen(row, finding(place, "90%")) is None


def test_a_cell_is_known_by_the_very_place_that_the_reader_gave(tmp_path):
    path = tmp_path / "tabel.md"
    path.write_text(
        "| Indikator | Target | Capaian |\n|---|---|---|\n| A | 100% | 100% |\n", encoding="utf-8"
    )
    source = read(path)
    [table] = source.tables()
    cell = table.rows[-1].cells[1]
    index = Index(source)
    spot = index.cell(cell.place)
    assert spot is not None
    assert spot.cell is cell
    assert index.cell(Place(3, table=1, row=2)) is None


def test_a_place_that_is_only_a_line_becomes_what_stands_there(report):
    index = Index(read(report))
    assert index.known(Place(3)).table == 1
    assert index.known(Place(3)).row == 1
    assert index.known(Place(99)) == Place(99)


def test_a_text_becomes_a_page_beside_the_folder_or_the_name_asked_for(report, tmp_path):
    source = read(report)
    findings = [finding(Place(1), "26")]
    folder = tmp_path / "hasil"
    folder.mkdir()
    made = annotate(report, source, findings, folder, say=say)
    assert made == folder / "laporan.txt.html"
    assert "<mark" in made.read_text(encoding="utf-8")
    named = annotate(report, source, findings, tmp_path / "lain.docx", say=say)
    assert named == tmp_path / "lain.html"
    assert named.read_bytes() == made.read_bytes()


def test_the_report_itself_is_never_overwritten(tmp_path):
    import docx

    path = tmp_path / "a.docx"
    document = docx.Document()
    document.add_paragraph("Jumlah 26.")
    document.save(path)
    before = path.read_bytes()
    with pytest.raises(ValueError, match="itself"):
        annotate(path, read(path), [], path, say=say, date=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    assert path.read_bytes() == before


def test_further_places_are_quoted_and_no_more_than_five(report):
    source = read(report)
    found = finding(Place(1), "26", others=tuple(Place(1) for _ in range(9)))
    voice = Voice(say, place_words)
    body = voice.body(found, source)
    assert body[0] == "Tidak cocok."
    assert body[1] == "Lihat juga: Baris 1, “Jumlah pegawai 26 orang.”."
    assert len(body) == 6
    assert Voice(say, place_words, str.upper).severity(found) == "KESALAHAN"
