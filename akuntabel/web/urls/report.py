"""Laporan: building and reading the year's report."""

from __future__ import annotations

from django.urls import path

from akuntabel.web.urls.paths import YEAR
from akuntabel.web.views import report

REPORT = f"{YEAR}laporan/"

urlpatterns = [
    path(REPORT, report.report, name="report"),
    path(f"{REPORT}kemajuan/", report.progress, name="progress"),
    path(f"{REPORT}pratinjau/", report.preview, name="preview"),
    path(f"{REPORT}<int:build>/<str:filename>", report.download, name="download"),
]
