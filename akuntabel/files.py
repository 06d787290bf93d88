"""Files that stay: what they may be called; written aside, synced, and only then called so."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path

_LONGEST_NAME = 150


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


def clean_name(name: str) -> str:
    """``name`` as it may stand on a page and on a disk: no folders, no unseen signs, not too long."""
    base = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(each if unicodedata.category(each)[0] != "C" else "" for each in base.replace("\t", " "))
    seen = " ".join(re.sub(r'[<>:"|?*]', "_", seen).split()).rstrip(". ")
    suffix = suffix_of(seen)
    stem = seen[: len(seen) - len(suffix)] if suffix else seen
    return f"{stem[: _LONGEST_NAME - len(suffix)].strip('. ') or 'berkas'}{suffix.lower()}"


def suffix_of(name: str) -> str:
    """The ending of a file name, with its dot and in small letters: ".xlsx"; "" without one."""
    found = re.search(r"\.[A-Za-z0-9]{1,8}$", name)
    return found[0].lower() if found else ""
