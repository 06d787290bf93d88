"""What PDF/A-2a and PDF/UA-1 ask of a file, read from the file itself.

The rules are checked here one by one; they are not the whole of either standard. The outside
validator pdfua, a development package, knows a part of PDF/UA and is asked as well, and so is qpdf
where it is installed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from sample import large_document, sample_document

from akuntabel.documents.pdf import render_pdf

pytestmark = pytest.mark.django_db  # the Paser report is written from the database

PAINTS = frozenset({"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI"})


@pytest.fixture(scope="module", params=["sample", "large", "paser"])
def data(request: pytest.FixtureRequest) -> bytes:
    if request.param == "paser":
        return render_pdf(request.getfixturevalue("paser_document")).data
    return render_pdf(sample_document() if request.param == "sample" else large_document(2)).data


@pytest.fixture
def file(data: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(data)) as opened:
        yield opened


def listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def elements(parent: Any) -> Iterator[Any]:
    """Every structure element below ``parent`` in reading order."""
    for child in listed(parent.get("/K")):
        if isinstance(child, Dictionary) and "/S" in child:
            yield child
            yield from elements(child)


def named(file: pikepdf.Pdf, *names: str) -> list[Any]:
    return [one for one in elements(file.Root.StructTreeRoot) if str(one.S)[1:] in names]


def attribute(element: Any, key: str) -> Any:
    for one in listed(element.get("/A")):
        if isinstance(one, Dictionary) and key in one:
            return one[key]
    return None


def number_tree(node: Any) -> dict[int, Any]:
    found: dict[int, Any] = {}
    pairs = listed(node.get("/Nums"))
    found.update({int(key): value for key, value in zip(pairs[::2], pairs[1::2], strict=True)})
    for kid in listed(node.get("/Kids")):
        found.update(number_tree(kid))
    return found


def test_it_claims_both_standards(file: pikepdf.Pdf) -> None:
    meta = file.open_metadata()
    assert meta["pdfaid:part"] == "2"
    assert meta["pdfaid:conformance"] == "A"
    assert meta["pdfuaid:part"] == "1"
    assert meta["dc:title"] == str(file.docinfo["/Title"])


def test_it_is_marked_and_names_its_language_and_title(file: pikepdf.Pdf) -> None:
    root = file.Root
    assert bool(root.MarkInfo.Marked)
    assert str(root.Lang).split("-")[0] == "id"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert "Laporan Kinerja" in str(file.docinfo["/Title"])
    assert str(file.docinfo["/CreationDate"]).startswith("D:20250110")


def test_colours_have_an_output_intent(file: pikepdf.Pdf) -> None:
    intents = listed(file.Root.OutputIntents)
    assert [intent.S for intent in intents] == [Name.GTS_PDFA1]
    assert intents[0].DestOutputProfile.read_bytes()


def test_nothing_is_locked_run_or_fetched(file: pikepdf.Pdf) -> None:
    assert not file.is_encrypted
    assert "/Names" not in file.Root or "/EmbeddedFiles" not in file.Root.Names
    assert "/OpenAction" not in file.Root
    assert "/AcroForm" not in file.Root
    for one in file.objects:
        if not isinstance(one, Dictionary | pikepdf.Stream):
            continue
        assert not {"/JS", "/AA", "/F", "/Ref", "/OPI"} & set(one.keys()) - (
            {"/F"} if "/Subtype" in one else set()
        )
        action = one.get("/S")
        assert action not in {Name.JavaScript, Name.Launch, Name.ImportData, Name.SubmitForm, Name.GoToR}
        if action == Name.URI:
            assert str(one.URI).startswith(("https://", "http://", "mailto:"))


def fonts(holder: Any, seen: set[tuple[int, int]]) -> Iterator[Any]:
    resources = holder.get("/Resources", Dictionary())
    yield from resources.get("/Font", Dictionary()).values()
    for form in resources.get("/XObject", Dictionary()).values():
        if form.objgen not in seen and form.get("/Subtype") == Name.Form:
            seen.add(form.objgen)
            yield from fonts(form, seen)


def test_every_font_is_embedded_and_can_be_read_back(file: pikepdf.Pdf) -> None:
    found = [font for page in file.pages for font in fonts(page.obj, set())]
    assert found
    for font in found:
        assert "/ToUnicode" in font
        for inner in listed(font.get("/DescendantFonts")) or [font]:
            keys = set(inner.FontDescriptor.keys())
            assert keys & {"/FontFile", "/FontFile2", "/FontFile3"}


def test_every_page_and_annotation_hangs_in_the_parent_tree(file: pikepdf.Pdf) -> None:
    tree = number_tree(file.Root.StructTreeRoot.ParentTree)
    for page in file.pages:
        assert page.obj.get("/Tabs") == Name.S
        owners = tree[int(page.obj.StructParents)]
        assert len(owners) > max(marked_ids(page), default=-1)
        for note in listed(page.obj.get("/Annots")):
            assert note.Subtype == Name.Link
            owner = tree[int(note.StructParent)]
            assert str(owner.S) == "/Link"
            assert str(note.Contents)


def marked_ids(page: pikepdf.Page) -> Iterator[int]:
    for one in pikepdf.parse_content_stream(page):
        operands = one.operands
        if str(one.operator) == "BDC" and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]:
            yield int(operands[1].MCID)


def test_all_that_is_painted_is_content_or_an_artifact(file: pikepdf.Pdf) -> None:
    for page in file.pages:
        open_marks: list[bool] = []
        for one in pikepdf.parse_content_stream(page):
            operands, name = one.operands, str(one.operator)
            if name in {"BDC", "BMC"}:
                has_id = name == "BDC" and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]
                open_marks.append(has_id or operands[0] == Name.Artifact)
            elif name == "EMC":
                open_marks.pop()
            elif name in PAINTS:
                assert any(open_marks), f"{name} is painted outside of all marks"
        assert not open_marks


def test_headings_go_down_one_level_at_a_time(file: pikepdf.Pdf) -> None:
    levels = [int(str(one.S)[2:]) for one in named(file, *(f"H{n}" for n in range(1, 7)))]
    assert levels[0] == 1
    assert all(now <= before + 1 for before, now in pairwise(levels))


def test_every_figure_says_what_it_shows(file: pikepdf.Pdf) -> None:
    figures = named(file, "Figure", "Formula")
    assert len(figures) >= 5
    assert all(str(figure.get("/Alt", "")).strip() for figure in figures)


def rows_of(table: Any) -> list[Any]:
    return [one for one in elements(table) if one.S == Name.TR]


def test_tables_are_made_of_rows_of_cells(file: pikepdf.Pdf) -> None:
    tables = named(file, "Table")
    assert tables
    for table in tables:
        parts = [one for one in listed(table.K) if isinstance(one, Dictionary)]
        assert {str(one.S) for one in parts} <= {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"}
        heads = 0
        for row in rows_of(table):
            cells = [one for one in listed(row.K) if isinstance(one, Dictionary)]
            assert {str(one.S) for one in cells} <= {"/TH", "/TD"}
            for cell in cells:
                if cell.S == Name.TH:
                    heads += 1
                    assert attribute(cell, "/Scope") in {Name.Column, Name.Row, Name.Both}
        assert heads


def test_the_grid_of_every_table_closes(file: pikepdf.Pdf) -> None:
    for table in named(file, "Table"):
        covered: dict[int, int] = {}
        widths = set()
        for row in rows_of(table):
            width = sum(1 for left in covered.values() if left)
            covered = {column: left - 1 for column, left in covered.items() if left > 1}
            coming: dict[int, int] = {}
            for cell in listed(row.K):
                span = int(attribute(cell, "/ColSpan") or 1)
                down = int(attribute(cell, "/RowSpan") or 1)
                width += span
                if down > 1:
                    key = max([-1, *covered, *coming]) + 1
                    coming |= {key + n: down - 1 for n in range(span)}
            covered |= coming
            widths.add(width)
        assert len(widths) == 1


def test_lists_and_contents_have_their_own_tags(file: pikepdf.Pdf) -> None:
    assert len(named(file, "TOC")) >= 3
    assert all("TOCI" in {str(one.S)[1:] for one in elements(toc)} for toc in named(file, "TOC"))
    for item in named(file, "LI"):
        assert {str(one.S)[1:] for one in listed(item.K)} <= {"Lbl", "LBody"}


def test_bookmarks_and_page_labels(file: pikepdf.Pdf) -> None:
    with file.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert "BAB I PENDAHULUAN" in titles
    labels = [page.label for page in file.pages]
    assert labels[1:3] == ["i", "ii"]
    assert "1" in labels


def test_qpdf_finds_the_file_whole(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    with pikepdf.open(tmp_path / "a.pdf") as opened:
        assert opened.check_pdf_syntax() == []


def test_poppler_sees_tags_and_embedded_fonts(data: bytes, tmp_path: Path) -> None:
    if shutil.which("pdfinfo") is None or shutil.which("pdffonts") is None:
        pytest.skip("poppler's pdfinfo and pdffonts are not installed")
    name = str(tmp_path / "a.pdf")
    Path(name).write_bytes(data)
    info = subprocess.run(["pdfinfo", name], capture_output=True, text=True, check=True).stdout
    assert "Tagged:          yes" in info
    assert "JavaScript:      no" in info
    lines = subprocess.run(["pdffonts", name], capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(lines) > 4
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in lines[2:])


def test_an_outside_checker_of_pdf_ua_finds_nothing(data: bytes, tmp_path: Path) -> None:
    command = shutil.which("pdfua") or str(Path(sys.executable).with_name("pdfua"))
    if not Path(command).exists():
        pytest.skip("the command pdfua (on PyPI) is not installed")
    (tmp_path / "a.pdf").write_bytes(data)
    done = subprocess.run(
        [command, "check", str(tmp_path / "a.pdf")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
