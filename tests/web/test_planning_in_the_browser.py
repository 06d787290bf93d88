"""Planning in a browser: from nothing to two signatures without a script, axe, a phone, the keyboard."""

import pytest
from cast import PASSWORD
from planning_desk import BASE, NEW
from test_in_the_browser import PHONE, WIDE, _violations, browse, chromium, pytestmark  # noqa: F401

from akuntabel.offices.models import Role
from akuntabel.packs.loader import load_pack
from akuntabel.planning import deeds
from akuntabel.planning.models import Agreement, Indicator, Plan, PlanKind
from akuntabel.planning.selectors import agreement_in_force


def sign_in(page, person):
    page.goto("/masuk/")
    page.fill("#id_username", person.username)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_selector(".leave")
    page.goto(BASE)


def test_from_nothing_to_two_signatures_without_a_script(chromium, live_server, new_people, new_office):  # noqa: F811
    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url, viewport=WIDE)
    page = context.new_page()
    sign_in(page, new_people[Role.OPERATOR])
    page.click("text=Buat RKT dari paket KPU")
    page.click("text=Isi semua target")
    page.locator(".target-table input").first.focus()
    for _row in range(22):  # one number and one Tab a row
        page.keyboard.type("97,5")
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the focus stands on "Simpan target"
    page.wait_for_url(f"**{BASE}")
    page.click("text=Buat perjanjian kinerja")
    page.wait_for_selector(".paper")
    for role in (Role.HEAD, Role.SUPERIOR):
        context.clear_cookies()
        sign_in(page, new_people[role])
        page.click("text=Baca dan tandatangani")
        page.check("#id_agree")
        page.click("text=Tandatangani >> nth=-1")
        page.wait_for_selector(".plan-tools")
    assert agreement_in_force(new_office, NEW).targets.filter(number="97.5").count() == 22
    context.close()


@pytest.fixture
def desk(browse, new_people, new_office):  # noqa: F811
    """Opens a page as the head of an office with a draft that has a warning of every kind."""
    by = new_people[Role.HEAD]
    fields = deeds.PlanFields("RKT", NEW, NEW)
    plan = deeds.draft_plan(
        office=new_office, kind=PlanKind.ANNUAL, fields=fields, by=by, content=load_pack()
    )
    strategic = deeds.PlanFields("Renstra", NEW, NEW + 4, vision="Mandiri")
    deeds.draft_plan(office=new_office, kind=PlanKind.STRATEGIC, fields=strategic, by=by)
    agreement = deeds.draft_agreement(office=new_office, year=NEW, by=by)
    keys = Indicator.objects.filter(objective__plan=plan).values_list("pk", flat=True)
    deeds.save_numbers(agreement=agreement, targets=dict.fromkeys(keys, deeds.Span(90)), by=by)
    return lambda path, **options: browse(path, person=by.username, **options)


def pages():
    plan, row = Plan.objects.get(kind=PlanKind.ANNUAL), Indicator.objects.first()
    strategic = Plan.objects.get(kind=PlanKind.STRATEGIC)
    return [
        BASE, f"{BASE}target/", f"{BASE}{plan.pk}/", f"{BASE}{strategic.pk}/", f"{BASE}{plan.pk}/ubah/",
        f"{BASE}baru/iku/", f"{BASE}{plan.pk}/indikator/{row.pk}/", f"{BASE}{plan.pk}/sasaran/baru/",
        f"{BASE}{plan.pk}/indikator/{row.pk}/ukuran/?cara=ratio&register=dispute", f"{BASE}perjanjian/1/",
        f"{BASE}perjanjian/1/ubah/", f"{BASE}perjanjian/1/tanda-tangan/", f"{BASE}perjanjian/1/buang/",
        f"/kantor-baru/{NEW}/",
    ]  # fmt: skip


@pytest.mark.parametrize(("scheme", "viewport"), [("light", WIDE), ("dark", PHONE)])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(desk, scheme, viewport):
    from axe_playwright_python.sync_playwright import Axe

    page = desk(BASE, scheme=scheme, viewport=viewport)
    for path in pages():
        page.goto(path)
        for details in page.locator("summary").all():
            details.click()
        assert _violations(Axe(), page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], path
    assert page.complaints == []


def test_a_wrong_cell_is_named_beside_itself(desk):
    page = desk(f"{BASE}target/")
    first = page.locator(".target-table input").first
    first.fill("1.40")
    first.press("Enter")
    page.wait_for_selector("[aria-invalid]")
    wrong = page.locator("[aria-invalid]")
    assert wrong.input_value() == "1.40"
    assert "tidak jelas" in page.locator(f'[id="{wrong.get_attribute("name")}.e"]').inner_text()
    assert Agreement.objects.get().targets.count() == 22
