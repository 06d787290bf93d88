"""Narrative: Markdown with cited figures becomes blocks."""

from decimal import Decimal

import pytest

from akuntabel.documents.tree import Cite, ItemList, ListItem, ListKind, Paragraph, ParagraphStyle, Text
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
                (Text("dua"),), ItemList((ListItem((Text("a"),)), ListItem((Text("b"),))), ListKind.BULLET)
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
