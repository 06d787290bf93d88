"""The workbook behind a chart: one sheet with the categories and the values, nothing else."""

from __future__ import annotations

from decimal import Decimal

from akuntabel.documents.docx.archive import archive
from akuntabel.documents.docx.markup import escape
from akuntabel.documents.tree import Series

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_FIXED = {
    "[Content_Types].xml": (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}">'
        '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


def workbook_bytes(categories: tuple[str, ...], series: tuple[Series, ...]) -> bytes:
    """A workbook of the series side by side; an unknown value is an empty cell."""
    rows = [_row(0, [_text(n, 0, words) for n, words in enumerate(("", *(one.name for one in series)))])]
    for place, category in enumerate(categories, start=1):
        cells = [_text(0, place, category)]
        for number, one in enumerate(series, start=1):
            value = one.values[place - 1]
            if value is not None:
                cells.append(f'<c r="{cell_name(number, place)}"><v>{decimal_text(value)}</v></c>')
        rows.append(_row(place, cells))
    sheet = f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
    parts = {name: text.encode() for name, text in _FIXED.items()}
    return archive({**parts, "xl/worksheets/sheet1.xml": sheet.encode()})


def cell_name(column: int, row: int) -> str:
    """The name of a cell, both counted from 0: (0, 0) is "A1"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def decimal_text(value: Decimal) -> str:
    """``value`` as XML writes it, never with an exponent."""
    return f"{value:f}"


def _row(number: int, cells: list[str]) -> str:
    return f'<row r="{number + 1}">{"".join(cells)}</row>'


def _text(column: int, row: int, words: str) -> str:
    if not words:
        return ""
    name = cell_name(column, row)
    return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{escape(words)}</t></is></c>'
