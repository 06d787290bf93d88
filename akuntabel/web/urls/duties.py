"""Yang perlu dikerjakan: daftar tiap orang dan kalender."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
