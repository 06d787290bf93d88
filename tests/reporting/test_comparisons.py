"""What a year is compared with: earlier years of the office, the end of its plan, the national target."""

import datetime as dt

import pytest
from closing_year import approve_everything

from akuntabel.documents.keeping import from_json
from akuntabel.documents.tree import Paragraph, Table, blocks_of
from akuntabel.evidence.models import Record
from akuntabel.offices.models import Person
from akuntabel.planning.models import (
    Agreement,
    BudgetLine,
    BudgetShare,
    Indicator,
    Objective,
    Plan,
    PlanKind,
    ReportingYear,
    Spending,
    Target,
)
from akuntabel.planning.selectors import budget_of
from akuntabel.reporting.book import open_book
from akuntabel.reporting.editions import obstacles, seal_edition
from akuntabel.reporting.reading_over import read_over
from akuntabel.reporting.report import assemble
from akuntabel.reporting.writing import missing_analyses

FIRST_VOTERS = "17.2"  # in 2024: 28 of 2 keg, 1.400%


def an_earlier_year(office, year, *, events, target, unit="keg"):
    """A year with objective 17 alone, whose indicator 17.2 counts ``events`` against ``target``."""
    now = Indicator.objects.get(
        code=FIRST_VOTERS, objective__plan__office=office, objective__plan__year_from=2024
    )
    ReportingYear.objects.create(office=office, year=year, policy="kpu-recommended")
    plan = Plan.objects.create(
        office=office, kind=PlanKind.ANNUAL, title=f"RKT {year}", year_from=year, year_to=year
    )
    objective = Objective.objects.create(plan=plan, code="17", sequence=1, name=now.objective.name)
    indicator = Indicator.objects.create(
        objective=objective, code=FIRST_VOTERS, sequence=1, name=now.name, unit=unit, polarity="higher",
        decimals=now.decimals, aggregation="sum", measure=now.measure,
    )  # fmt: skip
    agreement = Agreement.objects.create(office=office, plan=plan, year=year, signed_on=dt.date(year, 1, 31))
    Target.objects.create(agreement=agreement, indicator=indicator, number=target)
    for number in range(1, events + 1):
        data = {"segment": "pemula", "status": "done", "title": f"Kelas {number}", "place": "Aula"}
        Record.objects.create(
            office=office, register="voter_education", key=f"lama-{year}-{number}", year=year,
            date=dt.date(year, number, 1), title=f"Kelas {number}", data=data,
        )  # fmt: skip


def table_of(office, caption) -> list[list[str]]:
    """The rows of the table with ``caption`` as words."""
    [table] = [
        block
        for block in blocks_of(assemble(open_book(office, 2024)))
        if isinstance(block, Table) and block.caption == caption
    ]
    return [["".join(part.text for part in cell.content) for cell in row.cells] for row in table.rows]


def lacks(office, kind):
    return kind in [m.kind for m in missing_analyses(open_book(office, 2024)) if m.objective == "17"]


def without_mark(row):
    return [cell.removesuffix(" *") for cell in row]


def test_earlier_years_stand_beside_this_one(paser):
    assert lacks(paser, "comparison_past")
    an_earlier_year(paser, 2022, events=3, target=4)
    an_earlier_year(paser, 2023, events=5, target=4)
    an_earlier_year(paser, 2021, events=1, target=1)  # further back than two years
    head, *rows = table_of(paser, "Sasaran 17: perbandingan dengan tahun sebelumnya")
    assert head == [
        "No.", "Indikator", "Realisasi 2022", "Capaian 2022", "Realisasi 2023", "Capaian 2023",
        "Realisasi 2024", "Capaian 2024",
    ]  # fmt: skip
    [row] = [row for row in rows if row[0] == FIRST_VOTERS]
    assert without_mark(row[2:]) == ["3 keg", "75,00%", "5 keg", "125,00%", "28 keg", "1.400,00%"]
    [new] = [row for row in rows if row[0] == "17.1"]
    assert new[2:6] == ["–"] * 4
    assert not lacks(paser, "comparison_past")


def test_what_nobody_approved_of_an_earlier_year_is_marked_in_an_edition_too(paser, settings, tmp_path):
    settings.ATTACHMENTS_ROOT = tmp_path / "attachments"
    an_earlier_year(paser, 2022, events=3, target=4)
    an_earlier_year(paser, 2023, events=5, target=4)
    approve_everything(paser, 2022)
    head = approve_everything(paser, 2024).head
    assert [each for each in obstacles(paser, 2024) if "2022" in each.sentence] == []
    [told] = [each for each in obstacles(paser, 2024) if "2023" in each.sentence]
    assert (told.severity, told.address) == ("warning", ("measuring", {"office": "kpu-paser", "year": 2023}))
    assert told.sentence == (
        "Angka 2023 dari 1 indikator dicetak sebagai pembanding, tetapi belum disetujui (17.2); "
        "laporan menandainya."
    )
    sealed = from_json(seal_edition(office=paser, year=2024, reason="", by=head).tree)
    [table] = [
        block
        for block in blocks_of(sealed)
        if isinstance(block, Table) and block.caption == "Sasaran 17: perbandingan dengan tahun sebelumnya"
    ]
    rows = [["".join(part.text for part in cell.content) for cell in row.cells] for row in table.rows]
    [row] = [row for row in rows if row[0] == FIRST_VOTERS]
    assert row[2:] == ["3 keg", "75,00%", "5 keg *", "125,00%", "28 keg", "1.400,00%"]
    assert [part.text for part in table.note] == ["* belum disetujui."]
    assert open_book(paser, 2024)["past.2023.17.2.actual"].origin.endswith(" Angka 2023 ini belum disetujui.")


def test_an_indicator_with_another_unit_is_not_compared(paser):
    an_earlier_year(paser, 2023, events=5, target=4, unit="orang")
    assert lacks(paser, "comparison_past")
    assert "past.2023.17.2.actual" not in open_book(paser, 2024)


def test_a_year_without_a_signed_agreement_is_left_out(paser):
    ReportingYear.objects.create(office=paser, year=2023, policy="kpu-recommended")
    assert lacks(paser, "comparison_past")


@pytest.fixture
def strategic(paser):
    """Objective 17 serves a strategic one, whose plan wants 56 events by 2024."""
    above = Objective.objects.get(plan__office=paser, plan__kind=PlanKind.STRATEGIC, code="2.a")
    ours = Objective.objects.get(plan__office=paser, plan__kind=PlanKind.ANNUAL, code="17")
    ours.supports = above
    ours.save()
    now = Indicator.objects.get(objective=ours, code=FIRST_VOTERS)
    return Indicator.objects.create(
        objective=above, code="S1", sequence=99, name=now.name.upper(), unit=now.unit, polarity="higher",
        aggregation="sum", measure={}, planned=56,
    )  # fmt: skip


def test_the_end_of_the_plan_where_it_has_the_same_indicator(paser, strategic):
    head, *rows = table_of(paser, f"Sasaran 17: perbandingan dengan {strategic.objective.plan.title}")
    assert head == ["No.", "Indikator", "Target 2024", "Realisasi 2024", "Capaian"]
    assert [without_mark([row[0], *row[2:]]) for row in rows] == [
        [FIRST_VOTERS, "56 keg", "28 keg", "50,00%"]
    ]
    assert not lacks(paser, "comparison_plan")


def test_a_plan_without_the_same_indicator_is_no_comparison(paser, strategic):
    Indicator.objects.filter(pk=strategic.pk).update(name="Indeks partisipasi")
    assert lacks(paser, "comparison_plan")


def test_a_national_target_is_the_standard(paser):
    Indicator.objects.filter(code=FIRST_VOTERS, objective__plan__kind=PlanKind.ANNUAL).update(national=7)
    _head, *rows = table_of(paser, "Sasaran 17: perbandingan dengan target nasional")
    assert [without_mark([row[0], *row[2:]]) for row in rows] == [
        [FIRST_VOTERS, "7 keg", "28 keg", "400,00%"]
    ]
    assert not lacks(paser, "comparison_benchmark")


def test_the_checker_finds_no_contradiction_in_the_comparisons(paser, strategic):
    an_earlier_year(paser, 2022, events=3, target=4)
    an_earlier_year(paser, 2023, events=5, target=4)
    Indicator.objects.filter(code=FIRST_VOTERS, objective__plan__kind=PlanKind.ANNUAL).update(national=7)
    found = read_over(assemble(open_book(paser, 2024)))
    assert [remark.sentence for remark in found if remark.severity == "error"] == []


def test_efficiency_is_given_where_money_is_mapped_to_the_objective(paser):
    assert lacks(paser, "efficiency")
    version = budget_of(paser, 2024).version
    codes = {
        "programme_code": "076.01.CQ",
        "activity_code": "3355",
        "output_code": "EBA",
        "detail_code": "001",
    }
    key = "076.01.CQ.3355.EBA.001"
    BudgetLine.objects.create(
        version=version,
        sequence=99,
        **codes,
        account_code="521211",
        key=f"{key}.521211",
        fund="apbn",
        amount=1000,
    )
    BudgetShare.objects.create(office=paser, year=2024, key=key, objective="17", percent=100)
    by = Person.objects.create_user(username="bendahara")
    Spending.objects.create(
        office=paser, year=2024, date=dt.date(2024, 5, 2), key=f"{key}.521211", amount=800, created_by=by
    )
    assert not lacks(paser, "efficiency")
    book = open_book(paser, 2024)
    [printed] = [
        "".join(part.text for part in block.content)
        for block in blocks_of(assemble(book))
        if isinstance(block, Paragraph) and "Efisiensi penggunaan sumber daya" in str(block.content)
    ]
    assert printed.startswith(
        "6) Efisiensi penggunaan sumber daya. Dari pagu Rp1.000 yang dipetakan ke sasaran ini terealisasi Rp800 "
    )


def test_nothing_is_compared_where_nothing_is_kept(paser):
    book = open_book(paser, 2024)
    assert [key for key in book if key.startswith(("past.", "plan_end.", "national."))] == []
