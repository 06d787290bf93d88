"""kill -9 in the middle of writing: what was acknowledged is there, and nothing is half-done."""

import http.client
import json
import random
import re
import resource
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from installations import ON_POSTGRES, until

NEW = "/kpu-paser/2024/bukti/voter_education/baru/"


@pytest.fixture(scope="module")
def here(install):
    """An installation with the demo in it."""
    return install("demo")


class Browser:
    """Just enough of a browser: cookies, and a form sent."""

    def __init__(self, port):
        self.port, self.cookies = port, {}

    def __call__(self, method, path, **fields):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if method == "POST":
            body = urlencode({"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **fields})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _equals, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        text = answer.read().decode()
        connection.close()
        return answer.status, text


def signed_in(port, said):
    """A browser of the operator, who came in by the link that the server printed."""
    browser = Browser(port)
    path = re.search(r"/masuk/[^\s]+", said)[0]
    assert browser("GET", path)[0] == 200
    assert browser("POST", path)[0] == 302
    assert browser("GET", NEW)[0] == 200
    return browser


def event(title):
    fields = {"title": title, "date": "06-05-2024", "segment": "pemula", "place": title, "status": "done"}
    return {f"f-{name}": value for name, value in fields.items()} | {"other": "1"}


def all_is_well(installation, prefix):
    """Every record has exactly its row of the trail, and the trail is whole; the titles that are kept."""
    counts = json.loads(installation.drive("kept", prefix))
    assert {title: count for title, count in counts.items() if count != 1} == {}
    assert "Riwayat utuh" in installation.run("verify-log").stdout
    return set(counts)


def test_the_server_killed_in_the_middle_of_200_writes(here):
    process, port, said = here.serve("--welcome", "contoh-operator")
    browser = signed_in(port, said)
    acknowledged, refused, moment = [], [], random.randint(30, 120)

    def post(number):
        title = f"Tulis {number:03}"
        try:
            status, _text = browser("POST", NEW, **event(title))
        except (OSError, http.client.HTTPException):
            return
        (acknowledged if status == 302 else refused).append((title, status))

    with ThreadPoolExecutor(4) as several:
        for number in range(200):
            several.submit(post, number)
        until(lambda: len(acknowledged) >= moment or refused)
        here.kill(process)
    assert refused == []
    _again, port, _said = here.serve()
    assert Browser(port)("GET", "/kesehatan/") == (200, "ok")
    kept = all_is_well(here, "Tulis ")
    assert {title for title, _status in acknowledged} <= kept
    assert len(kept) < 200


def test_an_import_of_5000_rows_killed_at_any_moment_is_there_whole_or_not_at_all(here):
    draft = here.drive("hand_in", "Impor", "5000").strip()
    for _attempt in range(2):
        process = here.drive_on("apply", draft)
        assert process.stdout.readline() == "mulai\n"
        time.sleep(random.uniform(0, 2.5))
        here.kill(process)
        done = "selesai" in process.stdout.read()
        kept = kept_of(here, draft)
        assert kept == 5000 if done else kept in (0, 5000)
    here.drive("apply", draft)  # once more, and no more than once
    assert kept_of(here, draft) == 5000


def kept_of(installation, draft):
    """How many rows of the import are there: each with its row of the trail, the preview of one mind."""
    applied, counts, whole = map(json.loads, installation.drive("applied", draft, "Impor ").splitlines())
    assert applied == [bool(counts), int(bool(counts))]
    assert set(counts.values()) <= {1}
    assert whole
    return len(counts)


def test_an_attachment_that_finds_no_room_leaves_nothing_behind(here):
    assert here.drive("attach_where_no_room_is").splitlines() == ["EFBIG", "[]", "[0, 0]"]


@pytest.mark.skipif(ON_POSTGRES, reason="di PostgreSQL berkas pangkalan data tumbuh di proses lain")
def test_a_disk_that_fills_up_under_the_server(install):
    full = install("demo")
    room = (full.home / "akuntabel.sqlite3").stat().st_size + 200_000

    def no_more():
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    process, port, said = full.serve("--welcome", "contoh-operator", preexec_fn=no_more)
    browser, acknowledged, status, text = signed_in(port, said), set(), 302, ""
    while status == 302:
        title = f"Penuh {len(acknowledged):03}"
        status, text = browser("POST", NEW, **event(title), note="Panjang sekali. " * 2000)
        if status == 302:
            acknowledged.add(title)
    assert status == 507
    assert "Penyimpanan server penuh" in text
    assert title in text  # what was typed is on the page
    assert len(acknowledged) < 200
    full.kill(process)
    assert all_is_well(full, "Penuh ") == acknowledged
    assert full.drive("write", "Longgar", "1") == "Longgar ke-0\n"  # with room again
