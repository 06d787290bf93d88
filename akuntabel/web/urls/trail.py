"""Riwayat: the trail of an office."""

from __future__ import annotations

from django.urls import path

from akuntabel.web.urls.paths import OFFICE
from akuntabel.web.views import trail

TRAIL = f"{OFFICE}riwayat/"

urlpatterns = [
    path(TRAIL, trail.trail, name="trail"),
    path(f"{TRAIL}periksa/", trail.trail_whole, name="trail_check"),
    path(f"{TRAIL}riwayat.csv", trail.trail_csv, name="trail_csv"),
]
