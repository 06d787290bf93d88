"""The form that changes one field of many records, or withdraws them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from akuntabel.core.entry import Hand, read_field
from akuntabel.core.errors import ParseError
from akuntabel.core.register import Register, RegisterField
from akuntabel.web.screens.record_form import form_field
from akuntabel.web.words import told

WITHDRAW = "tarik"
EMPTY = "-"
MOST = 500  # rows changed at once: those of one page and some


class BulkForm(forms.Form):
    """Which rows (``picked``), which field (``target``) and its new value as ``read``; or the reason to withdraw."""

    value = forms.CharField(required=False)
    reason = forms.CharField(required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: QueryDict, *, register: Register, hand: Hand) -> None:
        super().__init__(data, label_suffix="")
        self.register, self.hand = register, hand
        self.picked = _picked(data)
        self.read: Any = None
        self.target = data.get("target", "")
        self.field = next((each for each in settable(register) if each.code == self.target), None)
        self.fields["reason"].label = _("Alasan menarik")
        if self.field is not None:
            self.fields["value"] = form_field(self.field, suggests=False)
            self._ask(self.fields["value"], may_be_empty=not self.field.required)

    @property
    def withdraws(self) -> bool:
        """Whether the rows are to be withdrawn."""
        return self.target == WITHDRAW

    @property
    def settable(self) -> list[RegisterField]:
        """The fields to choose from while none is chosen."""
        return settable(self.register)

    def settle(self) -> None:
        """Before the question is answered there is nothing to complain about."""
        if not self.data.get("sungguh"):
            self._errors = forms.utils.ErrorDict()

    def _ask(self, field: forms.Field, *, may_be_empty: bool) -> None:
        """Emptying a field of many rows is said on purpose, never by leaving the question unanswered."""
        if isinstance(field.widget, forms.RadioSelect | forms.Select):
            choices = [(code, word) for code, word in field.widget.choices if code]
            waiting = [] if isinstance(field.widget, forms.RadioSelect) else [("", _("pilih nilainya"))]
            empty = [(EMPTY, _("kosongkan isian ini"))] if may_be_empty else []
            field.widget.choices = [*waiting, *choices, *empty]
        elif may_be_empty:
            field.help_text = _("Tulis - untuk mengosongkan isian ini.")

    def _read(self, field: RegisterField) -> Any:
        typed = self.data.get("value", "").strip()
        if not typed:
            self.add_error("value", _("Isi nilai barunya."))
        return None if typed == EMPTY else read_field(field, typed, self.hand)

    def clean(self) -> dict[str, Any]:
        """Read the value as its field would; a reason is needed to withdraw."""
        if self.withdraws:
            if not self.cleaned_data.get("reason", "").strip():
                self.add_error("reason", _("Tulis alasannya; alasan itu tersimpan dalam riwayat."))
        elif self.field is None:
            self.add_error(None, _("Pilih isian yang hendak diubah."))
        else:
            try:
                self.read = self._read(self.field)
            except ParseError as error:
                self.add_error("value", told(error))
        return self.cleaned_data


def settable(register: Register) -> list[RegisterField]:
    """The fields that many rows may be given at once."""
    return [each for each in register.fields if each.code not in register.worked_out]


def _picked(data: QueryDict) -> dict[int, int]:
    found = {}
    for pair in data.getlist("pilih")[:MOST]:
        pk, colon, version = pair.partition(":")
        if colon and pk.isascii() and pk.isdigit() and version.isascii() and version.isdigit():
            found[int(pk)] = int(version)
    return found
