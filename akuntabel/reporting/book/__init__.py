"""The figure book of a year: every figure, worked out once from plan, evidence and budget."""

from __future__ import annotations

from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_date
from akuntabel.evidence.models import Record
from akuntabel.measuring.selectors import MeasuredYear, measure_year
from akuntabel.offices.models import Office
from akuntabel.planning.selectors import Budget, budget_of
from akuntabel.reporting.book.keeping import organisation, plans, records, registers, staff
from akuntabel.reporting.book.money import budget_figures
from akuntabel.reporting.book.results import averages, counts, indicator
from akuntabel.reporting.comparisons import comparisons_of, end_figures, national_figures, past_figures
from akuntabel.reporting.figures import FigureBook

__all__ = ["YearBook", "open_book"]


class YearBook(FigureBook):
    """The figures of a measured year, with the year and budget they come from."""

    def __init__(self, measured: MeasuredYear, budget: Budget | None) -> None:
        self.measured = measured
        self.budget = budget
        self.comparisons = comparisons_of(measured)
        super().__init__(
            [
                *counts(measured),
                *averages(measured),
                *(figure for item in measured.indicators for figure in indicator(item, measured)),
                *budget_figures(measured, budget),
                *registers(measured),
                *records(measured),
                *staff(measured.office, measured.year),
                *organisation(measured),
                *plans(measured.office, measured.year),
                *past_figures(self.comparisons, measured),
                *end_figures(self.comparisons, measured),
                *national_figures(measured),
            ],
            _terms(measured, budget),
        )


def open_book(office: Office, year: int) -> YearBook:
    """Measure ``office`` in ``year`` and open its figure book.

    Raises:
        NotThere: the office has no books or no signed agreement for the year.
    """
    return YearBook(measure_year(office, year), budget_of(office, year))


def _terms(measured: MeasuredYear, budget: Budget | None) -> dict[str, str]:
    office, agreement = measured.office, measured.agreement
    headline = measured.averages.headline
    category = measured.policy.scale.category(headline).label if headline is not None else _("belum dinilai")
    top = measured.averages.top
    chapters = measured.pack.outline["chapter"]
    attachments = [c["title"].title() for c in chapters if c.get("number", "").startswith("LAMPIRAN")]
    dates = (
        Record.objects.of_year(office, measured.year).filter(date__isnull=False).values_list("key", "date")
    )
    return {
        **{f"record.{key}.date": format_date(date) for key, date in dates if date},
        "outline.attachments": ", ".join(attachments[:-1]) + f", dan {attachments[-1]}"
        if attachments
        else "",
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
