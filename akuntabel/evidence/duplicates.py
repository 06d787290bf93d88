"""Rows that are probably the same event as another: told to whoever types, never refused.

Two rows are likely doubles when all that makes them the same event agrees (folded, see
:mod:`akuntabel.core.folding`), or when their titles are nearly the same, their dates lie within
three days and no place speaks against it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from rapidfuzz import fuzz, process

from akuntabel.core.folding import event_key, fold, numbers_in
from akuntabel.core.register import FieldType, Register
from akuntabel.evidence.models import Record
from akuntabel.offices.models import Office

NEAR_DAYS = 3
NEAR_TITLE = 88  # of 100; measured on titles of one office: below it, different schools begin to match
_FEW = 20  # rows that are looked up in the database instead of reading the whole register
_MOST = 5  # doubles named for one row


@dataclass(frozen=True)
class Double:
    """Another row that is probably the same event: a kept record (``pk``), or a row of the same table."""

    title: str
    date: dt.date | None
    same: bool  # all that makes it the same event agrees; else only alike
    pk: int | None = None
    row: int | None = None


@dataclass(frozen=True)
class _Seen:
    """A row as it is compared."""

    double: Double
    event: str
    words: str  # the folded title with its words sorted
    numbers: tuple[str, ...]
    place: str


@dataclass
class _Known:
    """The rows seen so far, found by event and by day."""

    by_event: dict[str, list[_Seen]] = field(default_factory=lambda: defaultdict(list))
    by_day: dict[dt.date | None, list[_Seen]] = field(default_factory=lambda: defaultdict(list))

    def add(self, seen: _Seen) -> None:
        if seen.event:
            self.by_event[seen.event].append(seen)
        if seen.words:
            self.by_day[seen.double.date].append(seen)


def likely_doubles(
    office: Office,
    year: int,
    register: Register,
    rows: Sequence[Mapping[str, Any]],
    *,
    without: Collection[int] = (),
) -> dict[int, list[Double]]:
    """For the index of each of ``rows`` (data of records) that has any: its likely doubles, best first.

    Compared with the records that hold in ``year``, but not those ``without`` (the record that is
    being edited), and with the rows before it in ``rows``.
    """
    mine = [_row(register, data, index) for index, data in enumerate(rows)]
    known = _Known()
    for seen in _kept(office, year, register, mine):
        if seen.double.pk not in without:
            known.add(seen)
    found = {}
    for index, seen in enumerate(mine):
        if doubles := _doubles(seen, known):
            found[index] = doubles
        known.add(seen)
    return found


def doubles_among(records: QuerySet[Record]) -> Q:
    """Those of ``records`` (all of one register, office and year) that share their event with another."""
    holding = records.filter(replaced_by__isnull=True, withdrawn_at__isnull=True).exclude(event="")
    shared = holding.order_by().values("event").annotate(rows=Count("pk")).filter(rows__gt=1)
    return Q(event__in=shared.values("event"))


def place_field(register: Register) -> str:
    """The first field of ``register`` that holds a place; "" when none does."""
    return next((each.code for each in register.fields if each.type is FieldType.PLACE), "")


def _kept(office: Office, year: int, register: Register, mine: Sequence[_Seen]) -> Iterator[_Seen]:
    records = Record.objects.of_year(office, year).filter(register=register.code)
    if len(mine) <= _FEW:
        records = records.filter(_near(mine))
    place = place_field(register)
    columns = ["pk", "title", "date", "event"]
    values = records.order_by().values_list(*columns, KeyTextTransform(place, "data") if place else "source")
    for pk, title, date, event, where in values.iterator(chunk_size=2000):
        yield _seen(register, Double(title, date, False, pk=pk), event, where if place else "")


def _near(mine: Sequence[_Seen]) -> Q:
    wanted = Q(pk__in=[])
    for seen in mine:
        if seen.event:
            wanted |= Q(event=seen.event)
        if not seen.words:
            continue
        day = seen.double.date
        if day is None:
            wanted |= Q(date__isnull=True)
        else:
            reach = dt.timedelta(days=NEAR_DAYS)
            wanted |= Q(date__range=(day - reach, day + reach))
    return wanted


def _row(register: Register, data: Mapping[str, Any], index: int) -> _Seen:
    day = data.get(register.date_field)
    date = dt.date.fromisoformat(day) if day else None
    double = Double(register.title(data) or register.name, date, False, row=index)
    place = place_field(register)
    return _seen(register, double, event_key(register, data), str(data.get(place) or "") if place else "")


def _seen(register: Register, double: Double, event: str, place: str | None) -> _Seen:
    named = register.field(register.title_field).type is FieldType.TEXT
    folded = fold(double.title) if named else ""
    words = " ".join(sorted(folded.split()))
    return _Seen(double, event, words, numbers_in(folded), fold(place or ""))


def _doubles(seen: _Seen, known: _Known) -> list[Double]:
    found = {id(other): (True, other) for other in known.by_event.get(seen.event, ())[:_MOST]}
    for other in _alike(seen, known):
        found.setdefault(id(other), (False, other))
    named = [
        Double(other.double.title, other.double.date, same, other.double.pk, other.double.row)
        for same, other in found.values()
    ]
    return named[:_MOST]


def _alike(seen: _Seen, known: _Known) -> Iterator[_Seen]:
    if not seen.words:
        return
    for day in _days(seen.double.date):
        there = known.by_day.get(day, ())
        if not there:
            continue
        near = process.extract(
            seen.words,
            [other.words for other in there],
            scorer=fuzz.ratio,
            processor=None,
            score_cutoff=NEAR_TITLE,
            limit=None,
        )
        for _words, _score, index in near[: 10 * _MOST]:
            if _fits(seen, there[index]):
                yield there[index]


def _days(day: dt.date | None) -> list[dt.date | None]:
    if day is None:
        return [None]
    return [day + dt.timedelta(days=shift) for shift in (0, *range(-NEAR_DAYS, 0), *range(1, NEAR_DAYS + 1))]


def _fits(seen: _Seen, other: _Seen) -> bool:
    """Whether numbers and places allow two rows with like titles to be the same."""
    if seen.numbers != other.numbers:
        return False
    if not (seen.place and other.place):
        return True
    return fuzz.ratio(seen.place, other.place) >= NEAR_TITLE and numbers_in(seen.place) == numbers_in(
        other.place
    )
