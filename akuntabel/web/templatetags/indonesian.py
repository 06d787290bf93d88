"""Numbers, dates and state words as pages write them; the signs that go with a category.

Built into every template. Numbers keep the Indonesian form in every language of the screen, so
that screen and paper never look different; month names follow the reader's language.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_money, format_number, format_percent
from akuntabel.core.measure import Basis
from akuntabel.core.periods import Period
from akuntabel.core.policy import Category
from akuntabel.core.value import State
from akuntabel.measuring.states import state_word as measuring_words
from akuntabel.offices.clock import zone_of
from akuntabel.offices.words import date_words, period_words
from akuntabel.reporting.figures import Figure

register = template.Library()

KILOBYTE = 1024
MEGABYTE = 1024 * KILOBYTE


@register.filter
def number(value: Decimal | int | None) -> str:
    """1.234,5; empty for nothing."""
    return "" if value is None else format_number(Decimal(value))


@register.filter
def lower_first(text: str) -> str:
    """``text`` for the middle of a sentence: "nilai SPP di SIMONIKA"; a word in capitals stays."""
    word = text.split(" ", 1)[0]
    return text if len(word) > 1 and word.isupper() else text[:1].lower() + text[1:]


@register.filter
def percent(value: Decimal | None) -> str:
    """97,50%; empty for nothing."""
    return "" if value is None else format_percent(value, trim=False)


@register.filter
def money(value: Decimal | None) -> str:
    """Rp1.234; empty for nothing."""
    return "" if value is None else format_money(value, cents=False)


@register.filter
def date(value: dt.date | None) -> str:
    """10 Januari 2025, or 10 January 2025 on an English page; empty for nothing."""
    if value is None:
        return ""
    return date_words(value)


@register.filter
def moment(value: dt.datetime | None, zone: str = "") -> str:
    """10 Januari 2025 pukul 14.05 WITA in ``zone``, else the installation's; empty for nothing."""
    if value is None:
        return ""
    local = timezone.localtime(value, zone_of(zone))
    return _("{date} pukul {time}").format(date=date(local.date()), time=f"{local:%H.%M %Z}")


@register.filter
def period_name(period: Period | str) -> str:
    """Triwulan I 2025, or Quarter I 2025 on an English page; a period or its code."""
    return period_words(period if isinstance(period, Period) else Period.parse(period))


@register.filter
def file_size(size: int) -> str:
    """A size in bytes as 12 KB, never below 1 KB, or 1,5 MB; the number in the Indonesian form."""
    if size < MEGABYTE:
        return f"{format_number(Decimal(max(1, round(size / KILOBYTE))))} KB"
    return f"{format_number(Decimal(round(10 * size / MEGABYTE)) / 10)} MB"


@register.filter
def state_word(state: State | str) -> str:
    """A value state in words; a reported value needs none."""
    return "" if state == State.REPORTED else measuring_words(State(state))


@register.filter
def state_code(state: State | str) -> str:
    """A value state as part of a style class: "not-due"."""
    return State(state).value.replace("_", "-")


@register.filter
def basis_word(basis: Basis | str) -> str:
    """What a value rests on, in one or two words."""
    return {
        Basis.RECORDS: _("tercatat"),
        Basis.STATED: _("hanya dinyatakan"),
        Basis.ASSERTED: _("syarat dinyatakan"),
        Basis.DERIVED: _("turunan"),
        Basis.ENTERED: _("diisi tangan"),
        Basis.NONE: "–",
    }[Basis(basis)]


@register.simple_tag
def figure_text(figure: Figure, *, unit: bool = True) -> SafeString:
    """A figure as a page prints it: the number standing on its comma, or its state in words.

    Without ``unit`` the unit is left to the head of the column.
    """
    if figure.number is None:
        word = state_word(figure.state) if figure.state != State.REPORTED else figure.text
        return format_html('<span class="state state-{}">{}</span>', state_code(figure.state), word)
    text = figure.text
    if not unit:
        text = text.removesuffix(figure.unit).strip()
    whole, comma, rest = text.partition(",")
    return format_html('<span class="num">{}<span class="dec">{}{}</span></span>', whole, comma, rest)


@register.inclusion_tag("akuntabel/parts/category.html")
def category(step: Category | None, state: State | str = State.MISSING) -> dict[str, Any]:
    """A category as word, icon and colour; without one, the state in words."""
    return {"step": step, "state": state}


@register.inclusion_tag("akuntabel/parts/icon.html")
def icon(name: str) -> dict[str, str]:
    """A sign from the sprite of the page; it never stands without words."""
    return {"name": name}


@register.inclusion_tag("akuntabel/parts/figure.html")
def figure(place: Any, shown: Figure, *, unit: bool = True) -> dict[str, Any]:
    """A figure that opens to its passport."""
    return {"place": place, "figure": shown, "unit": unit}
