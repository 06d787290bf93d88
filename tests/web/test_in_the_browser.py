"""The app in Debian's chromium: the way in, the side panel by keyboard, a phone, axe in both schemes."""

import os
import shutil
from functools import partial

import pytest
from cast import PASSWORD, YEAR, assemble_cast

from akuntabel.checking import deeds as checking
from akuntabel.checking.models import Check, CheckStatus
from akuntabel.demo.loading import READER, show_reader
from akuntabel.offices.models import Person
from akuntabel.reporting.deeds import run_build
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
# Where the words of all charts in sight stand, and whether that is inside of all that could cut them.
WORDS_OF_CHARTS = """
() => [...document.querySelectorAll("figure.chart")].flatMap((figure, chart) =>
  [...figure.querySelectorAll("svg text")].filter(text => text.getClientRects().length).map(text => {
    const box = text.getBoundingClientRect();
    const frames = [text.ownerSVGElement, figure].map(each => each.getBoundingClientRect());
    const inside = frames.every(frame => box.left >= frame.left - 1 && box.right <= frame.right + 1
      && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1);
    const svg = text.ownerSVGElement;
    const size = parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a;
    return {chart, words: text.textContent, size, inside: inside && box.left >= 0 && box.right <= innerWidth};
  }))
"""
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
def browse(chromium, live_server):
    """Opens a page as a stranger, or as somebody who signs in at the door first."""
    assert os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    contexts = []

    def opened(path, *, person=None, viewport=WIDE, scheme="light", language="id"):
        context = chromium.new_context(viewport=viewport, color_scheme=scheme, base_url=live_server.url)
        contexts.append(context)
        context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda said: page.complaints.append(said.text) if "Policy" in said.text else None)
        if person:
            page.goto("/masuk/")
            page.fill("#id_username", person)
            page.fill("#id_password", PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_selector(".leave")
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(browse):
    """Opens a page as the supervisor of both offices; one has a report, the other is having it made."""
    cast = assemble_cast()
    build = Build.objects.create(office=cast.office, year=YEAR, status=BuildStatus.DONE)
    build.folder.mkdir(parents=True)
    written = "<!doctype html><html lang=id><title>Laporan</title><p>Isi"
    (build.folder / "laporan-kinerja.html").write_text(written)
    Build.objects.create(office=cast.neighbour, year=YEAR, status=BuildStatus.RUNNING, done=1, total=6)
    return partial(browse, person="pembina")


@pytest.fixture
def open_report(browse, paser):
    """Opens a page of the year of Paser, whose report is really made."""
    show_reader(paser)
    reader = Person.objects.get(username=READER)
    reader.set_password(PASSWORD)
    reader.save()
    run_build(Build.objects.create(office=paser, year=2024))
    return partial(browse, person=READER)


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
    page.wait_for_selector("text=Buat draf lagi", timeout=5000)
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


@pytest.mark.parametrize(("scheme", "viewport"), [("light", WIDE), ("dark", PHONE)])
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
    page.goto("/masuk/")
    page.click("main button")
    assert _violations(Axe(), page) == [], "an empty form sent"
    for path in ("/masuk/", "/masuk/tautan/"):
        page.goto(path)
        assert _violations(Axe(), page) == [], path


def test_every_word_of_a_chart_is_in_sight_on_a_phone(open_report):
    page = open_report("/kpu-paser/2024/", viewport=PHONE)
    for path, charts in (("/kpu-paser/2024/", 3), ("/kpu-paser/2024/laporan/pratinjau/", 8)):
        page.goto(path)
        words = page.evaluate(WORDS_OF_CHARTS)
        assert len({each["chart"] for each in words}) == charts, path
        assert [each for each in words if not each["inside"] or each["size"] < 10.5] == [], path


def test_a_table_of_the_report_fits_on_a_phone_or_says_how_to_read_it(open_report):
    page = open_report("/kpu-paser/2024/laporan/pratinjau/", viewport=PHONE)
    wide = page.evaluate(
        """[...document.querySelectorAll(".scroll")].filter(t => t.scrollWidth > t.clientWidth)
           .map(t => [t.getAttribute("aria-label"), t.tabIndex, t.previousElementSibling?.offsetHeight > 0])"""
    )
    assert {(tab, told) for _name, tab, told in wide} <= {(0, True)}, wide
    assert len(wide) <= 3
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize(("scheme", "viewport"), [("light", WIDE), ("dark", PHONE)])
def test_axe_finds_nothing_in_a_report(open_report, scheme, viewport):
    from axe_playwright_python.sync_playwright import Axe

    page = open_report("/kpu-paser/2024/laporan/", viewport=viewport, scheme=scheme)
    for path in ("/kpu-paser/2024/", "/kpu-paser/2024/laporan/", "/kpu-paser/2024/laporan/pratinjau/"):
        page.goto(path)
        assert _violations(Axe(), page) == [], path
    assert page.complaints == []


def test_nothing_runs_in_a_report(open_report):
    page = open_report("/kpu-paser/2024/laporan/pratinjau/")
    page.evaluate(
        """const script = document.createElement("script");
           script.textContent = "document.title = 'jalan'";
           document.head.append(script);"""
    )
    assert page.title() != "jalan"
    assert page.evaluate("self.origin") == "null"
    assert "script-src" in page.complaints[0]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_top_bar_stays_on_one_line_on_a_phone(open_page, browse, language):
    for page in (
        open_page("/", viewport=PHONE, language=language),
        browse("/masuk/", viewport=PHONE, language=language),
        browse("/periksa/", viewport=PHONE, language=language),
    ):
        assert page.locator(".top").bounding_box()["height"] < 56, page.url
        assert all(each.bounding_box()["height"] < 40 for each in page.locator(".top-link").all()), page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url


@pytest.fixture
def report_file(tmp_path):
    """A report that contradicts itself once."""
    file = tmp_path / "laporan.txt"
    file.write_text("Indikator\tTarget\tRealisasi\tCapaian\nJumlah laporan\t4 laporan\t3 laporan\t95%\n")
    return file


def finish_checks():
    """Do what the background worker does."""
    for check in Check.objects.filter(status=CheckStatus.WAITING):
        checking.run_check(check)


@pytest.mark.parametrize(("scheme", "viewport"), [("light", WIDE), ("dark", PHONE)])
def test_axe_finds_nothing_in_a_check(browse, report_file, scheme, viewport):
    from axe_playwright_python.sync_playwright import Axe

    page = browse("/periksa/", viewport=viewport, scheme=scheme)
    assert _violations(Axe(), page) == [], "form"
    page.click("main .main-button")
    assert page.inner_text("#file-error") == "Pilih dulu berkas laporannya."
    assert _violations(Axe(), page) == [], "nothing chosen"
    page.set_input_files("#file", report_file)
    assert page.inner_text("#file-error") == ""
    assert _violations(Axe(), page) == [], "chosen"
    page.click("main .main-button")
    page.wait_for_selector("progress")
    assert _violations(Axe(), page) == [], "waiting"
    finish_checks()
    page.wait_for_selector(".check-counts", timeout=5000)
    for path in (page.url, f"{page.url}temuan/"):
        page.goto(path)
        assert _violations(Axe(), page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], path
    assert page.complaints == []


def test_a_check_by_keyboard(browse, report_file):
    page = browse("/periksa/")
    # The browser takes its time to hand choosers over; a listener from the start leaves no gap.
    page.on("filechooser", lambda _chooser: None)
    for _key in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "file":
            break
    outline = page.evaluate("getComputedStyle(document.querySelector('.drop')).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.inner_text("#file-error") == "Pilih dulu berkas laporannya."
    assert page.evaluate("document.activeElement.id") == "file"
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(report_file)
    assert page.inner_text("#file-name") == "laporan.txt"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("progress")
    finish_checks()
    page.wait_for_selector(".check-counts", timeout=5000)
    page.locator(".own-page").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/temuan/")
    assert "75%" in page.inner_text("main")


def test_a_file_that_is_too_big_is_told_before_it_travels(browse, report_file, settings):
    settings.CHECK_MEGABYTES = 1
    page = browse("/periksa/", viewport=PHONE)
    report_file.write_bytes(b"x" * 1_000_001)
    page.set_input_files("#file", report_file)
    assert "lebih besar dari 1 MB" in page.inner_text("#file-error")
    page.click("main .main-button")
    assert page.get_attribute("#file", "aria-invalid") == "true"
    assert not Check.objects.exists()


def test_without_javascript_the_browser_names_the_file_itself(chromium, live_server, report_file):
    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto("/periksa/")
    assert page.locator("#file").bounding_box()["height"] > 100
    assert not page.locator(".drop-words").is_visible()
    page.click("main .main-button")
    assert "Pilih dulu berkas" in page.inner_text("#file-error")
    context.close()


def _violations(axe, page):
    """What axe found, short enough to read in a failure; the WCAG 2.2 AA rules and best practices."""
    found = axe.run(page).response["violations"]
    return [
        (each["id"], node["target"], node["failureSummary"]) for each in found for node in each["nodes"][:3]
    ]
