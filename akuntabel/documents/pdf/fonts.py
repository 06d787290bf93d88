"""The fonts of the paper, from packages, so that every machine sets the same lines."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
import typst

from akuntabel.documents.pdf.errors import PdfError

_FACES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
_FAMILIES = (("SourceSerifPro", font_source_serif_pro), ("SourceSansPro", font_source_sans_pro))

_folders: list[tempfile.TemporaryDirectory[str]] = []  # kept until the process ends


@cache
def fonts() -> typst.Fonts:
    """The faces that a document may use, and none of the machine's own.

    The packages hold each face twice, so the wanted files are laid into a folder of their own:
    which of two equal faces is taken would otherwise depend on the order of a folder.
    """
    folder = tempfile.TemporaryDirectory(prefix="akuntabel-fonts-")
    _folders.append(folder)
    for name, package in _FAMILIES:
        source = Path(package.__file__).parent / "files"
        for face in _FACES:
            file = source / f"{name}-{face}.otf"
            if not file.is_file():
                raise PdfError(f"font file is missing: {file.name}")
            shutil.copyfile(file, Path(folder.name, file.name))
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder.name])
    check(found, "Source Serif Pro", "Source Sans Pro")
    return found


def check(found: typst.Fonts, *families: str) -> None:
    """Refuse to go on when a family is not there: Typst would print a page without words."""
    missing = sorted(set(families) - set(found.families()))
    if missing:
        raise PdfError(f"font not found: {', '.join(missing)}")
