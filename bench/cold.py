"""One conversion in a process of its own: ``python -m bench.cold (akuntabel|weasyprint) SOURCE TARGET``."""

from __future__ import annotations

import sys
from pathlib import Path


def akuntabel(source: Path, target: Path) -> None:
    """The document tree in a file to a PDF/A-2a and PDF/UA-1 file; prints the seconds of the rendering."""
    import pickle
    import time

    from akuntabel.documents.pdf import render_pdf

    document = pickle.loads(source.read_bytes())
    start = time.perf_counter()
    data = render_pdf(document).data
    spent = time.perf_counter() - start
    target.write_bytes(data)
    print(spent)


def weasyprint(source: Path, target: Path) -> None:
    """A page in a file to a plain PDF file."""
    from weasyprint import HTML

    HTML(filename=str(source)).write_pdf(str(target))


if __name__ == "__main__":
    {"akuntabel": akuntabel, "weasyprint": weasyprint}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
