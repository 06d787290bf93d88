"""When an actual needs a note, and what for."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from akuntabel.core.achievement import Achievement, Target
from akuntabel.core.indonesian import format_quantity
from akuntabel.core.measure import Manual
from akuntabel.core.measurement import IndicatorSpec
from akuntabel.core.policy import Polarity
from akuntabel.core.value import Value
from akuntabel.planning.models import Indicator


def why_note(
    *,
    indicator: Indicator,
    spec: IndicatorSpec,
    value: Value,
    by_hand: bool,
    achievement: Achievement,
    last_year: Decimal | None,
) -> str:
    """Why ``value`` needs a note, in words; "" when it needs none.

    It does when people gave it, when it is below the period's target, and when it is worse than in the
    same period of the year before.
    """
    if by_hand and not value.is_reported:
        return _("Keadaan ini menggantikan hitungan dari catatan: tulis sebabnya.")
    reasons = []
    if isinstance(spec.measure, Manual) and value.is_reported:
        reasons.append(_("Angka ini diisi dengan tangan: tulis dari mana asalnya."))
    if value.number is not None:
        actual = _shown(value.number, indicator)
        if achievement.met is False and spec.target is not None:
            reasons.append(_missed(Polarity(indicator.polarity), spec.target, actual, indicator))
        if last_year is not None and worse(
            Polarity(indicator.polarity), spec.target, value.number, last_year
        ):
            words = _("Realisasi {actual} lebih buruk daripada tahun lalu, {before}: tulis sebabnya.")
            reasons.append(words.format(actual=actual, before=_shown(last_year, indicator)))
    return " ".join(reasons)


def _missed(polarity: Polarity, target: Target, actual: str, indicator: Indicator) -> str:
    """That ``actual`` misses ``target``, said the way the target is meant."""
    lower, upper = _shown(target.number, indicator), _shown(target.upper or target.number, indicator)
    match polarity:
        case Polarity.LOWER:
            words = _("Realisasi {actual} melewati target {lower}: tulis sebab dan tindak lanjutnya.")
        case Polarity.RANGE:
            words = _(
                "Realisasi {actual} di luar target {lower} sampai {upper}: tulis sebab dan tindak lanjutnya."
            )
        case Polarity.EXACT:
            words = _("Realisasi {actual} tidak tepat pada target {lower}: tulis sebab dan tindak lanjutnya.")
        case _:
            words = _("Realisasi {actual} belum mencapai target {lower}: tulis sebab dan tindak lanjutnya.")
    return words.format(actual=actual, lower=lower, upper=upper)


def worse(polarity: Polarity, target: Target | None, now: Decimal, before: Decimal) -> bool:
    """Whether ``now`` is worse than ``before``; in a range, or where one number is wanted, farther from it."""
    match polarity:
        case Polarity.HIGHER | Polarity.MILESTONE:
            return now < before
        case Polarity.LOWER:
            return now > before
    return target is not None and _gap(target, now) > _gap(target, before)


def _gap(target: Target, number: Decimal) -> Decimal:
    upper = target.number if target.upper is None else target.upper
    return max(target.number - number, number - upper, Decimal(0))


def _shown(number: Decimal, indicator: Indicator) -> str:
    return format_quantity(round(number, max(indicator.decimals, 2)).normalize(), indicator.unit)
