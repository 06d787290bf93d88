"""The tables of an installation as lines of JSON, the same on SQLite and PostgreSQL.

Tables are read and written by the models as they were at a state of the migrations, so that a
backup of an older version can be put back as it was and brought up to date afterwards.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.management.color import no_style
from django.db import connections, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

BATCH = 500
# What a backup leaves out, and why. Everything else is in it, tables of later versions too.
LEFT_OUT = frozenset(
    {
        "sessions.session",  # everybody signs in anew
        "django_tasks_database.dbtaskresult",  # work that waited; it is asked for again
        "offices.attempts",  # failed sign-ins of the last minutes
        "reporting.build",  # finished reports are built again from the data
        "checking.check",  # files that visitors handed in for an hour
        "contenttypes.contenttype",  # made anew by migrate
        "auth.permission",
        "auth.group_permissions",
        "offices.person_user_permissions",
    }
)
State = tuple[tuple[str, str], ...]


@dataclass
class Digest:
    """Rows counted and hashed as they pass."""

    rows: int = 0

    def __post_init__(self) -> None:
        self._hash = hashlib.sha256()

    def pass_on(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """``lines``, each counted and hashed."""
        for line in lines:
            self.rows += 1
            self._hash.update(line)
            yield line

    @property
    def sha256(self) -> str:
        """The hash of all lines so far."""
        return self._hash.hexdigest()


def migrations_applied(alias: str = "default") -> State:
    """The migrations that the database has had, as (app, name), sorted."""
    return tuple(sorted(MigrationRecorder(connections[alias]).applied_migrations()))


def leaves(executor: MigrationExecutor, state: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The last migrations of ``state`` in each app."""
    graph, applied = executor.loader.graph, set(state)
    nodes = [node for node in sorted(applied) if node in graph.nodes]
    return [
        node
        for node in nodes
        if not any(
            child.key in applied and child.key[0] == node[0] for child in graph.node_map[node].children
        )
    ]


def tables_at(state: Iterable[tuple[str, str]], alias: str = "default") -> dict[str, type[models.Model]]:
    """The models of the tables that a backup holds, by label, as they were at ``state``."""
    executor = MigrationExecutor(connections[alias])
    apps = executor.loader.project_state(leaves(executor, state)).apps
    found = {model._meta.label_lower: model for model in apps.get_models(include_auto_created=True)}
    return {
        label: model
        for label, model in sorted(found.items())
        if label not in LEFT_OUT and model._meta.managed and not model._meta.proxy
    }


def columns(model: type[models.Model]) -> list[str]:
    """The attributes of ``model`` in the order in which a line holds them."""
    return [each.attname for each in model._meta.concrete_fields]


def lines_of(model: type[models.Model], alias: str) -> Iterator[bytes]:
    """All rows of ``model``, by key, each as one line of JSON."""
    rows = model._base_manager.using(alias).order_by("pk").values_list(*columns(model))
    for row in rows.iterator(chunk_size=2000):
        text = json.dumps(
            row, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        )
        yield text.encode() + b"\n"


def load_lines(model: type[models.Model], lines: Iterable[bytes], alias: str = "default") -> None:
    """Insert a row for each of ``lines``, as it is: no default, no "now", no signal."""
    connection = connections[alias]
    fields = model._meta.concrete_fields
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(each.column)) for each in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"
    rows = (
        [
            each.get_db_prep_save(_value(each, item), connection)
            for each, item in zip(fields, json.loads(line), strict=True)
        ]
        for line in lines
    )
    with connection.cursor() as cursor:
        while batch := list(islice(rows, BATCH)):
            cursor.executemany(statement, batch)


def reset_sequences(tables: Mapping[str, type[models.Model]], alias: str = "default") -> None:
    """Let new rows get keys after those that were loaded."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables.values())):
            cursor.execute(statement)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, UUID | dt.timedelta):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be kept in a backup")


def _value(target: models.Field[Any, Any], item: Any) -> Any:
    if isinstance(target, models.ForeignKey):
        target = target.target_field
    return item if isinstance(target, models.JSONField) else target.to_python(item)
