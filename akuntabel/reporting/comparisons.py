"""What a year is compared with: the office's own earlier years, and the end of its plan.

Both are figures like any other, so that tables, sentences and passports cite them. Nothing is
guessed: an earlier year counts where the office keeps its books here and had an indicator with the
same code and unit; a target of the plan's end where an indicator of the strategic plan or of the
key indicators, of an objective that this one supports, bears the same name and unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from akuntabel.core.achievement import Target, achieve
from akuntabel.core.folding import fold
from akuntabel.core.policy import Polarity
from akuntabel.core.value import State
from akuntabel.measuring.explain import explain, explain_achievement
from akuntabel.measuring.selectors import MeasuredIndicator, MeasuredYear, measure_year
from akuntabel.planning.models import Indicator, PlanKind
from akuntabel.planning.selectors import NotThere
from akuntabel.reporting.figures import Figure, percent_text, quantity_text, value_figure

YEARS_BACK = 2  # PermenPANRB 53/2014: "tahun lalu dan beberapa tahun terakhir"; more does not fit a page


@dataclass(frozen=True)
class Comparisons:
    """What a measured year is compared with: ``past`` earlier years, oldest first; ``ends`` by code."""

    past: tuple[MeasuredYear, ...]
    ends: Mapping[str, Indicator]

    def years_of(self, items: Iterable[MeasuredIndicator]) -> list[int]:
        """The earlier years in which any of ``items`` was measured."""
        return [
            measured.year
            for measured in self.past
            if any(earlier(measured, item) is not None for item in items)
        ]

    def drafts(self, items: Iterable[MeasuredIndicator]) -> dict[int, list[str]]:
        """By earlier year the codes of ``items`` whose figure of that year nobody has approved."""
        items = tuple(items)
        found = {
            measured.year: [
                item.code
                for item in items
                if (before := earlier(measured, item)) is not None and not before.approved
            ]
            for measured in self.past
        }
        return {year: codes for year, codes in found.items() if codes}


def comparisons_of(measured: MeasuredYear) -> Comparisons:
    """What ``measured`` is compared with."""
    return Comparisons(past_years(measured), plan_ends(measured))


# ---------------------------------------------------------------- earlier years


def past_years(measured: MeasuredYear) -> tuple[MeasuredYear, ...]:
    """Up to two years before ``measured`` that the office keeps and can measure, oldest first."""
    office, year = measured.office, measured.year
    kept = office.years.filter(year__lt=year, year__gte=year - YEARS_BACK).order_by("year")
    found = []
    for earlier_year in kept.values_list("year", flat=True):
        try:
            found.append(measure_year(office, earlier_year))
        except NotThere:  # no agreement was signed for it here
            continue
    return tuple(found)


def earlier(measured: MeasuredYear, item: MeasuredIndicator) -> MeasuredIndicator | None:
    """``item`` as it was in the year ``measured``; None where its code or unit was another one's."""
    for candidate in measured.indicators:
        if candidate.code == item.code and candidate.indicator.unit == item.indicator.unit:
            return candidate
    return None


def past_figures(comparisons: Comparisons, measured: MeasuredYear) -> Iterator[Figure]:
    """Actual and achievement of each earlier year: ``past.2023.17.2.actual``."""
    for year in comparisons.past:
        for item in measured.indicators:
            before = earlier(year, item)
            if before is not None:
                yield from _past(before, year)


def _past(item: MeasuredIndicator, year: MeasuredYear) -> Iterator[Figure]:
    key, indicator, actual = f"past.{year.year}.{item.code}", item.indicator, item.actual
    records = tuple(item.record_ids)
    draft = "" if item.approved else _(" Angka {year} ini belum disetujui.").format(year=year.year)
    yield value_figure(
        f"{key}.actual",
        _("Realisasi {year}: {name}").format(year=year.year, name=indicator.name),
        actual,
        "" if actual.number is None else quantity_text(actual.number, indicator.unit, indicator.decimals),
        explain(item, year) + draft,
        unit=indicator.unit,
        records=records,
    )
    capped = item.achievement.capped
    yield value_figure(
        f"{key}.achievement",
        _("Capaian {year}: {name}").format(year=year.year, name=indicator.name),
        capped,
        "" if capped.number is None else percent_text(capped.number, year.policy.places),
        explain_achievement(item, year.policy) + draft,
        unit="%",
        records=records,
    )


# ---------------------------------------------------------------- the plan's end, the national standard


def plan_ends(measured: MeasuredYear) -> dict[str, Indicator]:
    """By the code of an indicator, the indicator of the plan above that measures the same until its end."""
    served = {
        item.objective.supports_id for item in measured.indicators if item.objective.supports_id is not None
    }
    if not served:
        return {}
    key = Q(objective__supports__in=served, objective__plan__kind=PlanKind.KEY)
    above = Indicator.objects.filter(
        Q(objective__in=served) | key,
        objective__plan__replaced_by__isnull=True,
        objective__plan__year_from__lte=measured.year,
        objective__plan__year_to__gte=measured.year,
        planned__isnull=False,
    )
    found: dict[str, Indicator] = {}
    for indicator in above.select_related("objective__plan").order_by("-objective__plan__year_to", "pk"):
        serves = {indicator.objective_id, indicator.objective.supports_id}
        for item in measured.indicators:
            if item.objective.supports_id in serves and _same(indicator, item.indicator):
                found.setdefault(item.code, indicator)
    return found


def _same(one: Indicator, other: Indicator) -> bool:
    return one.unit == other.unit and fold(one.name) == fold(other.name)


def end_figures(comparisons: Comparisons, measured: MeasuredYear) -> Iterator[Figure]:
    """Target of the plan's end and how far it is reached: ``plan_end.17.2.target``, ``….achievement``."""
    for item in measured.indicators:
        indicator = comparisons.ends.get(item.code)
        if indicator is not None and indicator.planned is not None:
            plan = indicator.objective.plan
            target = Target(indicator.planned, indicator.planned_upper)
            label = _("Target {year}: {name}").format(year=plan.year_to, name=indicator.name)
            sources = (indicator.source,) if indicator.source else ()
            rod = _Yardstick(f"plan_end.{item.code}", label, target, plan.title, sources)
            yield from _against(rod, item, measured)


def national_figures(measured: MeasuredYear) -> Iterator[Figure]:
    """The national target where one is kept, and how far it is reached: ``national.17.2.target``."""
    for item in measured.indicators:
        national = item.indicator.national
        if national is not None:
            label = _("Target nasional: {name}").format(name=item.indicator.name)
            origin = _("Target nasional yang disimpan pada indikatornya.")
            rod = _Yardstick(f"national.{item.code}", label, Target(national), origin)
            yield from _against(rod, item, measured)


@dataclass(frozen=True)
class _Yardstick:
    """A target of somebody else's that an indicator is held against."""

    key: str
    label: str
    target: Target
    origin: str
    sources: tuple[str, ...] = ()


def _against(rod: _Yardstick, item: MeasuredIndicator, measured: MeasuredYear) -> Iterator[Figure]:
    """The target of ``rod`` and the achievement of ``item`` against it, uncapped."""
    unit, places = item.indicator.unit, item.indicator.decimals
    number, label = rod.target.number, rod.label
    text = quantity_text(number, unit, places)
    yield Figure(f"{rod.key}.target", label, number, text, rod.origin, State.REPORTED, unit, rod.sources)
    reached = achieve(
        polarity=Polarity(item.indicator.polarity),
        target=rod.target,
        actual=item.actual,
        policy=measured.policy,
    ).raw
    yield value_figure(
        f"{rod.key}.achievement",
        _("Capaian terhadap {label}").format(label=label[:1].lower() + label[1:]),
        reached,
        "" if reached.number is None else percent_text(reached.number, measured.policy.places),
        _("Realisasi {year} terhadap target {text}.").format(year=measured.year, text=text),
        unit="%",
        records=tuple(item.record_ids),
    )
