"""Rencana: plans, agreements, action plan and cascade of a year."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
