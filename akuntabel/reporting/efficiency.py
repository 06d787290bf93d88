"""Efficiency of the money of an objective, where budget lines are mapped to it; its clamp stays visible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from akuntabel.core.averages import mean
from akuntabel.core.budget import efficiency
from akuntabel.core.indonesian import format_percent
from akuntabel.measuring.selectors import MeasuredIndicator, MeasuredYear
from akuntabel.packs.money import MoneyRules
from akuntabel.planning.models import Objective
from akuntabel.planning.money.reading import Budget

if TYPE_CHECKING:
    from akuntabel.reporting.book import YearBook


@dataclass(frozen=True)
class Result:
    """The efficiency of an objective: E (``percent``) and NE (``score``), in %.

    ``clamped`` says that E was held for NE. ``ceiling`` and ``realised`` in rupiah, ``achievement`` in %
    as it counted. ``sentence`` cites the figures of the book and is ready for ``Writer.line``.
    """

    code: str
    percent: Decimal
    score: Decimal
    clamped: bool
    ceiling: Decimal
    realised: Decimal
    achievement: Decimal
    sentence: str


def objective_efficiency(book: YearBook, objective: Objective) -> Result | None:
    """The efficiency of ``objective``; None where nothing is mapped to it, paid or measured."""
    return next(
        (each for each in efficiencies(book.measured, book.budget) if each.code == objective.code), None
    )


def efficiencies(measured: MeasuredYear, budget: Budget | None) -> Sequence[Result]:
    """The efficiency of every objective that money is mapped to and that is measured, in order."""
    if budget is None:
        return ()
    rules = measured.pack.money
    money = {row.code: row for row in budget.objectives}
    found = []
    for objective, items in measured.by_objective():
        row = money.get(objective.code)
        achieved = capped_achievement(items, rules)
        if row is None or row.realised is None or not row.ceiling or not achieved:
            continue
        result = efficiency(
            ceiling=row.ceiling, realised=row.realised, achievement=achieved, clamp=rules.efficiency_clamp
        )
        found.append(
            Result(
                code=objective.code,
                percent=result.percent,
                score=result.score,
                clamped=result.clamped,
                ceiling=row.ceiling,
                realised=row.realised,
                achievement=achieved,
                sentence=_sentence(objective.code, result.clamped, rules.efficiency_clamp),
            )
        )
    return tuple(found)


def capped_achievement(items: Iterable[MeasuredIndicator], rules: MoneyRules) -> Decimal | None:
    """The mean achievement of ``items`` in %, each up to the cap of ``rules``; None when nothing is measured."""
    raw = [item.achievement.raw.number for item in items]
    return mean(min(number, rules.achievement_cap) for number in raw if number is not None)


def clamp_words(clamped: bool, percent: Decimal, clamp: Decimal) -> str:
    """What is to be said of a clamp that bit: "" where it did not."""
    if not clamped:
        return ""
    return _("E sebesar {percent} melewati batas {clamp} dan dihitung setinggi batas itu.").format(
        percent=format_percent(percent), clamp=format_percent(clamp if percent > 0 else -clamp)
    )


def _sentence(code: str, clamped: bool, clamp: Decimal) -> str:
    key = f"objective.{code}"
    words = _(
        "Dari pagu {{budget.{key}.ceiling}} yang dipetakan ke sasaran ini terealisasi "
        "{{budget.{key}.realised}} ({{budget.{key}.absorption}}); efisiensinya {{efficiency.{key}.value}}, "
        "dengan nilai efisiensi {{efficiency.{key}.score}}."
    ).format(key=key)
    if clamped:
        words += " " + _(
            "Efisiensi itu melewati batas ±{clamp}, jadi nilainya dihitung setinggi batas."
        ).format(clamp=format_percent(clamp))
    return words
