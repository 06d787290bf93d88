"""Rows of the trail in plain words: who did what, and each field from what to what."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from django.utils.translation import gettext as _

from akuntabel.core.errors import ParseError
from akuntabel.core.indonesian import format_money, format_number
from akuntabel.core.register import Register
from akuntabel.evidence.models import Record
from akuntabel.evidence.registers import pack_of
from akuntabel.offices.clock import zone_of
from akuntabel.offices.models import LogEntry, Office, Person
from akuntabel.packs.loader import load_pack
from akuntabel.web.screens.records import field_text
from akuntabel.web.screens.trail_words import DEEDS, FIELDS, VALUES
from akuntabel.web.templatetags.indonesian import date as date_text
from akuntabel.web.templatetags.indonesian import file_size, period_name

LONGEST = 300  # characters of a value on a page
MOST_IN_HISTORY = 200  # rows beside an object; the page of the whole trail has all
_HIDDEN = frozenset({"touched", "path", "depth", "numchild"})


@dataclass(frozen=True)
class Changed:
    """A field and what became of it; a side that was empty is ""."""

    label: str
    before: str
    after: str

    def __str__(self) -> str:
        if not self.before:
            return _("{label}: {after}").format(label=self.label, after=self.after)
        if not self.after:
            return _("{label}: {before} dihapus").format(label=self.label, before=self.before)
        return _("{label}: dari {before} menjadi {after}").format(
            label=self.label, before=self.before, after=self.after
        )


@dataclass(frozen=True)
class TrailRow:
    """A row in words; ``when`` is in the zone of the office."""

    entry: LogEntry
    when: dt.datetime
    actor: str
    deed: str
    changes: tuple[Changed, ...]

    @property
    def day(self) -> dt.date:
        """The day it happened, where the office is."""
        return self.when.date()

    @property
    def time(self) -> str:
        """14.05, where the office is."""
        return f"{self.when:%H.%M}"

    @property
    def moment(self) -> str:
        """The moment as machines read it."""
        return self.when.isoformat(timespec="seconds")

    @property
    def sentence(self) -> str:
        """Who did what."""
        return _("{actor} {deed}").format(actor=self.actor, deed=self.deed)


def history_of(target: models.Model, person: Person, *also: models.Model) -> tuple[TrailRow, ...]:
    """What happened to ``target`` (and to what belongs to it), newest first, as far as ``person`` may see.

    For ``parts/history.html``: whoever may read the object may read its history.
    """
    mine = models.Q()
    for each in (target, *also):
        mine |= models.Q(target_type=each._meta.label_lower, target_id=str(each.pk))
    rows = LogEntry.objects.visible_to(person).filter(mine).select_related("office").order_by("-pk")
    return told_rows(list(rows[:MOST_IN_HISTORY]))


def told_rows(entries: Sequence[LogEntry]) -> tuple[TrailRow, ...]:
    """``entries`` in words."""
    teller = _Teller(entries)
    return tuple(teller.row(entry) for entry in entries)


class _Teller:
    """Puts rows into words; looks up once what several of them name."""

    def __init__(self, entries: Sequence[LogEntry]) -> None:
        self._entries = entries
        self._packs: dict[int, Mapping[str, Register]] = {}
        self._names: dict[tuple[type[models.Model], Any], str] = {}

    def row(self, entry: LogEntry) -> TrailRow:
        zone = zone_of(entry.office.timezone) if entry.office else timezone.get_default_timezone()
        words = DEEDS.get(entry.deed)
        template = str(words) if words else _("melakukan “{deed}” pada {name}")
        return TrailRow(
            entry=entry,
            when=timezone.localtime(entry.at, zone),
            actor=entry.actor_name or _("Server"),
            deed=template.format(name=entry.target_name, deed=entry.deed),
            changes=tuple(self._changes(entry, zone)),
        )

    def _changes(self, entry: LogEntry, zone: dt.tzinfo) -> Iterable[Changed]:
        register = self._register(entry)
        model = _model(entry.target_type)
        own = {f"data.{each.code}" for each in register.fields} if register else set()
        twins = (
            {"title": f"data.{register.title_field}", "date": f"data.{register.date_field}"}
            if register
            else {}
        )
        for name, pair in sorted(entry.changes.items(), key=_order(model, register)):
            if (
                name in _HIDDEN
                or twins.get(name) in entry.changes
                or not isinstance(pair, list)
                or len(pair) != 2
            ):
                continue
            if register and name in own:
                target = register.field(name.removeprefix("data."))
                texts = [_safe(field_text, target, value) for value in pair]
                yield Changed(target.label, *map(_cut, texts))
            else:
                texts = [
                    self._policy(entry.office, value)
                    if name == "policy" and entry.office
                    else self._text(model, name, value, zone)
                    for value in pair
                ]
                yield Changed(_label(model, name), *map(_cut, texts))

    def _register(self, entry: LogEntry) -> Register | None:
        code = self._register_codes.get(entry.target_id) if entry.target_type == "evidence.record" else None
        if code is None or entry.office is None:
            return None
        if entry.office.pk not in self._packs:
            self._packs[entry.office.pk] = pack_of(entry.office).registers
        return self._packs[entry.office.pk].get(code)

    @cached_property
    def _register_codes(self) -> dict[str, str]:
        keys = {entry.target_id for entry in self._entries if entry.target_type == "evidence.record"}
        rows = Record.objects.filter(pk__in=[int(key) for key in keys]).values_list("pk", "register")
        return {str(key): code for key, code in rows}

    def _text(self, model: type[models.Model] | None, name: str, value: Any, zone: dt.tzinfo) -> str:
        if value in (None, "", [], {}):
            return ""
        if isinstance(value, bool):
            return _("ya") if value else _("tidak")
        if name in VALUES and value in VALUES[name]:
            return str(VALUES[name][value])
        target = _field(model, name)
        if isinstance(target, models.ForeignKey) and isinstance(value, int):  # else named in words
            return self._name_of(target.related_model, value)
        if target is not None and target.choices:
            return str(dict(target.flatchoices).get(value, value))
        if isinstance(target, models.DateTimeField) and (moment := parse_datetime(str(value))):
            local = timezone.localtime(moment, zone)
            return _("{date} pukul {time}").format(date=date_text(local.date()), time=f"{local:%H.%M}")
        if isinstance(target, models.DateField) and (day := parse_date(str(value))):
            return date_text(day)
        if isinstance(target, models.TimeField) and (clock := parse_time(str(value))):
            return f"{clock:%H.%M}"
        return _plain_text(name, target, value)

    def _policy(self, office: Office, code: Any) -> str:
        """The name of the policy ``code`` in the pack of ``office``; its code when it is gone."""
        policy = load_pack(office.pack).policies.get(str(code))
        return policy.name if policy else str(code or "")

    def _name_of(self, model: Any, key: Any) -> str:
        """What the object ``key`` of ``model`` is called now; its number when it is gone."""
        if (model, key) not in self._names:
            found = model._base_manager.filter(pk=key).first()
            self._names[model, key] = str(found) if found else str(key)
        return self._names[model, key]


def _plain_text(name: str, target: Any, value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_plain_text(name, None, item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(_plain_text(name, None, item) for item in value)
    numeric = isinstance(target, models.DecimalField) or name.startswith("quarter_")
    try:
        if name == "size":
            return file_size(int(value))
        if name == "amount":
            return format_money(Decimal(str(value)), cents=False)
        if name.startswith("budget.") and isinstance(value, str):  # "Dukungan Manajemen: 1000"
            programme, _colon, amount = value.rpartition(": ")
            return f"{programme}: {format_money(Decimal(amount), cents=False)}"
        if name == "period" and isinstance(value, str):
            return period_name(value)
        if numeric:
            return format_number(Decimal(str(value)))
    except (InvalidOperation, ParseError, ValueError):
        pass
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _safe(read: Any, target: Any, value: Any) -> str:
    """A register's field as text, also when its type was changed since."""
    try:
        return str(read(target, value))
    except (ValueError, TypeError, ArithmeticError):
        return str(value)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _order(model: type[models.Model] | None, register: Register | None) -> Callable[[tuple[str, Any]], Any]:
    """Fields in the order of the form; PostgreSQL keeps no order of its own in JSON."""
    names = [f"data.{each.code}" for each in register.fields] if register else []
    names += [each.name for each in model._meta.get_fields()] if model else []
    places = {name: place for place, name in enumerate(names)}
    return lambda change: (places.get(change[0], len(names)), change[0])


def _model(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def _field(model: type[models.Model] | None, name: str) -> Any:
    if model is Person and name == "role":
        return apps.get_model("offices.Membership")._meta.get_field("role")
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def _label(model: type[models.Model] | None, name: str) -> str:
    own = f"{model._meta.model_name}.{name}" if model else name
    words = FIELDS.get(own) or FIELDS.get(name)
    if words:
        return str(words)
    if name.startswith("budget."):
        return _("Anggaran baris {number}").format(number=name.removeprefix("budget."))
    if name.startswith("objective_"):
        return _("Bagian sasaran {code}").format(code=name.removeprefix("objective_"))
    if name.startswith("field."):
        return _("Isian {name}").format(name=name.removeprefix("field."))
    return name.removeprefix("data.").replace("_", " ").capitalize()
