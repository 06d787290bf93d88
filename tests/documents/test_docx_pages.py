"""Pages of the Word document: sections, running head, signatures, cover, paper."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from sample import sample_document
from word_file import body, find, part, styled, text_of

from akuntabel.documents.docx import render_docx
from akuntabel.documents.tree import Cover


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
        "Plt. Ketua KPUKabupaten Telaga Biru,",
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
