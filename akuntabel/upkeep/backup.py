"""Backing up: the whole installation as one file, while people go on writing."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import connections, models
from django.utils import timezone

from akuntabel import __version__
from akuntabel.core.errors import AkuntabelError, gettext_noop
from akuntabel.evidence.store import path_of
from akuntabel.files import sync_folder
from akuntabel.upkeep.archive import (
    MANIFEST,
    Head,
    Manifest,
    TablePart,
    file_name,
    open_archive,
    table_name,
)
from akuntabel.upkeep.snapshot import snapshot
from akuntabel.upkeep.tables import LEFT_OUT, Digest, columns, lines_of, migrations_applied, tables_at

CANNOT_WRITE = gettext_noop("Cadangan “{file}” tidak dapat ditulis ({reason}). Pilih tempat lain.")
ALREADY_THERE = gettext_noop("“{file}” sudah ada. Pilih nama lain; cadangan tidak pernah ditimpa.")

# The tables whose rows each name a file that stands under its hash.
FILE_TABLES = ("evidence.attachment", "measuring.actualfile", "reporting.editionfile")

Tell = Callable[[str, int, int], None]  # what, done, of how many


class CannotBackUp(AkuntabelError):
    """The file of the backup cannot be made."""


@dataclass(frozen=True)
class Backup:
    """A finished backup."""

    path: Path
    size: int
    manifest: Manifest


def back_up(path: Path, tell: Tell | None = None) -> Backup:
    """Write everything that an installation needs into the new file ``path``.

    What it holds is one moment of the database. It is written beside its place, read back and
    compared with its own manifest, and only then gets its name. An attachment that the database
    names and the folder lacks is listed in ``missing_files`` of the manifest.

    Raises:
        CannotBackUp: the file exists, or cannot be written.
    """
    if path.exists():
        raise CannotBackUp(ALREADY_THERE, file=path)
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as stream:
            os.fchmod(stream.fileno(), 0o600)  # it holds everything, hashed passwords too
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as packed:
                manifest = _write(packed, tell or (lambda _what, _done, _total: None))
            stream.flush()
            os.fsync(stream.fileno())
        with open_archive(part):
            pass
        os.replace(part, path)
        sync_folder(path.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CannotBackUp(CANNOT_WRITE, file=path, reason=error.strerror or error) from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return Backup(path, path.stat().st_size, manifest)


def _write(packed: zipfile.ZipFile, tell: Tell) -> Manifest:
    with snapshot() as alias:
        state = migrations_applied(alias)
        tables = tables_at(state, alias)
        manifest = Manifest(
            program=__version__,
            made_at=timezone.now().isoformat(timespec="seconds"),
            database=connections[alias].vendor,
            migrations=list(state),
            left_out=sorted(LEFT_OUT),
        )
        for number, (label, model) in enumerate(tables.items(), 1):
            tell(label, number, len(tables))
            manifest.tables[label] = _write_table(packed, label, model, alias)
        manifest.heads = heads_of(tables, alias)
        wanted = files_named(tables, alias)
    for number, sha256 in enumerate(wanted, 1):
        tell("attachments", number, len(wanted))
        _write_file(packed, sha256, manifest)
    packed.writestr(MANIFEST, manifest.to_json())
    return manifest


def _write_table(packed: zipfile.ZipFile, label: str, model: type[models.Model], alias: str) -> TablePart:
    digest, size = Digest(), 0
    with packed.open(table_name(label), "w", force_zip64=True) as part:
        for line in digest.pass_on(lines_of(model, alias)):
            size += part.write(line)
    return TablePart(columns(model), digest.rows, size, digest.sha256)


def _write_file(packed: zipfile.ZipFile, sha256: str, manifest: Manifest) -> None:
    """Put the attachment ``sha256`` in; one that is gone or no longer has its hash counts as missing."""
    try:
        path = path_of(sha256)
        if _hash(path) != sha256:
            manifest.missing_files.append(sha256)
            return
    except FileNotFoundError:
        manifest.missing_files.append(sha256)
        return
    # Photographs and PDF are dense already.
    packed.write(path, file_name(sha256), compress_type=zipfile.ZIP_STORED)
    manifest.files[sha256] = path.stat().st_size


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def files_named(tables: Mapping[str, type[models.Model]], alias: str = "default") -> list[str]:
    """The SHA-256 of every file that the rows of ``tables`` name, sorted; removed ones too."""
    found: set[str] = set()
    for label in FILE_TABLES:
        if label in tables:  # an older installation has fewer
            rows = tables[label]._base_manager.using(alias).order_by()
            found.update(rows.values_list("sha256", flat=True).distinct())
    return sorted(found)


def heads_of(tables: Mapping[str, type[models.Model]], alias: str = "default") -> list[Head]:
    """The last rows of the chains of the trail; none before there was one."""
    model = tables.get("offices.loghead")
    if model is None:
        return []
    rows = model._base_manager.using(alias).values_list("chain", "sequence", "hash")
    return sorted((Head(*row) for row in rows), key=lambda head: head.chain)
