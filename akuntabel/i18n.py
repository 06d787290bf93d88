"""The language of doors that open without Django: the command line and the checker.

Indonesian is the language of the source; other languages are catalogues in ``locale``, the same
that the pages use. A missing catalogue leaves the Indonesian text.
"""

from __future__ import annotations

import gettext as catalogues
import os
from functools import cache
from pathlib import Path

from akuntabel.core.errors import SaidError

LOCALE = Path(__file__).parent / "locale"
SOURCE = "id"


def language() -> str:
    """The language chosen by ``AKUNTABEL_LANGUAGE``; Indonesian otherwise."""
    return os.environ.get("AKUNTABEL_LANGUAGE", "").strip() or SOURCE


@cache
def _catalogue(code: str) -> catalogues.NullTranslations:
    return catalogues.translation("django", LOCALE, [code], fallback=True)


def gettext(text: str) -> str:
    """``text``, which is Indonesian, in the chosen language."""
    return text if language() == SOURCE else _catalogue(language()).gettext(text)


def said(error: SaidError) -> str:
    """What ``error`` says, in the chosen language."""
    return gettext(error.template).format(**error.params)
