"""The trail of an office: filtered, page by page, as a file, and whether it is whole."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import F, Q, TextField
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akuntabel.core.cells import safe_cell
from akuntabel.core.errors import ParseError
from akuntabel.core.indonesian import parse_typed_date
from akuntabel.offices.clock import zone_of
from akuntabel.offices.models import LogEntry, LogEntryQuerySet, LogHead, Office, Person
from akuntabel.offices.trail import Tampering, chain_of, verify
from akuntabel.web.screens.trail_rows import TrailRow, told_rows
from akuntabel.web.screens.trail_words import GROUPS
from akuntabel.web.words import told

ROWS = 50  # a page
CHUNK = 500  # rows of the file that are put into words at a time
PROGRAM = "program"


class DayField(forms.Field):
    """A day typed as people type it: 4-3-2025, 4 maret, kemarin."""

    def to_python(self, value: Any) -> dt.date | None:
        """The day; None when nothing was typed. Raises ValidationError with a sentence."""
        if not value:
            return None
        today = timezone.localdate()
        try:
            return parse_typed_date(str(value)[:50], year=today.year, today=today)
        except ParseError as error:
            raise forms.ValidationError(told(error)) from error


class TrailFilter(forms.Form):
    """What a reader looks for; an empty field asks for nothing."""

    orang = forms.ChoiceField(label=gettext_lazy("Orang"), required=False)
    tindakan = forms.ChoiceField(label=gettext_lazy("Tindakan"), required=False)
    dari = DayField(label=gettext_lazy("Dari tanggal"), required=False)
    sampai = DayField(label=gettext_lazy("Sampai tanggal"), required=False)
    cari = forms.CharField(label=gettext_lazy("Cari kata"), required=False, max_length=100)

    def __init__(self, data: QueryDict | None, people: list[tuple[str, str]]) -> None:
        super().__init__(data or None, label_suffix="", auto_id="saring-%s")
        everybody: list[tuple[str, Any]] = [("", _("Semua orang")), *people]
        self.fields["orang"].choices = everybody  # type: ignore[attr-defined]
        kinds: list[tuple[str, Any]] = [("", _("Semua tindakan"))]
        self.fields["tindakan"].choices = [*kinds, *((code, words) for code, (words, _p) in GROUPS.items())]  # type: ignore[attr-defined]
        for name in ("dari", "sampai"):
            self.fields[name].widget.attrs["placeholder"] = _("misalnya 4-3-2025")

    def narrow(self, rows: LogEntryQuerySet, office: Office) -> LogEntryQuerySet:
        """Those of ``rows`` that are looked for; a field that cannot be read narrows nothing."""
        self.is_valid()
        asked: dict[str, Any] = getattr(self, "cleaned_data", {})
        if who := asked.get("orang"):
            rows = rows.filter(actor=None) if who == PROGRAM else rows.filter(actor_id=int(who))
        if kind := asked.get("tindakan"):
            wanted = Q()
            for prefix in GROUPS[kind][1]:
                wanted |= Q(deed__startswith=f"{prefix}.")
            rows = rows.filter(wanted)
        zone = zone_of(office.timezone)
        if first := asked.get("dari"):
            rows = rows.filter(at__gte=dt.datetime.combine(first, dt.time.min, zone))
        if last := asked.get("sampai"):
            rows = rows.filter(at__lt=dt.datetime.combine(last + dt.timedelta(days=1), dt.time.min, zone))
        for word in asked.get("cari", "").split():
            rows = rows.annotate(text=Cast("changes", TextField())).filter(
                Q(target_name__icontains=word) | Q(reason__icontains=word) | Q(text__icontains=word)
            )
        return rows


@dataclass(frozen=True)
class TrailScreen:
    """A page of the trail, by day; ``query`` is the filter as part of an address."""

    form: TrailFilter
    page: Page[LogEntry]
    days: list[tuple[dt.date, list[TrailRow]]]
    query: str
    zone: str

    @property
    def filtered(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.query)


def trail_screen(person: Person, office: Office, asked: QueryDict) -> TrailScreen:
    """The page of the trail of ``office`` that ``asked`` names."""
    form, rows = trail_rows(person, office, asked)
    page = Paginator(rows, ROWS).get_page(asked.get("halaman"))
    told = told_rows(list(page.object_list))
    query = QueryDict(mutable=True)
    query.update({name: str(asked[name]) for name in form.fields if asked.get(name)})
    return TrailScreen(
        form=form,
        page=page,
        days=[(day, list(group)) for day, group in groupby(told, key=attrgetter("day"))],
        query=query.urlencode(),
        zone=f"{told[0].when:%Z}" if told else "",
    )


def trail_rows(person: Person, office: Office, asked: QueryDict) -> tuple[TrailFilter, LogEntryQuerySet]:
    """The filter, and the rows of ``office`` that it leaves, newest first."""
    mine = LogEntry.objects.visible_to(person).filter(chain=chain_of(office))
    actors = mine.order_by().values_list("actor_id", named=False).annotate(name=F("actor_name")).distinct()
    people = dict.fromkeys(
        (PROGRAM, _("Server")) if key is None else (str(key), name) for key, name in actors
    )
    form = TrailFilter(asked, sorted(people, key=lambda pair: pair[1].casefold()))
    return form, form.narrow(mine, office).select_related("office").order_by("-sequence")


# ---------------------------------------------------------------- as a file


class _Echo:
    """A file that hands each line on instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: LogEntryQuerySet) -> Iterator[str]:
    """``rows`` as lines of CSV, newest first, no cell of which a spreadsheet takes for a formula.

    Separated by semicolons and with a byte order mark, as the Indonesian Excel reads it.
    """
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    heads = [
        _("Nomor"), _("Waktu"), _("Orang"), _("Tindakan"), _("Perubahan"), _("Alasan"), _("Kode tindakan"),
        _("Sidik"),
    ]  # fmt: skip
    yield "\ufeff" + str(writer.writerow([str(head) for head in heads]))
    entries = rows.iterator(chunk_size=CHUNK)
    while chunk := [entry for entry, _n in zip(entries, range(CHUNK), strict=False)]:
        for row in told_rows(chunk):
            yield str(writer.writerow(_cells(row)))


def _cells(row: TrailRow) -> list[str | int]:
    entry = row.entry
    texts = [
        row.when.isoformat(sep=" ", timespec="seconds"),
        row.actor,
        row.deed,
        "; ".join(map(str, row.changes)),
        entry.reason,
        entry.deed,
        entry.hash,
    ]
    return [entry.sequence, *map(safe_cell, texts)]


# ---------------------------------------------------------------- whole or not


@dataclass(frozen=True)
class TrailCheck:
    """What verifying the trail of an office found."""

    rows: int
    head: str
    tamperings: list[Tampering]


def trail_check(office: Office) -> TrailCheck:
    """Verify the chain of ``office`` from its first row to its last."""
    chain = chain_of(office)
    found = list(verify(chain))
    head = LogHead.objects.filter(chain=chain).first()
    if head is None:
        return TrailCheck(0, "", found)
    return TrailCheck(head.sequence, f"{chain}:{head.sequence}:{head.hash[:16]}", found)
