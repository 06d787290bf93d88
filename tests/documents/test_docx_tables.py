"""Tables of the Word document: heads, merged cells, widths, shades, rules, the decimal comma."""

from __future__ import annotations

import pytest
from lxml import etree
from word_file import body, find, of_blocks, styled

from akuntabel.documents.docx import render_docx
from akuntabel.documents.docx.tables import PADDING, column_widths, figure_tail, text_width, walk
from akuntabel.documents.tree import Align, Cell, Column, Row, RowKind, Table, words


def tables() -> list[etree._Element]:
    return find(body(), '//w:tbl[w:tblPr/w:tblStyle/@w:val="ReportTable"]')


def test_rows_of_the_head_are_repeated_and_no_row_breaks():
    measurement = tables()[1]
    rows = find(measurement, "w:tr")
    heads = [bool(find(row, "w:trPr/w:tblHeader")) for row in rows]
    assert heads == [True, True] + [False] * (len(rows) - 2)
    assert all(find(row, "w:trPr/w:cantSplit") for row in rows)


def test_merged_cells():
    first, second, *_ = find(tables()[1], "w:tr")
    assert find(first, "w:tc/w:tcPr/w:gridSpan/@w:val") == ["3"]
    assert len(find(first, 'w:tc/w:tcPr/w:vMerge[@w:val="restart"]')) == 3
    assert len(find(second, "w:tc/w:tcPr/w:vMerge[not(@w:val)]")) == 3


def test_every_row_is_as_wide_as_its_table():
    for table in find(body(), "//w:tbl"):
        grid = [int(width) for width in find(table, "w:tblGrid/w:gridCol/@w:w")]
        for row in find(table, "w:tr"):
            spans = [int((find(cell, "w:tcPr/w:gridSpan/@w:val") or ["1"])[0]) for cell in find(row, "w:tc")]
            assert sum(spans) == len(grid)
            assert sum(int(w) for w in find(row, "w:tc/w:tcPr/w:tcW/@w:w")) == sum(grid)


def test_group_rows_are_shaded_and_totals_bold():
    groups = find(tables()[1], './/w:tc[w:p/w:pPr/w:pStyle/@w:val="TableGroup"]')
    assert [find(cell, "w:tcPr/w:gridSpan/@w:val") for cell in groups] == [["6"], ["6"]]
    assert all(find(cell, "w:tcPr/w:shd/@w:fill") == ["f1f3f6"] for cell in groups)
    assert find(tables()[1], './/w:pStyle[@w:val="TableTotal"]')


def test_a_tone_is_a_light_shade():
    fills = set(find(tables()[1], ".//w:shd/@w:fill"))
    assert len(fills) == 6
    for fill in fills:
        assert min(int(fill[n : n + 2], 16) for n in (0, 2, 4)) > 0xC0


def test_only_the_last_row_of_the_head_has_a_full_rule():
    first, second, third, *_ = find(tables()[1], "w:tr")
    assert len(find(second, "w:tc/w:tcPr/w:tcBorders/w:bottom")) == 6
    assert find(third, "w:tc/w:tcPr/w:tcBorders") == []
    assert len(find(first, "w:tc/w:tcPr/w:tcBorders/w:bottom")) == 4  # three that reach down, one that joins


def test_figures_stand_on_the_decimal_comma():
    table = Table(
        (Column(1, Align.DECIMAL),), tuple(Row((Cell(words(t)),)) for t in ("1", "10,5", "2,25", "tidak ada"))
    )
    data = render_docx(of_blocks(table))
    indents = [find(p, "w:pPr/w:ind/@w:right") for p in styled("TableText", data)]
    one, ten, two = (int(indent[0]) for indent in indents[:3])
    digit = 0.556 * 9.5 * 20
    assert one - ten == pytest.approx((0.278 * 9.5 * 20) + digit, abs=2)
    assert ten - two == pytest.approx(digit, abs=2)
    assert indents[3] == []


@pytest.mark.parametrize(
    ("text", "mark", "tail"),
    [("1.234,5", ",", 0.834), ("1,234.5", ".", 0.834), ("Rp 5", ",", 0), ("–", ",", None), ("", ",", None)],
)
def test_tail_of_a_figure(text: str, mark: str, tail: float | None):
    assert figure_tail(text, mark) == (None if tail is None else pytest.approx(tail))


def test_rows_that_lack_cells_are_filled():
    table = Table((Column(1), Column(2)), (Row((Cell(words("a"), rowspan=2),)), Row(())))
    assert [[(p.column, p.covered) for p in row] for row in walk(table)] == [
        [(0, False), (1, False)],
        [(0, True), (1, False)],
    ]
    assert column_widths(table, 1000) == (333, 667)


def test_two_tables_do_not_become_one():
    table = Table((Column(1),), (Row((Cell(words("a")),)),))
    data = render_docx(of_blocks(table, table))
    assert find(body(data), "//w:tbl/following-sibling::*[1][self::w:tbl]") == []


def test_a_table_without_rows_is_not_written():
    data = render_docx(of_blocks(Table((Column(1),), ()), Table((Column(1),), (), caption="Kosong")))
    assert find(body(data), "//w:tbl") == []


def test_identical_rows_of_a_head_are_told_apart():
    head = Row((Cell(words("a")),), RowKind.HEAD)
    data = render_docx(of_blocks(Table((Column(1),), (head, head, Row((Cell(words("b")),))))))
    rules = [len(find(row, "w:tc/w:tcPr/w:tcBorders")) for row in find(body(data), "//w:tr")]
    assert rules == [0, 1, 0]


def test_an_amount_never_breaks_inside_its_column():
    table = Table(
        (Column(52), Column(18, Align.RIGHT), Column(18, Align.RIGHT), Column(12, Align.DECIMAL)),
        (
            Row(tuple(Cell(words(t)) for t in ("Program", "Pagu", "Realisasi", "Penyerapan")), RowKind.HEAD),
            Row(tuple(Cell(words(t)) for t in ("Program", "Rp24.473.490.000", "Rp24.473.490.000", "95,50%"))),
        ),
    )
    given = [int(width) for width in find(body(render_docx(of_blocks(table))), "//w:gridCol/@w:w")]
    size = 9.5 * 20
    needs = [
        text_width(word) * size + 2 * PADDING
        for word in ("Program", "Rp24.473.490.000", "Rp24.473.490.000", "Penyerapan")
    ]
    assert [width >= need for width, need in zip(given, needs, strict=True)] == [True] * 4
    shares = column_widths(table, sum(given))
    assert given[0] < shares[0]
    assert shares[1] < needs[1]  # the shares alone would break it
