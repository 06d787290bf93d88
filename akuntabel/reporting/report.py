"""The report: a pack's outline, an office's narratives and figures become one document tree."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from akuntabel.core.errors import AkuntabelError
from akuntabel.documents.tree import Block, Cover, Document, Heading, Labels, Numbering, Section
from akuntabel.evidence.models import Record
from akuntabel.measuring.text import decimal_text
from akuntabel.reporting.book import YearBook
from akuntabel.reporting.change_section import with_changes
from akuntabel.reporting.inserts import INSERTS
from akuntabel.reporting.stamp import Stamp
from akuntabel.reporting.writer import Writer


class OutlineError(AkuntabelError):
    """An outline that names a part nobody can write."""


def assemble(book: YearBook, stamp: Stamp | None = None) -> Document:
    """The whole report of ``book``'s year: the edition that ``stamp`` seals, or else a draft.

    A draft says that it is one on its cover, on each page and in the file's own title.

    Raises:
        OutlineError: the outline names an unknown part.
        UnknownFigure: a narrative cites a figure that does not exist.
    """
    writer = Writer(book, stamp)
    outline = writer.pack.outline
    report = outline["report"]
    title = _named(writer.title(report["subject"]), stamp)
    year = writer.year
    return Document(
        title=title,
        author=writer.office.name,
        subject=title,
        language=get_language() or "id",
        moment=stamp.moment if stamp else _moment(year.reporting_year.reported_on, year.year),
        running_head=_named(writer.title(report["running_head"]), stamp),
        cover=Cover(
            office=(writer.office.name.upper(),),
            title=tuple(writer.title(line) for line in report["title"]),
            year=str(year.year),
            emblem_alt=writer.title(report["emblem_alt"]),
            status=_edition(stamp) if stamp else _("DRAF, belum disegel"),
        ),
        labels=_labels(),
        mark="" if stamp else _("DRAF, belum disegel"),
        sections=with_changes([_chapter(writer, chapter) for chapter in outline["chapter"]], stamp),
    )


def _named(title: str, stamp: Stamp | None) -> str:
    """``title`` of a draft or of an edition, so that neither is taken for the other."""
    return f"{title}. {_edition(stamp)}" if stamp else _("DRAF. {title}").format(title=title)


def _edition(stamp: Stamp) -> str:
    return _("Edisi {number}").format(number=stamp.number)


def _labels() -> Labels:
    """The words that renderers say by themselves. Numbers keep the Indonesian comma in any language."""
    return Labels(
        table=_("Tabel"),
        figure=_("Gambar"),
        contents=_("Daftar Isi"),
        tables=_("Daftar Tabel"),
        figures=_("Daftar Gambar"),
        passport=_("Asal-usul angka ini"),
        chart_data=_("Angka dalam bagan"),
    )


def _moment(day: dt.date | None, year: int) -> dt.datetime:
    return dt.datetime.combine(day or dt.date(year, 12, 31), dt.time(), dt.UTC)


def _chapter(writer: Writer, chapter: Mapping[str, Any]) -> Section:
    writer.new_chapter()
    blocks: list[Block] = [
        Heading(
            1,
            writer.title(chapter["title"]),
            number=chapter.get("number", ""),
            anchor=chapter["key"],
            listed=chapter.get("listed", True),
        )
    ]
    for part in chapter["part"]:
        blocks.extend(_part(writer, chapter["key"], part))
    return Section(
        key=chapter["key"],
        blocks=tuple(blocks),
        numbering=Numbering(chapter.get("numbering", "arabic")),
        landscape=chapter.get("landscape", False),
    )


def _part(writer: Writer, chapter: str, part: Mapping[str, Any]) -> Iterator[Block]:
    if heading := part.get("heading"):
        yield Heading(2, writer.title(heading), number=part.get("number", ""))
    if narrative := part.get("narrative"):
        yield from writer.narrative(narrative)
    for name in part.get("insert", ()):
        insert = INSERTS.get(name)
        if insert is None:
            raise OutlineError(
                _("outline.toml, {chapter}: bagian “{name}” tidak dikenal."), chapter=chapter, name=name
            )
        yield from insert(writer)


def figures_json(book: YearBook) -> str:
    """Every figure with its number, text, origin, sources and records, as JSON."""
    keys = dict(Record.objects.filter(office=book.measured.office).values_list("pk", "key"))
    content = {
        "office": book.measured.office.code,
        "year": book.measured.year,
        "policy": book.measured.policy.code,
        "agreement": book.measured.agreement.version,
        "figures": [
            {
                "id": figure.id,
                "label": figure.label,
                "number": decimal_text(figure.number),
                "text": figure.text,
                "unit": figure.unit,
                "state": figure.state.value,
                "origin": figure.origin,
                "sources": list(figure.sources),
                "records": [keys[key] for key in figure.records],
            }
            for figure in book.values()
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)
