"""One conversion in a process of its own: ``python -m bench.cold (akuntabel|weasyprint) SOURCE TARGET``."""

from __future__ import annotations

import sys
from pathlib import Path


def akuntabel(source: Path, target: Path) -> None:
    """The document tree in a file to a PDF/A-2a and PDF/UA-1 file."""
    import pickle

    from akuntabel.documents.pdf import render_pdf

    target.write_bytes(render_pdf(pickle.loads(source.read_bytes())).data)


def weasyprint(source: Path, target: Path) -> None:
    """A page in a file to a plain PDF file."""
    from weasyprint import HTML

    HTML(filename=str(source)).write_pdf(str(target))


if __name__ == "__main__":
    {"akuntabel": akuntabel, "weasyprint": weasyprint}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
