"""Tabel: a register as a grid and as an Excel file, and an office's own registers."""

from __future__ import annotations

from django.urls import path

from akuntabel.web.urls.paths import OFFICE, YEAR
from akuntabel.web.views import grid, imports, own_registers

EVIDENCE = f"{YEAR}bukti/"
REGISTER = f"{EVIDENCE}<slug:register>/"
IMPORT = f"{REGISTER}impor/"
OWN = f"{OFFICE}register-sendiri/"

urlpatterns = [
    path(f"{EVIDENCE}<slug:register>.xlsx", imports.register_export, name="register_export"),
    path(f"{REGISTER}templat.xlsx", imports.register_template, name="register_template"),
    path(IMPORT, imports.register_import, name="register_import"),
    path(f"{IMPORT}<int:draft>/", imports.import_preview, name="import_preview"),
    path(f"{IMPORT}<int:draft>/simpan/", imports.import_apply, name="import_apply"),
    path(f"{IMPORT}<int:draft>/buang/", imports.import_forget, name="import_forget"),
    path(f"{IMPORT}<int:draft>/perbaiki.xlsx", imports.import_marked, name="import_marked"),
    path(f"{REGISTER}tabel/", grid.register_grid, name="register_grid"),
    path(f"{REGISTER}tabel/baris/", grid.register_grid_rows, name="register_grid_rows"),
    path(f"{OFFICE}register-baru/", own_registers.own_register_new, name="own_register_new"),
    path(OWN, own_registers.own_registers, name="own_registers"),
    path(f"{OWN}<slug:code>/", own_registers.own_register_edit, name="own_register_edit"),
    path(f"{OWN}<slug:code>/tutup/", own_registers.own_register_retire, name="own_register_retire"),
]
