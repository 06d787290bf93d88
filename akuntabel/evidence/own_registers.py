"""Deeds about registers that an office makes itself: defining, changing, closing and opening again.

The definition has the keys of a pack's register file and is read by the same reader, so that such
a register is one like any other: list, form, grid, Excel, and a measure may count its records.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from akuntabel.core.errors import AkuntabelError, gettext_noop, quoted
from akuntabel.core.folding import event_key
from akuntabel.core.register import FieldType, RegisterField
from akuntabel.evidence.deeds.rows import hold
from akuntabel.evidence.models import OwnRegister, Record, RecordQuerySet
from akuntabel.evidence.registers import read_definition
from akuntabel.offices.access import Ability, require
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import log, plain
from akuntabel.packs.loader import load_pack

MOST_FIELDS = 40
_LONGEST = {"name": 120, "purpose": 300, "group": 80, "unit": 30, "label": 80, "help": 300, "word": 120}
_CODE = 40  # characters of a code in the database

NO_NAME = gettext_noop("Beri nama registernya.")
NO_PURPOSE = gettext_noop("Tulis untuk apa register ini dalam satu kalimat.")
NO_UNIT = gettext_noop("Tulis satuan satu catatan, misalnya keg, laporan, atau orang.")
TOO_LONG = gettext_noop("Terlalu panjang: {length} huruf, paling banyak {most}.")
NO_LETTERS = gettext_noop("“{text}” harus berisi huruf atau angka.")
NAME_TAKEN = gettext_noop("Sudah ada register bernama “{name}” di kantor ini, di atasnya, atau di bawahnya.")
NO_FIELDS = gettext_noop("Tambahkan paling sedikit satu isian.")
TOO_MANY_FIELDS = gettext_noop("Paling banyak {most} isian.")
LABEL_TWICE = gettext_noop("Nama isian “{label}” ada dua kali.")
FEW_CHOICES = gettext_noop("Tulis paling sedikit dua pilihan, satu baris satu pilihan.")
CHOICE_TWICE = gettext_noop("Pilihan “{word}” ada dua kali.")
NO_TITLE = gettext_noop("Tunjuk isian wajib yang menjadi judul catatan.")
NO_DATE = gettext_noop("Tunjuk isian berjenis tanggal yang menjadi tanggal catatan.")
HOLDS_VALUES = gettext_noop(
    "Isian “{label}” sudah dipakai {count} catatan, jadi jenisnya tidak dapat diubah dan isiannya tidak dapat dihapus."
)
CHOICE_HELD = gettext_noop("Pilihan “{word}” sudah dipakai {count} catatan, jadi tidak dapat dihapus.")
ANCHORED = gettext_noop(
    "Register ini sudah berisi {count} catatan, jadi isian judul dan tanggalnya tidak dapat ditukar."
)
CHANGED_MEANWHILE = gettext_noop(
    "Susunan register ini sudah diubah orang lain sesudah Anda membukanya. Muat ulang, lalu ulangi perubahannya."
)


class WrongDefinition(AkuntabelError):
    """A register that cannot be made so; ``field`` names the part of the form, e.g. "name" or "label-2"."""

    def __init__(self, field: str, message: str, **params: object) -> None:
        super().__init__(message, **params)
        self.field = field


@dataclass(frozen=True)
class FieldDraft:
    """A field as somebody describes it; ``code`` is empty for a new one."""

    label: str
    type: FieldType
    required: bool = False
    choices: Sequence[str] = ()
    help: str = ""
    code: str = ""
    same_event: bool = False
    counts: bool = False


@dataclass(frozen=True)
class RegisterDraft:
    """A register as somebody describes it; ``title`` and ``date`` are positions among ``fields``."""

    name: str
    purpose: str
    group: str
    unit: str
    fields: Sequence[FieldDraft]
    title: int | None
    date: int | None
    note: str = field(default="")


@transaction.atomic
def define_register(*, office: Office, draft: RegisterDraft, by: Person) -> OwnRegister:
    """Make a register of ``office``; its code comes from its name.

    Raises:
        Refused: ``by`` may not define registers here.
        WrongDefinition: a part of it is missing or wrong.
    """
    require(by, Ability.DEFINE_REGISTERS, office)
    _hold_line(office)
    taken = _taken(office)
    _refuse_name(draft.name, taken)
    code = _free(code_of(draft.name), taken)
    definition = _definition(draft, {})
    read_definition(code, definition)
    made = OwnRegister.objects.create(office=office, code=code, definition=definition, created_by=by)
    log(by=by, office=office, deed="register.define", target=made, after=_facts(definition))
    return made


@transaction.atomic
def change_register(*, register: OwnRegister, version: int, draft: RegisterDraft, by: Person) -> OwnRegister:
    """Change the definition of ``register``, which ``by`` opened at ``version``; its code stays.

    A field or choice that a record holds stays, and keeps its type.

    Raises:
        Refused: ``by`` may not define registers here.
        WrongDefinition: a part is wrong, in use, or somebody changed the register since.
    """
    current = _opened(register, by)
    if current.version != version:
        raise WrongDefinition("", CHANGED_MEANWHILE)
    taken = {code: name for code, name in _taken(current.office).items() if code != current.code}
    _refuse_name(draft.name, taken)
    before = read_definition(current.code, current.definition)
    definition = _definition(draft, {each.code: each for each in before.fields})
    read_definition(current.code, definition)
    _refuse_lost(current, before.fields, definition)
    _refuse_moved(current, definition)
    if definition == current.definition:
        return current
    old, current.definition = _facts(current.definition), definition
    current.version += 1
    current.save(update_fields=["definition", "version"])
    if old.get("same_event") != plain(definition["same_event"]):
        _find_events_again(current)
    log(
        by=by,
        office=current.office,
        deed="register.change",
        target=current,
        before=old,
        after=_facts(definition),
    )
    return current


@transaction.atomic
def retire_register(*, register: OwnRegister, retired: bool = True, by: Person) -> OwnRegister:
    """Close ``register`` for new records, or open it again; what it holds still counts.

    Raises:
        Refused: ``by`` may not define registers here.
    """
    current = _opened(register, by)
    if current.retired == retired:
        return current
    current.retired = retired
    current.save(update_fields=["retired"])
    log(
        by=by, office=current.office, deed="register.retire" if retired else "register.reopen", target=current
    )
    return current


def code_of(text: str) -> str:
    """A code from words: "Buku Tamu (2025)" is "buku_tamu_2025"; empty when nothing is left."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_only.lower())
    return "_".join(words)[: _CODE - 4].strip("_")


# ---------------------------------------------------------------- helpers


def _opened(register: OwnRegister, by: Person) -> OwnRegister:
    require(by, Ability.DEFINE_REGISTERS, register.office)
    _hold_line(register.office)
    mine = OwnRegister.objects.select_for_update(of=("self",)).select_related("office")
    return mine.get(pk=register.pk)


def _hold_line(office: Office) -> None:
    """Let no other register be made above or below ``office``, nor a record kept in it, meanwhile."""
    root = Office.objects.get(path=office.line[0])
    hold(root)
    if root.pk != office.pk:
        hold(office)


def _taken(office: Office) -> dict[str, str]:
    """The registers whose names and codes ``office`` may not use again: its pack's, and those of its line."""
    line = OwnRegister.objects.filter(office__path__in=office.line) | OwnRegister.objects.filter(
        office__path__startswith=office.path
    )
    own = {row.code: str(row) for row in line}
    return {code: each.name for code, each in load_pack(office.pack).registers.items()} | own


def _refuse_name(name: str, taken: Mapping[str, str]) -> None:
    if name.strip().casefold() in {other.casefold() for other in taken.values()}:
        raise WrongDefinition("name", NAME_TAKEN, name=name.strip())


def _free(code: str, taken: Collection[str]) -> str:
    if not code:
        return code
    found, number = code, 2
    while found in taken:
        found, number = f"{code}_{number}", number + 1
    return found


def _definition(draft: RegisterDraft, known: Mapping[str, RegisterField]) -> dict[str, Any]:
    """The definition that ``draft`` describes; fields and choices that are ``known`` keep their codes."""
    definition: dict[str, Any] = {
        "name": _text("name", draft.name, NO_NAME),
        "purpose": _text("purpose", draft.purpose, NO_PURPOSE),
        "group": _text("group", draft.group or "Register sendiri", NO_NAME),
        "unit": _text("unit", draft.unit, NO_UNIT),
    }
    if not code_of(draft.name):
        raise WrongDefinition("name", NO_LETTERS, text=quoted(draft.name))
    if draft.note.strip():
        definition["note"] = draft.note.strip()
    if not draft.fields:
        raise WrongDefinition("fields", NO_FIELDS)
    if len(draft.fields) > MOST_FIELDS:
        raise WrongDefinition("fields", TOO_MANY_FIELDS, most=MOST_FIELDS)
    codes: list[str] = []
    tables = []
    for at, each in enumerate(draft.fields):
        tables.append(_field(at, each, known, codes, draft.fields))
        codes.append(tables[-1]["code"])
    definition["field"] = tables
    definition["title_field"] = codes[_position(draft, draft.title, "title", NO_TITLE)]
    definition["date_field"] = codes[_position(draft, draft.date, "date", NO_DATE)]
    pairs = list(zip(codes, draft.fields, strict=True))
    definition["same_event"] = [code for code, each in pairs if each.same_event]
    definition["counts_when"] = [code for code, each in pairs if each.counts]
    return definition


def _field(
    at: int,
    each: FieldDraft,
    known: Mapping[str, RegisterField],
    used: Sequence[str],
    all_: Sequence[FieldDraft],
) -> dict[str, Any]:
    label = _text(f"label-{at}", each.label, NO_NAME, "label")
    if not code_of(label):
        raise WrongDefinition(f"label-{at}", NO_LETTERS, text=quoted(label))
    if any(label.casefold() == other.label.strip().casefold() for other in all_[:at]):
        raise WrongDefinition(f"label-{at}", LABEL_TWICE, label=label)
    old = known.get(each.code)
    code = each.code if old else _free(code_of(label), {*known, *used})
    table: dict[str, Any] = {"code": code, "label": label, "type": each.type.value}
    if each.required:
        table["required"] = True
    if each.help.strip():
        table["help"] = _text(f"help-{at}", each.help, NO_NAME, "help")
    if each.type is FieldType.CHOICE:
        table["choices"] = _choices(at, each, (old.choices or {}) if old else {})
    return table


def _choices(at: int, each: FieldDraft, known: Mapping[str, str]) -> dict[str, str]:
    """The words of ``each`` by code; a word that was there keeps its code."""
    codes = {word.casefold(): code for code, word in known.items()}
    found: dict[str, str] = {}
    for line in each.choices:
        word = " ".join(line.split())
        if not word:
            continue
        if word.casefold() in {other.casefold() for other in found.values()}:
            raise WrongDefinition(f"choices-{at}", CHOICE_TWICE, word=word)
        if len(word) > _LONGEST["word"]:
            raise WrongDefinition(f"choices-{at}", TOO_LONG, length=len(word), most=_LONGEST["word"])
        code = codes.get(word.casefold()) or _free(code_of(word) or "pilihan", {*known, *found})
        found[code] = word
    if len(found) < 2:
        raise WrongDefinition(f"choices-{at}", FEW_CHOICES)
    return found


def _text(part: str, text: str, missing: str, kind: str = "") -> str:
    found = " ".join(text.replace("\x00", "").split())
    if not found:
        raise WrongDefinition(part, missing)
    most = _LONGEST[kind or part]
    if len(found) > most:
        raise WrongDefinition(part, TOO_LONG, length=len(found), most=most)
    return found


def _position(draft: RegisterDraft, at: int | None, part: str, message: str) -> int:
    """The place of the title or date field, if it may be one."""
    if at is None or not 0 <= at < len(draft.fields):
        raise WrongDefinition(part, message)
    each = draft.fields[at]
    fits = each.type is FieldType.DATE if part == "date" else each.required
    if not fits:
        raise WrongDefinition(part, message)
    return at


def _refuse_lost(
    current: OwnRegister, before: Iterable[RegisterField], definition: Mapping[str, Any]
) -> None:
    """Refuse to lose what records hold: a field, its type, or a choice; replaced and withdrawn ones count too."""
    after = {table["code"]: table for table in definition["field"]}
    places = {table["code"]: at for at, table in enumerate(definition["field"])}
    gone = [old for old in before if after.get(old.code, {}).get("type") != old.type.value]
    fewer = [
        old
        for old in before
        if old not in gone and set(old.choices or ()) - set(after[old.code].get("choices", ()))
    ]
    if not gone and not fewer:
        return
    held = _held(current, [old.code for old in (*gone, *fewer)])
    for old in gone:
        if count := sum(held[old.code].values()):
            part = f"type-{places[old.code]}" if old.code in places else "fields"
            raise WrongDefinition(part, HOLDS_VALUES, label=old.label, count=count)
    for old in fewer:
        for code, word in (old.choices or {}).items():
            count = held[old.code].get(code, 0)
            if count and code not in after[old.code]["choices"]:
                raise WrongDefinition(f"choices-{places[old.code]}", CHOICE_HELD, word=word, count=count)


def _refuse_moved(current: OwnRegister, definition: Mapping[str, Any]) -> None:
    """Refuse another title or date field once there are records: their dates decide where they count."""
    for part in ("title", "date"):
        name = f"{part}_field"
        if definition[name] != current.definition[name] and (count := _records(current).count()):
            raise WrongDefinition(part, ANCHORED, count=count)


def _find_events_again(current: OwnRegister) -> None:
    """Work out anew by what the records are recognised as the same event."""
    register = read_definition(current.code, current.definition)
    changed = []
    for record in _records(current).iterator(chunk_size=2000):
        event = "" if record.is_aggregate else event_key(register, record.data)
        if event != record.event:
            record.event = event
            changed.append(record)
    Record.objects.bulk_update(changed, ["event"], batch_size=500)


def _records(current: OwnRegister) -> RecordQuerySet:
    """All records of the register, those of the offices below as well, whatever their state."""
    return Record.objects.filter(office__path__startswith=current.office.path, register=current.code)


def _held(current: OwnRegister, codes: Sequence[str]) -> dict[str, dict[str, int]]:
    """How many records hold which value in the fields ``codes``."""
    held: dict[str, dict[str, int]] = {code: {} for code in codes}
    for data in _records(current).order_by().values_list("data", flat=True).iterator(chunk_size=2000):
        for code in codes:
            value = data.get(code)
            if value not in (None, ""):
                held[code][str(value)] = held[code].get(str(value), 0) + 1
    return held


def _facts(definition: Mapping[str, Any]) -> dict[str, Any]:
    """What the trail keeps: the definition, its fields told in one line each."""
    facts = {name: plain(value) for name, value in definition.items() if name != "field"}
    for table in definition["field"]:
        words = [table["label"], table["type"], *(["wajib"] if table.get("required") else [])]
        words += ["/".join(table["choices"].values())] if "choices" in table else []
        facts[f"field.{table['code']}"] = ", ".join(words)
    return facts
