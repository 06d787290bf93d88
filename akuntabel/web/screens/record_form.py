"""The form of a record, made from the register's definition.

The few fields that a record needs come first, in the order of the register; all others stand under
"Isian lain". Fields that follow from others are not typed, save for an aggregate that asserts them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext as _

from akuntabel.core.entry import Hand, Problem, read_row
from akuntabel.core.errors import ParseError
from akuntabel.core.indonesian import format_number, format_short, parse_number
from akuntabel.core.register import FieldType, Register, RegisterField, is_date
from akuntabel.evidence.deeds import Row
from akuntabel.evidence.models import Record
from akuntabel.web.words import told

FEW = 6  # choices that are shown all at once
_SUGGESTED = (FieldType.PLACE, FieldType.PERSON)
_MOST_SUGGESTIONS = 300


def field_name(code: str) -> str:
    """The name of a register's field in the form; the form has names of its own beside them."""
    return f"f-{code}"


def typed_text(target: RegisterField, value: Any) -> str:
    """A value of a record as a person would type it: 04-03-2025, 1.500.000, ya."""
    if value in (None, ""):
        return ""
    match target.type:
        case FieldType.BOOLEAN:
            return "ya" if value else "tidak"
        case FieldType.DATE if is_date(value):
            return format_short(dt.date.fromisoformat(value))
        case FieldType.INTEGER | FieldType.NUMBER | FieldType.MONEY:
            return format_number(Decimal(str(value)))
    return str(value)


def first_fields(register: Register) -> set[str]:
    """The fields that a record needs: to be kept, to be told apart, to count."""
    wanted = {each.code for each in register.fields if each.required}
    wanted |= {register.title_field, register.date_field, *register.same_event, *register.counts_when}
    if register.timely:
        wanted |= {register.timely.done, register.timely.due, register.timely.opens, register.timely.begun}
    if register.valid_when:
        wanted |= {*register.valid_when.true, *(name for pair in register.valid_when.equal for name in pair)}
    if register.deadline:
        wanted.add(register.deadline.field)
    return wanted - register.worked_out - {""}


def suggestions(register: Register, records: Any) -> dict[str, list[str]]:
    """For each place and person field the values that ``records`` hold already, in order."""
    found = {}
    for each in register.fields:
        if each.type in _SUGGESTED:
            values = records.order_by().values_list(KeyTextTransform(each.code, "data"), flat=True).distinct()
            found[each.code] = sorted({value for value in values[:_MOST_SUGGESTIONS] if value})
    return found


@dataclass(frozen=True)
class Known:
    """What is offered while typing: the values of places and persons that are known already."""

    values: Mapping[str, Sequence[str]]


class RecordForm(forms.Form):
    """A record being typed. After ``is_valid()``, ``row`` is what the deed takes."""

    quantity = forms.CharField(required=False, max_length=30)
    source = forms.CharField(required=False, max_length=200)
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        register: Register,
        hand: Hand,
        known: Known | None = None,
        initial: Mapping[str, Any] | None = None,
        stated: bool = False,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
        self.register, self.hand, self.stated = register, hand, stated
        self.known: Mapping[str, Sequence[str]] = known.values if known else {}
        for each in register.fields:
            self.fields[field_name(each.code)] = form_field(each, suggests=bool(self.known.get(each.code)))
        self.fields["quantity"].label = _("Jumlah")
        self.fields["quantity"].help_text = _(
            "Satu catatan dihitung satu. Isi jumlah lain hanya bila yang diketahui cuma jumlahnya, misalnya 2.216 keputusan."
        )
        self.fields["source"].label = _("Sumber")
        self.fields["source"].help_text = _("Buku, berkas, atau laporan tempat catatan ini dapat dibaca.")
        self.fields["note"].label = _("Keterangan")
        self.row = Row({})
        for name, field in self.fields.items():
            self._described(name, field)

    def _described(self, name: str, field: forms.Field) -> None:
        """Tie the field to its help and its error for those who hear the page."""
        ids = [f"id_{name}_help"] if field.help_text else []
        if self.is_bound and self.errors.get(name):
            ids.append(f"id_{name}_error")
            field.widget.attrs["aria-invalid"] = "true"
        if ids:
            field.widget.attrs["aria-describedby"] = " ".join(ids)

    # ------------------------------------------------------------ reading what was typed

    def typed(self) -> dict[str, Any]:
        """The register's fields as far as they can be read, for a look while somebody types."""
        data, _problems = read_row(self.register, self._raw(), self.hand)
        return data

    def _raw(self) -> dict[str, Any]:
        return {each.code: self.data.get(field_name(each.code), "") for each in self.register.fields}

    def clean(self) -> dict[str, Any]:
        """Read all fields; a wrong one gets its sentence beside it."""
        raw = self._raw()
        quantity = self._quantity()
        if quantity == 1 and not self.stated:
            raw = {code: text for code, text in raw.items() if code not in self.register.worked_out}
        data, problems = read_row(self.register, raw, self.hand)
        wrong = {problem.field for problem in problems}
        sentences = self.register.problems(data, aggregate=self.stated or quantity != 1)
        self.add_problems(problems)
        for code, sentence in sentences:
            if code not in wrong:
                self.add_error(field_name(code), sentence)
        self.row = Row(data, quantity, self.cleaned_data.get("source", ""), self.cleaned_data.get("note", ""))
        return self.cleaned_data

    def _quantity(self) -> Decimal:
        text = self.cleaned_data.get("quantity", "")
        try:
            return parse_number(text) if text else Decimal(1)
        except ParseError as error:
            self.add_error("quantity", told(error))
            return Decimal(1)

    def add_problems(self, problems: Sequence[Problem]) -> None:
        """Put each of ``problems`` beside its field."""
        for problem in problems:
            name = field_name(problem.field)
            if name not in self.fields:
                name = problem.field if problem.field in self.fields else ""
            self._refuse(name or None, told(problem))

    def add_to_date(self, sentence: str) -> None:
        """Put ``sentence`` beside the date that places the record in its period, if it is typed here."""
        name = field_name(self.register.date_field)
        shown = [*self.first(), *self.rest(), *self.aggregate()]
        self._refuse(name if name in {each.name for each in shown} else None, sentence)

    def _refuse(self, name: str | None, sentence: str) -> None:
        self.add_error(name, sentence)
        if name:
            self._described(name, self.fields[name])

    # ------------------------------------------------------------ the order on the page

    def first(self) -> list[forms.BoundField]:
        """The fields that a record needs."""
        wanted = first_fields(self.register)
        return [self[field_name(each.code)] for each in self.register.fields if each.code in wanted]

    def rest(self) -> list[forms.BoundField]:
        """The other fields that are typed."""
        without = first_fields(self.register) | self.register.worked_out
        return [self[field_name(each.code)] for each in self.register.fields if each.code not in without]

    def about(self) -> list[forms.BoundField]:
        """Where it can be read, and a remark."""
        return [self["source"], self["note"]]

    def aggregate(self) -> list[forms.BoundField]:
        """What only an aggregate has: its number, and the answers that it asserts."""
        order = [each.code for each in self.register.fields if each.code in self.register.worked_out]
        return [self["quantity"], *(self[field_name(code)] for code in order)]

    def focus(self) -> None:
        """Let typing begin in the first wrong field, else in the first one."""
        order = [*self.first(), *self.rest(), *self.about(), *self.aggregate()]
        target = next((each for each in order if each.errors), order[0])
        target.field.widget.attrs["autofocus"] = True

    @property
    def rest_open(self) -> bool:
        """Whether one of the other fields is filled or wrong, so that they must be seen."""
        return self._any(self.rest() + self.about())

    @property
    def aggregate_open(self) -> bool:
        """Whether the row is an aggregate, or was typed as one."""
        number = str(self["quantity"].value() or "").strip()
        return number not in ("", "1") or any(each.errors for each in self.aggregate())

    @staticmethod
    def _any(fields: Sequence[forms.BoundField]) -> bool:
        return any(each.errors or str(each.value() or "").strip() for each in fields)


def initial_of(record: Record, register: Register) -> dict[str, str]:
    """What the form shows of ``record``."""
    found = {field_name(each.code): typed_text(each, record.data.get(each.code)) for each in register.fields}
    quantity = "" if record.quantity == 1 else format_number(record.quantity)
    return found | {"quantity": quantity, "source": record.source, "note": record.note}


def form_field(each: RegisterField, *, suggests: bool) -> forms.Field:
    """The field of a form for ``each``; with ``suggests`` it offers the values that are known."""
    label, text = each.label, each.help
    match each.type:
        case FieldType.CHOICE:
            return _choice(each, list((each.choices or {}).items()))
        case FieldType.BOOLEAN:
            return _choice(each, [("ya", _("ya")), ("tidak", _("tidak"))])
    attrs: dict[str, str] = {"autocomplete": "off", "maxlength": "2000"}
    if each.type is FieldType.DATE:
        attrs |= {"placeholder": _("4/3 atau 4 Maret"), "maxlength": "40", "class": "date-input"}
    elif each.type in (FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY):
        attrs |= {"inputmode": "decimal", "maxlength": "40", "class": "number-input"}
    if suggests:
        attrs["list"] = f"known-{each.code}"
    field = forms.CharField(
        required=False, label=label, help_text=text, strip=False, widget=forms.TextInput(attrs)
    )
    field.widget.is_required = each.required
    return field


def _choice(each: RegisterField, choices: list[tuple[str, str]]) -> forms.Field:
    few = len(choices) <= FEW
    empty = [("", _("belum diisi") if few else "")]
    widget = forms.RadioSelect if few else forms.Select
    shown = choices if few and each.required else [*choices, *empty] if few else [*empty, *choices]
    # Any text is let through to the register's own reading, whose sentence names the choices.
    field = forms.CharField(
        required=False, label=each.label, help_text=each.help, widget=widget(choices=shown)
    )
    field.widget.is_required = each.required
    return field
