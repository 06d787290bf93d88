"""Random reports: an invented office's year from the core's values, as a document in the manner of ours.

:func:`years` draws an :class:`OfficeYear`; :func:`document` writes it down; :func:`text_of` prints
the document as plain text. Every printed figure has a key ("measurement.3.actual"), so that a test
can write the same document with one of them altered.

Where to look: what may be drawn is in ``vocabulary`` and ``drawing``, what one year holds in
``office_year``; how a figure gets its key and its words in ``figures``; the chapters in ``report``
(front and BAB IV), ``background`` (BAB I and II) and ``results`` (BAB III).
"""

from .as_text import text_of
from .drawing import years
from .figures import percent
from .office_year import OfficeYear
from .report import document

__all__ = ["OfficeYear", "document", "percent", "text_of", "years"]
