"""One moment of the database, read in peace while people go on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction

ALIAS = "snapshot"


@contextmanager
def snapshot() -> Iterator[str]:
    """The alias of a second connection that sees the database as it is now, until the block ends.

    PostgreSQL: a read-only transaction at REPEATABLE READ. SQLite: a deferred transaction, which in
    WAL mode reads its moment without taking the lock of those who write.
    """
    options = {**connections["default"].settings_dict}
    options["OPTIONS"] = {**options.get("OPTIONS", {})}
    if connections["default"].vendor == "sqlite":
        options["OPTIONS"]["transaction_mode"] = "DEFERRED"
    connections.databases[ALIAS] = options
    try:
        with transaction.atomic(using=ALIAS):
            with connections[ALIAS].cursor() as cursor:
                if connections[ALIAS].vendor == "postgresql":
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SELECT count(*) FROM django_migrations")  # the first read sets the moment
                cursor.fetchone()
            yield ALIAS
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.databases[ALIAS]
