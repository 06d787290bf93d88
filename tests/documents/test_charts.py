"""Charts: every value drawn or said, nothing over anything else, the same on every machine."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations
from xml.etree import ElementTree

import pytest

from akuntabel.documents.charts import SCREEN, chart_svg
from akuntabel.documents.svg import width_of, wrap
from akuntabel.documents.tree import Chart, ChartKind, Series

SVG = "{http://www.w3.org/2000/svg}"
LONG = (
    "Persentase laporan pertanggungjawaban penggunaan anggaran berbasis SIMONIKA yang tepat waktu dan valid "
    "sesuai ketentuan peraturan perundang-undangan"
)
NASTY = "#a $b$ *c* _d_ [e] \\ \"f\" <g> & @h // 'i' \x07"


def series(name: str, role: str, *values: float | None) -> Series:
    return Series(name, tuple(None if v is None else Decimal(str(v)) for v in values), role)


def chart(kind: ChartKind, *, limit: int | None = None, count: int = 4) -> Chart:
    return Chart(
        kind=kind,
        title="Judul",
        categories=(LONG, "Partisipasi", "Anggaran", "Layanan")[:count],
        series=(
            series("Realisasi", "actual", 1400, 50, None, 96.72),
            series("Target", "target", 100, 100, 100, 90),
        ),
        labels=(("1.400%", "50,00%", "belum ada", "96,72%")[:count], ("100%",) * count),
        alt="Uraian",
        limit=None if limit is None else Decimal(limit),
    )


def root(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def texts(svg: str) -> list[str]:
    return [one.text or "" for one in root(svg).iter(f"{SVG}text")]


def boxes(svg: str) -> list[tuple[float, float, float, float]]:
    """Where each text stands, turned ones left out."""
    found = []
    for one in root(svg).iter(f"{SVG}text"):
        if one.get("transform"):
            continue
        x, y, size = (float(one.get(name, "0")) for name in ("x", "y", "font-size"))
        width = width_of(one.text or "", size, bold=one.get("font-weight") is not None)
        left = x - {"start": 0.0, "middle": width / 2, "end": width}[one.get("text-anchor", "start")]
        found.append((left, y - size * 0.72, left + width, y + size * 0.1))
    return found


@pytest.mark.parametrize("kind", list(ChartKind))
def test_every_kind_says_its_title_and_description(kind: ChartKind) -> None:
    picture = root(chart_svg(chart(kind), width_mm=155))
    assert picture.get("role") == "img"
    assert picture.find(f"{SVG}title").text == "Judul"  # type: ignore[union-attr]
    assert picture.find(f"{SVG}desc").text == "Uraian"  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", [ChartKind.BULLET, ChartKind.BAR, ChartKind.COLUMN])
def test_every_printed_number_stands_in_the_picture(kind: ChartKind) -> None:
    said = " ".join(texts(chart_svg(chart(kind), width_mm=155)))
    for number in ("1.400%", "50,00%", "96,72%", "100%", "belum ada"):
        assert number in said


@pytest.mark.parametrize("kind", list(ChartKind))
@pytest.mark.parametrize("width", [90.0, 155.0, 247.0])
def test_no_words_stand_over_other_words_or_outside(kind: ChartKind, width: float) -> None:
    svg = chart_svg(chart(kind, limit=150), width_mm=width)
    page_width, height = (float(part) for part in root(svg).get("viewBox", "").split()[2:])
    for box in boxes(svg):
        assert box[0] >= -0.5
        assert box[2] <= page_width + 0.5
        assert box[3] <= height + 0.5
    for one, two in combinations(boxes(svg), 2):
        assert one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1], svg


def test_an_unknown_value_is_no_bar_of_zero() -> None:
    known = chart(ChartKind.BAR, count=2)
    unknown = Chart(
        ChartKind.BAR, "t", ("a", "b"), (series("s", "actual", 5, None),), (("5", "tidak ada"),), "alt"
    )
    assert chart_svg(known, width_mm=150).count("<rect") > chart_svg(unknown, width_mm=150).count("<rect")
    assert chart_svg(unknown, width_mm=150).count("<rect") == 1


def test_a_bar_past_the_limit_is_broken_and_says_its_real_value() -> None:
    cut = chart_svg(chart(ChartKind.BULLET, limit=150), width_mm=155)
    whole = chart_svg(chart(ChartKind.BULLET), width_mm=155)
    assert "<polygon" in cut
    assert "<polygon" not in whole
    assert "1.400%" in texts(cut)


def test_long_names_are_wrapped_onto_two_lines() -> None:
    said = texts(chart_svg(chart(ChartKind.BULLET), width_mm=155))
    assert said.count("Partisipasi") == 1
    first = next(n for n, line in enumerate(said) if line.startswith("Persentase laporan"))
    assert said[first + 1].endswith("…")


def test_wrap_keeps_every_word_that_fits() -> None:
    assert wrap("satu dua tiga", 1000, 8) == ("satu dua tiga",)
    assert " ".join(wrap("satu dua tiga empat lima", 45, 8, lines=5)) == "satu dua tiga empat lima"
    assert all(width_of(line, 8) <= 60 for line in wrap(LONG, 60, 8, lines=2))


@pytest.mark.parametrize("kind", list(ChartKind))
def test_nasty_words_stay_words(kind: ChartKind) -> None:
    nasty = Chart(kind, NASTY, (NASTY,), (series(NASTY, "actual", 1),), ((NASTY,),), NASTY, unit=NASTY)
    assert root(chart_svg(nasty, width_mm=155)).find(f"{SVG}desc") is not None


@pytest.mark.parametrize("kind", list(ChartKind))
def test_empty_and_single_and_negative_charts_are_drawn(kind: ChartKind) -> None:
    for one in (
        Chart(kind, "t", (), (), (), "a"),
        Chart(kind, "t", ("a",), (series("s", "actual", 0),), (("0",),), "a"),
        Chart(kind, "t", ("a", "b"), (series("s", "actual", -5, 5),), (("-5", "5"),), "a"),
        Chart(kind, "t", ("a",), (series("s", "actual", None),), (("tidak ada",),), "a"),
    ):
        assert chart_svg(one, width_mm=155).endswith("</svg>")


def test_a_line_that_runs_far_above_zero_shows_a_cut_axis() -> None:
    high = Chart(ChartKind.LINE, "t", ("a", "b"), (series("s", "actual", 95, 99),), (("95", "99"),), "alt")
    low = Chart(ChartKind.LINE, "t", ("a", "b"), (series("s", "actual", 5, 99),), (("5", "99"),), "alt")
    assert "<polygon" in chart_svg(high, width_mm=155)
    assert "<polygon" not in chart_svg(low, width_mm=155)


def test_same_chart_same_bytes_and_colours_of_the_screen() -> None:
    assert chart_svg(chart(ChartKind.BAR), width_mm=155) == chart_svg(chart(ChartKind.BAR), width_mm=155)
    screen = chart_svg(chart(ChartKind.BAR), width_mm=155, palette=SCREEN)
    assert not re.search(r'(fill|stroke)="#', screen)
