"""The file of a backup: one zip with a manifest, the tables as JSON lines, and the attachments.

``manifest.json`` says what must be in it, with counts and hashes; whoever reads trusts nothing
else, and nothing at all before :func:`open_archive` has read the whole file once.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from akuntabel.core.errors import AkuntabelError, gettext_noop

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1 << 20
MOST_MANIFEST = 64 << 20  # bytes; room for some 400.000 attachments
MOST_LINE = 256 << 20  # bytes of one row
BOMB = 400  # times that a part may be bigger than what is stored; rows of a table reach about 60
SMALL = 16 << 20  # bytes below which a part may be as dense as it likes

NOT_A_BACKUP = gettext_noop("“{file}” bukan cadangan Akuntabel ({reason}). Pilih berkas lain.")
DAMAGED = gettext_noop(
    "“{file}” rusak: {what}. Pakai cadangan lain; tidak ada yang dipulihkan dari berkas ini."
)
TOO_NEW = gettext_noop(
    "“{file}” dibuat Akuntabel {version}, yang lebih baru daripada program ini. Pasang versi itu, lalu pulihkan."
)
NO_FILE = gettext_noop("Berkas “{file}” tidak dapat dibaca ({reason}).")

# What zipfile raises about a damaged file: encrypted or unknown parts are a RuntimeError there.
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, ValueError, struct.error)
_TABLE = re.compile(r"tables/([a-z_]+\.[a-z_]+)\.jsonl")
_FILE = re.compile(r"attachments/([0-9a-f]{2})/(\1[0-9a-f]{62})")


class BadArchive(AkuntabelError):
    """A file that is no backup, or a damaged one."""


@dataclass(frozen=True)
class TablePart:
    """A table in the file: its columns, and what its lines must add up to."""

    columns: list[str]
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Head:
    """The last row of a chain of the trail when the backup was made."""

    chain: str
    sequence: int
    hash: str


@dataclass
class Manifest:
    """What stands in the file. ``files`` maps the SHA-256 of an attachment to its size."""

    program: str
    made_at: str
    database: str
    migrations: list[tuple[str, str]]
    tables: dict[str, TablePart] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    missing_files: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    format: int = FORMAT

    def to_json(self) -> bytes:
        """The manifest as it stands in the file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Manifest:
        """The manifest that ``text`` holds. Raises KeyError, TypeError or ValueError when it is none."""
        raw: dict[str, Any] = json.loads(text)
        raw["tables"] = {str(name): _table_part(**part) for name, part in raw["tables"].items()}
        raw["heads"] = [Head(**head) for head in raw["heads"]]
        for name in ("left_out", "missing_files"):
            raw[name] = [str(each) for each in raw[name]]
        raw["migrations"] = [(str(app), str(name)) for app, name in raw["migrations"]]
        raw["files"] = {str(name): int(size) for name, size in raw["files"].items()}
        return cls(**raw)

    @property
    def rows(self) -> int:
        """How many rows all tables have."""
        return sum(part.rows for part in self.tables.values())


def _table_part(columns: list[Any], rows: Any, bytes: Any, sha256: Any) -> TablePart:
    return TablePart([str(each) for each in columns], int(rows), int(bytes), str(sha256))


def table_name(label: str) -> str:
    """Where the table ``label`` stands in the file."""
    return f"tables/{label}.jsonl"


def file_name(sha256: str) -> str:
    """Where the attachment ``sha256`` stands in the file, and under the folder of attachments."""
    return f"attachments/{sha256[:2]}/{sha256}"


@dataclass
class Archive:
    """A file that was checked."""

    manifest: Manifest
    zip: zipfile.ZipFile

    def lines(self, label: str) -> Iterator[bytes]:
        """The rows of the table ``label``, each as a line of JSON."""
        with self.zip.open(table_name(label)) as part:
            while line := part.readline(MOST_LINE):
                yield line

    def chunks(self, sha256: str) -> Iterator[bytes]:
        """The bytes of an attachment."""
        with self.zip.open(file_name(sha256)) as part:
            yield from _chunks(part)


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """``path``, after every part of it has been read and found as the manifest says.

    Raises:
        BadArchive: it cannot be read, is no backup, is damaged, or holds what it should not.
    """
    with ExitStack() as held:
        try:
            packed = held.enter_context(zipfile.ZipFile(path))
            manifest = _manifest(path, packed)
            _refuse_strange(path, packed, manifest)
            _check_parts(path, packed, manifest)
        except OSError as error:
            raise BadArchive(NO_FILE, file=path, reason=error.strerror or error) from error
        except _BROKEN as error:
            raise BadArchive(NOT_A_BACKUP, file=path.name, reason=error) from error
        yield Archive(manifest, packed)


def _manifest(path: Path, packed: zipfile.ZipFile) -> Manifest:
    try:
        info = packed.getinfo(MANIFEST)
        if info.file_size > MOST_MANIFEST:
            raise ValueError(MANIFEST)
        with packed.open(info) as part:
            text = part.read(MOST_MANIFEST + 1)
        raw = json.loads(text)
        if isinstance(raw, dict) and isinstance(raw.get("format"), int) and raw["format"] > FORMAT:
            raise BadArchive(TOO_NEW, file=path.name, version=raw.get("program", "?"))
        return Manifest.from_json(text)
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RuntimeError) as error:
        raise BadArchive(NOT_A_BACKUP, file=path.name, reason=MANIFEST) from error


def _refuse_strange(path: Path, packed: zipfile.ZipFile, manifest: Manifest) -> None:
    """Refuse names that are not ours (``../``), parts twice, parts missing, and what is too dense."""
    names = [info.filename for info in packed.infolist()]
    wanted = {MANIFEST, *map(table_name, manifest.tables), *map(file_name, manifest.files)}
    for name in names:
        ours = name == MANIFEST or _TABLE.fullmatch(name) or _FILE.fullmatch(name)
        if not ours or name not in wanted:
            raise BadArchive(NOT_A_BACKUP, file=path.name, reason=name[:80])
    if len(names) != len(set(names)) or wanted - set(names):
        what = ", ".join(sorted(wanted - set(names))[:3]) or MANIFEST
        raise BadArchive(DAMAGED, file=path.name, what=what)
    for info in packed.infolist():
        if info.file_size > SMALL and info.file_size > BOMB * info.compress_size:
            raise BadArchive(NOT_A_BACKUP, file=path.name, reason=info.filename)


def _check_parts(path: Path, packed: zipfile.ZipFile, manifest: Manifest) -> None:
    for label, part in manifest.tables.items():
        size, lines, sha256 = _measure(packed, table_name(label), part.bytes)
        if (size, lines, sha256) != (part.bytes, part.rows, part.sha256):
            raise BadArchive(DAMAGED, file=path.name, what=table_name(label))
    for name, expected in manifest.files.items():
        size, _lines, sha256 = _measure(packed, file_name(name), expected)
        if (size, sha256) != (expected, name):
            raise BadArchive(DAMAGED, file=path.name, what=file_name(name))


def _measure(packed: zipfile.ZipFile, name: str, most: int) -> tuple[int, int, str]:
    """Size, number of lines and SHA-256 of a part, of which no more than ``most`` bytes are wanted."""
    size, lines, digest = 0, 0, hashlib.sha256()
    with packed.open(name) as part:
        for chunk in _chunks(part):
            size += len(chunk)
            lines += chunk.count(b"\n")
            digest.update(chunk)
            if size > most:
                break
    return size, lines, digest.hexdigest()


def _chunks(part: IO[bytes]) -> Iterator[bytes]:
    while chunk := part.read(CHUNK):
        yield chunk
