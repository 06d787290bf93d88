"""The part of a DOCX that holds its comments."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from akuntabel.checker.annotate.docx.package import Package
from akuntabel.checker.annotate.voice import AUTHOR, INITIALS
from akuntabel.checker.findings import Severity
from akuntabel.checker.readers.docx.names import Element, P, R, W, number

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_COLOURS = {Severity.ERROR: "A31D3C", Severity.WARNING: "7A4B00", Severity.NOTE: "14508C"}
_IDS = (f"{W}comment", f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
_ILLEGAL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])


class Comments:
    """The comments of a document; those that are there already are kept."""

    def __init__(self, package: Package, document: Element, date: str) -> None:
        self.package = package
        self.date = date
        name = package.related("comments")
        root = package.maybe(name) if name else None
        self.name = name if root is not None else None
        self.root = root if root is not None else etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
        used = [number(each.get(f"{W}id"), -1) for tree in (self.root, document) for each in tree.iter(*_IDS)]
        self.next = max(used, default=-1) + 1

    def add(self, title: str, severity: Severity, paragraphs: Sequence[str]) -> int:
        """A new comment; its id."""
        attributes = {f"{W}id": str(self.next), f"{W}author": AUTHOR, f"{W}initials": INITIALS}
        if self.date:
            attributes[f"{W}date"] = self.date
        comment = etree.SubElement(self.root, f"{W}comment", attributes)
        for at, text in enumerate(paragraphs):
            paragraph = _paragraph(comment)
            if at == 0:
                reference = etree.SubElement(paragraph, R)
                etree.SubElement(reference, f"{W}annotationRef")
                _run(paragraph, f"{title}. ", colour=_COLOURS[severity])
            _run(paragraph, text)
        self.next += 1
        return self.next - 1

    def store(self) -> None:
        """Put the comments into the package."""
        name = self.name or self.package.relate("comments", _CONTENT_TYPE)
        self.package.put(name, self.root)


def _paragraph(comment: Element) -> Element:
    """A paragraph that looks like a comment whatever the document's own style is."""
    paragraph = etree.SubElement(comment, P)
    properties = etree.SubElement(paragraph, f"{W}pPr")
    spacing = {f"{W}before": "0", f"{W}after": "40", f"{W}line": "240", f"{W}lineRule": "auto"}
    etree.SubElement(properties, f"{W}spacing", spacing)
    etree.SubElement(properties, f"{W}ind", {f"{W}left": "0", f"{W}right": "0", f"{W}firstLine": "0"})
    etree.SubElement(properties, f"{W}jc", {f"{W}val": "left"})
    return paragraph


def _run(paragraph: Element, text: str, colour: str = "") -> None:
    run = etree.SubElement(paragraph, R)
    properties = etree.SubElement(run, f"{W}rPr")
    if colour:
        etree.SubElement(properties, f"{W}b")
        etree.SubElement(properties, f"{W}color", {f"{W}val": colour})
    etree.SubElement(properties, f"{W}sz", {f"{W}val": "20"})
    words = etree.SubElement(run, f"{W}t", {_SPACE: "preserve"})
    words.text = text.translate(_ILLEGAL)
