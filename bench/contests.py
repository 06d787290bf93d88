"""Who is measured against whom, on one document."""

from __future__ import annotations

import pickle
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2

from akuntabel.documents.docx import render_docx
from akuntabel.documents.html import render_html
from akuntabel.documents.pdf import Preview, render_pdf
from akuntabel.documents.tree import Document, Section
from bench import docxtpl_way, python_docx_way
from bench.documents import VARIANTS, editable, edited, varied
from bench.timing import Contestant, compete

_ARCHIVAL = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"},"PDFUACompliance":{"type":"boolean","value":"true"}}'
)


@dataclass(frozen=True)
class Tools:
    """Which of the usual tools this machine has."""

    soffice: bool
    weasyprint: bool


@dataclass
class Contest:
    """One job and those who did it; the first contestant is ours, the goal is against ``rival``."""

    title: str
    contestants: list[Contestant]
    rival: str = ""
    goal: float = 0.0
    made: dict[str, str] = field(default_factory=dict)  # what came out, by name

    def ratio(self, contestant: Contestant) -> float:
        """How many times longer the median of ``contestant`` is than ours."""
        return contestant.median / self.contestants[0].median

    @property
    def reached(self) -> float | None:
        """The ratio that the goal is about; None where the rival could not run."""
        found = [one for one in self.contestants if one.name == self.rival]
        return self.ratio(found[0]) if found else None


# ---------------------------------------------------------------- DOCX

USUAL = "python-docx, table.cell (usual)"
SOFFICE = "LibreOffice, plain PDF"


def docx_contest(document: Document, rounds: int) -> Contest:
    """The tree to the bytes of a DOCX file, all in this process."""
    pages = render_pdf(document).pages
    template = docxtpl_way.template(document)
    variants = [varied(document, n) for n in range(rounds + 1)]
    contestants = [
        Contestant("Akuntabel", lambda n: render_docx(variants[n], pages=pages)),
        Contestant(USUAL, lambda n: python_docx_way.usual(variants[n])),
        Contestant("python-docx, row.cells (careful)", lambda n: python_docx_way.careful(variants[n])),
        Contestant("docxtpl", lambda n: docxtpl_way.fill(template, variants[n])),
    ]
    compete(contestants, rounds, lambda _n: None)
    contest = Contest("Tree to DOCX", contestants, USUAL, 20)
    for one in contestants:
        assert isinstance(one.result, bytes)
        contest.made[one.name] = _docx_story(one.result)
    return contest


def _docx_story(data: bytes) -> str:
    with ZipFile(BytesIO(data)) as file:
        body = file.read("word/document.xml").decode()
        charts = sum(name.startswith("word/charts/chart") for name in file.namelist())
    return f"{body.count('<w:tbl>')} tables, {charts} charts, {len(data) // 1024} KB"


# ---------------------------------------------------------------- paper and preview


class Paper:
    """The files of one document for the tools that read files, laid out anew for each round."""

    def __init__(self, document: Document, folder: Path, tools: Tools) -> None:
        self.document = document
        self.folder = folder
        self.tools = tools
        self.variant = document
        self.pages = render_pdf(document).pages
        self.inside: list[float] = []  # how long our rendering took inside its fresh process
        folder.mkdir()

    def prepare(self, number: int) -> None:
        """The input of a round; not timed."""
        self.variant = varied(self.document, number)
        self._file("tree").write_bytes(pickle.dumps(self.variant))
        self._file("docx").write_bytes(render_docx(self.variant, pages=self.pages))
        self._file("html").write_text(render_html(self.variant), encoding="utf-8")

    def cold(self, tool: str, source: str) -> bytes:
        """One conversion by a fresh Python process."""
        target = self.folder / f"{tool}.pdf"
        target.unlink(missing_ok=True)
        said = self._run([sys.executable, "-m", "bench.cold", tool, str(self._file(source)), str(target)])
        if said:
            self.inside.append(float(said))
        return target.read_bytes()

    def soffice(self, form: str) -> bytes:
        """One conversion by a fresh LibreOffice, whose profile is there already."""
        out = self.folder / "soffice"
        (out / "report.pdf").unlink(missing_ok=True)
        profile = (self.folder / "profile").as_uri()
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", form]
        self._run([*command, "--outdir", str(out), str(self._file("docx"))])
        return (out / "report.pdf").read_bytes()

    def _file(self, ending: str) -> Path:
        return self.folder / f"report.{ending}"

    def _run(self, command: list[str]) -> str:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def print_contest(document: Document, folder: Path, tools: Tools, rounds: int) -> Contest:
    """Tree, DOCX or HTML to PDF."""
    paper = Paper(document, folder, tools)
    contestants = [Contestant("Akuntabel, fresh process", lambda _n: paper.cold("akuntabel", "tree"))]
    if tools.soffice:
        contestants += [
            Contestant(SOFFICE, lambda _n: paper.soffice("pdf")),
            Contestant("LibreOffice, PDF/A-2 and UA", lambda _n: paper.soffice(_ARCHIVAL)),
        ]
    if tools.weasyprint:
        contestants.append(Contestant("WeasyPrint of our HTML", lambda _n: paper.cold("weasyprint", "html")))
    contestants.append(Contestant("Akuntabel, warm process", lambda _n: render_pdf(paper.variant).data))
    compete(contestants, rounds, paper.prepare)
    contest = Contest("Tree, DOCX or HTML file to PDF file", contestants, SOFFICE, 8)
    for one in contestants:
        assert isinstance(one.result, bytes)
        contest.made[one.name] = _pdf_story(one.result)
    rendering = statistics.median(paper.inside[1:])
    contest.made[contestants[0].name] += f"; {rendering * 1000:.0f} ms of it in render_pdf"
    return contest


def edit_contest(document: Document, folder: Path, tools: Tools, rounds: int) -> Contest:
    """An edited paragraph to the new pages around it, against a new conversion of the whole document."""
    paper = Paper(document, folder, tools)
    whole = [Contestant(SOFFICE, lambda _n: paper.soffice("pdf"))] if tools.soffice else []
    with Preview(document) as preview:
        first, slowest, middle = _chapters(preview, document)
        edits = [
            _edit(preview, f"Akuntabel, slowest chapter ({slowest.key})", slowest),
            _edit(preview, f"Akuntabel, middle chapter ({middle.key})", middle),
        ]
        compete([*edits, *whole], rounds, paper.prepare)
    contest = Contest("One edited paragraph to the new pages around it", [*edits, *whole], SOFFICE, 25)
    for one, section in zip(edits, (slowest, middle), strict=True):
        assert isinstance(one.result, list)
        story = f"{len(one.result)} pages of SVG; first edit {first[section.key] * 1000:.0f} ms"
        contest.made[one.name] = story
    for one in whole:
        contest.made[one.name] = "the whole document"
    return contest


def _edit(preview: Preview, name: str, section: Section) -> Contestant:
    return Contestant(name, lambda n: preview.update(edited(section, n + 1)))


def _chapters(preview: Preview, document: Document) -> tuple[dict[str, float], Section, Section]:
    """How long the first edit of each chapter took; the chapter whose next edit is slowest; a middle one."""
    first: dict[str, float] = {}
    later: dict[str, float] = {}
    sections = {section.key: section for section in editable(document)}
    for key, section in sections.items():
        for number, times in ((VARIANTS + 1, first), (VARIANTS + 2, later)):
            start = time.perf_counter()
            preview.update(edited(section, number))
            times[key] = time.perf_counter() - start
    order = sorted(later, key=later.__getitem__)
    return first, sections[order[-1]], sections[order[len(order) // 2]]


def _pdf_story(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as file:
        return f"{len(file)} pages, {len(data) // 1024} KB"
