"""A whole document into a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from akuntabel.documents.anchors import restarts
from akuntabel.documents.pdf.encode import Encoder, Names, encode_document
from akuntabel.documents.pdf.press import Press
from akuntabel.documents.tree import Document


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

    Typst keeps what it has computed, about 10 MB for each new document of 46 pages: a process that
    renders many should be renewed after some, as the background worker is.
    """
    press = Press(document, encode_document(document))
    try:
        lay(press, document)
        data = press.pdf("main.typ")
        printed = press.query("main.typ", "printed-pages")
        return Pdf(data, dict(printed["pages"]), int(printed["count"]))
    finally:
        press.close()


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
