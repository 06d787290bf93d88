"""The audit trail: each deed one row, and tampering found."""

import pytest
from django.db import Error, connection, transaction

from akuntabel.offices.guard import put_guard
from akuntabel.offices.models import Level, LogEntry, LogHead, Office, Person
from akuntabel.offices.trail import log, verify


@pytest.fixture
def office(db):
    return Office.objects.add_root(
        {
            "code": "contoh",
            "name": "KPU Contoh",
            "short_name": "Contoh",
            "body": "KPU",
            "level": Level.REGENCY,
        }
    )


@pytest.fixture
def rows(office):
    person = Person.objects.create_user(username="operator", first_name="Operator Contoh")
    return [
        log(
            by=person,
            office=office,
            deed="office.change",
            target=office,
            before={"name": f"Nama {number}"},
            after={"name": f"Nama {number + 1}"},
        )
        for number in range(5)
    ]


def found():
    return [(each.chain, each.sequence, each.sentence) for each in verify()]


def test_a_row_says_who_what_and_from_what_to_what(rows):
    row = LogEntry.objects.get(pk=rows[1].pk)
    assert (row.actor_name, row.deed, row.target_name, row.changes) == (
        "Operator Contoh",
        "office.change",
        "KPU Contoh",
        {"name": ["Nama 1", "Nama 2"]},
    )
    assert found() == []


def test_a_changed_row_is_found(rows, office):
    LogEntry.objects.filter(pk=rows[2].pk).update(changes={"name": ["Nama 2", "Nama palsu"]})
    assert found() == [(f"office:{office.pk}", 3, "Isi baris ini diubah sesudah dicatat.")]


def test_a_missing_row_is_found_in_the_middle_and_at_the_end(rows, office):
    LogEntry.objects.filter(pk__in=[rows[1].pk, rows[4].pk]).delete()
    assert found() == [
        (f"office:{office.pk}", 3, "Baris 2 sampai 2 hilang."),
        (f"office:{office.pk}", 5, "Baris 5 sampai 5 hilang."),
    ]


def test_an_inserted_row_is_found(rows, office):
    row = LogEntry.objects.get(pk=rows[4].pk)
    row.pk, row.sequence = None, 6
    row.save()
    [(chain, sequence, sentence), *_rest] = found()
    assert (chain, sequence) == (f"office:{office.pk}", 6)
    assert "disisipkan" in sentence


def test_a_chain_that_vanished_whole_is_found(rows, office):
    LogEntry.objects.filter(office=office).delete()
    LogHead.objects.filter(chain=f"office:{office.pk}").delete()
    assert found() == [
        (f"office:{office.pk}", 0, "Seluruh riwayat kantor ini hilang, padahal pernah dibuka.")
    ]


def set_back(row):
    LogHead.objects.filter(chain=row.chain).update(sequence=1)


def remove_head(row):
    LogHead.objects.filter(chain=row.chain).delete()


def empty_at_once(row):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {row._meta.db_table} CASCADE")


def empty_heads_at_once(row):
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {LogHead._meta.db_table}")


@pytest.mark.parametrize(
    "tamper",
    [
        lambda row: row.delete(),
        lambda row: row.save(),
        set_back,
        remove_head,
        empty_at_once,
        empty_heads_at_once,
    ],
)
def test_the_database_itself_refuses(rows, office, tamper):
    if "at_once" in tamper.__name__ and connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    put_guard(connection)
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        tamper(rows[0])
    log(by=None, office=office, deed="office.change", target=office)  # going on is not refused
    assert found() == []


def test_a_cut_tail_with_the_head_set_back_looks_whole(rows, office):
    """What verify() cannot see and says so: that is what ``verify-log --expect`` is for."""
    LogEntry.objects.filter(pk__in=[row.pk for row in rows[3:]]).delete()
    LogHead.objects.filter(chain=rows[0].chain).update(sequence=3, hash=rows[2].hash)
    assert found() == []
