"""Charts of the Word document: descriptions, targets, cut bars, gaps, labels, workbook, scale."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

import pytest
from lxml import etree
from sample import sample_document
from word_file import body, find, part, sample_bytes

from akuntabel.documents.docx.axes import scale_of
from akuntabel.documents.docx.series import series_xml
from akuntabel.documents.tree import Chart, ChartKind, Series, blocks_of


def chart(number: int) -> etree._Element:
    return part(f"word/charts/chart{number}.xml")


def test_a_chart_has_a_description_and_nine_points():
    described = {node.get("name"): node.get("descr") for node in find(body(), "//wp:docPr")}
    assert described["Gambar 2. Partisipasi pemilih naik dalam tiga pemilihan terakhir"].startswith(
        "Bagan kolom"
    )
    for number in range(1, 5):
        assert find(chart(number), "c:txPr//a:defRPr/@sz") == ["900"]


def test_a_bullet_graph_has_a_tick_for_each_target():
    kinds = find(chart(1), "//c:barChart/c:grouping/@val")
    assert kinds == ["clustered", "stacked"]
    names = find(chart(1), "//c:ser/c:tx//c:v/text()")
    assert names == ["Capaian", "Target", "Target"]
    assert find(chart(1), "//c:legendEntry/c:idx/@val") == ["1"]


def test_a_bar_beyond_the_limit_is_cut_and_says_its_value():
    assert set(find(chart(1), "//c:valAx/c:scaling/c:max/@val")) == {"150"}
    assert "300,00% »" in find(chart(1), "//c:dLbl//a:t/text()")
    assert "300" in find(chart(1), "//c:ser[1]/c:val//c:v/text()")


def test_an_unknown_value_is_no_zero():
    assert find(chart(2), "//c:val//c:pt/@idx") == ["0", "1", "3"]
    assert "2020 (tidak ada)" in find(chart(2), "//c:cat//c:v/text()")


def test_every_printed_label_is_shown():
    charts = [block for block in blocks_of(sample_document()) if isinstance(block, Chart)]
    for number, block in enumerate(charts, start=1):
        said = " ".join(find(chart(number), "//a:t/text() | //c:cat//c:v/text()"))
        for series, labels in zip(block.series, block.labels, strict=True):
            if block.kind is ChartKind.BULLET and series.role == "target":
                continue  # a tick has no words of its own
            assert all(label in said for label in labels)


def test_the_workbook_of_a_chart_holds_its_values():
    with zipfile.ZipFile(io.BytesIO(sample_bytes())) as file:
        book = file.read("word/embeddings/chart4.xlsx")
    sheet = part("xl/worksheets/sheet1.xml", book)
    assert find(sheet, "//s:c[@r='B2']/s:v/text()") == ["3215.4"]
    assert find(sheet, "//s:c[@r='C1']//s:t/text()") == ["Realisasi"]


@pytest.mark.parametrize(
    ("values", "limit", "expected"),
    [
        (("3", "97"), None, ("0", "100", "20")),
        (("-4", "7"), None, ("-5", "7.5", "2.5")),
        (("0",), None, ("0", "1", "0.2")),
        (("0.003",), None, ("0", "0.003", "0.001")),
        (("500",), "150", ("0", "150", "50")),
    ],
)
def test_the_scale_is_round(values: tuple[str, ...], limit: str | None, expected: tuple[str, ...]):
    series = Series("x", tuple(Decimal(value) for value in values))
    plain = Chart(
        ChartKind.BAR, "t", ("a",) * len(values), (series,), (), "alt", limit=limit and Decimal(limit)
    )
    scale = scale_of(plain)
    assert (scale.low, scale.high, scale.step) == tuple(Decimal(value) for value in expected)


def test_a_target_that_stays_the_same_is_labelled_once():
    months = ("Jan", "Feb", "Mar", "Apr")
    done = Series("Realisasi", tuple(map(Decimal, (1, 2, 2, 3))), role="actual")
    target = Series("Target", tuple(map(Decimal, (1, 2, 2, 2))), role="target")
    labels = (("1 keg", "2 keg", "2 keg", "3 keg"), ("1 keg", "2 keg", "2 keg", "2 keg"))
    drawn = Chart(ChartKind.LINE, "Perkembangan", months, (done, target), labels, "alt")
    xml = etree.fromstring(series_xml(drawn, 1, months, high=Decimal(5)).join((NAMESPACES, "</x>")))
    shown = [node.findtext(".//{*}t") for node in xml.iterfind(".//{*}dLbl")]
    assert shown == ["1 keg", None, None, "2 keg"]
    xml = etree.fromstring(series_xml(drawn, 0, months, high=Decimal(5)).join((NAMESPACES, "</x>")))
    assert [node.findtext(".//{*}t") for node in xml.iterfind(".//{*}dLbl")] == list(labels[0])


NAMESPACES = (
    '<x xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
)
