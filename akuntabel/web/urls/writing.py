"""Laporan: naskah tiap bagian, pratinjau, dan temuan."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
