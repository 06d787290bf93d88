"""Bytes at random: a damaged file is read or refused, within its time, and never breaks the reader.

Small valid files are bent in four ways; the search is bounded and the same in every run.
"""

from __future__ import annotations

import io
import resource
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akuntabel.checker.blocks import Source
from akuntabel.checker.readers import CannotRead, Limits, read

LIMITS = Limits(max_bytes=2_000_000, max_pages=50, max_unpacked=20_000_000, seconds=5)
LONGEST = 8.0  # seconds for one file; the limit and what one step may run over it
MOST_MEMORY = 600_000_000  # bytes that all of this may add
bounded = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def small_docx() -> bytes:
    document = docx.Document()
    document.add_heading("BAB I PENDAHULUAN", 1)
    document.add_paragraph("Capaian 95,96% dari target.", style="List Number")
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Indikator"
    table.cell(2, 1).text = "100%"
    return saved(document.save)


def small_xlsx() -> bytes:
    book = openpyxl.Workbook()
    for line in (["No", "Target"], [1, 0.95], [2, "12 laporan"]):
        book.active.append(line)
    book.active["B2"].number_format = "0.00%"
    return saved(book.save)


def small_pdf() -> bytes:
    """One page with text, a grid, tags and no packing, so that bent bytes reach the reader."""
    content = b"0.5 w 50 700 m 300 700 l S 50 650 m 300 650 l S 50 600 m 300 600 l S "
    content += b"50 600 m 50 700 l S 150 600 m 150 700 l S 300 600 m 300 700 l S\n"
    for n, (x, y, text) in enumerate(
        ((60, 670, b"Indikator"), (160, 670, b"Target"), (60, 620, b"Laporan"), (160, 620, b"12"))
    ):
        content += b"/TD <</MCID %d>> BDC BT /F 10 Tf %d %d Td (%s) Tj ET EMC\n" % (n, x, y, text)
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        page.Contents = document.make_stream(content)
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.StructParents = 0
        names = pikepdf.Name
        cells = [pikepdf.Dictionary(Type=names.StructElem, S=names.TD, Pg=page.obj, K=n) for n in range(4)]
        rows = [
            pikepdf.Dictionary(Type=names.StructElem, S=names.TR, K=pikepdf.Array(cells[n : n + 2]))
            for n in (0, 2)
        ]
        table = document.make_indirect(
            pikepdf.Dictionary(Type=names.StructElem, S=names.Table, K=pikepdf.Array(rows))
        )
        document.Root.StructTreeRoot = pikepdf.Dictionary(Type=names.StructTreeRoot, K=table)
        document.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        return saved(lambda file: document.save(file, compress_streams=False))


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


def opened_up(data: bytes) -> bytes:
    """An archive without packing: bent bytes then reach the XML and not only the checksum."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return buffer.getvalue()


TEXT = b"# BAB I\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nNo\tTarget\n1\t**100%**\n\nDAFTAR ISI\nA ....... 1\n"
SEEDS = {
    "docx": small_docx(),
    "open.docx": opened_up(small_docx()),
    "xlsx": small_xlsx(),
    "open.xlsx": opened_up(small_xlsx()),
    "pdf": small_pdf(),
    "txt": TEXT,
}


@st.composite
def bent(draw: st.DrawFn, data: bytes) -> bytes:
    """``data`` with some bytes changed, cut out, put in or doubled."""
    bytes_now = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(bytes_now) - 1, 0)))
        length = draw(st.integers(1, 200))
        match draw(st.sampled_from(("change", "cut", "put", "double"))):
            case "change":
                bytes_now[at : at + 1] = draw(st.binary(min_size=1, max_size=4))
            case "cut":
                del bytes_now[at : at + length]
            case "put":
                bytes_now[at:at] = draw(
                    st.sampled_from((b"\0" * 40, b"<" * 40, b"9" * 40, b"/Kids", b"\t" * 40, b"-1 "))
                )
            case _:
                bytes_now[at:at] = bytes_now[at : at + length]
    return bytes(bytes_now)


READ_AS = {
    kind: f"Berkas ini berakhiran .pdf, tetapi isinya {name}; dibaca sebagai {name}."
    for kind, name in (("text", "teks"), ("markdown", "Markdown"))
}


def survives(folder: Path, data: bytes, name: str) -> Source | CannotRead:
    """What reading ``data`` came to: the document or the refusal, within the time that is allowed."""
    file = folder / name
    file.write_bytes(data)
    start = time.monotonic()
    try:
        came = read(file, limits=LIMITS)
        assert all(1 <= block.place.line <= len(came.lines) for block in came.blocks)
    except CannotRead as refusal:
        came = refusal
        assert str(came)
    assert time.monotonic() - start < LONGEST
    return came


@pytest.mark.parametrize("name", SEEDS)
def test_the_seeds_are_read(tmp_path, name):
    (tmp_path / f"a.{name}").write_bytes(SEEDS[name])
    assert any("Target" in line or "100%" in line for line in read(tmp_path / f"a.{name}").lines)


@pytest.mark.parametrize("name", SEEDS)
def test_bent_files_are_read_or_refused(tmp_path, name):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

    @bounded
    @given(bent(SEEDS[name]))
    def bend(data: bytes) -> None:
        survives(tmp_path, data, f"a.{name}")

    bend()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before < MOST_MEMORY


@bounded
@given(
    st.binary(max_size=400),
    st.sampled_from((b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xfe", b"| a |\n|--|\n")),
)
def test_any_bytes_at_all(tmp_path, data, start):
    came = survives(tmp_path, start + data, "a.pdf")
    if not isinstance(came, CannotRead):  # no whole PDF or archive is so short: it was text all along
        assert start not in (b"%PDF-1.7\n", b"PK\x03\x04")
        assert READ_AS[came.kind] in came.notes


@bounded
@given(st.text(alphabet="aB1.%,-|*#<>&\t\n ()…:", max_size=600))
def test_any_text_keeps_its_lines(tmp_path, text):
    came = survives(tmp_path, text.encode(), "a.txt")
    if text.strip():
        assert list(came.lines) == text.splitlines()
    else:
        assert isinstance(came, CannotRead)


@bounded
@given(st.lists(st.text(alphabet="aB1% ", max_size=8), min_size=2, max_size=12))
def test_cells_between_tabs_come_out_as_they_went_in(tmp_path, cells):
    line = "\t".join(["Indikator", *(f"x{cell}x" for cell in cells)])
    (tmp_path / "a.txt").write_text(f"{line}\n{line}y\n")
    [table] = read(tmp_path / "a.txt").tables()
    assert [cell.text for cell in table.rows[0].cells[1:]] == [
        " ".join(f"x{cell}x".split()) for cell in cells
    ]
