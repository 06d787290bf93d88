"""The Word document as a file: the same bytes every time, order of elements, programs that open it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from lxml import etree
from sample import large_document, sample_document
from word_file import PAGES, W, part, sample_bytes

from akuntabel.documents.docx import render_docx
from akuntabel.documents.tree import Document

# The sequences of ECMA-376 (transitional), which Word insists on.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd "
    "tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
    "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
    "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
    "vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
    "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
    "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat "
    "locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "settings": "zoom defaultTabStop characterSpacingControl updateFields compat themeFontLang decimalSymbol "
    "listSeparator",
}


def test_same_input_gives_same_bytes():
    assert render_docx(sample_document(), pages=PAGES) == sample_bytes()


def test_every_zip_entry_has_the_same_date_and_a_unique_name():
    with zipfile.ZipFile(io.BytesIO(sample_bytes())) as file:
        entries = file.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert len({entry.filename for entry in entries}) == len(entries)
    assert entries[0].filename == "[Content_Types].xml"


def test_python_docx_opens_it():
    document = docx.Document(io.BytesIO(sample_bytes()))
    assert document.core_properties.title == sample_document().title
    assert document.core_properties.language == "id-ID"
    assert document.core_properties.created.isoformat().startswith("2025-01-10T09:30:00")
    assert len(document.tables) == 5 + 1 + 3  # captioned, layout, signatures
    assert {"Heading 1", "Caption", "List Number", "table of figures"} <= {s.name for s in document.styles}


def test_every_relation_leads_to_a_part():
    with zipfile.ZipFile(io.BytesIO(sample_bytes())) as file:
        names = set(file.namelist())
        relations = etree.fromstring(file.read("word/_rels/document.xml.rels"))
        used = set(re.findall(rb'r:(?:id|embed)="([^"]+)"', file.read("word/document.xml")))
    ids = {relation.get("Id") for relation in relations}
    assert {name.decode() for name in used} <= ids
    inside = [relation for relation in relations if relation.get("TargetMode") != "External"]
    assert {f"word/{relation.get('Target')}" for relation in inside} <= names


@pytest.mark.parametrize("name", sorted(ORDERS))
def test_elements_stand_in_schema_order(name: str):
    order = ORDERS[name].split()
    seen = 0
    with zipfile.ZipFile(io.BytesIO(sample_bytes())) as file:
        parts = [n for n in file.namelist() if n.startswith("word/") and n.endswith(".xml")]
    for part_name in parts:
        for node in part(part_name).iter(f"{W}{name}"):
            children = [etree.QName(child).localname for child in node]
            places = [order.index(child) for child in children]
            assert places == sorted(places), (part_name, children)
            seen += 1
    assert seen


def test_the_order_check_sees_a_planted_fault():
    order = ORDERS["pPr"].split()
    places = [order.index(child) for child in ("pStyle", "jc", "keepNext")]
    assert places != sorted(places)


# ---------------------------------------------------------------- a program that opens it

soffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")


@soffice
@pytest.mark.parametrize("build", [sample_document, large_document])
def test_libreoffice_opens_it(build: Callable[[], Document], tmp_path: Path):
    path = tmp_path / "laporan.docx"
    path.write_bytes(render_docx(build()))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=180
    )
    assert (tmp_path / "laporan.pdf").read_bytes().startswith(b"%PDF")


# ---------------------------------------------------------------- colours


def test_the_stylesheets_repeat_the_colours_of_the_categories():
    from pathlib import Path

    from akuntabel.documents import tones

    folder = Path(tones.__file__).parent
    template, css = (folder / "pdf" / "words.typ").read_text(), (folder / "html.css").read_text()
    for name, colour in tones.TONES.items():
        assert f'{name}: rgb("#{colour}")' in template
        assert f"--{name}: #{colour};" in css
    assert f'rgb("#{tones.GROUP}")' in template
    assert f"--group: #{tones.GROUP};" in css
