"""Figures of the measurement: counts, averages, and each indicator's target, actual and achievement."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from akuntabel.core.measure import Basis
from akuntabel.core.value import State
from akuntabel.measuring.explain import explain, explain_achievement
from akuntabel.measuring.selectors import MeasuredIndicator, MeasuredYear
from akuntabel.planning.models import Target
from akuntabel.reporting.figures import Figure, number_figure, percent_text, quantity_text, value_figure


def counts(measured: MeasuredYear) -> Iterator[Figure]:
    """How many objectives and indicators there are, are counted, are met."""
    objectives = measured.by_objective()
    averages = measured.averages
    met = [
        all(item.achievement.met is not False for item in items)
        and any(item.achievement.met for item in items)
        for _objective, items in objectives
    ]
    agreed = _("Dihitung dari lampiran perjanjian kinerja.")
    yield number_figure("count.objectives", _("Jumlah sasaran"), len(objectives), agreed)
    yield number_figure("count.indicators", _("Jumlah indikator"), len(measured.indicators), agreed)
    yield number_figure(
        "count.counted",
        _("Indikator yang dihitung"),
        averages.counted,
        _("Indikator yang realisasi dan targetnya ada; yang tidak berlaku atau tanpa data tidak ikut."),
    )
    compared = _("Indikator yang capaiannya, sebelum dibulatkan, 100% atau lebih dihitung tercapai.")
    yield number_figure("count.met", _("Indikator tercapai"), measured.measurement.met, compared)
    yield number_figure("count.unmet", _("Indikator tidak tercapai"), measured.measurement.unmet, compared)
    yield number_figure(
        "count.not_applicable",
        _("Indikator tidak berlaku"),
        len(measured.with_state(State.NOT_APPLICABLE)),
        _("Indikator yang tahun ini tidak punya apa pun untuk dihitung."),
    )
    whole = _("Sasaran tercapai bila semua indikatornya yang terukur tercapai.")
    yield number_figure("count.objectives_met", _("Sasaran tercapai"), sum(met), whole)
    unmet = sum(any(item.achievement.met is False for item in items) for _o, items in objectives)
    yield number_figure("count.objectives_unmet", _("Sasaran belum tercapai"), unmet, whole)
    for basis, label, origin in (
        (
            Basis.STATED,
            _("Indikator tanpa pembilang dan penyebut"),
            _("Indikator yang sumbernya hanya menyebut persentase."),
        ),
        (
            Basis.ASSERTED,
            _("Indikator yang syaratnya hanya dinyatakan"),
            _("Indikator yang jumlahnya tercatat, tetapi syaratnya (tepat waktu, sesuai, …) tanpa bukti."),
        ),
    ):
        found = sum(item.measured.basis is basis for item in measured.indicators)
        yield number_figure(f"count.{basis}", label, found, origin)


def averages(measured: MeasuredYear) -> Iterator[Figure]:
    """The average in every usual way."""
    averages = measured.averages
    top = measured.indicator(averages.top).indicator.code if averages.top else ""
    rows = (
        ("headline", _("Rata-rata capaian"), averages.headline, _("Rata-rata menurut kebijakan pengukuran.")),
        (
            "indicators",
            _("Rata-rata atas indikator"),
            averages.indicators,
            _("Jumlah capaian dibagi jumlah indikator yang dihitung."),
        ),
        (
            "objectives",
            _("Rata-rata atas sasaran"),
            averages.objectives,
            _("Rata-rata dari rata-rata capaian tiap sasaran."),
        ),
        (
            "capped_100",
            _("Rata-rata dengan batas 100%"),
            averages.capped_100,
            _("Capaian di atas 100% dihitung 100%."),
        ),
        (
            "capped_120",
            _("Rata-rata dengan batas 120%"),
            averages.capped_120,
            _("Capaian di atas 120% dihitung 120%."),
        ),
        ("median", _("Median capaian"), averages.median, _("Nilai tengah dari capaian yang diurutkan.")),
        (
            "without_top",
            _("Rata-rata tanpa indikator {code}").format(code=top),
            averages.without_top,
            _("Rata-rata atas indikator tanpa satu capaian tertinggi."),
        ),
    )
    for key, label, number, origin in rows:
        yield number_figure(f"average.{key}", label, number, origin, unit="%", kind="percent")


def indicator(item: MeasuredIndicator, measured: MeasuredYear) -> Iterator[Figure]:
    """The figures of one indicator; they share one passport."""
    indicator, target = item.indicator, item.target
    key, name = f"indicator.{indicator.code}", indicator.name
    unit, places = indicator.unit, indicator.decimals
    yield Figure(
        f"{key}.target",
        _("Target: {name}").format(name=name),
        target.number if target else None,
        _target_text(target, unit, places) if target else _("belum ada target"),
        _("Perjanjian kinerja yang ditandatangani."),
        State.REPORTED if target else State.MISSING,
        unit,
        (target.source,) if target and target.source else (),
    )
    yield Figure(
        f"{key}.planned",
        _("Target RKT: {name}").format(name=name),
        indicator.planned,
        quantity_text(indicator.planned, unit, places)
        if indicator.planned is not None
        else _("belum ada target"),
        _("Rencana Kinerja Tahunan."),
        State.REPORTED if indicator.planned is not None else State.MISSING,
        unit,
    )
    yield value_figure(
        f"{key}.actual",
        _("Realisasi: {name}").format(name=name),
        item.actual,
        quantity_text(item.actual.number, unit, places) if item.actual.number is not None else "",
        explain(item, measured),
        unit=unit,
        records=tuple(item.record_ids),
    )
    capped = item.achievement.capped  # what category and average go by
    text = percent_text(capped.number, measured.policy.places) if capped.number is not None else ""
    explained = explain_achievement(item, measured.policy)
    if capped.number != item.achievement.raw.number:
        explained += f" → {text}"
    yield value_figure(
        f"{key}.achievement",
        _("Capaian: {name}").format(name=name),
        capped,
        text,
        explained,
        unit="%",
        records=tuple(item.record_ids),
    )
    labels = {
        "numerator": _("Pembilang: {name}"),
        "denominator": _("Penyebut: {name}"),
        "considered": _("Catatan yang diperiksa: {name}"),
    }
    for part, label in labels.items():
        number: Decimal | int | None = getattr(item.measured, part)
        if number is not None:
            yield number_figure(f"{key}.{part}", label.format(name=name), number, explain(item, measured))


def _target_text(target: Target, unit: str, places: int) -> str:
    """A target as printed; a range with both its ends: "10–12 keg"."""
    if target.upper is None:
        return quantity_text(target.number, unit, places)
    low = quantity_text(target.number, "", places)
    return f"{low}–{quantity_text(target.upper, unit, places)}"
