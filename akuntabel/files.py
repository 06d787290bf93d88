"""Files that stay: written aside, synced, and only then called by their name."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_for_good(place: Path, chunks: Iterable[bytes]) -> None:
    """Put ``chunks`` into the file ``place``: all of them or none, and beyond a power cut.

    Folders on the way are made. Raises OSError, and whatever ``chunks`` raises; then nothing stays.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=place.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, place)
    finally:
        Path(aside).unlink(missing_ok=True)
    sync_folder(place.parent)
    sync_folder(place.parent.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` last beyond a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
