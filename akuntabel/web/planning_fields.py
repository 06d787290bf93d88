"""Fields that are typed the Indonesian way, and forms that two people may have open at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from akuntabel.core.errors import CannotDo, ParseError
from akuntabel.core.indonesian import format_number, parse_money, parse_number
from akuntabel.planning.deeds import ChangedMeanwhile, WrongFields
from akuntabel.planning.deeds.shared import tidy
from akuntabel.web.forms import PlainForm
from akuntabel.web.words import told


class NumberField(forms.CharField):
    """A number as people write it here: "1.234,5"; empty is None."""

    read: Callable[[str], Decimal] = staticmethod(parse_number)

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> Any:
        """The number, or None."""
        text = super().clean(value)
        if not text:
            return None
        try:
            number = self.read(text.removesuffix("%"))
        except ParseError as error:
            raise ValidationError(told(error)) from None
        if abs(number) >= 10**16 or number.as_tuple().exponent < -8:  # type: ignore[operator]
            raise ValidationError(_("Angka ini terlalu panjang: paling banyak 16 angka, 8 di belakang koma."))
        return number

    def prepare_value(self, value: Any) -> Any:
        """``value`` as one would type it."""
        return number_text(value) if isinstance(value, Decimal) else value


class MoneyField(NumberField):
    """Rupiah as people write it here: "Rp1.234.000"; empty is None."""

    read = staticmethod(parse_money)


def number_text(value: Decimal | None) -> str:
    """``value`` as one would type it: no trailing zeros; "" for None."""
    return "" if value is None else format_number(Decimal(f"{value.normalize():f}"))


class TouchedForm(PlainForm):
    """A form over something that another may change meanwhile; ``touched`` is how often it was changed."""

    touched = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def save(self, deed: Callable[[dict[str, Any]], Any], now: Callable[[], Mapping[str, Any]]) -> Any:
        """What ``deed`` made of the cleaned values; None when it refused, with the reasons in the form.

        ``now`` gives how things stand, shown beside what was typed when somebody else came first.
        """
        try:
            return deed(self.cleaned_data)
        except WrongFields as error:
            for problem in error.problems:
                self.add_error(problem.field if problem.field in self.fields else None, told(problem))
        except ChangedMeanwhile as error:
            self.add_error(None, told(error))
            self.renew(error.current.touched, now())
        except CannotDo as error:
            self.add_error(None, told(error))
        return None

    def renew(self, touched: int, now: Mapping[str, Any]) -> None:
        """Let the next saving count as one that knows the present state, and say what that is."""
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("touched")] = str(touched)
        self.data = data
        for name, value in now.items():
            typed = self.cleaned_data.get(name)
            if name in self.fields and (tidy(typed) if isinstance(typed, str) else typed) != value:
                shown = self._shown(name, value)
                words = _("Isi sekarang: {value}").format(value=shown or _("kosong"))
                self.fields[name].help_text = self[name].help_text = words

    def _shown(self, name: str, value: Any) -> str:
        choices = dict(getattr(self.fields[name], "choices", ()))
        key = getattr(value, "pk", value)
        shown = choices.get(str(key), choices.get(key, self.fields[name].prepare_value(value)))
        return "" if shown is None else str(shown)
