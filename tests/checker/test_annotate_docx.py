"""Word comments stand in the right paragraph or cell and around the right words."""

import datetime as dt
import io
import shutil
import subprocess
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from akuntabel.checker.annotate import annotate
from akuntabel.checker.blocks import Place
from akuntabel.checker.findings import Finding, Kind, Severity
from akuntabel.checker.readers import read

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DATE = dt.datetime(2025, 1, 10, 9, 30, tzinfo=dt.UTC)
TEXT = "Rata-rata capaian 166,04% pada tahun 2024."


def finding(place, stated="", severity=Severity.ERROR, message="Tidak cocok.", kind=Kind.AVERAGE, **more):
    return Finding(kind, severity, place, more.pop("subject", ""), stated, "", message, **more)


def say(found):
    return found.sentence()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "laporan.docx"


@pytest.fixture
def document():
    document = docx.Document()
    document.add_heading("BAB III", 1)
    paragraph = document.add_paragraph("Rata-rata ")
    paragraph.add_run("capaian 166,0").bold = True
    paragraph.add_run("4% pada tahun 2024.").italic = True
    table = document.add_table(3, 4)
    for row, texts in zip(
        table.rows, (("No", "Indikator", "Target", "Capaian"), ("1", "A", "100%", "100%")), strict=False
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(2, 0).merge(table.cell(2, 2)).text = "Jumlah"
    table.cell(2, 3).text = "26"
    return document


def annotated(document, path, make, **more):
    """The annotated copy; ``make`` gives the findings of a source."""
    document.save(str(path))
    source = read(path)
    out = path.with_name("hasil.docx")
    return annotate(path, source, make(source), out, say=say, date=more.pop("date", DATE), **more)


def part(path, name="word/document.xml"):
    with zipfile.ZipFile(path) as file:
        return file.read(name)


def ranges(path):
    """The words inside each comment's range, by id."""
    found, open_ids = {}, []
    for element in etree.fromstring(part(path)).iter():
        number = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            open_ids.append(number)
            found[number] = ""
        elif element.tag == f"{W}commentRangeEnd":
            open_ids.remove(number)
        elif element.tag == f"{W}t":
            for each in open_ids:
                found[each] += element.text or ""
    assert open_ids == []
    return found


def cells(source, row):
    return next(iter(source.tables())).rows[row].cells


def place_of(source, text):
    return next(each.place for each in source.paragraphs() if text in each.text)


def test_the_comment_stands_around_the_stated_words_and_the_runs_keep_their_looks(document, path):
    made = annotated(document, path, lambda source: [finding(place_of(source, "166"), "166,04%")])
    assert ranges(made) == {"0": "166,04%"}
    again = docx.Document(str(made))
    paragraph = again.paragraphs[1]
    assert paragraph.text == TEXT
    looks = [(run.text, run.bold, run.italic) for run in paragraph.runs if run.text]
    assert looks == [
        ("Rata-rata ", None, None),
        ("capaian ", True, None),
        ("166,0", True, None),
        ("4%", None, True),
        (" pada tahun 2024.", None, True),
    ]
    [comment] = again.comments
    assert (comment.author, comment.initials, comment.timestamp) == ("Akuntabel", "Ak", DATE)
    assert comment.text == "Kesalahan. Tidak cocok."


def test_words_in_the_middle_of_one_run_are_cut_out(path):
    document = docx.Document()
    document.add_paragraph(TEXT)
    made = annotated(document, path, lambda source: [finding(Place(1, paragraph=0), "166,04%")])
    assert ranges(made) == {"0": "166,04%"}
    assert [run.text for run in docx.Document(str(made)).paragraphs[0].runs] == [
        "Rata-rata capaian ",
        "166,04%",
        "",
        " pada tahun 2024.",
    ]


def test_several_findings_share_a_paragraph(document, path):
    def make(source):
        place = place_of(source, "166")
        return [finding(place, "166,04%"), finding(place, "capaian 166,04% pada"), finding(place, "2024")]

    made = annotated(document, path, make)
    assert ranges(made) == {"0": "166,04%", "1": "capaian 166,04% pada", "2": "2024"}
    assert docx.Document(str(made)).paragraphs[1].text == TEXT


def test_words_that_are_not_there_leave_the_whole_paragraph(document, path):
    made = annotated(
        document, path, lambda source: [finding(place_of(source, "166"), "999"), finding(Place(1))]
    )
    assert ranges(made) == {"0": TEXT, "1": "BAB III"}


def test_the_cell_is_the_one_whose_place_the_rule_passed_on(document, path):
    made = annotated(document, path, lambda source: [finding(cells(source, 1)[2].place, "100%")])
    [row] = [table.rows[1] for table in docx.Document(str(made)).tables]
    assert [bool(cell._tc.findall(f".//{W}commentRangeStart")) for cell in row.cells] == [
        False,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("row", "stated", "kind", "subject", "column"),
    [
        (2, "100%", Kind.ARITHMETIC, "", 3),  # a result stands right of what it follows from
        (2, "100%", Kind.MISMATCH, "", 2),
        (2, "95%", Kind.MISMATCH, "A", 1),
        (3, "26", Kind.SUM, "", 3),
        (3, "25", Kind.SUM, "", 0),  # the most words
        (None, "Target", Kind.STRUCTURE, "", 2),
    ],
)
def test_a_row_gives_the_cell_that_holds_the_words(document, path, row, stated, kind, subject, column):
    found = finding(Place(3, table=1, row=row), stated, kind=kind, subject=subject)
    made = annotated(document, path, lambda source: [found])
    table = docx.Document(str(made)).tables[0]
    cell = table.cell((row or 1) - 1, column)
    assert cell._tc.findall(f".//{W}commentRangeStart")


def test_what_has_no_place_in_the_body_goes_to_the_top(document, path):
    document.sections[0].header.paragraphs[0].text = "Laporan Kinerja 2023"

    def make(source):
        header = next(each for each in source.paragraphs() if each.kind == "header")
        return [finding(header.place, "2023", Severity.WARNING), finding(Place(0), "tak ada", Severity.NOTE)]

    made = annotated(document, path, make)
    assert ranges(made) == {"0": "BAB III", "1": "BAB III"}
    texts = [comment.text for comment in docx.Document(str(made)).comments]
    assert texts[0].startswith("Perlu diputuskan. Tidak ada tempatnya dalam teks: Baris")
    assert texts[1].startswith("Catatan penulisan. ")


def test_comments_of_others_are_kept_and_ids_do_not_collide(document, path):
    paragraph = document.paragraphs[1]
    document.add_comment(paragraph.runs, text="Mohon dicek.", author="Ketua", initials="K")
    made = annotated(document, path, lambda source: [finding(place_of(source, "166"), "2024")])
    comments = {
        comment.comment_id: (comment.author, comment.text) for comment in docx.Document(str(made)).comments
    }
    assert comments == {0: ("Ketua", "Mohon dicek."), 1: ("Akuntabel", "Kesalahan. Tidak cocok.")}
    assert ranges(made)["1"] == "2024"
    assert ranges(made)["0"] == TEXT


def test_every_other_part_stays_byte_for_byte(document, path):
    made = annotated(document, path, lambda source: [finding(place_of(source, "166"), "2024")])
    touched = {
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
        "word/comments.xml",
    }
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made) as new:
        assert new.namelist() == [*old.namelist(), "word/comments.xml"]
        for name in set(old.namelist()) - touched:
            assert old.read(name) == new.read(name)


def test_without_findings_the_parts_are_those_of_the_report(document, path):
    made = annotated(document, path, lambda source: [])
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made) as new:
        assert {name: old.read(name) for name in old.namelist()} == {
            name: new.read(name) for name in new.namelist()
        }


def test_the_same_report_gives_the_same_bytes_with_its_own_date(document, path):
    document.core_properties.modified = dt.datetime(2024, 12, 31, 8, 0, tzinfo=dt.UTC)
    first = annotated(document, path, lambda source: [finding(place_of(source, "166"), "2024")], date=None)
    data = first.read_bytes()
    source = read(path)
    second = annotate(path, source, [finding(place_of(source, "166"), "2024")], first, say=say)
    assert second.read_bytes() == data
    [comment] = docx.Document(str(second)).comments
    assert comment.timestamp == dt.datetime(2024, 12, 31, 8, 0, tzinfo=dt.UTC)


INSERTED = (
    f'<w:p {nsdecls("w")}><w:r><w:t xml:space="preserve">Jumlah </w:t></w:r>'
    '<w:ins w:id="7" w:author="B"><w:r><w:t>pegawai 26 orang</w:t></w:r></w:ins>'
    '<w:del w:id="8" w:author="B"><w:r><w:delText>25</w:delText></w:r></w:del></w:p>'
)
CONTROLLED = (
    f"<w:p {nsdecls('w')}><w:r><w:t>Jumlah</w:t><w:tab/></w:r>"
    "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>pegawai 26 orang</w:t></w:r></w:sdtContent></w:sdt></w:p>"
)
BROKEN = f"<w:p {nsdecls('w')}><w:r><w:t>Ada</w:t><w:tab/><w:t>26</w:t><w:br/><w:t>orang</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("xml", "stated", "expected"),
    [
        (INSERTED, "26", "26"),
        (CONTROLLED, "26", "pegawai 26 orang"),  # a plain text control is taken whole
        (BROKEN, "26", "26"),
        (BROKEN, "26 orang", "26orang"),
    ],
)
def test_insertions_are_entered_and_controls_are_taken_whole(path, xml, stated, expected):
    document = docx.Document()
    document.element.body.insert(0, parse_xml(xml))
    made = annotated(document, path, lambda source: [finding(Place(1, paragraph=0), stated)])
    assert ranges(made) == {"0": expected}
    control = etree.fromstring(part(made)).find(f".//{W}sdtContent")
    assert control is None or control.find(f".//{W}commentReference") is None


def test_hostile_words_stay_words(document, path):
    message = 'a < b & "c" \x00\x0b</w:t>'
    made = annotated(
        document, path, lambda source: [finding(place_of(source, "166"), "2024", message=message)]
    )
    [comment] = docx.Document(str(made)).comments
    assert comment.text == 'Kesalahan. a < b & "c" </w:t>'


def test_a_strict_file_stays_strict(document, path):
    document.save(str(path))
    data = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith((".xml", ".rels")):
                for usual, strict in (
                    (
                        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                        b"wordprocessingml/main",
                    ),
                    (b"http://schemas.openxmlformats.org/officeDocument/2006/", b"officeDocument/"),
                ):
                    content = content.replace(usual, b"http://purl.oclc.org/ooxml/" + strict)
            new.writestr(name, content)
    path.write_bytes(data.getvalue())
    source = read(path)
    made = annotate(
        path, source, [finding(place_of(source, "166"), "2024")], path.with_name("b.docx"), say=say
    )
    assert b"schemas.openxmlformats.org/wordprocessingml/2006/main" not in part(made)
    assert b"purl.oclc.org/ooxml/wordprocessingml/main" in part(made, "word/comments.xml")
    assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in part(
        made, "word/_rels/document.xml.rels"
    )
    assert [each.text for each in read(made).paragraphs()] == [each.text for each in source.paragraphs()]


def test_the_reader_sees_the_same_text_in_the_copy(document, path):
    made = annotated(
        document,
        path,
        lambda source: [
            finding(place_of(source, "166"), "166,04%"),
            finding(cells(source, 1)[3].place, "100%"),
        ],
    )
    assert read(made).lines == read(path).lines


def test_libreoffice_opens_it_and_shows_the_comments(document, path, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed, so opening the copy with it is not tested")
    made = annotated(
        document,
        path,
        lambda source: [
            finding(place_of(source, "166"), "166,04%"),
            finding(cells(source, 1)[3].place, "100%"),
        ],
    )
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "fodt", "--outdir", str(tmp_path), str(made)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    flat = (tmp_path / "hasil.fodt").read_text(encoding="utf-8")
    assert flat.count("<office:annotation ") == 2
    assert flat.count("<dc:creator>Akuntabel</dc:creator>") == 2
    assert "Kesalahan. " in flat
    assert "Tidak cocok." in flat
