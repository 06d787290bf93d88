"""The next edition of a year as it would be sealed now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone, translation

from akuntabel.documents.keeping import to_json
from akuntabel.documents.tree import Document
from akuntabel.offices.clock import zone_of
from akuntabel.reporting.book import YearBook
from akuntabel.reporting.editions.changes import Content, changes_between, content_of
from akuntabel.reporting.editions.keeping import sealed_day, stamp_of
from akuntabel.reporting.models import Edition, Narrative
from akuntabel.reporting.report import assemble, figures_json
from akuntabel.reporting.stamp import Stamp

LANGUAGE = "id"  # an official paper


@dataclass(frozen=True)
class Candidate:
    """A report that is ready to be sealed: its seal, its document and what it was made of."""

    book: YearBook
    stamp: Stamp
    document: Document
    figures: str
    narratives: dict[str, str] = field(repr=False)

    @cached_property
    def tree(self) -> str:
        """The document as it is kept."""
        return to_json(self.document)

    @property
    def says_something_new(self) -> bool:
        """Whether it differs from the edition before it; the first one always does."""
        return self.stamp.number == 1 or bool(self.stamp.changes)


def prepare(book: YearBook, *, reason: str = "", moment: dt.datetime | None = None) -> Candidate:
    """The next edition of ``book``'s year, sealed at ``moment`` (now), with all that it changes.

    Raises:
        OutlineError: the outline names an unknown part.
        UnknownFigure: a narrative cites a figure that does not exist.
    """
    measured = book.measured
    office, year = measured.office, measured.year
    now = (moment or timezone.now()).replace(microsecond=0)
    last = list(Edition.objects.filter(office=office, year=year).order_by("-number")[:2])
    with translation.override(LANGUAGE):
        figures = figures_json(book)
        rows = Narrative.objects.filter(office=office, year=year)
        texts = {
            str(row): row.text for row in rows if row.text.strip()
        }  # an emptied one counts as not written
        previous, before_that = (*last, None, None)[:2]
        stamp = Stamp(
            number=previous.number + 1 if previous else 1,
            moment=now,
            day=now.astimezone(zone_of(office.timezone)).date(),
            reason=reason,
        )
        if previous is not None:
            same_seal = stamp_of(previous, before_that)
            after = Content.of(assemble(book, same_seal), figures, texts)
            changes = changes_between(content_of(previous), after, measured.pack.outline)
            stamp = Stamp(stamp.number, now, stamp.day, reason, changes, sealed_day(previous))
        return Candidate(book, stamp, assemble(book, stamp), figures, texts)
