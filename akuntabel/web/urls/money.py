"""Anggaran: versi DIPA, belanja, hibah, dan pemetaan ke sasaran."""

from __future__ import annotations

from django.urls import path

from akuntabel.web.urls.paths import YEAR
from akuntabel.web.views.money import glance, grants, imports, shares, spending, versions

MONEY = f"{YEAR}anggaran/"
VERSIONS = f"{MONEY}versi/"
VERSION = f"{VERSIONS}<int:version>/"
LINES = f"{VERSION}baris/"
SPENDING = f"{MONEY}belanja/"
GRANTS = f"{MONEY}hibah/"
SHARES = f"{MONEY}pemetaan/"
IMPORT = f"{MONEY}impor/<int:draft>/"

urlpatterns = [
    path(MONEY, glance.money, name="money"),
    path(VERSIONS, versions.budget_versions, name="budget_versions"),
    path(f"{VERSIONS}baru/", versions.budget_version_new, name="budget_version_new"),
    path(VERSION, versions.budget_version, name="budget_version"),
    path(f"{VERSION}ubah/", versions.budget_version_change, name="budget_version_change"),
    path(f"{VERSION}revisi/", versions.budget_version_revise, name="budget_version_revise"),
    path(f"{VERSION}tetapkan/", versions.budget_version_settle, name="budget_version_settle"),
    path(f"{VERSION}buang/", versions.budget_version_discard, name="budget_version_discard"),
    path(f"{VERSION}impor/", imports.budget_lines_import, name="budget_lines_import"),
    path(f"{LINES}baru/", versions.budget_line_new, name="budget_line_new"),
    path(f"{LINES}<int:line>/", versions.budget_line, name="budget_line"),
    path(f"{LINES}<int:line>/hapus/", versions.budget_line_remove, name="budget_line_remove"),
    path(SPENDING, spending.spendings, name="spendings"),
    path(f"{SPENDING}baru/", spending.spending_new, name="spending_new"),
    path(f"{SPENDING}impor/", imports.spendings_import, name="spendings_import"),
    path(f"{SPENDING}<int:spending>/tarik/", spending.spending_withdraw, name="spending_withdraw"),
    path(GRANTS, grants.grants, name="grants"),
    path(f"{GRANTS}baru/", grants.grant_new, name="grant_new"),
    path(f"{GRANTS}<int:entry>/tarik/", grants.grant_withdraw, name="grant_withdraw"),
    path(SHARES, shares.budget_shares, name="budget_shares"),
    path(f"{SHARES}<str:key>/", shares.budget_share, name="budget_share"),
    path(IMPORT, imports.budget_import, name="budget_import"),
    path(f"{IMPORT}periksa/", imports.budget_import_preview, name="budget_import_preview"),
    path(f"{IMPORT}simpan/", imports.budget_import_apply, name="budget_import_apply"),
    path(f"{IMPORT}buang/", imports.budget_import_forget, name="budget_import_forget"),
]
