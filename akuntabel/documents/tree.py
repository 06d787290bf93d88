"""The document tree: what a report says, before anybody decides how it looks.

Values are immutable. A figure is printed once, by whoever builds the tree: every :class:`Cite`
carries its figure's id and the text as it is to stand on the page; no renderer formats a number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

# ---------------------------------------------------------------- inside a paragraph


@dataclass(frozen=True, slots=True)
class Text:
    """A run of words."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Cite:
    """A figure, as printed. ``mark`` asks for the small sign that leads to its passport.

    A cite links to the block or row that bears its :attr:`anchor`, where the document has one;
    ``passport`` names it where several figures share one, and is the figure's own id otherwise.
    """

    figure: str
    text: str
    mark: bool = False
    bold: bool = False
    passport: str = ""

    @property
    def anchor(self) -> str:
        """The anchor of the passport: ``figure:<id>``."""
        return f"figure:{self.passport or self.figure}"


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to another place of the document, or to an address on the web."""

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A new line inside a paragraph."""


Inline = Text | Cite | Link | Break
Inlines = tuple[Inline, ...]


def words(text: str, *, bold: bool = False, italic: bool = False) -> Inlines:
    """The inlines of plain ``text``."""
    return (Text(text, bold=bold, italic=italic),) if text else ()


# ---------------------------------------------------------------- blocks


class ParagraphStyle(StrEnum):
    """What a paragraph is for."""

    BODY = "body"
    CENTRED = "centred"
    QUOTE = "quote"
    NOTE = "note"
    TITLE = "title"  # a centred title that is no heading (front matter, attachment)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. ``number`` ("BAB I", "A.", "1.") stands before the text; level 1 begins a page.

    A heading with ``listed`` False is left out of the table of contents.
    """

    level: int
    text: str
    number: str = ""
    anchor: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``place`` is whose text it was written in, for what reads the tree; it is never printed."""

    content: Inlines
    style: ParagraphStyle = ParagraphStyle.BODY
    anchor: str = ""
    place: str = field(default="", compare=False)


class ListKind(StrEnum):
    """How the items of a list are counted."""

    DECIMAL = "decimal"  # 1. 2. 3.
    ALPHA = "alpha"  # a. b. c.
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; a counted one begins at ``start``. ``place`` as of a paragraph."""

    items: tuple[ListItem, ...]
    kind: ListKind = ListKind.DECIMAL
    place: str = field(default="", compare=False)
    start: int = 1


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list: its own words, and under them lists and further paragraphs in their order."""

    content: Inlines
    children: tuple[Paragraph | ItemList, ...] = ()


class Align(StrEnum):
    """How a cell stands in its column. DECIMAL lines figures up on the decimal comma."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    DECIMAL = "decimal"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``width`` is its share of the table's width (any positive unit)."""

    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell. A cell covered by another's span is not written at all, as in HTML.

    ``blocks`` (lists, paragraphs) replaces ``content`` where one paragraph is not enough.
    ``tone`` names a category colour ("very-good", "good", "fair", "poor", "bad", "unknown"):
    the words must carry the meaning, the colour only helps.
    """

    content: Inlines = ()
    colspan: int = 1
    rowspan: int = 1
    align: Align | None = None  # None: as the column
    bold: bool = False
    tone: str = ""
    blocks: tuple[Paragraph | ItemList, ...] = ()


class RowKind(StrEnum):
    """What a row is for."""

    HEAD = "head"  # repeated on each page; head rows come first
    GROUP = "group"  # one full-width cell that names what follows
    BODY = "body"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.BODY
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. With a caption it is numbered ("Tabel 3") and listed; without, it is layout.

    ``ruled`` False draws no lines at all (identity blocks of an agreement).
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    note: Inlines = ()
    anchor: str = ""
    ruled: bool = True


class ChartKind(StrEnum):
    """The shapes of look.md: no pie, no 3-D, no second axis."""

    BULLET = "bullet"  # per category a bar (actual) and a tick (target)
    BAR = "bar"  # horizontal bars, one or more series side by side
    COLUMN = "column"  # vertical bars
    LINE = "line"  # over time; a target series is drawn as a rule


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one kind, one per category; None is unknown and is not drawn as 0."""

    name: str
    values: tuple[Decimal | None, ...]
    role: str = "actual"  # actual | target | plan | other


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. Its title is a sentence; its numbers stand in ``labels`` as they are printed.

    ``limit`` cuts the axis: a longer bar is drawn to the limit with a break, and its label says
    its real value. ``labels`` has the shape of the series: labels[s][c].
    """

    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    labels: tuple[tuple[str, ...], ...]
    alt: str
    unit: str = ""
    limit: Decimal | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: ``prefix`` is "a.n.", "Plt.", "Plh." or empty; ``role`` stands above ("Pihak Pertama")."""

    position: tuple[str, ...]
    name: str
    nip: str = ""
    prefix: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature block: place and date over one signatory (right) or two (left and right)."""

    place: str
    date: str
    signatories: tuple[Signatory, ...]


class ContentsKind(StrEnum):
    """What a list of contents lists."""

    HEADINGS = "headings"
    TABLES = "tables"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Contents:
    """A list of contents, filled with real page numbers by the renderer."""

    kind: ContentsKind
    depth: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | ItemList | Table | Chart | Signature | Contents | PageBreak

# ---------------------------------------------------------------- the whole


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: emblem placeholder, office, title, year.

    ``status`` stands under the year and says what this copy is: a draft, or which edition.
    """

    office: tuple[str, ...]
    title: tuple[str, ...]
    year: str
    emblem_alt: str
    status: str = ""


class Numbering(StrEnum):
    """How the pages of a section are numbered."""

    NONE = "none"
    ROMAN = "roman"
    ARABIC = "arabic"


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one layout; ``key`` is stable and names the chapter's file in a preview.

    Page numbers run on within the same numbering and begin at 1 where it changes.
    """

    key: str
    blocks: tuple[Block, ...]
    numbering: Numbering = Numbering.ARABIC
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """Paper and fonts. ``*_docx`` name fonts that an office's own Word has."""

    text_font: str = "Source Serif Pro"
    table_font: str = "Source Sans Pro"
    text_font_docx: str = "Bookman Old Style"
    table_font_docx: str = "Arial"
    size_pt: float = 11.0
    line_spacing: float = 1.3
    paper: str = "a4"
    margin_left_cm: float = 3.0
    margin_other_cm: float = 2.5


@dataclass(frozen=True, slots=True)
class Labels:
    """The words a renderer must say by itself, in the document's language."""

    table: str = "Tabel"
    figure: str = "Gambar"
    contents: str = "Daftar Isi"
    tables: str = "Daftar Tabel"
    figures: str = "Daftar Gambar"
    passport: str = "Asal-usul angka ini"
    chart_data: str = "Angka dalam bagan"
    decimal_mark: str = ","


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    ``moment`` is the only time a renderer may write into a file, so that the same tree gives the
    same bytes on any day. ``running_head`` tops each numbered page, ``mark`` is at the foot of all.
    """

    title: str
    author: str
    subject: str
    language: str
    moment: dt.datetime
    running_head: str
    sections: tuple[Section, ...]
    cover: Cover | None = None
    style: Style = field(default_factory=Style)
    labels: Labels = field(default_factory=Labels)
    mark: str = ""


def blocks_of(document: Document) -> Iterator[Block]:
    """Every block of ``document`` in reading order."""
    for section in document.sections:
        yield from section.blocks


def inlines_of(block: Block) -> Iterator[Inline]:
    """Every inline of ``block``, those of cells and items included, in reading order."""
    match block:
        case Paragraph(content=content):
            yield from content
        case ItemList(items=items):
            for item in items:
                yield from item.content
                for child in item.children:
                    yield from inlines_of(child)
        case Table(rows=rows, note=note):
            for row in rows:
                for cell in row.cells:
                    yield from cell.content
                    for inner in cell.blocks:
                        yield from inlines_of(inner)
            yield from note
        case _:
            return


def cites_of(document: Document) -> Iterator[Cite]:
    """Every cited figure of ``document`` in reading order."""
    for block in blocks_of(document):
        for inline in inlines_of(block):
            if isinstance(inline, Cite):
                yield inline
