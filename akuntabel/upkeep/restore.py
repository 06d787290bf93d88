"""Restoring: a backup becomes an installation again, and proves that it is the same."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import Error, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from akuntabel.core.errors import AkuntabelError, gettext_noop, quoted
from akuntabel.evidence.store import path_of
from akuntabel.files import write_for_good
from akuntabel.upkeep.archive import TOO_NEW, Archive, BadArchive, Manifest, open_archive
from akuntabel.upkeep.backup import Tell, files_named, heads_of
from akuntabel.upkeep.tables import (
    LEFT_OUT,
    Digest,
    columns,
    leaves,
    lines_of,
    load_lines,
    migrations_applied,
    reset_sequences,
    tables_at,
)
from akuntabel.upkeep.verifying import TrailReport, inspect_trail

NOT_EMPTY = gettext_noop(
    "Akuntabel di sini sudah berisi data ({what}). Cadangan hanya dipulihkan ke tempat yang kosong: "
    "tunjuk folder lain lewat AKUNTABEL_HOME, atau pangkalan data lain lewat DATABASE_URL."
)
NOT_THE_SAME = gettext_noop(
    "Isi tabel {table} sesudah dimuat tidak sama dengan cadangannya. Pemulihan dibatalkan; tempat ini tetap kosong."
)
WRONG_COLUMNS = gettext_noop(
    "Susunan tabel {table} dalam cadangan tidak dikenal versi ini. Pemulihan dibatalkan; tempat ini tetap kosong."
)
CANNOT_LOAD = gettext_noop(
    "Isi cadangan tidak dapat dimuat (sampai tabel {table}: {reason}). Pemulihan dibatalkan; tempat ini tetap kosong."
)
UNKNOWN_FILE = gettext_noop(
    "Cadangan menyebut lampiran “{name}” yang tidak ada di dalamnya. Pemulihan dibatalkan; tempat ini tetap kosong."
)
NO_ROOM = gettext_noop(
    "Lampiran cadangan tidak dapat ditulis ke {folder} ({reason}). Longgarkan ruang, lalu ulangi."
)

# What rows made by hand can raise on their way into the database, and back out of it.
_UNLOADABLE = (ValueError, TypeError, AttributeError, ArithmeticError, RecursionError, ValidationError, Error)


class CannotRestore(AkuntabelError):
    """The backup cannot be put back here; this place is as empty as before."""


@dataclass(frozen=True)
class Restored:
    """What was put back, and what the trail says about itself now."""

    manifest: Manifest
    upgraded: bool
    trail: TrailReport


def restore(path: Path, tell: Tell | None = None) -> Restored:
    """Put the backup ``path`` into this empty installation.

    The whole file is checked first. The rows go into a database brought to the backup's own state
    of migrations, in one transaction, and are read back and hashed before it ends; then the
    database is brought to the state of this program and the trail is verified.

    Raises:
        BadArchive: the file is no backup, is damaged, or of a newer version.
        CannotRestore: this installation is not empty, or what came in is not what was backed up.
    """
    say = tell or (lambda _what, _done, _total: None)
    say("check", 0, 1)
    with open_archive(path) as archive:
        manifest = archive.manifest
        _refuse_newer(path, manifest)
        _refuse_full()
        _bring_to(manifest.migrations)
        with _files_restored(archive, say):
            _restore_tables(archive, say)
    upgraded = _pending()
    call_command("migrate", verbosity=0, interactive=False)
    say("verify", 1, 1)
    return Restored(manifest, upgraded, inspect_trail())


def _refuse_newer(path: Path, manifest: Manifest) -> None:
    known = MigrationExecutor(connection).loader.disk_migrations
    if any(node not in known for node in manifest.migrations):
        raise BadArchive(TOO_NEW, file=path.name, version=manifest.program)


def _refuse_full() -> None:
    state = migrations_applied()
    if not state:
        return
    for label, model in tables_at(state).items():
        if model._base_manager.exists():
            raise CannotRestore(NOT_EMPTY, what=label)


def _bring_to(state: Iterable[tuple[str, str]]) -> None:
    """Make the empty database as it was at ``state``; one that stands elsewhere is made anew."""
    wanted = set(state)
    if set(migrations_applied()) - wanted:
        _drop_everything()
    executor = MigrationExecutor(connection)
    executor.migrate(leaves(executor, wanted))


def _drop_everything() -> None:
    """Drop the tables of an installation that holds no data; tables of others stay."""
    executor = MigrationExecutor(connection)
    apps = executor.loader.project_state(leaves(executor, migrations_applied())).apps
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    ours.add(MigrationRecorder(connection).Migration._meta.db_table)
    quote = connection.ops.quote_name
    cascade = " CASCADE" if connection.vendor == "postgresql" else ""
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for name in sorted(ours & set(connection.introspection.table_names(cursor))):
            cursor.execute(f"DROP TABLE {quote(name)}{cascade}")


def _pending() -> bool:
    """Whether migrations wait to bring the database up to this program."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


# ---------------------------------------------------------------- tables


def _restore_tables(archive: Archive, tell: Tell) -> None:
    """Load every table, then read every table back: the same bytes, or nothing at all."""
    tables = tables_at(archive.manifest.migrations)
    parts = {label: part for label, part in archive.manifest.tables.items() if label not in LEFT_OUT}
    strangers = set(archive.manifest.left_out) - LEFT_OUT  # what must be there may not be left out
    if strangers:
        raise CannotRestore(WRONG_COLUMNS, table=quoted(min(strangers)))
    for label in sorted({*parts, *tables}):
        if label not in parts or label not in tables or columns(tables[label]) != parts[label].columns:
            raise CannotRestore(WRONG_COLUMNS, table=label)
    loaded = ""
    try:
        with transaction.atomic():
            for number, loaded in enumerate(parts, 1):
                tell(loaded, number, len(parts))
                load_lines(tables[loaded], archive.lines(loaded))
            reset_sequences({label: tables[label] for label in parts})
            for label, part in parts.items():
                if _hash(tables[label]) != (part.rows, part.sha256):
                    raise CannotRestore(NOT_THE_SAME, table=label)
            _refuse_unproved(archive.manifest, tables)
    except _UNLOADABLE as error:
        raise CannotRestore(CANNOT_LOAD, table=loaded, reason=quoted(str(error))) from error


def _refuse_unproved(manifest: Manifest, tables: Mapping[str, type[models.Model]]) -> None:
    """Refuse loaded rows that the manifest does not vouch for: ends of the trail, and files."""
    if heads_of(tables) != sorted(manifest.heads, key=lambda head: head.chain):
        raise CannotRestore(NOT_THE_SAME, table="offices.loghead")
    strangers = set(files_named(tables)) - {*manifest.files, *manifest.missing_files}
    if strangers:
        raise CannotRestore(UNKNOWN_FILE, name=quoted(min(strangers)))


def _hash(model: type[models.Model]) -> tuple[int, str]:
    digest = Digest()
    for _line in digest.pass_on(lines_of(model, "default")):
        pass
    return digest.rows, digest.sha256


# ---------------------------------------------------------------- attachments


@contextmanager
def _files_restored(archive: Archive, tell: Tell) -> Iterator[None]:
    """The attachments in their places, each under its hash, which was checked; gone again if the block fails."""
    files = archive.manifest.files
    folder = Path(settings.ATTACHMENTS_ROOT)
    new, made = list[Path](), not folder.exists()
    try:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if shutil.disk_usage(folder).free < sum(files.values()):
                raise CannotRestore(NO_ROOM, folder=folder, reason=os.strerror(28))
            for number, sha256 in enumerate(files, 1):
                tell("attachments", number, len(files))
                place = path_of(sha256)
                if not place.exists():
                    new.append(place)
                write_for_good(place, archive.chunks(sha256))
        except OSError as error:
            raise CannotRestore(NO_ROOM, folder=folder, reason=error.strerror or error) from error
        yield
    except BaseException:
        _take_away(new, [folder] if made else [])
        raise


def _take_away(files: Sequence[Path], folders: Sequence[Path]) -> None:
    """Remove ``files`` and the folders of hashes and ``folders`` that are empty without them."""
    for path in files:
        path.unlink(missing_ok=True)
    for each in (*(path.parent for path in files), *folders):
        with suppress(OSError):  # it holds something else, or is gone
            each.rmdir()
