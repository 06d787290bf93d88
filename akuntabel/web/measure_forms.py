"""What an indicator counts, chosen in words: a way of counting, a register, and conditions on its rows.

Two steps without a script: first the way and the register, then the conditions of that register.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akuntabel.core.register import FieldType, Register
from akuntabel.web.forms import PlainForm
from akuntabel.web.planning_fields import TouchedForm

NUMERIC = (FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY)
PART, BASE = "part", "base"  # of a share: what is counted, and of what


def kinds() -> dict[str, str]:
    """The ways of counting, in words."""
    return {
        "count": _("Menghitung banyaknya catatan"),
        "ratio": _("Menghitung bagian catatan yang memenuhi syarat, dalam persen"),
        "sum": _("Menjumlahkan sebuah isian angka"),
        "latest": _("Mengambil isian angka dari catatan terakhir"),
        "share_met": _("Menghitung bagian indikator lain yang mencapai target, dalam persen"),
        "manual": _("Diisi dengan tangan, beserta catatan dan lampirannya"),
    }


def needs_register(kind: str) -> bool:
    """Whether this way of counting reads a register."""
    return kind in ("count", "ratio", "sum", "latest")


class MeasureChoiceForm(PlainForm):
    """The first step: how to count, and in which register."""

    cara = forms.ChoiceField(label=gettext_lazy("Cara ukur"), widget=forms.RadioSelect)
    register = forms.ChoiceField(label=gettext_lazy("Register yang dibaca"), required=False)

    def __init__(self, *args: Any, registers: Mapping[str, Register], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cara"].choices = list(kinds().items())  # type: ignore[attr-defined]
        groups: dict[str, list[tuple[str, str]]] = {}
        for code, register in registers.items():
            groups.setdefault(register.group, []).append((code, register.name))
        choices: list[Any] = [("", _("Pilih register")), *groups.items()]
        self.fields["register"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A way that reads a register needs one."""
        found = super().clean() or {}
        if needs_register(found.get("cara", "")) and not found.get("register"):
            self.add_error("register", _("Pilih register yang dibaca."))
        return found


class MeasureForm(TouchedForm):
    """The second step: the conditions on the rows of ``register``, and the field that is read."""

    def __init__(self, *args: Any, kind: str, register: Register | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.register = kind, register
        if register is None:
            return
        if kind in ("sum", "latest"):
            choices = [(f.code, f.label) for f in register.fields if f.type in NUMERIC]
            self.fields["field"] = forms.ChoiceField(label=_("Isian yang dibaca"), choices=choices)
        self._add_conditions(BASE)
        if kind == "ratio":
            self._add_conditions(PART)

    def _add_conditions(self, side: str) -> None:
        assert self.register is not None
        for found in self.register.fields:
            if found.type is FieldType.CHOICE:
                self.fields[f"{side}.{found.code}"] = forms.MultipleChoiceField(
                    label=found.label,
                    choices=list((found.choices or {}).items()),
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                )
            elif found.type is FieldType.BOOLEAN:
                self.fields[f"{side}.{found.code}"] = forms.ChoiceField(
                    label=found.label,
                    choices=[("", _("Tidak diperiksa")), ("yes", _("Ya")), ("no", _("Tidak"))],
                    required=False,
                )

    def sides(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The conditions by side, each with its heading."""
        heads = {BASE: _("Catatan yang dihitung"), PART: _("Di antaranya, yang memenuhi")}
        if self.kind == "ratio":
            heads[BASE] = _("Dari catatan yang mana (penyebut)")
        for side, head in heads.items():
            fields = [self[name] for name in self.fields if name.startswith(f"{side}.")]
            if fields:
                yield head, fields

    def others(self) -> list[forms.BoundField]:
        """The fields that are no conditions."""
        return [self[name] for name in self.fields if not name.startswith((f"{BASE}.", f"{PART}."))]

    def measure(self) -> dict[str, Any]:
        """What was chosen, as packs write it."""
        if self.register is None:
            return {self.kind: {}}
        if self.kind == "ratio":
            base = self._where(BASE)
            return {
                "ratio": {
                    "numerator": self._amount({**base, **self._where(PART)}),
                    "denominator": self._amount(base),
                }
            }
        if self.kind == "count":
            return self._amount(self._where(BASE))
        body: dict[str, Any] = {"register": self.register.code, "field": self.cleaned_data["field"]}
        where = self._where(BASE)
        return {self.kind: {**body, **({"where": where} if where else {})}}

    def _amount(self, where: dict[str, Any]) -> dict[str, Any]:
        assert self.register is not None
        return {"count": {"register": self.register.code, **({"where": where} if where else {})}}

    def _where(self, side: str) -> dict[str, Any]:
        where: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            if not name.startswith(f"{side}.") or not value:
                continue
            code = name.partition(".")[2]
            if isinstance(value, list):
                where[code] = value[0] if len(value) == 1 else value
            else:
                where[code] = value == "yes"
        return where


def measure_values(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """What the second step shows of the measure ``data``, as far as it can be said in it."""
    body = data.get(kind, {})
    if kind != "ratio":
        return {"field": body.get("field", ""), **_shown(BASE, body.get("where", {}))}
    parts = {name: body.get(name, {}).get("count", {}) for name in ("numerator", "denominator")}
    base = parts["denominator"].get("where", {})
    narrowed = {
        name: value for name, value in parts["numerator"].get("where", {}).items() if base.get(name) != value
    }
    return {**_shown(BASE, base), **_shown(PART, narrowed)}


def _shown(side: str, where: Mapping[str, Any]) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    for name, value in where.items():
        if isinstance(value, bool):
            shown[f"{side}.{name}"] = "yes" if value else "no"
        elif isinstance(value, list):
            shown[f"{side}.{name}"] = value
        elif isinstance(value, str):
            shown[f"{side}.{name}"] = [value]
    return shown
