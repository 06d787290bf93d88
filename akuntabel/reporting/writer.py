"""What every part of the report is written with: the figures, the pack, the office's narratives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from akuntabel.documents.tree import (
    Align,
    Block,
    Cell,
    Cite,
    Column,
    Inlines,
    Row,
    RowKind,
    Text,
    words,
)
from akuntabel.measuring.selectors import MeasuredIndicator, MeasuredYear
from akuntabel.measuring.states import state_word
from akuntabel.offices.models import Office
from akuntabel.packs.loader import Pack
from akuntabel.reporting.book import YearBook
from akuntabel.reporting.markdown import Narrator
from akuntabel.reporting.models import Narrative
from akuntabel.reporting.stamp import Stamp


@dataclass
class Writer:
    """The material of one report. ``narrator`` marks a figure once per chapter.

    ``stamp`` makes it a sealed edition; without one it is a draft and says so.
    """

    book: YearBook
    stamp: Stamp | None = None
    narrator: Narrator = field(init=False)

    def __post_init__(self) -> None:
        self.new_chapter()

    def new_chapter(self) -> None:
        """Begin a chapter: figures are marked anew."""
        self.narrator = Narrator(self.book)

    @property
    def year(self) -> MeasuredYear:
        """The measured year."""
        return self.book.measured

    @property
    def office(self) -> Office:
        """The reporting office."""
        return self.year.office

    @property
    def pack(self) -> Pack:
        """The office's pack."""
        return self.year.pack

    @cached_property
    def unapproved(self) -> frozenset[str]:
        """The codes of the indicators whose figure of the year is not approved; none in an edition."""
        return frozenset(item.code for item in self.year.unapproved) if self.stamp is None else frozenset()

    @cached_property
    def narratives(self) -> dict[tuple[str, str], str]:
        """The office's texts by section and kind."""
        rows = Narrative.objects.filter(office=self.office, year=self.year.year)
        return {(row.section, row.kind): row.text for row in rows}

    def narrative(self, section: str, kind: str = "text") -> tuple[Block, ...]:
        """The blocks of a narrative, none when the office has not written it."""
        text = self.narratives.get((section, kind), "")
        return self.narrator.blocks(text, place=f"{section}.{kind}") if text else ()

    def line(self, text: str) -> Inlines:
        """One generated line that cites figures and terms."""
        return self.narrator.inlines(text)

    def title(self, text: str) -> str:
        """A heading or title with its terms put in; headings carry no figures."""
        for key, term in self.book.terms.items():
            text = text.replace(f"{{{key}}}", term)
        return text

    def cite(self, key: str, *, bold: bool = False) -> Cite:
        """A figure in a table: a citation without a mark, since columns are read as a whole."""
        return self.book.cite(key, bold=bold)


UNAPPROVED = " *"  # the mark of a figure that nobody has approved
Insert = Callable[[Writer], Iterable[Block]]

# ---------------------------------------------------------------- small change of tables


def head(*labels: str) -> Row:
    """A head row, one label a column."""
    return Row(tuple(Cell(words(label), align=Align.CENTRE, bold=True) for label in labels), RowKind.HEAD)


def group(label: str, columns: int) -> Row:
    """A full-width row that names what follows."""
    return Row((Cell(words(label), colspan=columns, bold=True),), RowKind.GROUP)


def text_cell(text: str, **options: object) -> Cell:
    """A cell of plain words."""
    return Cell(words(text), **options)  # type: ignore[arg-type]


def cite_cell(cite: Cite, **options: object) -> Cell:
    """A cell with one figure."""
    return Cell((cite,), **options)  # type: ignore[arg-type]


def actual_cell(writer: Writer, item: MeasuredIndicator) -> Cell:
    """What an indicator reached, with the mark of a figure that nobody has approved yet."""
    cite = writer.cite(f"indicator.{item.code}.actual")
    return marked_cell(cite, item.code in writer.unapproved)


def marked_cell(cite: Cite, draft: bool) -> Cell:
    """A cell with one figure, and the mark where it is a ``draft`` that nobody has approved."""
    return Cell((cite, Text(UNAPPROVED)) if draft else (cite,))


def unapproved_note(writer: Writer) -> Inlines:
    """What the mark means; nothing where no figure bears it."""
    return mark_note() if writer.unapproved else ()


def mark_note() -> Inlines:
    """What the mark of a draft means."""
    return words(_("{mark} belum disetujui.").format(mark=UNAPPROVED.strip()))


def lead(inlines: Inlines) -> Inlines:
    """``inlines`` after a space, where something may stand before them."""
    return (Text(" "), *inlines) if inlines else ()


def category_cell(item: MeasuredIndicator) -> Cell:
    """A category in words and tone, or the state that stands in its place."""
    category = item.achievement.category
    if category is None:
        return Cell((Text(state_word(item.achievement.raw.state), italic=True),), tone="unknown")
    return Cell(words(category.label), tone=category.tone)


def columns(*shares: float, align: tuple[Align, ...] = ()) -> tuple[Column, ...]:
    """Columns with these shares of the width; ``align`` for the last ones, the rest left."""
    first = len(shares) - len(align)
    return tuple(
        Column(share, align[number - first] if number >= first else Align.LEFT)
        for number, share in enumerate(shares)
    )
