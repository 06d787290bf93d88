"""PDF from our own writer, LibreOffice and Chromium: the rows that are read against those written."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pdfplumber
import pikepdf
import pytest

from akuntabel.checker.readers import read
from akuntabel.checker.readers.pdf import raw

sys.path.insert(0, str(Path(__file__).parent.parent / "documents"))
from sample import sample_document

from akuntabel.documents.docx import render_docx
from akuntabel.documents.html import render_html
from akuntabel.documents.pdf import render_pdf
from akuntabel.documents.tree import ItemList, Table

Row = tuple[str, ...]


def letters(text: str | None) -> str:
    return re.sub(r"[\s◊\u200b]+", "", text or "")


def truth() -> list[Row]:
    """The filled cells of every row of the sample's ruled tables, without spaces."""
    found = []
    for table in (
        b for section in sample_document().sections for b in section.blocks if isinstance(b, Table)
    ):
        for each in table.rows if table.ruled else ():
            cells = [" ".join(_block(b) for b in c.blocks) or _inlines(c.content) for c in each.cells]
            found.append(tuple(text for cell in cells if (text := letters(cell))))
    return found


def _inlines(content: tuple) -> str:
    return "".join(getattr(part, "text", " ") for part in content)


def _block(block: object) -> str:
    if isinstance(block, ItemList):
        return " ".join(f"{n}. {_inlines(item.content)}" for n, item in enumerate(block.items, start=1))
    return _inlines(block.content)  # type: ignore[attr-defined]


def share(rows: list[Row]) -> float:
    """The share of the true rows that are among ``rows``."""
    known, wanted = Counter(rows), Counter(truth())
    return sum((known & wanted).values()) / sum(wanted.values())


def our_rows(file: Path) -> list[Row]:
    return [
        tuple(t for c in r.cells if (t := letters(c.text)))
        for table in read(file).tables()
        for r in table.rows
    ]


def their_rows(file: Path) -> list[Row]:
    with pdfplumber.open(file) as document:
        tables = [table for page in document.pages for table in page.extract_tables()]
    return [tuple(t for c in r if (t := letters(c))) for table in tables for r in table]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The sample report as a PDF by the writer that is asked for."""
    folder = tmp_path_factory.mktemp("pdf")

    def make(writer: str) -> Path:
        file = folder / f"{writer}.pdf"
        if not file.exists():
            WRITERS[writer](folder, file)
        return file

    return make


def _typst(_folder: Path, file: Path) -> None:
    file.write_bytes(render_pdf(sample_document()).data)


def _libreoffice(folder: Path, file: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no soffice here: the LibreOffice PDF is not tested")
    if "Liberation" not in subprocess.run(["fc-list"], capture_output=True, text=True, check=False).stdout:
        pytest.skip("no Liberation fonts here: LibreOffice would lay out another page")
    (folder / "libreoffice.docx").write_bytes(render_docx(sample_document()))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        program,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        folder / "libreoffice.docx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert file.exists()


def _chromium(folder: Path, file: Path) -> None:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no chromium here: its PDF is not tested")
    page = folder / "page.html"
    page.write_text(render_html(sample_document()), encoding="utf-8")
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium"]
    subprocess.run(
        [*command, f"--print-to-pdf={file}", page.as_uri()], check=True, capture_output=True, timeout=120
    )


def _untagged(folder: Path, file: Path) -> None:
    _typst(folder, file)
    with pikepdf.open(file, allow_overwriting_input=True) as document:
        del document.Root["/StructTreeRoot"], document.Root["/MarkInfo"]
        document.save(file)


WRITERS = {"typst": _typst, "untagged": _untagged, "libreoffice": _libreoffice, "chromium": _chromium}


@pytest.mark.parametrize(
    ("writer", "least"), [("typst", 1.0), ("untagged", 0.96), ("libreoffice", 0.96), ("chromium", 0.93)]
)
def test_rows_of_the_sample_report(made, writer, least):
    file = made(writer)
    ours, theirs = share(our_rows(file)), share(their_rows(file))
    print(f"{writer}: rows found exactly, ours {ours:.1%}, pdfplumber {theirs:.1%}")  # noqa: T201
    assert ours >= max(least, theirs)


def test_captions_heads_and_spans_of_the_sample_report(made):
    table = next(t for t in read(made("typst")).tables() if "Capaian indikator" in t.caption)
    assert table.caption == "Tabel 2. Capaian indikator kinerja tahun 2024"
    assert [(c.text, c.column, c.colspan, c.rowspan) for c in table.rows[0].cells] == [
        ("No.", 0, 1, 2),
        ("Indikator", 1, 1, 2),
        ("Kinerja 2024", 2, 3, 1),
        ("Kategori", 5, 1, 2),
    ]
    assert [r.head for r in table.rows[:3]] == [True, True, False]


def test_headings_and_contents_of_the_sample_report(made):
    paragraphs = list(read(made("typst")).paragraphs())
    assert ("A.", "Latar Belakang", 2) in [(p.item, p.text, p.level) for p in paragraphs]
    assert "Tabel 2. Capaian indikator kinerja tahun 2024" in [
        p.text for p in paragraphs if p.kind == "contents"
    ]


def test_tags_and_geometry_agree(made, monkeypatch):
    with_tags = our_rows(made("typst"))
    monkeypatch.setattr(raw, "is_tagged", lambda _document: False)
    without = our_rows(made("typst"))
    assert share(without) >= 0.96 * share(with_tags)
