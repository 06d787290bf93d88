"""The files of a kept document tree, made by a process of its own, and by which programs.

Like :mod:`akuntabel.reporting.printing`: the Typst compiler keeps what it has computed, so a server
that stays up does not print a whole report itself. The child is given the kept text and nothing
else, neither Django nor the database: what it prints can only come from what was kept.
"""

from __future__ import annotations

import hashlib
import pickle
import subprocess
import sys
import zlib
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

from akuntabel import __version__
from akuntabel.documents.docx import render_docx
from akuntabel.documents.html import render_html
from akuntabel.documents.keeping import from_json
from akuntabel.documents.pdf import render_pdf
from akuntabel.documents.pdf.errors import PdfError

DOCX, PDF, HTML = "laporan-kinerja.docx", "laporan-kinerja.pdf", "laporan-kinerja.html"
FIGURES = "figures.json"  # no rendering: written from the figures as they are
SECONDS = 300  # a report of 46 pages takes about one
_PACKAGES = ("typst", "font-source-serif-pro", "font-source-sans-pro")


def render_files(text: str) -> dict[str, bytes]:
    """The DOCX, PDF and HTML file of the kept document ``text``; the same bytes for the same text.

    Raises:
        CannotKeep: ``text`` is no kept document.
        PdfError: it cannot be printed.
    """
    document = from_json(text)
    pdf = render_pdf(document)
    return {
        DOCX: render_docx(document, pages=pdf.pages),
        PDF: pdf.data,
        HTML: render_html(document).encode(),
    }


def render_aside(text: str) -> dict[str, bytes]:
    """What :func:`render_files` gives, made by a process that is gone afterwards.

    Raises:
        PdfError: it cannot be made; the message says why.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "akuntabel.reporting.rendering"],
            input=text.encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PdfError(f"rendering took longer than {SECONDS} seconds") from error
    if done.returncode != 0:
        raise PdfError(done.stderr.decode(errors="replace").strip()[-2000:])
    files: dict[str, bytes] = pickle.loads(done.stdout)
    return files


@cache
def renderer() -> str:
    """The programs that make the files here: versions, and a hash of the renderers' own source.

    Two installations that say the same give the same bytes for the same kept document.
    """
    packages = ", ".join(f"{name.removeprefix('font-')} {metadata.version(name)}" for name in _PACKAGES)
    digest = hashlib.sha256()
    for file in _sources(resources.files("akuntabel.documents")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return (
        f"akuntabel {__version__} ({digest.hexdigest()[:12]}), {packages}, zlib {zlib.ZLIB_RUNTIME_VERSION}"
    )


def _sources(folder: Traversable) -> list[Traversable]:
    found = list[Traversable]()
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            found += _sources(entry) if entry.name != "__pycache__" else []
        elif entry.name.endswith((".py", ".typ", ".css")):
            found.append(entry)
    return found


def main() -> int:
    """Render the kept document that our own parent process hands over on standard input."""
    files = render_files(sys.stdin.buffer.read().decode())
    sys.stdout.buffer.write(pickle.dumps(files))
    return 0


if __name__ == "__main__":
    sys.exit(main())
