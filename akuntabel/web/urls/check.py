"""Periksa: anybody's report checked."""

from __future__ import annotations

from django.urls import path

from akuntabel.web.views import check

urlpatterns = [
    path("periksa/", check.check, name="check"),
    path("periksa/<uuid:key>/", check.check_result, name="check_result"),
    path("periksa/<uuid:key>/hapus/", check.check_forget, name="check_forget"),
    path("periksa/<uuid:key>/temuan/", check.check_page, name="check_page"),
    path("periksa/<uuid:key>/salinan/", check.check_copy, name="check_copy"),
]
