"""Headings, captions, and the lists of contents that lead to them."""

from __future__ import annotations

import re

from akuntabel.documents.anchors import OutlineEntry, listed
from akuntabel.documents.docx.context import Context
from akuntabel.documents.docx.inline import BREAK
from akuntabel.documents.docx.markup import (
    FIELD_END,
    bookmark_name,
    escape,
    field,
    field_begin,
    paragraph,
    run,
)
from akuntabel.documents.tree import Contents, ContentsKind

DEEPEST_HEADING = 4
DEEPEST_ENTRY = 3
UNKNOWN_PAGE = "…"
_CHAPTER_TITLE = '<w:rStyle w:val="ChapterTitle"/>'
_NUMBER_SPACE = 425  # twips that stand before the words of a numbered heading
_WIDE_NUMBER = 3  # signs that still fit into it


def heading(context: Context, entry: OutlineEntry, *, page_break: bool) -> str:
    """The paragraph of a heading."""
    level = min(max(entry.level, 1), DEEPEST_HEADING)
    if level == 1:
        words = (run(entry.number) + BREAK if entry.number else "") + run(entry.text, _CHAPTER_TITLE)
    else:
        words = run(f"{entry.number}\t{entry.text}" if entry.number else entry.text)
    style = f"Heading{level}" if entry.listed else f"Heading{level}Unlisted"
    given = {"ind": _heading_indent(entry.number)} if level > 1 else {}
    if page_break and level > 1:
        given["pageBreakBefore"] = "1"
    return paragraph(style, context.bookmark(bookmark_name(entry.key), words), **given)


def caption(context: Context, entry: OutlineEntry, label: str, *, above: bool) -> str:
    """The caption of a table (above it) or a chart (below it), numbered by a field."""
    number = entry.number.removeprefix(label).strip()
    words = run(f"{label} ") + field(f"SEQ {sequence(label)} \\* ARABIC", number) + run(f". {entry.text}")
    marked = context.bookmark(bookmark_name(entry.key), words)
    if above:
        return paragraph("Caption", marked, keepNext="1", spacing='w:before="180" w:after="80"')
    return paragraph("Caption", marked)


def sequence(label: str) -> str:
    """The name of the sequence that counts the captions beginning with ``label``."""
    return re.sub(r"\W+", "_", label)


def contents(context: Context, block: Contents) -> str:
    """A list of contents: a field whose result is filled in already."""
    found = listed(context.document, block)
    code = field_begin(_code(context, block))
    if not found:
        return paragraph("TOC1", code + FIELD_END)
    parts = []
    for place, entry in enumerate(found):
        before = code if place == 0 else ""
        after = FIELD_END if place == len(found) - 1 else ""
        parts.append(_entry(context, entry, before, after))
    return "".join(parts)


def _code(context: Context, block: Contents) -> str:
    labels = context.document.labels
    match block.kind:
        case ContentsKind.HEADINGS:
            return f'TOC \\o "1-{min(block.depth, DEEPEST_HEADING)}" \\h \\z'
        case ContentsKind.TABLES:
            return f'TOC \\h \\z \\c "{sequence(labels.table)}"'
        case ContentsKind.FIGURES:
            return f'TOC \\h \\z \\c "{sequence(labels.figure)}"'


def _entry(context: Context, entry: OutlineEntry, before: str, after: str) -> str:
    name = bookmark_name(entry.key)
    page = context.pages.get(entry.key)
    number = field(f"PAGEREF {name} \\h", page or UNKNOWN_PAGE, dirty=page is None)
    words = run(f"{_entry_words(entry)}\t")
    link = f'<w:hyperlink w:anchor="{escape(name)}" w:history="1">{words}{number}</w:hyperlink>'
    given = {}
    if context.width != context.text_width():
        given["tabs"] = (
            f'<w:tab w:val="clear" w:pos="{context.text_width()}"/>'
            f'<w:tab w:val="right" w:leader="dot" w:pos="{context.width}"/>'
        )
    return paragraph(_entry_style(entry), before + link + after, **given)


def _entry_style(entry: OutlineEntry) -> str:
    if entry.kind == "heading":
        return f"TOC{min(entry.level, DEEPEST_ENTRY)}"
    return "TableofFigures"


def _entry_words(entry: OutlineEntry) -> str:
    """The words of an entry; the number of a lower heading hangs before them, as in the heading."""
    if entry.kind == "heading" and entry.level > 1 and entry.number:
        return f"{entry.number}\t{entry.text}"
    return entry.label


def _heading_indent(number: str) -> str:
    if not number:
        return ""
    wide = max(0, len(number) - _WIDE_NUMBER) * 160
    return f'w:left="{_NUMBER_SPACE + wide}" w:hanging="{_NUMBER_SPACE + wide}"'
