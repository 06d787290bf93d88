"""What is typed into the report: one text, and how often it had been changed when it was opened."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from akuntabel.web.forms import PlainForm


class NarrativeForm(PlainForm):
    """A text of the report; an empty one means that it is not written."""

    text = forms.CharField(
        label=_("Naskah"),
        required=False,
        strip=False,
        widget=forms.Textarea,
        help_text=_(
            "Baris kosong memisahkan alinea. Tulis “1. ” atau “- ” di awal baris untuk daftar, **dua bintang** "
            "untuk tebal, *satu bintang* untuk miring."
        ),
    )
    touched = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def renew(self, touched: int) -> None:
        """Let the next saving count as one that knows the present text."""
        data: Any = cast(QueryDict, self.data).copy()
        data["touched"] = str(touched)
        self.data = data
