"""What people fill in about an actual: its value or why there is none, and who answers for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akuntabel.core.errors import CannotDo
from akuntabel.core.value import State, Value, reported
from akuntabel.measuring.deeds import ChangedMeanwhile
from akuntabel.measuring.models import Actual
from akuntabel.offices.models import Office, Person
from akuntabel.web.forms import PlainForm
from akuntabel.web.planning_fields import NumberField, TouchedForm
from akuntabel.web.words import told

COUNTED = "counted"
STATES = [
    (State.NOT_APPLICABLE.value, gettext_lazy("Tidak berlaku: tidak ada yang dinilai dalam periode ini")),
    (
        State.NOT_ASSESSABLE.value,
        gettext_lazy("Tidak dapat dinilai: seharusnya ada, tetapi tidak dapat dihitung"),
    ),
    (State.WITHDRAWN.value, gettext_lazy("Ditarik: angkanya tidak dipakai lagi")),
]


class ActualForm(TouchedForm):
    """An actual: as counted or, for a manual measure, typed; or the state that stands in its place."""

    state = forms.ChoiceField(label=gettext_lazy("Realisasi"), widget=forms.RadioSelect)
    number = NumberField(label=gettext_lazy("Angka"), required=False)
    numerator = NumberField(label=gettext_lazy("Pembilang"), required=False)
    denominator = NumberField(label=gettext_lazy("Penyebut"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Keterangan"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, manual: bool, ratio: bool, why_note: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._manual, self._ratio = manual, ratio
        first = (
            (State.REPORTED.value, _("Ada angkanya; saya isi di bawah"))
            if manual
            else (COUNTED, _("Sesuai hitungan dari catatan"))
        )
        self.fields["state"].choices = [first, *STATES]  # type: ignore[attr-defined]
        if not manual:
            del self.fields["number"]
        if not (manual and ratio):
            del self.fields["numerator"], self.fields["denominator"]
        else:
            self.fields["number"].help_text = _("Dalam persen. Kosongkan bila pembilang dan penyebut diisi.")
        self.fields["note"].help_text = why_note or _(
            "Wajib bila angkanya diisi tangan, atau bila hitungan diganti keterangan lain."
        )

    def clean(self) -> dict[str, Any]:
        """A number where one is said to be there; a note where nothing else explains it."""
        found = super().clean() or {}
        state, note = found.get("state"), found.get("note", "")
        if state == State.REPORTED.value and not self.errors:
            self._need_number(found)
        if state not in (None, COUNTED) and not note.strip():
            self.add_error("note", _("Tulis dasar angka ini, atau mengapa tidak ada angkanya."))
        elif state not in (None, COUNTED, self.initial["state"]) and note.strip() == self.initial["note"]:
            self.add_error(
                "note",
                _(
                    "Keadaannya berganti, tetapi keterangannya masih yang lama. Tulis keterangan untuk keadaan ini."
                ),
            )
        return found

    def _need_number(self, found: dict[str, Any]) -> None:
        top, bottom = found.get("numerator"), found.get("denominator")
        if (top is None) != (bottom is None):
            self.add_error(
                "denominator" if bottom is None else "numerator", _("Isi pembilang dan penyebutnya.")
            )
        elif bottom is not None and bottom <= 0:
            self.add_error("denominator", _("Penyebut lebih dari 0. Bila memang 0, pilih “Tidak berlaku”."))
        elif bottom is None and found.get("number") is None:
            self.add_error("number", _("Isi angkanya; tulis 0 bila memang nol."))

    def value(self) -> Value | None:
        """What was said; None is "as counted".

        Raises:
            ValidationError: the form was not valid.
        """
        found = self.cleaned_data
        if found["state"] == COUNTED:
            return None
        if found["state"] != State.REPORTED.value:
            return Value(State(found["state"]), reason=found["note"].strip())
        top, bottom = found.get("numerator"), found.get("denominator")
        if isinstance(top, Decimal) and bottom:
            return reported(round(top / bottom * 100, 8))
        if found["number"] is None:
            raise ValidationError(_("Isi angkanya; tulis 0 bila memang nol."))
        return reported(found["number"])

    def save(self, deed: Callable[[dict[str, Any]], Any], now: Callable[[], Mapping[str, Any]]) -> Any:
        """What ``deed`` made; None when it refused, with the reason in the form."""
        try:
            return deed(self.cleaned_data)
        except ChangedMeanwhile as error:
            self.add_error(None, told(error))
            self.renew(error.current.touched if error.current else 0, now())
        except CannotDo as error:
            self.add_error(None, told(error))
        return None


def actual_values(actual: Actual | None, *, manual: bool) -> dict[str, Any]:
    """What the form over ``actual`` begins with."""
    if actual is None:
        return {"state": State.REPORTED.value if manual else COUNTED, "note": ""}
    counted = not manual and not actual.by_hand
    return {
        "state": _state_of(actual, manual=manual, counted=counted),
        "number": actual.number if manual else None,
        "numerator": actual.numerator if manual else None,
        "denominator": actual.denominator if manual else None,
        "note": actual.note,
    }


def _state_of(actual: Actual, *, manual: bool, counted: bool) -> str:
    if manual and not actual.by_hand:  # a draft that so far only holds files
        return State.REPORTED.value
    return COUNTED if counted else actual.state


class OwnersForm(PlainForm):
    """The two people who answer for an indicator."""

    first = forms.ModelChoiceField(
        Person.objects.none(), label=gettext_lazy("Penanggung jawab"), required=False,
        empty_label=gettext_lazy("belum ditunjuk"),
    )  # fmt: skip
    second = forms.ModelChoiceField(
        Person.objects.none(), label=gettext_lazy("Pengganti"), required=False,
        empty_label=gettext_lazy("belum ditunjuk"),
        help_text=gettext_lazy("Ikut diingatkan, dan meneruskan bila yang pertama berhalangan."),
    )  # fmt: skip

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Person.objects.filter(is_active=True, memberships__office=office).distinct()
        for name in ("first", "second"):
            self.fields[name].queryset = here.order_by("first_name", "username")  # type: ignore[attr-defined]
