"""The generator and the checker test each other.

A report that we write from random figures has no error; the same report with one figure, word or
count altered has that finding, and no error that has nothing to do with it.
"""

from __future__ import annotations

import pytest
from alterations import (
    ALTERATIONS,
    Alteration,
    achievement_in_a_row,
    actuals_of_neighbours,
    average_in_the_closing,
    category_of_a_row,
    total_of_a_table,
    words_of_a_number,
)
from generator import document, text_of, years
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from verdicts import errors, serious, told

from akuntabel.checker.check import check
from akuntabel.checker.findings import Finding
from akuntabel.documents.docx import render_docx
from akuntabel.documents.pdf import render_pdf


def fixed(examples: int) -> settings:
    """The same examples on every run; how long one takes is the bench's business."""
    return settings(
        max_examples=examples, derandomize=True, database=None, deadline=None,
        suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate),
    )  # fmt: skip


# ---------------------------------------------------------------- nothing is said of a sound report


@fixed(60)
@given(years())
def test_a_sound_report_as_text_has_no_error(year):
    assert errors(told(text_of(document(year)[0]))) == []


@fixed(15)
@given(years())
def test_a_sound_report_as_docx_has_no_error(tmp_path_factory, year):
    file = tmp_path_factory.getbasetemp() / "laporan.docx"
    file.write_bytes(render_docx(document(year)[0]))
    assert errors(check(file).findings) == []


@fixed(6)
@given(years())
def test_a_sound_report_as_pdf_has_no_error(tmp_path_factory, year):
    file = tmp_path_factory.getbasetemp() / "laporan.pdf"
    file.write_bytes(render_pdf(document(year)[0]).data)
    assert errors(check(file).findings) == []


# ---------------------------------------------------------------- one thing altered


def lines_that_differ(text: str, other: str) -> set[int]:
    pairs = enumerate(zip(text.splitlines(), other.splitlines(), strict=True), 1)
    return {number for number, (before, after) in pairs if before != after}


def points_at(found: Finding, lines: set[int], altered: list[str]) -> bool:
    """Whether a finding is about an altered place: it stands there, or sets its place against that one."""
    said = found.stated if found.place.line in lines else found.expected
    near = found.place.line in lines or any(place.line in lines for place in found.others)
    return near and any(text.lower() in said.lower() or said.lower() in text.lower() for text in altered)


def related(found: Finding, lines: set[int]) -> bool:
    return found.place.line in lines or any(place.line in lines for place in found.others)


@pytest.mark.parametrize("alteration", ALTERATIONS, ids=lambda alteration: alteration.__name__)
@fixed(4)
@given(year=years(), pick=st.integers(0, 1000))
def test_one_thing_altered_is_found(alteration: Alteration, year, pick):
    tree, printed = document(year)
    changed = alteration(year, printed, pick)
    before, after = text_of(tree), text_of(document(year, changed)[0])
    lines = lines_that_differ(before, after)
    found = told(after)
    values = [text for key, text in changed.items() if text != printed[key]]
    if alteration is actuals_of_neighbours:  # its rows state another achievement than they now should
        values += [printed[key.replace(".actual", ".achievement")] for key in changed]
    about = [f for f in found if points_at(f, lines, values)]
    assert about, (changed, sorted(lines), [(f.place.line, f.stated, f.rule) for f in found])
    assert errors([f for f in found if not related(f, lines)]) == []


@fixed(4)
@given(year=years(), pick=st.integers(0, 1000))
def test_a_year_altered_in_the_contents_is_found(year, pick):
    text = text_of(document(year)[0])
    entries = [line for line in text.splitlines() if f"TAHUN {year.year} ..." in line]
    entry = entries[pick % len(entries)]
    other = entry.replace(str(year.year), str(year.year - 1 - pick % 2))
    after = text.replace(entry, other, 1)
    line = after.splitlines().index(other) + 1
    found = told(after)
    assert (line, str(year.year - 1 - pick % 2)) in [
        (f.place.line, f.stated) for f in found if f.rule == "contents-years"
    ]
    assert errors([f for f in found if not related(f, {line})]) == []


IN_FILES = (
    achievement_in_a_row,
    category_of_a_row,
    average_in_the_closing,
    total_of_a_table,
    words_of_a_number,
)


@pytest.mark.parametrize("alteration", IN_FILES, ids=lambda alteration: alteration.__name__)
@pytest.mark.parametrize("extension", ["docx", "pdf"])
@fixed(1)
@given(year=years(), pick=st.integers(0, 1000))
def test_one_thing_altered_is_found_in_a_file(
    tmp_path_factory, alteration: Alteration, extension, year, pick
):
    changed = alteration(year, document(year)[1], pick)
    tree, _printed = document(year, changed)
    file = tmp_path_factory.getbasetemp() / f"laporan.{extension}"
    file.write_bytes(render_docx(tree) if extension == "docx" else render_pdf(tree).data)
    values = set(changed.values())
    found = [f for f in serious(check(file).findings) if f.stated in values]
    assert found, changed
    lines = {f.place.line for f in found}
    assert errors([f for f in serious(check(file).findings) if not related(f, lines)]) == []
