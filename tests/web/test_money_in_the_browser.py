"""The budget in a browser: axe in both schemes and widths, and the tree without a script."""

import pytest
from money_desk import MONEY, granted, paid, settled, sheet
from planning_desk import NEW
from test_in_the_browser import PHONE, WIDE, _violations, browse, chromium, pytestmark  # noqa: F401
from test_planning_in_the_browser import sign_in

from akuntabel.offices.models import Role
from akuntabel.planning import deeds
from akuntabel.planning.models import PlanKind
from akuntabel.planning.money import imports, versions

KEY = "CQ.3355.BDB.001"


@pytest.fixture
def pages(new_office, new_people):
    """Every page of the budget, of an office with one of everything."""
    by = new_people[Role.HEAD]
    from akuntabel.packs.loader import load_pack

    fields = deeds.PlanFields("RKT", NEW, NEW)
    deeds.draft_plan(office=new_office, kind=PlanKind.ANNUAL, fields=fields, by=by, content=load_pack())
    deeds.draft_agreement(office=new_office, year=NEW, by=by)
    first = settled(new_office, by)
    row, *_rest = paid(
        new_office, by, (1, f"{KEY}.521211", 8_000_000), (2, "524111", 260_000_000), (3, "", -5)
    )
    entry, *_rest = granted(new_office, by, ("agreed", 1, 100), ("received", 2, 140))
    words = versions.VersionFields("Revisi ke-1", change="changed", reason="Naik")
    new = versions.revise_version(version=first, fields=words, by=by)
    line = new.lines.first()
    table = sheet(["Tanggal", "Kode", "Nilai"], ["5-3-2025", "511111", 5], ["x", "77", "lima"])
    read = imports.hand_in_table(
        office=new_office,
        year=NEW,
        kind="spending",
        version=None,
        name="sp2d.xlsx",
        content=table.read(),
        by=by,
    )
    parts = (
        "", "versi/", f"versi/{first.pk}/", f"versi/{new.pk}/", f"versi/{new.pk}/ubah/", f"versi/{new.pk}/tetapkan/",
        f"versi/{new.pk}/buang/", f"versi/{new.pk}/baris/{line.pk}/", f"versi/{new.pk}/baris/baru/",
        f"versi/{new.pk}/impor/", "belanja/", "belanja/baru/", f"belanja/{row.pk}/tarik/", "hibah/", "hibah/baru/",
        f"hibah/{entry.pk}/tarik/", "pemetaan/", f"pemetaan/{KEY}/", "belanja/impor/", f"impor/{read.pk}/",
        f"impor/{read.pk}/periksa/",
    )  # fmt: skip
    return [f"{MONEY}{part}" for part in parts]


@pytest.mark.parametrize(("scheme", "viewport"), [("light", WIDE), ("dark", PHONE)])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(browse, new_people, pages, scheme, viewport):  # noqa: F811
    from axe_playwright_python.sync_playwright import Axe

    page = browse(MONEY, person=new_people[Role.HEAD].username, scheme=scheme, viewport=viewport)
    for path in pages:
        assert page.goto(path).status == 200, path
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert _violations(Axe(), page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], path
    assert page.complaints == []


def test_the_tree_opens_by_keyboard_without_a_script(chromium, live_server, new_people, new_office):  # noqa: F811
    settled(new_office, new_people[Role.HEAD])
    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url, viewport=WIDE)
    page = context.new_page()
    sign_in(page, new_people[Role.HEAD])
    page.goto(MONEY)
    for level, name in (("3355", "BDB"), ("BDB", "001"), ("001", "521211")):
        page.locator(".money-tree summary", has_text=level).first.focus()
        page.keyboard.press("Enter")
        assert page.locator(".money-node", has_text=name).first.is_visible()
    context.close()
