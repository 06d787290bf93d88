"""A whole document into a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from akuntabel.documents.anchors import restarts
from akuntabel.documents.pdf.encode import Encoder, Names, encode_document
from akuntabel.documents.pdf.fonts import folder, use_folder
from akuntabel.documents.pdf.press import Press
from akuntabel.documents.tree import Document

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

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
        lay(press, document)
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
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(
        max_workers=1,
        mp_context=multiprocessing.get_context("spawn"),
        max_tasks_per_child=_RENDERS_PER_WORKER,
        initializer=use_folder,
        initargs=(folder(),),
    )


def lay(press: Press, document: Document) -> Names:
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
