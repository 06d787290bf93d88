"""The figure book of a year: every figure, worked out once from plan, evidence and budget."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_date, format_number
from akuntabel.core.value import State
from akuntabel.evidence.models import Record
from akuntabel.measuring.explain import explain, explain_achievement
from akuntabel.measuring.selectors import MeasuredIndicator, MeasuredYear, measure_year
from akuntabel.offices.models import Office, StaffGroup
from akuntabel.planning.models import Indicator, Plan, PlanKind
from akuntabel.planning.selectors import Budget, budget_of
from akuntabel.reporting.efficiency import efficiency
from akuntabel.reporting.figures import (
    Figure,
    FigureBook,
    number_figure,
    percent_text,
    quantity_text,
    value_figure,
)

__all__ = ["YearBook", "open_book"]


class YearBook(FigureBook):
    """The figures of a measured year, with the year and budget they come from."""

    def __init__(self, measured: MeasuredYear, budget: Budget | None) -> None:
        self.measured = measured
        self.budget = budget
        super().__init__(
            [
                *_counts(measured),
                *_averages(measured),
                *(figure for item in measured.indicators for figure in _indicator(item, measured)),
                *_budget(measured, budget),
                *_registers(measured),
                *_records(measured),
                *_staff(measured.office, measured.year),
                *_plans(measured.office, measured.year),
            ],
            _terms(measured, budget),
        )


def open_book(office: Office, year: int) -> YearBook:
    """Measure ``office`` in ``year`` and open its figure book.

    Raises:
        NotThere: the office has no books or no signed agreement for the year.
    """
    return YearBook(measure_year(office, year), budget_of(office, year))


def _counts(measured: MeasuredYear) -> Iterator[Figure]:
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
    stated = [item for item in measured.indicators if item.measured.basis == "stated"]
    yield number_figure(
        "count.stated_only",
        _("Indikator tanpa bukti rinci"),
        len(stated),
        _("Indikator yang sumbernya hanya menyebut persentase, tanpa pembilang dan penyebut."),
    )


def _averages(measured: MeasuredYear) -> Iterator[Figure]:
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


def _indicator(item: MeasuredIndicator, measured: MeasuredYear) -> Iterator[Figure]:
    indicator, target = item.indicator, item.target
    key, name = f"indicator.{indicator.code}", indicator.name
    unit, places = indicator.unit, indicator.decimals
    yield Figure(
        f"{key}.target",
        _("Target: {name}").format(name=name),
        target.number if target else None,
        quantity_text(target.number, unit, places) if target else _("belum ada target"),
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
    raw = item.achievement.raw
    yield value_figure(
        f"{key}.achievement",
        _("Capaian: {name}").format(name=name),
        raw,
        percent_text(raw.number, measured.policy.places) if raw.number is not None else "",
        explain_achievement(item, measured.policy),
        unit="%",
        records=tuple(item.record_ids),
    )
    for part in ("numerator", "denominator"):
        number: Decimal | None = getattr(item.measured, part)
        if number is not None:
            label = _("Pembilang: {name}") if part == "numerator" else _("Penyebut: {name}")
            yield number_figure(f"{key}.{part}", label.format(name=name), number, explain(item, measured))


def _budget(measured: MeasuredYear, budget: Budget | None) -> Iterator[Figure]:
    if budget is None:
        return
    money: dict[str, Any] = {"kind": "money", "unit": "Rp"}
    sources = tuple(line.source for line in budget.lines if line.source)
    spent = (budget.realisation.source,) if budget.realisation else ()
    version = budget.version.name
    named = _("Menurut {version}.").format(version=version)
    yield number_figure("budget.apbn", _("Anggaran APBN"), budget.state, named, sources=sources, **money)
    yield number_figure(
        "budget.grant_booked", _("Hibah dalam DIPA"), budget.grant_booked, named, sources=sources, **money
    )
    agreed = tuple(entry.source for entry in budget.grant_entries if entry.kind == "agreed")
    yield number_figure(
        "budget.grant_agreed",
        _("Hibah yang disepakati"),
        budget.grant_agreed,
        _("Alokasi hibah pemilihan."),
        sources=agreed,
        **money,
    )
    if budget.grant_agreed is not None:
        yield number_figure(
            "budget.grant_unbooked",
            _("Hibah di luar DIPA tahun ini"),
            budget.grant_agreed - budget.grant_booked,
            _(
                "Selisih hibah yang disepakati dan yang dicatat dalam DIPA; rinciannya tidak ada dalam sumber."
            ),
            **money,
        )
    yield number_figure(
        "budget.ceiling",
        _("Pagu"),
        budget.ceiling,
        _("Jumlah baris {version}.").format(version=version),
        sources=sources,
        **money,
    )
    yield number_figure(
        "budget.realised",
        _("Realisasi anggaran"),
        budget.realised,
        _("Realisasi sampai akhir tahun."),
        sources=spent,
        **money,
    )
    yield number_figure(
        "budget.remaining", _("Sisa anggaran"), budget.remaining, _("Pagu dikurangi realisasi."), **money
    )
    yield number_figure(
        "budget.absorption",
        _("Penyerapan anggaran"),
        budget.absorption,
        _("Realisasi dibagi pagu {version}.").format(version=version),
        unit="%",
        kind="percent",
    )
    for each in budget.versions:
        lines = list(each.lines.all())
        for number, line in enumerate(lines, 1):
            label = f"{each.name}: {line.programme or line.get_fund_display()}"
            yield number_figure(
                f"budget.{each.code}.{number}",
                label,
                line.amount,
                line.note or label,
                sources=(line.source,),
                **money,
            )
        total = sum((line.amount for line in lines), Decimal(0))
        yield number_figure(
            f"budget.{each.code}.total",
            _("Jumlah {version}").format(version=each.name),
            total,
            _("Jumlah baris."),
            **money,
        )
    yield from _efficiency(measured, budget)


def _efficiency(measured: MeasuredYear, budget: Budget) -> Iterator[Figure]:
    for key, achieved, basis in (
        ("full", Decimal(100), _("dengan anggapan seluruh keluaran tercapai 100%")),
        ("capped", measured.averages.capped_100, _("dengan rata-rata capaian berbatas 100%")),
    ):
        if budget.realised is None or achieved is None:
            continue
        result = efficiency(ceiling=budget.ceiling, realised=budget.realised, achievement=achieved)
        origin = _("(Pagu × capaian − realisasi) / (pagu × capaian), {basis}.").format(basis=basis)
        yield number_figure(
            f"efficiency.{key}.value",
            _("Efisiensi {basis}").format(basis=basis),
            result.percent,
            origin,
            unit="%",
            kind="percent",
        )
        yield number_figure(
            f"efficiency.{key}.score",
            _("Nilai efisiensi {basis}").format(basis=basis),
            result.score,
            _("50 + efisiensi / 20 × 50, dengan efisiensi dibatasi −20% sampai 20%."),
            unit="%",
            kind="percent",
        )


def _registers(measured: MeasuredYear) -> Iterator[Figure]:
    totals = dict(
        Record.objects.of_year(measured.office, measured.year)
        .values_list("register")
        .annotate(total=Sum("quantity"))
    )
    for code, register in measured.pack.registers.items():
        if code in totals:
            yield number_figure(
                f"register.{code}.quantity",
                _("Jumlah dalam register {name}").format(name=register.name),
                totals[code],
                _("Jumlah kuantitas catatan register {name}.").format(name=register.name),
            )


def _records(measured: MeasuredYear) -> Iterator[Figure]:
    """Numeric fields of records, so that a sentence can cite them."""
    for record in Record.objects.of_year(measured.office, measured.year):
        register = measured.pack.registers.get(record.register)
        if register is None:
            continue
        for field in register.fields:
            value = record.data.get(field.code)
            if field.type in ("integer", "number") and value is not None:
                yield Figure(
                    f"record.{record.key}.{field.code}",
                    f"{record.title}: {field.label}",
                    Decimal(str(value)),
                    format_number(Decimal(str(value))),
                    _("Catatan register {name}.").format(name=register.name),
                    sources=(record.source,),
                    records=(record.pk,),
                )


def _staff(office: Office, year: int) -> Iterator[Figure]:
    groups = list(StaffGroup.objects.filter(office=office, year=year, is_member=False))
    total = sum(group.quantity for group in groups)
    if not groups:
        return
    yield number_figure("staff.total", _("Jumlah pegawai"), total, _("Jumlah kelompok pegawai."))
    for group in groups:
        yield number_figure(
            f"staff.{group.code}",
            group.name,
            group.quantity,
            group.note or group.name,
            sources=(group.source,),
        )
        yield number_figure(
            f"staff.{group.code}_share",
            _("Bagian {name}").format(name=group.name),
            Decimal(group.quantity) / total * 100,
            _("Kelompok dibagi jumlah pegawai."),
            unit="%",
            kind="percent",
        )


def _plans(office: Office, year: int) -> Iterator[Figure]:
    plans = Plan.objects.filter(office=office, year_from__lte=year, year_to__gte=year)
    for plan in plans.filter(kind=PlanKind.STRATEGIC):
        origin = plan.title
        yield number_figure("plan.missions", _("Jumlah misi"), plan.missions.count(), origin)
        yield number_figure("plan.goals", _("Jumlah tujuan"), plan.goals.count(), origin)
        yield number_figure("plan.objectives", _("Jumlah sasaran strategis"), plan.objectives.count(), origin)
    key = Indicator.objects.filter(objective__plan__in=plans.filter(kind=PlanKind.KEY))
    counts: dict[str, int] = defaultdict(int)
    for indicator in key.select_related("objective"):
        counts["indicators"] += 1
        if indicator.planned is not None:
            text = quantity_text(indicator.planned, indicator.unit, indicator.decimals)
            yield Figure(
                f"iku.{indicator.code}.target",
                _("Target IKU: {name}").format(name=indicator.name),
                indicator.planned,
                text,
                indicator.objective.plan.title,
                unit=indicator.unit,
                sources=(indicator.source,),
            )
    if counts:
        objectives = key.values("objective").distinct().count()
        yield number_figure(
            "iku.objectives", _("Jumlah sasaran IKU"), objectives, _("Indikator Kinerja Utama.")
        )
        yield number_figure(
            "iku.indicators", _("Jumlah IKU"), counts["indicators"], _("Indikator Kinerja Utama.")
        )


def _terms(measured: MeasuredYear, budget: Budget | None) -> dict[str, str]:
    office, agreement = measured.office, measured.agreement
    headline = measured.averages.headline
    category = measured.policy.scale.category(headline).label if headline is not None else _("belum dinilai")
    top = measured.averages.top
    return {
        "year": str(measured.year),
        "next_year": str(measured.year + 1),
        "office.name": office.name,
        "office.short": office.short_name,
        "office.body": office.body,
        "office.place": office.place,
        "agreement.date": format_date(agreement.signed_on) if agreement.signed_on else "",
        "category.headline": category,
        "policy.name": measured.policy.name,
        "policy.basis": measured.policy.legal_basis,
        "top.code": top,
        "top.name": measured.indicator(top).indicator.name if top else "",
        "budget.version": budget.version.name if budget else "",
    }
