"""Shorthand for what the sample's pages are made of: paragraphs, cells and rows."""

from __future__ import annotations

from akuntabel.documents.tree import (
    Align,
    Break,
    Cell,
    Cite,
    Inlines,
    Link,
    Paragraph,
    ParagraphStyle,
    Row,
    RowKind,
    Text,
    words,
)


def p(*parts: str | Text | Cite | Link | Break, style: ParagraphStyle = ParagraphStyle.BODY) -> Paragraph:
    return Paragraph(inlines(*parts), style)


def inlines(*parts: str | Text | Cite | Link | Break) -> Inlines:
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def cell(*parts: str | Text | Cite | Link | Break) -> Cell:
    return Cell(inlines(*parts))


def head(*texts: str) -> Row:
    return Row(tuple(Cell(words(text), align=Align.CENTRE) for text in texts), RowKind.HEAD)


def group(text: str, span: int) -> Row:
    return Row((Cell(words(text), colspan=span),), RowKind.GROUP)
