"""The report read over in process: the findings of its Word file, each in its place."""

from dataclasses import replace

import pytest

from akuntabel.checker.check import check
from akuntabel.documents.docx import render_docx
from akuntabel.documents.tree import Document, Heading, Paragraph, Section, Text, blocks_of, words
from akuntabel.planning.models import Target
from akuntabel.reporting.book import open_book
from akuntabel.reporting.models import Narrative
from akuntabel.reporting.reading_over import Remark, read_over
from akuntabel.reporting.report import assemble


def remarks(office) -> list[Remark]:
    return read_over(assemble(open_book(office, 2024)))


def test_it_finds_what_the_checker_finds_in_the_word_file(paser, tmp_path):
    document = assemble(open_book(paser, 2024))
    file = tmp_path / "laporan.docx"
    file.write_bytes(render_docx(document))
    of_the_file = [(f.severity.value, f.kind.value, f.stated) for f in check(file).findings]
    assert len(of_the_file) > 20
    assert sorted((r.severity, r.kind, r.stated) for r in read_over(document)) == sorted(of_the_file)


def test_the_report_of_paser_has_no_error(paser):
    assert [remark for remark in remarks(paser) if remark.severity == "error"] == []


@pytest.mark.parametrize(
    ("section", "kind"),
    [("background", "text"), ("objective.17", "causes"), ("closing_end", "text"), ("budget", "text")],
)
def test_a_contradiction_is_placed_in_the_text_it_was_written_in(paser, section, kind):
    typed = "Sebanyak 3 (empat) kegiatan diadakan."
    Narrative.objects.update_or_create(
        office=paser, year=2024, section=section, kind=kind, defaults={"text": typed}
    )
    [wrong] = [remark for remark in remarks(paser) if remark.severity == "error"]
    assert (wrong.section, wrong.part, wrong.kind) == (section, kind, "words-vs-digits")


@pytest.mark.parametrize(("code", "planned", "agreed"), [("17.2", 2, 6), ("1", 1, 3), ("2", 4, 2)])
def test_a_target_that_the_agreement_raised_above_the_annual_plan_forbids_nothing(
    paser, code, planned, agreed
):
    target = Target.objects.get(agreement__office=paser, agreement__year=2024, indicator__code=code)
    target.indicator.planned, target.number = planned, agreed
    target.indicator.save()
    target.save()
    found = remarks(paser)
    assert [remark for remark in found if remark.severity == "error"] == []
    assert any(remark.kind == "mismatch-between-tables" for remark in found)


def test_a_table_is_placed_with_the_narrative_it_stands_under(paser):
    found = remarks(paser)
    assert [r.section for r in found if r.sentence.startswith("Realisasi hanya disebut")] == ["budget"]
    assert {r.section for r in found if r.kind == "outlier"} == {"summary"}
    assert [r.section for r in found if r.stated == "29 Januari 2024"] == ["objective.16"]


def test_a_sentence_names_parts_and_not_lines(paser):
    [repeated] = [remark for remark in remarks(paser) if remark.kind == "duplicate"]
    assert repeated.sentence == "Alinea ini hampir sama dengan alinea di “Sasaran 7”."
    assert not [remark for remark in remarks(paser) if " baris 1" in remark.sentence]


def test_a_chapter_without_narratives_bears_its_own_key():
    blocks = (Heading(1, "PENUTUP", "BAB IV"), Paragraph(words("Hasilnya 5 (enam) laporan.")))
    [remark] = read_over(_alone(Section("bab-4", blocks)))
    assert (remark.section, remark.part) == ("bab-4", "")


def test_where_a_text_was_written_changes_no_block(paser):
    document = assemble(open_book(paser, 2024))
    placed = [block for block in blocks_of(document) if isinstance(block, Paragraph) and block.place]
    assert {block.place for block in placed} > {"background.text", "objective.17.comparison_year"}
    assert Paragraph((Text("a"),), place="x.text") == Paragraph((Text("a"),))


def _alone(section: Section) -> Document:
    import datetime as dt

    moment = dt.datetime(2024, 12, 31, tzinfo=dt.UTC)
    return replace(Document("", "", "", "id", moment, "", ()), sections=(section,))
