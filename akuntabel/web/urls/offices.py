"""Kantor: an office, its people, its periods, its trail."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
