"""Where files are kept: bytes stand once under their own SHA-256, the database says whose they are.

The bytes are on the disk for good before a row names them; a row never points to nothing. What no
row names any more stays as well: it may prove something that was signed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from akuntabel.core.errors import gettext_noop, quoted
from akuntabel.evidence.file_types import BadFile
from akuntabel.files import write_for_good

TOO_BIG = gettext_noop(
    "“{name}” berukuran {size} MB; paling besar {most} MB. Perkecil dahulu, lalu lampirkan lagi."
)

_CHUNK = 1024 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")


def path_of(sha256: str) -> Path:
    """Where the bytes with the hash ``sha256`` stand.

    Raises:
        FileNotFoundError: it is no hash, so nothing stands there. A path in its place (a database
            that somebody forged) would lead out of the folder of attachments.
    """
    if not _SHA256.fullmatch(sha256):
        raise FileNotFoundError(errno.ENOENT, "not a SHA-256", sha256)
    return Path(settings.ATTACHMENTS_ROOT) / sha256[:2] / sha256


def refuse_too_big(name: str, content: BinaryIO) -> int:
    """The size of ``content`` in bytes, which its sender calls ``name``.

    Raises:
        BadFile: it is bigger than an attachment may be.
    """
    size = _size(content)
    most = settings.ATTACHMENT_MEGABYTES
    if size > most * 1_000_000:
        raise BadFile(TOO_BIG, name=quoted(name), size=-(-size // 1_000_000), most=most)
    return size


def hash_of(content: BinaryIO) -> str:
    """The SHA-256 of ``content``, under which it would stand."""
    digest = hashlib.sha256()
    content.seek(0)
    while chunk := content.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def keep_file(content: BinaryIO) -> tuple[str, int]:
    """Keep the bytes of ``content`` for good; returns their SHA-256 and how many there are.

    Raises:
        OSError: the disk is full or not writable; then nothing stays.
    """
    sha256 = hash_of(content)
    place = path_of(sha256)
    if not place.exists():
        content.seek(0)
        write_for_good(place, iter(lambda: content.read(_CHUNK), b""))
    return sha256, _size(content)


def _size(content: BinaryIO) -> int:
    content.seek(0, os.SEEK_END)
    size = content.tell()
    content.seek(0)
    return size
