"""The whole report of Paser 2024 as a document tree, and the files made of it."""

import json
import re

import pytest

from akuntabel.documents.tree import (
    Cite,
    Heading,
    ItemList,
    Numbering,
    Paragraph,
    ParagraphStyle,
    Table,
    Text,
    blocks_of,
    cites_of,
    inlines_of,
)
from akuntabel.reporting.book import open_book
from akuntabel.reporting.inserts.analysis import ANALYSES
from akuntabel.reporting.report import assemble, figures_json


@pytest.fixture
def book(paser):
    return open_book(paser, 2024)


@pytest.fixture
def document(book):
    return assemble(book)


def text_of(block) -> str:
    return "".join(getattr(part, "text", " ") for part in inlines_of(block))


def test_chapters_in_order_and_their_numbering(document):
    assert [section.key for section in document.sections] == [
        "preface", "summary", "contents", "bab-1", "bab-2", "bab-3", "bab-4", "lampiran-1", "lampiran-2", "lampiran-3",
    ]  # fmt: skip
    assert [s.numbering for s in document.sections[:4]] == [Numbering.ROMAN] * 3 + [Numbering.ARABIC]


def test_every_objective_has_all_seven_analyses_or_the_reason(document):
    chapter = next(section for section in document.sections if section.key == "bab-3")
    per_objective: dict[str, str] = {}
    current = ""
    for block in chapter.blocks:
        if isinstance(block, Heading) and block.level <= 3:
            current = block.anchor if block.anchor.startswith("objective-") else ""
        elif current:
            per_objective[current] = per_objective.get(current, "") + text_of(block) + "\n"
    assert len(per_objective) == 19
    for anchor, text in per_objective.items():
        for number, (title, _reason) in enumerate(ANALYSES.values(), 1):
            assert f"{number}) {title}" in text, (anchor, title)


def test_every_cited_figure_is_in_figures_json(book, document):
    known = {row["id"]: row["text"] for row in json.loads(figures_json(book))["figures"]}
    for cite in cites_of(document):
        assert cite.figure in known
        assert known[cite.figure].split(" ")[0] in cite.text


def test_every_cite_leads_to_a_passport(document):
    anchors = {row.anchor for block in blocks_of(document) if isinstance(block, Table) for row in block.rows}
    assert {cite.anchor for cite in cites_of(document)} <= anchors


def test_narrative_has_no_typed_numbers_beside_dates_laws_and_names(paser):
    from akuntabel.reporting.models import Narrative

    allowed = re.compile(
        r"(Nomor|Tahun|Pasal|ayat|angka|tahun|BAB|Kpts/|PR\.|/|KPU/)\s?\(?[\d–/.\-A-Z]+\)?|\d{1,2} [A-Z][a-z]+ \d{4}"
        r"|\d{4}[–-]\d{4}|22E|\(\d\)|^\d+\. ",
        re.MULTILINE,
    )
    typed = []
    for narrative in Narrative.objects.filter(office=paser):
        rest = allowed.sub("", re.sub(r"\{[^}]*\}", "", narrative.text))
        typed += [f"{narrative}: {number}" for number in re.findall(r"\d[\d.,]*", rest)]
    assert typed == []


NUMBER_WORDS = re.compile(
    r"\b(satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|\w+ belas|\w+ puluh|ratus|ribu)\b"
)
STATUTORY = ("masa tugas lima tahun", "salah satu")  # of a law or an idiom: no record can change them


def test_narrative_has_no_numbers_typed_in_words(paser):
    from akuntabel.reporting.models import Narrative

    typed = []
    for narrative in Narrative.objects.filter(office=paser):
        text = narrative.text
        for phrase in STATUTORY:
            text = text.replace(phrase, "")
        typed += [f"{narrative}: {found[0]}" for found in NUMBER_WORDS.finditer(text)]
    assert typed == []


@pytest.mark.parametrize(("as_printed", "unmet"), [(False, 5), (True, 4)])
def test_the_closing_lists_exactly_the_indicators_below_target(db, as_printed, unmet):
    from akuntabel.demo.loading import load_data_set

    book = open_book(load_data_set(as_printed=as_printed)[0], 2024)
    closing = next(section for section in assemble(book).sections if section.key == "bab-4")
    [listed] = [
        b
        for b in closing.blocks
        if isinstance(b, ItemList) and "realisasi" in text_of(b) and "terhadap" in text_of(b)
    ]
    assert len(listed.items) == unmet == book["count.unmet"].number


def test_the_average_is_printed_one_way_only(document):
    """The report we start from prints its own average three ways."""
    printed = {
        cite.text for cite in cites_of(document) if cite.figure in ("average.headline", "average.indicators")
    }
    assert printed == {"166,31%"}


def test_policy_and_sensitivity_are_printed(document):
    text = "\n".join(text_of(block) for block in blocks_of(document))
    assert "(2 × target − realisasi) / target × 100" in text
    assert "tidak menghitung dirinya sendiri" in text
    for figure in ("average.capped_100", "average.capped_120", "average.median", "average.objectives"):
        assert any(cite.figure == figure for cite in cites_of(document)), figure


def test_no_typed_number_in_generated_sentences(document):
    """Generated paragraphs of chapter III print numbers as cites, never as words of their own."""
    chapter = next(section for section in document.sections if section.key == "bab-3")
    found = []
    for block in chapter.blocks:
        # a note quotes what somebody remarked about a source
        if isinstance(block, Paragraph) and block.style is not ParagraphStyle.NOTE:
            for part in block.content:
                if isinstance(part, Text) and re.search(r"\d{2,}%|\d+ dari \d+", part.text):
                    found.append(part.text)
                if isinstance(part, Cite):
                    assert part.figure
    assert found == []
