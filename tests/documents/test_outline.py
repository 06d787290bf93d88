"""The outline that all renderers share: numbers, anchors, and what the lists of contents say."""

from __future__ import annotations

from sample import sample_document
from word_file import of_blocks

from akuntabel.documents.anchors import contents_title, listed, numbered, outline, restarts
from akuntabel.documents.tree import Contents, ContentsKind, Heading, Labels, blocks_of


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
