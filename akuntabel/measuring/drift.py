"""Whether a figure that was handed in still is what records and plan give, and what has changed in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from akuntabel.core.errors import gettext_noop
from akuntabel.core.indonesian import format_number, format_quantity
from akuntabel.core.measure import Manual, Measured, ShareMet
from akuntabel.core.measurement import IndicatorSpec, Measurement
from akuntabel.measuring.frozen import (
    Frozen,
    Promise,
    exact_value,
    promise_in,
    same_value,
    stored_or_none,
    thaw,
)
from akuntabel.measuring.models import Actual
from akuntabel.planning.models import Indicator

MEASURE = gettext_noop("Cara menghitung indikator ini dalam rencana berubah sesudah angkanya diajukan.")
UNIT = gettext_noop("Satuan indikator ini berubah sesudah angkanya diajukan: dari {before} menjadi {now}.")
NAME = gettext_noop(
    "Kode ini kini dipakai indikator lain. Angkanya diajukan untuk “{before}”, bukan “{now}”."
)
VALUE = gettext_noop("Hitungan sekarang berbeda dari angka yang diajukan.")
PARTS = gettext_noop(
    "Angkanya sama, tetapi diajukan sebagai {before} dari {of}, sedangkan menurut bukti sekarang {now} dari "
    "{now_of}."
)
RECORDS = gettext_noop(
    "Angkanya sama, tetapi catatan di baliknya berbeda: {gone} catatan yang diajukan tidak lagi dihitung, "
    "{new} catatan lain kini ikut dihitung."
)
OTHERS = gettext_noop("Angka ini bergantung pada indikator lain: {which}.")
_MET = {
    True: gettext_noop("tercapai"),
    False: gettext_noop("tidak tercapai"),
    None: gettext_noop("tidak dinilai"),
}
_NAMED = 4  # indicators that a sentence lists; the rest are counted
TARGET = gettext_noop("Target berubah sesudah diajukan: {before} → {now}.")
TARGET_APPROVED = gettext_noop("Target berubah sesudah disetujui: {before} → {now}.")


@dataclass(frozen=True)
class Change:
    """What has changed, as a sentence that a door may translate: ``template`` with ``params`` in its braces."""

    template: str
    params: Mapping[str, object]

    def __str__(self) -> str:
        return self.template.format(**self.params)

    @property
    def of_value(self) -> bool:
        """Whether the figure itself is another one now, so that both can be shown."""
        return self.template == VALUE

    @property
    def of_others(self) -> bool:
        """Whether it follows what became of other indicators, named in ``params["which"]``."""
        return self.template == OTHERS


Met = Mapping[str, bool | None]  # by code, whether an indicator is met; None where that is not assessed


def met_of(measurement: Measurement) -> Met:
    """What a share of met targets counts of ``measurement``: the indicators that are no such share themselves."""
    rows = measurement.rows
    return {row.spec.code: row.achievement.met for row in rows if not isinstance(row.spec.measure, ShareMet)}


def drift_of(
    actual: Actual, indicator: Indicator, spec: IndicatorSpec, live: Measured, *, others: Met
) -> Change | None:
    """What of ``actual``, which was handed in, is no longer so; None while all of it is.

    ``indicator`` and ``spec`` are its indicator as the plan has it now, ``live`` is what the records give now,
    ``others`` is :func:`met_of` all that stands now.
    """
    return next((found for found in _changes(actual, indicator, spec, live, others) if found), None)


def _changes(
    actual: Actual, indicator: Indicator, spec: IndicatorSpec, live: Measured, others: Met
) -> Iterator[Change | None]:
    frozen = thaw(actual)
    yield _of_plan(actual, frozen, indicator, spec)
    if actual.by_hand:
        return
    if isinstance(spec.measure, ShareMet) and not same_value(exact_value(actual), live.value):
        yield _of_others(dict(frozen.others), others)
    if not same_value(exact_value(actual), live.value):
        yield Change(VALUE, {})
    before, now = (actual.numerator, actual.denominator), (live.numerator, live.denominator)
    if before != tuple(stored_or_none(number) for number in now):
        said = ["–" if number is None else format_number(number) for number in (*before, *now)]
        yield Change(PARTS, dict(zip(("before", "of", "now", "now_of"), said, strict=True)))
    if not isinstance(spec.measure, ShareMet):
        kept, counted = {record.id for record in frozen.records}, set(live.records)
        if kept != counted:
            yield Change(RECORDS, {"gone": len(kept - counted), "new": len(counted - kept)})


def _of_plan(actual: Actual, frozen: Frozen, indicator: Indicator, spec: IndicatorSpec) -> Change | None:
    promise = frozen.promise
    if promise is not None and promise.name != indicator.name:
        return Change(NAME, {"before": promise.name, "now": indicator.name})
    if frozen.measure is not None and frozen.measure != spec.measure:
        return Change(MEASURE, {})
    if actual.by_hand and actual.number is not None and not isinstance(spec.measure, Manual):
        return Change(MEASURE, {})
    if promise is not None and promise.unit != indicator.unit:
        return Change(UNIT, {"before": promise.unit, "now": indicator.unit})
    return None


def _of_others(before: Met, now: Met) -> Change | None:
    """Which indicators are no longer met or not met as they were."""
    moved = [code for code in [*before, *(now.keys() - before.keys())] if before.get(code) != now.get(code)]
    if not moved:
        return None
    named = [
        _("{code} berubah dari {before} menjadi {now}").format(
            code=code, before=_(_MET[before.get(code)]), now=_(_MET[now.get(code)])
        )
        for code in moved[:_NAMED]
    ]
    if len(moved) > _NAMED:
        named.append(_("dan {rest} lainnya").format(rest=len(moved) - _NAMED))
    return Change(OTHERS, {"which": ", ".join(named)})


def promise_of(indicator: Indicator, spec: IndicatorSpec) -> Promise:
    """What the plan promises of ``indicator`` in the period of ``spec``."""
    target, upper = (spec.target.number, spec.target.upper) if spec.target else (None, None)
    return Promise(indicator.name, indicator.unit, target, upper)


def moved_target(actual: Actual, indicator: Indicator, spec: IndicatorSpec) -> Change | None:
    """The target that ``actual`` was handed in under and the one of now, where they differ."""
    before, now = promise_in(actual), promise_of(indicator, spec)
    if before is None or (before.target, before.upper) == (now.target, now.upper):
        return None
    words = TARGET_APPROVED if actual.in_force else TARGET
    return Change(words, {"before": _target(before), "now": _target(now)})


def _target(promise: Promise) -> str:
    if promise.target is None:
        return "–"
    lower = format_quantity(promise.target.normalize(), "" if promise.upper is not None else promise.unit)
    if promise.upper is None:
        return lower
    return f"{lower}–{format_quantity(promise.upper.normalize(), promise.unit)}"
