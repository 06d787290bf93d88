"""Laporan: naskah tiap bagian, pratinjau, dan temuan."""

from __future__ import annotations

from django.urls import path

from akuntabel.web.urls.paths import YEAR
from akuntabel.web.views import writing

TEXTS = f"{YEAR}laporan/naskah/"
TEXT = f"{TEXTS}<str:section>/<str:kind>/"

urlpatterns = [
    path(TEXTS, writing.outline, name="writing"),
    path(f"{TEXTS}temuan/", writing.findings, name="writing_findings"),
    path(f"{TEXTS}angka/", writing.figures, name="writing_figures"),
    path(TEXT, writing.part, name="writing_part"),
    path(f"{TEXT}pratinjau-naskah/", writing.preview, name="writing_preview"),
    path(f"{TEXT}temuan/", writing.remarks, name="writing_remarks"),
]
