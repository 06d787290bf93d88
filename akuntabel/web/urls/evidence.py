"""Bukti: the registers of a year and their records."""

from __future__ import annotations

from django.urls import path

from akuntabel.web.urls.paths import YEAR
from akuntabel.web.views import evidence

EVIDENCE = f"{YEAR}bukti/"

urlpatterns = [
    path(EVIDENCE, evidence.registers, name="registers"),
    path(f"{EVIDENCE}<slug:register>/", evidence.register, name="register"),
]
