"""The Word document: structure, order of elements, and the same bytes every time."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import docx
import pytest
from lxml import etree
from sample import TRICKY, large_document, sample_document

from akuntabel.documents.anchors import contents_title, listed, numbered, outline, restarts
from akuntabel.documents.docx import render_docx
from akuntabel.documents.docx.axes import scale_of
from akuntabel.documents.docx.markup import bookmark_name
from akuntabel.documents.docx.tables import column_widths, figure_tail, walk
from akuntabel.documents.tree import (
    Align,
    Cell,
    Chart,
    ChartKind,
    Cite,
    Column,
    Contents,
    ContentsKind,
    Cover,
    Document,
    Heading,
    Labels,
    Paragraph,
    Row,
    RowKind,
    Section,
    Series,
    Table,
    blocks_of,
    cites_of,
    words,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
}

# The sequences of ECMA-376 (transitional), which Word insists on.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd "
    "tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
    "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
    "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
    "vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
    "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
    "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat "
    "locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "settings": "zoom defaultTabStop characterSpacingControl updateFields compat themeFontLang decimalSymbol "
    "listSeparator",
}


@cache
def sample_bytes() -> bytes:
    return render_docx(sample_document(), pages=PAGES)


PAGES = {entry.key: str(number) for number, entry in enumerate(outline(sample_document()), start=1)}


def part(name: str, data: bytes | None = None) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data or sample_bytes())) as file:
        return etree.fromstring(file.read(name))


def body(data: bytes | None = None) -> etree._Element:
    return part("word/document.xml", data)


def find(node: etree._Element, path: str) -> list[etree._Element]:
    return node.xpath(path, namespaces=NS)  # type: ignore[return-value]


def text_of(node: etree._Element) -> str:
    """The words of a node, a tab as a tab and a break as a newline."""
    parts = []
    for child in node.iter(f"{W}t", f"{W}tab", f"{W}br"):
        if child.tag == f"{W}t":
            parts.append(child.text or "")
        elif child.getparent().tag == f"{W}r":
            parts.append("\t" if child.tag == f"{W}tab" else "\n")
    return "".join(parts)


def styled(style: str, data: bytes | None = None) -> list[etree._Element]:
    return find(body(data), f'//w:p[w:pPr/w:pStyle/@w:val="{style}"]')


def of_blocks(*blocks: object, **given: object) -> Document:
    document = replace(sample_document(), cover=None, sections=(Section("a", blocks),))  # type: ignore[arg-type]
    return replace(document, **given) if given else document  # type: ignore[arg-type]


# ---------------------------------------------------------------- outline


def test_outline_numbers_headings_tables_and_figures_in_reading_order():
    entries = {entry.key: entry for entry in outline(sample_document())}
    assert entries["h:bab-1"].label == "BAB I PENDAHULUAN"
    assert entries["h:3"].listed is False
    assert entries["t:2"].label == "Tabel 2. Capaian indikator kinerja tahun 2024"
    assert entries["f:3"].anchor == "g-serapan"
    assert [key for key in entries if key.startswith("t:")] == [f"t:{n}" for n in range(1, 6)]


def test_outline_has_one_entry_for_each_numbered_block():
    document = sample_document()
    assert len(outline(document)) == sum(numbered(block) for block in blocks_of(document))


def test_outline_keys_are_unique_even_where_anchors_are_not():
    twice = of_blocks(Heading(1, "Satu", anchor="a"), Heading(1, "Dua", anchor="a"))
    assert [entry.key for entry in outline(twice)] == ["h:a", "h:a~2"]


def test_contents_lists_what_it_is_asked_for():
    document = sample_document()
    chapters = listed(document, Contents(ContentsKind.HEADINGS, depth=1))
    assert {entry.level for entry in chapters} == {1}
    assert "DAFTAR ISI" not in {entry.text for entry in chapters}


def test_contents_needs_no_title_under_a_heading():
    contents = Contents(ContentsKind.TABLES)
    assert contents_title(contents, Heading(1, "DAFTAR TABEL"), Labels()) == ""
    assert contents_title(contents, None, Labels()) == "Daftar Tabel"


def test_page_numbers_begin_again_where_the_numbering_changes():
    assert restarts(sample_document()) == (True, True, False, False, False, False, False)


# ---------------------------------------------------------------- the file


def test_same_input_gives_same_bytes():
    assert render_docx(sample_document(), pages=PAGES) == sample_bytes()


def test_every_zip_entry_has_the_same_date_and_a_unique_name():
    with zipfile.ZipFile(io.BytesIO(sample_bytes())) as file:
        entries = file.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert len({entry.filename for entry in entries}) == len(entries)
    assert entries[0].filename == "[Content_Types].xml"


def test_python_docx_opens_it():
    document = docx.Document(io.BytesIO(sample_bytes()))
    assert document.core_properties.title == sample_document().title
    assert document.core_properties.language == "id-ID"
    assert document.core_properties.created.isoformat().startswith("2025-01-10T09:30:00")
    assert len(document.tables) == 5 + 1 + 3  # captioned, layout, signatures
    assert {"Heading 1", "Caption", "List Number", "table of figures"} <= {s.name for s in document.styles}


def test_every_relation_leads_to_a_part():
    with zipfile.ZipFile(io.BytesIO(sample_bytes())) as file:
        names = set(file.namelist())
        relations = etree.fromstring(file.read("word/_rels/document.xml.rels"))
        used = set(re.findall(rb'r:(?:id|embed)="([^"]+)"', file.read("word/document.xml")))
    ids = {relation.get("Id") for relation in relations}
    assert {name.decode() for name in used} <= ids
    inside = [relation for relation in relations if relation.get("TargetMode") != "External"]
    assert {f"word/{relation.get('Target')}" for relation in inside} <= names


@pytest.mark.parametrize("name", sorted(ORDERS))
def test_elements_stand_in_schema_order(name: str):
    order = ORDERS[name].split()
    seen = 0
    with zipfile.ZipFile(io.BytesIO(sample_bytes())) as file:
        parts = [n for n in file.namelist() if n.startswith("word/") and n.endswith(".xml")]
    for part_name in parts:
        for node in part(part_name).iter(f"{W}{name}"):
            children = [etree.QName(child).localname for child in node]
            places = [order.index(child) for child in children]
            assert places == sorted(places), (part_name, children)
            seen += 1
    assert seen


def test_the_order_check_sees_a_planted_fault():
    order = ORDERS["pPr"].split()
    places = [order.index(child) for child in ("pStyle", "jc", "keepNext")]
    assert places != sorted(places)


# ---------------------------------------------------------------- words


def test_special_signs_arrive_unharmed():
    assert TRICKY in text_of(body())
    assert "A &amp; B&quot; &lt; 5%" in etree_free_xml()


def etree_free_xml() -> str:
    with zipfile.ZipFile(io.BytesIO(sample_bytes())) as file:
        return file.read("word/document.xml").decode()


def test_signs_that_xml_cannot_hold_are_left_out():
    data = render_docx(of_blocks(Paragraph(words("satu\x0bdua\x00tiga"))))
    assert "satuduatiga" in text_of(body(data))


def test_every_cited_figure_appears():
    said = text_of(body())
    for cite in cites_of(sample_document()):
        assert cite.text in said, cite


def test_a_mark_leads_to_the_passport():
    marks = find(body(), '//w:hyperlink[w:r/w:rPr/w:rStyle/@w:val="CiteMark"]')
    names = set(find(body(), "//w:bookmarkStart/@w:name"))
    assert bookmark_name("figure:turnout-2024") in {mark.get(f"{W}anchor") for mark in marks}
    assert {mark.get(f"{W}anchor") for mark in marks} <= names
    assert marks[0].get(f"{W}tooltip") == "Asal-usul angka ini"


def test_figures_may_share_a_passport():
    block = Paragraph((Cite("turnout-2024-kecamatan", "80%", mark=True, passport="turnout-2024"),))
    data = render_docx(of_blocks(block, Paragraph(words("asal"), anchor="figure:turnout-2024")))
    assert find(body(data), "//w:hyperlink/@w:anchor") == [bookmark_name("figure:turnout-2024")]


def test_every_link_inside_leads_to_a_bookmark():
    names = find(body(), "//w:bookmarkStart/@w:name")
    assert len(names) == len(set(names))
    assert set(find(body(), "//w:hyperlink/@w:anchor")) <= set(names)
    ids = find(body(), "//w:bookmarkStart/@w:id")
    assert sorted(ids) == sorted(find(body(), "//w:bookmarkEnd/@w:id"))


@pytest.mark.parametrize("key", ["figure:avg-2024", "h:bab-1", "a" * 60, "ä ö", "1", "a_b"])
def test_bookmark_names_are_what_word_allows(key: str):
    name = bookmark_name(key)
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", name)
    assert name != bookmark_name(key + "x")


def test_an_address_on_the_web_is_a_relation():
    relations = part("word/_rels/document.xml.rels")
    outside = [r.get("Target") for r in relations if r.get("TargetMode") == "External"]
    assert outside == ["https://example.go.id/laporan?tahun=2024&jenis=lkjip"]


# ---------------------------------------------------------------- headings and contents


def test_number_and_title_are_one_heading():
    assert [text_of(p) for p in styled("Heading1")][2] == "BAB I\nPENDAHULUAN"
    assert text_of(styled("Heading2")[0]) == "A.\tLatar Belakang"
    assert [text_of(p) for p in styled("Heading1Unlisted")] == ["DAFTAR ISI"]


def test_a_chapter_begins_a_page():
    (style,) = find(part("word/styles.xml"), '//w:style[@w:styleId="Heading1"]')
    assert find(style, "w:pPr/w:pageBreakBefore")


def test_contents_say_every_entry_and_its_page():
    entries = [text_of(p) for style in ("TOC1", "TOC2", "TOC3") for p in styled(style)]
    assert f"BAB I PENDAHULUAN\t{PAGES['h:bab-1']}" in entries
    assert f"A.\tLatar Belakang\t{PAGES['h:latar']}" in entries
    assert len(entries) == len(listed(sample_document(), Contents(ContentsKind.HEADINGS, depth=3)))
    figures = [text_of(p) for p in styled("TableofFigures")]
    assert figures[0] == f"Tabel 1. Sasaran, indikator, dan target tahun 2024\t{PAGES['t:1']}"
    assert len(figures) == 5 + 4


def test_contents_are_fields():
    codes = [code.text.strip() for code in find(body(), "//w:instrText")]
    assert 'TOC \\o "1-3" \\h \\z' in codes
    assert 'TOC \\h \\z \\c "Tabel"' in codes
    assert 'TOC \\h \\z \\c "Gambar"' in codes
    kinds = find(body(), "//w:fldChar/@w:fldCharType")
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


def test_without_pages_word_is_asked_to_fill_them_in():
    data = render_docx(sample_document())
    assert find(part("word/settings.xml", data), "//w:updateFields")
    assert find(body(data), "//w:fldChar[@w:dirty]")
    assert not find(part("word/settings.xml"), "//w:updateFields")
    assert not find(body(), "//w:fldChar[@w:dirty]")


def test_captions_are_counted_by_fields():
    captions = [text_of(p) for p in styled("Caption")]
    assert [entry.label for entry in outline(sample_document()) if entry.kind != "heading"] == captions
    codes = [code.text.strip() for code in find(body(), "//w:instrText")]
    assert codes.count("SEQ Tabel \\* ARABIC") == 5
    assert codes.count("SEQ Gambar \\* ARABIC") == 4


# ---------------------------------------------------------------- lists


def test_each_list_begins_again():
    numbers = [find(p, "w:pPr/w:numPr/w:numId/@w:val")[0] for p in styled("ListNumber")]
    first, second = list(dict.fromkeys(numbers))[:2]
    assert numbers == [first] * 3 + [second] * 2
    for number in (first, second):
        (instance,) = find(part("word/numbering.xml"), f'//w:num[@w:numId="{number}"]')
        assert find(instance, "w:lvlOverride/w:startOverride/@w:val") == ["1"]


def test_a_list_in_a_list_stands_one_level_deeper():
    levels = [find(p, "w:pPr/w:numPr/w:ilvl/@w:val")[0] for p in styled("ListNumber2")]
    assert levels == ["1", "1", "1"]
    assert [text_of(p) for p in styled("ListBullet3")] == ["daftar pemilih;"]


# ---------------------------------------------------------------- tables


def tables() -> list[etree._Element]:
    return find(body(), '//w:tbl[w:tblPr/w:tblStyle/@w:val="ReportTable"]')


def test_rows_of_the_head_are_repeated_and_no_row_breaks():
    measurement = tables()[1]
    rows = find(measurement, "w:tr")
    heads = [bool(find(row, "w:trPr/w:tblHeader")) for row in rows]
    assert heads == [True, True] + [False] * (len(rows) - 2)
    assert all(find(row, "w:trPr/w:cantSplit") for row in rows)


def test_merged_cells():
    first, second, *_ = find(tables()[1], "w:tr")
    assert find(first, "w:tc/w:tcPr/w:gridSpan/@w:val") == ["3"]
    assert len(find(first, 'w:tc/w:tcPr/w:vMerge[@w:val="restart"]')) == 3
    assert len(find(second, "w:tc/w:tcPr/w:vMerge[not(@w:val)]")) == 3


def test_every_row_is_as_wide_as_its_table():
    for table in find(body(), "//w:tbl"):
        grid = [int(width) for width in find(table, "w:tblGrid/w:gridCol/@w:w")]
        for row in find(table, "w:tr"):
            spans = [int((find(cell, "w:tcPr/w:gridSpan/@w:val") or ["1"])[0]) for cell in find(row, "w:tc")]
            assert sum(spans) == len(grid)
            assert sum(int(w) for w in find(row, "w:tc/w:tcPr/w:tcW/@w:w")) == sum(grid)


def test_group_rows_are_shaded_and_totals_bold():
    groups = find(tables()[1], './/w:tc[w:p/w:pPr/w:pStyle/@w:val="TableGroup"]')
    assert [find(cell, "w:tcPr/w:gridSpan/@w:val") for cell in groups] == [["6"], ["6"]]
    assert all(find(cell, "w:tcPr/w:shd/@w:fill") == ["f1f3f6"] for cell in groups)
    assert find(tables()[1], './/w:pStyle[@w:val="TableTotal"]')


def test_a_tone_is_a_light_shade():
    fills = set(find(tables()[1], ".//w:shd/@w:fill"))
    assert len(fills) == 6
    for fill in fills:
        assert min(int(fill[n : n + 2], 16) for n in (0, 2, 4)) > 0xC0


def test_only_the_last_row_of_the_head_has_a_full_rule():
    first, second, third, *_ = find(tables()[1], "w:tr")
    assert len(find(second, "w:tc/w:tcPr/w:tcBorders/w:bottom")) == 6
    assert find(third, "w:tc/w:tcPr/w:tcBorders") == []
    assert len(find(first, "w:tc/w:tcPr/w:tcBorders/w:bottom")) == 4  # three that reach down, one that joins


def test_figures_stand_on_the_decimal_comma():
    table = Table(
        (Column(1, Align.DECIMAL),), tuple(Row((Cell(words(t)),)) for t in ("1", "10,5", "2,25", "tidak ada"))
    )
    data = render_docx(of_blocks(table))
    indents = [find(p, "w:pPr/w:ind/@w:right") for p in styled("TableText", data)]
    one, ten, two = (int(indent[0]) for indent in indents[:3])
    digit = 0.556 * 9.5 * 20
    assert one - ten == pytest.approx((0.278 * 9.5 * 20) + digit, abs=2)
    assert ten - two == pytest.approx(digit, abs=2)
    assert indents[3] == []


@pytest.mark.parametrize(
    ("text", "mark", "tail"),
    [("1.234,5", ",", 0.834), ("1,234.5", ".", 0.834), ("Rp 5", ",", 0), ("–", ",", None), ("", ",", None)],
)
def test_tail_of_a_figure(text: str, mark: str, tail: float | None):
    assert figure_tail(text, mark) == (None if tail is None else pytest.approx(tail))


def test_rows_that_lack_cells_are_filled():
    table = Table((Column(1), Column(2)), (Row((Cell(words("a"), rowspan=2),)), Row(())))
    assert [[(p.column, p.covered) for p in row] for row in walk(table)] == [
        [(0, False), (1, False)],
        [(0, True), (1, False)],
    ]
    assert column_widths(table, 1000) == (333, 667)


def test_two_tables_do_not_become_one():
    table = Table((Column(1),), (Row((Cell(words("a")),)),))
    data = render_docx(of_blocks(table, table))
    assert find(body(data), "//w:tbl/following-sibling::*[1][self::w:tbl]") == []


def test_a_table_without_rows_is_not_written():
    data = render_docx(of_blocks(Table((Column(1),), ()), Table((Column(1),), (), caption="Kosong")))
    assert find(body(data), "//w:tbl") == []


def test_identical_rows_of_a_head_are_told_apart():
    head = Row((Cell(words("a")),), RowKind.HEAD)
    data = render_docx(of_blocks(Table((Column(1),), (head, head, Row((Cell(words("b")),))))))
    rules = [len(find(row, "w:tc/w:tcPr/w:tcBorders")) for row in find(body(data), "//w:tr")]
    assert rules == [0, 1, 0]


# ---------------------------------------------------------------- pages


def test_sections_count_and_turn_their_pages():
    sections = find(body(), "//w:sectPr")
    formats = [(find(s, "w:pgNumType/@w:fmt"), find(s, "w:pgNumType/@w:start")) for s in sections]
    assert formats[:4] == [([], []), (["lowerRoman"], ["1"]), (["decimal"], ["1"]), (["decimal"], [])]
    turned = [find(s, "w:pgSz/@w:orient") for s in sections]
    assert turned == [[], [], [], [], [], [], ["landscape"], []]


def test_the_running_head_names_office_and_chapter():
    assert text_of(part("word/header4.xml")) == (
        "Laporan Kinerja KPU Kabupaten Telaga Biru Tahun 2024\tAKUNTABILITAS KINERJA"
    )
    assert text_of(part("word/headerEmpty.xml")) == ""


def test_no_section_ends_in_a_paragraph_with_a_field():
    assert find(body(), "//w:p[w:pPr/w:sectPr][.//w:fldChar]") == []


def test_a_signature_stays_together():
    for table in find(body(), '//w:tbl[.//w:pStyle/@w:val="Signature"]'):
        *rows, last = find(table, "w:tr")
        assert all(find(p, "w:pPr/w:keepNext") for row in rows for p in find(row, ".//w:p"))
        assert not find(last, ".//w:keepNext")


def test_a_signature_says_who_signs_for_whom():
    left_and_right = find(body(), '//w:tbl[.//w:pStyle/@w:val="Signature"]')[2]
    assert [text_of(cell) for cell in find(left_and_right, ".//w:tc") if text_of(cell)] == [
        "Telaga Biru, 2 Januari 2024",
        "Pihak Kedua",
        "Pihak Pertama",
        "Plt.\tKetua KPUKabupaten Telaga Biru,",
        "Sekretaris,",
        "Siti Marwah",
        "Rahmat Hidayat, S.H., M.H.",
        "NIP 19750817 200112 1 003",
    ]


def test_the_cover_has_a_described_emblem_and_no_number():
    (emblem,) = find(body(), '//wp:docPr[@name="Lambang"]')
    assert emblem.get("descr") == "Tempat lambang Komisi Pemilihan Umum"
    assert [text_of(p) for p in styled("CoverYear")] == ["2024"]


def test_a_document_may_be_nothing_but_a_cover():
    alone = replace(sample_document(), sections=(), cover=Cover(("Kantor",), ("Laporan",), "2024", "Lambang"))
    assert docx.Document(io.BytesIO(render_docx(alone))).sections
    assert docx.Document(io.BytesIO(render_docx(replace(alone, cover=None)))).sections


def test_an_unknown_paper_is_refused():
    document = sample_document()
    with pytest.raises(ValueError, match="unknown paper"):
        render_docx(replace(document, style=replace(document.style, paper="a5?")))


# ---------------------------------------------------------------- charts


def chart(number: int) -> etree._Element:
    return part(f"word/charts/chart{number}.xml")


def test_a_chart_has_a_description_and_nine_points():
    described = {node.get("name"): node.get("descr") for node in find(body(), "//wp:docPr")}
    assert described["Gambar 2. Partisipasi pemilih naik dalam tiga pemilihan terakhir"].startswith(
        "Bagan kolom"
    )
    for number in range(1, 5):
        assert find(chart(number), "c:txPr//a:defRPr/@sz") == ["900"]


def test_a_bullet_graph_has_a_tick_for_each_target():
    kinds = find(chart(1), "//c:barChart/c:grouping/@val")
    assert kinds == ["clustered", "stacked"]
    names = find(chart(1), "//c:ser/c:tx//c:v/text()")
    assert names == ["Capaian", "Target", "Target"]
    assert find(chart(1), "//c:legendEntry/c:idx/@val") == ["1"]


def test_a_bar_beyond_the_limit_is_cut_and_says_its_value():
    assert set(find(chart(1), "//c:valAx/c:scaling/c:max/@val")) == {"150"}
    assert "300,00% »" in find(chart(1), "//c:dLbl//a:t/text()")
    assert "300" in find(chart(1), "//c:ser[1]/c:val//c:v/text()")


def test_an_unknown_value_is_no_zero():
    assert find(chart(2), "//c:val//c:pt/@idx") == ["0", "1", "3"]
    assert "2020 (tidak ada)" in find(chart(2), "//c:cat//c:v/text()")


def test_every_printed_label_is_shown():
    charts = [block for block in blocks_of(sample_document()) if isinstance(block, Chart)]
    for number, block in enumerate(charts, start=1):
        said = " ".join(find(chart(number), "//a:t/text() | //c:cat//c:v/text()"))
        for series, labels in zip(block.series, block.labels, strict=True):
            if block.kind is ChartKind.BULLET and series.role == "target":
                continue  # a tick has no words of its own
            assert all(label in said for label in labels)


def test_the_workbook_of_a_chart_holds_its_values():
    with zipfile.ZipFile(io.BytesIO(sample_bytes())) as file:
        book = file.read("word/embeddings/chart4.xlsx")
    sheet = part("xl/worksheets/sheet1.xml", book)
    assert find(sheet, "//s:c[@r='B2']/s:v/text()") == ["3215.4"]
    assert find(sheet, "//s:c[@r='C1']//s:t/text()") == ["Realisasi"]


@pytest.mark.parametrize(
    ("values", "limit", "expected"),
    [
        (("3", "97"), None, ("0", "100", "20")),
        (("-4", "7"), None, ("-5", "7.5", "2.5")),
        (("0",), None, ("0", "1", "0.2")),
        (("0.003",), None, ("0", "0.003", "0.001")),
        (("500",), "150", ("0", "150", "50")),
    ],
)
def test_the_scale_is_round(values: tuple[str, ...], limit: str | None, expected: tuple[str, ...]):
    series = Series("x", tuple(Decimal(value) for value in values))
    plain = Chart(
        ChartKind.BAR, "t", ("a",) * len(values), (series,), (), "alt", limit=limit and Decimal(limit)
    )
    scale = scale_of(plain)
    assert (scale.low, scale.high, scale.step) == tuple(Decimal(value) for value in expected)


# ---------------------------------------------------------------- a program that opens it

soffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")


@soffice
@pytest.mark.parametrize("build", [sample_document, large_document])
def test_libreoffice_opens_it(build: Callable[[], Document], tmp_path: Path):
    path = tmp_path / "laporan.docx"
    path.write_bytes(render_docx(build()))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=180
    )
    assert (tmp_path / "laporan.pdf").read_bytes().startswith(b"%PDF")


def test_the_stylesheets_repeat_the_colours_of_the_categories():
    from pathlib import Path

    from akuntabel.documents import tones

    folder = Path(tones.__file__).parent
    template, css = (folder / "pdf" / "words.typ").read_text(), (folder / "html.css").read_text()
    for name, colour in tones.TONES.items():
        assert f'{name}: rgb("#{colour}")' in template
        assert f"--{name}: #{colour};" in css
    assert f'rgb("#{tones.GROUP}")' in template
    assert f"--group: #{tones.GROUP};" in css
