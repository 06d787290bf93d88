"""A zip file that is the same for the same content, on any day and machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def archive(parts: Mapping[str, bytes]) -> bytes:
    """The zip file of ``parts``, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = 0o600 << 16
            file.writestr(entry, content)
    return buffer.getvalue()
