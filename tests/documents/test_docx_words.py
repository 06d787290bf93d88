"""What the Word document says: signs, figures and their marks, links, headings, contents and lists."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from sample import TRICKY, sample_document
from word_file import PAGES, W, body, find, of_blocks, part, sample_bytes, styled, text_of

from akuntabel.documents.anchors import listed, outline
from akuntabel.documents.docx import render_docx
from akuntabel.documents.docx.markup import bookmark_name
from akuntabel.documents.tree import Cite, Contents, ContentsKind, Paragraph, cites_of, words

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
