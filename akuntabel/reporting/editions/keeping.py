"""Reads of sealed editions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.db.models import QuerySet

from akuntabel.evidence.store import path_of
from akuntabel.offices.clock import zone_of
from akuntabel.offices.models import Office
from akuntabel.reporting.models import Edition, EditionFile
from akuntabel.reporting.stamp import Change, Stamp


def editions_of(office: Office, year: int) -> QuerySet[Edition]:
    """The editions of a year, the newest first, without the trees, which are long."""
    rows: QuerySet[Edition] = Edition.objects.filter(office=office, year=year)
    return (
        rows.select_related("sealed_by")
        .prefetch_related("files")
        .defer("tree", "figures")
        .order_by("-number")
    )


def all_editions(office: Office | None, year: int | None) -> QuerySet[Edition]:
    """The editions of ``office`` (of all offices) and ``year`` (of all years), in order."""
    rows: QuerySet[Edition] = Edition.objects.select_related("office")
    rows = rows if office is None else rows.filter(office=office)
    rows = rows if year is None else rows.filter(year=year)
    return rows.order_by("office__code", "year", "number")


def sealed_day(edition: Edition) -> date:
    """The date at the office when ``edition`` was sealed."""
    return edition.sealed_at.astimezone(zone_of(edition.office.timezone)).date()


def stamp_of(edition: Edition, previous: Edition | None) -> Stamp:
    """The seal that ``edition`` was printed with; ``previous`` is the edition before it."""
    return Stamp(
        number=edition.number,
        moment=edition.sealed_at,
        day=sealed_day(edition),
        reason=edition.reason,
        changes=tuple(Change.of(data) for data in edition.changes),
        previous_day=sealed_day(previous) if previous else None,
    )


def path_of_file(file: EditionFile) -> Path:
    """Where the bytes of ``file`` stand.

    Raises:
        FileNotFoundError: its row names no hash.
    """
    return path_of(file.sha256)
