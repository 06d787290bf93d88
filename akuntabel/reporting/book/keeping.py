"""Figures of what the office keeps: its registers, records, staff and plans."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_number
from akuntabel.evidence.models import Record
from akuntabel.measuring.selectors import MeasuredYear
from akuntabel.offices.models import Office, StaffGroup
from akuntabel.planning.models import Indicator, Plan, PlanKind
from akuntabel.reporting.figures import Figure, number_figure, quantity_text


def registers(measured: MeasuredYear) -> Iterator[Figure]:
    """How much each register holds; a bare percentage is no quantity."""
    counted = Q(stated_percent__isnull=True) | ~Q(quantity=1)
    totals = dict(
        Record.objects.of_year(measured.office, measured.year)
        .filter(counted)
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


def records(measured: MeasuredYear) -> Iterator[Figure]:
    """Numeric fields of records, so that a sentence can cite them."""
    numeric = {
        code: [field for field in register.fields if field.type in ("integer", "number")]
        for code, register in measured.pack.registers.items()
    }
    kept = Record.objects.of_year(measured.office, measured.year).filter(
        register__in=[code for code, fields in numeric.items() if fields]
    )
    for pk, code, key, title, data, source in kept.values_list(
        "pk", "register", "key", "title", "data", "source"
    ):
        for field in numeric[code]:
            value = data.get(field.code)
            if value is not None:
                yield Figure(
                    f"record.{key}.{field.code}",
                    f"{title}: {field.label}",
                    Decimal(str(value)),
                    format_number(Decimal(str(value))),
                    _("Catatan register {name}.").format(name=measured.pack.registers[code].name),
                    sources=(source,),
                    records=(pk,),
                )


def staff(office: Office, year: int) -> Iterator[Figure]:
    """Staff by status and members by seat, and the totals that follow."""
    groups = StaffGroup.objects.filter(office=office, year=year)
    yield from _people("staff", _("Jumlah pegawai"), [group for group in groups if not group.is_member])
    yield from _people("members", _("Jumlah anggota"), [group for group in groups if group.is_member])


def _people(key: str, label: str, groups: list[StaffGroup]) -> Iterator[Figure]:
    total = sum(group.quantity for group in groups)
    if not groups:
        return
    yield number_figure(f"{key}.total", label, total, _("Jumlah kelompoknya."))
    for group in groups:
        origin = group.note or group.name
        yield number_figure(
            f"{key}.{group.code}", group.name, group.quantity, origin, sources=(group.source,)
        )
        share = Decimal(group.quantity) / total * 100 if total else None
        yield number_figure(
            f"{key}.{group.code}_share",
            _("Bagian {name}").format(name=group.name),
            share,
            _("Kelompok dibagi jumlahnya."),
            unit="%",
            kind="percent",
        )


def organisation(measured: MeasuredYear) -> Iterator[Figure]:
    """How many divisions the members have."""
    divisions = measured.pack.organisation.get("division", ())
    yield number_figure(
        "organisation.divisions", _("Jumlah divisi"), len(divisions), _("Susunan organisasi dalam paket.")
    )


def plans(office: Office, year: int) -> Iterator[Figure]:
    """What the strategic plan and the key indicators hold."""
    newest = Plan.objects.filter(replaced_by__isnull=True)
    plans = newest.filter(office=office, year_from__lte=year, year_to__gte=year)
    for plan in plans.filter(kind=PlanKind.STRATEGIC):
        origin = plan.title
        yield number_figure("plan.missions", _("Jumlah misi"), plan.missions.count(), origin)
        yield number_figure("plan.goals", _("Jumlah tujuan"), plan.goals.count(), origin)
        yield number_figure("plan.objectives", _("Jumlah sasaran strategis"), plan.objectives.count(), origin)
    key = Indicator.objects.filter(objective__plan__in=plans.filter(kind=PlanKind.KEY))
    number = 0
    for number, indicator in enumerate(key.select_related("objective__plan"), 1):  # noqa: B007
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
    if number:
        objectives = key.values("objective").distinct().count()
        yield number_figure(
            "iku.objectives", _("Jumlah sasaran IKU"), objectives, _("Indikator Kinerja Utama.")
        )
        yield number_figure("iku.indicators", _("Jumlah IKU"), number, _("Indikator Kinerja Utama."))
