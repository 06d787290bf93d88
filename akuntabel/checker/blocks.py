"""What a reader sees in a report: paragraphs and tables, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands.

    ``line`` is 1-based in the text file, or in the extracted text (:attr:`Source.lines`) of any
    other file. ``page`` is 1-based where the file has pages. ``table`` and ``row`` are 1-based,
    ``paragraph`` counts the body's paragraphs of a DOCX from 0 (an annotator finds it by this);
    ``box`` is where it stands on its PDF page.
    """

    line: int
    page: int | None = None
    table: int | None = None
    row: int | None = None
    paragraph: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or, in a plain text, a line.

    ``level`` is the heading level (1…) or 0; ``item`` is the number or letter of a list item as
    written ("1.", "a.", "-"), empty otherwise; ``kind`` is body, caption, footnote, header or
    contents (an entry of a table of contents).
    """

    text: str
    place: Place
    level: int = 0
    item: str = ""
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its text (lines joined by spaces) and its place. Covered cells are not listed."""

    text: str
    place: Place
    column: int  # 0-based grid column
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, its cells from left to right. ``head`` marks a repeated or styled head row."""

    cells: tuple[Cell, ...]
    place: Place
    head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; one that is broken over pages is one table."""

    rows: tuple[Row, ...]
    place: Place
    caption: str = ""
    columns: int = 0


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Source:
    """A whole report as read. ``lines`` is its text, line by line, as places count it."""

    file: str
    kind: str  # text | markdown | docx | pdf | xlsx
    blocks: tuple[Block, ...]
    lines: tuple[str, ...]
    pages: int | None = None
    notes: tuple[str, ...] = field(default=())  # what the reader could not read, for the user

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs in reading order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def tables(self) -> Iterator[Table]:
        """The tables in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))
