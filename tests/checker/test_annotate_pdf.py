"""Highlights and notes cover the stated words on their page, however it is turned."""

import datetime as dt
import io
import shutil
import subprocess

import pikepdf
import pypdfium2
import pytest

from akuntabel.checker.annotate import annotate
from akuntabel.checker.blocks import Place
from akuntabel.checker.findings import Finding, Kind, Severity
from akuntabel.checker.readers import read

DATE = dt.datetime(2025, 1, 10, 9, 30, tzinfo=dt.UTC)
LINES = (
    "Rata-rata capaian kinerja adalah 166,04% pada tahun 2024",
    "Jumlah pegawai 26 orang dengan status tetap",
)
TABLE = (
    ("Indikator", "Target", "Realisasi", "Capaian"),
    ("Jumlah laporan", "2 keg", "2 keg", "1.400%"),
    ("B", "3", "3", "100%"),
)


def finding(place, stated="", severity=Severity.ERROR, message="Tidak cocok.", kind=Kind.SUM, **more):
    return Finding(kind, severity, place, "", stated, "", message, **more)


def say(found):
    return found.sentence()


def escaped(text):
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def content(*, sideways=False):
    """Two lines and a ruled table in Helvetica; ``sideways`` lays them on their side."""
    out = ["q 0 1 -1 0 595 0 cm" if sideways else "q"]
    out += [f"BT /F 12 Tf 72 {500 - 30 * at} Td ({escaped(line)}) Tj ET" for at, line in enumerate(LINES)]
    for at, row in enumerate(TABLE):
        for column, text in enumerate(row):
            out.append(f"72 {400 - 24 * at} m 472 {400 - 24 * at} l S" if column == 0 else "")
            out.append(f"BT /F 10 Tf {76 + 100 * column} {384 - 24 * at} Td ({escaped(text)}) Tj ET")
    out += [f"72 {400 - 24 * len(TABLE)} m 472 {400 - 24 * len(TABLE)} l S"]
    out += [f"{72 + 100 * at} 400 m {72 + 100 * at} {400 - 24 * len(TABLE)} l S" for at in range(5)]
    return "\n".join([*out, "Q"]).encode("latin-1")


def written(path, *, rotate=0, sideways=False, pages=1, box=(0, 0, 595, 842), **save):
    """A small PDF at ``path``."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.MediaBox = pikepdf.Array(box)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.obj.Contents = pdf.make_stream(content(sideways=sideways))
        if rotate:
            page.obj.Rotate = rotate
    pdf.docinfo["/ModDate"] = "D:20241231080000Z"
    pdf.save(path, **save)
    return path


@pytest.fixture
def path(tmp_path):
    return tmp_path / "laporan.pdf"


def annotated(path, make, **more):
    source = read(path)
    return annotate(path, source, make(source), path.with_name("hasil.pdf"), say=say, **more)


def annotations(path, page=0):
    with pikepdf.open(path) as pdf:
        return [
            {key: str(value) for key, value in each.items() if isinstance(value, str | pikepdf.String)}
            | {
                "rect": [float(edge) for edge in each.Rect],
                "kind": str(each.Subtype),
                "flags": int(each.get("/F", 0)),
            }
            | {
                "corners": len(each.get("/QuadPoints", [])),
                "drawn": len(each.AP.N.read_bytes()) if "/AP" in each else 0,
            }
            | {key: str(each[key].Subtype) for key in ("/IRT", "/Parent") if key in each}
            for each in pdf.pages[page].obj.get("/Annots", [])
        ]


def marked(path, page=0, kind="/Highlight"):
    return [each for each in annotations(path, page) if each["kind"] == kind]


def words_in(path, rect, page=0):
    """The words whose letters have their middle inside ``rect``, as pdfium has them."""
    document = pypdfium2.PdfDocument(path)
    text = document[page].get_textpage()
    found = []
    for at in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(at)
        middle = (left + right) / 2, (bottom + top) / 2
        if rect[0] <= middle[0] <= rect[2] and rect[1] <= middle[1] <= rect[3]:
            found.append(text.get_text_range(at, 1))
            assert rect[0] - 0.5 <= left
            assert right <= rect[2] + 0.5
            assert rect[1] - 0.5 <= bottom
            assert top <= rect[3] + 0.5
    document.close()
    return "".join(found).strip()


def line_of(source, text):
    """The place of the paragraph or cell that holds ``text``."""
    for block in source.blocks:
        cells = [cell for row in getattr(block, "rows", ()) for cell in row.cells] or [block]
        for each in cells:
            if text in each.text:
                return each.place
    raise AssertionError(text)


TURNS = [
    {},
    {"rotate": 90},
    {"rotate": 180},
    {"rotate": 270},
    {"sideways": True},
    {"box": (-40, -60, 600, 800)},
]


@pytest.mark.parametrize("turn", TURNS, ids=str)
@pytest.mark.parametrize("stated", ["166,04%", "26", "1.400%"])
def test_the_highlight_covers_the_stated_words(path, turn, stated):
    written(path, **turn)
    made = annotated(path, lambda source: [finding(line_of(source, stated), stated)])
    [highlight] = marked(made)
    assert words_in(path, highlight["rect"]) == stated
    assert highlight["corners"] == 8


@pytest.mark.parametrize("turn", TURNS, ids=str)
def test_the_note_stands_beside_the_text_on_the_page(path, turn):
    written(path, **turn)
    made = annotated(path, lambda source: [finding(line_of(source, "26"), "26")])
    [note] = marked(made, kind="/Text")
    left, bottom, right, top = note["rect"]
    x0, y0, x1, y1 = turn.get("box", (0, 0, 595, 842))
    assert x0 <= left < right <= x1
    assert y0 <= bottom < top <= y1
    assert words_in(path, note["rect"]) == ""


def test_highlight_note_and_window_say_who_says_what(path):
    written(path)
    made = annotated(
        path,
        lambda source: [finding(line_of(source, "26"), "26", Severity.WARNING, "Jumlah (a) – b\\c")],
        date=DATE,
    )
    [highlight], [note], [popup] = (marked(made, kind=kind) for kind in ("/Highlight", "/Text", "/Popup"))
    for each in (highlight, note):
        assert each["/T"] == "Akuntabel"
        assert each["/Subj"] == "Perlu diputuskan"
        assert each["/Contents"] == "Perlu diputuskan: Jumlah (a) – b\\c"
        assert each["/M"] == "D:20250110093000Z"
        assert each["flags"] == 4
        assert each["drawn"] > 0
    assert note["/IRT"] == "/Highlight"
    assert popup["/Parent"] == "/Highlight"


def test_severity_shows_in_colour(path):
    written(path)
    made = annotated(
        path,
        lambda source: [
            finding(line_of(source, "166"), "166,04%", Severity.ERROR),
            finding(line_of(source, "26"), "26", Severity.WARNING),
            finding(line_of(source, "1.400"), "1.400%", Severity.NOTE),
        ],
    )
    document = pypdfium2.PdfDocument(made)
    image = document[0].render(scale=2, draw_annots=True).to_pil()
    colours = []
    for highlight in marked(made):
        left, bottom, _, top = highlight["rect"]
        colours.append(image.getpixel((int(left * 2) + 1, int((842 - (top + bottom) / 2) * 2))))
    document.close()
    error, warning, note = colours
    assert error[0] > error[1]
    assert warning[0] > warning[2]
    assert note[2] > note[0]


def test_words_that_are_not_there_leave_the_whole_passage(path):
    written(path)
    made = annotated(path, lambda source: [finding(line_of(source, "26"), "999")])
    [highlight] = marked(made)
    assert words_in(path, highlight["rect"]) == LINES[1]


def test_a_place_with_only_its_line_is_found(path):
    written(path)
    made = annotated(path, lambda source: [finding(Place(line_of(source, "1.400").line), "1.400%")])
    [highlight] = marked(made)
    assert words_in(path, highlight["rect"]) == "1.400%"


def test_a_place_with_only_its_page_is_searched(path):
    written(path, pages=2)
    made = annotated(path, lambda source: [finding(Place(0, page=2), "1.400%")])
    assert marked(made, 0) == []
    [highlight] = marked(made, 1)
    assert words_in(path, highlight["rect"], 1) == "1.400%"


def test_what_has_no_place_goes_on_top_of_the_first_page(path):
    written(path, pages=2)
    made = annotated(
        path, lambda source: [finding(Place(0), "tak ada"), finding(Place(0, page=2), "tak ada")]
    )
    assert marked(made) == []
    notes = marked(made, kind="/Text")
    assert len(notes) == 2
    assert all(note["/Contents"].startswith("Kesalahan: Tidak ada tempatnya dalam teks:") for note in notes)
    assert all(note["rect"][3] > 800 for note in notes)
    assert notes[0]["rect"] != notes[1]["rect"]


def test_notes_of_one_line_do_not_cover_each_other(path):
    written(path)
    made = annotated(path, lambda source: [finding(line_of(source, "26"), "26") for _ in range(150)])
    rects = [note["rect"] for note in marked(made, kind="/Text")]
    assert all(0 <= rect[1] < rect[3] <= 842 for rect in rects)
    for at, one in enumerate(rects):
        for other in rects[at + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart


@pytest.mark.parametrize(
    "save",
    [
        {"object_stream_mode": pikepdf.ObjectStreamMode.disable},
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        {"linearize": True},
    ],
    ids=["table", "stream", "linearized"],
)
def test_the_original_stays_byte_for_byte_and_the_copy_is_sound(path, save):
    written(path, **save)
    made = annotated(path, lambda source: [finding(line_of(source, "26"), "26")])
    assert made.read_bytes().startswith(path.read_bytes())
    with pikepdf.open(made) as pdf:
        assert [problem for problem in pdf.check_pdf_syntax() if "linear" not in problem.lower()] == []
        assert pdf.get_warnings() == []
    assert read(made).lines == read(path).lines


def test_other_programs_open_the_copy_without_complaint(path):
    written(path)
    made = annotated(path, lambda source: [finding(line_of(source, "26"), "26")])
    tools = {"qpdf": ["--check"], "pdftoppm": ["-r", "30", "-png", "-singlefile"]}
    present = [name for name in tools if shutil.which(name)]
    if not present:
        pytest.skip("neither qpdf nor poppler is installed, so opening the copy with them is not tested")
    for name in present:
        more = [str(path.with_name("bild"))] if name == "pdftoppm" else []
        result = subprocess.run(
            [name, *tools[name], str(made), *more], capture_output=True, text=True, check=False, timeout=60
        )
        assert (result.returncode, result.stderr) == (0, "")


def test_the_same_report_gives_the_same_bytes_with_its_own_date(path):
    written(path)

    def make(source):
        return [finding(line_of(source, "26"), "26"), finding(line_of(source, "166"), "166,04%")]

    first = annotated(path, make).read_bytes()
    made = annotated(path, make)
    assert made.read_bytes() == first
    assert {each["/M"] for each in marked(made)} == {"D:20241231080000Z"}


@pytest.mark.parametrize("twice", [0, 1])
def test_annotations_of_others_are_kept(path, twice):
    written(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        notes = [
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Text,
                Rect=[10, 10, 20, 20],
                Contents=f"Cek {n}.",
            )
            for n in (1, 2)
        ]
        shared = pdf.make_indirect(notes[0])
        page.obj.Annots = pdf.make_indirect(pikepdf.Array([shared, notes[1], *twice * [shared]]))
        pdf.save(path)
    made = annotated(path, lambda source: [finding(line_of(source, "26"), "26")])
    assert [each["/Contents"] for each in annotations(made) if each["kind"] == "/Text"] == [
        "Cek 1.",
        "Cek 2.",
        *twice * ["Cek 1."],
        "Kesalahan: Tidak cocok.",
    ]


def test_without_findings_the_copy_is_the_report(path):
    written(path)
    assert annotated(path, lambda source: []).read_bytes() == path.read_bytes()


def test_a_damaged_file_is_mended_first(path):
    written(path)
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"startxref")] + b"startxref\n17\n%%EOF\n")
    made = annotated(path, lambda source: [finding(line_of(source, "26"), "26")])
    [highlight] = marked(made)
    assert words_in(made, highlight["rect"]) == "26"
    with pikepdf.open(made) as pdf:
        assert pdf.get_warnings() == []


def test_a_protected_file_becomes_a_page(path):
    written(path, encryption=pikepdf.Encryption(owner="rahasia", user="", R=6))
    made = annotated(path, lambda source: [finding(line_of(source, "26"), "26")])
    assert made.name == "hasil.html"
    assert "<mark" in made.read_text(encoding="utf-8")


def test_our_own_report_can_be_annotated(path):
    from akuntabel.documents.pdf import render_pdf
    from akuntabel.documents.tree import Document, Heading, Paragraph, Section, Text

    blocks = (Heading(1, "Pendahuluan", "BAB I"), Paragraph((Text("Rata-rata 166,04% dari 22 indikator."),)))
    document = Document("Laporan", "Kantor", "LKj", "id-ID", DATE, "Laporan", (Section("bab-1", blocks),))
    path.write_bytes(render_pdf(document).data)
    made = annotated(path, lambda source: [finding(line_of(source, "166"), "166,04%")])
    pages = len(pypdfium2.PdfDocument(path))
    found = [(page, each) for page in range(pages) for each in marked(made, page)]
    [(page, highlight)] = found
    assert words_in(path, highlight["rect"], page) == "166,04%"
    with pikepdf.open(io.BytesIO(made.read_bytes())) as pdf:
        assert pdf.check_pdf_syntax() == []
