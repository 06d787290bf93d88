"""The whole report of Paser 2024 as a document tree, and the files made of it."""

import json
import re

import pytest

from akuntabel.documents.tree import (
    Cite,
    Heading,
    Numbering,
    Paragraph,
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
        if isinstance(block, Paragraph):
            for part in block.content:
                if isinstance(part, Text) and re.search(r"\d{2,}%|\d+ dari \d+", part.text):
                    found.append(part.text)
                if isinstance(part, Cite):
                    assert part.figure
    assert found == []
