"""Rapat kinerja: undangan, daftar hadir, notula, tindak lanjut."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
