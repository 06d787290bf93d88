"""The year at a glance: the headline with its sensitivity, the counts, the money, every indicator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from akuntabel.core.measure import Basis
from akuntabel.core.policy import Category, Policy
from akuntabel.core.value import State
from akuntabel.measuring.forecast import Forecast
from akuntabel.measuring.selectors import MeasuredIndicator
from akuntabel.planning.models import Objective
from akuntabel.reporting.book import YearBook
from akuntabel.reporting.figures import Figure
from akuntabel.web.screens.charts import ChartView, year_charts
from akuntabel.web.screens.forecast import warnings_of
from akuntabel.web.screens.measuring_marks import Mark, mark_of

CUT = Decimal(150)  # %; where the small graph of an achievement breaks off, visibly


@dataclass(frozen=True)
class Bullet:
    """An achievement drawn: how long its bar is out of 150, and whether it was cut there."""

    length: str
    cut: bool
    met: bool


@dataclass(frozen=True)
class Line:
    """An indicator in the table of the year."""

    item: MeasuredIndicator
    target: Figure
    actual: Figure
    achievement: Figure
    bullet: Bullet | None

    @property
    def category(self) -> Category | None:
        """The category of its achievement."""
        return self.item.achievement.category

    @property
    def mark(self) -> Mark:
        """How far its actual of the year is."""
        return mark_of(self.item.actual_row)

    @property
    def state(self) -> State:
        """The state of its achievement."""
        return self.item.achievement.raw.state

    @property
    def basis(self) -> Basis:
        """What its actual rests on."""
        return self.item.measured.basis


@dataclass(frozen=True)
class Method:
    """The average worked out in one way, and the category it leads to."""

    name: str
    figure: Figure
    category: Category | None
    used: bool


@dataclass(frozen=True)
class Money:
    """The budget strip; ``length`` is the bar of absorption out of 100."""

    version: str
    ceiling: Figure
    realised: Figure
    absorption: Figure
    length: str


@dataclass(frozen=True)
class GlanceScreen:
    """All that the page of a year shows."""

    sentence: str
    headline: Figure
    category: Category | None
    counted: Figure
    methods: tuple[Method, ...]
    warning: str
    counts: tuple[tuple[str, Figure], ...]
    without_data: int
    money: Money | None
    groups: tuple[tuple[Objective, tuple[Line, ...]], ...]
    target_places: int
    actual_places: int
    charts: tuple[ChartView, ...]
    approved: int  # indicators whose actual is approved
    warnings: tuple[Forecast, ...]

    @property
    def total(self) -> int:
        """How many indicators the year has."""
        return sum(len(lines) for _objective, lines in self.groups)

    @property
    def standing(self) -> str:
        """Whether the figures are final, in one sentence."""
        words = (
            _("Semua {total} realisasi sudah disetujui")
            if self.approved == self.total
            else _("Draf: {approved} dari {total} realisasi sudah disetujui")
        )
        return words.format(approved=self.approved, total=self.total)


def glance_screen(book: YearBook) -> GlanceScreen:
    """The page of the year that ``book`` holds."""
    measured = book.measured
    methods = _methods(book)
    headline = book["average.headline"]
    judged = measured.measurement.met + measured.measurement.unmet
    groups = tuple(
        (objective, tuple(line_of(item, book) for item in items))
        for objective, items in measured.by_objective()
    )
    return GlanceScreen(
        sentence=_("{met} dari {judged} indikator yang dapat dinilai mencapai target").format(
            met=book["count.met"].text, judged=judged
        ),
        headline=headline,
        category=category_of(measured.policy, headline.number),
        counted=book["count.counted"],
        methods=methods,
        warning=_warning(methods),
        counts=(
            (_("tercapai"), book["count.met"]),
            (_("tidak tercapai"), book["count.unmet"]),
            (_("tidak berlaku"), book["count.not_applicable"]),
        ),
        without_data=len(measured.indicators) - judged - len(measured.with_state(State.NOT_APPLICABLE)),
        money=_money(book),
        groups=groups,
        target_places=_places(line.target for _objective, lines in groups for line in lines),
        actual_places=_places(line.actual for _objective, lines in groups for line in lines),
        charts=year_charts(book),
        approved=len(measured.indicators) - len(measured.unapproved),
        warnings=warnings_of(measured),
    )


def line_of(item: MeasuredIndicator, book: YearBook) -> Line:
    """The row of ``item`` with its figures."""
    key = f"indicator.{item.code}"
    shown = item.achievement.capped.number
    bullet = None
    if shown is not None:
        bullet = Bullet(f"{min(shown, CUT):.1f}", shown > CUT, bool(item.achievement.met))
    return Line(item, book[f"{key}.target"], book[f"{key}.actual"], book[f"{key}.achievement"], bullet)


def _places(figures: Iterable[Figure]) -> int:
    """The most decimals in a column, so that its numbers stand on their comma."""
    texts = [figure.text.removesuffix(figure.unit) for figure in figures if figure.number is not None]
    return min(max((len(text.strip().partition(",")[2]) for text in texts), default=0), 4)


def _methods(book: YearBook) -> tuple[Method, ...]:
    policy = book.measured.policy
    top = book.measured.averages.top
    names = {
        "indicators": _("atas indikator"),
        "objectives": _("atas sasaran"),
        "capped_100": _("dengan batas 100%"),
        "capped_120": _("dengan batas 120%"),
        "median": _("median"),
        "without_top": _("tanpa indikator {code}").format(code=top),
    }
    return tuple(
        Method(
            name,
            book[f"average.{key}"],
            category_of(policy, book[f"average.{key}"].number),
            key == policy.averaging.value,
        )
        for key, name in names.items()
    )


def category_of(policy: Policy, number: Decimal | None) -> Category | None:
    """The category that an achievement or average falls into."""
    return None if number is None else policy.scale.category(max(number, Decimal(0)))


def _warning(methods: tuple[Method, ...]) -> str:
    """One sentence when the category hangs on the way of averaging, else nothing."""
    by_category: dict[str, list[str]] = defaultdict(list)
    for method in methods:
        if method.category is not None:
            by_category[method.category.label].append(method.name)
    if len(by_category) < 2:
        return ""
    parts = "; ".join(
        _("{category} ({methods})").format(category=category, methods=", ".join(names))
        for category, names in by_category.items()
    )
    return _("Kategorinya berubah menurut cara menghitung rata-rata: {parts}.").format(parts=parts)


def _money(book: YearBook) -> Money | None:
    budget = book.budget
    if budget is None:
        return None
    absorption = book["budget.absorption"]
    share = min(absorption.number or Decimal(0), Decimal(100))
    return Money(
        budget.version.name, book["budget.ceiling"], book["budget.realised"], absorption, f"{share:.2f}"
    )
