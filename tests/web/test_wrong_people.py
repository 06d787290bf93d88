"""Every address, tried by the right person, as nobody, as a reader, as a neighbour, and without a role.

What a wrong call must not do is change anything: rows and trail are compared after each.
"""

from __future__ import annotations

import json
import re

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, reverse
from story_address import DEED, OFFICE, OPEN, OWN, Address
from story_addresses import ADDRESSES
from story_world import furnish

from akuntabel.offices.models import LogEntry
from akuntabel.offices.trail import verify
from akuntabel.web.urls import urlpatterns

# What coming in, waiting and looking leave behind by themselves.
UNTOLD = {"sessions.session", "offices.attempts"}
MODELS = [model for model in apps.get_models() if model._meta.label_lower not in UNTOLD]
COUNTS = " UNION ALL ".join(
    f"SELECT '{model._meta.db_table}', count(*) FROM {model._meta.db_table}" for model in MODELS
)


@pytest.fixture
def house(cast, settings, tmp_path):
    """The office ``contoh``, with one of everything; its neighbour has the same in ``house.other``."""
    settings.ATTACHMENTS_ROOT = tmp_path / "attachments"
    ours, theirs = furnish(cast, "contoh"), furnish(cast, "tetangga")
    ours.other, ours.administrator = theirs, cast.administrator
    return ours


def counted():
    """How many rows each table has, the trail among them."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS)
        return dict(cursor.fetchall())


def everything():
    """All that the database holds, apart from sessions and the counters at the door."""
    found = {}
    for model in MODELS:
        rows = list(model.objects.order_by("pk").values())
        for row in rows:
            row.pop("last_login", None)
        found[model._meta.label] = rows
    return found


def sent(client, address, house, path, *, page):
    """POST what ``address`` rightly takes to ``path``."""
    data = address.data(house, page)
    if address.name == "register_grid_rows":
        return client.post(path, json.dumps(data), content_type="application/json")
    return client.post(path, data)


def right_page(address, house):
    """The page of ``address`` as the right person sees it, for the form that it holds."""
    client = Client()
    client.force_login(getattr(house, address.by))
    return lambda: client.get(address.path(house)).content


class Wrong:
    """Calls what is wrong to call; remembers what was answered otherwise than it should be, or done."""

    def __init__(self, client):
        self.client, self.before, self.faults = client, counted(), []

    def expect(self, answer, allowed, what):
        """Note it when ``answer`` is none of ``allowed``, or when anything was written."""
        if answer.status_code not in allowed:
            self.faults.append((what, answer.status_code))
        now = counted()
        if now != self.before:
            self.faults.append((what, {name: now[name] for name in now if now[name] != self.before[name]}))
            self.before = now

    def everywhere(self, house, *, get, post):
        """Call each address about an office; ``get`` and ``post`` say what is a right answer."""
        for address in offices():
            path = address.path(house)
            if address.get:
                self.expect(self.client.get(path), get(address), f"GET {path}")
            if address.post:
                page = right_page(address, house)
                self.expect(sent(self.client, address, house, path, page=page), post(address), f"POST {path}")


def shown(faults):
    """One fault a line, for the message of a failure."""
    return "\n".join(map(str, faults))


def offices():
    return [address for address in ADDRESSES if address.street == OFFICE]


@pytest.fixture
def unchanged(house):
    """Fails the test when anything at all is otherwise afterwards."""
    before = everything()
    yield
    after = everything()
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
    assert list(verify()) == []


# ---------------------------------------------------------------- the table


def test_no_address_is_forgotten():
    names = {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)}
    assert len(urlpatterns) == len(names)
    assert names == {address.name for address in ADDRESSES}


@pytest.mark.django_db
def test_the_right_person_can(house):
    """The table is true: each call does what it should, for whom it is, and leaves its trace in the trail."""
    faults = []
    for address in offices():
        client = Client()
        client.force_login(getattr(house, address.by))
        path = address.path(house)
        status = client.get(path).status_code
        # Where the right person has nothing to do any more, the page leads on.
        if status not in ((200, 302) if address.get else (405,)):
            faults.append(("GET", path, status))
        if address.post is None:
            if address.name != "indicator_measure" and (status := client.post(path).status_code) != 405:
                faults.append(("POST", path, status))
            continue
        rows, data = LogEntry.objects.count(), address.data(house, right_page(address, house))
        with transaction.atomic():
            answer = sent(client, address, house, path, page=right_page(address, house))
            told = LogEntry.objects.count() - rows
            transaction.set_rollback(True)
        if answer.status_code not in (200, 302) or (told == 0 and address.name not in SILENT):
            faults.append(("POST", path, answer.status_code, told, data))
    assert not faults, shown(faults)


# Rightly called, these leave nothing in the trail here, as there is nothing for them to do.
SILENT = {"activate", "action_plan_copy", "budget_import", "budget_import_forget", "budget_lines_import",
          "spendings_import", "register_import", "import_forget", "edition_verify", "plan_revise", "report",
          "reset_second_factor", "writing_preview"}  # fmt: skip


# ---------------------------------------------------------------- the wrong people


@pytest.mark.django_db
def test_nobody_is_led_to_the_door(house, unchanged):
    wrong = Wrong(Client())
    for address in ADDRESSES:
        if address.street == OPEN:
            continue
        path = address.path(house)
        ask = [wrong.client.get] if address.get else []
        for call in [*ask, *([wrong.client.post] if address.post else [])]:
            answer = call(path)
            wrong.expect(answer, (302,), path)
            if answer.status_code == 302 and not answer.url.startswith("/masuk/?next="):
                wrong.faults.append((path, answer.url))
    assert not wrong.faults, shown(wrong.faults)


@pytest.mark.django_db
def test_strangers_find_open_what_is_meant_to_be(house, unchanged):
    wrong = Wrong(Client())
    for address in ADDRESSES:
        if address.street == OPEN:
            path = address.path(house)
            if address.get:
                wrong.expect(wrong.client.get(path), (200, 302, 404, 410), path)
            wrong.expect(wrong.client.post(path, address.post(house) if address.post else {}),
                         (200, 302, 404, 405, 410, 422), path)  # fmt: skip
    assert not wrong.faults, shown(wrong.faults)


@pytest.mark.django_db
def test_a_reader_reads_and_does_nothing(house, unchanged):
    client = Client()
    client.force_login(house.reader)
    wrong = Wrong(client)
    reads = [address for address in offices() if address.readers_too]
    assert [address.name for address in reads] == ["report", "edition_verify"]
    for address in offices():
        path = address.path(house)
        if address.get:
            wrong.expect(client.get(path), (403,) if address.get == DEED else (200,), f"GET {path}")
        if address.post and not address.readers_too:
            page = right_page(address, house)
            wrong.expect(sent(client, address, house, path, page=page), (403, 404), f"POST {path}")
    assert not wrong.faults, shown(wrong.faults)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["head of the neighbour", "without a role"])
def test_elsewhere_there_is_no_such_office(house, cast, unchanged, who):
    client = Client()
    client.force_login(house.other.head if who == "head of the neighbour" else cast.nobody)
    wrong = Wrong(client)
    wrong.everywhere(house, get=lambda _address: (404,), post=lambda _address: (404,))
    assert not wrong.faults, shown(wrong.faults)


@pytest.mark.django_db
def test_a_neighbours_key_under_ones_own_address_opens_nothing(house, unchanged):
    """Each key in each address, alone, replaced by that of the neighbour's thing of the same kind."""
    clients = {}
    for by in ("head", "superior", "administrator"):
        clients[by] = Client()
        clients[by].force_login(getattr(house, by))
    wrong = Wrong(None)
    tried = 0
    for address in offices():
        for part, word in address.keys.items():
            path = address.path(house, **{part: house.other.keys[word]})
            client = clients["head" if address.by == "administrator" else address.by]
            if address.get:
                wrong.expect(client.get(path), (404,), f"GET {path}")
            if address.post:
                page = right_page(address, house)
                wrong.expect(sent(client, address, house, path, page=page), (403, 404), f"POST {path}")
            tried += 1
    assert tried > 40
    assert not wrong.faults, shown(wrong.faults)


@pytest.mark.django_db
def test_a_neighbours_key_in_what_is_sent_changes_nothing_there(house):
    """The keys that forms carry: rows of tables, parents, sources."""
    theirs, faults = of_office(house.other), []
    client = Client()
    client.force_login(house.head)
    for address in offices():
        if address.post is None or address.by == "administrator" or "file" in address.name:
            continue
        path, data = address.path(house), address.data(house, right_page(address, house))
        if any(hasattr(value, "read") for value in data.values()):
            continue
        theirs_named = exchanged(data, house)
        with transaction.atomic():
            if address.name == "register_grid_rows":
                client.post(path, json.dumps(theirs_named), content_type="application/json")
            else:
                client.post(path, theirs_named)
            if of_office(house.other) != theirs:
                faults.append(path)
            transaction.set_rollback(True)
    assert not faults, shown(faults)


@pytest.mark.django_db
def test_a_plan_of_the_neighbour_is_no_source_for_ones_own(house, unchanged):
    client = Client()
    client.force_login(house.head)
    path = reverse("plan_new", args=["contoh", 2027, "rkt"])
    form = {"title": "RKT", "content": f"copy-{house.other.keys['plan']}"}
    assert client.post(path, form).status_code in (404, 422)


NAMED = ("record", "target", "drafted", "plan", "objective", "empty", "indicator", "node")  # by forms


def exchanged(data, house):
    """``data`` with the neighbour's key in place of each of our own, in names and in values."""
    text = json.dumps(data)
    for word in NAMED:
        text = re.sub(rf"(?<![0-9]){house.keys[word]}(?![0-9])", f"<{word}>", text)
    for word in NAMED:
        text = text.replace(f"<{word}>", str(house.other.keys[word]))
    return json.loads(text)


def of_office(house):
    """What the database holds of ``house``, as far as rows say whose they are; the trail as well."""
    found = {}
    for model in MODELS:
        names = {each.name for each in model._meta.get_fields()}
        for way in ("office", "record__office", "plan__office", "agreement__office"):
            if way.split("__")[0] in names:
                rows = model.objects.filter(**{way: house.office}).order_by("pk")
                found[model._meta.label] = list(rows.values())
                break
    return found


# ---------------------------------------------------------------- the token of forms


@pytest.mark.django_db
def test_no_post_goes_through_without_the_token_of_its_form(house, unchanged):
    clients = {}
    for by in ("head", "superior", "administrator"):
        clients[by] = Client(enforce_csrf_checks=True)
        clients[by].force_login(getattr(house, by))
    wrong = Wrong(None)
    for address in ADDRESSES:
        if address.post:
            path, client = address.path(house), clients[address.by]
            page = right_page(address, house)
            wrong.expect(sent(client, address, house, path, page=page), (403,), path)
    assert not wrong.faults, shown(wrong.faults)


def test_the_table_knows_only_three_streets():
    assert {address.street for address in ADDRESSES} == {OPEN, OWN, OFFICE}
    assert all(isinstance(address, Address) for address in ADDRESSES)
