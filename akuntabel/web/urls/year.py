"""A year of an office: at a glance, by indicator, by figure."""

from __future__ import annotations

from django.urls import path

from akuntabel.web.urls.paths import YEAR
from akuntabel.web.views import year

urlpatterns = [
    path(YEAR, year.glance, name="year"),
    path(f"{YEAR}indikator/<str:code>/", year.indicator, name="indicator"),
    path(f"{YEAR}angka/<path:figure>/", year.passport, name="figure"),
]
