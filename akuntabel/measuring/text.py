"""A measured year as text for a terminal, and as the JSON that other programs rely on."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_percent, format_quantity
from akuntabel.evidence.models import Record
from akuntabel.measuring.selectors import MeasuredIndicator, MeasuredYear
from akuntabel.measuring.states import state_word


def as_json(measured: MeasuredYear) -> str:
    """The contract of ``akuntabel measure --format json``: numbers are decimal strings or null."""
    keys = dict(Record.objects.filter(pk__in=_all_ids(measured)).values_list("pk", "key"))
    averages = measured.averages
    content = {
        "office": measured.office.code,
        "year": measured.year,
        "policy": measured.policy.code,
        "indicators": [_indicator_json(item, keys) for item in measured.indicators],
        "averages": {
            "indicators": decimal_text(averages.indicators),
            "objectives": decimal_text(averages.objectives),
            "capped_100": decimal_text(averages.capped_100),
            "capped_120": decimal_text(averages.capped_120),
            "median": decimal_text(averages.median),
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _all_ids(measured: MeasuredYear) -> set[int]:
    return {key for item in measured.indicators for key in item.record_ids}


def _indicator_json(item: MeasuredIndicator, keys: dict[int, str]) -> dict[str, Any]:
    category = item.achievement.category
    return {
        "code": item.code,
        "name": item.indicator.name,
        "objective": item.objective.code,
        "unit": item.indicator.unit,
        "target": decimal_text(item.target.number if item.target else None),
        "actual": decimal_text(item.actual.number),
        "achievement": decimal_text(item.achievement.capped.number),
        "achievement_uncapped": decimal_text(item.achievement.raw.number),
        "category": category.label if category else None,
        "state": item.actual.state.value,
        "reason": item.actual.reason or None,
        "basis": item.measured.basis.value,
        "numerator": decimal_text(item.measured.numerator),
        "denominator": decimal_text(item.measured.denominator),
        "records": [keys[key] for key in item.record_ids],
    }


def decimal_text(number: Decimal | None) -> str | None:
    """A decimal as plain text without an exponent or trailing zeros; None stays None."""
    if number is None:
        return None
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_text(measured: MeasuredYear) -> str:
    """A table of all indicators and the averages, as wide as a terminal usually is."""
    lines = [f"{measured.office.name} {measured.year} — {measured.policy.name}", ""]
    lines.append(f"{'':5} {_('Target'):>12} {_('Realisasi'):>12} {_('Capaian'):>10}  {_('Kategori')}")
    for objective, items in measured.by_objective():
        lines.append(f"{objective.code:>4}. {objective.name}")
        lines.extend(_line(item) for item in items)
    averages = measured.averages
    lines.append("")
    for label, number in (
        (_("Rata-rata atas {n} indikator").format(n=averages.counted), averages.indicators),
        (_("Rata-rata atas {n} sasaran").format(n=averages.counted_objectives), averages.objectives),
        (_("Dengan batas 100%"), averages.capped_100),
        (_("Dengan batas 120%"), averages.capped_120),
        (_("Median"), averages.median),
    ):
        lines.append(f"{label:34} {_percent(number):>10}")
    return "\n".join(lines)


def _line(item: MeasuredIndicator) -> str:
    unit = item.indicator.unit
    category = item.achievement.category
    word = category.label if category else state_word(item.achievement.raw.state)
    return (
        f"{item.code:>5} {_quantity(item.target.number if item.target else None, unit):>12}"
        f" {_quantity(item.actual.number, unit):>12} {_percent(item.achievement.capped.number):>10}  {word}"
    )


def _quantity(number: Decimal | None, unit: str) -> str:
    return "–" if number is None else format_quantity(number.normalize() if unit != "%" else number, unit)


def _percent(number: Decimal | None) -> str:
    return "–" if number is None else format_percent(number, 2, trim=False)
