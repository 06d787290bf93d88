"""What the writing of one document remembers while it walks along the tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from akuntabel.documents.anchors import OutlineEntry, numbered, outline
from akuntabel.documents.docx.markup import TWIPS_PER_CM, bookmark_name
from akuntabel.documents.tree import Block, Document, ListKind, Paragraph, Table, blocks_of

# Width and height in twips.
_PAPERS = {
    "a4": (11906, 16838),
    "f4": (12189, 18709),
    "folio": (12189, 18709),
    "letter": (12240, 15840),
    "legal": (12240, 20160),
}


@dataclass(frozen=True, slots=True)
class ListInstance:
    """One list of the document: it counts from ``start`` at its own level."""

    kind: ListKind
    level: int
    small: bool
    start: int = 1


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A chart and the workbook behind it, as they go into the package."""

    xml: str
    workbook: bytes


@dataclass
class Context:
    """The state of one rendering."""

    document: Document
    pages: Mapping[str, str]
    width: int = 0  # of the text, in twips, in the present section
    lists: list[ListInstance] = field(default_factory=list)
    charts: list[ChartPart] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)  # address -> relationship id
    entries: tuple[OutlineEntry, ...] = ()
    targets: dict[str, str] = field(default_factory=dict)  # anchor or key -> bookmark
    _written: set[str] = field(default_factory=set)
    _walk: Iterator[OutlineEntry] = field(default_factory=lambda: iter(()))
    _bookmarks: int = 0
    _drawings: int = 0

    def __post_init__(self) -> None:
        self.entries = outline(self.document)
        self._walk = iter(self.entries)
        self._find_targets()

    def next_entry(self) -> OutlineEntry:
        """The outline entry of the block that is being written."""
        return next(self._walk)

    def page_size(self, *, landscape: bool) -> tuple[int, int]:
        """Width and height of the paper in twips."""
        paper = self.document.style.paper.lower()
        if paper not in _PAPERS:
            raise ValueError(f"unknown paper {paper!r}; known are {', '.join(_PAPERS)}")
        width, height = _PAPERS[paper]
        return (height, width) if landscape else (width, height)

    def margins(self) -> tuple[int, int]:
        """The left margin and the others in twips."""
        style = self.document.style
        return round(style.margin_left_cm * TWIPS_PER_CM), round(style.margin_other_cm * TWIPS_PER_CM)

    def text_width(self, *, landscape: bool = False) -> int:
        """Width of the text in twips."""
        return self.page_size(landscape=landscape)[0] - sum(self.margins())

    def bookmark(self, name: str, content: str) -> str:
        """``content`` inside the bookmark ``name``; a name that was used before is not used again."""
        if not name or name in self._written:
            return content
        self._written.add(name)
        self._bookmarks += 1
        number = self._bookmarks
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'

    def drawing_id(self) -> int:
        """A number that no other drawing has."""
        self._drawings += 1
        return self._drawings

    def link(self, address: str) -> str:
        """The relationship id of an address on the web."""
        return self.links.setdefault(address, f"rIdLink{len(self.links) + 1}")

    def add_list(self, instance: ListInstance) -> int:
        """The number by which a new list is known in numbering.xml."""
        self.lists.append(instance)
        return FIRST_LIST + len(self.lists) - 1

    def _find_targets(self) -> None:
        walk = iter(self.entries)
        for block in blocks_of(self.document):
            if numbered(block):
                entry = next(walk)
                name = bookmark_name(entry.key)
                self.targets.setdefault(entry.key, name)
                if entry.anchor:
                    self.targets.setdefault(entry.anchor, name)
            for anchor in _anchors_within(block):
                self.targets.setdefault(anchor, bookmark_name(anchor))


FIRST_LIST = 7  # the numbers before it belong to the list styles


def _anchors_within(block: Block) -> Iterator[str]:
    """The anchors of ``block`` that have no outline entry: paragraphs, layout tables, rows."""
    if isinstance(block, Paragraph) and block.anchor:
        yield block.anchor
    if isinstance(block, Table):
        if block.anchor and not block.caption:
            yield block.anchor
        yield from (row.anchor for row in block.rows if row.anchor)
