"""A document as one HTML file that needs nothing else, and its sections for the page of an app."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from html import escape
from importlib import resources

from akuntabel.documents.anchors import numbered
from akuntabel.documents.html_blocks import SCREEN_FONT, Writer, text
from akuntabel.documents.svg import emblem_svg
from akuntabel.documents.tree import Document, Section

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_TOC_DEPTH = 2
_SKIP = {"id": "Langsung ke isi", "en": "Skip to content"}


@cache
def stylesheet() -> str:
    """The style sheet that :func:`render_fragment` expects around it."""
    return resources.files(__package__).joinpath("html.css").read_text(encoding="utf-8")


def render_html(document: Document) -> str:
    """``document`` as one file: style inside, charts inside, no script, nothing to fetch."""
    writer = Writer(document, document.sections)
    sections: list[str] = []
    before = 0
    for section in document.sections:
        sections.append(writer.section(section, before))
        before += sum(1 for block in section.blocks if numbered(block))
    language = escape(document.language)
    skip = text(_SKIP.get(document.language[:2], _SKIP["id"]))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n{_head(document)}'
        f'<body class="document-page">\n<a class="skip" href="#isi">{skip}</a>\n<div class="frame">\n'
        f"{_toc(writer)}"
        f'<main id="isi" class="document" tabindex="-1">\n{_cover(document)}{"".join(sections)}</main>\n{_mark(document)}'
        "</div>\n</body>\n</html>\n"
    )


def render_fragment(section: Section, document: Document | None = None) -> str:
    """One section for a page that has :func:`stylesheet`.

    Numbers of tables and charts are those of ``document``, which holds a section of that key; the
    given section stands in its place. Without one the section is taken to be all there is.
    """
    whole = _alone(section) if document is None else document
    sections = tuple(section if one.key == section.key else one for one in whole.sections)
    before = 0
    for one in sections:
        if one.key == section.key:
            break
        before += sum(1 for block in one.blocks if numbered(block))
    changed = replace(whole, sections=sections)
    writer = Writer(changed, (section,))
    return (
        f'<div class="document" lang="{escape(changed.language)}">\n{writer.section(section, before)}</div>\n'
    )


def _alone(section: Section) -> Document:
    moment = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # said nowhere in a fragment
    return Document("", "", "", "id", moment, "", (section,))


def _head(document: Document) -> str:
    date = document.moment.date().isoformat()
    return (
        f'<head>\n<meta charset="utf-8">\n<title>{text(document.title)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="author" content="{text(document.author)}">\n'
        f'<meta name="description" content="{text(document.subject)}">\n'
        f'<meta name="dcterms.created" content="{date}">\n'
        f"<style>\n{stylesheet()}</style>\n</head>\n"
    )


def _toc(writer: Writer) -> str:
    title = text(writer.labels.contents)
    entries = [
        entry
        for entry in writer.entries
        if entry.kind == "heading" and entry.listed and entry.level <= _TOC_DEPTH
    ]
    if not entries:
        return ""
    inside = f"<div><h2>{title}</h2>\n{writer.entry_list(entries)}</div>"
    return f'<nav class="toc" aria-label="{title}">{inside}</nav>\n'


def _mark(document: Document) -> str:
    """What stands at the foot of every page, on the screen and on paper."""
    return f'<aside class="mark">{text(document.mark)}</aside>\n' if document.mark else ""


def _cover(document: Document) -> str:
    cover = document.cover
    if cover is None:
        return f'<header class="cover"><h1>{text(document.title)}</h1></header>\n'
    emblem = emblem_svg(cover.emblem_alt, font=SCREEN_FONT, colour="currentColor")
    office = "<br>".join(text(line) for line in cover.office)
    title = "<br>".join(text(line) for line in cover.title)
    status = f'<p class="status">{text(cover.status)}</p>' if cover.status else ""
    return (
        f'<header class="cover"><div class="emblem">{emblem}</div>\n<p class="office">{office}</p>\n'
        f'<h1>{title}</h1>\n<p class="year">{text(cover.year)}</p>{status}</header>\n'
    )
