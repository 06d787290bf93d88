"""Laporan: edisi yang disegel."""

from __future__ import annotations

from django.urls import path

from akuntabel.web.urls.report import REPORT
from akuntabel.web.views import editions

EDITION = f"{REPORT}edisi/<int:number>/"

urlpatterns = [
    path(f"{REPORT}edisi/", editions.editions, name="editions"),
    path(f"{REPORT}segel/", editions.edition_seal, name="edition_seal"),
    path(EDITION, editions.edition, name="edition"),
    path(f"{EDITION}isi/", editions.edition_text, name="edition_text"),
    path(f"{EDITION}periksa/", editions.edition_verify, name="edition_verify"),
    path(f"{EDITION}<str:filename>", editions.edition_file, name="edition_file"),
]
