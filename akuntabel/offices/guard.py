"""What the database itself refuses: changing or deleting a row of the audit trail, emptying it, and
setting the head of a chain back or taking it away.

Whoever has the database's own keys can take the guard off; that is what the hashes are for.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "offices_logentry"
HEADS = "offices_loghead"
_WORDS = "the audit trail is append-only"
_BACK = "NEW.sequence < OLD.sequence OR NEW.chain <> OLD.chain"

# trigger → when it fires
_SQLITE = {
    f"{TABLE}_no_update": f"BEFORE UPDATE ON {TABLE}",
    f"{TABLE}_no_delete": f"BEFORE DELETE ON {TABLE}",
    f"{HEADS}_no_way_back": f"BEFORE UPDATE ON {HEADS} WHEN {_BACK}",
    f"{HEADS}_no_delete": f"BEFORE DELETE ON {HEADS}",
}
_POSTGRES = {
    f"{TABLE}_guard": f"BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW",
    f"{TABLE}_whole": f"BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT",
    f"{HEADS}_no_way_back": f"BEFORE UPDATE ON {HEADS} FOR EACH ROW WHEN ({_BACK})",
    f"{HEADS}_no_delete": f"BEFORE DELETE ON {HEADS} FOR EACH ROW",
    f"{HEADS}_whole": f"BEFORE TRUNCATE ON {HEADS} FOR EACH STATEMENT",
}
_REFUSE = f"{TABLE}_refuse()"
_ON = {
    "sqlite": [
        f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
        for name, when in _SQLITE.items()
    ],
    "postgresql": [
        f"CREATE OR REPLACE FUNCTION {_REFUSE} RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_WORDS}'; END $$",
        *(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {_REFUSE}" for name, when in _POSTGRES.items()),
    ],
}
_OFF = {
    "sqlite": [f"DROP TRIGGER IF EXISTS {name}" for name in _SQLITE],
    "postgresql": [
        *(
            f"DROP TRIGGER IF EXISTS {name} ON {when.split(' ON ')[1].split()[0]}"
            for name, when in _POSTGRES.items()
        ),
        f"DROP FUNCTION IF EXISTS {_REFUSE}",
    ],
}


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
