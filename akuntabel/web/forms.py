"""What people fill in to get in."""

from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """User name and password, with errors in the reader's words."""

    error_messages = {
        "invalid_login": _("Nama pengguna dan kata sandi ini tidak cocok. Periksa huruf besar dan kecilnya."),
        "inactive": _("Akun ini sudah tidak aktif. Hubungi administrator kantor Anda."),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["username"].label = _("Nama pengguna")
        self.fields["username"].error_messages["required"] = _("Isi nama pengguna Anda.")
        password = forms.CharField(
            label=_("Kata sandi"),
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
            error_messages={"required": _("Isi kata sandi Anda.")},
        )
        self.fields["password"] = password
        for field in self.fields.values():
            field.widget.attrs.pop("autofocus", None)
