"""The printed document: its words, its pages, its bytes."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from sample import large_document, sample_document

from akuntabel.documents.anchors import outline
from akuntabel.documents.pdf import PdfError, Preview, render_pdf
from akuntabel.documents.pdf.tables import _Sheet
from akuntabel.documents.plain import split_decimal
from akuntabel.documents.tree import (
    Align,
    Cell,
    Cite,
    Column,
    Contents,
    ContentsKind,
    Document,
    Heading,
    Inlines,
    ItemList,
    Link,
    ListItem,
    Numbering,
    Paragraph,
    ParagraphStyle,
    Row,
    RowKind,
    Section,
    Style,
    Table,
    Text,
    cites_of,
    words,
)

NASTY = (
    '#set page(fill: red) $x^2$ *tebal* _miring_ [isi] \\ "kutip" <label> @ref // komentar /* x */ `raw` '
    "= judul - butir + satu ~ 'a' & {b: 1} https://x.id"
)
LONG = "Persentase laporan pertanggungjawaban penggunaan anggaran yang tepat waktu dan valid. "

needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")


def document(*sections: Section) -> Document:
    return Document(
        title="Laporan",
        author="Kantor",
        subject="Uji",
        language="id-ID",
        moment=dt.datetime(2025, 1, 10, 9, 30, tzinfo=dt.UTC),
        running_head="Laporan Kinerja",
        sections=sections,
    )


def section(*blocks: object, key: str = "bab", numbering: Numbering = Numbering.ARABIC) -> Section:
    return Section(key, (Heading(1, "BAB", "BAB I"), *blocks), numbering)  # type: ignore[arg-type]


def text_of(data: bytes, folder: Path, *options: str) -> str:
    file = folder / "text.pdf"
    file.write_bytes(data)
    done = subprocess.run(["pdftotext", *options, str(file), "-"], capture_output=True, check=True, text=True)
    return done.stdout


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def sample() -> Document:
    return sample_document()


def test_the_same_tree_gives_the_same_bytes(sample: Document) -> None:
    assert render_pdf(sample).data == render_pdf(sample_document()).data


def test_every_entry_of_the_outline_has_its_printed_page(sample: Document) -> None:
    pdf = render_pdf(sample)
    assert set(pdf.pages) == {entry.key for entry in outline(sample)}
    assert pdf.pages["h:kata-pengantar"] == "i"
    assert pdf.pages["h:bab-1"] == "1"
    with pikepdf.open(BytesIO(pdf.data)) as file:
        assert pdf.page_count == len(file.pages)


def test_numbers_run_on_and_begin_again_where_the_numbering_changes() -> None:
    parts = [
        section(key="a", numbering=Numbering.ROMAN),
        section(key="b", numbering=Numbering.ROMAN),
        section(key="c"),
        section(key="d", numbering=Numbering.NONE),
        section(key="e"),
    ]
    pages = render_pdf(document(*parts)).pages
    assert list(pages.values()) == ["i", "ii", "1", "", "1"]


@needs_pdftotext
def test_every_cited_figure_is_printed(sample: Document, tmp_path: Path) -> None:
    printed = squeezed(text_of(render_pdf(sample).data, tmp_path))
    for cite in cites_of(sample):
        assert squeezed(cite.text) in printed


@needs_pdftotext
def test_lists_of_contents_carry_the_real_pages(sample: Document, tmp_path: Path) -> None:
    pdf = render_pdf(sample)
    text = text_of(pdf.data, tmp_path, "-layout")
    for entry in outline(sample):
        if entry.listed and entry.level <= 3:
            line = next(line for line in text.splitlines() if entry.text in line and ". ." in line)
            assert line.split()[-1] == pdf.pages[entry.key]


@needs_pdftotext
@pytest.mark.parametrize(
    "make",
    [
        Paragraph,
        lambda inlines: Paragraph(inlines, ParagraphStyle.QUOTE),
        lambda inlines: Paragraph(inlines, ParagraphStyle.NOTE),
        lambda inlines: Paragraph(inlines, ParagraphStyle.TITLE),
        lambda inlines: ItemList((ListItem(inlines),)),
        lambda inlines: Table(
            (Column(1),), (Row((Cell(inlines),), RowKind.HEAD), Row((Cell(inlines),))), "J"
        ),
        lambda inlines: Table((Column(1),), (Row((Cell(inlines),)),), ruled=False),
        lambda _: Heading(2, NASTY, "A."),
    ],
)
@pytest.mark.parametrize("inline", [Text(NASTY), Text(NASTY, bold=True), Cite("x", NASTY), Link("#", NASTY)])
def test_markup_in_words_stays_words(
    make: Callable[[Inlines], object], inline: Text | Cite | Link, tmp_path: Path
) -> None:
    pdf = render_pdf(document(section(make((inline,)))))
    assert squeezed(NASTY) in squeezed(text_of(pdf.data, tmp_path))


def test_nasty_metadata_and_anchors() -> None:
    whole = replace(
        document(
            section(
                Heading(2, "A", anchor='x "y" <z>'),
                Paragraph((Link('x "y" <z>', "ke sana"), Link("javascript:alert(1)", "skrip"))),
                Paragraph(words("a"), anchor="ganda"),
                Paragraph(words("b"), anchor="ganda"),
                Paragraph((Link("ganda", "ke yang pertama"),)),
            )
        ),
        title=NASTY,
        running_head=NASTY,
    )
    with pikepdf.open(BytesIO(render_pdf(whole).data)) as file:
        assert str(file.docinfo["/Title"]) == NASTY
        actions = [note for page in file.pages for note in page.get("/Annots", [])]
        assert len(actions) == 2
        assert not any("javascript" in str(note.get("/A", "")).lower() for note in actions)


def test_marks_lead_to_the_passport_where_there_is_one(sample: Document) -> None:
    with pikepdf.open(BytesIO(render_pdf(sample).data)) as file:
        links = sum(len(page.get("/Annots", [])) for page in file.pages)
    marked = [cite for cite in cites_of(sample) if cite.mark]
    passports = {
        row.anchor for part in sample.sections for b in part.blocks if isinstance(b, Table) for row in b.rows
    } | {b.anchor for part in sample.sections for b in part.blocks if isinstance(b, Paragraph)}
    leading = [cite for cite in marked if f"figure:{cite.figure}" in passports]
    listed = sum(1 for entry in outline(sample) if entry.listed and entry.level <= 3)
    assert links >= len(leading) + listed


@needs_pdftotext
def test_a_row_is_never_cut_and_its_head_comes_again(tmp_path: Path) -> None:
    head = Row((Cell(words("Nomor")), Cell(words("Indikator"))), RowKind.HEAD)
    rows = [
        Row((Cell(words(f"awal-{n}")), Cell(words(LONG * (1 + n % 4) + f"akhir-{n}")))) for n in range(60)
    ]
    table = Table((Column(1), Column(2)), (head, *rows), "Tabel yang panjang")
    pdf = render_pdf(document(section(table)))
    pages = text_of(pdf.data, tmp_path).split("\f")[:-1]
    assert len(pages) == pdf.page_count > 3
    for n in range(60):
        place = [f"awal-{n}\n" in f"{page}\n" for page in pages]
        assert place == [re.search(rf"akhir-{n}\b", page) is not None for page in pages]
    assert all("Indikator" in page for page in pages)


@needs_pdftotext
def test_a_row_higher_than_a_page_loses_no_words(tmp_path: Path) -> None:
    rows = (
        Row((Cell(words("K")), Cell(words("L"))), RowKind.HEAD),
        Row((Cell(words(LONG * 80 + "TAMAT")), Cell(words("singkat")))),
    )
    pdf = render_pdf(document(section(Table((Column(1), Column(1)), rows, "Tinggi"))))
    assert squeezed(text_of(pdf.data, tmp_path)).count("pertanggungjawaban") == 80


@needs_pdftotext
@pytest.mark.parametrize("before", range(8, 17))
def test_caption_and_group_are_never_alone_at_the_foot(before: int, tmp_path: Path) -> None:
    rows = (
        Row((Cell(words("Kepala")), Cell(words("Nilai"))), RowKind.HEAD),
        Row((Cell(words("KELOMPOK SATU"), colspan=2),), RowKind.GROUP),
        Row((Cell(words("baris pertama")), Cell(words("1")))),
        Row((Cell(words("KELOMPOK DUA"), colspan=2),), RowKind.GROUP),
        Row((Cell(words("baris kedua")), Cell(words("2")))),
    )
    table = Table((Column(3), Column(1)), rows, "Judul tabel")
    lead = [Paragraph(words(LONG * 3)) for _ in range(before)]
    pages = text_of(render_pdf(document(section(*lead, table))).data, tmp_path).split("\f")

    def page_of(what: str) -> int:
        return next(n for n, page in enumerate(pages) if what in page)

    assert page_of("Judul tabel") == page_of("Kepala") == page_of("KELOMPOK SATU") == page_of("baris pertama")
    assert "KELOMPOK DUA" in pages[page_of("baris kedua")]


@needs_pdftotext
def test_figures_of_a_column_stand_on_their_comma(tmp_path: Path) -> None:
    figures = ("1.234,5", "7,25", "12", "100,125", "3,0%")
    rows = (
        Row((Cell(words("Nama")), Cell(words("Nilai"))), RowKind.HEAD),
        *(Row((Cell(words("x")), Cell(words(one)))) for one in figures),
    )
    table = Table((Column(1), Column(1, Align.DECIMAL)), rows, "Koma")
    html = text_of(render_pdf(document(section(table))).data, tmp_path, "-bbox")
    place = {
        text: (float(left), float(right))
        for left, right, text in re.findall(r'xMin="([\d.]+)".*?xMax="([\d.]+)".*?>([^<]+)</word>', html)
    }
    digit = (place["12"][1] - place["12"][0]) / 2
    comma_at = {one: place[one][0] + digit * len(re.sub(r"\D", "", one.split(",")[0])) for one in figures}
    comma_at["1.234,5"] += place["1.234,5"][1] - place["1.234,5"][0] - digit * 5 - (digit * 0.5)
    level = comma_at["12"]
    assert all(abs(at - level) < 0.8 for at in comma_at.values()), comma_at


@needs_pdftotext
def test_rows_of_one_line_stand_as_if_they_had_been_tried_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    signs = "Wiljam,.%() 0123456789–"
    texts = ["".join(signs[(n * k + n) % len(signs)] for k in range(n % 45)).strip() for n in range(200)]
    kinds = (RowKind.BODY, RowKind.BODY, RowKind.TOTAL, RowKind.GROUP)
    rows = [
        Row((Cell(words(text)), Cell(words("12,5"), bold=n % 2 == 0), Cell((Text(text, italic=True),))), kind)
        for n, text in enumerate(texts)
        for kind in (kinds[n % 4],)
    ]
    table = Table((Column(1), Column(1, Align.DECIMAL), Column(2)), tuple(rows), "Baris")
    fast = text_of(render_pdf(document(section(table))).data, tmp_path, "-bbox")
    monkeypatch.setattr(_Sheet, "flat", lambda self: [False] * len(self.rows))
    assert text_of(render_pdf(document(section(table))).data, tmp_path, "-bbox") == fast


def test_split_decimal() -> None:
    assert split_decimal("1.234,5%") == ("1.234", ",5%")
    assert split_decimal("12") == ("12", "")
    assert split_decimal("Rp24.473.490.000,00") == ("Rp24.473.490.000", ",00")
    assert split_decimal("-3,5 poin") == ("-3", ",5 poin")
    assert split_decimal("belum jatuh tempo") is None
    assert split_decimal("–") is None
    assert split_decimal("1,234.5", ".") == ("1,234", ".5")


@needs_pdftotext
def test_the_running_head_is_never_that_of_another_chapter(tmp_path: Path) -> None:
    lead = [Paragraph(words(LONG * 4)) for _ in range(30)]
    parts = (
        Section("a", (Heading(1, "SATU", "BAB I"), *lead)),
        Section("b", (Heading(1, "DUA", "BAB II"), *lead)),
    )
    pages = text_of(render_pdf(document(*parts)).data, tmp_path).split("\f")[:-1]
    second = next(n for n, page in enumerate(pages) if page.startswith("BAB II\n"))
    assert second > 1
    assert all("BAB I — SATU" in page and "DUA" not in page for page in pages[1:second])
    assert all("BAB II — DUA" in page and "SATU" not in page for page in pages[second + 1 :])


def test_a_sign_that_no_font_has_and_a_missing_font_are_refused() -> None:
    with pytest.raises(PdfError):
        render_pdf(document(section(Paragraph(words("\ue000")))))
    with pytest.raises(PdfError, match="font not found: Tidak Ada"):
        render_pdf(replace(document(section()), style=Style(text_font="Tidak Ada")))


def test_a_skipped_heading_level_is_refused() -> None:
    with pytest.raises(PdfError):
        render_pdf(document(section(Heading(3, "Terlalu dalam"))))


# ---------------------------------------------------------------- preview


def test_a_preview_shows_what_the_chapter_looks_like_in_print() -> None:
    whole = large_document(3)
    with Preview(whole) as preview:
        for part in whole.sections:
            pages = preview.update(part)
            assert pages
            assert all(page.startswith(b"<svg") for page in pages)
        assert preview.pages == dict(render_pdf(whole).pages)


def test_a_preview_follows_the_writing() -> None:
    first = section(key="a")
    second = section(Contents(ContentsKind.HEADINGS), key="b")
    with Preview(document(first, second)) as preview:
        assert len(preview.update(first)) == 1
        longer = replace(first, blocks=(*first.blocks, *[Paragraph(words(LONG * 4)) for _ in range(30)]))
        assert len(preview.update(longer)) > 2
        preview.refresh()
        assert preview.pages["h:2"] != "2"
        with pytest.raises(PdfError, match="no section"):
            preview.update(section(key="lain"))


def test_an_edit_of_a_long_chapter_draws_the_stretch_around_it() -> None:
    def paragraphs(words_of_one: str) -> list[Paragraph]:
        return [Paragraph(words(words_of_one * 4)) for _ in range(40)]

    chapter = section(*(b for n in range(4) for b in (Heading(2, f"Bagian {n}"), *paragraphs(LONG))), key="a")
    place = 100
    edited = replace(
        chapter, blocks=(*chapter.blocks[:place], Paragraph(words("Baru.")), *chapter.blocks[place:])
    )
    with Preview(document(chapter)) as preview:
        whole = preview.update(chapter)
        part = preview.update(edited)
        assert 2 < len(part) < len(whole) / 2
        assert preview.document.sections == (edited,)
        assert len(preview.update(replace(edited, blocks=edited.blocks[:1]))) == 1
        assert len(preview.update(replace(edited, blocks=()))) == 1
