"""Small programs that tests run as processes of their own, on the installation of their environment."""

import errno
import io
import json
import os
import resource
import sys
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "akuntabel.settings"
import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402

from akuntabel.evidence.attachments import add_attachment  # noqa: E402
from akuntabel.evidence.deeds import Row, add_record, add_records  # noqa: E402
from akuntabel.evidence.imports import apply_import, hand_in_table  # noqa: E402
from akuntabel.evidence.models import Attachment, ImportDraft, Record  # noqa: E402
from akuntabel.evidence.registers import pack_of  # noqa: E402
from akuntabel.offices.guard import take_guard  # noqa: E402
from akuntabel.offices.models import LogEntry, LogHead, Office, Person  # noqa: E402
from akuntabel.offices.trail import GENESIS, digest  # noqa: E402
from akuntabel.planning.models import Agreement  # noqa: E402
from akuntabel.upkeep.archive import open_archive  # noqa: E402
from akuntabel.upkeep.tables import (  # noqa: E402
    Digest,
    columns,
    lines_of,
    load_lines,
    reset_sequences,
    tables_at,
)
from akuntabel.upkeep.verifying import inspect_trail  # noqa: E402

YEAR, REGISTER = 2024, "voter_education"


def _say(word):
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def _scene():
    office = Office.objects.get(code="kpu-paser")
    operator = Person.objects.get(username="contoh-operator")
    return {"office": office, "year": YEAR, "register": pack_of(office).registers[REGISTER], "by": operator}


def _row(title):
    return Row({"title": title, "date": "2024-05-06", "segment": "pemula", "place": title, "status": "done"})


def write(prefix, most="1000000"):
    """Add records one by one and print the title of each once it is kept."""
    scene = _scene()
    for number in range(int(most)):
        title = f"{prefix} ke-{number}"
        add_record(**scene, row=_row(title))
        _say(title)


def write_many(prefix, count):
    """Add ``count`` records in one deed."""
    scene = _scene()
    rows = [_row(f"{prefix} ke-{number}") for number in range(int(count))]
    _say("mulai")
    add_records(**scene, rows=rows)
    _say("selesai")


def hand_in(prefix, count):
    """Hand in a table of ``count`` rows as people do; prints the number of its preview."""
    scene = _scene()
    fields = [scene["register"].field(code) for code in _row("").data]
    lines = ["\t".join(each.label for each in fields)]
    for number in range(int(count)):
        data = _row(f"{prefix} ke-{number}").data
        lines.append("\t".join((each.choices or {}).get(data[each.code], data[each.code]) for each in fields))
    data = "\n".join(lines).encode()
    _say(hand_in_table(**scene, file_name=f"{prefix}.tsv", data=data).pk)


def apply(key):
    """Apply the preview ``key``."""
    draft = ImportDraft.objects.get(pk=key)
    scene = _scene()
    _say("mulai")
    apply_import(draft=draft, register=scene["register"], by=scene["by"])
    _say("selesai")


def applied(key, prefix):
    """Whether the preview ``key`` counts as applied, how many rows of the trail say so; kept(); the trail."""
    draft = ImportDraft.objects.get(pk=key)
    rows = LogEntry.objects.about(draft).filter(deed="import.apply").count()
    _say(json.dumps([draft.applied_at is not None, rows]))
    kept(prefix)
    _say(json.dumps(inspect_trail().whole))


def restored():
    """rows_of_first_release() and next_key(), in one process."""
    rows_of_first_release()
    next_key()


def attach(text, name):
    """Attach a file with ``text`` to the first record; prints its hash."""
    record = Record.objects.filter(register=REGISTER).earliest("pk")
    by = _scene()["by"]
    _say(add_attachment(record=record, name=name, content=io.BytesIO(text.encode()), by=by).sha256)


def attach_where_no_room_is():
    """Try to attach a file where files may not grow; prints the error's number and what was kept."""
    scene, record = _scene(), Record.objects.filter(register=REGISTER).earliest("pk")
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    try:
        add_attachment(record=record, name="b.txt", content=io.BytesIO(b"x" * 1_000_000), by=scene["by"])
    except OSError as error:
        _say(errno.errorcode[error.errno])
    root = Path(settings.ATTACHMENTS_ROOT)
    _say([str(path) for path in root.rglob("*") if path.is_file()])
    _say([Attachment.objects.count(), LogEntry.objects.filter(deed="attachment.add").count()])


def kept(prefix):
    """The titles of records that begin with ``prefix``, and how many rows of the trail speak of each."""
    rows = dict(Record.objects.filter(title__startswith=prefix).values_list("pk", "title"))
    logged = LogEntry.objects.filter(deed="record.add", target_name__startswith=prefix)
    counts = dict.fromkeys(rows.values(), 0)
    for key, name in logged.values_list("target_id", "target_name"):
        counts[name] = counts.get(name, 0) + (1 if rows.get(int(key)) == name else 1000)
    _say(json.dumps(counts, ensure_ascii=False))


def next_key():
    """The key that the next record gets is after all others: a record can be added after a restore."""
    record = add_record(**_scene(), row=_row("Sesudah dipulihkan"))
    _say(record.pk > max(Record.objects.exclude(pk=record.pk).values_list("pk", flat=True)))


def rewrite_history():
    """Write the trail anew from its first row, every hash right, as somebody would who knows how."""
    take_guard(connection)
    last = {}
    for row in LogEntry.objects.order_by("pk"):
        row.actor_name = row.actor_name and "Orang Lain"
        row.previous = last.get(row.chain, GENESIS)
        row.hash = last[row.chain] = digest(row)
        row.save()
    for chain, sha256 in last.items():
        LogHead.objects.filter(chain=chain).update(hash=sha256)


def sealed():
    """How many agreements bear a seal."""
    _say(Agreement.objects.exclude(seal="").count())


# The migrations of the first release; all other apps stand where they stand today.
FIRST_RELEASE = {
    "offices": "0001_initial",
    "planning": "0001_initial",
    "evidence": "0002_initial",
    "measuring": "0002_initial",
    "reporting": "0001_initial",
    "checking": "0001_initial",
}
YOUNGER = {"meetings", "duties"}  # rooms that came after it


def _first_release():
    executor = MigrationExecutor(connection)
    last = executor.loader.graph.leaf_nodes()
    return executor, [(app, FIRST_RELEASE.get(app, name)) for app, name in last if app not in YOUNGER]


def _tables_of_first_release():
    executor, wanted = _first_release()
    return tables_at({node for leaf in wanted for node in executor.loader.graph.forwards_plan(leaf)})


def first_release(file):
    """Make the database of the first release and fill it with those parts of a backup that it knew."""
    executor, wanted = _first_release()
    executor.migrate(wanted)
    with open_archive(Path(file)) as archive, transaction.atomic():
        tables = _tables_of_first_release()
        for label, model in tables.items():
            there = archive.manifest.tables[label].columns
            places = [there.index(name) for name in columns(model)]
            rows = (json.loads(line) for line in archive.lines(label))
            load_lines(model, (json.dumps([row[place] for place in places]).encode() for row in rows))
        reset_sequences(tables)
    rows_of_first_release()


def rows_of_first_release():
    """The rows of the tables and columns that the first release had: how many, and their hash."""
    found = {}
    for label, model in _tables_of_first_release().items():
        digest = Digest()
        for _line in digest.pass_on(lines_of(model, "default")):
            pass
        found[label] = [digest.rows, digest.sha256]
    _say(json.dumps(found))


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
