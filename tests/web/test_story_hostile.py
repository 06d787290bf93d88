"""Text that would like to be a program: in every free field of every table, on every page, in the report."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client
from lxml import html
from story_address import OFFICE
from story_addresses import ADDRESSES
from story_world import furnish
from test_in_the_browser import browse, chromium  # noqa: F401
from test_in_the_browser import pytestmark as in_a_browser

from akuntabel.documents.html import render_html
from akuntabel.evidence.models import OwnRegister, Record
from akuntabel.offices.models import LogEntry
from akuntabel.reporting.book import open_book
from akuntabel.reporting.report import assemble

TAG, BREAKOUT = "<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>"
LINK, BIDI = "javascript:alert(1)", "laporan\u202efdp.exe"
HOSTILE = f"{TAG}{BREAKOUT} {LINK} [x]({LINK}) {BIDI}"
# What is no free text: codes that the program itself makes or checks, hashes, keys.
CODES = {
    "code", "register", "key", "period", "pack", "timezone", "seal", "sha256", "hash", "previous", "policy",
    "content_type", "password", "username", "email", "path", "token_hash", "token", "deed", "target_type",
    "target_id", "chain", "status", "secret", "event_key", "language", "folder", "id", "salt", "message",
    "polarity", "aggregation", "fund", "kind", "last_name",
}  # fmt: skip
APPS = ("offices", "planning", "evidence", "measuring", "reporting", "meetings")
MADE = ("Build", "Edition", "EditionFile")  # what the program writes and nobody types


def poisoned(model):
    """The free-text fields of ``model``, each with hostile text as long as it may be."""
    found = {}
    for field in model._meta.concrete_fields:
        coded = field.name in CODES or field.name.endswith("_code")
        words = isinstance(field, models.CharField | models.TextField) and not coded
        if words and not (field.choices or field.primary_key or field.unique):
            found[field.name] = HOSTILE[: field.max_length or len(HOSTILE)]
    return found


@pytest.fixture
def house(cast, settings, tmp_path):
    """An office whose every word is hostile."""
    settings.ATTACHMENTS_ROOT = tmp_path / "attachments"
    house = furnish(cast, "contoh")
    fields = 0
    for label in APPS:
        for model in apps.get_app_config(label).get_models():
            if model.__name__ not in MADE and (words := poisoned(model)):
                model.objects.update(**words)
                fields += len(words)
    assert fields > 60
    for record in Record.objects.all():
        Record.objects.filter(pk=record.pk).update(data={**record.data, "title": HOSTILE, "place": HOSTILE})
    own = OwnRegister.objects.get(office__code="contoh")
    for part in own.definition["field"]:
        part["label"] = part["help"] = HOSTILE
    own.definition |= {"name": HOSTILE, "purpose": HOSTILE, "unit": TAG, "group": HOSTILE}
    own.save()
    for entry in LogEntry.objects.all():
        changes = {
            name: [f"{HOSTILE}{at}" if isinstance(value, str) else value for at, value in enumerate(pair)]
            for name, pair in entry.changes.items()
        }
        LogEntry.objects.filter(pk=entry.pk).update(changes=changes)
    house.administrator = cast.administrator
    return house


def faults(page):
    """What in ``page`` would run or lead to something that runs."""
    root = html.fromstring(page.decode())
    return [
        *(("script", each.text) for each in root.iter("script") if each.get("src") is None),
        *(("image", each.get("src")) for each in root.iter("img") if each.get("src") == "x"),
        *(
            (name, value)
            for each in root.iter()
            if isinstance(each.tag, str)
            for name, value in each.attrib.items()
            if name.startswith("on") or value.strip().lower().startswith(("javascript:", "data:text"))
            if name in ("href", "src", "action", "formaction", "data", "xlink:href") or name.startswith("on")
        ),
    ]


@pytest.mark.django_db
def test_no_page_holds_a_word_that_runs(house):
    seen, wrong = 0, []
    for address in ADDRESSES:
        if address.street != OFFICE or not address.get:
            continue
        client = Client()
        client.force_login(getattr(house, address.by))
        path = address.path(house)
        for more in ({}, {"headers": {"HX-Request": "true"}} if address.name == "figure" else {}):
            answer = client.get(path, **more)
            if not answer.get("Content-Type", "").startswith("text/html"):
                assert answer["X-Content-Type-Options"] == "nosniff", path
                continue
            if answer.status_code not in (200, 302):
                wrong.append((path, answer.status_code))
            page = b"".join(answer.streaming_content) if answer.streaming else answer.content
            if page.strip():
                wrong += [(path, fault) for fault in faults(page)]
                seen += b"&lt;script&gt;alert(1)" in page
    assert wrong == []
    assert seen > 50  # the hostile words are there to be read, on almost every page


@pytest.mark.django_db
def test_what_is_typed_wrongly_comes_back_as_text(house):
    """A form that is shown again with its errors."""
    wrong = []
    # What holds hostile words cannot be signed or sealed, so it has no form for that.
    without = ("register_grid_rows", "agreement_sign", "edition_seal")
    for address in ADDRESSES:
        if address.street != OFFICE or address.post is None or address.name in without:
            continue
        client = Client()
        client.force_login(getattr(house, address.by))
        page = client.get(address.path(house)).content if address.get else b""
        data = address.data(house, lambda page=page: page)
        hostile = {
            name: HOSTILE if isinstance(value, str) and not value.isdigit() else value
            for name, value in data.items()
        }
        with transaction.atomic():
            answer = client.post(address.path(house), hostile)
            transaction.set_rollback(True)
        if answer.status_code >= 500:
            wrong.append((address.name, answer.status_code))
        if answer.get("Content-Type", "").startswith("text/html") and answer.content.strip():
            wrong += [(address.name, fault) for fault in faults(answer.content)]
    assert wrong == []


@pytest.mark.django_db
def test_the_report_says_it_as_text(house):
    from cast import YEAR

    page = render_html(assemble(open_book(house.office, YEAR))).encode()
    assert b"&lt;script&gt;alert(1)" in page
    assert faults(page) == []


@pytest.mark.django_db
def test_a_file_cannot_name_its_own_kind(house):
    client = Client()
    client.force_login(house.head)
    [address] = [each for each in ADDRESSES if each.name == "attachment"]
    answer = client.get(address.path(house))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "\n" not in answer["Content-Disposition"]


@in_a_browser[0]
@in_a_browser[1]
def test_nothing_ever_opens_a_dialog(house, browse):  # noqa: F811
    page = browse("/", person=house.head.username)
    opened = []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    wanted = (
        "office", "people", "trail", "plans", "plan", "agreement", "target_grid", "action_plan", "cascade",
        "registers", "register", "record", "record_edit", "register_grid", "import_preview", "own_registers",
        "own_register_edit", "year", "indicator", "figure", "report",
    )  # fmt: skip
    for address in ADDRESSES:
        if address.name in wanted:
            page.goto(address.path(house))
            for details in page.locator("main summary").all():
                details.click()
    assert opened == []
    assert page.complaints == []
