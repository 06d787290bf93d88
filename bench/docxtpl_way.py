"""The same document with docxtpl: a Word template with blanks, filled for each report.

The template is written once, untimed, as an office would draw it in Word: headings, table heads
and captions stand in it; paragraphs, items and the rows of tables are blanks and loops. Not like
for like: charts are left out (captions only), runs of a paragraph lose bold and italic, cells that
join rows in the body of a table stay apart (those that span the whole table are kept), no links,
bookmarks, or filled lists of contents.
"""

from __future__ import annotations

import io
from typing import Any

import docx as python_docx
from docx.document import Document as DocxDocument
from docxtpl import DocxTemplate

from akuntabel.documents.tree import (
    Chart,
    Document,
    Heading,
    ItemList,
    Paragraph,
    Row,
    RowKind,
    Signature,
    Table,
    blocks_of,
)
from bench.python_docx_way import cell_align, cell_text, placed, plain


def template(document: Document) -> bytes:
    """The template that suits ``document``."""
    docx = python_docx.Document()
    tables = texts = 0
    for block in blocks_of(document):
        match block:
            case Heading():
                docx.add_heading(f"{block.number} {block.text}".strip(), level=min(block.level, 4))
            case Paragraph() | Signature():
                docx.add_paragraph(f"{{{{ texts[{texts}] }}}}")
                texts += 1
            case ItemList():
                docx.add_paragraph(f"{{%p for item in texts[{texts}] %}}")
                docx.add_paragraph("{{ item }}", style="List Number")
                docx.add_paragraph("{%p endfor %}")
                texts += 1
            case Table():
                docx.add_paragraph(f"Tabel. {{{{ tables[{tables}].caption }}}}", style="Caption")
                _table(docx, block, tables)
                docx.add_paragraph(f"{{{{ tables[{tables}].note }}}}")
                tables += 1
            case Chart():
                docx.add_paragraph(f"Gambar. {{{{ texts[{texts}] }}}}", style="Caption")
                texts += 1
    buffer = io.BytesIO()
    docx.save(buffer)
    return buffer.getvalue()


def fill(template_bytes: bytes, document: Document) -> bytes:
    """The report: what is timed, from the tree to the file."""
    docx = DocxTemplate(io.BytesIO(template_bytes))
    docx.render(_values(document), autoescape=True)
    buffer = io.BytesIO()
    docx.save(buffer)
    return buffer.getvalue()


# ---------------------------------------------------------------- the template


def _table(docx: DocxDocument, block: Table, number: int) -> None:
    """Head rows as they are; then a loop over rows that are either whole-width or of single cells."""
    heads = [row for row in block.rows if row.kind is RowKind.HEAD]
    count = len(block.columns)
    table = docx.add_table(rows=len(heads) + 7, cols=count)
    if block.ruled:
        table.style = "Table Grid"
    rows = [row.cells for row in table.rows]
    for line in placed(block)[: len(heads)]:
        for _row, cell, r, c in line:
            rows[r][c].text = cell_text(cell)
            if cell.colspan > 1 or cell.rowspan > 1:
                rows[r][c].merge(rows[r + cell.rowspan - 1][c + cell.colspan - 1])
    first = len(heads)
    marks = {
        0: f"{{%tr for row in tables[{number}].rows %}}",
        1: "{%tr if row.wide %}",
        3: "{%tr else %}",
        5: "{%tr endif %}",
        6: "{%tr endfor %}",
    }
    for place, mark in marks.items():
        rows[first + place][0].text = mark
    rows[first + 2][0].text = "{{ row.cells[0] }}"
    if count > 1:
        rows[first + 2][0].merge(rows[first + 2][count - 1])
    body = next((row for row in block.rows if row.kind is RowKind.BODY), Row(()))
    for c in range(count):
        own = rows[first + 4][c]
        own.text = f"{{{{ row.cells[{c}] }}}}"
        cell = body.cells[c] if c < len(body.cells) else None
        if cell is not None and (align := cell_align(block, body, cell, c)) is not None:
            own.paragraphs[0].alignment = align


# ---------------------------------------------------------------- what goes into it


def _values(document: Document) -> dict[str, Any]:
    texts: list[str | list[str]] = []
    tables: list[dict[str, Any]] = []
    for block in blocks_of(document):
        match block:
            case Paragraph(content=content):
                texts.append(plain(content))
            case Signature():
                people = [
                    line
                    for one in block.signatories
                    for line in (one.role, *one.position, one.name, one.nip)
                    if line
                ]
                texts.append("\n".join((f"{block.place}, {block.date}", *people)))
            case ItemList():
                texts.append(_items(block))
            case Table():
                tables.append(_rows(block))
            case Chart(title=title):
                texts.append(title)
    return {"texts": texts, "tables": tables}


def _items(block: ItemList) -> list[str]:
    lines: list[str] = []
    for item in block.items:
        lines.append(plain(item.content))
        if item.children is not None:
            lines.extend(_items(item.children))
    return lines


def _rows(block: Table) -> dict[str, Any]:
    count = len(block.columns)
    rows = []
    for line in placed(block):
        if line and line[0][0].kind is RowKind.HEAD:
            continue
        cells = [""] * count
        for _row, cell, _r, c in line:
            cells[c] = cell_text(cell)
        rows.append({"cells": cells, "wide": len(line) == 1 and line[0][1].colspan == count > 1})
    return {"caption": block.caption, "note": plain(block.note), "rows": rows}
