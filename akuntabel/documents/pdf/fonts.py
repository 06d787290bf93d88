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


class _Shelf:
    """The folder of this process, laid out on first use or taken over from another process."""

    path: str = ""
    own: tempfile.TemporaryDirectory[str] | None = None  # removed when the process ends


def folder() -> str:
    """A folder with the wanted faces and nothing else.

    The packages hold each face twice: which of two equal faces is taken would otherwise depend on
    the order of a folder.
    """
    if not _Shelf.path:
        _Shelf.own = tempfile.TemporaryDirectory(prefix="akuntabel-fonts-")
        for name, package in _FAMILIES:
            source = Path(package.__file__).parent / "files"
            for face in _FACES:
                file = source / f"{name}-{face}.otf"
                if not file.is_file():
                    raise PdfError(f"font file is missing: {file.name}")
                _take(file, Path(_Shelf.own.name, file.name))
        _Shelf.path = _Shelf.own.name
    return _Shelf.path


def _take(file: Path, place: Path) -> None:
    try:
        place.symlink_to(file)
    except OSError:  # a machine without links
        shutil.copyfile(file, place)


@cache
def fonts() -> typst.Fonts:
    """The faces that a document may use, and none of the machine's own."""
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder()])
    check(found, "Source Serif Pro", "Source Sans Pro")
    return found


def check(found: typst.Fonts, *families: str) -> None:
    """Refuse to go on when a family is not there: Typst would print a page without words."""
    missing = sorted(set(families) - set(found.families()))
    if missing:
        raise PdfError(f"font not found: {', '.join(missing)}")
