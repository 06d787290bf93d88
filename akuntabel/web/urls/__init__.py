"""The addresses of the web app; they are Indonesian, as what they show. One file for each street."""

from __future__ import annotations

from akuntabel.web.urls import (
    access,
    check,
    duties,
    editions,
    evidence,
    measuring,
    meetings,
    money,
    offices,
    papers,
    planning,
    report,
    tables,
    trail,
    writing,
    year,
)

handler500 = "akuntabel.web.failures.last_resort"

# An office's own addresses begin with its code, so the fixed words come first.
urlpatterns = [
    *access.urlpatterns,
    *check.urlpatterns,
    *duties.urlpatterns,
    *offices.urlpatterns,
    *trail.urlpatterns,
    *papers.urlpatterns,
    *planning.urlpatterns,
    *money.urlpatterns,
    *tables.urlpatterns,
    *evidence.urlpatterns,
    *measuring.urlpatterns,
    *meetings.urlpatterns,
    *writing.urlpatterns,
    *editions.urlpatterns,
    *report.urlpatterns,
    *year.urlpatterns,
]
