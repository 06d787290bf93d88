"""Getting in, getting out, and one's own account."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from akuntabel.web.views import access, account, beginning

urlpatterns = [
    path("kesehatan/", access.health, name="health"),
    path("bahasa/", login_not_required(require_POST(set_language)), name="set_language"),
    path("mulai/<str:token>/", beginning.set_up, name="set_up"),
    path("undangan/<str:token>/", beginning.invitation, name="invitation"),
    path("masuk/", access.SignIn.as_view(), name="sign_in"),
    path("masuk/kode/", access.second_code, name="second_code"),
    path("masuk/<str:token>/", access.sign_in_link, name="sign_in_link"),
    path("lupa/", access.forgotten, name="forgotten"),
    path("keluar/", access.sign_out, name="sign_out"),
    path("akun/", account.account, name="account"),
    path("akun/kata-sandi/", account.password, name="password"),
    path("akun/surel/", account.email, name="email"),
    path("akun/faktor-kedua/", account.second_factor, name="second_factor"),
    path("akun/faktor-kedua/ubah/", account.change_second_factor, name="change_second_factor"),
]
