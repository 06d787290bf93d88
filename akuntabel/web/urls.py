"""The addresses of the web app; they are Indonesian, as what they show."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from akuntabel.web.views import access, check, evidence, report, year

_YEAR = "<slug:office>/<int:year>/"
_REPORT = f"{_YEAR}laporan/"

urlpatterns = [
    path("kesehatan/", access.health, name="health"),
    path("bahasa/", login_not_required(require_POST(set_language)), name="set_language"),
    path("masuk/", access.SignIn.as_view(), name="sign_in"),
    path("masuk/<str:token>/", access.sign_in_link, name="sign_in_link"),
    path("keluar/", access.sign_out, name="sign_out"),
    path("periksa/", check.check, name="check"),
    path("periksa/<uuid:key>/", check.check_result, name="check_result"),
    path("periksa/<uuid:key>/hapus/", check.check_forget, name="check_forget"),
    path("periksa/<uuid:key>/temuan/", check.check_page, name="check_page"),
    path("periksa/<uuid:key>/salinan/", check.check_copy, name="check_copy"),
    path("", access.home, name="home"),
    path(_YEAR, year.glance, name="year"),
    path(f"{_YEAR}indikator/<str:code>/", year.indicator, name="indicator"),
    path(f"{_YEAR}angka/<path:figure>/", year.passport, name="figure"),
    path(f"{_YEAR}bukti/", evidence.registers, name="registers"),
    path(f"{_YEAR}bukti/<slug:register>/", evidence.register, name="register"),
    path(_REPORT, report.report, name="report"),
    path(f"{_REPORT}kemajuan/", report.progress, name="progress"),
    path(f"{_REPORT}pratinjau/", report.preview, name="preview"),
    path(f"{_REPORT}<int:build>/<str:filename>", report.download, name="download"),
]
