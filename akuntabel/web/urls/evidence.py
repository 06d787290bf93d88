"""Bukti: the registers of a year, their records, what proves them, and the locks over them."""

from __future__ import annotations

from django.urls import path

from akuntabel.web.urls.paths import YEAR
from akuntabel.web.views.evidence import attachments, locks, records, registers

EVIDENCE = f"{YEAR}bukti/"
REGISTER = f"{EVIDENCE}<slug:register>/"
RECORD = f"{REGISTER}<int:pk>/"

urlpatterns = [
    path(EVIDENCE, registers.registers, name="registers"),
    path(f"{YEAR}kunci/", locks.locks, name="locks"),
    path(REGISTER, registers.register, name="register"),
    path(f"{REGISTER}ubah-banyak/", registers.register_bulk, name="register_bulk"),
    path(f"{REGISTER}baru/", records.record_new, name="record_new"),
    path(f"{REGISTER}periksa/", records.record_check, name="record_check"),
    path(RECORD, records.record, name="record"),
    path(f"{RECORD}ubah/", records.record_edit, name="record_edit"),
    path(f"{RECORD}ganti/", records.record_correct, name="record_correct"),
    path(f"{RECORD}tarik/", records.record_withdraw, name="record_withdraw"),
    path(f"{RECORD}lampiran/", attachments.attachment_add, name="attachment_add"),
    path(f"{RECORD}lampiran/<int:number>/", attachments.attachment, name="attachment"),
    path(f"{RECORD}lampiran/<int:number>/lepas/", attachments.attachment_remove, name="attachment_remove"),
]
