"""The document tree as a Word document: real styles, live fields, charts that can be edited."""

from __future__ import annotations

from collections.abc import Mapping

from akuntabel.documents.docx.body import body_xml
from akuntabel.documents.docx.context import Context
from akuntabel.documents.docx.package import package_bytes
from akuntabel.documents.docx.sections import layouts_of
from akuntabel.documents.tree import Document

__all__ = ["render_docx"]


def render_docx(document: Document, *, pages: Mapping[str, str] | None = None) -> bytes:
    """``document`` as a DOCX file; the same bytes for the same input.

    ``pages`` gives for the keys of :func:`akuntabel.documents.anchors.outline` the page numbers as
    they are printed. Where one is missing the list of contents shows "…" and Word offers to fill
    it in when it opens the file.
    """
    context = Context(document, pages or {})
    layouts = layouts_of(document)
    body = body_xml(context, layouts)
    return package_bytes(context, layouts, body)
