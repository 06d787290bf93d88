"""From an empty installation to two people at work, in Debian's chromium; axe and phone width on the way."""

import re

import pyotp
import pytest
from test_in_the_browser import CHROMIUM, PHONE, browse, chromium

from akuntabel.offices.deeds import setup_token

__all__ = ["browse", "chromium"]  # fixtures
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium tidak terpasang (Debian: apt install chromium)"),
]
GOOD = "batu sungai langit kopi"
SAVE = "main form button.main-button"


def fill(page, **values):
    for name, value in values.items():
        field = page.locator(f"#id_{name}")
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.locator(SAVE).first.click()
    page.wait_for_load_state()


def looked_at(page):
    """What axe finds on the page as it stands, and whether it is wider than a phone."""
    from axe_playwright_python.sync_playwright import Axe

    found = [each["id"] for each in Axe().run(page).response["violations"]]
    size = page.viewport_size
    page.set_viewport_size(PHONE)
    if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
        found.append("wide")
    page.set_viewport_size(size)
    return [(page.url, each) for each in found + page.complaints]


def test_from_nothing_to_two_people_at_work(db, browse, live_server):
    page = browse(f"/mulai/{setup_token()}/", scheme="dark")
    wrong = looked_at(page)
    fill(page, name="Administrator Contoh", username="admin", password=GOOD, again=GOOD,
         office_name="Sekretariat KPU Kabupaten Contoh", place="Kota Contoh", level="regency")  # fmt: skip
    wrong += looked_at(page)
    page.click("main a:has-text('Buka tahun')")
    wrong += looked_at(page)
    fill(page, year="2026")
    assert page.url == f"{live_server.url}/kpu-contoh/2026/"
    page.goto(f"{live_server.url}/kpu-contoh/kantor/")
    wrong += looked_at(page)
    page.locator(".facts a").first.click()
    fill(page, name="Sekretaris Contoh", position="Sekretaris", nip="12")
    wrong += looked_at(page)
    page.goto(f"{live_server.url}/kpu-contoh/kantor/orang/undang/")
    fill(page, name="Operator Contoh", username="operator", role="operator")
    wrong += looked_at(page)
    link = page.input_value("#tautan")

    other = browse(link.removeprefix(live_server.url), scheme="light")
    wrong += looked_at(other)
    fill(other, password=GOOD, again=GOOD)
    assert other.url == f"{live_server.url}/"
    assert "Susun RKT 2026" in other.locator(".duty-link").all_inner_texts()
    wrong += looked_at(other)
    other.goto(f"{live_server.url}/akun/")
    wrong += looked_at(other)

    page.goto(f"{live_server.url}/kpu-contoh/kantor/orang/")
    page.click("a:has-text('Operator Contoh')")
    page.click("summary:has-text('Nonaktifkan')")
    wrong += looked_at(page)
    page.click("details[open] button")
    page.wait_for_selector("text=dinonaktifkan")
    other.reload()
    assert "/masuk/" in other.url
    assert wrong == []


def test_the_second_factor_by_the_picture(db, browse, live_server):
    page = browse(f"/mulai/{setup_token()}/")
    fill(page, name="Administrator Contoh", username="admin", password=GOOD, again=GOOD,
         office_name="KPU Contoh", place="Kota Contoh", level="regency")  # fmt: skip
    page.goto(f"{live_server.url}/akun/faktor-kedua/")
    wrong = looked_at(page)
    assert page.locator(".qr svg").bounding_box()["width"] > 150
    secret = re.sub(r"\s", "", page.inner_text(".steps code"))
    fill(page, code=pyotp.TOTP(secret).now())
    wrong += looked_at(page)
    codes = page.locator(".codes code").all_inner_texts()
    page.click("text=Keluar")
    fill(page, username="Admin", password=GOOD)
    wrong += looked_at(page)
    fill(page, code=codes[0])
    page.wait_for_selector("text=Langkah awal kantor ini")
    assert len(codes) == 10
    assert wrong == []


def test_the_account_without_javascript(db, browse, chromium, live_server):
    state = browse(f"/mulai/{setup_token()}/").context.storage_state()
    context = chromium.new_context(java_script_enabled=False, storage_state=state, base_url=live_server.url)
    page = context.new_page()
    page.goto(f"/mulai/{setup_token()}/")
    page.fill("#id_name", "Administrator Contoh")
    page.fill("#id_username", "admin")
    for field in ("password", "again"):
        page.fill(f"#id_{field}", GOOD)
    page.fill("#id_office_name", "KPU Contoh")
    page.select_option("#id_level", "regency")
    page.fill("#id_place", "Kota Contoh")
    page.click(SAVE)
    page.goto("/kpu-contoh/kantor/orang/undang/")
    page.fill("#id_name", "Operator Contoh")
    page.fill("#id_username", "operator")
    page.click(SAVE)
    assert "/undangan/" in page.input_value("#tautan")
    assert not page.locator("[data-copy]").is_visible()
    context.close()
