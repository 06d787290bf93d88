"""Printing a short paper from a server that stays up, without its memory growing.

The Typst compiler keeps what it has computed, so a process that prints for months would grow
without end. A report of 46 pages goes to the background worker, which is renewed; a paper of a few
pages is wanted at once by whoever clicked on it, so it is printed by a process of its own that is
gone afterwards. Such a process needs neither Django nor the database: it is given the finished
document tree, and it takes about half a second.
"""

from __future__ import annotations

import pickle
import subprocess
import sys

from akuntabel.documents.pdf import render_pdf
from akuntabel.documents.pdf.errors import PdfError
from akuntabel.documents.tree import Document

SECONDS = 60  # a paper of a few pages takes less than one


def print_pdf(document: Document) -> bytes:
    """``document`` as PDF, printed aside; the same bytes as :func:`akuntabel.documents.pdf.render_pdf`.

    Raises:
        PdfError: it cannot be printed.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "akuntabel.reporting.printing"],
            input=pickle.dumps(document),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PdfError(f"printing took longer than {SECONDS} seconds") from error
    if done.returncode != 0:
        raise PdfError(done.stderr.decode(errors="replace").strip()[-2000:])
    return done.stdout


def main() -> int:
    """Print the document that our own parent process hands over on standard input."""
    document = pickle.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(render_pdf(document).data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
