"""The addresses of the web app; they are Indonesian, as what they show. One file for each street."""

from __future__ import annotations

from akuntabel.web.urls import access, check, evidence, offices, papers, planning, report, tables, trail, year

handler500 = "akuntabel.web.failures.last_resort"

# An office's own addresses begin with its code, so the fixed words come first.
urlpatterns = [
    *access.urlpatterns,
    *check.urlpatterns,
    *offices.urlpatterns,
    *trail.urlpatterns,
    *papers.urlpatterns,
    *planning.urlpatterns,
    *tables.urlpatterns,
    *evidence.urlpatterns,
    *report.urlpatterns,
    *year.urlpatterns,
]
