"""One thing altered in a report: each takes the year, its printed figures and a number to pick by.

What it returns is written instead: the new words by the keys of the figures (see ``generator.document``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise

from generator import OfficeYear, percent
from hypothesis import assume

from akuntabel.core.indonesian import format_day_date, parse_date, terbilang
from akuntabel.core.policy import Polarity

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
    return {
        "measurement.average": _shifted(printed["measurement.average"], ("0.27", "3.1", "-1.7")[pick % 3])
    }


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
    return {key: f"{int(number[0].replace('.', '')) + 3}{printed[key][number.end() :]}"}


def actuals_of_neighbours(year, printed, pick):
    codes = [code for code in _measured(year) if year.measurement.row(code).spec.polarity is Polarity.HIGHER]
    pairs = [
        (one, two)
        for one, two in pairwise(codes)
        if year.measurement.row(one).measured.value.number != year.measurement.row(two).measured.value.number
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
