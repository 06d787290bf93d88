"""Chapters as pictures while they are being written."""

from __future__ import annotations

from dataclasses import replace

from akuntabel.documents.anchors import numbered
from akuntabel.documents.pdf.encode import Encoder, Names, chapter_before, encode_document, for_preview
from akuntabel.documents.pdf.errors import PdfError
from akuntabel.documents.pdf.press import Press
from akuntabel.documents.pdf.render import lay
from akuntabel.documents.plain import words_of
from akuntabel.documents.tree import (
    Block,
    Chart,
    Document,
    Heading,
    ItemList,
    Numbering,
    Paragraph,
    Section,
    Table,
)

_LONG = 90  # lines, about two pages: a chapter is cut before the first heading after so many


class Preview:
    """Pictures of what is being written, fast enough to follow the writing.

    The first thing it does is to lay out the whole document, for the page numbers that a chapter
    begins with; :meth:`refresh` does so again. Close it when the writing ends.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._press = Press(document, encode_document(document))
        self._names = Names.of(document)
        self.pages: dict[str, str] = {}
        self._starts: list[int] = []
        self.refresh()

    def __enter__(self) -> Preview:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Remove the files of the preview."""
        self._press.close()

    def refresh(self) -> None:
        """Lay out the whole document again, with all that :meth:`update` has changed."""
        self._names = lay(self._press, self.document)
        printed = self._press.query("main.typ", "printed-pages")
        self.pages = dict(printed["pages"])
        self._starts = [int(start) for start in printed["starts"]]

    def update(self, section: Section) -> list[bytes]:
        """Put ``section`` in the place of the one with its key; answers pages as SVG files.

        Where its blocks are the same as before, these are all its pages, as they will be printed.
        Otherwise they are those of the stretch with the first change: a long chapter is cut before
        headings into stretches of two pages or more. A stretch begins at the head of a page, whose
        number is that of its first heading when the whole was laid out.
        """
        index = next((n for n, old in enumerate(self.document.sections) if old.key == section.key), None)
        if index is None:
            raise PdfError(f"no section has the key {section.key!r}")
        sections = self.document.sections
        start, end = _changed(sections[index], section)
        self.document = replace(self.document, sections=(*sections[:index], section, *sections[index + 1 :]))
        self._names = Names.of(self.document)
        return self._draw(index, start, end)

    def _draw(self, index: int, start: int, end: int) -> list[bytes]:
        """The pages of the blocks from ``start`` to ``end`` of a section."""
        whole, front = self.document.sections[index], self.document.sections[:index]
        led = replace(whole, blocks=whole.blocks[:start])
        part = replace(whole, blocks=whole.blocks[start:end])
        before = sum(1 for one in (*front, led) for block in one.blocks if numbered(block))
        names = for_preview(self._names, part, before, self.pages)
        encoder = Encoder(self.document, names, before=before, chapter=chapter_before((*front, led)))
        first = self._starts[index] if whole.numbering is not Numbering.NONE else None
        if first is not None and start:
            page = self.pages.get(self._names.entries[before].key, "")
            first = int(page) if page.isdigit() else first
        name = f"preview-{index}-{start}"
        self._press.write(f"{name}.json", encoder.section(part, restart=False, first=first))
        self._press.main(f"{name}.typ", [f'#chapter(json("{name}.json"))'])
        return self._press.svg(f"{name}.typ")


def _changed(old: Section, new: Section) -> tuple[int, int]:
    """The stretch of ``new`` with the first changed block; all of it where no block is changed."""
    if old.blocks == new.blocks:
        return 0, len(new.blocks)
    same = zip(old.blocks, new.blocks, strict=False)
    place = next((n for n, (one, other) in enumerate(same) if one != other), len(new.blocks) - 1)
    cuts = [*_cuts(new), len(new.blocks)]
    start = max(cut for cut in cuts if cut <= max(place, 0))
    return start, min((cut for cut in cuts if cut > place), default=len(new.blocks))


def _cuts(section: Section) -> list[int]:
    """The blocks with which a stretch begins."""
    cuts, lines = [0], 0.0
    for n, block in enumerate(section.blocks):
        if isinstance(block, Heading) and lines > _LONG:
            cuts.append(n)
            lines = 0.0
        lines += _lines(block)
    return cuts


def _lines(block: Block) -> float:
    """About how many lines of a page a block takes."""
    match block:
        case Paragraph():
            return 1 + len(words_of(block.content)) / 90
        case ItemList():
            return sum(1 + len(words_of(item.content)) / 90 for item in block.items)
        case Table():
            return 3 + 2 * len(block.rows)
        case Chart():
            return 12
        case _:
            return 2
