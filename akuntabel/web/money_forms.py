"""What is filled in about the budget: versions, lines with their months, payments, grants, shares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akuntabel.core.errors import CannotDo
from akuntabel.core.indonesian import MONTHS
from akuntabel.planning.deeds import WrongFields
from akuntabel.planning.models import (
    BudgetLine,
    BudgetShare,
    BudgetVersion,
    CeilingChange,
    Fund,
    GrantKind,
    Objective,
)
from akuntabel.planning.money.grants import GrantFields
from akuntabel.planning.money.spending import SpendingFields
from akuntabel.planning.money.table_fields import TableField
from akuntabel.planning.money.versions import LineFields, VersionFields
from akuntabel.web.forms import PlainForm
from akuntabel.web.planning_fields import MoneyField, NumberField, TouchedForm, number_text
from akuntabel.web.words import told

AUTHORITIES, LINES = "pengesah", "baris-anggaran"  # lists of what is usually typed, on the page
LEVELS = (
    ("programme", _("Program")),
    ("activity", _("Kegiatan")),
    ("output", _("KRO")),
    ("detail", _("RO")),
    ("account", _("Akun")),
)
ABOVE = tuple(name for level, _label in LEVELS[:-1] for name in (f"{level}_code", level))
HEAD = ("name", "number", "issued_on", "authority", "change", "reason")


def day_field(label: Any, *, required: bool = True, **more: Any) -> forms.DateField:
    """A day, picked or typed as 31-12-2025."""
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages={"invalid": _("Tulis tanggal seperti 31-12-2025.")},
        **more,
    )


def _words(label: Any, length: int = 200, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, **more)


def _note() -> forms.CharField:
    return forms.CharField(label=_("Keterangan"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


def _source(help_text: Any) -> forms.CharField:
    return _words(_("Sumber"), 200, help_text=help_text)


class VersionForm(TouchedForm):
    """The head of a version of the DIPA; a revision says why, and what became of the ceiling."""

    name = forms.CharField(
        label=_("Nama versi"),
        max_length=200,
        help_text=_("Begitu versi ini disebut di laporan, misalnya “DIPA Tahun Anggaran 2025 Revisi ke-3”."),
    )
    number = _words(_("Nomor DIPA"), 100, help_text=_("Boleh menyusul; wajib sebelum ditetapkan."))
    issued_on = day_field(_("Tanggal DIPA"), required=False)
    authority = _words(
        _("Disahkan oleh"), 100, widget=forms.TextInput(attrs={"list": AUTHORITIES}),
        help_text=_("KPA, Kanwil DJPb, DJA, atau PA."),
    )  # fmt: skip
    change = forms.ChoiceField(
        label=_("Pagu"),
        choices=[(each.value, each.label) for each in (CeilingChange.SAME, CeilingChange.CHANGED)],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Alasan revisi"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Misalnya “Hibah pemilihan dicatat ke dalam DIPA”."),
    )  # fmt: skip

    def __init__(self, *args: Any, revision: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not revision:
            del self.fields["change"], self.fields["reason"]

    def facts(self) -> VersionFields:
        """What was filled in."""
        found = dict(self.cleaned_data)
        found.pop("touched")
        return VersionFields(**found)


def version_values(version: BudgetVersion) -> dict[str, Any]:
    """What the form shows of ``version``."""
    return {name: getattr(version, name) for name in HEAD}


class SeenForm(TouchedForm):
    """A yes to what somebody has read; it holds only for what stood there then."""


class LineForm(TouchedForm):
    """A line of a version, as deep as its source goes, with the month plan of page III."""

    fund = forms.ChoiceField(label=_("Sumber dana"), choices=Fund.choices, required=False)
    amount = MoneyField(label=_("Pagu setahun (Rp)"))
    source = _source(_("Halaman atau berkas tempat angkanya tertulis."))
    note = _note()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for level, label in LEVELS:
            code = forms.CharField(label=_("Kode"), max_length=12, required=False)
            self.fields[f"{level}_code"] = code
            self.fields[level] = forms.CharField(label=label, max_length=200, required=False)
        for month in range(1, 13):
            self.fields[f"month_{month}"] = MoneyField(label=MONTHS[month - 1], required=False)

    def levels(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The rows of the form, from the programme down to the account: code, name."""
        return [(self[f"{level}_code"], self[level]) for level, _label in LEVELS]

    def months(self) -> list[forms.BoundField]:
        """The twelve months."""
        return [self[f"month_{month}"] for month in range(1, 13)]

    def rest(self) -> list[forms.BoundField]:
        """The words that are no part of the line's place or money."""
        return [self["source"], self["note"]]

    def facts(self) -> LineFields:
        """What was filled in."""
        found = dict(self.cleaned_data)
        found.pop("touched")
        months = tuple(found.pop(f"month_{month}") for month in range(1, 13))
        return LineFields(**found, months=months)


def line_values(line: BudgetLine) -> dict[str, Any]:
    """What the form shows of ``line``."""
    names = [name for level, _label in LEVELS for name in (f"{level}_code", level)]
    values = {name: getattr(line, name) for name in (*names, "fund", "amount", "source", "note")}
    return values | {f"month_{plan.month}": plan.amount for plan in line.months.all()}


class FieldsForm(PlainForm):
    """A form over something new, whose deed says which field it cannot keep."""

    def save(self, deed: Callable[[], Any]) -> Any:
        """What ``deed`` made; None when it refused, with the reasons beside their fields."""
        try:
            return deed()
        except WrongFields as error:
            for problem in error.problems:
                self.add_error(problem.field if problem.field in self.fields else None, told(problem))
        except CannotDo as error:
            self.add_error(None, told(error))
        return None


class SpendingForm(FieldsForm):
    """A payment."""

    date = day_field(_("Tanggal SP2D"))
    document = _words(_("Nomor SP2D"), 80)
    key = _words(
        _("Kode baris anggaran"), 80, widget=forms.TextInput(attrs={"list": LINES, "autocomplete": "off"}),
        help_text=_("Pilih dari daftar, atau tulis kode akhirnya saja. Kosongkan bila belum jelas."),
    )  # fmt: skip
    fund = forms.ChoiceField(label=_("Sumber dana"), choices=Fund.choices, required=False)
    amount = MoneyField(
        label=_("Jumlah (Rp)"), help_text=_("Uang yang dikembalikan ditulis dengan tanda minus.")
    )
    note = _words(_("Untuk apa"), 500)
    source = _source(_("Misalnya nama berkas OMSPAN atau halaman buku kas."))

    def __init__(self, *args: Any, keyed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not keyed:
            del self.fields["key"]

    def facts(self) -> SpendingFields:
        """What was filled in."""
        return SpendingFields(**self.cleaned_data)


class GrantForm(FieldsForm):
    """A line of the grant ledger."""

    kind = forms.ChoiceField(label=_("Peristiwa"), choices=GrantKind.choices)
    amount = MoneyField(label=_("Jumlah (Rp)"))
    date = day_field(_("Tanggal"), required=False)
    number = _words(_("Nomor dokumen"), 100, help_text=_("NPHD, register hibah, SP2HL, atau bukti setor."))
    source = _source(_("Dari mana angkanya disalin."))
    note = _note()

    def facts(self) -> GrantFields:
        """What was filled in."""
        return GrantFields(**self.cleaned_data)


class SharesForm(FieldsForm):
    """How a line's money is shared among the objectives, in %; a tick asks for an equal part."""

    def __init__(self, *args: Any, objectives: Iterable[Objective], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.objectives = list(objectives)
        for each in self.objectives:
            self.fields[f"objective_{each.code}"] = NumberField(label=each.name, required=False)
            self.fields[f"pick_{each.code}"] = forms.BooleanField(label=each.name, required=False)

    def rows(self) -> list[tuple[Objective, forms.BoundField, forms.BoundField]]:
        """An objective, its tick, and its percentage."""
        return [(each, self[f"pick_{each.code}"], self[f"objective_{each.code}"]) for each in self.objectives]

    def shares(self) -> dict[str, Decimal]:
        """The percentages that were given, by objective; 0 says the same as nothing."""
        found = {each.code: self.cleaned_data[f"objective_{each.code}"] for each in self.objectives}
        return {code: percent for code, percent in found.items() if percent}

    def spread(self) -> None:
        """Share 100 % equally among the objectives that are ticked; what is left over goes to the first."""
        picked = [each.code for each in self.objectives if f"pick_{each.code}" in self.data]
        if not picked:
            self.add_error(None, _("Centang dahulu sasaran yang akan dibagi rata."))
            return
        part = (Decimal(100) / len(picked)).quantize(Decimal("0.0001"), ROUND_DOWN)
        data = cast(QueryDict, self.data).copy()
        for each in self.objectives:
            data[f"objective_{each.code}"] = number_text(part) if each.code in picked else ""
        data[f"objective_{picked[0]}"] = number_text(100 - part * (len(picked) - 1))
        self.data = data


def share_values(shares: Iterable[BudgetShare]) -> dict[str, Any]:
    """What the form shows of the ``shares`` of a line."""
    return {f"objective_{share.objective}": share.percent for share in shares}


class ColumnsForm(PlainForm):
    """Which field each column of a table fills; one without a field is passed over."""

    def __init__(self, *args: Any, fields: Iterable[TableField], heads: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.labels = {field.code: field.label for field in fields}
        self.width = len(heads)
        choices = [("", _("tidak dipakai")), *self.labels.items()]
        for at, head in enumerate(heads):
            label = head or gettext("Kolom ke-{number}").format(number=at + 1)
            self.fields[f"column_{at}"] = forms.ChoiceField(label=label, choices=choices, required=False)

    def columns(self) -> dict[str, int]:
        """The column (from 0) of each field that was chosen."""
        chosen = [self.cleaned_data[f"column_{at}"] for at in range(self.width)]
        return {code: at for at, code in enumerate(chosen) if code}

    def clean(self) -> dict[str, Any]:
        """No field twice."""
        found = super().clean() or {}
        first: dict[str, int] = {}
        for at in range(self.width):
            code = found.get(f"column_{at}", "")
            if code in first:
                other = self.fields[f"column_{first[code]}"].label
                words = gettext("{field} sudah diisi dari kolom “{other}”.")
                self.add_error(f"column_{at}", words.format(field=self.labels[code], other=other))
            elif code:
                first[code] = at
        return found

    def save(self, deed: Callable[[dict[str, int]], Any]) -> Any:
        """What ``deed`` made of the columns; None when it refused, with the reasons above the table."""
        try:
            return deed(self.columns())
        except WrongFields as error:
            for problem in error.problems:
                self.add_error(None, told(problem))
        except CannotDo as error:
            self.add_error(None, told(error))
        return None


def column_values(columns: Mapping[str, int]) -> dict[str, str]:
    """What the form shows of a mapping."""
    return {f"column_{at}": code for code, at in columns.items()}
