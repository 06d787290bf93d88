"""What the database itself refuses: changing or deleting a row of the audit trail.

Whoever has the database's own keys can take the guard off; that is what the hashes are for.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "offices_logentry"
_WORDS = "the audit trail is append-only"

_SQLITE = [
    f"CREATE TRIGGER {TABLE}_no_{what} BEFORE {what.upper()} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    for what in ("update", "delete")
]
_POSTGRES = [
    f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_WORDS}'; END $$",
    f"CREATE TRIGGER {TABLE}_guard BEFORE UPDATE OR DELETE ON {TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()",
]
_OFF = {
    "sqlite": [f"DROP TRIGGER IF EXISTS {TABLE}_no_{what}" for what in ("update", "delete")],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS {TABLE}_guard ON {TABLE}",
        f"DROP FUNCTION IF EXISTS {TABLE}_refuse()",
    ],
}
_ON = {"sqlite": _SQLITE, "postgresql": _POSTGRES}


def put_guard(connection: BaseDatabaseWrapper) -> None:
    """Make the trail append-only in the database of ``connection``."""
    _run(connection, _ON[connection.vendor])


def take_guard(connection: BaseDatabaseWrapper) -> None:
    """Take the guard off, for a restore into an empty database."""
    _run(connection, _OFF[connection.vendor])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
