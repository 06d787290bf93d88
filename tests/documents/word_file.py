"""How the tests of the Word document look into it: its parts, its paragraphs by style, its words."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import cache

from lxml import etree
from sample import sample_document

from akuntabel.documents.anchors import outline
from akuntabel.documents.docx import render_docx
from akuntabel.documents.tree import Document, Section

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
}
PAGES = {entry.key: str(number) for number, entry in enumerate(outline(sample_document()), start=1)}


@cache
def sample_bytes() -> bytes:
    return render_docx(sample_document(), pages=PAGES)


def part(name: str, data: bytes | None = None) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data or sample_bytes())) as file:
        return etree.fromstring(file.read(name))


def body(data: bytes | None = None) -> etree._Element:
    return part("word/document.xml", data)


def find(node: etree._Element, path: str) -> list[etree._Element]:
    return node.xpath(path, namespaces=NS)  # type: ignore[return-value]


def text_of(node: etree._Element) -> str:
    """The words of a node, a tab as a tab and a break as a newline."""
    parts = []
    for child in node.iter(f"{W}t", f"{W}tab", f"{W}br"):
        if child.tag == f"{W}t":
            parts.append(child.text or "")
        elif child.getparent().tag == f"{W}r":
            parts.append("\t" if child.tag == f"{W}tab" else "\n")
    return "".join(parts)


def styled(style: str, data: bytes | None = None) -> list[etree._Element]:
    return find(body(data), f'//w:p[w:pPr/w:pStyle/@w:val="{style}"]')


def of_blocks(*blocks: object, **given: object) -> Document:
    document = replace(sample_document(), cover=None, sections=(Section("a", blocks),))  # type: ignore[arg-type]
    return replace(document, **given) if given else document  # type: ignore[arg-type]
