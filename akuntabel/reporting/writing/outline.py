"""The outline of a year's report as texts that people write: chapter by chapter, objective by objective."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from akuntabel.offices.models import Office
from akuntabel.planning.models import Objective
from akuntabel.planning.selectors import require_agreement
from akuntabel.reporting.book import YearBook, open_book
from akuntabel.reporting.inserts.analysis import ANALYSES
from akuntabel.reporting.models import Narrative
from akuntabel.reporting.writer import Writer
from akuntabel.reporting.writing.analyses import (
    SHORT,
    PartState,
    section_of,
    state_of,
    unavailable_reason,
)

TEXT = "text"  # the kind of a narrative that is no analysis


@dataclass(frozen=True)
class Part:
    """A text of the report.

    ``key`` and ``kind`` are those of its :class:`Narrative`; ``chapter`` is what it stands under:
    a chapter's title, or an objective ("Sasaran 17"). ``objective`` is the objective's code, "" for
    other texts. ``touched`` counts its changes, 0 before the first. ``demanded``: the report is not
    complete without it. ``why`` says what is missing, or why it is not available.
    """

    key: str
    kind: str
    title: str
    chapter: str
    state: PartState
    text: str = ""
    demanded: bool = True
    objective: str = ""
    why: str = ""
    touched: int = 0

    @property
    def written(self) -> bool:
        """Whether the office has written it."""
        return self.state is PartState.WRITTEN

    @property
    def missing(self) -> bool:
        """Whether the report lacks it."""
        return self.demanded and self.state is PartState.MISSING


def outline_of(office: Office, year: int, *, book: YearBook | None = None) -> list[Part]:
    """Every text of the year's report in order; ``book`` spares measuring a year that is measured already.

    Raises:
        NotThere: the office has no books or no signed agreement for the year.
    """
    writer = Writer(book or open_book(office, year))
    rows = {(row.section, row.kind): row for row in Narrative.objects.filter(office=office, year=year)}
    parts: list[Part] = []
    for chapter in writer.pack.outline["chapter"]:
        parts.extend(_chapter(writer, chapter, rows))
    return parts


def is_section(office: Office, year: int, section: str, kind: str, outline: Mapping[str, Any]) -> bool:
    """Whether the year's report has a text ``section`` of ``kind``; ``outline`` is the pack's.

    Raises:
        NotThere: no agreement of the year is signed.
    """
    if kind == TEXT:
        return any(
            part.get("narrative") == section for chapter in outline["chapter"] for part in chapter["part"]
        )
    agreement = require_agreement(office, year)
    code = section.removeprefix(section_of(""))
    there = section.startswith(section_of("")) and kind in ANALYSES
    return there and Objective.objects.filter(plan=agreement.plan, code=code).exists()


def name_of(section: str, kind: str, outline: Mapping[str, Any]) -> str:
    """What people call the text: "Sasaran 17: penyebab", "LATAR BELAKANG"; its key where the outline has none."""
    if kind in SHORT:
        code = section.removeprefix(section_of(""))
        return _("Sasaran {code}: {what}").format(code=code, what=_(SHORT[kind]))
    for chapter in outline["chapter"]:
        for part in chapter["part"]:
            if part.get("narrative") == section:
                return str(part.get("heading") or chapter["title"])
    return section


Rows = Mapping[tuple[str, str], Narrative]


def _chapter(writer: Writer, chapter: Mapping[str, Any], rows: Rows) -> Iterator[Part]:
    title = writer.title(f"{chapter.get('number', '')} {chapter['title']}".strip())
    last = ""
    for part in chapter["part"]:
        heading = writer.title(f"{part.get('number', '')} {part.get('heading', '')}".strip())
        if key := part.get("narrative"):
            name = heading or (_("{title} (lanjutan)").format(title=last) if last else title)
            last = heading or last or title
            yield _text(rows.get((key, TEXT)), key, name, title, bool(part.get("demanded", True)))
        if "analyses" in part.get("insert", ()):
            yield from _objectives(writer, rows)


def _text(row: Narrative | None, key: str, title: str, chapter: str, demanded: bool) -> Part:
    text = row.text if row else ""
    state = PartState.WRITTEN if text.strip() else PartState.MISSING
    why = "" if text.strip() else _("Belum ditulis.")
    touched = row.touched if row else 0
    return Part(key, TEXT, title, chapter, state, text, demanded, why=why, touched=touched)


def _objectives(writer: Writer, rows: Rows) -> Iterator[Part]:
    for objective, items in writer.year.by_objective():
        for kind, (title, lacking) in ANALYSES.items():
            key = section_of(objective.code)
            row = rows.get((key, kind))
            text = row.text if row else ""
            state = state_of(writer, objective, items, kind)
            why = {
                PartState.MISSING: _(lacking),
                PartState.UNAVAILABLE: unavailable_reason(text) or "",
                PartState.GIVEN: _("Disusun dari data; uraian kantor boleh ditambahkan."),
                PartState.WRITTEN: "",
            }[state]
            yield Part(
                key,
                kind,
                _(title),
                _("Sasaran {code}").format(code=objective.code),
                state,
                text,
                objective=objective.code,
                why=why,
                touched=row.touched if row else 0,
            )
