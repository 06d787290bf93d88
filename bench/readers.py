"""Reading and checking against the usual readers: time, and rows found exactly.

Run by hand, with python-docx and pdfplumber installed (the development environment has them):

    .venv/bin/python -m bench.readers

The report is the sample of the renderers' tests, its third chapter many times over. Its tables are
known from the document tree, so that every reader is held against the same truth: the filled
cells of a row, in their order, without spaces. pdfplumber reads tables as it does by itself, and
for tables without lines once more with its text strategy.
"""

from __future__ import annotations

import html
import io
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pikepdf

from akuntabel.checker.check import check
from akuntabel.checker.readers import read
from akuntabel.documents.docx import render_docx
from akuntabel.documents.pdf import render_pdf
from akuntabel.documents.tree import Document, ItemList, Table

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "documents"))
from sample import large_document

ROUNDS = 3
CHAPTERS = 14  # gives about 45 pages
TEXT = {"vertical_strategy": "text", "horizontal_strategy": "text"}
Row = tuple[str, ...]


# ---------------------------------------------------------------- truth


def letters(text: str | None) -> str:
    return re.sub(r"[\s◊\u200b]+", "", text or "")


def cells_of(table: Table) -> list[list[tuple[str, int, int]]]:
    """Text, column span and row span of each cell."""
    return [[(words(cell), cell.colspan, cell.rowspan) for cell in row.cells] for row in table.rows]


def words(cell: Any) -> str:
    if not cell.blocks:
        return "".join(getattr(part, "text", " ") for part in cell.content)
    parts = []
    for block in cell.blocks:
        items = block.items if isinstance(block, ItemList) else [block]
        for n, item in enumerate(items, start=1):
            number = f"{n}. " if isinstance(block, ItemList) else ""
            parts.append(number + "".join(getattr(part, "text", " ") for part in item.content))
    return " ".join(parts)


def ruled(document: Document) -> list[Table]:
    return [b for section in document.sections for b in section.blocks if isinstance(b, Table) and b.ruled]


def truth(document: Document) -> list[Row]:
    return [
        tuple(text for cell, _, _ in row if (text := letters(cell)))
        for table in ruled(document)
        for row in cells_of(table)
    ]


def share(rows: list[Row], wanted: list[Row]) -> float:
    return 100 * sum((Counter(rows) & Counter(wanted)).values()) / len(wanted)


# ---------------------------------------------------------------- files


def grid_docx(document: Document, file: Path, style: str) -> None:
    """The tables as people make them in Word: ``Table Grid`` has lines, ``Normal Table`` has none."""
    made = docx.Document()
    for table in ruled(document):
        made.add_paragraph(table.caption)
        target = made.add_table(len(table.rows), len(table.columns), style=style)
        taken: set[tuple[int, int]] = set()
        for r, row in enumerate(cells_of(table)):
            column = 0
            for text, colspan, rowspan in row:
                while (r, column) in taken:
                    column += 1
                last = target.cell(r + rowspan - 1, column + colspan - 1)
                target.cell(r, column).merge(last).text = text
                taken |= {(r + y, column + x) for y in range(rowspan) for x in range(colspan)}
                column += colspan
        made.add_paragraph()
    made.save(file)


def page_html(document: Document, file: Path) -> None:
    """The tables as a page without any line."""
    out = ["<meta charset=utf-8><style>table{width:100%}td{padding:4px 8px;vertical-align:top}</style>"]
    for table in ruled(document):
        out.append(f"<p>{html.escape(table.caption)}</p><table>")
        for row in cells_of(table):
            tds = (f"<td colspan={c} rowspan={r}>{html.escape(text)}</td>" for text, c, r in row)
            out.append(f"<tr>{''.join(tds)}</tr>")
        out.append("</table>")
    file.write_text("".join(out), encoding="utf-8")


def files(document: Document, folder: Path) -> dict[str, Path]:
    """The PDFs to read; those whose writer is absent are left out, and that is said."""
    found = {"Typst (ours)": folder / "typst.pdf", "the same, untagged": folder / "untagged.pdf"}
    found["Typst (ours)"].write_bytes(render_pdf(document).data)
    with pikepdf.open(found["Typst (ours)"]) as pdf:
        del pdf.Root["/StructTreeRoot"], pdf.Root["/MarkInfo"]
        pdf.save(found["the same, untagged"])
    (folder / "ours.docx").write_bytes(render_docx(document))
    grid_docx(document, folder / "grid.docx", "Table Grid")
    grid_docx(document, folder / "bare.docx", "Normal Table")
    page_html(document, folder / "page.html")
    if program := shutil.which("soffice"):
        sources = [folder / f"{name}.docx" for name in ("ours", "grid", "bare")]
        profile = f"-env:UserInstallation=file://{folder}/profile"
        run(
            program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, sources)
        )
        found["LibreOffice, our DOCX"] = folder / "ours.pdf"
        found["LibreOffice, Word grid"] = folder / "grid.pdf"
        found["LibreOffice, no lines"] = folder / "bare.pdf"
    else:
        print("no soffice here: its PDFs are left out")
    if program := shutil.which("chromium"):
        target = folder / "chromium.pdf"
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium"]
        run(program, *options, f"--print-to-pdf={target}", (folder / "page.html").as_uri())
        found["Chromium, no lines"] = target
    else:
        print("no chromium here: its PDF is left out")
    return found


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=300)


# ---------------------------------------------------------------- contestants


def our_rows(file: Path) -> list[Row]:
    return [
        tuple(t for c in r.cells if (t := letters(c.text)))
        for table in read(file).tables()
        for r in table.rows
    ]


def their_rows(file: Path, settings: dict[str, str] | None = None) -> list[Row]:
    with pdfplumber.open(file) as pdf:
        tables = [table for page in pdf.pages for table in page.extract_tables(settings or {})]
    return [tuple(t for c in r if (t := letters(c))) for table in tables for r in table]


def walk(file: Path) -> int:
    """The bare walk over all cells that python-docx offers."""
    return sum(
        len(cell.text) for table in docx.Document(file).tables for row in table.rows for cell in row.cells
    )


def timed(deed: Callable[[], object], rounds: int = ROUNDS) -> float:
    deed()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        deed()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    document = large_document(CHAPTERS)
    wanted = truth(document)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{len(wanted)} rows; seconds are medians of {ROUNDS}; rows found exactly in %")
        print(
            f"{'PDF':24}{'pages':>6}{'read':>8}{'check':>8}{'plumber':>9}{'ratio':>7}{'ours':>8}{'theirs':>8}{'text':>7}"
        )
        for label, file in files(document, folder).items():
            reading, checking = timed(lambda f=file: read(f)), timed(lambda f=file: check(f))
            plumbing = timed(lambda f=file: their_rows(f), 1)
            ours, theirs = share(our_rows(file), wanted), share(their_rows(file), wanted)
            text = share(their_rows(file, TEXT), wanted)
            with pikepdf.open(io.BytesIO(file.read_bytes())) as pdf:
                pages = len(pdf.pages)
            print(
                f"{label:24}{pages:6}{reading:8.2f}{checking:8.2f}{plumbing:9.2f}{checking / plumbing:7.2f}"
                f"{ours:8.1f}{theirs:8.1f}{text:7.1f}"
            )
        print(f"\n{'DOCX':24}{'read':>8}{'check':>8}{'walk':>8}{'ratio':>7}{'ours':>8}")
        for stem, label in (("ours", "ours"), ("grid", "made with python-docx")):
            file = folder / f"{stem}.docx"
            reading, checking = timed(lambda f=file: read(f), 5), timed(lambda f=file: check(f), 5)
            walking = timed(lambda f=file: walk(f), 5)
            ours = share(our_rows(file), wanted)
            print(
                f"{label:24}{reading:8.3f}{checking:8.3f}{walking:8.3f}{checking / walking:7.2f}{ours:8.1f}"
            )


if __name__ == "__main__":
    main()
