"""What can go wrong when a document is printed."""

from __future__ import annotations


class PdfError(RuntimeError):
    """The document could not be printed; the message says why."""
