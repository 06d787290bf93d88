"""Yang perlu dikerjakan: each person's own page, who owes what in an office, and the calendar."""

from __future__ import annotations

from django.urls import path

from akuntabel.web.urls.paths import YEAR
from akuntabel.web.views import duties

urlpatterns = [
    path("", duties.home, name="home"),
    path(f"{YEAR}tugas/", duties.duties, name="duties"),
    path(f"{YEAR}kalender/", duties.calendar, name="calendar"),
    path(f"{YEAR}kalender/kalender.ics", duties.calendar_ics, name="calendar_ics"),
]
