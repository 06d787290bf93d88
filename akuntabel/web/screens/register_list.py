"""The list of a register: what the reader asked for, as one query to the database, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import urlencode

from django.db.models import (
    Case,
    Count,
    DecimalField,
    F,
    IntegerField,
    Q,
    QuerySet,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_money, format_number
from akuntabel.core.periods import Period
from akuntabel.core.register import FieldType, Register, RegisterField
from akuntabel.evidence.deeds import lock_over
from akuntabel.evidence.duplicates import doubles_among
from akuntabel.evidence.models import Record
from akuntabel.web.screens.records import field_text, title_of

PAGE = 100  # rows of one page
SAMPLE = 2000  # rows that say which columns hold something
NONE = "-"  # the filter for a field that holds nothing
NUMERIC = (FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY)
SUMMED = (FieldType.INTEGER, FieldType.MONEY)
WORDS = (FieldType.TEXT, FieldType.PLACE, FieldType.PERSON)
_AMOUNT = DecimalField(max_digits=30, decimal_places=4)


@dataclass(frozen=True)
class Query:
    """What the reader asked for; everything has an Indonesian name in the address."""

    search: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    lacking: bool = False
    doubles: bool = False
    everything: bool = False  # replaced and withdrawn rows as well
    sort: str = ""  # a column, with "-" before it the other way round
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Whether some rows may be left out."""
        return bool(self.search or self.choices or self.lacking or self.doubles)

    def address(self, **changes: Any) -> str:
        """The query part of the address with ``changes``."""
        asked = replace(self, **changes)
        parts = {
            "cari": asked.search,
            **{f"f-{name}": value for name, value in asked.choices.items()},
            "lengkapi": "1" if asked.lacking else "",
            "ganda": "1" if asked.doubles else "",
            "keadaan": "semua" if asked.everything else "",
            "urut": asked.sort,
            "hal": str(asked.page) if asked.page > 1 else "",
        }
        return "?" + urlencode({name: value for name, value in parts.items() if value})


def read_query(given: QueryDict, register: Register) -> Query:
    """The query that an address asks; what it does not know is left out."""
    choices = {}
    for each in filterable(register):
        value = given.get(f"f-{each.code}", "")
        if value and (value == NONE or value in _codes(each)):
            choices[each.code] = value
    sort = given.get("urut", "")
    page = given.get("hal", "1")
    return Query(
        search=given.get("cari", "").strip()[:100],
        choices=choices,
        lacking=given.get("lengkapi") == "1",
        doubles=given.get("ganda") == "1",
        everything=given.get("keadaan") == "semua",
        sort=sort if sort.removeprefix("-") in _sortable(register) else "",
        page=int(page) if page.isascii() and page.isdigit() and int(page[:6]) > 0 else 1,
    )


def filterable(register: Register) -> list[RegisterField]:
    """The fields that one can filter by: choices and yes or no."""
    return [each for each in register.fields if each.type in (FieldType.CHOICE, FieldType.BOOLEAN)]


def _codes(each: RegisterField) -> Mapping[str, str]:
    return (each.choices or {}) if each.type is FieldType.CHOICE else {"ya": _("ya"), "tidak": _("tidak")}


def _sortable(register: Register) -> set[str]:
    return {"tanggal", "catatan", "jumlah", "sumber", *(f"f-{each.code}" for each in register.fields)}


# ---------------------------------------------------------------- asking the database


def asked_for(records: QuerySet[Record], register: Register, query: Query) -> QuerySet[Record]:
    """Those of ``records`` (all of one register, office and year) that ``query`` asks for, unsorted."""
    if not query.everything:
        records = records.filter(replaced_by__isnull=True, withdrawn_at__isnull=True)
    for number, (code, wanted) in enumerate(query.choices.items()):
        name, each = f"filter_{number}", register.field(code)
        records = records.alias(**{name: KeyTransform(code, "data")})
        if wanted == NONE:
            records = records.filter(**{f"{name}__isnull": True})
        else:
            value: Any = wanted == "ya" if each.type is FieldType.BOOLEAN else wanted
            records = records.filter(**{name: value})
    if query.lacking:
        records = _lacking(records, register)
    if query.doubles:
        records = records.filter(doubles_among(records))
    return _found(records, register, query.search) if query.search else records


def _lacking(records: QuerySet[Record], register: Register) -> QuerySet[Record]:
    names = {
        f"needs_{number}": KeyTransform(code, "data") for number, code in enumerate(register.counts_when)
    }
    if not names:
        return records.none()
    return records.alias(**names).filter(reduce(or_, (Q(**{f"{name}__isnull": True}) for name in names)))


def _found(records: QuerySet[Record], register: Register, search: str) -> QuerySet[Record]:
    texts = [each.code for each in register.fields if each.type in WORDS]
    names: dict[str, Any] = {
        f"text_{number}": KeyTextTransform(code, "data") for number, code in enumerate(texts)
    }
    own = Q(title__icontains=search) | Q(source__icontains=search) | Q(note__icontains=search)
    inside = reduce(or_, (Q(**{f"{name}__icontains": search}) for name in names), Q())
    if search.isascii() and not set(search) & set('"\\'):
        # Most rows do not hold the word anywhere: their fields need not be taken apart.
        names["everything"] = Cast("data", TextField())
        inside = Q(everything__icontains=search) & inside
    return records.alias(**names).filter(own | inside if texts else own)


def in_order(records: QuerySet[Record], register: Register, sort: str) -> QuerySet[Record]:
    """``records`` sorted by a column; what a row lacks stands last."""
    column, down = sort.removeprefix("-"), sort.startswith("-")
    own = {"": "date", "tanggal": "date", "catatan": "title", "jumlah": "quantity", "sumber": "source"}
    if column in own:
        if column in ("", "tanggal"):
            return records.order_by("-date" if down else "date", "-pk" if down else "pk")
        return records.order_by(f"-{own[column]}" if down else own[column], "pk")
    each = register.field(column.removeprefix("f-"))
    key: Any = KeyTextTransform(each.code, "data")
    if each.type in NUMERIC:
        key = Cast(key, _AMOUNT)
    elif each.type is FieldType.CHOICE:
        places = [When(sort_text=code, then=Value(place)) for place, code in enumerate(each.choices or {})]
        records = records.alias(sort_text=key)
        key = Case(*places, output_field=IntegerField())
    records = records.alias(sort_key=key)
    by = F("sort_key")
    return records.order_by(by.desc(nulls_last=True) if down else by.asc(nulls_last=True), "pk")


@dataclass(frozen=True)
class Totals:
    """What the rows that were asked for add up to."""

    rows: int
    quantity: Decimal
    undated: int
    aggregated: bool
    sums: Mapping[str, Decimal]


def totals_of(records: QuerySet[Record], columns: Sequence[RegisterField]) -> Totals:
    """The totals of ``records``, with sums of the numeric ones of ``columns``."""
    summed = [each for each in columns if each.type in SUMMED]
    names = {each.code: f"sum_{number}" for number, each in enumerate(summed)}
    found = records.order_by().aggregate(
        rows=Count("pk"),
        total=Sum("quantity"),
        undated=Count("pk", filter=Q(date__isnull=True)),
        aggregates=Count("pk", filter=~Q(quantity=1)),
        **{name: Sum(Cast(KeyTextTransform(code, "data"), _AMOUNT)) for code, name in names.items()},
    )
    sums = {code: found[name] for code, name in names.items() if found[name] is not None}
    return Totals(
        found["rows"], found["total"] or Decimal(0), found["undated"], bool(found["aggregates"]), sums
    )


def filled_columns(records: QuerySet[Record], register: Register) -> tuple[list[RegisterField], bool]:
    """The fields that hold something in ``records``, and whether all rows were looked at."""
    seen: set[str] = set()
    looked = 0
    for data in records.order_by().values_list("data", flat=True)[:SAMPLE]:
        looked += 1
        seen.update(code for code, value in data.items() if value not in (None, ""))
    fields = [each for each in register.fields if each.code in seen]
    own = {register.title_field, register.date_field}
    return [each for each in fields if each.code not in own], looked < SAMPLE


# ---------------------------------------------------------------- what the page shows


@dataclass(frozen=True)
class Head:
    """The head of a column: where a click sorts, and how it is sorted now."""

    label: str
    address: str
    sorted: str  # ascending | descending | none
    numeric: bool = False
    total: str = ""
    code: str = ""


@dataclass(frozen=True)
class Line:
    """A record in the list."""

    record: Record
    title: str
    cells: tuple[tuple[str, str, bool], ...]  # its label, its text, whether it is a number
    lacks: tuple[str, ...]
    double: bool
    locked: str  # the locked period, in words
    state: str  # "", "replaced", "withdrawn"

    @property
    def changeable(self) -> bool:
        """Whether the row can still be changed in place."""
        return not (self.state or self.locked)


@dataclass(frozen=True)
class Filter:
    """A field that one can filter by, with its choices and what is chosen."""

    code: str
    label: str
    choices: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True)
class ListScreen:
    """A page of a register."""

    register: Register
    query: Query
    filters: tuple[Filter, ...]
    own_heads: Mapping[str, Head]
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    totals: Totals
    empty: tuple[str, ...]
    any_at_all: bool
    pages: int
    earlier: str
    later: str
    first: int
    settable: tuple[RegisterField, ...]

    @property
    def more_filtered(self) -> bool:
        """Whether a filter beyond the first three is in use, so that it must be seen."""
        return any(each.chosen for each in self.filters[3:])


def list_screen(
    records: QuerySet[Record], register: Register, query: Query, locks: Sequence[Period]
) -> ListScreen:
    """The page of ``records`` (of one register, office and year; all states) that ``query`` asks for."""
    rows = asked_for(records, register, query)
    columns, complete = filled_columns(rows, register)
    totals = totals_of(rows, columns)
    pages = max(1, -(-totals.rows // PAGE))
    query = replace(query, page=min(query.page, pages))
    first = (query.page - 1) * PAGE
    shown = _rows_of(
        records, list(in_order(rows, register, query.sort).values_list("pk")[first : first + PAGE])
    )
    doubles = _shared_events(records, shown)
    empty = [each.label for each in _other_fields(register) if each not in columns] if complete else []
    return ListScreen(
        register=register,
        query=query,
        filters=_filters(register, query),
        own_heads={name: _head(label, name, query) for name, label in _own_labels().items()},
        heads=tuple(_field_head(each, query, totals) for each in columns),
        lines=tuple(_line(each, register, columns, doubles, locks) for each in shown),
        totals=totals,
        empty=tuple(empty) if totals.rows else (),
        any_at_all=bool(totals.rows) or (query.narrows and records.exists()),
        pages=pages,
        earlier=query.address(page=query.page - 1) if query.page > 1 else "",
        later=query.address(page=query.page + 1) if query.page < pages else "",
        first=first + 1,
        settable=tuple(each for each in register.fields if each.code not in register.worked_out),
    )


def _rows_of(records: QuerySet[Record], found: Sequence[tuple[int]]) -> list[Record]:
    """The records with the ids ``found``, in that order; whole rows are read for one page only."""
    by_id = {
        each.pk: each for each in records.select_related("replaced_by").filter(pk__in=[pk for (pk,) in found])
    }
    return [by_id[pk] for (pk,) in found if pk in by_id]


def _other_fields(register: Register) -> list[RegisterField]:
    own = (register.title_field, register.date_field)
    return [each for each in register.fields if each.code not in own]


def _own_labels() -> dict[str, str]:
    return {"tanggal": _("Tanggal"), "catatan": _("Catatan"), "jumlah": _("Jumlah"), "sumber": _("Sumber")}


def _head(label: str, column: str, query: Query) -> Head:
    now = {column: "ascending", f"-{column}": "descending"}.get(query.sort or "tanggal", "none")
    turned = f"-{column}" if now == "ascending" else column
    return Head(label, query.address(sort=turned, page=1), now)


def _field_head(each: RegisterField, query: Query, totals: Totals) -> Head:
    total = totals.sums.get(each.code)
    text = ""
    if total is not None:
        text = format_money(total, cents=False) if each.type is FieldType.MONEY else format_number(total)
    head = _head(each.label, f"f-{each.code}", query)
    return replace(head, numeric=each.type in NUMERIC, total=text, code=each.code)


def _filters(register: Register, query: Query) -> tuple[Filter, ...]:
    return tuple(
        Filter(
            each.code,
            each.label,
            (*_codes(each).items(), (NONE, _("(kosong)"))),
            query.choices.get(each.code, ""),
        )
        for each in filterable(register)
    )


def _shared_events(records: QuerySet[Record], shown: Sequence[Record]) -> set[str]:
    """The events of the ``shown`` rows that more than one row holds."""
    events = {record.event for record in shown if record.event}
    holding = records.filter(event__in=events, replaced_by__isnull=True, withdrawn_at__isnull=True)
    counted = holding.order_by().values("event").annotate(rows=Count("pk")).filter(rows__gt=1)
    return set(counted.values_list("event", flat=True)) if events else set()


def _line(
    record: Record,
    register: Register,
    columns: Sequence[RegisterField],
    doubles: set[str],
    locks: Sequence[Period],
) -> Line:
    lock = lock_over(record, locks)
    state = state_of(record)
    return Line(
        record=record,
        title=title_of(record, register),
        cells=tuple(
            (each.label, field_text(each, record.data.get(each.code)), each.type in NUMERIC)
            for each in columns
        ),
        lacks=() if state or record.stated_percent is not None else tuple(register.lacks(record.data)),
        double=not state and record.event in doubles,
        locked=lock.label if lock else "",
        state=state,
    )


def state_of(record: Record) -> str:
    """Whether ``record`` still holds (""), or is "withdrawn" or "replaced"."""
    if record.withdrawn_at is not None:
        return "withdrawn"
    return "replaced" if hasattr(record, "replaced_by") else ""
