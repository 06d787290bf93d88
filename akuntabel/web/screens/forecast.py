"""Early warnings of a running year, and the forecast of one indicator, as pages show them."""

from __future__ import annotations

from akuntabel.measuring.forecast import Forecast, early_warnings, forecast_year
from akuntabel.measuring.selectors import MeasuredYear
from akuntabel.offices.clock import today_at


def warnings_of(measured: MeasuredYear) -> tuple[Forecast, ...]:
    """The indicators whose target is at risk, while the year runs; none before and after."""
    today = today_at(measured.office)
    return tuple(
        early_warnings(forecast_year(measured.office, measured.year, today=today, measured=measured))
    )


def forecast_of(measured: MeasuredYear, code: str) -> Forecast | None:
    """The forecast of indicator ``code``; None while the year does not run."""
    today = today_at(measured.office)
    found = forecast_year(measured.office, measured.year, today=today, measured=measured)
    return next((each for each in found if each.code == code), None)
