"""How a figure was worked out, with its numbers put in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_number, format_percent
from akuntabel.core.policy import HUNDRED, LowerFormula, Polarity, Policy
from akuntabel.measuring.selectors import MeasuredIndicator
from akuntabel.reporting.book import YearBook


@dataclass(frozen=True)
class Formula:
    """A rule in words, the same with its numbers, what comes out, and what the policy adds."""

    words: str
    numbers: str
    result: str
    note: str = ""


def formula_of(figure: str, book: YearBook) -> Formula | None:
    """The working of figure ``figure``, where there is one to show."""
    room, _dot, rest = figure.partition(".")
    if room == "indicator":
        code, _dot, part = rest.rpartition(".")
        item = book.measured.indicator(code)
        return {"achievement": achievement_formula, "actual": actual_formula}.get(part, _none)(item, book)
    if room == "average":
        return _average(rest, book)
    if figure == "budget.absorption":
        return Formula(
            _("Realisasi ÷ pagu × 100%"),
            f"{book['budget.realised'].text} ÷ {book['budget.ceiling'].text} × 100%",
            book[figure].text,
        )
    return None


def _none(_item: MeasuredIndicator, _book: YearBook) -> Formula | None:
    return None


def actual_formula(item: MeasuredIndicator, book: YearBook) -> Formula | None:
    """A ratio's actual from its numerator and denominator."""
    top, bottom = item.measured.numerator, item.measured.denominator
    if top is None or not bottom or not item.actual.is_reported:
        return None
    return Formula(
        _("Pembilang ÷ penyebut × 100%"),
        f"{format_number(top)} ÷ {format_number(bottom)} × 100%",
        book[f"indicator.{item.code}.actual"].text,
    )


def achievement_formula(item: MeasuredIndicator, book: YearBook) -> Formula | None:
    """An achievement from target and actual, under the policy."""
    raw, actual = item.achievement.raw.number, item.actual.number
    if raw is None or actual is None or item.target is None:
        return None
    key = f"indicator.{item.code}"
    policy = book.measured.policy
    target = item.target.number
    words, numbers = _comparison(item, policy, target, actual)
    if policy.cap is not None and raw > policy.cap:
        numbers = f"{numbers} = {format_percent(raw, policy.places, trim=False)} →"
    return Formula(words, numbers, book[f"{key}.achievement"].text, _note(raw, policy))


def _comparison(item: MeasuredIndicator, policy: Policy, target: Decimal, actual: Decimal) -> tuple[str, str]:
    t, r = format_number(target), format_number(actual, _places(actual))
    match Polarity(item.indicator.polarity):
        case Polarity.HIGHER | Polarity.MILESTONE if target == 0:
            return _("Target 0: setiap hasil dihitung 100% menurut kebijakan"), f"{r} ≥ 0"
        case Polarity.HIGHER | Polarity.MILESTONE:
            return _("Realisasi ÷ target × 100%"), f"{r} ÷ {t} × 100%"
        case Polarity.LOWER if target == 0:
            return _("Target 0: hanya realisasi 0 yang mencapainya"), f"{r}"
        case Polarity.LOWER if policy.lower_formula is LowerFormula.TWICE_TARGET:
            return _("(2 × target − realisasi) ÷ target × 100%"), f"(2 × {t} − {r}) ÷ {t} × 100%"
        case Polarity.LOWER:
            return _("Target ÷ realisasi × 100%"), f"{t} ÷ {r} × 100%"
    return _("100% di dalam rentang, berkurang menurut jaraknya di luar"), f"{r} ~ {t}"


def _places(number: Decimal) -> int | None:
    """At most four decimals, as many as the number has when that is fewer."""
    exponent = number.normalize().as_tuple().exponent
    return 4 if isinstance(exponent, int) and exponent < -4 else None


def _note(raw: Decimal, policy: Policy) -> str:
    if policy.cap is not None and raw > policy.cap:
        return _("Kebijakan membatasi capaian pada {cap}.").format(cap=format_percent(policy.cap))
    if raw == HUNDRED:
        return _("Tepat pada target.")
    return ""


def _average(key: str, book: YearBook) -> Formula | None:
    averages = book.measured.averages
    if key == "headline":
        key = book.measured.policy.averaging.value
    value: Decimal | None = getattr(averages, key)
    counted = {"objectives": averages.counted_objectives, "without_top": averages.counted - 1}.get(
        key, averages.counted
    )
    if value is None or key in ("median", "weighted"):
        return None
    noun = _("sasaran") if key == "objectives" else _("indikator")
    return Formula(
        _("Jumlah capaian ÷ jumlah {noun}").format(noun=noun),
        f"{format_percent(value * counted)} ÷ {counted}",
        format_percent(value, trim=False),
    )
