"""A newcomer enters an event by keyboard: how many keys it takes beyond the words themselves, and how long."""

from __future__ import annotations

import time

import pytest
from cast import YEAR, assemble_cast
from test_in_the_browser import browse, chromium, pytestmark  # noqa: F401

from akuntabel.evidence.models import Record

NEW = f"/contoh/{YEAR}/bukti/voter_education/baru/"
MOST_KEYS, MOST_SECONDS = 12, 20
KEYS_A_SECOND = 3  # of a slow typist who uses two fingers


class Keyboard:
    """Types on ``page`` and counts what is not the text of the record itself."""

    def __init__(self, page):
        self.page, self.keys, self.letters = page, [], 0

    def text(self, words):
        self.page.keyboard.type(words)
        self.letters += len(words)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.keys.append(key)

    @property
    def where(self):
        return self.page.evaluate("document.activeElement.name")

    def until(self, name):
        """Tab on until the field ``name`` has the focus."""
        while self.where != name:
            self.press("Tab")
            assert len(self.keys) < 50, name

    def event(self, title, date, place, *, segment="", status=""):
        """An event from where the focus stands on the fresh page to the page that follows."""
        assert self.where == "f-segment"
        self.press(*segment)
        self.until("f-title")
        self.text(title)
        self.until("f-date")
        self.text(date)
        self.until("f-place")
        self.text(place)
        if status:
            self.until("f-status")
            self.press(*status)
        with self.page.expect_navigation():
            self.press("Enter")
        return f"{len(self.keys)} tombol di luar {self.letters} huruf isian: {' '.join(self.keys)}"


@pytest.fixture
def page(db, browse):  # noqa: F811
    """The form of a new event, where nobody has written one yet: nothing is offered."""
    Record.objects.filter(office=assemble_cast().office).delete()
    return browse(NEW, person="operator-contoh")


def held(title):
    record = Record.objects.get(title=title)
    return record.data["segment"], record.data["status"], record.date.isoformat(), record.data["place"]


def test_the_first_event_and_the_next_take_few_keys(page):
    first = Keyboard(page)
    said = first.event("Kelas pemula di SMA 1", "3/2", "SMA 1", segment="pem", status="t")
    assert held("Kelas pemula di SMA 1") == ("pemula", "done", f"{YEAR}-02-03", "SMA 1"), said
    assert len(first.keys) <= MOST_KEYS, said
    second = Keyboard(page)
    said = second.event("Kelas pemula di SMA 2", "4/2", "SMA 2", status="t")  # how it went is never offered
    assert held("Kelas pemula di SMA 2") == ("pemula", "done", f"{YEAR}-02-04", "SMA 2"), said
    assert len(second.keys) <= MOST_KEYS // 2, said
    third = Keyboard(page)
    said = third.event("Arisan warga", "5/2", "Balai desa", segment="kel", status="t")
    assert held("Arisan warga") == ("keluarga", "done", f"{YEAR}-02-05", "Balai desa"), said
    assert len(third.keys) <= MOST_KEYS, said


def test_an_event_is_in_within_twenty_seconds_at_a_slow_hand(page):
    """The machine's own time, and each key at a slow typist's pace."""
    keyboard, started = Keyboard(page), time.monotonic()
    said = keyboard.event("Sosialisasi pemilih pemula SMA 1", "3/2", "SMA 1", segment="pem", status="t")
    seconds = time.monotonic() - started + (len(keyboard.keys) + keyboard.letters) / KEYS_A_SECOND
    assert seconds <= MOST_SECONDS, f"{seconds:.1f} detik; {said}"
    assert page.get_by_text("Tersimpan: Sosialisasi pemilih pemula SMA 1").is_visible()
