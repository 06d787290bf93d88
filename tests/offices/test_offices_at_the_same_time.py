"""Deeds of several rooms at the same moment about one office and one person: none waits for ever."""

import threading

import pytest
from django.db import connection, connections
from scene import GOOD, person, tree

from akuntabel.evidence.deeds import Row, add_record
from akuntabel.offices import deeds
from akuntabel.offices.models import Invitation, LogEntry, Person, Role
from akuntabel.offices.trail import verify
from akuntabel.packs.loader import load_pack
from akuntabel.planning.cascade import Condition, add_node
from akuntabel.planning.models import CascadeNode, NodeKind, ReportingYear
from akuntabel.reporting.deeds import request_build

pytestmark = [pytest.mark.django_db(transaction=True)]
TIMES, YEAR = 12, 2025


@pytest.fixture
def own(transactional_db):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time: no two deeds can wait for each other")
    office = tree()["own"]
    ReportingYear.objects.create(office=office, year=YEAR, policy="kpu-recommended")
    return office


def at_once(*jobs):
    """Run each of ``jobs`` TIMES times, all side by side; the errors that they met."""
    gate, errors = threading.Barrier(len(jobs)), []

    def run(job):
        gate.wait()
        try:
            for number in range(TIMES):
                job(number)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return errors


def test_inviting_and_growing_the_cascade_do_not_block_each_other(own):
    admin, operator = person("admin", (Role.ADMINISTRATOR, own)), person("op", (Role.OPERATOR, own))
    condition = Condition(NodeKind.OUTCOME, "Pemilu jujur")
    errors = at_once(
        lambda n: deeds.invite(office=own, role=Role.READER, name="X", username=f"baru{n}", by=admin),
        lambda n: add_node(office=own, year=YEAR, condition=condition, by=operator),
        lambda n: deeds.set_official(office=own, role=Role.HEAD, name=f"N{n}", position="P", by=admin),
        lambda n: request_build(office=own, year=YEAR, by=operator),
    )
    assert errors == []
    assert (Invitation.objects.count(), CascadeNode.objects.count()) == (TIMES, TIMES)
    assert list(verify()) == []


def test_keeping_records_and_changing_ones_account_do_not_block_each_other(own):
    operator, other = person("op", (Role.OPERATOR, own)), person("op2", (Role.OPERATOR, own))
    admin = person("admin", (Role.ADMINISTRATOR, own))
    register = load_pack().registers["voter_education"]
    row = Row({"title": "Sosialisasi", "segment": "pemula", "status": "done", "date": f"{YEAR}-02-01"})
    keep = {"office": own, "year": YEAR, "register": register, "by": operator}
    errors = at_once(
        lambda n: add_record(**keep, row=row),
        lambda n: deeds.change_email(email=f"op{n}@contoh.go.id", password="", by=operator),
        lambda n: (
            deeds.grant_role(person=operator, role=list(Role)[n % 9], office=own, by=admin)
            if n < 1
            else deeds.make_link(person=operator, office=own, by=admin)
        ),
        lambda n: deeds.change_password(password=f"{GOOD} {n}", by=other),
    )
    assert [error for error in errors if not isinstance(error, deeds.CannotDo)] == []
    assert Person.objects.get(pk=operator.pk).email == f"op{TIMES - 1}@contoh.go.id"
    assert LogEntry.objects.filter(deed="record.add").count() == TIMES
    assert list(verify()) == []
