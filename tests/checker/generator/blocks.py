"""Shorthand for the blocks of a report: a row of heads, a plain cell, columns, a paragraph."""

from __future__ import annotations

from akuntabel.documents.tree import Align, Cell, Column, Inline, Paragraph, Row, RowKind, Text, words


def head(*labels: str) -> Row:
    return Row(tuple(Cell(words(label), align=Align.CENTRE, bold=True) for label in labels), RowKind.HEAD)


def plain(text: str, *, colspan: int = 1, rowspan: int = 1, bold: bool = False) -> Cell:
    return Cell(words(text, bold=bold), colspan=colspan, rowspan=rowspan)


def columns(*shares: float, align: tuple[Align, ...] = ()) -> tuple[Column, ...]:
    first = len(shares) - len(align)
    return tuple(Column(s, align[i - first] if i >= first else Align.LEFT) for i, s in enumerate(shares))


def paragraph(*parts: str | Inline | tuple[Inline, ...]) -> Paragraph:
    content: list[Inline] = []
    for part in parts:
        if isinstance(part, str):
            content.append(Text(part))
        elif isinstance(part, tuple):
            content += part
        else:
            content.append(part)
    return Paragraph(tuple(content))
