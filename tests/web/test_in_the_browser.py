"""The app in Debian's chromium: the way in, the side panel by keyboard, a phone, axe in both schemes."""

import os
import shutil

import pytest
from cast import PASSWORD, YEAR, assemble_cast

from akuntabel.reporting.models import Build, BuildStatus

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium tidak terpasang (Debian: apt install chromium)"),
]
PAGES = (
    "/",
    f"/contoh/{YEAR}/",
    f"/contoh/{YEAR}/indikator/1/",
    f"/contoh/{YEAR}/indikator/2/",
    f"/contoh/{YEAR}/indikator/3/",
    f"/contoh/{YEAR}/indikator/4/",
    f"/contoh/{YEAR}/indikator/5/",
    f"/contoh/{YEAR}/angka/average.headline/",
    f"/contoh/{YEAR}/angka/indicator.1.achievement/",
    f"/contoh/{YEAR}/bukti/",
    f"/contoh/{YEAR}/bukti/voter_education/",
    f"/contoh/{YEAR}/bukti/lppa/",
    f"/contoh/{YEAR}/laporan/",
    f"/tetangga/{YEAR}/laporan/",
    "/tidak/ada/",
)
WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def chromium():
    """One browser for all tests here."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, live_server):
    """Opens a page as the supervisor of both offices, after signing in at the door."""
    assert os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    cast = assemble_cast()
    build = Build.objects.create(office=cast.office, year=YEAR, status=BuildStatus.DONE)
    build.folder.mkdir(parents=True)
    (build.folder / "laporan.html").write_text("<!doctype html><html lang=id><title>Laporan</title><p>Isi")
    Build.objects.create(office=cast.neighbour, year=YEAR, status=BuildStatus.RUNNING, done=1, total=6)
    contexts = []

    def opened(path, *, viewport=WIDE, scheme="light", language="id"):
        context = chromium.new_context(viewport=viewport, color_scheme=scheme, base_url=live_server.url)
        contexts.append(context)
        context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda said: page.complaints.append(said.text) if "Policy" in said.text else None)
        page.goto("/masuk/")
        page.fill("#id_username", "pembina")
        page.fill("#id_password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector(".leave")
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


def test_a_figure_opens_by_keyboard_and_gives_the_focus_back(open_page):
    page = open_page(f"/contoh/{YEAR}/")
    figure = page.locator('a.fig[href$="/angka/indicator.1.achievement/"]').first
    figure.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel[open] .passport h2")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    assert "3 ÷ 2 × 100%" in page.inner_text("#panel")
    assert "#angka=" in page.url
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel:not([open])", state="attached")
    assert page.evaluate("document.activeElement.getAttribute('href')") == figure.get_attribute("href")
    assert "#" not in page.url
    assert page.complaints == []


def test_an_address_with_a_figure_opens_it_for_a_colleague(open_page):
    page = open_page(f"/contoh/{YEAR}/#angka=%2Fcontoh%2F{YEAR}%2Fangka%2Faverage.median%2F")
    page.wait_for_selector("#panel[open] .passport h2")
    assert "Median" in page.inner_text("#panel h2")


def test_progress_moves_on_by_itself(open_page):
    page = open_page(f"/tetangga/{YEAR}/laporan/")
    assert page.get_attribute("progress", "value") == "1"
    Build.objects.filter(status=BuildStatus.RUNNING).update(done=4)
    page.wait_for_selector('progress[value="4"]', timeout=5000)
    Build.objects.filter(status=BuildStatus.RUNNING).update(status=BuildStatus.DONE)
    page.wait_for_selector("text=Buat laporan lagi", timeout=5000)
    assert page.complaints == []


def test_figures_are_plain_links_without_javascript(chromium, open_page, live_server):
    state = open_page("/").context.storage_state()
    context = chromium.new_context(java_script_enabled=False, storage_state=state, base_url=live_server.url)
    page = context.new_page()
    page.goto(f"/contoh/{YEAR}/")
    page.click('a.fig[href$="/angka/average.headline/"]')
    assert page.inner_text("h1") == "Asal-usul angka"
    context.close()


def test_a_phone_never_scrolls_sideways(open_page):
    page = open_page("/", viewport=PHONE)
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path


@pytest.mark.parametrize(
    ("scheme", "viewport"), [("light", WIDE), ("dark", WIDE), ("light", PHONE), ("dark", PHONE)]
)
def test_axe_finds_nothing(open_page, scheme, viewport):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page("/", viewport=viewport, scheme=scheme)
    for path in PAGES:
        page.goto(path)
        for details in page.locator("summary").all():
            details.click()
        assert _violations(Axe(), page) == [], path
    page.goto(f"/contoh/{YEAR}/")
    page.locator("a.fig").first.click()
    page.wait_for_selector("#panel[open] .passport h2")
    page.wait_for_timeout(300)
    assert _violations(Axe(), page) == [], "panel"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_the_door(open_page, scheme, live_server):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page("/", scheme=scheme, language="en")
    page.context.clear_cookies()
    for path in ("/masuk/", "/masuk/tautan/"):
        page.goto(path)
        page.click("main button")
        assert _violations(Axe(), page) == [], path


def _violations(axe, page):
    """What axe found, short enough to read in a failure; the WCAG 2.2 AA rules and best practices."""
    found = axe.run(page).response["violations"]
    return [
        (each["id"], node["target"], node["failureSummary"]) for each in found for node in each["nodes"][:3]
    ]
