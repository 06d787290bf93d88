"""What people fill in to get in, and how an error of a deed comes to stand beside its field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from akuntabel.core.errors import AkuntabelError
from akuntabel.offices.deeds.accounts import clean_username, refuse_taken
from akuntabel.offices.models import Person
from akuntabel.offices.passwords import WeakPassword, check_password
from akuntabel.offices.throttle import TooMany, by_address, by_name, succeeded, try_at
from akuntabel.web.words import told

TOO_MANY = "too_many"
REQUIRED = _("Bagian ini harus diisi.")


def address_of(request: HttpRequest) -> str:
    """Where ``request`` comes from; behind a proxy that the installation names, where the proxy says."""
    return str(request.META.get("REMOTE_ADDR", ""))


def put_error(form: forms.Form, error: AkuntabelError, field: str = "") -> None:
    """Show ``error`` beside the field that it names, else beside ``field``, else above the form."""
    named = getattr(error, "field", "") or field
    if isinstance(error, WeakPassword):
        for sentence in error.sentences:
            form.add_error("password" if "password" in form.fields else None, sentence)
        return
    if isinstance(error, TooMany):
        form.add_error(None, ValidationError(told(error), code=TOO_MANY))
        return
    form.add_error(named if named in form.fields else None, told(error))


def status_of(form: forms.Form) -> int:
    """The HTTP status of a page that shows ``form`` again: 429 when one must wait, 200 at first sight."""
    if form.has_error(NON_FIELD_ERRORS, TOO_MANY):
        return 429
    return 422 if form.errors else 200


class PlainForm(forms.Form):
    """A form whose empty fields complain in plain words, without a focus of its own."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = REQUIRED


class ReasonForm(PlainForm):
    """Why something is revised, sent back, taken away or replaced."""

    reason = forms.CharField(label=_("Alasan"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        message = _("Tulis alasannya; alasan itu tersimpan dalam riwayat.")
        self.fields["reason"].error_messages["required"] = message


class SignInForm(AuthenticationForm):
    """User name and password, with errors in the reader's words; guessing is made slow."""

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

    def clean(self) -> dict[str, Any]:
        """The person, if the attempt may be made and the two fit."""
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not (name and password and self.request):
            return super().clean()
        gates = by_name(name), by_address(address_of(self.request))
        try:
            try_at(*gates)
        except TooMany as error:
            raise ValidationError(told(error), code=TOO_MANY) from None
        cleaned = super().clean()
        succeeded(*gates)
        return cleaned


class CodeForm(PlainForm):
    """A code of the authenticator app, or a recovery code."""

    code = forms.CharField(
        label=_("Kode"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none"}),
        help_text=_("Enam angka dari aplikasi autentikator, atau satu kode pemulihan."),
    )


class ForgottenForm(PlainForm):
    """Who forgot the password."""

    who = forms.CharField(
        label=_("Nama pengguna atau alamat surel"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )


class NewPasswordForm(PlainForm):
    """A new password, typed twice, since nobody sees what is typed."""

    password = forms.CharField(
        label=_("Kata sandi baru"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "Paling sedikit 12 huruf. Beberapa kata yang Anda ingat lebih baik daripada satu kata rumit."
        ),
    )
    again = forms.CharField(
        label=_("Ulangi kata sandi baru"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both the same."""
        cleaned = super().clean() or {}
        first, second = cleaned.get("password"), cleaned.get("again")
        if first and second and first != second:
            self.add_error("again", _("Berbeda dari yang di atas. Ketik ulang kedua-duanya."))
        return cleaned


class PasswordForm(NewPasswordForm):
    """The old password and the new one; the old is not asked of somebody who came in by a link."""

    old = forms.CharField(
        label=_("Kata sandi sekarang"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["old", "password", "again"]

    def __init__(self, *args: Any, by_link: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_link:
            del self.fields["old"]


class EmailForm(PlainForm):
    """One's own e-mail address, and the password where there is one (``asks``)."""

    email = forms.EmailField(
        label=_("Alamat surel"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Ini bukan alamat surel. Tulis seperti nama@contoh.go.id.")},
    )
    old = forms.CharField(
        label=_("Kata sandi sekarang"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, asks: bool, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "surel-%s")  # the form for the password stands on the same page
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["old"]


class AccountForm(NewPasswordForm):
    """Somebody new: name, user name, password."""

    name = forms.CharField(
        label=_("Nama lengkap"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    username = forms.CharField(
        label=_("Nama pengguna"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        help_text=_(
            "Untuk masuk, misalnya operator.contoh. Hanya huruf, angka, dan tanda . _ - + @, tanpa spasi."
        ),
    )
    field_order = ["name", "username", "password", "again"]

    def clean(self) -> dict[str, Any]:
        """What the deed would refuse one by one is told at once: the user name and the password."""
        cleaned = super().clean()
        person = Person(first_name=cleaned.get("name", ""))
        if typed := cleaned.get("username"):
            try:
                person.username = clean_username(typed)
                refuse_taken(person.username)
            except AkuntabelError as error:
                put_error(self, error)
        if password := cleaned.get("password"):
            try:
                check_password(password, person)
            except WeakPassword as error:
                put_error(self, error)
        return cleaned
