"""A small Laporan Kinerja that uses every kind of block, for the tests of all renderers.

The office, its people and its figures are invented. The chapters stand in ``front``, ``chapters``,
``results`` (with ``charts``) and ``attachments``; ``whole`` puts them together.
"""

from .front import TRICKY
from .whole import large_document, sample_document

__all__ = ["TRICKY", "large_document", "sample_document"]
