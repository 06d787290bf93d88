"""Names as one compares them: two spellings of one school or event fold to the same text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from akuntabel.core.register import Register

# The short forms that offices write for one another.
_SHORT = {
    "sdn": "sd negeri",
    "smpn": "smp negeri",
    "sman": "sma negeri",
    "smkn": "smk negeri",
    "slbn": "slb negeri",
    "man": "madrasah aliyah negeri",
    "mtsn": "madrasah tsanawiyah negeri",
    "mts": "madrasah tsanawiyah",
    "ponpes": "pondok pesantren",
    "univ": "universitas",
    "kec": "kecamatan",
    "kab": "kabupaten",
    "kel": "kelurahan",
    "ds": "desa",
    "jl": "jalan",
    "jln": "jalan",
    "no": "nomor",
    "dg": "dengan",
    "dgn": "dengan",
    "utk": "untuk",
    "&": "dan",
}
_WORDS = re.compile(r"[^\W\d_]+|\d+|&")


def fold(text: str) -> str:
    """``text`` without what may differ between two spellings of one name.

    Letter case, accents, spaces, punctuation, leading zeros and usual short forms: "SMAN 01,
    Tanah Grogot" and "sma negeri 1 tanah grogot" fold to the same.
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(_folded(word) for word in _WORDS.findall(plain))


def numbers_in(folded: str) -> tuple[str, ...]:
    """The numbers of a folded text, in order of size: names that differ in them are not the same."""
    return tuple(sorted(word for word in folded.split() if word.isdigit()))


def event_key(register: Register, data: Mapping[str, Any]) -> str:
    """What makes a row with ``data`` the same event as another, folded; "" while a part is unknown."""
    parts = register.event(data)
    if parts is None:
        return ""
    joined = "\x1f".join(fold(part) if isinstance(part, str) else str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:32]


def _folded(word: str) -> str:
    return word.lstrip("0") or "0" if word.isdigit() else _SHORT.get(word, word)
