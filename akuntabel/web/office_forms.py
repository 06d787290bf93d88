"""What is filled in about offices, those who sign for them, and their years."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akuntabel.offices.deeds import OfficeFacts, suggest_code
from akuntabel.offices.deeds.offices import PREFIXES
from akuntabel.offices.models import Level, Office
from akuntabel.packs.loader import available_packs, load_pack
from akuntabel.packs.pack import Pack
from akuntabel.web.forms import AccountForm, PlainForm

ZONES = (
    ("Asia/Jakarta", _("WIB (Jakarta)")),
    ("Asia/Makassar", _("WITA (Makassar)")),
    ("Asia/Jayapura", _("WIT (Jayapura)")),
)
_SECRETARIAT = re.compile(r"^sekretariat\s+(jenderal\s+)?", re.IGNORECASE)
_KIND = re.compile(r"\b(kabupaten|kota|provinsi)\s+", re.IGNORECASE)


def body_of(name: str) -> str:
    """The institution that an office of this ``name`` serves: without "Sekretariat"."""
    return _SECRETARIAT.sub("", name).strip() or name


def short_name_of(name: str) -> str:
    """``name`` as it stands in narrow places: "KPU Paser"."""
    return _KIND.sub("", body_of(name)).strip() or name


def pack_choices() -> list[tuple[str, str]]:
    """The packs there are, by code."""
    return [(code, load_pack(code).name) for code in available_packs()]


class OfficeForm(PlainForm):
    """The identity of an office; what is left empty is made of the name."""

    office_name = forms.CharField(
        label=_("Nama kantor"),
        max_length=200,
        help_text=_("Seperti pada sampul laporan, misalnya Sekretariat KPU Kabupaten Contoh."),
    )
    level = forms.ChoiceField(label=_("Tingkat"), choices=[("", _("Pilih tingkat")), *Level.choices])
    place = forms.CharField(
        label=_("Tempat tanda tangan"),
        max_length=100,
        help_text=_("Ditulis di depan tanggal, misalnya Tana Paser."),
    )
    timezone = forms.ChoiceField(label=_("Zona waktu"), choices=ZONES)
    short_name = forms.CharField(
        label=_("Nama pendek"),
        max_length=100,
        required=False,
        help_text=_("Kosongkan agar dibuat dari nama."),
    )
    body = forms.CharField(
        label=_("Lembaga yang dilayani"),
        max_length=200,
        required=False,
        help_text=_("Misalnya KPU Kabupaten Contoh. Kosongkan agar dibuat dari nama."),
    )
    code = forms.CharField(
        label=_("Kode dalam alamat"),
        max_length=60,
        required=False,
        help_text=_(
            "Tampil di alamat peramban, misalnya kpu-contoh; tidak dapat diubah lagi. "
            "Kosongkan agar dibuat dari nama."
        ),
    )
    pack = forms.ChoiceField(
        label=_("Paket aturan"),
        help_text=_("Menentukan register, indikator, dan cara penilaian yang dipakai kantor ini."),
    )

    def __init__(self, *args: Any, office: Office | None = None, **kwargs: Any) -> None:
        if office is not None:
            names = ("level", "place", "timezone", "short_name", "body")
            kwargs["initial"] = {name: getattr(office, name) for name in names} | {"office_name": office.name}
        super().__init__(*args, **kwargs)
        self._office = office
        if office is not None:
            del self.fields["code"], self.fields["pack"]
            zone = self.fields["timezone"]
            if isinstance(zone, forms.ChoiceField) and office.timezone not in dict(ZONES):
                zone.choices = [*ZONES, (office.timezone, office.timezone)]
        elif isinstance(pack := self.fields["pack"], forms.ChoiceField):
            pack.choices = pack_choices()

    def facts(self) -> OfficeFacts:
        """What was filled in, with the gaps filled from the name."""
        data, name = self.cleaned_data, self.cleaned_data["office_name"]
        office = self._office
        return OfficeFacts(
            name=name,
            short_name=data["short_name"] or short_name_of(name)[:100],
            body=data["body"] or body_of(name),
            code=office.code if office else data["code"].strip().lower() or suggest_code(name),
            level=Level(data["level"]),
            place=data["place"],
            timezone=data["timezone"],
            pack=office.pack if office else data["pack"],
        )


class SetupForm(OfficeForm, AccountForm):
    """The administrator and the first office."""

    field_order = [
        "name", "username", "password", "again",
        "office_name", "level", "place", "timezone", "short_name", "body", "code", "pack",
    ]  # fmt: skip
    PERSON = ("name", "username", "password", "again")
    OFFICE = ("office_name", "level", "place", "timezone")
    DETAILS = ("short_name", "body", "code", "pack")


class OfficialForm(PlainForm):
    """Who signs for the office."""

    name = forms.CharField(label=_("Nama dengan gelar"), max_length=150)
    position = forms.CharField(
        label=_("Jabatan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Seperti pada blok tanda tangan; baris baru di sini menjadi baris baru di kertas."),
    )
    acting = forms.ChoiceField(
        label=_("Awalan jabatan"),
        required=False,
        choices=[("", _("tanpa awalan")), *((each, each) for each in PREFIXES if each)],
        help_text=_("Plt. pelaksana tugas, Plh. pelaksana harian, a.n. atas nama."),
    )
    nip = forms.CharField(
        label=_("NIP"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("18 angka; kosongkan bila tidak punya."),
    )


class YearForm(PlainForm):
    """A year, and the policy that measures it."""

    year = forms.IntegerField(
        label=_("Tahun"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Tulis tahun dengan empat angka, misalnya 2025.")},
    )
    policy = forms.ChoiceField(label=_("Kebijakan penilaian"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy = self.fields["policy"]
        if isinstance(policy, forms.ChoiceField):
            policy.choices = [(code, each.name) for code, each in pack.policies.items()]
