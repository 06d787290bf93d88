"""The trail in a browser: axe in both schemes and sizes, and the filter by keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from cast import PASSWORD, YEAR, assemble_cast
from django.test import RequestFactory
from test_in_the_browser import PHONE, WIDE, _violations, browse, chromium, pytestmark  # noqa: F401

from akuntabel.evidence.models import Record
from akuntabel.offices.trail import log
from akuntabel.web.failures import failure_page

TRAIL = "/contoh/riwayat/"


@pytest.fixture
def desk(browse):  # noqa: F811
    """Opens a page as the verifier of an office where something happened."""
    cast = assemble_cast()
    cast.verifier.set_password(PASSWORD)
    cast.verifier.save()
    record = Record.objects.filter(office=cast.office).first()
    for number in range(60):
        log(
            by=cast.operator,
            office=cast.office,
            deed="record.change",
            target=record,
            name=f"Sosialisasi ke-{number} di sekolah yang namanya panjang sekali",
            before={
                "data.status": "planned",
                "data.place": "Aula",
                "note": "",
                "source": "",
                "quantity": "1",
            },
            after={
                "data.status": "done",
                "data.place": "SMA 1",
                "note": "x" * 80,
                "source": "y",
                "quantity": "2",
            },
            reason="Salah ketik" if number % 2 else "",
        )
    return lambda path, **options: browse(path, person=cast.verifier.username, **options)


@pytest.mark.parametrize(("viewport", "scheme"), [(WIDE, "light"), (PHONE, "dark")])
def test_axe_finds_nothing_and_nothing_hangs_over(desk, viewport, scheme):
    page = desk(TRAIL, viewport=viewport, scheme=scheme)
    record = Record.objects.filter(office__code="contoh", register="voter_education").first()
    paths = [TRAIL, f"{TRAIL}?cari=xyz&dari=31-2-2024", f"{TRAIL}periksa/"]
    for path in [*paths, f"/contoh/{YEAR}/bukti/voter_education/{record.pk}/"]:
        page.goto(path)
        page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
        assert _violations(Axe(), page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert page.complaints == []


def test_the_page_of_a_full_disk_passes_too(browse, live_server):  # noqa: F811
    request = RequestFactory().post("/x/", {"f-title": "Sosialisasi", "note": "Panjang " * 40, "next": "/"})
    html = failure_page(request, 507).content.decode()
    page = browse("/masuk/", viewport=PHONE)
    page.route("**/penuh/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto("/penuh/")
    assert _violations(Axe(), page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_filter_by_keyboard(desk):
    page = desk(TRAIL)
    page.get_by_label("Cari kata").focus()
    page.keyboard.type("ke-7 ")
    page.keyboard.press("Enter")
    page.get_by_text("1 baris").wait_for()
    assert page.locator(".trail > li").count() == 1
