"""What the database itself refuses: changing or deleting a row that is written once for good (the audit
trail, sealed editions), adding a file to an edition that has all of its own, emptying such a table, and
setting the head of a chain back or taking it away.

Whoever has the database's own keys can take the guard off; that is what the hashes are for.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "offices_logentry"
HEADS = "offices_loghead"
# Tables whose rows are written once, with what the database says to who would change them.
APPEND_ONLY = {
    TABLE: "the audit trail is append-only",
    "reporting_edition": "a sealed edition is never changed",
    "reporting_editionfile": "a sealed edition is never changed",
}
FILES = "reporting_editionfile"
FILES_OF_AN_EDITION = 4
_HAS_ALL = f"(SELECT count(*) FROM {FILES} WHERE edition_id = {{edition}}) >= {FILES_OF_AN_EDITION}"
_BACK = "NEW.sequence < OLD.sequence OR NEW.chain <> OLD.chain"
_GUARDED = (*APPEND_ONLY, HEADS)

# table → trigger → when it fires
_SQLITE: dict[str, dict[str, str]] = {
    **{
        table: {
            f"{table}_no_update": f"BEFORE UPDATE ON {table}",
            f"{table}_no_delete": f"BEFORE DELETE ON {table}",
        }
        for table in APPEND_ONLY
    },
    HEADS: {
        f"{HEADS}_no_way_back": f"BEFORE UPDATE ON {HEADS} WHEN {_BACK}",
        f"{HEADS}_no_delete": f"BEFORE DELETE ON {HEADS}",
    },
}
_SQLITE[FILES][f"{FILES}_no_more"] = (
    f"BEFORE INSERT ON {FILES} WHEN {_HAS_ALL.format(edition='NEW.edition_id')}"
)
_POSTGRES: dict[str, dict[str, str]] = {
    **{
        table: {
            f"{table}_guard": f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW",
            f"{table}_whole": f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT",
        }
        for table in APPEND_ONLY
    },
    HEADS: {
        f"{HEADS}_no_way_back": f"BEFORE UPDATE ON {HEADS} FOR EACH ROW WHEN ({_BACK})",
        f"{HEADS}_no_delete": f"BEFORE DELETE ON {HEADS} FOR EACH ROW",
        f"{HEADS}_whole": f"BEFORE TRUNCATE ON {HEADS} FOR EACH STATEMENT",
    },
}
# PostgreSQL has no query in the condition of a trigger, but a function that asks
_POSTGRES[FILES][f"{FILES}_no_more"] = (
    f"BEFORE INSERT ON {FILES} FOR EACH ROW WHEN ({FILES}_full(NEW.edition_id))"
)
_FULL = (
    f"CREATE OR REPLACE FUNCTION {FILES}_full(edition bigint) RETURNS boolean LANGUAGE sql AS "
    f"$$ SELECT {_HAS_ALL.format(edition='edition')} $$"
)


def put_guard(connection: BaseDatabaseWrapper) -> None:
    """Guard every table of the list that the database of ``connection`` has by now.

    A migration that makes such a table calls this, and so does one that alters it: SQLite makes an
    altered table anew, without its triggers.
    """
    take_guard(connection)
    on = {"sqlite": _on_sqlite, "postgresql": _on_postgres}[connection.vendor]
    _run(connection, [statement for table in _there(connection) for statement in on(table)])


def take_guard(connection: BaseDatabaseWrapper) -> None:
    """Take the guard off, for who must empty the tables."""
    off = {"sqlite": _off_sqlite, "postgresql": _off_postgres}[connection.vendor]
    _run(connection, [statement for table in _there(connection) for statement in off(table)])


def _on_sqlite(table: str) -> list[str]:
    words = APPEND_ONLY.get(table, APPEND_ONLY[TABLE])
    return [
        f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{words}'); END"
        for name, when in _SQLITE[table].items()
    ]


def _off_sqlite(table: str) -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {name}" for name in _SQLITE[table]]


def _on_postgres(table: str) -> list[str]:
    words = APPEND_ONLY.get(table, APPEND_ONLY[TABLE])
    refuse = f"{table}_refuse()"
    return [
        *([_FULL] if table == FILES else []),
        f"CREATE OR REPLACE FUNCTION {refuse} RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{words}'; END $$",
        *(
            f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {refuse}"
            for name, when in _POSTGRES[table].items()
        ),
    ]


def _off_postgres(table: str) -> list[str]:
    # an older guard of the heads uses the function of the trail: the triggers go first, then what they call
    return [
        *(f"DROP TRIGGER IF EXISTS {name} ON {table}" for name in _POSTGRES[table]),
        f"DROP FUNCTION IF EXISTS {table}_refuse()",
        f"DROP FUNCTION IF EXISTS {table}_full(bigint)",
    ]


def _there(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables of the list that the database has; the heads first, whose triggers may lean on the trail's."""
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor))
    return [table for table in reversed(_GUARDED) if table in names]


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
