"""What a document can be entered by: its headings, captioned tables and charts, in order.

All renderers take keys and numbers from here, so that "Tabel 3" is the same table everywhere and
the page numbers that one renderer finds can be written by another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from akuntabel.documents.tree import (
    Block,
    Chart,
    Contents,
    ContentsKind,
    Document,
    Heading,
    Labels,
    Numbering,
    Table,
    blocks_of,
)

Kind = Literal["heading", "table", "figure"]

_KIND_OF: dict[ContentsKind, Kind] = {
    ContentsKind.HEADINGS: "heading",
    ContentsKind.TABLES: "table",
    ContentsKind.FIGURES: "figure",
}


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading, captioned table or chart.

    ``key`` is "h:<anchor>" for a heading with an anchor and "h:<n>" for the n-th heading
    otherwise; "t:<n>" and "f:<n>" for the n-th captioned table and the n-th chart. ``number`` is
    what stands before the text ("BAB I", "Tabel 3"). ``level`` is 1 for tables and charts.
    """

    key: str
    kind: Kind
    level: int
    number: str
    text: str
    listed: bool = True
    anchor: str = ""

    @property
    def label(self) -> str:
        """Number and text on one line, as captions and lists of contents say it."""
        stop = "" if self.kind == "heading" else "."
        return f"{self.number}{stop} {self.text}".strip()


def numbered(block: Block) -> bool:
    """Whether ``block`` has an entry in the outline."""
    return isinstance(block, Heading | Chart) or (isinstance(block, Table) and bool(block.caption))


def outline(document: Document) -> tuple[OutlineEntry, ...]:
    """The entries of ``document``: one for each block that is :func:`numbered`, in reading order."""
    return tuple(_walk(document))


def listed(document: Document, contents: Contents) -> tuple[OutlineEntry, ...]:
    """The entries that ``contents`` lists."""
    kind = _KIND_OF[contents.kind]
    return tuple(
        entry
        for entry in outline(document)
        if entry.kind == kind and entry.listed and (kind != "heading" or entry.level <= contents.depth)
    )


def contents_title(contents: Contents, before: Block | None, labels: Labels) -> str:
    """The title that a renderer prints above ``contents``; empty directly below a heading.

    ``before`` is the block in front of it in the same section.
    """
    if isinstance(before, Heading):
        return ""
    titles = {
        ContentsKind.HEADINGS: labels.contents,
        ContentsKind.TABLES: labels.tables,
        ContentsKind.FIGURES: labels.figures,
    }
    return titles[contents.kind]


def restarts(document: Document) -> tuple[bool, ...]:
    """For each section whether its page numbers begin at 1."""
    answer = []
    before: Numbering | None = None
    for section in document.sections:
        answer.append(section.numbering != before)
        before = section.numbering
    return tuple(answer)


def _walk(document: Document) -> Iterator[OutlineEntry]:
    labels = document.labels
    taken: set[str] = set()
    headings = tables = figures = 0
    for block in blocks_of(document):
        match block:
            case Heading():
                headings += 1
                key = _free(f"h:{block.anchor or headings}", taken)
                yield OutlineEntry(
                    key, "heading", block.level, block.number, block.text, block.listed, block.anchor
                )
            case Table() if block.caption:
                tables += 1
                number = f"{labels.table} {tables}"
                yield OutlineEntry(f"t:{tables}", "table", 1, number, block.caption, anchor=block.anchor)
            case Chart():
                figures += 1
                number = f"{labels.figure} {figures}"
                yield OutlineEntry(f"f:{figures}", "figure", 1, number, block.title, anchor=block.anchor)
            case _:
                pass


def _free(key: str, taken: set[str]) -> str:
    """``key``, or with a count behind it where it is already taken."""
    answer, count = key, 1
    while answer in taken:
        count += 1
        answer = f"{key}~{count}"
    taken.add(answer)
    return answer
