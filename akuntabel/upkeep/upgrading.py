"""Care before an upgrade: the SQLite file is copied before migrations change it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from akuntabel.core.errors import AkuntabelError, gettext_noop
from akuntabel.upkeep.tables import migrations_applied

CANNOT_COPY = gettext_noop(
    "Sebelum pembaruan, {file} perlu disalin, tetapi gagal ({reason}). Longgarkan ruang, lalu ulangi."
)


class CannotCopy(AkuntabelError):
    """The copy before the upgrade failed; nothing was upgraded."""


def copy_before_migrating() -> Path | None:
    """A copy of the SQLite database beside it, if migrations wait to change it; else None.

    A server's database (PostgreSQL) is backed up by whoever upgrades: ``akuntabel backup``.

    Raises:
        CannotCopy: the copy could not be written.
    """
    if connection.vendor != "sqlite" or not migrations_applied():
        return None
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return None
    source = Path(str(connection.settings_dict["NAME"]))
    moment = timezone.localtime().strftime("%Y%m%d-%H%M%S")
    target = source.with_name(f"{source.stem}-sebelum-pembaruan-{moment}.sqlite3")
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    except (sqlite3.Error, OSError) as error:
        target.unlink(missing_ok=True)
        raise CannotCopy(CANNOT_COPY, file=source, reason=error) from error
    return target
