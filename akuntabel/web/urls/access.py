"""Getting in, getting out, and finding one's offices."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from akuntabel.web.views import access

urlpatterns = [
    path("kesehatan/", access.health, name="health"),
    path("bahasa/", login_not_required(require_POST(set_language)), name="set_language"),
    path("masuk/", access.SignIn.as_view(), name="sign_in"),
    path("masuk/<str:token>/", access.sign_in_link, name="sign_in_link"),
    path("keluar/", access.sign_out, name="sign_out"),
    path("", access.home, name="home"),
]
