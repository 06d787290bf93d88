"""The addresses of the web app; they are Indonesian, as what they show. One file for each street."""

from __future__ import annotations

from akuntabel.web.urls import access, check, evidence, offices, planning, report, year

# An office's own addresses begin with its code, so the fixed words come first.
urlpatterns = [
    *access.urlpatterns,
    *check.urlpatterns,
    *offices.urlpatterns,
    *planning.urlpatterns,
    *evidence.urlpatterns,
    *report.urlpatterns,
    *year.urlpatterns,
]
