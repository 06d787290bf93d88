"""Measuring in a browser: submitted, verified and approved by the keyboard alone; axe wide and narrow."""

import pytest
from cast import YEAR, assemble_cast
from test_in_the_browser import PHONE, WIDE, _violations, browse, chromium, pytestmark  # noqa: F401

from akuntabel.measuring.models import Actual, Standing

PAGE = f"/contoh/{YEAR}/pengukuran/"


@pytest.fixture
def desk(browse):  # noqa: F811
    """Opens the page of the year as somebody of the cast."""
    assemble_cast()
    return lambda who, **options: browse(PAGE, person=who, **options)


def tab_to(page, button):
    """Press Tab until ``button`` has the focus, as somebody without a mouse does."""
    for _step in range(80):
        if page.evaluate("document.activeElement.value") == button:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never comes to {button}")


def test_three_people_bring_the_year_to_approval_by_keyboard(desk):
    page = desk("operator-contoh")
    assert page.locator(".act-bar").inner_text().strip() == "Ajukan 4 realisasi"
    page.locator("#isi").focus()
    for code in ("2", "5"):
        for _step in range(40):
            if page.evaluate("document.activeElement.id") == f"note-{code}":
                break
            page.keyboard.press("Tab")
        page.keyboard.type("Sebabnya tertulis di sini.")
    tab_to(page, "submit")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=4 realisasi diajukan.")
    for who, deed, said in (
        ("pemeriksa-contoh", "verify", "4 realisasi diperiksa."),
        ("sekretaris-contoh", "approve", "4 realisasi disetujui."),
    ):
        page = desk_again(page, who)
        page.locator("#isi").focus()
        tab_to(page, deed)
        page.keyboard.press("Enter")
        page.wait_for_selector(f"text={said}")
    assert Actual.objects.filter(standing=Standing.APPROVED).count() == 4
    assert page.complaints == []


def desk_again(page, who):
    """The same page after somebody else has signed in."""
    page.context.clear_cookies()
    page.goto(f"/masuk/?next={PAGE}")
    page.fill("#id_username", who)
    page.fill("#id_password", "kata-sandi-yang-panjang")
    page.keyboard.press("Enter")
    page.wait_for_selector(".act-bar")
    return page


@pytest.mark.parametrize(("scheme", "viewport"), [("light", WIDE), ("dark", PHONE)])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(desk, scheme, viewport):
    from axe_playwright_python.sync_playwright import Axe

    page = desk("operator-contoh", scheme=scheme, viewport=viewport)
    page.click("main button[name=deed]")  # refused: two notes are missing
    page.wait_for_selector("#masalah")
    assert _violations(Axe(), page) == []
    for path in (
        f"{PAGE}?periode={YEAR}-T1",
        f"{PAGE}{YEAR}/2/",
        f"{PAGE}{YEAR}/4/",
        f"/contoh/{YEAR}/indikator/1/",
    ):
        page.goto(path)
        for details in page.locator("main summary").all():
            details.click()
        assert _violations(Axe(), page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], path
    assert page.complaints == []
