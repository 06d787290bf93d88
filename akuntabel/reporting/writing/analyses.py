"""The seven analyses of each objective: written, given by the data, not available, or missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from akuntabel.measuring.selectors import MeasuredIndicator
from akuntabel.planning.models import Objective
from akuntabel.reporting.book import YearBook
from akuntabel.reporting.inserts.analysis import ANALYSES
from akuntabel.reporting.inserts.given import given
from akuntabel.reporting.writer import Writer

# An analysis that there cannot be (no national standard) is a text that begins so and says why.
UNAVAILABLE = gettext_noop("Tidak tersedia:")
_MARK = re.compile(r"[\s*_>]*tidak\s+tersedia\b[\s*_]*[:.–—-]?[\s*_]*", re.IGNORECASE)

SHORT = {
    "comparison_year": gettext_noop("perbandingan target dan realisasi"),
    "comparison_past": gettext_noop("perbandingan dengan tahun sebelumnya"),
    "comparison_plan": gettext_noop("perbandingan dengan target jangka menengah"),
    "comparison_benchmark": gettext_noop("perbandingan dengan standar nasional"),
    "causes": gettext_noop("penyebab"),
    "efficiency": gettext_noop("efisiensi"),
    "programmes": gettext_noop("kegiatan penunjang"),
}


class PartState(StrEnum):
    """How a text of the report stands."""

    WRITTEN = "written"
    GIVEN = "given"  # the data says it, the office has added nothing
    UNAVAILABLE = "unavailable"  # there can be none, and the office says why
    MISSING = "missing"


@dataclass(frozen=True)
class Missing:
    """An analysis that nobody has given: of which objective (its code), which kind, in one sentence."""

    objective: str
    kind: str
    sentence: str

    @property
    def section(self) -> str:
        """The key of the objective's texts."""
        return section_of(self.objective)


def section_of(objective: str) -> str:
    """The key of the texts of the objective with this code."""
    return f"objective.{objective}"


def unavailable_reason(text: str) -> str | None:
    """Why there is no such analysis, where ``text`` says that there is none; "" when it gives no reason."""
    found = _MARK.match(text)
    return text[found.end() :].strip() if found else None


def state_of(writer: Writer, objective: Objective, items: list[MeasuredIndicator], kind: str) -> PartState:
    """How the analysis ``kind`` of ``objective`` stands."""
    text = writer.narratives.get((section_of(objective.code), kind), "").strip()
    reason = unavailable_reason(text)
    if text and reason is None:
        return PartState.WRITTEN
    if kind == "comparison_year" or given(writer, objective, items, kind):
        return PartState.GIVEN
    return PartState.UNAVAILABLE if reason else PartState.MISSING


def missing_analyses(book: YearBook) -> list[Missing]:
    """The analyses that the office still owes, in the order of the report."""
    writer = Writer(book)
    return [
        Missing(objective.code, kind, missing_sentence(objective.code, kind))
        for objective, kind, state in _states(writer)
        if state is PartState.MISSING
    ]


def missing_sentence(objective: str, kind: str) -> str:
    """ "Sasaran 17: penyebab belum diisi." """
    return _("Sasaran {code}: {what} belum diisi.").format(code=objective, what=_(SHORT[kind]))


def _states(writer: Writer) -> Iterator[tuple[Objective, str, PartState]]:
    for objective, items in writer.year.by_objective():
        for kind in ANALYSES:
            yield objective, kind, state_of(writer, objective, items, kind)
