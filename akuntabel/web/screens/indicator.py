"""An indicator: what it means, how it is measured, and the records that prove it."""

from __future__ import annotations

from dataclasses import dataclass

from akuntabel.core.measure import ShareMet, registers_of
from akuntabel.core.periods import Period
from akuntabel.core.policy import Policy
from akuntabel.core.register import Register
from akuntabel.evidence.models import Record
from akuntabel.measuring.explain import explain
from akuntabel.measuring.forecast import Forecast
from akuntabel.measuring.selectors import MeasuredIndicator
from akuntabel.offices.models import Person
from akuntabel.reporting.book import YearBook
from akuntabel.web.screens.forecast import forecast_of
from akuntabel.web.screens.formula import Formula, achievement_formula, actual_formula
from akuntabel.web.screens.glance import Line, line_of
from akuntabel.web.screens.measuring_marks import VersionLine, last_step, owners_of, versions_of
from akuntabel.web.screens.records import ProofTable, proof_table


@dataclass(frozen=True)
class IndicatorScreen:
    """All that the page of an indicator shows; ``others`` are those a share of met ones looks at."""

    line: Line
    sentence: str
    actual_formula: Formula | None
    achievement_formula: Formula | None
    proofs: ProofTable | None
    agrees: bool
    registers: tuple[Register, ...]
    others: tuple[Line, ...]
    policy: Policy
    before: MeasuredIndicator | None
    after: MeasuredIndicator | None
    owners: tuple[Person, ...]
    step: str  # who brought its actual of the year where it is
    versions: tuple[VersionLine, ...]
    forecast: Forecast | None


def indicator_screen(book: YearBook, code: str, person: Person) -> IndicatorScreen:
    """The page of indicator ``code``.

    Raises:
        KeyError: there is none.
    """
    measured = book.measured
    item = measured.indicator(code)
    measure = item.row.spec.measure
    place = measured.indicators.index(item)
    found = {r.pk: r for r in Record.objects.visible_to(person).filter(pk__in=item.record_ids)}
    records = [found[key] for key in item.record_ids if key in found]
    proofs = proof_table(measure, records, dict(measured.pack.registers)) if records else None
    return IndicatorScreen(
        line=line_of(item, book),
        sentence=explain(item, measured),
        actual_formula=actual_formula(item, book),
        achievement_formula=achievement_formula(item, book),
        proofs=proofs,
        agrees=_agrees(item, proofs),
        registers=tuple(measured.pack.registers[name] for name in sorted(registers_of(measure))),
        others=tuple(line_of(other, book) for other in measured.indicators if other is not item)
        if isinstance(measure, ShareMet)
        else (),
        policy=measured.policy,
        before=measured.indicators[place - 1] if place else None,
        after=measured.indicators[place + 1] if place + 1 < len(measured.indicators) else None,
        owners=owners_of(measured.office, measured.year, code),
        step=last_step(item.actual_row, measured.office.timezone),
        versions=versions_of(measured.office, Period(measured.year), item.indicator, person),
        forecast=forecast_of(measured, code),
    )


def _agrees(item: MeasuredIndicator, proofs: ProofTable | None) -> bool:
    """Whether the columns add up to what the actual was worked out from."""
    if proofs is None or not proofs.numbers:
        return False
    parts = (item.measured.numerator, item.measured.denominator)
    return proofs.numbers == tuple(part for part in parts if part is not None)
