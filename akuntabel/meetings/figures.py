"""The figures of a meeting's period as its minutes print them: live while it is planned, frozen once closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akuntabel.core.periods import Period
from akuntabel.measuring.models import Standing
from akuntabel.measuring.periods import MeasuredPeriod, MeasuredRow, measure_period
from akuntabel.measuring.states import state_word
from akuntabel.meetings.models import Meeting, MeetingState
from akuntabel.offices.models import Office
from akuntabel.planning.selectors import NotThere
from akuntabel.reporting.figures import percent_text, quantity_text

LANGUAGE = "id"  # of the papers, whatever the reader's


@dataclass(frozen=True)
class FigureLine:
    """An indicator of the period in the words of the minutes; all is text, ready to print.

    ``tone`` is that of the category ("unknown" without one), ``standing`` how far the figure is
    ("disetujui", "draf"), ``approved`` whether it is no draft any more, ``met`` whether the target
    is reached (None while nobody knows). ``told`` says whether there is anything to print: a target, a
    figure, or what somebody stated.
    """

    code: str
    name: str
    target: str
    actual: str
    achievement: str
    category: str
    tone: str
    standing: str
    approved: bool
    met: bool | None
    told: bool = True  # minutes that were closed before it was asked print every line


@dataclass(frozen=True)
class PeriodFigures:
    """The lines of a period in the order of the agreement; ``missing`` says why there are none."""

    lines: tuple[FigureLine, ...] = ()
    missing: str = ""

    @property
    def has_drafts(self) -> bool:
        """Whether some figure that is printed is not approved yet."""
        return any(not line.approved for line in self.told)

    @property
    def told(self) -> tuple[FigureLine, ...]:
        """The lines that have anything to print."""
        return tuple(line for line in self.lines if line.told)

    @property
    def silent(self) -> str:
        """A sentence that names the indicators without a line of their own; "" when there are none."""
        codes = [line.code for line in self.lines if not line.told]
        if not codes:
            return ""
        words = ngettext(
            "{count} indikator belum punya target dan data pada periode ini: {codes}.",
            "{count} indikator belum punya target dan data pada periode ini: {codes}.",
            len(codes),
        )
        return words.format(count=len(codes), codes=", ".join(codes))

    def codes(self, *, met: bool | None = None, approved: bool | None = None) -> list[str]:
        """The codes of the lines that are so."""
        return [
            line.code
            for line in self.lines
            if (met is None or line.met is met) and (approved is None or line.approved is approved)
        ]


def figures_of(meeting: Meeting) -> PeriodFigures:
    """What the minutes of ``meeting`` print: as frozen when they were closed, else as measured now."""
    if meeting.state == MeetingState.HELD:
        return PeriodFigures(thawed(meeting.figures), str(meeting.frozen.get("missing", "")))
    return figures_now(meeting.office, Period.parse(meeting.period))


def figures_now(office: Office, period: Period) -> PeriodFigures:
    """The figures of ``period`` as measured at this moment, in Indonesian."""
    with translation.override(LANGUAGE):
        try:
            measured = measure_period(office, period)
        except NotThere as error:
            return PeriodFigures(missing=str(error))
        return PeriodFigures(tuple(_lines(measured)))


def frozen(figures: PeriodFigures) -> list[dict[str, Any]]:
    """``figures`` as JSON."""
    return [asdict(line) for line in figures.lines]


def thawed(rows: Iterable[dict[str, Any]]) -> tuple[FigureLine, ...]:
    """The lines that :func:`frozen` made."""
    return tuple(FigureLine(**row) for row in rows)


def _lines(measured: MeasuredPeriod) -> Iterable[FigureLine]:
    for row in measured.rows:
        unit, places = row.indicator.unit, row.indicator.decimals
        category, reached = row.achievement.category, row.achievement.capped.number
        standing = row.standing or Standing.DRAFT
        yield FigureLine(
            code=row.code,
            name=row.indicator.name,
            target=_target(row),
            actual=state_word(row.value.state)
            if row.value.number is None
            else quantity_text(row.value.number, unit, places),
            achievement="–" if reached is None else percent_text(reached),
            category=category.label if category else _unrated(row),
            tone=category.tone if category else "unknown",
            standing=str(standing.label),
            approved=row.actual is not None and row.actual.in_force,
            met=row.achievement.met,
            told=row.target is not None or row.actual is not None or row.value.number is not None,
        )


def _unrated(row: MeasuredRow) -> str:
    """Why an indicator has no category."""
    return _("belum ada target") if row.target is None else state_word(row.achievement.raw.state)


def _target(row: MeasuredRow) -> str:
    """The target of the period: "8 kali", "8–10 kali", or that there is none."""
    unit, places = row.indicator.unit, row.indicator.decimals
    if row.target is None:
        return _("belum ada target")
    if row.upper is None:
        return quantity_text(row.target, unit, places)
    return f"{quantity_text(row.target, '', places).strip()}–{quantity_text(row.upper, unit, places)}"
