"""The generator and the checker test each other.

A report that we write from random figures has no error; the same report with one figure, word or
count altered has that finding, and no error that has nothing to do with it. Our own report of
Paser 2024 has none either. What random reports were once accused of wrongly stands below as plain
examples.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from generator import OfficeYear, document, percent, text_of, years
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import html

from akuntabel.checker.blocks import Source
from akuntabel.checker.check import check, check_source
from akuntabel.checker.claims.numbers import HUNDRED
from akuntabel.checker.findings import Finding, Severity
from akuntabel.checker.readers.limits import Clock, Limits
from akuntabel.checker.readers.text import read_text
from akuntabel.core.indonesian import format_day_date, parse_date, terbilang
from akuntabel.core.policy import Polarity
from akuntabel.documents.docx import render_docx
from akuntabel.documents.pdf import render_pdf


def fixed(examples: int) -> settings:
    """The same examples on every run; how long one takes is the bench's business."""
    return settings(
        max_examples=examples, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )


def reading(text: str) -> Source:
    limits = Limits()
    return read_text(text.encode(), "laporan.txt", kind="text", limits=limits, clock=Clock(limits.seconds))


def told(text: str) -> list[Finding]:
    """The findings in a plain text that are more than a note."""
    return serious(check_source(reading(text)))


def serious(findings: tuple[Finding, ...]) -> list[Finding]:
    return [found for found in findings if found.severity is not Severity.NOTE]


def errors(findings: list[Finding] | tuple[Finding, ...]) -> list[str]:
    return [f"{f.place.line}: {f.sentence()} [{f.rule}]" for f in findings if f.severity is Severity.ERROR]


# ---------------------------------------------------------------- nothing is said of a sound report


@fixed(50)
@given(years())
def test_a_sound_report_as_text_has_no_error(year):
    assert errors(told(text_of(document(year)[0]))) == []


@fixed(12)
@given(years())
def test_a_sound_report_as_docx_has_no_error(tmp_path_factory, year):
    file = tmp_path_factory.getbasetemp() / "laporan.docx"
    file.write_bytes(render_docx(document(year)[0]))
    assert errors(check(file).findings) == []


@fixed(5)
@given(years())
def test_a_sound_report_as_pdf_has_no_error(tmp_path_factory, year):
    file = tmp_path_factory.getbasetemp() / "laporan.pdf"
    file.write_bytes(render_pdf(document(year)[0]).data)
    assert errors(check(file).findings) == []


# ---------------------------------------------------------------- one thing altered

Alteration = Callable[[OfficeYear, Mapping[str, str], int], dict[str, str]]


def _measured(year: OfficeYear) -> list[str]:
    """The indicators that have an achievement."""
    return [row.spec.code for row in year.measurement.rows if row.achievement.raw.is_reported]


def _shifted(text: str, by: str) -> str:
    return percent(Decimal(text.rstrip("%").replace(".", "").replace(",", ".")) + Decimal(by))


def _other_money(text: str) -> str:
    return text[:-1] + str((int(text[-1]) + 3) % 10)


def achievement_in_a_row(year, printed, pick):
    code = _measured(year)[pick % len(_measured(year))]
    key = f"measurement.{code}.achievement"
    return {key: _shifted(printed[key], "7.31")}


def achievement_in_a_sentence(year, printed, pick):
    codes = [
        row.spec.code
        for row in year.measurement.rows
        if row.achievement.raw.is_reported and row.spec.target and row.spec.target.number and row.spec.target.upper is None
    ]  # fmt: skip
    assume(codes)
    key = f"sentence.{codes[pick % len(codes)]}.achievement"
    return {key: _shifted(printed[key], "7.31")}


def average_in_the_closing(year, printed, pick):
    return {"closing.average": _shifted(printed["closing.average"], ("0.27", "3.1", "-1.7")[pick % 3])}


def average_in_the_summary(year, printed, pick):
    return {"summary.average": _shifted(printed["summary.average"], ("0.27", "3.1", "-1.7")[pick % 3])}


def average_in_the_table(year, printed, pick):
    return {"measurement.average": _shifted(printed["measurement.average"], ("0.27", "3.1", "-1.7")[pick % 3])}


def category_of_a_row(year, printed, pick):
    code = _measured(year)[pick % len(_measured(year))]
    key = f"measurement.{code}.category"
    words = [step.label for step in year.policy.scale.categories]
    return {key: words[(words.index(printed[key]) + 2) % len(words)]}


def category_in_the_closing(year, printed, pick):
    words = [step.label for step in year.policy.scale.categories]
    return {"closing.category": words[(words.index(printed["closing.category"]) + 2) % len(words)]}


def target_in_the_agreement(year, printed, pick):
    items = [item for item in year.indicators if item.target.upper is None]
    assume(items)
    item = items[pick % len(items)]
    key = f"agreement.{item.code}.target"
    number = re.match(r"[\d.]+", printed[key])
    assert number is not None
    return {key: f"{int(number[0].replace('.', '')) + 3}{printed[key][number.end():]}"}


def actuals_of_neighbours(year, printed, pick):
    codes = [code for code in _measured(year) if year.measurement.row(code).spec.polarity is Polarity.HIGHER]
    pairs = [
        (one, two)
        for one, two in zip(codes, codes[1:], strict=False)
        if printed[f"measurement.{one}.actual"] != printed[f"measurement.{two}.actual"]
    ]
    assume(pairs)
    one, two = (f"measurement.{code}.actual" for code in pairs[pick % len(pairs)])
    return {one: printed[two], two: printed[one]}


def _count(printed, key, by=1):
    number = int(printed[key]) + by
    return {key: str(number), f"{key}.words": terbilang(number)}


def count_of_objectives(year, printed, pick):
    return _count(printed, ("summary.objectives", "closing.objectives")[pick % 2])


def count_of_indicators(year, printed, pick):
    return _count(printed, ("summary.indicators", "closing.indicators")[pick % 2])


def count_of_the_met(year, printed, pick):
    return _count(printed, ("summary.met", "closing.met", "summary.unmet", "closing.unmet")[pick % 4])


def count_of_a_list(year, printed, pick):
    return _count(printed, "events.count", 1 + pick % 2)


def words_of_a_number(year, printed, pick):
    keys = sorted(key for key in printed if key.endswith(".words"))
    key = keys[pick % len(keys)]
    return {key: terbilang(int(printed[key.removesuffix(".words")]) + 1 + pick % 3)}


def total_of_the_staff(year, printed, pick):
    if pick % 2:
        return _count(printed, "staff.total")
    return {"staff-table.total": str(int(printed["staff-table.total"]) + 2)}


def total_of_a_table(year, printed, pick):
    keys = ("plan.total", "budget.total.ceiling", "budget.total.spent", "budget.total.left")
    return {keys[pick % 4]: _other_money(printed[keys[pick % 4]])}


def total_of_ad_hoc_bodies(year, printed, pick):
    keys = ("adhoc.total.men", "adhoc.total.women", "adhoc.total.both", "adhoc.1.both")
    key = keys[pick % 4]
    return {key: printed[key][:-1] + str((int(printed[key][-1]) + 3) % 10)}


def absorption_in_a_sentence(year, printed, pick):
    key = ("summary.absorption", "closing.absorption")[pick % 2]
    return {key: _shifted(printed[key], "1.11")}


def share_of_a_budget_line(year, printed, pick):
    key = f"budget.{1 + pick % len(year.budget)}.share"
    return {key: _shifted(printed[key], "1.11")}


def direction_of_a_change(year, printed, pick):
    assume("change.word" in printed)
    return {"change.word": {"meningkat": "menurun", "menurun": "meningkat"}[printed["change.word"]]}


def weekday_of_an_event(year, printed, pick):
    key = f"events.{pick % len(year.events)}"
    before, date = printed[key].split(", ")
    other = format_day_date(parse_date(date)).replace(before, "Senin" if before != "Senin" else "Rabu")
    return {key: other}


ALTERATIONS = (
    achievement_in_a_row, achievement_in_a_sentence, average_in_the_closing, average_in_the_summary,
    average_in_the_table, category_of_a_row, category_in_the_closing, target_in_the_agreement,
    actuals_of_neighbours, count_of_objectives, count_of_indicators, count_of_the_met, count_of_a_list,
    words_of_a_number, total_of_the_staff, total_of_a_table, total_of_ad_hoc_bodies,
    absorption_in_a_sentence, share_of_a_budget_line, direction_of_a_change, weekday_of_an_event,
)  # fmt: skip


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
