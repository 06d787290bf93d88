"""PDF: text with positions, ruled and unruled tables, over the ends of pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from akuntabel.checker.blocks import Source
from akuntabel.checker.readers.build import Builder
from akuntabel.checker.readers.limits import NO_TEXT, TOO_MANY_PAGES, TOO_MUCH, CannotRead, Clock, Limits
from akuntabel.checker.readers.pdf import flow, joining, raw
from akuntabel.checker.readers.pdf.parts import Line, Page, box_of, lines_of
from akuntabel.checker.readers.pdf.tables import Found, grids_of, others_of
from akuntabel.checker.readers.shape import Shape, clean

_FEWEST_WORDS = 2  # on a page with text; stamps of scanners leave less
_MOST_WORDS = 2_000_000  # in one document
EMPTY_PAGES = "Halaman {pages} tidak berisi teks (mungkin gambar pindaian) dan tidak diperiksa."
DAMAGED_PAGES = "Halaman {pages} rusak dan tidak diperiksa."


@dataclass
class _Leaf:
    """A page after its tables were found: what is left is running text."""

    page: Page
    tables: list[Found]
    lines: list[Line]
    margins: list[Line] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The number of the page."""
        return self.page.number


def read_pdf(data: bytes, file: str, *, limits: Limits, clock: Clock) -> Source:
    """The report in the PDF ``data``."""
    builder = Builder(file, "pdf", limits, clock)
    with raw.opened(data) as document:
        count = len(document)
        if count > limits.max_pages:
            raise CannotRead(TOO_MANY_PAGES, pages=count, limit=limits.max_pages)
        pages, damaged = _pages(document, count, clock)
    empty = [page.number for page in pages if len(page.words) < _FEWEST_WORDS]
    if len(empty) == len(pages):
        raise CannotRead(NO_TEXT)
    builder.notes += _page_notes(empty, damaged)
    _write(builder, _leaves(pages, clock))
    return builder.source(name="PDF", pages=count)


def _pages(document: Any, count: int, clock: Clock) -> tuple[list[Page], list[int]]:
    """The pages, and the numbers of those that pdfium cannot load."""
    pages, damaged, words = [], [], 0
    for index in range(count):
        clock.check()
        with raw.loaded(document, index) as loaded:
            if loaded is None:
                damaged.append(index + 1)
                continue
            pages.append(raw.read_page(loaded, index + 1, clock, marks=False))
        words += len(pages[-1].words)
        if words > _MOST_WORDS:
            raise CannotRead(TOO_MUCH, limit=_MOST_WORDS, unit="kata")
    return pages, damaged


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


def _leaves(pages: Sequence[Page], clock: Clock) -> list[_Leaf]:
    """Each page parted into running heads, tables and text."""
    grids = []
    for page in pages:
        clock.check()
        grids.append(grids_of(page))
    lines = [lines_of(free) for _, free in grids]
    known = flow.running([(page.height, each) for page, each in zip(pages, lines, strict=True)])
    leaves = []
    for page, (tables, free), own in zip(pages, grids, lines, strict=True):
        clock.check()
        margins = [line for line in own if flow.is_running(line, page.height, known)]
        outside = {id(word) for line in margins for word in line.words}
        more, free = others_of(page, tables, [word for word in free if id(word) not in outside])
        tables = sorted([*tables, *more], key=lambda each: (each.top, each.left))
        leaves.append(_Leaf(page, tables, lines_of(free), margins))
    return leaves


def _write(builder: Builder, leaves: Sequence[_Leaf]) -> None:
    """Everything in reading order; a table that goes on after the end of a page first grows."""
    usual = flow.usual_height([line for leaf in leaves for line in leaf.lines])
    edges = {
        width: flow.right_edge([line for leaf in leaves if leaf.page.width == width for line in leaf.lines])
        for width in {leaf.page.width for leaf in leaves}
    }
    _join_tables(leaves)
    for leaf in leaves:
        blocks: list[tuple[float, Found | flow.Passage]] = [(table.top, table) for table in leaf.tables]
        blocks += [(passage.top, passage) for passage in _passages(leaf, edges[leaf.page.width])]
        for line in leaf.margins:
            builder.paragraph(Shape(clean(line.text), kind="header"), page=leaf.number, box=box_of(line.words))
        for _, block in sorted(blocks, key=lambda each: each[0]):
            if isinstance(block, Found):
                builder.table(block.rows)
            else:
                words = [word for line in block.lines for word in line.words]
                builder.paragraph(flow.shaped(block, usual), page=leaf.number, box=box_of(words))


def _passages(leaf: _Leaf, right: float) -> list[flow.Passage]:
    """The paragraphs of a page; none reaches over a table."""
    found: list[flow.Passage] = []
    rest = leaf.lines
    for table in leaf.tables:
        found += flow.passages([line for line in rest if line.top < table.top], leaf.number, right)
        rest = [line for line in rest if line.top >= table.top]
    return found + flow.passages(rest, leaf.number, right)


def _join_tables(leaves: Sequence[_Leaf]) -> None:
    """Join each table at the top of a page to the one at the bottom of the page before."""
    open_table: Found | None = None
    for leaf in leaves:
        if leaf.tables:
            first = leaf.tables[0]
            leads = not any(line.bottom <= first.top for line in leaf.lines)
            if open_table is not None and leads and joining.is_rest(open_table, first):
                joining.join(open_table, first)
                leaf.tables.pop(0)
                if not leaf.tables:
                    open_table = None if any(line.top > first.top for line in leaf.lines) else open_table
                    continue
        last = leaf.tables[-1] if leaf.tables else None
        ends = last is not None and not any(line.top >= last.bottom for line in leaf.lines)
        open_table = last if ends else None
