"""DOCX: each test shows the XML of its body and the blocks that come out of it."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree

from akuntabel.checker.blocks import Source, Table
from akuntabel.checker.readers import read
from akuntabel.checker.readers.docx import locate
from akuntabel.checker.readers.docx.names import W

HEAD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def reading(tmp_path: Path, body: str, **parts: str) -> Source:
    file = tmp_path / "laporan.docx"
    file.write_bytes(package(body, **parts))
    return read(file)


def package(body: str, **parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f"{HEAD}><w:body>{body}</w:body></w:document>")
        for name, inner in parts.items():
            tag = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}.get(name, "hdr")
            archive.writestr(
                f"word/{name}.xml", f"{HEAD}>{inner}</w:document>".replace("w:document", f"w:{tag}")
            )
    return buffer.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def grid(table: Table) -> list[list[tuple[str, int, int, int]]]:
    return [[(c.text, c.column, c.colspan, c.rowspan) for c in row.cells] for row in table.rows]


def texts(source: Source) -> list[tuple[int, str, str, str]]:
    return [(q.level, q.item, q.kind, q.text) for q in source.paragraphs()]


def test_tracked_changes_fields_links_and_breaks(tmp_path):
    body = (
        "<w:p><w:r><w:t>Capaian</w:t><w:tab/><w:t>tahun</w:t><w:br/></w:r>"
        '<w:del w:id="1"><w:r><w:delText>2023</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>2024</w:t></w:r></w:ins>'
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/><w:t xml:space="preserve"> adalah </w:t></w:r>'
        "<w:hyperlink><w:r><w:t>81</w:t></w:r></w:hyperlink><w:r><w:rPr><w:vanish/></w:rPr><w:t>,99</w:t></w:r>"
        "<w:r><w:t>%</w:t></w:r></w:p>"
    )
    assert texts(reading(tmp_path, body)) == [(0, "", "body", "Capaian tahun 2024 adalah 81%")]


def test_merged_cells(tmp_path):
    body = "<w:tbl>{}{}{}</w:tbl>".format(
        tr(
            tc("Indikator", '<w:vMerge w:val="restart"/>'),
            tc("Kinerja", '<w:gridSpan w:val="2"/>'),
            properties="<w:tblHeader/>",
        ),
        tr(tc("", "<w:vMerge/>"), tc("Target"), tc("Realisasi"), properties="<w:tblHeader/>"),
        tr(tc("Partisipasi"), tc("77,5%"), tc("81,3%")),
    )
    [table] = reading(tmp_path, body).tables()
    assert grid(table) == [
        [("Indikator", 0, 1, 2), ("Kinerja", 1, 2, 1)],
        [("Target", 1, 1, 1), ("Realisasi", 2, 1, 1)],
        [("Partisipasi", 0, 1, 1), ("77,5%", 1, 1, 1), ("81,3%", 2, 1, 1)],
    ]
    assert [row.head for row in table.rows] == [True, True, False]


def test_one_line_a_row_and_a_deleted_row_gone(tmp_path):
    body = p("Pembuka.") + "<w:tbl>{}{}{}</w:tbl>".format(
        tr(tc("a"), tc("b")), tr(tc("x"), tc("y"), properties='<w:del w:id="9"/>'), tr(tc("c"), tc("d"))
    )
    source = reading(tmp_path, body + p("Penutup."))
    assert source.lines == ("Pembuka.", "a\tb", "c\td", "Penutup.")
    [table] = source.tables()
    assert [(row.place.line, row.place.row, row.place.table) for row in table.rows] == [(2, 1, 1), (3, 2, 1)]


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def numbered(text: str, list_id: int = 1, depth: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_list_numbers_are_counted(tmp_path):
    body = numbered("satu") + numbered("anak", depth=1) + numbered("adik", depth=1) + numbered("dua")
    source = reading(tmp_path, body + numbered("lagi", 2) + numbered("anak", 2, 1), numbering=NUMBERING)
    assert [q.item for q in source.paragraphs()] == ["1.", "a)", "b)", "2.", "1.", "a)"]
    assert source.lines[0] == "1. satu"


def test_automatic_numbers_of_a_column(tmp_path):
    cell = f"<w:tc>{numbered('')}</w:tc>"
    body = f"<w:tbl>{tr(cell, tc('Laporan'))}{tr(cell, tc('Surat'))}</w:tbl>"
    [table] = reading(tmp_path, body, numbering=NUMBERING).tables()
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["1.", "Laporan"], ["2.", "Surat"]]


def test_headings_contents_and_captions_by_style(tmp_path):
    def style(number: str, name: str, inner: str = "") -> str:
        return f'<w:style w:type="paragraph" w:styleId="{number}"><w:name w:val="{name}"/>{inner}</w:style>'

    styles = (
        style("1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
        + style("1a", "Judul Bab", '<w:basedOn w:val="1"/>')
        + style("t", "toc 1")
        + style("c", "caption")
    )
    body = (
        '<w:p><w:pPr><w:pStyle w:val="1a"/></w:pPr><w:r><w:t>BAB I</w:t><w:br/><w:t>PENDAHULUAN</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="t"/></w:pPr><w:r><w:t>A. Tugas</w:t><w:tab/><w:t>12</w:t></w:r></w:p>'
    )
    source = reading(tmp_path, body + p("Capaian 2024", '<w:pStyle w:val="c"/>'), styles=styles)
    assert texts(source) == [
        (1, "BAB I", "body", "PENDAHULUAN"),
        (0, "", "contents", "A. Tugas"),
        (0, "", "caption", "Capaian 2024"),
    ]


def test_text_boxes_once_notes_and_headers_last(tmp_path):
    box = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice>"
        "<mc:Fallback><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent>"
        "</w:r><w:r><w:t>Luar.</w:t></w:r></w:p>"
    ).format(p("Dalam kotak."))
    notes = (
        '<w:footnote w:type="separator"><w:p/></w:footnote><w:footnote w:id="1">'
        + p("Catatan.")
        + "</w:footnote>"
    )
    source = reading(tmp_path, box + p("Akhir."), footnotes=notes, header1=p("Kepala."))
    assert [(q.kind, q.text, q.place.paragraph) for q in source.paragraphs()] == [
        ("body", "Luar.", 0),
        ("body", "Dalam kotak.", None),
        ("body", "Akhir.", 1),
        ("footnote", "Catatan.", None),
        ("header", "Kepala.", None),
    ]


def test_nested_tables_are_tables_of_their_own(tmp_path):
    inner = f"<w:tbl>{tr(tc('x'), tc('1'))}</w:tbl>"
    outer = tr(f"<w:tc>{p('luar')}{inner}<w:p/></w:tc>", tc("2"))
    body = f"<w:tbl>{outer}</w:tbl><w:tbl>{tr(tc('y'), tc('3'))}</w:tbl>"
    source = reading(tmp_path, body)
    found = [(t.place.table, [c.text for c in t.rows[0].cells]) for t in source.tables()]
    assert found == [(1, ["luar", "2"]), (2, ["x", "1"]), (3, ["y", "3"])]


def test_places_lead_back_to_the_xml(tmp_path):
    body = (
        p("nol") + f"<w:sdt><w:sdtContent>{p('satu')}</w:sdtContent></w:sdt><w:tbl>"
        f"{tr(tc('a', '<w:gridSpan w:val=' + chr(34) + '2' + chr(34) + '/>'), tc('b'))}</w:tbl>" + p("dua")
    )
    source = reading(tmp_path, body)
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(package(body))).read("word/document.xml"))
    inside = root.find(f"{W}body")
    for each in source.paragraphs():
        element = locate.find_paragraph(inside, each.place)
        assert "".join(element.itertext()) == each.text
    cell = next(source.tables()).rows[0].cells[1]
    assert "".join(locate.find_cell(inside, cell.place, cell.column).itertext()) == "b"


def test_paragraphs_are_counted_as_python_docx_counts(tmp_path):
    document = docx.Document()
    for text in ("satu", "", "dua"):
        document.add_paragraph(text)
    document.add_table(1, 2).cell(0, 0).text = "sel"
    document.add_paragraph("tiga")
    document.save(tmp_path / "a.docx")
    paragraphs = document.paragraphs
    for each in read(tmp_path / "a.docx").paragraphs():
        assert paragraphs[each.place.paragraph].text == each.text


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    """The sample report of our own writer, and what the tree says about its tables."""
    sys.path.insert(0, str(Path(__file__).parent.parent / "documents"))
    from sample import sample_document

    from akuntabel.documents.docx import render_docx

    file = tmp_path_factory.mktemp("docx") / "ours.docx"
    file.write_bytes(render_docx(sample_document()))
    return sample_document(), read(file)


def test_our_own_report(ours):
    _tree, source = ours
    captions = [table.caption for table in source.tables() if table.caption]
    assert captions[1] == "Tabel 2. Capaian indikator kinerja tahun 2024"
    table = next(table for table in source.tables() if table.caption == captions[1])
    assert [row.head for row in table.rows[:3]] == [True, True, False]
    assert grid(table)[0] == [
        ("No.", 0, 1, 2),
        ("Indikator", 1, 1, 2),
        ("Kinerja 2024", 2, 3, 1),
        ("Kategori", 5, 1, 2),
    ]
    headings = [(q.level, q.item, q.text) for q in source.paragraphs() if q.level == 1]
    assert (1, "BAB III", "AKUNTABILITAS KINERJA") in headings
    items = [(q.item, q.text) for q in source.paragraphs() if q.item == "b."]
    assert items[:1] == [("b.", "logistik dan pengadaan; dan")]
