"""The form of an office's own register: what was typed, as a draft for the deed, and back again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from akuntabel.core.register import FieldType, Register
from akuntabel.evidence.models import OwnRegister
from akuntabel.evidence.own_registers import MOST_FIELDS, FieldDraft, RegisterDraft
from akuntabel.offices.models import Office

OWN = ("name", "purpose", "group", "unit", "note")


@dataclass(frozen=True)
class FieldLine:
    """A field in the form, as typed."""

    label: str = ""
    type: str = "text"
    required: bool = False
    choices: str = ""
    help: str = ""
    code: str = ""
    same_event: bool = False
    counts: bool = False
    title: bool = False
    date: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing is typed."""
        return not (self.label.strip() or self.choices.strip() or self.help.strip())


@dataclass(frozen=True)
class OwnForm:
    """The whole form; ``errors`` are sentences by the part they stand beside."""

    own: Mapping[str, str]
    lines: Sequence[FieldLine]
    version: int = 0
    errors: Mapping[str, str] = field(default_factory=dict)

    def with_error(self, part: str, sentence: str) -> OwnForm:
        """The same form with a sentence beside ``part``, which counts filled lines only."""
        name, _dash, number = part.partition("-")
        if number.isdigit():
            filled = [at for at, line in enumerate(self.lines) if not line.blank]
            part = f"{name}-{filled[int(number)]}" if int(number) < len(filled) else "fields"
        return replace(self, errors={**self.errors, part: sentence})

    @property
    def rows(self) -> list[tuple[FieldLine, dict[str, str]]]:
        """The lines with what is wrong with each part of them."""
        parts = ("label", "type", "choices", "help")
        return [
            (line, {name: self.errors.get(f"{name}-{at}", "") for name in parts})
            for at, line in enumerate(self.lines)
        ]

    @property
    def draft(self) -> RegisterDraft:
        """What the deed is handed; lines without anything in them are left out."""
        lines = [line for line in self.lines if not line.blank]
        return RegisterDraft(
            **{name: self.own.get(name, "") for name in OWN},
            fields=[
                FieldDraft(
                    label=line.label,
                    type=FieldType(line.type),
                    required=line.required,
                    choices=line.choices.splitlines(),
                    help=line.help,
                    code=line.code,
                    same_event=line.same_event,
                    counts=line.counts,
                )
                for line in lines
            ],
            title=next((at for at, line in enumerate(lines) if line.title), None),
            date=next((at for at, line in enumerate(lines) if line.date), None),
        )


def first_form() -> OwnForm:
    """A form to begin with: what happened and when, which every register needs."""
    lines = [
        FieldLine(label=_("Tanggal"), type="date", required=True, counts=True, same_event=True, date=True),
        FieldLine(label=_("Uraian"), required=True, counts=True, same_event=True, title=True),
        FieldLine(),
    ]
    return OwnForm({}, lines)


def form_of(row: OwnRegister, register: Register) -> OwnForm:
    """The form that shows ``register`` as it stands."""
    lines = [
        FieldLine(
            label=each.label,
            type=each.type.value,
            required=each.required,
            choices="\n".join((each.choices or {}).values()),
            help=each.help,
            code=each.code,
            same_event=each.code in register.same_event,
            counts=each.code in register.counts_when,
            title=each.code == register.title_field,
            date=each.code == register.date_field,
        )
        for each in register.fields
    ]
    return OwnForm({name: getattr(register, name) for name in OWN}, lines, row.version)


def typed_form(given: QueryDict) -> OwnForm:
    """The form as it was handed in, with the line added, taken out or moved that its buttons ask for."""
    count = given.get("rows", "0")
    number = min(int(count), MOST_FIELDS + 5) if count.isascii() and count.isdigit() else 0
    lines = [_line(given, at) for at in range(number)]
    version = given.get("version", "0")
    if "add" in given:
        lines.append(FieldLine())
    lines = _moved(lines, given.get("remove", ""), given.get("up", ""))
    own = {name: given.get(name, "") for name in OWN}
    return OwnForm(own, lines, int(version) if version.isascii() and version.isdigit() else 0)


def only_reshapes(given: QueryDict) -> bool:
    """Whether a button asks for another line or order, and not yet to save."""
    return any(name in given for name in ("add", "remove", "up"))


def _line(given: QueryDict, at: int) -> FieldLine:
    def text(name: str) -> str:
        return given.get(f"{name}-{at}", "")

    kind = text("type")
    return FieldLine(
        label=text("label"),
        type=kind if kind in set(FieldType) else "text",
        required=f"required-{at}" in given,
        choices=text("choices"),
        help=text("help"),
        code=text("code"),
        same_event=f"same-{at}" in given,
        counts=f"counts-{at}" in given,
        title=given.get("title") == str(at),
        date=given.get("date") == str(at),
    )


def _moved(lines: list[FieldLine], remove: str, up: str) -> list[FieldLine]:
    if remove.isascii() and remove.isdigit() and int(remove) < len(lines):
        lines.pop(int(remove))
    if up.isascii() and up.isdigit() and 0 < int(up) < len(lines):
        at = int(up)
        lines[at - 1], lines[at] = lines[at], lines[at - 1]
    return lines


def type_words() -> list[tuple[str, str]]:
    """The types of a field and their words."""
    return [
        ("text", _("teks")),
        ("date", _("tanggal")),
        ("integer", _("bilangan bulat")),
        ("number", _("angka desimal")),
        ("money", _("rupiah")),
        ("boolean", _("ya atau tidak")),
        ("choice", _("pilihan")),
        ("place", _("tempat")),
        ("person", _("nama orang")),
    ]


@dataclass(frozen=True)
class OwnLine:
    """A register in the list: whose it is, how many records it holds, whether it may be changed here."""

    row: OwnRegister
    name: str
    purpose: str
    fields: int
    records: int
    mine: bool


def own_lines(office: Office, rows: Sequence[OwnRegister], counts: Mapping[str, int]) -> list[OwnLine]:
    """``rows`` as the page lists them."""
    found: list[OwnLine] = []
    for row in rows:
        shape: dict[str, Any] = row.definition
        number = len(shape["field"])
        mine = row.office_id == office.pk
        found.append(OwnLine(row, shape["name"], shape["purpose"], number, counts.get(row.code, 0), mine))
    return found
