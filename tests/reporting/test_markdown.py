"""Narrative: Markdown with cited figures becomes blocks."""

import datetime as dt
import io
import re
import zipfile
from decimal import Decimal

import pdfplumber
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from akuntabel.documents.docx import render_docx
from akuntabel.documents.html import render_fragment
from akuntabel.documents.pdf import render_pdf
from akuntabel.documents.plain import words_of
from akuntabel.documents.tree import (
    Break,
    Cite,
    Document,
    ItemList,
    ListItem,
    ListKind,
    Paragraph,
    ParagraphStyle,
    Section,
    Text,
)
from akuntabel.reporting.figures import Figure, FigureBook, UnknownFigure
from akuntabel.reporting.markdown import Narrator

BOOK = FigureBook(
    [
        Figure("count.objectives", "Jumlah sasaran", Decimal(19), "19", "dihitung"),
        Figure("indicator.7.actual", "Realisasi", Decimal(12), "12 laporan", "dihitung"),
        Figure("iku.IKU-1.1.target", "Target IKU", Decimal(100), "100 nilai", "rencana"),
    ],
    {"office.name": "Sekretariat Contoh"},
)


def blocks(text: str):
    return Narrator(BOOK, mark=False).blocks(text, place="uji")


def test_a_figure_is_cited_and_a_term_is_words():
    assert blocks("{office.name} punya {count.objectives} sasaran.") == (
        Paragraph(
            (
                Text("Sekretariat Contoh"),
                Text(" punya "),
                Cite("count.objectives", "19", passport="count.objectives"),
                Text(" sasaran."),
            )
        ),
    )


def test_words_stand_after_the_number_and_before_the_unit():
    [paragraph] = blocks("{count.objectives|words} dan {indicator.7.actual|words}")
    assert [part.text for part in paragraph.content] == [
        "19 (sembilan belas)",
        " dan ",
        "12 (dua belas) laporan",
    ]


def test_capital_letters_in_an_id():
    [paragraph] = blocks("{iku.IKU-1.1.target}")
    assert paragraph.content[0].text == "100 nilai"


def test_lists_nest_and_keep_their_kind():
    [listed] = blocks("1. satu\n2. dua\n   - a\n   - b\n")
    assert listed == ItemList(
        (
            ListItem((Text("satu"),)),
            ListItem(
                (Text("dua"),), (ItemList((ListItem((Text("a"),)), ListItem((Text("b"),))), ListKind.BULLET),)
            ),
        ),
        ListKind.DECIMAL,
    )


def test_bold_italics_and_quotes():
    assert blocks("**tebal** dan *miring*\n\n> kutipan") == (
        Paragraph((Text("tebal", bold=True), Text(" dan "), Text("miring", italic=True))),
        Paragraph((Text("kutipan"),), ParagraphStyle.QUOTE),
    )


def test_markup_of_other_kinds_stays_as_typed():
    [paragraph] = blocks("<b>bukan</b> [tautan](http://x) `kode` # judul & 5 < 6")
    assert (
        "".join(part.text for part in paragraph.content)
        == "<b>bukan</b> [tautan](http://x) `kode` # judul & 5 < 6"
    )


def test_an_unknown_figure_names_its_place():
    with pytest.raises(UnknownFigure, match=r"uji: angka \{count.mets\} tidak dikenal"):
        blocks("{count.mets}")


def test_a_figure_is_marked_once():
    narrator = Narrator(BOOK)
    [first] = narrator.blocks("{count.objectives} {count.objectives}")
    assert [part.mark for part in first.content if isinstance(part, Cite)] == [True, False]


# ---------------------------------------------------------------- every word typed is printed


def item(text: str, *children) -> ListItem:
    return ListItem((Text(text),), children)


def test_a_list_in_a_quote_stands_for_itself():
    assert blocks("> - satu\n> - dua\n>\n> tiga") == (
        ItemList((item("satu"), item("dua")), ListKind.BULLET),
        Paragraph((Text("tiga"),), ParagraphStyle.QUOTE),
    )


def test_an_item_keeps_all_that_stands_under_it_in_its_order():
    assert blocks("1. a\n   - b\n\n   lalu\n\n   1. c\n2. d") == (
        ItemList(
            (
                item(
                    "a",
                    ItemList((item("b"),), ListKind.BULLET),
                    Paragraph((Text("lalu"),)),
                    ItemList((item("c"),)),
                ),
                item("d"),
            )
        ),
    )


def test_paragraphs_of_an_item_stand_on_lines_of_their_own():
    [listed] = blocks("- satu\n\n  dua\n- tiga")
    assert listed.items[0] == ListItem((Text("satu"), Break(), Text("dua")))


def test_a_line_that_begins_with_a_year_keeps_it():
    [listed] = blocks("2024. Tahun pemilihan.")
    assert (listed.start, listed.items) == (2024, (item("Tahun pemilihan."),))


@pytest.mark.parametrize("deep", ["> " * 30 + "dalam", "*a " * 1000 + "b* " * 1000])
def test_what_is_nested_too_deep_stays_as_typed(deep):
    [paragraph] = blocks(deep)
    assert words_of(paragraph.content).split() == deep.split()


def _lines(prefix: str, rest: str, body: str) -> str:
    """``body`` with ``prefix`` before its first line and ``rest`` before the others."""
    return prefix + body.replace("\n", f"\n{rest}")


def _marked(mark: str) -> st.SearchStrategy[str]:
    return st.lists(st.just("#"), min_size=1, max_size=4).map(lambda words: mark + " ".join(words) + mark)


PARAGRAPH = st.lists(st.sampled_from(["", "*", "**"]).flatmap(_marked), min_size=1, max_size=3).map("\n".join)


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    body = st.tuples(st.lists(inner, min_size=1, max_size=3), st.sampled_from(["\n", "\n\n"]))
    joined = body.map(lambda found: found[1].join(found[0]))
    marks = st.sampled_from(
        [("- ", "  "), ("* ", "  "), ("1. ", "   "), ("7) ", "   "), ("> ", "> "), ("> ", "")]
    )
    return st.tuples(marks, joined).map(lambda found: _lines(*found[0], found[1]))


NARRATIVE = st.lists(st.recursive(PARAGRAPH, _nested, max_leaves=8), min_size=1, max_size=3).map("\n\n".join)


def _named(text: str) -> tuple[str, list[str]]:
    """``text`` with a word of its own at each ``#``, and these words."""
    count = text.count("#")
    for n in range(count):
        text = text.replace("#", f"kata{n}z", 1)
    return text, [f"kata{n}z" for n in range(count)]


def _said(found) -> list[str]:
    """The words of blocks in reading order."""
    said: list[str] = []
    for block in found:
        if isinstance(block, Paragraph):
            said += words_of(block.content).split()
            continue
        for one in block.items:
            said += [*words_of(one.content).split(), *_said(one.children)]
    return said


@settings(max_examples=300)
@given(NARRATIVE)
@example("> - #\n> - #")
@example("1. #\n   - #\n   - #\n\n   #\n   1. #")
@example("- #\n\n  #")
def test_every_word_typed_is_printed_once_and_in_its_order(text):
    typed, expected = _named(text)
    found = blocks(typed)
    assert re.findall(r"kata\d+z", " ".join(_said(found))) == expected
    assert [word for word in _said(found) if re.search(r"kata\d+z.*kata", word)] == []  # none glued
    html = render_fragment(Section("uji", found))
    assert re.findall(r"kata\d+z", html) == expected


def test_the_three_files_print_what_stands_under_an_item():
    found = blocks(
        "5. kata0z\n   - kata1z\n\n   kata2z\n\n   > kata3z\n   1. kata4z\n\n> - kata5z\n> - kata6z"
    )
    expected = [f"kata{n}z" for n in range(7)]
    moment = dt.datetime(2024, 12, 31, tzinfo=dt.UTC)
    document = Document("Uji", "", "", "id", moment, "", (Section("uji", found),))
    with zipfile.ZipFile(io.BytesIO(render_docx(document))) as word:
        xml = word.read("word/document.xml").decode()
        numbers = word.read("word/numbering.xml").decode()
    assert re.findall(r"kata\d+z", xml) == expected
    assert '<w:startOverride w:val="5"/>' in numbers
    html = render_fragment(Section("uji", found))
    assert re.findall(r"kata\d+z", html) == expected
    assert '<ol start="5">' in html
    assert _pdf_words(render_pdf(document).data) == expected


def _pdf_words(content: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(content)) as file:
        return re.findall(r"kata\d+z", " ".join(page.extract_text() for page in file.pages))
