"""The blocks as one run of lines with cells, so that a table, a tabbed text and a wrapped PDF look alike."""

from __future__ import annotations

import re
from dataclasses import dataclass

from akuntabel.checker.blocks import Block, Paragraph, Place, Row, Source, Table


@dataclass(frozen=True, slots=True)
class LineCell:
    """A cell: its grid column, its text and its place."""

    column: int
    text: str
    place: Place
    span: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text or a row of a table. ``group`` is the same for the rows of one table, else 0."""

    text: str
    cells: tuple[LineCell, ...]
    place: Place
    kind: str = "body"
    level: int = 0
    item: str = ""
    group: int = 0

    @property
    def tabular(self) -> bool:
        """Whether it is a row of a table."""
        return self.group > 0

    def cell(self, column: int) -> str:
        """The text in grid column ``column``, or an empty one."""
        return next((cell.text for cell in self.cells if cell.column == column), "")


_PIPES = re.compile(r"^\s*-?\s*\|.*\|\s*$")
_RULE = re.compile(r"^[\s|:\-–—_=+]*$")
_TAGS = re.compile(r"</?(?:ul|ol|li|br|p|b|i|span|div)\b[^>]*>", re.IGNORECASE)
_MARKS = re.compile(r"\*\*|__|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")


def clean(text: str) -> str:
    """``text`` without marks of emphasis and remnants of HTML; the tabs stay."""
    text = _TAGS.sub(" ", text) if "<" in text else text
    text = _MARKS.sub("", text) if "*" in text or "__" in text else text
    return text.replace("\u00a0", " ").replace("◊", "").strip("\n\r")


class _Flattener:
    """Numbers the tables while it flattens the blocks; tabbed and piped lines count as tables."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.groups = 0
        self.open = False  # whether the last line was a tabbed line

    def add(self, block: Block) -> None:
        if isinstance(block, Table):
            self._table(block)
        else:
            self._paragraph(block)

    def _table(self, table: Table) -> None:
        self.groups += 1
        self.open = False
        caption = clean(table.caption)
        if caption and not any(line.text == caption for line in self.lines[-3:]):
            self.lines.append(_plain(caption, table.place, kind="caption"))
        for row in table.rows:
            if line := _row(row, self.groups):
                self.lines.append(line)

    def _paragraph(self, paragraph: Paragraph) -> None:
        text = clean(paragraph.text)
        if not text.strip():
            return
        if paragraph.kind == "contents":
            self.open = False
            self.lines.append(_plain(text.replace("\t", " "), paragraph.place, kind="contents"))
            return
        parts = _parts(text)
        if parts is None:
            self.open = False
            self.lines.append(_plain(text, paragraph.place, paragraph.kind, paragraph.level, paragraph.item))
        elif parts:
            self._tabbed(parts, paragraph.place)

    def _tabbed(self, parts: list[str], place: Place) -> None:
        if not self.open:
            self.groups += 1
            self.open = True
        cells = tuple(LineCell(i, part.strip(), place) for i, part in enumerate(parts) if part.strip())
        if cells:
            joined = "\t".join(cell.text for cell in cells)
            self.lines.append(Line(joined, cells, place, group=self.groups))


def flatten(source: Source) -> tuple[Line, ...]:
    """Everything that ``source`` says, in reading order; empty lines are left out."""
    flattener = _Flattener()
    for block in source.blocks:
        flattener.add(block)
    return tuple(flattener.lines)


def _plain(text: str, place: Place, kind: str = "body", level: int = 0, item: str = "") -> Line:
    text = text.strip()
    if item and not text.startswith(item):
        text = f"{item} {text}"
    return Line(text, (LineCell(0, text, place),), place, kind, level, item)


def _parts(text: str) -> list[str] | None:
    """The cells of a tabbed or piped line, None of an ordinary one, nothing of a ruling."""
    if _PIPES.match(text):
        inner = text.strip().lstrip("-").strip().strip("|")
        return [] if _RULE.match(inner) else inner.split("|")
    return text.split("\t") if "\t" in text else None


def _row(row: Row, group: int) -> Line | None:
    cells = tuple(
        LineCell(cell.column, " ".join(clean(cell.text).split()), cell.place, cell.colspan)
        for cell in row.cells
        if cell.text.strip()
    )
    if not cells:
        return None
    return Line("\t".join(cell.text for cell in cells), cells, row.place, group=group)
