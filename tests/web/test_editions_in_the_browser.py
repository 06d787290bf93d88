"""Sealing and correcting in a browser, by keyboard; axe on every page of editions, wide and on a phone."""

import pytest
from cast import YEAR, assemble_cast
from closing_year import approve_everything
from test_in_the_browser import PHONE, WIDE, _violations, browse, chromium, pytestmark  # noqa: F401

from akuntabel.reporting.models import Edition, Narrative
from akuntabel.reporting.rendering import render_files

REPORT = f"/contoh/{YEAR}/laporan/"
SEAL, EDITIONS = f"{REPORT}segel/", f"{REPORT}edisi/"


@pytest.fixture
def office(db, settings, tmp_path, monkeypatch):
    settings.ATTACHMENTS_ROOT = tmp_path / "attachments"
    for module in ("sealing", "verifying"):
        monkeypatch.setattr(f"akuntabel.reporting.editions.{module}.render_aside", render_files)
    office = assemble_cast().office
    approve_everything(office, YEAR)
    return office


@pytest.mark.parametrize(("viewport", "scheme"), [(WIDE, "light"), (PHONE, "dark")])
def test_an_edition_is_sealed_and_corrected_and_axe_finds_nothing(office, browse, viewport, scheme):  # noqa: F811
    from axe_playwright_python.sync_playwright import Axe

    page = browse(REPORT, person="sekretaris-contoh", viewport=viewport, scheme=scheme)

    def looks_right():
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert _violations(Axe(), page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], page.url

    looks_right()
    page.get_by_role("link", name="Segel edisi 1").click()
    page.get_by_label("Saya sudah membaca peringatan di atas.").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")  # sends the form
    page.get_by_role("heading", name=f"Laporan kinerja {YEAR}, edisi 1").wait_for()
    page.get_by_role("button", name="Periksa keaslian").click()
    page.get_by_text("cetakan ulangnya sama byte demi byte").wait_for()
    looks_right()
    Narrative.objects.create(office=office, year=YEAR, section="closing", text="Terima kasih.")
    page.goto(SEAL)
    page.get_by_role("button", name="Segel edisi 2").click()
    page.get_by_text("Tulis alasannya.").wait_for()
    looks_right()
    page.get_by_label("Mengapa edisi sebelumnya diganti?").fill("Ucapan terima kasih terlewat.")
    page.get_by_label("Saya sudah membaca peringatan di atas.").check()
    page.get_by_role("button", name="Segel edisi 2").click()
    page.get_by_role("heading", name=f"Laporan kinerja {YEAR}, edisi 2").wait_for()
    looks_right()
    page.goto(EDITIONS)
    looks_right()
    assert Edition.objects.count() == 2
    assert page.complaints == []
