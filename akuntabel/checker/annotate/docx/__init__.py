"""A copy of a DOCX with a Word comment at each finding."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from akuntabel.checker.annotate.docx.comments import Comments
from akuntabel.checker.annotate.docx.package import Package
from akuntabel.checker.annotate.docx.ranges import enclose
from akuntabel.checker.annotate.docx.spots import Spots
from akuntabel.checker.annotate.index import Index
from akuntabel.checker.annotate.voice import Voice
from akuntabel.checker.blocks import Source
from akuntabel.checker.findings import Finding
from akuntabel.checker.readers.docx.names import Element, W

_MODIFIED = "{http://purl.org/dc/terms/}modified"


def annotate_docx(
    data: bytes, source: Source, findings: Sequence[Finding], voice: Voice, date: dt.datetime | None
) -> bytes:
    """The DOCX ``data`` with a comment at each finding; every other part stays as it was."""
    package = Package(data)
    root = package.root(package.main)
    body = root.find(f"{W}body")
    assert body is not None, "a DOCX that was read has a body"
    comments = Comments(package, root, _stamp(package, date))
    spots = Spots(body, Index(source))
    unplaced = []
    for finding in findings:
        paragraph, span = spots.find(finding)
        if paragraph is None:
            unplaced.append(finding)
            continue
        number = comments.add(voice.severity(finding), finding.severity, voice.body(finding, source))
        enclose(paragraph, span, number)
    _on_top(comments, spots.first(), unplaced, source, voice)
    if findings:
        comments.store()
        package.put(package.main, root)
    return package.packed()


def _on_top(
    comments: Comments, first: Element | None, findings: Sequence[Finding], source: Source, voice: Voice
) -> None:
    """Comments on the first paragraph for what has no place in the body (notes, headers)."""
    for finding in findings if first is not None else ():
        paragraphs = [f"{voice.unplaced(finding)}.", *voice.body(finding, source)]
        assert first is not None
        enclose(first, None, comments.add(voice.severity(finding), finding.severity, paragraphs))


def _stamp(package: Package, date: dt.datetime | None) -> str:
    """The date on the comments as Word writes it; empty when nothing is known."""
    if date is not None:
        moment = date.astimezone(dt.UTC) if date.tzinfo else date
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    core = package.maybe("docProps/core.xml")
    text = (core.findtext(_MODIFIED) or "").strip() if core is not None else ""
    return text if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text) else ""
