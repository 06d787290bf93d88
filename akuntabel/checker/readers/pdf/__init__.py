"""PDF: text with positions, ruled and unruled tables, over the ends of pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from akuntabel.checker.blocks import Source
from akuntabel.checker.readers.build import Builder
from akuntabel.checker.readers.limits import NO_TEXT, TOO_MANY_PAGES, TOO_MUCH, CannotRead, Clock, Limits
from akuntabel.checker.readers.pdf import layout, raw
from akuntabel.checker.readers.pdf.guard import guard
from akuntabel.checker.readers.pdf.opinion import consult
from akuntabel.checker.readers.pdf.parts import Page
from akuntabel.checker.readers.pdf.tags import Path, TagTable, read_tags

_FEWEST_LETTERS = 3  # on a page with text; scanners leave less
_MOST_WORDS = 2_000_000  # in one document
EMPTY_PAGES = "Halaman {pages} tidak berisi teks (mungkin gambar pindaian) dan tidak diperiksa."
DAMAGED_PAGES = "Halaman {pages} rusak dan tidak diperiksa."


def read_pdf(data: bytes, file: str, *, limits: Limits, clock: Clock) -> Source:
    """The report in the PDF ``data``."""
    guard(data, limits, clock)
    builder = Builder(file, "pdf", limits, clock)
    pages: list[Page] = []
    tagged: dict[Path, TagTable] = {}
    with raw.opened(data) as document:
        count = len(document)
        if count > limits.max_pages:
            raise CannotRead(TOO_MANY_PAGES, pages=count, limit=limits.max_pages)
        damaged = _read_pages(document, count, pages, tagged, clock)
    empty = [page.number for page in pages if sum(len(word.text) for word in page.words) < _FEWEST_LETTERS]
    if len(empty) == len(pages):
        raise CannotRead(NO_TEXT)
    builder.notes += _page_notes(empty, damaged)
    leaves = layout.leaves_of(pages, tagged, clock)
    builder.notes += consult(data, [table for leaf in leaves for table in leaf.tables], clock)
    layout.write(builder, leaves)
    return builder.source(name="PDF", pages=count)


def _read_pages(
    document: Any, count: int, pages: list[Page], tagged: dict[Path, TagTable], clock: Clock
) -> list[int]:
    """Fill ``pages`` and ``tagged``; the numbers of the pages that pdfium cannot load."""
    damaged, words = [], 0
    has_tags = raw.is_tagged(document)
    for index in range(count):
        clock.check()
        with raw.loaded(document, index) as loaded:
            if loaded is None:
                damaged.append(index + 1)
                continue
            tags = read_tags(loaded) if has_tags else None
            page = raw.read_page(loaded, index + 1, clock, marks=bool(tags and tags.cells))
        if tags:
            tags.collect(tagged, page.words, page.number)
        pages.append(page)
        words += len(page.words)
        if words > _MOST_WORDS:
            raise CannotRead(TOO_MUCH, limit=_MOST_WORDS, unit="kata")
    return damaged


def _page_notes(empty: Sequence[int], damaged: Sequence[int]) -> list[str]:
    notes = []
    for template, numbers in ((EMPTY_PAGES, empty), (DAMAGED_PAGES, damaged)):
        if numbers:
            notes.append(template.format(pages=_listed(numbers)))
    return notes


def _listed(numbers: Sequence[int]) -> str:
    """Numbers in words: "2, 5–7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
