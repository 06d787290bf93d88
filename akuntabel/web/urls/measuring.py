"""Pengukuran: realisasi tiap periode, diajukan, diperiksa, disetujui."""

from __future__ import annotations

from django.urls import path

from akuntabel.web.urls.paths import YEAR
from akuntabel.web.views.measuring import files, item, owners, period

MEASURING = f"{YEAR}pengukuran/"
ITEM = f"{MEASURING}<str:period>/<str:code>/"

urlpatterns = [
    path(MEASURING, period.measuring, name="measuring"),
    path(f"{MEASURING}penanggung-jawab/", owners.owners_all, name="owners_all"),
    path(ITEM, item.actual, name="actual"),
    path(f"{ITEM}tarik/", item.take_back, name="actual_take_back"),
    path(f"{ITEM}buka/", item.reopen, name="actual_reopen"),
    path(f"{ITEM}buka/jawab/", item.answer, name="actual_reopen_answer"),
    path(f"{ITEM}penanggung-jawab/", item.owners, name="owners"),
    path(f"{ITEM}berkas/", files.file_add, name="actual_file_add"),
    path(f"{ITEM}berkas/<int:number>/", files.file, name="actual_file"),
    path(f"{ITEM}berkas/<int:number>/lepas/", files.file_remove, name="actual_file_remove"),
]
