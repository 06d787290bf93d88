"""A whole document into a PDF, and one chapter of it into pictures while it is being written."""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache

from akuntabel.documents.anchors import numbered, restarts
from akuntabel.documents.pdf.encode import Encoder, Names, encode_document, for_preview
from akuntabel.documents.pdf.errors import PdfError
from akuntabel.documents.pdf.fonts import folder, use_folder
from akuntabel.documents.pdf.press import Press
from akuntabel.documents.tree import Document, Heading, Numbering, Section

_RENDERS_PER_WORKER = 20  # about 10 MB stay behind after each report of 46 pages


@dataclass(frozen=True)
class Pdf:
    """A printed document.

    ``pages`` gives each key of the outline its page as printed ("iii", "12"; empty on a page
    without a number).
    """

    data: bytes
    pages: Mapping[str, str]
    page_count: int


def render_pdf(document: Document) -> Pdf:
    """``document`` as PDF/A-2a and PDF/UA-1 in one file; the same tree gives the same bytes.

    Typst keeps what it has computed, so that a process grows with every new document (see
    :func:`render_in_worker`).
    """
    press = Press(document, encode_document(document))
    try:
        _lay(press, document)
        data = press.pdf("main.typ")
        printed = press.query("main.typ", "printed-pages")
        return Pdf(data, dict(printed["pages"]), int(printed["count"]))
    finally:
        press.close()


def render_in_worker(document: Document) -> Pdf:
    """As :func:`render_pdf`, in a process of its own that is renewed after some renders."""
    return _workers().submit(render_pdf, document).result()


@cache
def _workers() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        max_workers=1,
        mp_context=multiprocessing.get_context("spawn"),
        max_tasks_per_child=_RENDERS_PER_WORKER,
        initializer=use_folder,
        initargs=(folder(),),
    )


def _lay(press: Press, document: Document) -> Names:
    """Write all files of the whole document."""
    names = Names.of(document)
    encoder = Encoder(document, names)
    lines = ["#cover()"]
    for n, (section, restart) in enumerate(zip(document.sections, restarts(document), strict=True)):
        press.write(f"section-{n}.json", encoder.section(section, restart=restart))
        lines.append(f'#chapter(json("section-{n}.json"))')
    press.write("keys.json", [entry.key for entry in names.entries])
    lines.append('#printed-pages(json("keys.json"))')
    press.main("main.typ", lines)
    return names


class Preview:
    """Pictures of single chapters, fast enough to follow the writing of them.

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
        self._names = _lay(self._press, self.document)
        printed = self._press.query("main.typ", "printed-pages")
        self.pages = dict(printed["pages"])
        self._starts = [int(start) for start in printed["starts"]]

    def update(self, section: Section) -> list[bytes]:
        """Put ``section`` in the place of the one with its key; answers its pages as SVG files."""
        index = next((n for n, old in enumerate(self.document.sections) if old.key == section.key), None)
        if index is None:
            raise PdfError(f"no section has the key {section.key!r}")
        sections = self.document.sections
        self.document = replace(self.document, sections=(*sections[:index], section, *sections[index + 1 :]))
        self._names = Names.of(self.document)
        before = sum(1 for one in sections[:index] for block in one.blocks if numbered(block))
        names = for_preview(self._names, section, before, self.pages)
        first = self._starts[index] if section.numbering is not Numbering.NONE else None
        data = Encoder(self.document, names, before=before).section(section, restart=False, first=first)
        name = f"preview-{index}"
        self._press.write(f"{name}.json", data | {"chapter": _chapter_before(self.document, index)})
        self._press.main(f"{name}.typ", [f'#chapter(json("{name}.json"))'])
        return self._press.svg(f"{name}.typ")


def _chapter_before(document: Document, index: int) -> str:
    """The chapter that a section continues when it does not begin one."""
    for section in reversed(document.sections[:index]):
        for block in reversed(section.blocks):
            if isinstance(block, Heading) and block.level == 1:
                return " — ".join(part for part in (block.number, block.text) if part)
    return ""
