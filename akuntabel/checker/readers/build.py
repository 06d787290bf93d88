"""Collects blocks in reading order and counts the lines of the extracted text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from akuntabel.checker.blocks import Block, Box, Cell, Paragraph, Place, Row, Source, Table
from akuntabel.checker.readers import rows as judge
from akuntabel.checker.readers.limits import NO_CONTENT, TOO_MUCH, CannotRead, Clock, Limits
from akuntabel.checker.readers.shape import Shape, is_bare_caption

_CHECK_EVERY = 256  # blocks or rows between two looks at the clock


@dataclass
class DraftCell:
    """A cell before its place is known."""

    text: str
    column: int
    colspan: int = 1
    rowspan: int = 1
    box: Box | None = None
    page: int | None = None


@dataclass
class DraftRow:
    """A row before its place is known."""

    cells: list[DraftCell]
    head: bool = False
    page: int | None = None
    box: Box | None = None
    label: str = ""  # where a sheet has the row: "Capaian!12"

    def texts(self, columns: int) -> list[str]:
        """The text of each grid column; covered columns are empty."""
        texts = [""] * columns
        for cell in self.cells:
            if cell.column < columns:
                texts[cell.column] = cell.text
        return texts


@dataclass
class Builder:
    """The report while it is read. Every paragraph and every row of a table is one line."""

    file: str
    kind: str
    limits: Limits
    clock: Clock
    blocks: list[Block] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tables: int = 0
    cells: int = 0

    def paragraph(
        self,
        found: Shape,
        *,
        page: int | None = None,
        paragraph: int | None = None,
        box: Box | None = None,
    ) -> None:
        """Add a paragraph; one without words or number is left out."""
        if not found.text and not found.item:
            return
        if len(self.lines) % _CHECK_EVERY == 0:
            self.clock.check()
        self.lines.append(f"{found.item} {found.text}".strip())
        place = Place(len(self.lines), page=page, paragraph=paragraph, box=box)
        self.blocks.append(Paragraph(found.text, place, found.level, found.item, found.kind))

    def table(self, drafts: Sequence[DraftRow], *, number: int | None = None, caption: str = "") -> None:
        """Add a table; ``number`` is its number in the file where it is not simply the next one.

        Heads that the file does not mark are found by their words.
        """
        self.tables = number if number is not None else self.tables + 1
        columns = max((cell.column + cell.colspan for draft in drafts for cell in draft.cells), default=0)
        self.cells += sum(len(draft.cells) for draft in drafts)
        if self.cells > self.limits.max_cells:
            raise CannotRead(TOO_MUCH, limit=self.limits.max_cells, unit="sel")
        if not any(cell.text for draft in drafts for cell in draft.cells):
            return
        if not any(draft.head for draft in drafts):
            mark_heads(drafts, columns)
        caption = caption or self.caption()
        rows = [self._row(draft, n) for n, draft in enumerate(drafts, start=1)]
        first = rows[0].place
        place = Place(first.line, page=first.page, table=self.tables, box=_hull(drafts))
        self.blocks.append(Table(tuple(rows), place, caption, columns))

    def _row(self, draft: DraftRow, n: int) -> Row:
        if n % _CHECK_EVERY == 0:
            self.clock.check()
        self.lines.append(
            "\t".join([*([draft.label] if draft.label else []), *(cell.text for cell in draft.cells)])
        )
        line = len(self.lines)
        cells = tuple(
            Cell(
                cell.text,
                Place(line, page=cell.page or draft.page, table=self.tables, row=n, box=cell.box),
                cell.column,
                cell.colspan,
                cell.rowspan,
            )
            for cell in draft.cells
        )
        return Row(cells, Place(line, page=draft.page, table=self.tables, row=n, box=draft.box), draft.head)

    def caption(self) -> str:
        """The caption that stands right above what comes next."""
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Paragraph) and last.kind == "caption":
            return last.text
        if len(self.blocks) > 1 and isinstance(last, Paragraph) and isinstance(self.blocks[-2], Paragraph):
            above = self.blocks[-2]
            if above.kind == "caption" and is_bare_caption(above.text):
                return f"{above.text} {last.text}"
        return ""

    def source(self, *, name: str, pages: int | None = None) -> Source:
        """What was read; ``name`` is the kind in the words of the message when there is nothing."""
        if not self.blocks:
            raise CannotRead(NO_CONTENT, kind=name)
        return Source(
            self.file,
            self.kind,
            tuple(self.blocks),
            tuple(self.lines),
            pages,
            tuple(dict.fromkeys(self.notes)),
        )


def mark_heads(drafts: Sequence[DraftRow], columns: int) -> None:
    """Mark the rows that are head by their words."""
    texts = [draft.texts(columns) for draft in drafts]
    count = judge.heads(texts)
    for draft, row in zip(drafts[:count], texts, strict=False):
        draft.head = sum(map(bool, row)) > 1 or len(draft.cells) > 1


def _hull(drafts: Sequence[DraftRow]) -> Box | None:
    """The box around the rows on the table's first page."""
    return hull(draft.box for draft in drafts if draft.box and draft.page == drafts[0].page)


def hull(boxes: Iterable[Box]) -> Box | None:
    """The smallest box around ``boxes``."""
    known = list(boxes)
    if not known:
        return None
    return Box(
        min(box.left for box in known),
        min(box.top for box in known),
        max(box.right for box in known),
        max(box.bottom for box in known),
    )
