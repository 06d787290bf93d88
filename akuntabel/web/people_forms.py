"""What is filled in about people and their roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akuntabel.offices.access import Ability
from akuntabel.offices.deeds.reach import BY_ADMINISTRATOR
from akuntabel.offices.models import Role
from akuntabel.web.forms import PlainForm
from akuntabel.web.place import OfficePlace

# What each role is for, beside its name.
DUTIES = {
    Role.OPERATOR: _("mengisi rencana dan bukti"),
    Role.VERIFIER: _("memeriksa dan mengunci periode"),
    Role.HEAD: _("pihak pertama yang menandatangani; mengatur orang dan kantor"),
    Role.SUPERIOR: _("pihak kedua yang menandatangani"),
    Role.MEMBER: _("melihat data kantor"),
    Role.SUPERVISOR: _("melihat data dan riwayat kantor-kantor di bawahnya"),
    Role.REVIEWER: _("melihat data dan riwayat untuk reviu"),
    Role.READER: _("hanya melihat"),
    Role.ADMINISTRATOR: _("mengatur orang dan kantor; tidak mengisi dan tidak menandatangani"),
}


def role_choices(place: OfficePlace) -> list[tuple[str, str]]:
    """The roles that the reader of ``place`` may give, with what they are for."""
    all_of_them = Ability.MANAGE_OFFICES in place.may
    return [
        (role.value, f"{role.label}: {DUTIES[role]}")
        for role in Role
        if all_of_them or role not in BY_ADMINISTRATOR
    ]


class RoleForm(PlainForm):
    """A role to be given."""

    role = forms.ChoiceField(label=_("Peran"))

    def __init__(self, *args: Any, place: OfficePlace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        if isinstance(role, forms.ChoiceField):
            role.choices = role_choices(place)


class InviteForm(RoleForm):
    """Somebody without an account."""

    name = forms.CharField(
        label=_("Nama lengkap"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    username = forms.CharField(
        label=_("Nama pengguna"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        help_text=_("Boleh dikosongkan bila alamat surelnya diisi; yang diundang lalu memilihnya sendiri."),
    )
    email = forms.EmailField(
        label=_("Alamat surel"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("Ini bukan alamat surel. Tulis seperti nama@contoh.go.id.")},
    )
    field_order = ["name", "username", "email", "role"]


class GrantForm(RoleForm):
    """Somebody who has an account already, perhaps at another office."""

    username = forms.CharField(
        label=_("Nama pengguna"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        help_text=_("Nama yang dipakai orang itu untuk masuk."),
    )
    field_order = ["username", "role"]
