"""The HTML file: all it says, how it is built, and that it needs nothing else."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from sample import sample_document

from akuntabel.documents.anchors import outline
from akuntabel.documents.html import render_fragment, render_html, stylesheet
from akuntabel.documents.tree import (
    Align,
    Cell,
    Chart,
    ChartKind,
    Cite,
    Column,
    Document,
    Heading,
    Inlines,
    ItemList,
    Link,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Row,
    RowKind,
    Section,
    Table,
    Text,
    cites_of,
    words,
)

NASTY = "<script>alert(1)</script> & \" ' </style> <!-- ]]> &amp; {{ x }} {% y %} \x00"
SAID = NASTY.replace("\x00", "")
VOID = {"meta", "br", "col"}


class Reader(HTMLParser):
    """Collects tags, attributes and words, and that every tag is closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in {"style", "title"}:
            self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))


@pytest.fixture(scope="module")
def html() -> str:
    return render_html(sample_document())


@pytest.fixture(scope="module")
def page(html: str) -> Reader:
    return Reader(html)


def part(*blocks: object) -> Section:
    return Section("a", blocks)  # type: ignore[arg-type]


def test_same_tree_same_bytes(html: str) -> None:
    assert render_html(sample_document()) == html


def test_every_cited_figure_and_every_heading_is_there(page: Reader) -> None:
    document = sample_document()
    for cite in cites_of(document):
        assert cite.text in page.text
    for entry in outline(document):
        assert entry.text in page.text


def test_it_is_one_file_that_fetches_and_runs_nothing(page: Reader, html: str) -> None:
    assert not {"script", "link", "iframe", "object", "img"} & {tag for tag, _ in page.tags}
    for _, attributes in page.tags:
        assert not any(name.startswith("on") for name in attributes)
        assert "style" not in attributes
        assert "src" not in attributes
    assert "url(" not in html
    assert "@import" not in html


def test_the_frame_of_the_page(page: Reader) -> None:
    assert page.all("html")[0]["lang"] == "id-ID"
    for tag in ("header", "nav", "main", "section", "figure", "caption", "figcaption", "details"):
        assert page.all(tag), tag
    assert len(page.all("h1")) == 1
    assert page.all("a")[0] == {"class": "skip", "href": "#isi"}
    assert page.all("meta")[1]["content"] == "width=device-width, initial-scale=1"


def test_ids_are_unique_and_every_link_inside_leads_somewhere(page: Reader) -> None:
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inner = [link["href"] for link in page.all("a") if (link["href"] or "").startswith("#")]
    assert len(inner) > 20
    assert {link[1:] for link in inner if link} <= set(ids)


def test_figures_lead_to_their_passports(page: Reader) -> None:
    cites = [link for link in page.all("a") if link.get("class") == "cite"]
    assert {link["title"] for link in cites} == {"Asal-usul angka ini"}
    assert "#figure:turnout-2024" in {link["href"] for link in cites}
    assert "figure:turnout-2024" in {row.get("id") for row in page.all("tr")}


def test_headings_go_down_one_level_at_a_time(page: Reader) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    main = levels[levels.index(1) :]
    assert all(now <= before + 1 for before, now in pairwise(main))


def test_heads_have_scopes_and_spans() -> None:
    rows = (
        Row((Cell(words("A"), rowspan=2), Cell(words("B"), colspan=2)), RowKind.HEAD),
        Row((Cell(words("b1")), Cell(words("b2"))), RowKind.HEAD),
        Row((Cell(words("Kelompok"), colspan=3),), RowKind.GROUP),
        Row((Cell(words("x")), Cell(words("1,5")), Cell(words("20"), tone="fair"))),
        Row((Cell(words("Jumlah")), Cell(words("12,25")), Cell())),
    )
    columns = (Column(1), Column(1, Align.DECIMAL), Column(1, Align.RIGHT))
    html = render_fragment(part(Table(columns, rows, "Judul", note=words("catatan"))))
    assert (
        '<th scope="col" rowspan="2">A</th><th scope="colgroup" colspan="2" class="centre spans">B</th>'
        in html
    )
    assert '<tr class="group"><th scope="rowgroup" colspan="3">Kelompok</th></tr>' in html
    assert '<td class="centre figure before-2 behind-2">1,5</td><td class="right fair">20</td>' in html
    assert '<td class="centre figure">12,25</td>' in html
    assert "<thead>" in html
    assert html.count("<tbody>") == 1
    assert '<caption><span class="number">Tabel 1.</span> Judul</caption>' in html
    Reader(html)


def test_a_chart_has_its_numbers_as_a_table(page: Reader, html: str) -> None:
    charts = [b for s in sample_document().sections for b in s.blocks if isinstance(b, Chart)]
    assert html.count("<summary>Angka dalam bagan</summary>") == len(charts)
    svgs = page.all("svg")
    assert all(svg["role"] == "img" and svg["aria-label"] for svg in svgs)
    for chart in charts:
        assert all(label in page.text for row in chart.labels for label in row)


@pytest.mark.parametrize(
    "make",
    [
        Paragraph,
        lambda inlines: Paragraph(inlines, ParagraphStyle.QUOTE),
        lambda inlines: Paragraph(inlines, ParagraphStyle.NOTE, anchor=NASTY),
        lambda inlines: ItemList((ListItem(inlines),)),
        lambda inlines: Table((Column(1),), (Row((Cell(inlines, tone=NASTY),), anchor=NASTY),), NASTY),
        lambda _: Heading(1, NASTY, NASTY, anchor=NASTY),
        lambda _: Chart(ChartKind.BAR, NASTY, (NASTY,), (), (), NASTY, unit=NASTY),
    ],
)
@pytest.mark.parametrize(
    "inline", [Text(NASTY, bold=True), Cite(NASTY, NASTY, mark=True), Link(NASTY, NASTY)]
)
def test_nasty_words_stay_words(make: Callable[[Inlines], object], inline: Text | Cite | Link) -> None:
    page = Reader(render_fragment(part(make((inline,)))))
    assert "script" not in {tag for tag, _ in page.tags}
    assert re.sub(r"\s+", " ", SAID).strip() in page.text


def test_only_web_addresses_become_links() -> None:
    links = [
        Link("javascript:alert(1)", "a"),
        Link("data:text/html,x", "b"),
        Link("https://x.id/?a=1&b=2", "c"),
    ]
    page = Reader(render_fragment(part(Paragraph(tuple(links)))))
    assert [link["href"] for link in page.all("a")] == ["https://x.id/?a=1&b=2"]


def test_a_fragment_numbers_as_the_document_does() -> None:
    document = sample_document()
    results = document.sections[3]
    assert "Tabel 2." in render_fragment(results, document)
    assert "Tabel 1." in render_fragment(results)
    changed = replace(results, blocks=(*results.blocks, Paragraph(words("Tambahan."))))
    assert "Tambahan." in render_fragment(changed, document)


def test_a_document_without_a_cover_begins_with_its_title() -> None:
    moment = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    document = Document(NASTY, "a", "s", "en", moment, "", (part(Paragraph(words("x"))),))
    page = Reader(render_html(document))
    assert page.all("html")[0]["lang"] == "en"
    assert "Skip to content" in page.text


# ---------------------------------------------------------------- colours


def variables(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_words_and_bars_can_be_told_from_their_ground(mode: str) -> None:
    light, dark = stylesheet().split("@media (prefers-color-scheme: dark)")[:2]
    dark = dark.split("/* ---")[0]
    colour = variables(light) | (variables(dark) if mode == "dark" else {})
    for ground in ("paper", "group", "very-good", "good", "fair", "poor", "bad", "unknown"):
        assert contrast(colour["ink"], colour[ground]) >= 4.5
    for words_on_paper in ("muted", "accent"):
        for ground in ("paper", "group", "desk"):
            assert contrast(colour[words_on_paper], colour[ground]) >= 4.5
    for ground in ("very-good", "good", "fair", "poor", "bad", "unknown"):
        assert contrast(colour["accent"], colour[ground]) >= 3
    for mark in ("chart-actual", "chart-edge", "chart-target"):
        assert contrast(colour[mark], colour["chart-paper"]) >= 3
    for said in ("chart-ink", "chart-muted"):
        assert contrast(colour[said], colour["chart-paper"]) >= 4.5
