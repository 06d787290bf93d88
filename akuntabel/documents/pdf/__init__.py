"""Documents on paper: PDF/A-2a and PDF/UA-1 in one file, by Typst."""

from akuntabel.documents.pdf.errors import PdfError
from akuntabel.documents.pdf.preview import Preview
from akuntabel.documents.pdf.render import Pdf, render_pdf

__all__ = ["Pdf", "PdfError", "Preview", "render_pdf"]
