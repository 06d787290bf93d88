"""The golden figures of Paser 2024, from evidence to average."""

import json
from decimal import Decimal

import pytest

from akuntabel.core.indonesian import format_percent
from akuntabel.core.value import State
from akuntabel.measuring.selectors import measure_year
from akuntabel.measuring.text import as_json


def printed(number: Decimal | None) -> str:
    assert number is not None
    return format_percent(number, 2, trim=False)


@pytest.mark.parametrize(
    ("code", "actual", "achievement", "category"),
    [
        ("1", "11", "62,50%", "Kurang Berhasil"),  # (2 × 8 − 11) / 8
        ("3", "100", "105,26%", "Sangat Berhasil"),  # 100 / 95, the signed target
        ("4.2", "80", "88,89%", "Cukup Berhasil"),  # 16 of the 20 others, against 90 %
        ("16", "7", "350,00%", "Sangat Berhasil"),
        ("17.1", "1", "50,00%", "Tidak Berhasil"),
        ("17.2", "28", "1.400,00%", "Sangat Berhasil"),
        ("17.3", "1", "50,00%", "Tidak Berhasil"),
        ("18", "1", "50,00%", "Tidak Berhasil"),
    ],
)
def test_rows_under_the_recommended_policy(paser, code, actual, achievement, category):
    item = measure_year(paser, 2024).indicator(code)
    assert item.actual.number == Decimal(actual)
    assert printed(item.achievement.raw.number) == achievement
    assert item.achievement.category.label == category


def test_share_of_met_counts_sixteen_of_the_twenty_others(paser):
    item = measure_year(paser, 2024).indicator("4.2")
    assert (item.measured.numerator, item.measured.denominator) == (16, 20)


def test_no_disputes_is_not_applicable_and_says_why(paser):
    item = measure_year(paser, 2024).indicator("13")
    assert item.actual.state is State.NOT_APPLICABLE
    assert item.achievement.category is None
    assert "penyebut 0" in item.actual.reason


def test_averages_under_the_recommended_policy(paser):
    averages = measure_year(paser, 2024).averages
    assert averages.counted == 21
    assert printed(averages.headline) == "166,31%"
    assert printed(averages.objectives) == "132,30%"
    assert printed(averages.median) == "100,00%"


def test_averages_as_printed(paser_as_printed):
    averages = measure_year(paser_as_printed, 2024).averages
    assert averages.counted == 22
    assert printed(averages.headline) == "166,79%"
    assert printed(averages.objectives) == "134,46%"
    assert printed(averages.capped_120) == "96,75%"
    assert printed(averages.capped_100) == "93,00%"


def test_every_actual_opens_to_its_records(paser):
    measured = measure_year(paser, 2024)
    assert len(measured.indicator("17.2").record_ids) == 28
    assert (
        sum(len(measured.indicator(code).record_ids) for code in ("16", "17.1", "17.2", "17.3", "18")) == 38
    )
    assert len(measured.indicator("14").record_ids) == 9
    without = [i.code for i in measured.indicators if not i.record_ids]
    assert without == ["4.2"]  # derived from the other indicators


def test_where_the_report_gives_no_evidence_the_basis_says_so(paser):
    by_basis: dict[str, list[str]] = {}
    for item in measure_year(paser, 2024).indicators:
        by_basis.setdefault(item.measured.basis.value, []).append(item.code)
    assert by_basis == {
        "stated": ["3", "4.1", "5", "10", "11", "12", "19"],  # a percentage and nothing else
        "asserted": ["2", "6", "7", "8", "9", "14"],  # a number, but "on time" or "valid" without proof
        "records": ["1", "13", "15", "16", "17.1", "17.2", "17.3", "18"],
        "derived": ["4.2"],
    }


def test_json_contract(paser):
    content = json.loads(as_json(measure_year(paser, 2024)))
    assert set(content) == {"office", "year", "policy", "indicators", "averages"}
    assert (content["office"], content["year"], content["policy"]) == ("kpu-paser", 2024, "kpu-recommended")
    assert set(content["averages"]) == {"indicators", "objectives", "capped_100", "capped_120", "median"}
    assert content["averages"]["indicators"].startswith("166.3118")
    [first] = [row for row in content["indicators"] if row["code"] == "1"]
    assert (first["target"], first["actual"], first["achievement"]) == ("8", "11", "62.5")
    assert first["category"] == "Kurang Berhasil"
    assert first["records"] == ["revisi-2024"]
    [dispute] = [row for row in content["indicators"] if row["code"] == "13"]
    assert dispute["actual"] is None
    assert dispute["state"] == "not_applicable"
